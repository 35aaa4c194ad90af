//! Codes that a Unicode CMap leaves out (㉑ in `UniJIS-UCS2-H`, which is older than the character): hayro takes one byte
//! of such a code and reads all that follows out of step. So each CMap in UCS-2 or UTF-16 is wrapped in one that gives
//! those codes the CID 0, in as many bytes as they have; what the code itself says is the character. Since that costs as
//! much as a page, it is done where a page shows such a code.

use std::fmt::Write;

use hayro_interpret::hayro_cmap::{CMap, CMapName, WritingMode};

use super::unpacked::embedded;

/// Names a CMap as hayro carries it.
const BARE: &str = "bare-";

/// The planes beyond the first in which CJK ideographs and signs stand.
const PAIRS: std::ops::RangeInclusive<u32> = 0x1_0000..=0x2_FFFF;

/// Whether codes of the CMap are UTF-16.
pub(in crate::extract::pdf) fn is_utf16(name: &str) -> bool {
    name.starts_with("Uni") && (name.contains("-UCS2-") || name.contains("-UTF16-"))
}

/// The embedded CMap that a wrapper stands on.
pub(in crate::extract::pdf) fn bare(name: &str) -> Option<&'static [u8]> {
    embedded(CMapName::from_bytes(name.strip_prefix(BARE)?.as_bytes()))
}

/// The wrapper of an embedded CMap.
pub(in crate::extract::pdf) fn wrapped(name: &str) -> Option<Vec<u8>> {
    let data = embedded(CMapName::from_bytes(name.as_bytes()))?;
    let map = CMap::parse(data, embedded)?;
    let vertical = u8::from(map.metadata().writing_mode == Some(WritingMode::Vertical));
    let mut out = format!("/CMapName /{name} def /WMode {vertical} def\n/{BARE}{name} usecmap\n");
    let ordering = ORDERINGS
        .iter()
        .find(|(prefix, _)| name.starts_with(prefix));
    if let Some((_, ordering)) = ordering {
        writeln!(
            out,
            "/Registry (Adobe) def /Ordering ({ordering}) def /Supplement 0 def"
        )
        .ok()?;
    }
    out.push_str("beginnotdefrange\n");
    let single = (0..=0xFFFF).filter(|unit| char::from_u32(*unit).is_some());
    write_gaps(&map, single, 2, &mut out)?;
    if name.contains("-UTF16-") {
        let pairs = PAIRS.filter_map(char::from_u32).map(|c| {
            let mut units = [0; 2];
            c.encode_utf16(&mut units)
                .iter()
                .fold(0, |code, unit| code << 16 | u32::from(*unit))
        });
        write_gaps(&map, pairs, 4, &mut out)?;
    }
    out.push_str("endnotdefrange\n");
    Some(out.into_bytes())
}

/// Prefixes of the CMaps' names, and their collections.
const ORDERINGS: &[(&str, &str)] = &[
    ("UniJIS", "Japan1"),
    ("UniGB", "GB1"),
    ("UniCNS", "CNS1"),
    ("UniKS", "Korea1"),
];

/// Runs of codes (ascending) that the map does not know.
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

/// The character that a code of such a CMap is.
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
    fn every_code_is_read_in_step() {
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
