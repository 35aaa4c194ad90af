//! Cut-out lines → characters: what a recogniser takes and gives.

use std::fmt;

/// A recogniser's picture is so many pixels high.
pub const HEIGHT: usize = 48;

/// A line of text cut out: [`HEIGHT`] rows of grey values, 0 black to 255 white.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// Pixels in a row.
    pub width: usize,
    /// Row after row.
    pub values: Vec<u8>,
}

/// A character as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Read {
    /// The character.
    pub c: char,
    /// Where its middle is, in pixels of the strip; a step of the model, so a few pixels off.
    pub at: f32,
    /// How sure the model is, 0 to 1.
    pub confidence: f32,
    /// What it would read otherwise, and how sure it is of that.
    pub second: Option<(char, f32)>,
}

/// Reads cut-out lines. The only implementation but for tests is behind the feature `ocr`.
pub trait Recognizer: fmt::Debug + Send + Sync {
    /// What stands on each strip, left to right.
    ///
    /// # Errors
    ///
    /// Why it cannot read: its model is gone, or not what it should be.
    fn recognize(&self, strips: &[Strip]) -> Result<Vec<Vec<Read>>, String>;

    /// The same for a few strips of a page that may lie in another direction.
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
