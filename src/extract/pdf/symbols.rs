//! Symbol fonts: Wingdings, Webdings and Symbol have their symbols at the codes of letters or in the private use area
//! (U+F000 + code), and most PDF writers pass these codes on: Word's bullets come as `l`, U+F06C or U+F0B7.
//!
//! The meaning of each code is published: for Symbol in Adobe's table at unicode.org, for the others in the proposal by
//! which their symbols entered Unicode (L2/12-130). If Unicode has a symbol twice, the older and more common one is
//! used, which text fonts have (➢ and → instead of U+2B9A and U+1F86A). Codes without an equivalent are kept and
//! reported.

use hayro_interpret::hayro_cmap::BfString;

/// The codes of symbol fonts in the private use area.
const PRIVATE: std::ops::RangeInclusive<u32> = 0xF020..=0xF0FF;
/// Marks a code without an equivalent in Unicode.
const NONE: char = '\0';

/// Consecutive symbols of a symbol font, from a code on.
type Table = &'static [(u8, &'static str)];

const WINGDINGS: Table = &[
    (0x20, " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍"),
    (0x40, "🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉"),
    (0x60, "♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□□❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•"),
    (0xA0, "▪○🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘"),
    (0xC0, "🕙🕚🕛"),
    (0xD5, "⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘⬅➔⬆⬇🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑⊞"),
];
const WINGDINGS_2: Table = &[
    (0x4F, "✗✓☒☑☒"),
    (0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x97, "●"),
    (0xA2, "■□"),
];
const WINGDINGS_3: Table = &[(0x66, "←→↑↓↖↗↙↘"), (0x70, "▲▼△▽◀▶◁▷◣◢◤◥"), (0x7D, "▶")];
const WEBDINGS: Table = &[
    (0x33, "◀▶▲▼"),
    (0x61, "✔"),
    (0x63, "□"),
    (0x67, "■"),
    (0x69, "ℹ"),
    (0x6E, "●"),
    (0x72, "✖"),
];
const SYMBOL: Table = &[
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    // 0xB7 is • in Adobe's table; Word uses it for the ・ of Japanese lists
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂・÷≠≡≈…⏐⎯↵"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    (0xE0, "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
];

/// A font whose codes are symbols.
#[derive(Clone, Copy, Debug)]
pub(super) struct SymbolFont(Table);

impl SymbolFont {
    /// The symbol font with this PostScript name, if any.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name: String = name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let table = match name.strip_suffix("regular").unwrap_or(&name) {
            "wingdings" => WINGDINGS,
            "wingdings2" => WINGDINGS_2,
            "wingdings3" => WINGDINGS_3,
            "webdings" => WEBDINGS,
            "symbol" | "symbolmt" => SYMBOL,
            _ => return None,
        };
        Some(Self(table))
    }

    /// The symbol of a glyph whose text in the file is a code of the font, bare or in the private use area. `None` if
    /// the text is something else, or the code has no equivalent.
    pub(super) fn meant(self, told: Option<&BfString>, code: u32) -> Option<char> {
        let said = match told {
            None => code,
            Some(BfString::Char(c)) if is_western(*c, code) => code,
            Some(BfString::Char(c)) => u32::from(*c),
            Some(BfString::String(_)) => return None,
        };
        let said = match PRIVATE.contains(&said) {
            true => said & 0xFF,
            false => said,
        };
        self.sign(u8::try_from(said).ok()?)
    }

    fn sign(self, code: u8) -> Option<char> {
        let (first, signs) = self.0.iter().rev().find(|(first, _)| *first <= code)?;
        let sign = signs.chars().nth(usize::from(code - first))?;
        (sign != NONE).then_some(sign)
    }
}

/// What a symbol font of this name shows for a code, bare or in the private use area.
#[cfg(feature = "originals")]
pub(crate) fn symbol(font: &str, code: u32) -> Option<char> {
    SymbolFont::named(font)?.meant(None, code)
}

/// Whether the character is just the code in Windows-1252, where 0x80 to 0x9F are punctuation.
fn is_western(c: char, code: u32) -> bool {
    let byte = u8::try_from(code).ok().filter(|b| (0x80..0xA0).contains(b));
    byte.is_some_and(|byte| {
        let bytes = [byte];
        encoding_rs::WINDOWS_1252.decode(&bytes).0.starts_with(c)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn meant(font: &str, told: Option<char>, code: u32) -> Option<char> {
        let told = told.map(BfString::Char);
        SymbolFont::named(font).unwrap().meant(told.as_ref(), code)
    }

    #[test]
    fn the_bullets_of_word_are_signs() {
        for (font, code, want) in [
            ("Wingdings", 'l', '●'),
            ("Wingdings-Regular", 'n', '■'),
            ("Wingdings", 'u', '◆'),
            ("Wingdings", 'p', '□'),
            ("Wingdings", 'v', '❖'),
            ("Wingdings", '\u{A7}', '▪'),
            ("Wingdings", '\u{D8}', '➢'),
            ("Wingdings", '\u{E0}', '→'),
            ("Wingdings", '\u{FC}', '✓'),
            ("Wingdings", '\u{FE}', '☑'),
            ("Wingdings", '\u{81}', '①'),
            ("Wingdings2", 'P', '✓'),
            ("Wingdings2", '\u{A3}', '□'),
            ("Wingdings2", '\u{80}', '\0'),
            ("Wingdings3", '}', '▶'),
            ("Webdings", 'a', '✔'),
            ("Symbol", '\u{B7}', '・'),
            ("SymbolMT", '\u{AE}', '→'),
            ("Symbol", 'a', 'α'),
        ] {
            let want = (want != '\0').then_some(want);
            let code = u32::from(code);
            let private = char::from_u32(0xF000 + code);
            assert_eq!(meant(font, None, code), want, "{font} {code:x}");
            assert_eq!(meant(font, private, 3), want, "{font} {code:x}");
        }
    }

    #[test]
    fn text_that_is_not_a_code_is_left_alone() {
        assert_eq!(meant("Wingdings", Some('●'), 0x6C), None);
        assert_eq!(meant("Wingdings", Some('Ÿ'), 0x9F), Some('•'));
        assert_eq!(meant("Wingdings", None, 0x1234), None);
        assert!(SymbolFont::named("MS-Mincho").is_none());
    }

    #[test]
    fn tables_end_where_the_next_part_begins() {
        for table in [WINGDINGS, WINGDINGS_2, WINGDINGS_3, WEBDINGS, SYMBOL] {
            let mut end = 0;
            for (first, signs) in table {
                assert!(usize::from(*first) >= end, "{signs}");
                end = usize::from(*first) + signs.chars().count();
            }
            assert!(end <= 256);
        }
    }
}
