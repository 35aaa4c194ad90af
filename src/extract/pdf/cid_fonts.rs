//! Characters of composite fonts: from the readable entries of a ToUnicode map that hayro rejected, otherwise from the
//! character collection: code → CID by the font's CMap, CID → character by `Adobe-*-UCS2`.
//!
//! Codes that are characters themselves ([`codes`](cmaps::codes)) are decoded directly.
//!
//! hayro consults the collection only for other fonts that are not embedded, and does not expose font dictionaries. So
//! the document's composite fonts are collected once, when the first glyph needs them, and matched by name, writing
//! mode and font program.

use std::cell::OnceCell;
use std::collections::HashMap;

use hayro_interpret::font::OutlineFontData;
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::String as Bytes;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Stream};

use super::cmaps::codes::Codes;
use super::cmaps::{self, gaps};
use super::glyphs::is_told;
use super::to_unicode::{self, ToUnicode};

/// How deep to search one object: font dictionaries are directly in resources, resources in pages or forms.
const DEPTH: usize = 4;
/// The longest code of a CMap, in bytes.
const CODE_BYTES: u8 = 4;

/// The composite fonts of a document.
pub(super) struct CidFonts<'a> {
    pdf: &'a Pdf,
    fonts: OnceCell<Vec<CidFont<'a>>>,
    collections: HashMap<Vec<u8>, Option<CMap>>,
}

struct CidFont<'a> {
    name: Option<String>,
    encoding: Encoding<'a>,
    descendant: Dict<'a>,
    program: Option<Stream<'a>>,
    dict: Dict<'a>,
    to_unicode: OnceCell<Option<ToUnicode>>,
}

impl<'a> CidFonts<'a> {
    /// An empty collection, filled on first use.
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self {
            pdf,
            fonts: OnceCell::new(),
            collections: HashMap::new(),
        }
    }

    /// Finds the dictionary of a font that hayro has drawn with.
    ///
    /// Subsets of one font share a name; their programs distinguish them.
    pub(super) fn find(&self, data: &OutlineFontData, vertical: bool) -> Option<usize> {
        let fonts = self.fonts.get_or_init(|| gather(self.pdf));
        let is_named = |font: &CidFont<'_>| {
            font.is_vertical() == vertical && font.name == data.postscript_name
        };
        let named = || fonts.iter().enumerate().filter(|(_, font)| is_named(font));
        let is_it = |font: &CidFont<'_>| font.has_program((*data.data).as_ref());
        let same = |(_, font): (usize, &CidFont<'_>)| font.is_read_as_is();
        let found = match named().count() {
            1 => named().next(),
            _ => named()
                .find(|(_, font)| is_it(font))
                .or_else(|| named().next().filter(|_| named().all(same))),
        };
        found.map(|(number, _)| number)
    }

    /// The character that a code of a found font stands for.
    pub(super) fn character(&mut self, number: usize, code: u32) -> Option<BfString> {
        let font = self.fonts.get()?.get(number)?;
        if let Some(told) = font.told(code) {
            return Some(told);
        }
        let codes = font.encoding.codes();
        let character = codes.and_then(|codes| codes.character(code));
        if let Some(told) = character.map(BfString::Char).filter(is_told) {
            return Some(told);
        }
        let cid = cid(font.encoding.cmap()?, code)?;
        let name = font.ucs2()?;
        let ucs2 = self
            .collections
            .entry(name.to_bytes().to_vec())
            .or_insert_with(|| CMap::parse(cmaps::resolve(name)?, cmaps::resolve));
        ucs2.as_ref()?.lookup_bf_string(cid)
    }

    /// The character of a code of a found font that claims that its codes are Unicode. The claim is often false, so
    /// this is the last resort.
    pub(super) fn as_code(&self, number: usize, code: u32) -> Option<char> {
        let font = self.fonts.get()?.get(number)?;
        (to_unicode::is_identity(&font.dict) || font.says_identity())
            .then(|| gaps::character(code))
            .flatten()
    }

    /// Whether the codes of a found font are glyph indexes of an embedded program.
    pub(super) fn draws_by_number(&self, number: usize) -> bool {
        let font = self.fonts.get().and_then(|fonts| fonts.get(number));
        font.is_some_and(|font| {
            let name = font.encoding.name();
            font.program.is_some() && name.is_some_and(|name| name.starts_with("Identity"))
        })
    }

    /// Whether a found font is embedded, so that a glyph without ink is a blank.
    pub(super) fn is_embedded(&self, number: usize) -> bool {
        let font = self.fonts.get().and_then(|fonts| fonts.get(number));
        font.is_none_or(|font| font.program.is_some())
    }
}

fn cid(encoding: &CMap, code: u32) -> Option<u32> {
    (1..=CODE_BYTES).find_map(|bytes| encoding.lookup_cid_code(code, bytes))
}

impl<'a> CidFont<'a> {
    fn new(dict: &Dict<'a>) -> Option<Self> {
        let descendant = dict
            .get::<Array<'_>>(b"DescendantFonts")?
            .iter::<Dict<'_>>()
            .next()?;
        let encoding = Encoding::new(dict.get::<Object<'_>>(b"Encoding")?)?;
        let descriptor = descendant.get::<Dict<'_>>(b"FontDescriptor");
        Some(Self {
            name: dict
                .get::<Name<'_>>(b"BaseFont")
                .map(|n| base_name(n.as_str())),
            encoding,
            program: descriptor.and_then(|descriptor| {
                let keys: [&[u8]; 3] = [b"FontFile2", b"FontFile3", b"FontFile"];
                keys.iter()
                    .find_map(|key| descriptor.get::<Stream<'_>>(key))
            }),
            descendant,
            dict: dict.clone(),
            to_unicode: OnceCell::new(),
        })
    }

    fn told(&self, code: u32) -> Option<BfString> {
        let map = self.to_unicode.get_or_init(|| ToUnicode::of(&self.dict));
        let told = BfString::String(map.as_ref()?.lookup(code)?);
        is_told(&told).then_some(told)
    }

    /// Whether its map is a copy of Identity-H, which maps codes to CIDs: the intention is that codes are Unicode.
    fn says_identity(&self) -> bool {
        let map = self.to_unicode.get_or_init(|| ToUnicode::of(&self.dict));
        map.as_ref().is_some_and(ToUnicode::is_of_cids)
    }

    fn is_vertical(&self) -> bool {
        self.encoding.is_vertical()
    }

    /// Whether its codes are UTF-16 and the file has no other information: fonts of one name that are all like this
    /// need not be distinguished.
    fn is_read_as_is(&self) -> bool {
        let has_map = self.dict.contains_key(b"ToUnicode");
        self.encoding.codes() == Some(Codes::Utf16) && self.program.is_none() && !has_map
    }

    /// The map from CID to character of its collection; `None` for a collection of its own.
    fn ucs2(&self) -> Option<CMapName<'static>> {
        family(self.encoding.cmap()?, &self.descendant)?.ucs2_cmap()
    }

    fn has_program(&self, bytes: &[u8]) -> bool {
        let decoded = self.program.as_ref().map(Stream::decoded_data);
        decoded.is_some_and(|decoded| decoded.is_ok_and(|decoded| *decoded == *bytes))
    }
}

/// The name without the subset tag, as hayro gives it.
fn base_name(name: &str) -> String {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 => rest.to_owned(),
        _ => name.to_owned(),
    }
}

/// The map from code to CID, loaded on first use: named CMaps are slow to load, and rarely needed if codes are
/// characters.
struct Encoding<'a> {
    object: Object<'a>,
    cmap: OnceCell<Option<CMap>>,
}

impl<'a> Encoding<'a> {
    fn new(object: Object<'a>) -> Option<Self> {
        matches!(object, Object::Name(_) | Object::Stream(_)).then(|| Self {
            object,
            cmap: OnceCell::new(),
        })
    }

    fn name(&self) -> Option<&str> {
        match &self.object {
            Object::Name(name) => Some(name.as_str()),
            _ => None,
        }
    }

    fn codes(&self) -> Option<Codes> {
        self.name().and_then(Codes::of)
    }

    /// Names of vertical CMaps end in V.
    fn is_vertical(&self) -> bool {
        match self.name() {
            Some(name) => name == "V" || name.ends_with("-V"),
            None => self
                .cmap()
                .is_some_and(|c| c.metadata().writing_mode == Some(WritingMode::Vertical)),
        }
    }

    fn cmap(&self) -> Option<&CMap> {
        self.cmap.get_or_init(|| parse(&self.object)).as_ref()
    }
}

fn parse(encoding: &Object<'_>) -> Option<CMap> {
    match encoding {
        Object::Name(name) => match CMapName::from_bytes(name) {
            CMapName::IdentityH => Some(CMap::identity_h()),
            CMapName::IdentityV => Some(CMap::identity_v()),
            other => CMap::parse(cmaps::resolve(other)?, cmaps::resolve),
        },
        Object::Stream(stream) => CMap::parse(&stream.decoded_data().ok()?, cmaps::resolve),
        _ => None,
    }
}

/// The collection of the CMap or, for Identity, of the font.
fn family(encoding: &CMap, descendant: &Dict<'_>) -> Option<CidFamily> {
    let of_cmap = encoding.metadata().character_collection.as_ref();
    let of_cmap = of_cmap.map(|collection| collection.family.clone());
    of_cmap
        .filter(|family| *family != CidFamily::AdobeIdentity)
        .or_else(|| {
            let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
            let registry = info.get::<Bytes<'_>>(b"Registry")?;
            let ordering = info.get::<Bytes<'_>>(b"Ordering")?;
            Some(CidFamily::from_registry_ordering(
                registry.as_bytes(),
                ordering.as_bytes(),
            ))
        })
}

fn gather(pdf: &Pdf) -> Vec<CidFont<'_>> {
    let mut fonts = Vec::new();
    for object in pdf.objects() {
        match object {
            Object::Dict(dict) => visit(&dict, DEPTH, &mut fonts),
            Object::Stream(stream) => visit(stream.dict(), DEPTH, &mut fonts),
            _ => {}
        }
    }
    fonts
}

fn visit<'a>(dict: &Dict<'a>, depth: usize, fonts: &mut Vec<CidFont<'a>>) {
    if dict.contains_key(b"DescendantFonts") {
        fonts.extend(CidFont::new(dict));
    } else if depth > 0 {
        for (_, entry) in dict.entries() {
            if let MaybeRef::NotRef(Object::Dict(inner)) = entry {
                visit(&inner, depth - 1, fonts);
            }
        }
    }
}
