//! Text whose characters know where they came from.
//!
//! A [`Text`] is a run of [`Char`]s; each refers to the source characters that it stands for by their index in the
//! document's list of [`Place`]s. All later stages cut, join and rewrite `Text`, never bare strings, so that in the end
//! every character of the source can be accounted for.

use std::fmt;

use crate::geometry::Rect;

pub(crate) mod bidi;
pub mod chars;
pub mod markers;

/// The UTF-8 length of most Japanese characters.
const BYTES: usize = 3;

/// The place of one character of the source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Page, one-based; in text input, pages are separated by form feeds.
    pub page: u32,
    /// The position on the page.
    pub position: Position,
}

/// A position in a PDF page or in a text file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Position {
    /// The box of the glyph.
    Box(Rect),
    /// Line and column (in characters), both one-based.
    LineColumn(u32, u32),
}

/// A character, and the source characters that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Char {
    /// The character.
    pub c: char,
    /// Index of its first place; [`Char::NOWHERE`] for a space or line feed that is not in the source.
    pub at: u32,
    /// How many consecutive places it stands for: 2 for a kana composed with its voicing mark.
    pub len: u8,
}

impl Char {
    /// The `at` of a character that has no place in the source.
    pub const NOWHERE: u32 = u32::MAX;

    /// A character that stands for the one source character `at`.
    pub fn new(c: char, at: u32) -> Self {
        Self { c, at, len: 1 }
    }

    /// A space or line feed that is not in the source.
    pub fn inserted(c: char) -> Self {
        Self {
            c,
            at: Self::NOWHERE,
            len: 0,
        }
    }

    /// The indexes of the places that it stands for.
    pub fn places(&self) -> std::ops::Range<usize> {
        if self.at == Self::NOWHERE {
            return 0..0;
        }
        let at = self.at as usize;
        at..at + usize::from(self.len)
    }
}

/// A run of characters with their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Char>);

impl Text {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// A text without places, for tests and examples.
    pub fn unplaced(s: &str) -> Self {
        s.chars().map(Char::inserted).collect()
    }

    /// Shifts the indexes of its places so that they start at `first` instead of 0.
    pub(crate) fn count_places_from(&mut self, first: u32) {
        let placed = self.0.iter_mut().filter(|ch| ch.at != Char::NOWHERE);
        placed.for_each(|ch| ch.at = ch.at.saturating_add(first));
    }

    /// The characters.
    pub fn chars(&self) -> &[Char] {
        &self.0
    }

    /// Whether it holds no characters.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it has only white space.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|ch| ch.c.is_whitespace())
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Appends a character that is not in the source.
    pub fn insert(&mut self, c: char) {
        self.0.push(Char::inserted(c));
    }

    /// Appends another text.
    pub fn append(&mut self, other: Text) {
        self.0.extend(other.0);
    }

    /// A part of the text.
    pub fn slice(&self, range: std::ops::Range<usize>) -> Text {
        Text(self.0.get(range).unwrap_or_default().to_vec())
    }

    /// The text without white space at either end.
    pub fn trimmed(&self) -> Text {
        let is_text = |ch: &Char| !ch.c.is_whitespace();
        let start = self.0.iter().position(is_text).unwrap_or(self.0.len());
        let end = self.0.iter().rposition(is_text).map_or(start, |i| i + 1);
        self.slice(start..end)
    }

    /// Its first character that is not white space.
    pub fn first_letter(&self) -> Option<char> {
        let mut letters = self.0.iter().map(|ch| ch.c);
        letters.find(|c| !c.is_whitespace())
    }

    /// The characters without white space, which is how labels are compared.
    pub fn squeezed(&self) -> String {
        self.letters(|c| !c.is_whitespace())
    }

    /// The characters, without places.
    pub fn written(&self) -> String {
        self.letters(|_| true)
    }

    fn letters(&self, counts: impl Fn(&char) -> bool) -> String {
        let mut letters = String::with_capacity(self.len() * BYTES);
        letters.extend(self.0.iter().map(|ch| ch.c).filter(counts));
        letters
    }
}

impl FromIterator<Char> for Text {
    fn from_iter<I: IntoIterator<Item = Char>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // written in one call: one call per character costs more than the rest of the mapping
        f.write_str(&self.written())
    }
}
