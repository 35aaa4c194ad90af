//! Codes that a CMap leaves out: ㉑ in `UniJIS-UCS2-H`, which is older than the character; vendor characters in
//! `90ms-RKSJ-H`. Their length follows from the encoding, so that what follows them is read right; a UTF-16 code still
//! gives its character.

use hayro_interpret::hayro_cmap::CMap;

/// The supplementary planes with CJK ideographs and symbols.
const PAIRS: std::ops::RangeInclusive<u32> = 0x1_0000..=0x2_FFFF;

/// First bytes of two-byte codes in a code set without one-byte codes (7-bit JIS, GB).
const SEVEN_BITS: std::ops::RangeInclusive<u32> = 0x21..=0x7E;
/// First bytes of two-byte codes in a code set with one-byte codes.
const EIGHT_BITS: std::ops::RangeInclusive<u32> = 0x80..=0xFE;
/// Second bytes in that case; below are the digits of the longer codes of GB 18030.
const SECOND: std::ops::RangeInclusive<u32> = 0x40..=0xFE;
/// Starts codes of two or four bytes in the CMaps of CNS 11643.
const SINGLE_SHIFT: u32 = 0x8E;

/// Whether the CMap's codes are UTF-16.
pub(in crate::extract::pdf) fn is_utf16(name: &str) -> bool {
    name.starts_with("Uni") && (name.contains("-UCS2-") || name.contains("-UTF16-"))
}

/// How codes that a named CMap leaves out are read.
pub(in crate::extract::pdf) enum Gaps {
    Utf16,
    /// Codes of one or two bytes.
    Bytes {
        first: std::ops::RangeInclusive<u32>,
        second: std::ops::RangeInclusive<u32>,
        has_single_shift: bool,
    },
}

impl Gaps {
    /// `None` if all codes of the encoding have one length, or the encoding is unknown.
    pub(in crate::extract::pdf) fn of(name: &str, map: &CMap) -> Option<Self> {
        if is_utf16(name) {
            return Some(Self::Utf16);
        }
        if name.starts_with("Uni") || name.starts_with("Adobe-") {
            return None;
        }
        let has_single = (0..=0xFF).any(|byte| is_single(map, byte));
        let (first, second) = match has_single {
            true => (EIGHT_BITS, SECOND),
            false => (SEVEN_BITS, SEVEN_BITS),
        };
        let has_single_shift = name.starts_with("CNS");
        Some(Self::Bytes {
            first,
            second,
            has_single_shift,
        })
    }

    /// The code at the start of a string, and its length, if the map leaves it out.
    pub(in crate::extract::pdf) fn code(&self, map: &CMap, bytes: &[u8]) -> Option<(u32, usize)> {
        let [high, low, ..] = *bytes else {
            return None;
        };
        let (high, low) = (u32::from(high), u32::from(low));
        let code = high << 8 | low;
        match self {
            Self::Utf16 if char::from_u32(code).is_some() => Some((code, 2)),
            Self::Utf16 => {
                let pair = u32::from_be_bytes(*bytes.first_chunk()?);
                let is_known = |c: &char| PAIRS.contains(&u32::from(*c));
                character(pair).filter(is_known).map(|_| (pair, 4))
            }
            Self::Bytes {
                first,
                second,
                has_single_shift,
            } => {
                let begins_longer = *has_single_shift && high == SINGLE_SHIFT;
                let is_code = first.contains(&high)
                    && second.contains(&low)
                    && !begins_longer
                    && !is_single(map, high);
                is_code.then_some((code, 2))
            }
        }
    }
}

fn is_single(map: &CMap, byte: u32) -> bool {
    map.lookup_cid_code(byte, 1).is_some()
}

/// The character of a UTF-16 code.
pub(in crate::extract::pdf) fn character(code: u32) -> Option<char> {
    let units = [(code >> 16) as u16, code as u16];
    let used = if units[0] == 0 {
        &units[1..]
    } else {
        &units[..]
    };
    char::decode_utf16(used.iter().copied()).next()?.ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::resolve;
    use super::*;
    use hayro_interpret::hayro_cmap::CMapName;

    fn code(name: &str, bytes: &[u8]) -> Option<(u32, usize)> {
        let data = resolve(CMapName::from_bytes(name.as_bytes())).unwrap();
        let map = CMap::parse(data, resolve).unwrap();
        Gaps::of(name, &map)?.code(&map, bytes)
    }

    #[test]
    fn every_code_is_read_at_its_full_length() {
        for name in ["UniJIS-UCS2-H", "UniJIS-UTF16-V"] {
            assert_eq!(code(name, b"\xA7\xFF\x30\x42"), Some((0xA7FF, 2)), "{name}");
            assert_eq!(
                code(name, b"\xD8\x40\xDC\x0B"),
                Some((0xD840_DC0B, 4)),
                "{name}"
            );
            assert_eq!(code(name, b"\xD8\x40\x30\x42"), None, "{name}");
            assert_eq!(code(name, b"\x30"), None, "{name}");
        }
        assert_eq!(code("90ms-RKSJ-H", b"\xF0\x40"), Some((0xF040, 2)));
        assert_eq!(code("90ms-RKSJ-H", b"\x41\x40"), None);
        assert_eq!(code("90ms-RKSJ-H", b"\xF0\x20"), None);
        assert_eq!(code("H", b"\x22\x40"), Some((0x2240, 2)));
        assert_eq!(code("CNS-EUC-H", b"\x8E\xA2"), None);
        assert_eq!(code("UniJIS-UTF32-H", b"\x00\x00\xA7\xFF"), None);
    }

    #[test]
    fn a_code_is_its_character() {
        assert_eq!(character(0x3252), Some('㉒'));
        assert_eq!(character(0xD842_DFB7), Some('𠮷'));
        assert_eq!(character(0xD842), None);
    }
}
