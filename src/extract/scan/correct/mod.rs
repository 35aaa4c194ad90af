//! Small corrections of a recogniser's output. Each lowers the confidence in the characters that it changes, so that
//! they are checked.
//!
//! - `marks`: ○ and ・ at the head of a line, by their shape (models drop lone marks)
//! - `markers`: (1) (2) (3) at the heads of a cell's lines, by their sequence
//! - `items`: ① ② ③ alone in their cells, by their sequence in the column
//! - `kana`: ー and 一, 口 and ロ, 工 and エ, small kana, by their neighbours and size
//! - `kanji`: forms that are not used in Japanese
//! - `words`: a short list of impossible words
//! - `unread`: characters next to ink that was not read are uncertain, and those before a 。 that may be cut off

use super::raster::Area;

mod items;
mod kana;
mod kanji;
mod markers;
mod marks;
#[cfg(test)]
mod tests;
mod unread;
mod words;

/// The confidence of a corrected character.
pub(super) const CORRECTED: f32 = 0.7;

/// A recognised line of text, in pixels of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Number of its region.
    pub region: usize,
    /// Font size.
    pub em: f32,
    /// Middle of its em boxes.
    pub middle: f32,
    /// Its characters, left to right.
    pub letters: Vec<Letter>,
    /// Ink that no character explains.
    pub unexplained: Vec<Shape>,
}

/// A recognised character.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Letter {
    /// The character.
    pub c: char,
    /// Its advance box, from left to right.
    pub advance: (f32, f32),
    /// The box around its ink.
    pub ink: Area,
    /// Whether the middle of its ink is white.
    pub is_hollow: bool,
    /// Its confidence.
    pub confidence: f32,
    /// The second guess and its confidence.
    pub second: Option<(char, f32)>,
}

impl Letter {
    /// Replaces it by an uncertain character; what was read becomes the second guess.
    pub(super) fn correct(&mut self, c: char) {
        if self.c != c {
            self.second = Some((self.c, self.confidence));
            self.c = c;
            self.confidence = self.confidence.min(CORRECTED);
        }
    }
}

/// A piece of ink.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shape {
    /// The box around it.
    pub area: Area,
    /// Whether the middle of the box has no ink.
    pub is_hollow: bool,
}

/// The side of a square, in ems, whose area is the least ink that may be a character.
const LEAST_INK: f32 = 0.3;

impl Shape {
    /// Whether it is large enough to be a character, or part of one, of this font size.
    pub fn may_be_text(&self, em: f32) -> bool {
        (self.area.width() * self.area.height()) as f32 >= (LEAST_INK * em).powi(2)
    }
}

/// Corrects the lines of a page, which are in reading order, region by region.
pub fn correct(lines: &mut [Line]) {
    for line in lines.iter_mut() {
        marks::restore(line);
        marks::circle(line);
        marks::middle_dot(line);
        marks::stop(line);
        kana::by_neighbours(line);
        kana::by_size(line);
        kanji::modern(line);
        words::known(line);
        words::progress(line);
    }
    for cell in lines.chunk_by_mut(|a, b| a.region == b.region) {
        markers::by_sequence(cell);
        unread::doubt(cell);
        unread::doubt_end(cell);
    }
    items::by_sequence(lines);
}
