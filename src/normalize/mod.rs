//! Normalisation: one way of writing for each character, with the places kept.
//!
//! Steps of [`Mode::Standard`], each over a whole [`Text`]:
//! 1. `table`: one character for another (width, spaces, radicals, twins); invisible characters go;
//! 2. `kana`: a kana and its sound mark become one character;
//! 3. `context`: dashes, points and commas by what stands beside them.
//!
//! [`join()`] then makes one text of a cell's lines. What a text *means* is left to [`values`](crate::values).
//! `docs/normalization.md` tells the whole table to users, with the reasons.

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

/// How far characters are changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Japanese practice: ASCII half-width, kana and Japanese punctuation full-width, no radicals; ①, ㈱ and ㎡ stay.
    #[default]
    Standard,
    /// Unicode's NFKC, nothing else.
    Nfkc,
    /// As in the source.
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

/// Normalises every line of the document; says how many radicals became kanji.
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

/// One text, normalised.
pub fn text(t: &Text, mode: Mode) -> Text {
    match mode {
        Mode::Standard => context::apply(kana::compose(table::apply(t))),
        Mode::Nfkc => nfkc::apply(t),
        Mode::None => t.clone(),
    }
}

#[cfg(test)]
mod tests;
