//! The CMaps in hayro. `build.rs` unpacks those of most Japanese forms, so that the bundle of all need not be opened.
//!
//! A process that reads many documents opens it eventually: CMaps in the bundle parse a third faster.

use std::sync::atomic::{AtomicUsize, Ordering};

use hayro_interpret::hayro_cmap::{CMapName, load_embedded};

/// Names and texts.
static UNPACKED: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/unpacked_cmaps.rs"));

/// After this many CMaps the bundle is opened, which takes as long as they save.
const FEW: usize = 16;

/// The bytes of a CMap.
pub(super) fn embedded(name: CMapName<'_>) -> Option<&'static [u8]> {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    match ASKED.fetch_add(1, Ordering::Relaxed) < FEW {
        true => unpacked(name).or_else(|| load_embedded(name)),
        false => load_embedded(name),
    }
}

fn unpacked(name: CMapName<'_>) -> Option<&'static [u8]> {
    let is_it = |(unpacked, _): &&(&str, &[u8])| name.to_bytes() == unpacked.as_bytes();
    UNPACKED.iter().find(is_it).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use hayro_interpret::hayro_cmap::CMap;

    /// Codes that exercise each byte position, and all surrogate pairs of kanji.
    fn codes() -> impl Iterator<Item = (u32, u8)> {
        let short = (0..=0xFF).map(|code| (code, 1));
        let double = (0..=0xFFFF).map(|code| (code, 2));
        let triple = (0..=0xFF_FFFF).step_by(0x101).map(|code| (code, 3));
        let pairs = (0xD840..=0xD8FF)
            .flat_map(|high: u32| (0xDC00..=0xDFFF).map(move |low| (high << 16 | low, 4)));
        short.chain(double).chain(triple).chain(pairs)
    }

    #[test]
    fn unpacked_cmaps_equal_those_in_the_bundle() {
        for (name, text) in UNPACKED {
            let bundled = load_embedded(CMapName::from_bytes(name.as_bytes())).unwrap();
            let bundled = CMap::parse(bundled, load_embedded).unwrap();
            let unpacked = CMap::parse(text, unpacked).unwrap();
            let (a, b) = (unpacked.metadata(), bundled.metadata());
            assert_eq!(a.writing_mode, b.writing_mode, "{name}");
            assert_eq!(a.character_collection, b.character_collection, "{name}");
            for (code, length) in codes() {
                let cid = unpacked.lookup_cid_code(code, length);
                assert_eq!(
                    cid,
                    bundled.lookup_cid_code(code, length),
                    "{name} {code:x}"
                );
            }
            for cid in 0..=0xFFFF {
                let characters = unpacked.lookup_bf_string(cid);
                assert_eq!(characters, bundled.lookup_bf_string(cid), "{name} {cid}");
            }
        }
    }
}
