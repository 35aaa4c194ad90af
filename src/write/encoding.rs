//! Text as bytes: UTF-8, or CP932 for spreadsheets that expect it.
//!
//! A character that CP932 lacks is replaced by its equivalent if Unicode defines one (⑴ → (1), ❶ → (1), ☐ → □), and the
//! replacement is reported. Kanji of names such as 𠮷 have no equivalent.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use encoding_rs::SHIFT_JIS;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// The encoding of a CSV file.
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

/// Replaces a character that the encoding lacks: the geta mark of Japanese typesetting.
pub const REPLACEMENT: char = '〓';

/// Characters that JIS X 0208 and Microsoft map to different code points: what is on the left is encoded as what is on
/// the right.
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

/// The encoder would turn it into a tilde.
const OVERLINE: char = '\u{203E}';

/// A character that the encoding lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmappable(pub char);

/// Characters that were replaced, with their equivalents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Substituted(BTreeMap<char, String>);

impl Substituted {
    /// The most pairs that a message names.
    const EXAMPLES: usize = 8;

    /// Adds the replacements in another text.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// A message about the replacements, if there were any.
    pub fn message(&self, encoding: Encoding) -> Option<String> {
        let pairs = self.0.iter().take(Self::EXAMPLES);
        let pairs: Vec<String> = pairs.map(|(from, to)| format!("{from} → {to}")).collect();
        let more = match self.0.len().saturating_sub(Self::EXAMPLES) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let message = format!(
            "{encoding} lacks some characters; the tables have equivalents ({}{more}), the record keeps them",
            pairs.join(", ")
        );
        (!self.0.is_empty()).then_some(message)
    }
}

impl Encoding {
    /// The bytes of the text. Characters that the encoding lacks are replaced by their equivalents, which are returned
    /// as well; a character without an equivalent is an error, or becomes [`REPLACEMENT`].
    pub fn encode<'t>(
        self,
        text: &'t str,
        replace: bool,
        noted: &mut Substituted,
    ) -> Result<Cow<'t, [u8]>, Unmappable> {
        if self == Self::Utf8 || text.is_ascii() {
            return Ok(Cow::Borrowed(text.as_bytes()));
        }
        let mut bytes = Vec::with_capacity(text.len());
        let mut before = None;
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let beside = (before, rest.clone().next());
            before = Some(c);
            if let Some(encoded) = cp932(c) {
                bytes.extend(encoded);
            } else if let Some((equal, encoded)) = equal(c, beside) {
                bytes.extend(encoded);
                noted.0.insert(c, equal);
            } else if replace {
                bytes.extend(cp932(REPLACEMENT).unwrap_or_default());
            } else {
                return Err(Unmappable(c));
            }
        }
        Ok(Cow::Owned(bytes))
    }
}

/// Equivalents that Unicode does not define, for characters that look and mean the same in Japanese forms.
const EQUALS: &[(char, &str)] = &[
    ('\u{A0}', " "),
    ('\u{B7}', "・"),
    ('\u{2010}', "-"),
    ('\u{2011}', "-"),
    ('\u{2012}', "-"),
    ('\u{2013}', "-"),
    ('\u{2022}', "・"),
    ('\u{2027}', "・"),
    ('\u{2219}', "・"),
    ('\u{22C5}', "・"),
    ('\u{203C}', "!!"),
    ('\u{2044}', "/"),
    ('\u{25AA}', "■"),
    ('\u{25FC}', "■"),
    ('\u{25FE}', "■"),
    ('\u{25AB}', "□"),
    ('\u{25FB}', "□"),
    ('\u{25FD}', "□"),
    ('\u{2610}', "□"),
    ('\u{2B1C}', "□"),
    ('\u{2B1B}', "■"),
    ('\u{26AA}', "○"),
    ('\u{26AB}', "●"),
    ('\u{2B24}', "●"),
    ('\u{25E6}', "○"),
    ('\u{2715}', "×"),
    ('\u{2716}', "×"),
];

/// The equivalent of a character that CP932 lacks, and its bytes. `None` for a number next to a digit, with which it
/// would merge (3½ → 31/2).
fn equal(c: char, (before, after): (Option<char>, Option<char>)) -> Option<(String, Vec<u8>)> {
    let text = listed(c)
        .or_else(|| crate::normalize::kanji(c).map(String::from))
        .or_else(|| enclosed(c))
        .or_else(|| compatible(c))?;
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_numeric());
    let fuses = is_digit(text.chars().next()) && is_digit(before)
        || is_digit(text.chars().next_back()) && is_digit(after);
    if fuses {
        return None;
    }
    let bytes: Option<Vec<Vec<u8>>> = text.chars().map(cp932).collect();
    Some((text, bytes?.concat()))
}

fn listed(c: char) -> Option<String> {
    let found = EQUALS.iter().find(|(from, _)| *from == c);
    found.map(|(_, to)| (*to).to_owned())
}

/// The equivalent of an enclosed number, in brackets so that it does not merge with its neighbours.
fn enclosed(c: char) -> Option<String> {
    let number = match u32::from(c) {
        n @ 0x24EB..=0x24F4 => n - 0x24EB + 11,
        n @ 0x24F5..=0x24FE => n - 0x24F5 + 1,
        n @ 0x2776..=0x277F => n - 0x2776 + 1,
        n @ 0x2780..=0x2789 => n - 0x2780 + 1,
        n @ 0x278A..=0x2793 => n - 0x278A + 1,
        n @ 0x3251..=0x325F => n - 0x3251 + 21,
        n @ 0x32B1..=0x32BF => n - 0x32B1 + 36,
        0x24EA | 0x24FF => 0,
        _ => return None,
    };
    Some(format!("({number})"))
}

/// Unicode's compatibility decomposition: ⑴ → (1), ㋐ → ア, ㍿ → 株式会社.
fn compatible(c: char) -> Option<String> {
    let text: String = c.nfkc().collect();
    // inside an equivalent, too, CP932 has some characters at other code points
    let text: String = text
        .chars()
        .map(|c| listed(c).unwrap_or_else(|| c.to_string()))
        .collect();
    (text != c.to_string() && !text.trim().is_empty()).then_some(text)
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
        let mut noted = Substituted::default();
        let bytes = Encoding::Cp932.encode(text, false, &mut noted).unwrap();
        SHIFT_JIS.decode(&bytes).0.into_owned()
    }

    #[test]
    fn utf8_is_the_text_itself() {
        let mut noted = Substituted::default();
        let bytes = Encoding::Utf8.encode("𠮷⑴", false, &mut noted).unwrap();
        assert_eq!(*bytes, *"𠮷⑴".as_bytes());
        assert_eq!(noted.message(Encoding::Utf8), None);
    }

    #[test]
    fn cp932_has_the_characters_of_japanese_forms() {
        let text = "①Ⅳ㈱髙﨑ｱ〒㎡No.1\n";
        assert_eq!(there_and_back(text), text);
    }

    #[test]
    fn signs_with_two_code_points_are_written_as_the_one_that_cp932_has() {
        assert_eq!(there_and_back("〜−—‖¢£¬¥"), "～－―∥￠￡￢￥");
    }

    #[test]
    fn a_character_that_cp932_lacks_is_an_error_or_replaced() {
        let mut noted = Substituted::default();
        for c in ['𠮷', '‾', '🙂', '\u{FFFD}', '☑', '➢'] {
            let text = format!("計{c}画");
            let mut encode = |replace| Encoding::Cp932.encode(&text, replace, &mut noted);
            assert_eq!(encode(false), Err(Unmappable(c)));
            let bytes = encode(true).unwrap();
            assert_eq!(SHIFT_JIS.decode(&bytes).0, "計〓画");
        }
    }

    #[test]
    fn equivalents_are_written_and_reported() {
        for (text, want) in [
            ("⑴～⒇", "(1)～(20)"),
            ("❶㉑㊿", "(1)(21)(50)"),
            ("⒈計画", "1.計画"),
            ("5–8件", "5-8件"),
            ("km²", "km2"),
            ("☐未・⚫済", "□未・●済"),
            ("⻑⽅形", "長方形"),
            ("㋐㍿", "ア株式会社"),
            ("a\u{A0}b", "a b"),
        ] {
            let mut noted = Substituted::default();
            let bytes = Encoding::Cp932.encode(text, false, &mut noted).unwrap();
            assert_eq!(SHIFT_JIS.decode(&bytes).0, want);
            assert!(noted.message(Encoding::Cp932).is_some(), "{text}");
        }
    }

    #[test]
    fn no_equivalent_merges_with_a_neighbouring_number() {
        for text in ["10²", "3½", "½3"] {
            let encoded = Encoding::Cp932.encode(text, false, &mut Substituted::default());
            assert!(encoded.is_err(), "{text}");
        }
    }

    #[test]
    fn names_of_encodings() {
        assert_eq!("UTF-8".parse(), Ok(Encoding::Utf8));
        assert_eq!("Shift_JIS".parse(), Ok(Encoding::Cp932));
        assert!("latin1".parse::<Encoding>().is_err());
    }
}
