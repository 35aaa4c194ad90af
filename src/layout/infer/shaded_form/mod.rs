//! Forms without rules whose label and header cells are shaded: each shade is a cell, and values are to its right.
//!
//! Steps: separate forms next to each other, find a column of shaded labels with values next to them, or a shaded
//! header with text below it if the form continues from the page before (`form`); turn the edges of each shade into
//! rules, extend its top and bottom to the next shade or to the form's side, and close the sides of what is between
//! shaded rows or below a last header (`cells`). The rows there begin where their first column has a text; `columns`
//! then splits them like the header.

use crate::extract::Fill;
use crate::geometry::Rect;
use crate::layout::document::continuation::Columns;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::rules::Rule;
use form::Form;

mod cells;
mod form;
#[cfg(test)]
mod tests;

/// Boxes are level if their sides differ by less than this, in points.
const LEVEL: f32 = 1.5;

/// The rules that forms of shaded labels would have; none if the shades are not such a form.
///
/// A form that continues from the page before, whose last row had one of the `carried` columns, needs only a header.
pub(crate) fn rules(tiles: &[Fill], glyphs: &[PlacedGlyph], carried: &[Columns]) -> Vec<Rule> {
    let seen = glyphs.iter().filter(|i| !i.c.is_whitespace());
    let text: Vec<&PlacedGlyph> = seen.collect();
    let tiles: Vec<Rect> = tiles.iter().map(|f| f.bbox).collect();
    let beside: Option<Vec<Form>> = side_by_side(&tiles)
        .into_iter()
        .map(|tiles| Form::new(tiles, &text, carried))
        .collect();
    let whole = || {
        Form::new(tiles.clone(), &text, carried)
            .into_iter()
            .collect()
    };
    let forms: Vec<Form> = beside.unwrap_or_else(whole);
    forms.iter().flat_map(Form::rules).collect()
}

/// The shades of forms next to each other, with no shade across the gap between them.
fn side_by_side(tiles: &[Rect]) -> Vec<Vec<Rect>> {
    let mut sorted = tiles.to_vec();
    sorted.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut end = f32::NEG_INFINITY;
    let parts = sorted.chunk_by(move |a, b| {
        end = end.max(a.x1);
        b.x0 - end <= LEVEL
    });
    parts.map(<[Rect]>::to_vec).collect()
}
