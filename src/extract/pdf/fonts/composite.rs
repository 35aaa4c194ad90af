//! Composite fonts: codes of several bytes, which a CMap maps to CIDs.

use std::cell::OnceCell;
use std::rc::Rc;

use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Object, String as Bytes};
use hayro_interpret::kurbo::Vec2;

use super::Codes;
use super::maps::Maps;
use super::metrics::CidMetrics;
use super::program::UNITS_PER_EM;
use crate::extract::pdf::cmaps::{self, gaps::Gaps};
use crate::extract::pdf::unpacked;

/// The longest code of a CMap, in bytes.
const CODE_BYTES: u8 = 4;
/// The largest CMap of a file's own.
const MOST: u64 = 64 << 20;

pub(super) struct Composite<'a> {
    encoding: Encoding,
    is_vertical: bool,
    metrics: CidMetrics,
    descendant: Dict<'a>,
    is_embedded: bool,
    maps: Maps,
    /// The characters of its collection.
    characters: OnceCell<Option<Rc<CMap>>>,
}

enum Encoding {
    /// Codes of two bytes are CIDs.
    Identity,
    Map {
        map: Rc<CMap>,
        /// Whether codes are characters.
        codes: Option<Codes>,
        /// The lengths of codes that the map leaves out, if it is a known one.
        gaps: Option<Gaps>,
    },
}

impl<'a> Composite<'a> {
    pub(super) fn new(font: &Dict<'a>, maps: &Maps) -> Option<Self> {
        let (encoding, is_vertical) = encoding(&font.get::<Object<'_>>(b"Encoding")?, maps)?;
        let descendants = font.get::<Array<'a>>(b"DescendantFonts")?;
        let descendant = descendants.iter::<Dict<'a>>().next()?;
        let descriptor = descendant.get::<Dict<'_>>(b"FontDescriptor");
        let programs: [&[u8]; 3] = [b"FontFile2", b"FontFile3", b"FontFile"];
        Some(Self {
            encoding,
            is_vertical,
            metrics: CidMetrics::of(&descendant),
            is_embedded: descriptor
                .is_some_and(|descriptor| programs.iter().any(|key| descriptor.contains_key(key))),
            descendant,
            maps: maps.share(),
            characters: OnceCell::new(),
        })
    }

    pub(super) fn is_vertical(&self) -> bool {
        self.is_vertical
    }

    /// Whether it is embedded, so that a glyph without ink is a blank.
    pub(super) fn is_embedded(&self) -> bool {
        self.is_embedded
    }

    /// Whether the codes are glyph numbers of an embedded program.
    pub(super) fn draws_by_number(&self) -> bool {
        self.is_embedded && matches!(self.encoding, Encoding::Identity)
    }

    /// The first code of a string and its length; a byte that begins none is code 0.
    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        match &self.encoding {
            Encoding::Identity => match *bytes {
                [high, low, ..] => (u32::from(high) << 8 | u32::from(low), 2),
                _ => (0, 1),
            },
            Encoding::Map { map, gaps, .. } => {
                let mut code = 0;
                for (length, byte) in (1..=CODE_BYTES).zip(bytes) {
                    code = code << 8 | u32::from(*byte);
                    if map.lookup_cid_code(code, length).is_some() {
                        return (code, length.into());
                    }
                }
                let gap = gaps.as_ref().and_then(|gaps| gaps.code(map, bytes));
                gap.unwrap_or((0, 1))
            }
        }
    }

    fn cid(&self, code: u32) -> Option<u32> {
        match &self.encoding {
            Encoding::Identity => Some(code),
            Encoding::Map { map, .. } => {
                (1..=CODE_BYTES).find_map(|length| map.lookup_cid_code(code, length))
            }
        }
    }

    /// How far to move on, the width of the cell, and from the origin of vertical writing to that of the glyph.
    pub(super) fn metrics(&self, code: u32) -> (f32, f32, Vec2) {
        let cid = self.cid(code).unwrap_or(0);
        match self.is_vertical {
            true => {
                let (down, shift) = self.metrics.vertical(cid);
                (down, UNITS_PER_EM, shift)
            }
            false => {
                let width = self.metrics.width(cid);
                (width, width, Vec2::ZERO)
            }
        }
    }

    /// The character that a code is in the encoding of the CMap.
    pub(super) fn encoded(&self, code: u32) -> Option<char> {
        match &self.encoding {
            Encoding::Map {
                codes: Some(codes), ..
            } => codes.character(code),
            _ => None,
        }
    }

    /// The character of a code's CID in its collection.
    pub(super) fn collected(&self, code: u32) -> Option<BfString> {
        let characters = self.characters.get_or_init(|| {
            let name = self.collection()?.ucs2_cmap()?;
            self.maps.named(name)
        });
        characters.as_ref()?.lookup_bf_string(self.cid(code)?)
    }

    /// The collection of the CMap or, for Identity, of the font.
    fn collection(&self) -> Option<CidFamily> {
        let of_map = match &self.encoding {
            Encoding::Identity => None,
            Encoding::Map { map, .. } => map.metadata().character_collection.as_ref(),
        };
        let of_map = of_map.map(|collection| collection.family.clone());
        of_map
            .filter(|family| *family != CidFamily::AdobeIdentity)
            .or_else(|| {
                let info = self.descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
                let registry = info.get::<Bytes<'_>>(b"Registry")?;
                let ordering = info.get::<Bytes<'_>>(b"Ordering")?;
                Some(CidFamily::from_registry_ordering(
                    registry.as_bytes(),
                    ordering.as_bytes(),
                ))
            })
    }
}

/// The encoding, and whether it is vertical.
fn encoding(encoding: &Object<'_>, maps: &Maps) -> Option<(Encoding, bool)> {
    let (map, codes, gaps) = match encoding {
        Object::Name(name) => match CMapName::from_bytes(name) {
            CMapName::IdentityH => return Some((Encoding::Identity, false)),
            CMapName::IdentityV => return Some((Encoding::Identity, true)),
            named => {
                let map = maps.named(named)?;
                let gaps = Gaps::of(name.as_str(), &map);
                (map, Codes::of(name.as_str()), gaps)
            }
        },
        Object::Stream(stream) if !unpacked::is_larger(stream, MOST) => {
            let map = CMap::parse(&stream.decoded_data().ok()?, cmaps::resolve)?;
            (Rc::new(map), None, None)
        }
        _ => return None,
    };
    let is_vertical = map.metadata().writing_mode == Some(WritingMode::Vertical);
    Some((Encoding::Map { map, codes, gaps }, is_vertical))
}
