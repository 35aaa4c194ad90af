//! Font programs, opened by hayro-font when something is known only from them.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, OutlineGlyph,
    StandardFont,
};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Stream};
use hayro_interpret::kurbo::BezPath;
use skrifa::{FontRef, MetadataProvider};

use crate::extract::pdf::contents::MOST;
use crate::extract::pdf::findings::is_private;
use crate::extract::pdf::{cmaps, unpacked};

/// The units of glyph space.
pub(super) const UNITS_PER_EM: f32 = 1000.0;

/// The programs of a file, each opened once.
pub(super) struct Programs<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
}

impl Default for Programs<'_> {
    fn default() -> Self {
        Self {
            cache: FontCache::new(),
            fonts: resolve_font(),
            cmaps: resolve_cmap(),
        }
    }
}

/// Fonts that are not embedded are drawn with those of hayro-font.
pub(super) fn resolve_font() -> FontResolverFn {
    Arc::new(|query| {
        Some(match query {
            FontQuery::Standard(font) => font.get_font_data(),
            FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
        })
    })
}

pub(super) fn resolve_cmap() -> CMapResolverFn {
    Arc::new(cmaps::resolve)
}

/// Whether a font's program unpacks to more than any font has: it is not opened.
fn is_huge(font: &Dict<'_>) -> bool {
    let descendants = font.get::<Array<'_>>(b"DescendantFonts");
    let descendant = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let descriptor = descendant
        .as_ref()
        .unwrap_or(font)
        .get::<Dict<'_>>(b"FontDescriptor");
    let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    let programs = keys
        .iter()
        .filter_map(|key| descriptor.as_ref()?.get::<Stream<'_>>(key));
    programs
        .into_iter()
        .any(|program| unpacked::is_larger(&program, MOST))
}

/// A font's program.
pub(super) struct Program<'a> {
    /// The dictionary; `None` for Helvetica.
    dict: Option<Dict<'a>>,
    programs: Rc<Programs<'a>>,
    font: OnceCell<Option<Font<'a>>>,
    by_glyph: OnceCell<HashMap<u32, char>>,
}

impl<'a> Program<'a> {
    pub(super) fn of(dict: &Dict<'a>, programs: Rc<Programs<'a>>) -> Self {
        Self::new(Some(dict.clone()), programs)
    }

    pub(super) fn helvetica(programs: Rc<Programs<'a>>) -> Self {
        Self::new(None, programs)
    }

    fn new(dict: Option<Dict<'a>>, programs: Rc<Programs<'a>>) -> Self {
        Self {
            dict,
            programs,
            font: OnceCell::new(),
            by_glyph: OnceCell::new(),
        }
    }

    fn font(&self) -> Option<&Font<'a>> {
        let open = || {
            let Programs {
                cache,
                fonts,
                cmaps,
            } = &*self.programs;
            match &self.dict {
                Some(dict) if is_huge(dict) => None,
                Some(dict) => cache.font(dict, fonts, cmaps),
                None => cache.standard_font(StandardFont::Helvetica, fonts),
            }
        };
        self.font.get_or_init(open).as_ref()
    }

    fn glyph(&self, code: u32) -> Option<OutlineGlyph> {
        let font = self.font()?;
        match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => Some(glyph),
            FontGlyph::Type3(_) => None,
        }
    }

    /// The width of a code.
    pub(super) fn width(&self, code: u32) -> Option<f32> {
        self.glyph(code)?.advance_width()
    }

    /// The character of the glyph's name.
    pub(super) fn named(&self, code: u32) -> Option<BfString> {
        self.glyph(code)?.as_unicode()
    }

    /// The outline of a code's glyph; empty if it has none.
    pub(super) fn outline(&self, code: u32) -> BezPath {
        let glyph = self.glyph(code);
        glyph.map(|glyph| glyph.outline()).unwrap_or_default()
    }

    /// Whether a code has no glyph.
    pub(super) fn lacks(&self, code: u32) -> bool {
        let glyph = self.glyph(code);
        glyph.is_none_or(|glyph| glyph.glyph_id().to_u32() == 0)
    }

    /// The character of a code's glyph in the program's character map.
    pub(super) fn mapped(&self, code: u32) -> Option<char> {
        let glyph = self.glyph(code)?;
        let by_glyph = self.by_glyph.get_or_init(|| by_glyph(&glyph));
        by_glyph.get(&glyph.glyph_id().to_u32()).copied()
    }
}

/// The character map of a glyph's font, inverted. Of several characters the first one counts, since maps are ordered by
/// code point and compatibility forms come late.
fn by_glyph(glyph: &OutlineGlyph) -> HashMap<u32, char> {
    let mut map = HashMap::new();
    let Some(data) = glyph.font_data() else {
        return map;
    };
    let Ok(font) = FontRef::new((*data.data).as_ref()) else {
        return map;
    };
    for (code, glyph) in font.charmap().mappings() {
        if let Some(c) = char::from_u32(code).filter(|&c| !is_private(c)) {
            map.entry(glyph.to_u32()).or_insert(c);
        }
    }
    map
}
