//! CMaps by name: the 61 that hayro carries, and for the rest the nearest of them.

use hayro_interpret::hayro_cmap::{CMapName, load_embedded};

/// Name, and the embedded CMap that reads the same text from it. They differ in the shapes of some kanji.
const NEAREST: &[(&[u8], CMapName<'static>)] = &[
    (b"UniJIS2004-UTF16-H", CMapName::UniJisUtf16H),
    (b"UniJIS2004-UTF16-V", CMapName::UniJisUtf16V),
];

/// The bytes of a CMap.
pub(super) fn resolve(name: CMapName<'_>) -> Option<&'static [u8]> {
    load_embedded(name).or_else(|| {
        let nearest = NEAREST.iter().find(|(known, _)| *known == name.to_bytes());
        nearest.and_then(|(_, name)| load_embedded(*name))
    })
}
