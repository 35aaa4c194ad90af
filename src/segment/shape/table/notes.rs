//! What stands around a table and tells the unit of its figures.

use super::super::super::squeezed;
use super::super::FoundTable;
use super::super::canvas::{LONGEST_LABEL, Piece, SAME_EDGE};
use super::super::header::Header;
use super::super::scope::Reader;
use crate::values::HeadingUnit;

/// How far below a note on units a table may begin, in points: about three lines.
const NEAR: f32 = 40.0;

/// Takes what stands near the header and says nothing but the unit of its figures: （千円）, 単位：千円.
pub fn take_unit(reader: &mut Reader<'_>, header: &Header, number: usize, own: &mut FoundTable) {
    let first = header.columns.first().and_then(|c| c.path.first());
    let Some(first) = first.and_then(|at| reader.canvas.get(*at)) else {
        return;
    };
    let (top, page) = (first.bbox.y0, first.page);
    let pieces: Vec<usize> = reader.canvas.in_scope(number).map(|(at, _)| at).collect();
    for at in pieces {
        let Some(piece) = reader.canvas.pieces.get_mut(at) else {
            continue;
        };
        let is_near = piece.bbox.y1 <= top + SAME_EDGE && piece.bbox.y1 >= top - NEAR;
        let is_free = piece.is_free() && piece.page == page;
        let is_said = piece.text.starts_with(['(', '[', '〔']) || piece.text.starts_with("単位");
        if is_near && is_free && is_said && is_unit(&piece.text) {
            piece.taken = true;
            own.headings.append(&mut piece.lines.clone());
        }
    }
}

/// Whether a text is a unit and nothing else.
fn is_unit(text: &str) -> bool {
    let inside = text.trim_start_matches(['(', '[', '〔']);
    let inside = inside.trim_end_matches([')', ']', '〕']);
    HeadingUnit::parse(inside).is_some()
}

/// The left and the right end of a header.
fn extent(reader: &Reader<'_>, header: &Header) -> (f32, f32) {
    let paths = header.columns.iter().flat_map(|column| &column.path);
    let pieces = paths
        .chain(&header.corner)
        .filter_map(|at| reader.canvas.get(*at));
    let none = (f32::INFINITY, f32::NEG_INFINITY);
    pieces.fold(none, |(left, right), p| {
        (left.min(p.bbox.x0), right.max(p.bbox.x1))
    })
}

/// Texts near the header that may give a unit: the heading above it, a note above its right end, the label next to it.
pub fn notes(reader: &Reader<'_>, header: &Header) -> Vec<String> {
    let canvas = &reader.canvas;
    let first = header
        .columns
        .first()
        .and_then(|c| c.path.first())
        .and_then(|at| canvas.get(*at));
    let Some(first) = first else {
        return Vec::new();
    };
    let (top, page) = (first.bbox.y0, first.page);
    let is_near = |y: f32| y <= top + SAME_EDGE && y >= top - NEAR;
    let (left, right) = extent(reader, header);
    // what is above the table next to it belongs to that one (fixtures/forms/side.chromium.pdf)
    let is_over = |p: &Piece| p.bbox.x0 < right && left < p.bbox.x1;
    let above = canvas
        .pieces
        .iter()
        .filter(|p| p.page == page && is_near(p.bbox.y1) && is_over(p));
    let mut notes: Vec<String> = above
        .map(|p| squeezed(&p.lines))
        .filter(|t| !t.is_empty())
        .collect();
    let start = header
        .corner
        .first()
        .or(header.columns.first().and_then(|c| c.path.first()));
    let left = start.map(|at| canvas.left_of(*at)).unwrap_or_default();
    notes.extend(
        left.iter()
            .filter_map(|at| canvas.get(*at))
            .map(|p| squeezed(&p.lines)),
    );
    notes.retain(|note| note.chars().count() <= LONGEST_LABEL);
    notes
}
