//! White space at a place where columns may meet, known from elsewhere: a header above, the row of the page before.

use std::cell::OnceCell;

use crate::layout::glyphs::{PlacedGlyph, visible};
use crate::layout::lines;
use crate::layout::whitespace::FEW_LINES;

/// Texts of two columns that touch overlap by less than this many font sizes.
const TOUCHING: f32 = 0.15;

/// The least number of lines that show where a column begins that touches another.
const TOUCHING_LINES: usize = 2;

/// Width of the gap around `x`; infinite if there is text on one side only.
pub(crate) fn width_at(glyphs: &[PlacedGlyph], x: f32) -> f32 {
    let (mut left, mut right) = (f32::NEG_INFINITY, f32::INFINITY);
    for b in visible(glyphs).map(|i| i.bbox) {
        if b.center().0 < x {
            left = left.max(b.x1);
        } else {
            right = right.min(b.x0);
        }
    }
    right - left
}

/// Text at places where columns may meet.
pub(crate) struct Clearing<'i> {
    glyphs: &'i [PlacedGlyph],
    /// Its lines without white space, computed on demand.
    lines: OnceCell<Vec<Vec<PlacedGlyph>>>,
}

impl<'i> Clearing<'i> {
    pub(crate) fn of(glyphs: &'i [PlacedGlyph]) -> Self {
        let lines = OnceCell::new();
        Self { glyphs, lines }
    }

    /// Whether a gap of at least `gap` runs down at `x`; or, if full lines on the left leave none, whether all lines
    /// that extend over `x` have a glyph that begins at one place there, and one of them a gap before it: prose has
    /// none.
    pub(crate) fn is_clear(&self, x: f32, gap: f32) -> bool {
        let width = width_at(self.glyphs, x);
        width >= gap || (width.is_finite() && lines_begun(self.lines(), x) > 0)
    }

    fn lines(&self) -> &[Vec<PlacedGlyph>] {
        self.lines.get_or_init(|| {
            let seen: Vec<PlacedGlyph> = visible(self.glyphs).copied().collect();
            lines::level(&seen)
        })
    }
}

/// In how many lines a gap shows that a column begins after `x`; none if another line runs over the place or the column
/// has a single line. The lines are ordered by position and have no white space.
pub(crate) fn lines_begun(lines: &[Vec<PlacedGlyph>], x: f32) -> usize {
    // the last glyph on the left and the first on the right, for lines with one there
    let parted = lines.iter().filter_map(|line| {
        let at = line.partition_point(|i| i.bbox.center().0 < x);
        let before = at.checked_sub(1).and_then(|at| line.get(at));
        Some((before, line.get(at)?))
    });
    let parted: Vec<(Option<&PlacedGlyph>, &PlacedGlyph)> = parted.collect();
    let starts = parted.iter().map(|(_, i)| i.bbox.x0);
    let start = starts.fold(f32::INFINITY, f32::min);
    let gap = |before: &Option<&PlacedGlyph>| before.map_or(f32::INFINITY, |b| start - b.bbox.x1);
    let is_free =
        |(before, i): &(Option<&PlacedGlyph>, &PlacedGlyph)| gap(before) >= -TOUCHING * i.size;
    // a line with nothing on the left may be right-aligned
    let begins = |(before, i): &&(Option<&PlacedGlyph>, &PlacedGlyph)| {
        let size = i.size;
        let is_level = i.bbox.x0 - start <= TOUCHING * size;
        is_level && before.is_some() && gap(before) >= FEW_LINES * size
    };
    let is_column = parted.len() >= TOUCHING_LINES && parted.iter().all(is_free);
    let begun = parted.iter().filter(begins).count();
    if is_column { begun } else { 0 }
}
