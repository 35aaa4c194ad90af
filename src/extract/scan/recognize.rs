//! The interface of recognisers: line images in, characters out.

use std::fmt;

/// The height of a recogniser's input, in pixels.
pub const HEIGHT: usize = 48;

/// The image of a line of text: [`HEIGHT`] rows of grey values, 0 for black to 255 for white.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// Pixels in a row.
    pub width: usize,
    /// Row after row.
    pub values: Vec<u8>,
}

/// A recognised character.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Read {
    /// The character.
    pub c: char,
    /// Its horizontal centre in pixels of the strip, accurate to one step of the model, a few pixels.
    pub at: f32,
    /// The model's confidence, 0 to 1.
    pub confidence: f32,
    /// The second guess and its confidence.
    pub second: Option<(char, f32)>,
}

/// Recognises line images. The only implementation outside tests needs the feature `ocr`.
pub trait Recognizer: fmt::Debug + Send + Sync {
    /// The characters of each strip, left to right.
    ///
    /// # Errors
    ///
    /// Why it cannot read: its model is missing or invalid.
    fn recognize(&self, strips: &[Strip]) -> Result<Vec<Vec<Read>>, String>;

    /// The same for a sample of strips from a page that may be rotated.
    ///
    /// # Errors
    ///
    /// Those of [`recognize`](Self::recognize).
    fn sample(&self, strips: &[Strip]) -> Result<Vec<Vec<Read>>, String> {
        self.recognize(strips)
    }

    /// Name and SHA-256 of its model, for the record.
    fn model(&self) -> Model;
}

/// A model, as the record names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Model {
    /// Its name.
    pub model: String,
    /// SHA-256 of its file, lower-case hexadecimal.
    pub sha256: String,
}
