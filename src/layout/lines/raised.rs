//! Raised and lowered glyphs: adjacent rows at slightly different heights are one.

use crate::layout::glyphs::{PlacedGlyph, bounds, largest};
use crate::layout::lines::by_place;

/// A row joins the next (an exponent its base) if they share at least this fraction of the lower one's height …
const RAISED_OVERLAP: f32 = 0.5;

/// … and their baselines differ by no more than this many font sizes (a staircase of glyphs is not a row) …
const RAISED_MOST: f32 = 0.75;

/// … and no two of their glyphs share more than this fraction of the narrower one's width.
const BESIDE_OVERLAP: f32 = 0.35;

/// Merges adjacent rows at slightly different heights.
pub(crate) fn with_raised(rows: Vec<Vec<PlacedGlyph>>) -> Vec<Vec<PlacedGlyph>> {
    let mut out: Vec<Vec<PlacedGlyph>> = Vec::new();
    for row in rows {
        match out.last_mut() {
            Some(last) if beside(last, &row) => {
                last.extend(row);
                last.sort_by(by_place);
            }
            _ => out.push(row),
        }
    }
    out
}

fn beside(above: &[PlacedGlyph], below: &[PlacedGlyph]) -> bool {
    let (Some(a), Some(b)) = (bounds(above), bounds(below)) else {
        return false;
    };
    let base = |row: &[PlacedGlyph]| row.first().map_or(0.0, |i| i.origin.1);
    let size = largest(above.iter().chain(below));
    let is_near = (base(below) - base(above)).abs() <= RAISED_MOST * size;
    let shared = a.y1.min(b.y1) - a.y0.max(b.y0);
    is_near && shared >= RAISED_OVERLAP * a.height().min(b.height()) && !collide(above, below)
}

/// Whether glyphs of the two rows (each ordered by position) overlap.
fn collide(a: &[PlacedGlyph], b: &[PlacedGlyph]) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let (x, y) = (&x.bbox, &y.bbox);
        let shared = x.x1.min(y.x1) - x.x0.max(y.x0);
        if shared > BESIDE_OVERLAP * x.width().min(y.width()) && shared > 0.0 {
            return true;
        }
        if x.x1 < y.x1 {
            i += 1;
        } else {
            j += 1;
        }
    }
    false
}
