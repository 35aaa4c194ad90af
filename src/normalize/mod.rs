//! Normalisation of text.

use std::fmt;
use std::str::FromStr;

/// How far text is normalised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Widths, radicals and dashes, with care for what carries meaning.
    #[default]
    Standard,
    /// Unicode NFKC.
    Nfkc,
    /// As published.
    None,
}

impl FromStr for Mode {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "standard" => Ok(Self::Standard),
            "nfkc" => Ok(Self::Nfkc),
            "none" => Ok(Self::None),
            _ => Err("one of standard, nfkc, none".to_owned()),
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
