//! White space at a place where columns may meet, known from elsewhere: a header above, the row of the page before.

use std::cell::OnceCell;

use crate::layout::glyphs::{PlacedGlyph, visible};
use crate::layout::lines;
use crate::layout::whitespace::FEW_LINES;

/// Texts of two columns that touch overlap by less than this many font sizes.
const TOUCHING: f32 = 0.15;

/// So many lines at least show where a column begins that another one touches.
const TOUCHING_LINES: usize = 2;

/// Width of the white gap around `x`; infinite where text stands on one side only.
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

/// Text at places in which columns may meet.
pub(crate) struct Clearing<'i> {
    glyphs: &'i [PlacedGlyph],
    /// Its lines, without white space, if they were wanted.
    lines: OnceCell<Vec<Vec<PlacedGlyph>>>,
}

impl<'i> Clearing<'i> {
    pub(crate) fn of(glyphs: &'i [PlacedGlyph]) -> Self {
        let lines = OnceCell::new();
        Self { glyphs, lines }
    }

    /// Whether white space runs down at `x`, at least `gap` wide; or, where full lines on the left leave none, whether
    /// all lines that reach over `x` have a glyph begin at one place there, and one of them a gap before it: prose has
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

/// In how many lines a gap shows that a column begins behind `x`; none if another line runs over the place or the column
/// has a single line. The lines are ordered by place and hold no white space.
pub(crate) fn lines_begun(lines: &[Vec<PlacedGlyph>], x: f32) -> usize {
    // The last glyph on the left and the first on the right, of the lines that have one there.
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
    // A line with nothing on the left may be set to the right.
    let begins = |(before, i): &&(Option<&PlacedGlyph>, &PlacedGlyph)| {
        let size = i.size;
        let is_level = i.bbox.x0 - start <= TOUCHING * size;
        is_level && before.is_some() && gap(before) >= FEW_LINES * size
    };
    let is_column = parted.len() >= TOUCHING_LINES && parted.iter().all(is_free);
    let begun = parted.iter().filter(begins).count();
    if is_column { begun } else { 0 }
}
