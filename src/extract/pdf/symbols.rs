//! Symbol fonts: Wingdings, Webdings and Symbol draw their signs under the codes of letters, or in the private use area
//! (U+F000 + code), and most PDF makers pass on just that: Word's bullets come as `l`, U+F06C or U+F0B7.
//!
//! What each code shows is published: Symbol in Adobe's table at unicode.org, the others in the proposal by which their
//! signs entered Unicode (L2/12-130). Where Unicode has the sign twice the older and more common one is taken, which
//! text fonts have (➢ and → instead of U+2B9A and U+1F86A). Codes without an equal stay as they are, and are reported.

use hayro_interpret::hayro_cmap::BfString;

/// Where the codes of symbol fonts lie in the private use area.
const PRIVATE: std::ops::RangeInclusive<u32> = 0xF020..=0xF0FF;
/// Stands in the tables for a code without an equal in Unicode.
const NONE: char = '\0';

/// The signs of a symbol font: from a code on, one after the other.
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
    // 0xB7 is • in Adobe's table; Word sets it where a Japanese list has ・
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂・÷≠≡≈…⏐⎯↵"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    (0xE0, "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
];

/// A font whose codes are signs.
#[derive(Clone, Copy, Debug)]
pub(super) struct SymbolFont(Table);

impl SymbolFont {
    /// The font of this PostScript name, if it is one.
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

    /// What a glyph shows, from what the file says of it: a code of the font, bare or in the private use area. `None`
    /// where it says something else, or the code has no equal.
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

/// Whether the character is but the code in Windows' western encoding, where 0x80 to 0x9F are punctuation.
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
    fn what_is_no_code_is_left_alone() {
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
