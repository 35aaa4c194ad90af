//! What a font's ToUnicode map tells.

use std::cell::OnceCell;
use std::collections::HashSet;

use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName};
use hayro_interpret::hayro_syntax::object::{Dict, Name, Stream};

use crate::extract::pdf::glyphs::is_told;
use crate::extract::pdf::to_unicode::ToUnicode;
use crate::extract::pdf::{cmaps, code_points, pairs, unpacked};

/// The largest map: one of all Unicode takes 5 MB.
const MOST: u64 = 64 << 20;

/// The map of a font, read when it is first asked.
pub(super) struct Told<'a> {
    font: Dict<'a>,
    map: OnceCell<Map>,
}

struct Map {
    /// As hayro reads it, which rejects a map with one invalid entry.
    whole: Option<CMap>,
    data: Vec<u8>,
    /// The entries that are valid.
    entries: OnceCell<Option<ToUnicode>>,
    code_points: OnceCell<HashSet<u32>>,
    is_stream: bool,
}

impl<'a> Told<'a> {
    pub(super) fn new(font: &Dict<'a>) -> Self {
        Self {
            font: font.clone(),
            map: OnceCell::new(),
        }
    }

    fn map(&self) -> &Map {
        self.map.get_or_init(|| Map::of(&self.font))
    }

    /// The text of a code, repaired.
    pub(super) fn text(&self, code: u32) -> Option<BfString> {
        let map = self.map();
        let told = map.whole.as_ref()?.lookup_bf_string(code)?;
        let code_points = || code_points::numbers(&map.data);
        let told = code_points::mend(told, || map.code_points.get_or_init(code_points));
        Some(pairs::mend(told))
    }

    /// The text of a code in a map with errors.
    pub(super) fn entry(&self, code: u32) -> Option<BfString> {
        let told = BfString::String(self.entries()?.lookup(code)?);
        is_told(&told).then_some(told)
    }

    /// Whether the map claims that codes are Unicode: by its name, or as a copy of Identity-H, which maps codes to CIDs.
    pub(super) fn is_identity(&self) -> bool {
        let name = self.font.get::<Name<'_>>(b"ToUnicode");
        name.is_some_and(|name| name.as_str().starts_with("Identity"))
            || self.entries().is_some_and(ToUnicode::is_of_cids)
    }

    fn entries(&self) -> Option<&ToUnicode> {
        let map = self.map();
        let parse = || map.is_stream.then(|| ToUnicode::parse(&map.data));
        map.entries.get_or_init(parse).as_ref()
    }
}

impl Map {
    fn of(font: &Dict<'_>) -> Self {
        let stream = font.get::<Stream<'_>>(b"ToUnicode");
        let stream = stream.filter(|stream| !unpacked::is_larger(stream, MOST));
        let data = stream.and_then(|stream| Some(stream.decoded_data().ok()?.into_owned()));
        let named = || {
            let name = font.get::<Name<'_>>(b"ToUnicode")?;
            cmaps::resolve(CMapName::from_bytes(name.as_ref()))
        };
        let whole = match &data {
            Some(data) => CMap::parse(data, cmaps::resolve),
            None => named().and_then(|data| CMap::parse(data, cmaps::resolve)),
        };
        Self {
            whole,
            is_stream: data.is_some(),
            data: data.unwrap_or_default(),
            entries: OnceCell::new(),
            code_points: OnceCell::new(),
        }
    }
}
