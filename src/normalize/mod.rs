//! Normalisation: one spelling for each character, with the places kept.
//!
//! Steps of [`Mode::Standard`], each over a whole [`Text`]:
//! 1. `table`: context-free replacement (width, spaces, radicals, lookalikes); invisible characters are removed;
//! 2. `kana`: a kana and its voicing mark become one character;
//! 3. `context`: dashes, points and commas depending on their neighbours.
//!
//! [`join()`] then joins the lines of a cell. What a text *means* is left to [`values`](crate::values).
//! `docs/normalization.md` documents the whole table with reasons.

use std::fmt;
use std::str::FromStr;

use crate::content::{Block, Content};
use crate::diagnostics::{Code, Diagnostic};
use crate::text::Text;

mod breaks;
mod context;
mod join;
mod kana;
mod nfkc;
mod opening;
mod radicals;
mod table;

pub use join::{join, wrapped};
pub(crate) use radicals::kanji;

/// How much normalisation changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Japanese practice: ASCII half-width, kana and Japanese punctuation full-width, no radicals; ①, ㈱ and ㎡ stay.
    #[default]
    Standard,
    /// Unicode's NFKC, nothing else.
    Nfkc,
    /// Nothing is changed.
    None,
}

impl FromStr for Mode {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "standard" => Ok(Self::Standard),
            "nfkc" => Ok(Self::Nfkc),
            "none" => Ok(Self::None),
            _ => Err(format!(
                "unknown normalisation “{s}”: use standard, nfkc or none"
            )),
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Standard => "standard",
            Self::Nfkc => "nfkc",
            Self::None => "none",
        })
    }
}

/// Normalises every line of the document; reports how many radicals were replaced by kanji.
pub fn normalize(content: &mut Content, mode: Mode) -> Vec<Diagnostic> {
    breaks::end_lines_before_bullets(content);
    if mode == Mode::None {
        return Vec::new();
    }
    let mut radicals = radicals::Count::default();
    for line in content.blocks.iter_mut().flat_map(Block::lines_mut) {
        let normal = text(&line.text, mode);
        radicals.add(&line.text, mode);
        line.text = normal;
    }
    radicals
        .message()
        .map(|message| Diagnostic::new(Code::Radicals, message))
        .into_iter()
        .collect()
}

/// Normalises one text.
pub fn text(t: &Text, mode: Mode) -> Text {
    match mode {
        Mode::Standard => context::apply(kana::compose(table::apply(t))),
        Mode::Nfkc => nfkc::apply(t),
        Mode::None => t.clone(),
    }
}

#[cfg(test)]
mod tests;
