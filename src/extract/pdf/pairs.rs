//! A radical together with the kanji of its shape: macOS writes both into its maps, `<2F8F 884C>` for 行, so that the
//! kanji is read twice (行行政).

use hayro_interpret::hayro_cmap::BfString;

use crate::normalize::kanji;

/// The kanji alone if a glyph stands for a radical and its own kanji, otherwise the text unchanged.
pub(super) fn mend(told: BfString) -> BfString {
    let BfString::String(text) = &told else {
        return told;
    };
    let mut characters = text.chars();
    let meant = match (characters.next(), characters.next(), characters.next()) {
        (Some(a), Some(b), None) if kanji(a) == Some(b) => Some(b),
        (Some(a), Some(b), None) if kanji(b) == Some(a) => Some(a),
        _ => None,
    };
    meant.map_or(told, BfString::Char)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> BfString {
        mend(BfString::String(text.to_owned()))
    }

    #[test]
    fn a_radical_with_its_own_kanji_is_that_kanji() {
        assert_eq!(mended("\u{2F8F}行"), BfString::Char('行'));
        assert_eq!(mended("長\u{2ED1}"), BfString::Char('長'));
    }

    #[test]
    fn other_characters_stay() {
        for text in ["fi", "行政", "\u{2F8F}政", "\u{2F8F}行政"] {
            assert_eq!(mended(text), BfString::String(text.to_owned()));
        }
    }
}
