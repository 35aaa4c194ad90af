//! Rows made whole: a row that goes on over a page's end, or over ruled sub-rows, is one row again.

use std::collections::VecDeque;

use super::fields::end_line;
use super::markers::{item_number, marker_at, opens_with_marker};
use super::{Row, squeezed};

/// Joins the rows that are pieces of one item.
///
/// Where items bear markers, a row without one goes on from the row before; a row that a page cut above its marker
/// goes on in the next. Where none does, each row is an item, but for the rest of one at the top of a page.
pub fn whole(rows: Vec<Row>) -> Vec<Row> {
    let any_marked = rows.iter().any(|row| number(row).is_some());
    let mut whole: Vec<Row> = Vec::new();
    let mut rows: VecDeque<Row> = rows.into();
    while let Some(mut row) = rows.pop_front() {
        let pieces = pieces_to_marker(whole.last(), &row, &rows);
        rows.drain(..pieces)
            .for_each(|piece| append(&mut row, piece));
        match whole.last_mut() {
            Some(last) if goes_on_from(last, &row, any_marked) => append(last, row),
            _ => whole.push(row),
        }
    }
    whole
}

/// Whether the row is a rest of the one before.
fn goes_on_from(last: &Row, row: &Row, any_marked: bool) -> bool {
    if any_marked {
        return number(row).is_none() && !(number(last).is_none() && has_title(row));
    }
    row.opens_table && row.page != last.page && !has_title(row)
}

/// How many of the next rows are pieces of an item that began above a page's end, up to the one with its marker:
/// producers centre the marker in the whole row, so that it may stand pages below the title.
fn pieces_to_marker(before: Option<&Row>, row: &Row, next: &VecDeque<Row>) -> usize {
    let expected = before.map_or(Some(1), |before| number(before).map(|no| no + 1));
    if number(row).is_some() || !has_title(row) {
        return 0;
    }
    let opens_page = |(piece, page): &(&Row, u32)| piece.opens_table && piece.page == *page;
    let pieces = next.iter().zip(row.page + 1..).take_while(opens_page);
    let marked = pieces
        .map(|(piece, _)| piece)
        .position(|piece| !piece.marker.is_empty());
    let is_expected = |at: &usize| next.get(*at).and_then(number) == expected;
    marked.filter(is_expected).map_or(0, |at| at + 1)
}

/// The item's number, from the marker's cell or the start of the first.
pub fn number(row: &Row) -> Option<u32> {
    if !row.marker.is_empty() {
        return item_number(&squeezed(&row.marker));
    }
    let first = row.cells.first()?;
    opens_with_marker(first)
        .then(|| {
            first
                .first()
                .and_then(|l| super::markers::leading_circle(&l.text))
        })
        .flatten()
        .map(|marker| marker.no)
}

/// Whether the first cell begins like an item: with a text that no measure's marker leads.
fn has_title(row: &Row) -> bool {
    let line = row.cells.first().and_then(|lines| lines.first());
    line.is_some_and(|line| {
        let text = line.text.trimmed();
        !text.is_empty()
            && marker_at(text.chars(), 0).is_none()
            && !text.to_string().starts_with('・')
    })
}

/// Adds a rest to a row. Over a page's end a line may go on; inside a page the rule ended it.
fn append(row: &mut Row, rest: Row) {
    let same_page = rest.page == row.page;
    for (cell, more) in row.cells.iter_mut().zip(rest.cells) {
        if same_page {
            end_line(cell);
        }
        cell.extend(more);
    }
    row.stray.extend(rest.stray);
    if row.marker.is_empty() {
        row.marker = rest.marker;
    }
    row.page = rest.page;
}
