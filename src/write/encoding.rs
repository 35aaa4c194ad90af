//! Text as bytes: UTF-8, or CP932 for spreadsheets that expect it.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use encoding_rs::SHIFT_JIS;
use serde::{Deserialize, Serialize};

/// How a CSV file is encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    Utf8,
    /// CP932, Microsoft's Shift_JIS.
    Cp932,
}

impl FromStr for Encoding {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Ok(Self::Utf8),
            "cp932" | "shift_jis" | "shift-jis" | "sjis" | "windows-31j" => Ok(Self::Cp932),
            _ => Err("one of utf-8, cp932".to_owned()),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Cp932 => "CP932",
        })
    }
}

/// Stands for a character that the encoding lacks: the geta of Japanese typesetting.
pub const REPLACEMENT: char = '〓';

/// Characters that JIS X 0208 has at a code point of its own and Microsoft's table reads as another: the same sign,
/// written with what CP932 has for it.
const CP932_TWINS: [(char, char); 8] = [
    ('\u{301C}', '\u{FF5E}'), // 〜
    ('\u{2212}', '\u{FF0D}'), // −
    ('\u{2014}', '\u{2015}'), // —
    ('\u{2016}', '\u{2225}'), // ‖
    ('\u{00A2}', '\u{FFE0}'), // ¢
    ('\u{00A3}', '\u{FFE1}'), // £
    ('\u{00AC}', '\u{FFE2}'), // ¬
    ('\u{00A5}', '\u{FFE5}'), // ¥, which the encoder would turn into a backslash
];

/// The encoder turns it into a tilde, which is not what it is.
const OVERLINE: char = '\u{203E}';

/// A character that the encoding lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmappable(pub char);

impl Encoding {
    /// The bytes of the text; what it lacks is an error, or becomes [`REPLACEMENT`].
    pub fn encode(self, text: &str, replace: bool) -> Result<Cow<'_, [u8]>, Unmappable> {
        if self == Self::Utf8 || text.is_ascii() {
            return Ok(Cow::Borrowed(text.as_bytes()));
        }
        let mut bytes = Vec::with_capacity(text.len());
        for c in text.chars() {
            match cp932(c) {
                Some(encoded) => bytes.extend(encoded),
                None if replace => bytes.extend(cp932(REPLACEMENT).unwrap_or_default()),
                None => return Err(Unmappable(c)),
            }
        }
        Ok(Cow::Owned(bytes))
    }
}

fn cp932(c: char) -> Option<Vec<u8>> {
    let twin = CP932_TWINS.iter().find(|(from, _)| *from == c);
    let c = twin.map_or(c, |(_, to)| *to);
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = SHIFT_JIS.encode(c.encode_utf8(&mut buffer));
    (!unmappable && c != OVERLINE).then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn there_and_back(text: &str) -> String {
        let bytes = Encoding::Cp932.encode(text, false).unwrap();
        SHIFT_JIS.decode(&bytes).0.into_owned()
    }

    #[test]
    fn utf8_is_the_text_itself() {
        assert_eq!(
            *Encoding::Utf8.encode("𠮷〜", false).unwrap(),
            *"𠮷〜".as_bytes()
        );
    }

    #[test]
    fn cp932_holds_what_japanese_forms_hold() {
        let text = "①Ⅳ㈱髙﨑ｱ〒㎡No.1\n";
        assert_eq!(there_and_back(text), text);
    }

    #[test]
    fn signs_with_two_code_points_are_written_as_the_one_that_cp932_has() {
        assert_eq!(there_and_back("〜−—‖¢£¬¥"), "～－―∥￠￡￢￥");
    }

    #[test]
    fn what_cp932_lacks_is_named_or_replaced() {
        for c in ['𠮷', '㊿', '‾', '🙂', '\u{FFFD}'] {
            let text = format!("計{c}画");
            assert_eq!(Encoding::Cp932.encode(&text, false), Err(Unmappable(c)));
            let bytes = Encoding::Cp932.encode(&text, true).unwrap();
            assert_eq!(SHIFT_JIS.decode(&bytes).0, "計〓画");
        }
    }

    #[test]
    fn names_of_encodings() {
        assert_eq!("UTF-8".parse(), Ok(Encoding::Utf8));
        assert_eq!("Shift_JIS".parse(), Ok(Encoding::Cp932));
        assert!("latin1".parse::<Encoding>().is_err());
    }
}
