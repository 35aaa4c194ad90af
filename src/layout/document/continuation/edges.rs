//! Where columns meet in the continuation of a row: at the place known from the row itself or, if only white space
//! separated them there, anywhere in that white space.
//!
//! The texts of a header are centred: of a header alone at the foot of a page only the gaps between its texts are
//! known, and the continuation below may begin further left than the text of its heading.

use crate::extract::Axis;
use crate::geometry::Rect;
use crate::layout::document::continuation::MARGIN;
use crate::layout::glyphs::{PlacedGlyph, largest, visible};
use crate::layout::grid::Span;
use crate::layout::rules::Rule;
use crate::layout::rules::TOUCH;
use crate::layout::table::assign::Filled;
use crate::layout::whitespace::{Clearing, PADDED, width_at};

/// The white space in which two columns meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Gap {
    pub from: f32,
    to: f32,
}

impl Gap {
    /// The white space between two cells of a header, if there is no rule between them.
    pub(crate) fn between(
        table: &Filled,
        (left, right): (&Span, &Span),
        rules: &[Rule],
    ) -> Option<Self> {
        let (a, b) = (table.grid.rect(left), table.grid.rect(right));
        let stands_between = |r: &Rule| {
            r.axis == Axis::Vertical
                && (r.pos - b.x0).abs() <= TOUCH
                && (r.from..=r.to).contains(&b.center().1)
        };
        if rules.iter().any(stands_between) {
            return None;
        }
        let text_in = |area: Rect| {
            let glyphs = table.glyphs.iter().flat_map(|glyphs| seen(glyphs));
            glyphs.filter(move |b| area.contains(b.center().0, b.center().1))
        };
        Some(Self {
            from: text_in(a).map(|b| b.x1).reduce(f32::max)?,
            to: text_in(b).map(|b| b.x0).reduce(f32::min)?,
        })
    }
}

/// Whether a row may be a header: most of its cells have an extent that no other row of the table has.
pub(crate) fn is_header(table: &Filled, row: &[&Span]) -> bool {
    let extent = |c: &Span| (c.col, c.cols);
    let alike = |cell: &Span| {
        let cells = table.grid.cells.iter();
        cells.filter(|c| extent(c) == extent(cell)).count()
    };
    let alone = row.iter().filter(|cell| alike(cell) == 1).count();
    table.grid.rows() > 1 && alone * 2 > row.len()
}

fn seen(glyphs: &[PlacedGlyph]) -> impl Iterator<Item = Rect> {
    visible(glyphs).map(|i| i.bbox)
}

/// The edge before the text that begins in the gap, after the widest free space, or else the edge at `x`, if these
/// glyphs leave it free. A short text may end before the middle of its column, where its heading begins.
pub(crate) fn clear(glyphs: &[PlacedGlyph], x: f32, gap: Option<Gap>) -> Option<f32> {
    let size = largest(glyphs);
    let clearing = Clearing::of(glyphs);
    let is_free = |x: &f32| clearing.is_clear(*x, PADDED * size);
    let before_text = gap.and_then(|gap| before_text(glyphs, gap, is_free));
    before_text.or_else(|| Some(x).filter(is_free))
}

fn before_text(glyphs: &[PlacedGlyph], gap: Gap, is_free: impl Fn(&f32) -> bool) -> Option<f32> {
    let starts = seen(glyphs).map(|b| b.x0 - MARGIN);
    let inside = starts.filter(|x| gap.from < *x && *x < gap.to);
    let free = inside.filter(is_free).map(|x| (width_at(glyphs, x), x));
    let finite = free.filter(|(gap, _)| gap.is_finite());
    let widest = finite.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let (_, x) = widest?;
    // the start may be that of a narrow text's second letter
    let (before, behind) = seen(glyphs).partition::<Vec<Rect>, _>(|b| b.center().0 < x);
    let end = before.iter().map(|b| b.x1).fold(gap.from, f32::max);
    let start = behind.iter().map(|b| b.x0).reduce(f32::min)?;
    Some((start - MARGIN).max(f32::midpoint(end, start)))
}
