//! Glyphs before lines and tables are known: which of them count, and in which direction they run.
//!
//! `rotate` turns a page whose text runs sideways; `hidden`, `duplicates` and `ruby` take out what is invisible,
//! repeated, or set next to the text; `outlines` takes out the shapes of letters that are drawn as curves.

use std::ops::Deref;

use crate::extract::Glyph;
use crate::geometry::Rect;

pub(crate) mod duplicates;
pub(crate) mod hidden;
pub(crate) mod outlines;
pub(crate) mod places;
pub(crate) mod rotate;
pub(crate) mod ruby;

/// A glyph with its index on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PlacedGlyph {
    pub glyph: Glyph,
    pub id: u32,
}

/// Dereferences to the glyph.
impl Deref for PlacedGlyph {
    type Target = Glyph;

    fn deref(&self) -> &Glyph {
        &self.glyph
    }
}

#[cfg(test)]
impl std::ops::DerefMut for PlacedGlyph {
    fn deref_mut(&mut self) -> &mut Glyph {
        &mut self.glyph
    }
}

impl PlacedGlyph {
    /// Whether its middle lies in an area.
    pub(crate) fn is_in(&self, area: &Rect) -> bool {
        let (x, y) = self.bbox.center();
        area.contains(x, y)
    }
}

/// The glyphs that are no white space.
pub(crate) fn visible(glyphs: &[PlacedGlyph]) -> impl Iterator<Item = &PlacedGlyph> + Clone {
    glyphs.iter().filter(|i| !i.c.is_whitespace())
}

/// The largest font size of glyphs.
pub(crate) fn largest<'g>(glyphs: impl IntoIterator<Item = &'g PlacedGlyph>) -> f32 {
    let sizes = glyphs.into_iter().map(|i| i.size);
    sizes.fold(0.0, f32::max)
}

/// The bounding box of glyphs that are not white space.
pub(crate) fn bounds(glyphs: &[PlacedGlyph]) -> Option<Rect> {
    let boxes = visible(glyphs).map(|i| i.bbox);
    boxes.reduce(|a, b| a.union(&b))
}
