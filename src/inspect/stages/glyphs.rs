//! Glyphs as extracted: a box for each, and a row of the list for each run on one line.

use super::super::marks::{GLYPH, INVISIBLE, Kind, TURNED};
use super::super::strings;
use super::{List, MOST_ON_A_PAGE};
use crate::extract::{Direction, Glyph, Page};
use crate::map::trace::{Area, Extent};

pub(super) const KINDS: &[Kind] = &[GLYPH, TURNED, INVISIBLE];

/// Glyphs whose pen positions differ by less than this, in points, are on one line.
const SAME_LINE: f32 = 0.5;

/// Lists the glyphs of a page in content-stream order.
pub(super) fn list(page: &Page, list: &mut List) {
    if page.glyphs.is_empty() {
        return;
    }
    list.begin(strings::PAGE, page.number);
    let shown = page.glyphs.get(..MOST_ON_A_PAGE).unwrap_or(&page.glyphs);
    for run in shown.chunk_by(goes_on) {
        let Some(first) = run.first() else { continue };
        let text: String = run.iter().map(|glyph| glyph.c).collect();
        let area = |glyph: &Glyph| Area {
            page: page.number,
            extent: Extent::Box(glyph.bbox),
        };
        let detail = format!("{:.1} pt, {:?}", first.size, first.direction);
        list.add(kind(first), &text, run.iter().map(area).collect(), &detail);
    }
    if shown.len() < page.glyphs.len() {
        list.cut_off();
    }
}

fn goes_on(a: &Glyph, b: &Glyph) -> bool {
    let alike = a.direction == b.direction && a.size == b.size && a.visible == b.visible;
    let (across, along) = (
        (b.origin.1 - a.origin.1).abs(),
        (b.origin.0 - a.origin.0).abs(),
    );
    alike
        && match a.direction {
            Direction::Right | Direction::Left => across < SAME_LINE,
            Direction::Vertical | Direction::Down | Direction::Up => along < SAME_LINE,
            Direction::Slanted => true,
        }
}

fn kind(glyph: &Glyph) -> Kind {
    match (glyph.visible, glyph.direction) {
        (false, _) => INVISIBLE,
        (true, Direction::Right) => GLYPH,
        (true, _) => TURNED,
    }
}
