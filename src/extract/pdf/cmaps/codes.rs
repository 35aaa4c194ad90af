//! CMaps whose codes are characters of an encoding. The code says more than the CID, which is the same for ～ and 〜, for
//! － and −, and for the 神 of names (U+FA19) and the usual 神.

use encoding_rs::SHIFT_JIS;

use super::gaps;

/// The encoding of a CMap's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract::pdf) enum Codes {
    /// `UniJIS-UCS2-H` and similar.
    Utf16,
    /// `UniJIS-UTF32-H` and similar.
    Utf32,
    /// `90ms-RKSJ-H` and similar.
    Windows31J,
}

impl Codes {
    /// The encoding of the CMap with this name; `None` if only its CIDs are meaningful.
    pub(in crate::extract::pdf) fn of(name: &str) -> Option<Self> {
        if gaps::is_utf16(name) {
            return Some(Self::Utf16);
        }
        let is_utf32 = name.starts_with("Uni") && name.contains("-UTF32-");
        let is_windows = || name.starts_with("90ms").then_some(Self::Windows31J);
        is_utf32.then_some(Self::Utf32).or_else(is_windows)
    }

    /// The character of a code; `None` if the encoding has none, or only a vendor's.
    pub(in crate::extract::pdf) fn character(self, code: u32) -> Option<char> {
        match self {
            Self::Utf16 => gaps::character(code),
            Self::Utf32 => char::from_u32(code),
            Self::Windows31J => windows_31j(code),
        }
    }
}

fn windows_31j(code: u32) -> Option<char> {
    let [.., high, low] = code.to_be_bytes();
    let bytes = [high, low];
    let bytes = if high == 0 { &bytes[1..] } else { &bytes };
    let (text, has_errors) = SHIFT_JIS.decode_without_bom_handling(bytes);
    let mut characters = text.chars();
    let c = match characters.next()? {
        '\\' => '¥', // so do these fonts draw it
        c => c,
    };
    let is_known = !has_errors && characters.next().is_none();
    (is_known && !matches!(c, '\u{80}' | '\u{E000}'..='\u{F8FF}')).then_some(c)
}
