//! Codes that a CMap leaves out: ㉑ in `UniJIS-UCS2-H`, which is older than the character; vendor characters in
//! `90ms-RKSJ-H`. hayro consumes one byte of such a code and misreads everything after it. So a CMap can be wrapped in
//! one that maps those codes, in their full length, to CID 0. A UTF-16 code then still gives its character. Wrapping
//! costs as much as a page, so it is done only when a page has such a code.

use std::fmt::Write;

use hayro_interpret::hayro_cmap::{CMap, CMapName, CidFamily, WritingMode};

use super::unpacked::embedded;

/// The prefix of the name of a CMap as hayro has it.
const BARE: &str = "bare-";

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

/// Whether the CMap may have gaps: not if its codes are CIDs, or if it belongs to a collection.
pub(super) fn is_wrapped(name: &str) -> bool {
    let is_whole = name.starts_with("Identity") || name.starts_with("Adobe-");
    !is_whole && !name.starts_with(BARE)
}

/// The embedded CMap that a wrapper refers to.
pub(super) fn bare(name: &str) -> Option<&'static [u8]> {
    embedded(CMapName::from_bytes(name.strip_prefix(BARE)?.as_bytes()))
}

/// The wrapper of an embedded CMap.
pub(super) fn wrapped(name: &str) -> Option<Vec<u8>> {
    let data = embedded(CMapName::from_bytes(name.as_bytes()))?;
    let map = CMap::parse(data, embedded)?;
    let vertical = u8::from(map.metadata().writing_mode == Some(WritingMode::Vertical));
    let mut out = format!("/CMapName /{name} def /WMode {vertical} def\n/{BARE}{name} usecmap\n");
    let ordering = ordering(&map)?;
    writeln!(
        out,
        "/Registry (Adobe) def /Ordering ({ordering}) def /Supplement 0 def"
    )
    .ok()?;
    out.push_str("beginnotdefrange\n");
    match is_utf16(name) {
        true => write_utf16(&map, &mut out)?,
        false => write_gaps(&map, codes_of_two(name, &map), 2, &mut out)?,
    }
    out.push_str("endnotdefrange\n");
    Some(out.into_bytes())
}

/// Writes the gaps of UTF-16 codes. Older CMaps (UCS-2) have no surrogate pairs.
fn write_utf16(map: &CMap, out: &mut String) -> Option<()> {
    let single = (0..=0xFFFF).filter(|unit| char::from_u32(*unit).is_some());
    write_gaps(map, single, 2, out)?;
    let pairs = PAIRS.filter_map(char::from_u32).map(|c| {
        let mut units = [0; 2];
        c.encode_utf16(&mut units)
            .iter()
            .fold(0, |code, unit| code << 16 | u32::from(*unit))
    });
    write_gaps(map, pairs, 4, out)
}

/// All two-byte codes that a code set of one or two bytes may have.
fn codes_of_two(name: &str, map: &CMap) -> impl Iterator<Item = u32> {
    let is_single = |byte: u32| map.lookup_cid_code(byte, 1).is_some();
    let (first, second) = match (0..=0xFF).any(is_single) {
        true => (EIGHT_BITS, SECOND),
        false => (SEVEN_BITS, SEVEN_BITS),
    };
    let begins_longer = |byte: u32| byte == SINGLE_SHIFT && name.starts_with("CNS");
    let first: Vec<u32> = first
        .filter(|byte| !(is_single(*byte) || begins_longer(*byte)))
        .collect();
    first
        .into_iter()
        .flat_map(move |high| second.clone().map(move |low| high << 8 | low))
}

/// The collection that a CMap's CIDs belong to.
fn ordering(map: &CMap) -> Option<&'static str> {
    match map.metadata().character_collection.as_ref()?.family {
        CidFamily::AdobeJapan1 => Some("Japan1"),
        CidFamily::AdobeGB1 => Some("GB1"),
        CidFamily::AdobeCNS1 => Some("CNS1"),
        CidFamily::AdobeKorea1 => Some("Korea1"),
        _ => None,
    }
}

/// Writes the runs of codes (ascending) that the map does not have.
fn write_gaps(
    map: &CMap,
    codes: impl Iterator<Item = u32>,
    bytes: u8,
    out: &mut String,
) -> Option<()> {
    let mut open: Option<(u32, u32)> = None;
    for code in codes.filter(|code| map.lookup_cid_code(*code, bytes).is_none()) {
        match &mut open {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => {
                write_range(open.replace((code, code)), bytes, out)?;
            }
        }
    }
    write_range(open, bytes, out)
}

fn write_range(range: Option<(u32, u32)>, bytes: u8, out: &mut String) -> Option<()> {
    let digits = usize::from(bytes) * 2;
    range.map_or(Some(()), |(first, last)| {
        writeln!(out, "<{first:0digits$x}> <{last:0digits$x}> 0").ok()
    })
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

    #[test]
    fn every_code_is_read_at_its_full_length() {
        for (name, known) in [("UniJIS-UCS2-H", '緑'), ("UniJIS-UTF16-V", '、')] {
            let data = resolve(CMapName::from_bytes(name.as_bytes())).unwrap();
            let map = CMap::parse(data, resolve).unwrap();
            let bare = CMap::parse(
                embedded(CMapName::from_bytes(name.as_bytes())).unwrap(),
                embedded,
            );
            assert_eq!(map.lookup_cid_code('\u{A7FF}' as u32, 2), Some(0), "{name}");
            let cid = map.lookup_cid_code(known as u32, 2);
            assert_eq!(cid, bare.unwrap().lookup_cid_code(known as u32, 2));
            assert!(cid > Some(0));
        }
    }

    #[test]
    fn a_code_is_its_character() {
        assert_eq!(character(0x3252), Some('㉒'));
        assert_eq!(character(0xD842_DFB7), Some('𠮷'));
        assert_eq!(character(0xD842), None);
    }
}
