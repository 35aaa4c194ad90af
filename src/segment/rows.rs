//! Joins rows: a row that continues after a page break, or over ruled sub-rows, becomes one row.

use std::collections::VecDeque;

use super::fields::end_line;
use super::markers::{item_number, leading_circle, leading_number};
use super::{Row, is_number, squeezed};
use crate::content::Line;
use crate::text::markers::marker_at;

/// Joins the rows that are pieces of one item.
///
/// If items have markers, a row without one continues the row before; a row that a page break cut above its marker
/// continues in the next. If none has, each row is an item, except a continuation at the top of a page.
///
/// If markers have a column of their own, one at the start of a row's text belongs to a measure.
pub fn whole(mut rows: Vec<Row>) -> Vec<Row> {
    take_leading_numbers(&mut rows);
    let number: fn(&Row) -> Option<u32> = match rows.iter().any(|row| !row.marker.is_empty()) {
        true => own_number,
        false => number,
    };
    let any_marked = rows.iter().any(|row| number(row).is_some());
    let mut whole: Vec<Row> = Vec::new();
    let mut rows: VecDeque<Row> = rows.into();
    while let Some(mut row) = rows.pop_front() {
        let pieces = pieces_to_marker(whole.last(), &row, &rows, number);
        rows.drain(..pieces)
            .for_each(|piece| append(&mut row, piece));
        match whole.last_mut() {
            Some(last) if goes_on_from(last, &row, any_marked.then_some(number)) => {
                append(last, row);
            }
            _ => whole.push(row),
        }
    }
    whole
}

/// Whether the row is a continuation of the one before; `number` gives item numbers, if there are any.
fn goes_on_from(last: &Row, row: &Row, number: Option<fn(&Row) -> Option<u32>>) -> bool {
    if is_total(row) {
        return false;
    }
    if let Some(number) = number {
        return number(row).is_none() && !(number(last).is_none() && has_title(row));
    }
    row.opens_table && row.page != last.page && !has_title(row) && !is_whole(last, row)
}

/// Labels of the row of totals.
const TOTALS: &[&str] = &["合計", "計", "小計", "総計", "総合計", "合計額"];

/// Whether the row's first text says that it is a row of totals, which belongs to no item.
fn is_total(row: &Row) -> bool {
    let cells = std::iter::once(&row.marker)
        .chain(&row.cells)
        .chain([&row.stray]);
    let first = cells
        .map(|lines| squeezed(lines))
        .find(|text| !text.is_empty());
    first.is_some_and(|text| TOTALS.contains(&text.as_str()))
}

/// Whether a row without a title is complete nevertheless: it has a number where the row before has one, or all of its
/// other cells are filled and none continues a line that ran to its edge.
fn is_whole(last: &Row, row: &Row) -> bool {
    let pairs = || {
        last.cells
            .iter()
            .zip(&row.cells)
            .filter(|(_, own)| !squeezed(own).is_empty())
    };
    let is_number = |lines: &[Line]| is_number(&squeezed(lines));
    let runs_on = |above: &[Line], own: &[Line]| match (above.last(), own.first()) {
        (Some(above), Some(own)) => own.head > above.room,
        _ => false,
    };
    let is_full = pairs().count() + 1 >= row.cells.len() && row.cells.len() > 2;
    pairs().any(|(above, own)| is_number(above) && is_number(own))
        || (is_full && !pairs().any(|(above, own)| runs_on(above, own) || above.is_empty()))
}

/// The number of following rows that are pieces of an item that began before a page break, up to the one with its
/// marker: producers centre the marker in the whole row, so that it may be pages below the title.
fn pieces_to_marker(
    before: Option<&Row>,
    row: &Row,
    next: &VecDeque<Row>,
    number: fn(&Row) -> Option<u32>,
) -> usize {
    let expected = |no: Option<u32>| match before {
        Some(before) => no == number(before).map(|no| no + 1),
        None => no.is_some(),
    };
    if number(row).is_some() || !has_title(row) {
        return 0;
    }
    let mut page = row.page;
    let goes_on = |piece: &&Row| {
        // two pages printed on one have the same number
        let is_next = piece.page == page || piece.page == page + 1;
        page = piece.page;
        is_next && piece.opens_table
    };
    let mut pieces = next.iter().take_while(goes_on);
    let marked = pieces.position(|piece| !piece.marker.is_empty());
    let is_expected = |at: &usize| expected(next.get(*at).and_then(number));
    marked.filter(is_expected).map_or(0, |at| at + 1)
}

/// Moves item numbers from the first cells to the markers, if rows are not numbered otherwise and the numbers count
/// from 1.
fn take_leading_numbers(rows: &mut [Row]) {
    if rows.iter().any(|row| number(row).is_some()) {
        return;
    }
    let leading = |row: &Row| leading_number(&row.cells.first()?.first()?.text);
    let found: Vec<Option<(u32, usize)>> = rows.iter().map(leading).collect();
    let opens = found.first().is_some_and(Option::is_some);
    if !opens
        || !(1..)
            .zip(found.iter().flatten())
            .all(|(n, (no, _))| n == *no)
    {
        return;
    }
    for (row, found) in rows.iter_mut().zip(found) {
        let line = row.cells.first_mut().and_then(|lines| lines.first_mut());
        if let (Some(line), Some((_, end))) = (line, found) {
            let text = line.text.slice(0..end).trimmed();
            line.text = line.text.slice(end..line.text.len()).trimmed();
            row.marker.push(Line {
                text,
                ..line.clone()
            });
        }
    }
}

/// The item number in the marker's cell.
fn own_number(row: &Row) -> Option<u32> {
    item_number(&squeezed(&row.marker)).filter(|_| !row.marker.is_empty())
}

/// The item number in the marker's cell or at the start of the first cell.
fn number(row: &Row) -> Option<u32> {
    if !row.marker.is_empty() {
        return own_number(row);
    }
    let line = row.cells.first()?.first()?;
    leading_circle(&line.text).map(|marker| marker.no)
}

/// Whether the first cell starts like an item: with a text without a measure's marker.
fn has_title(row: &Row) -> bool {
    let line = row.cells.first().and_then(|lines| lines.first());
    line.is_some_and(|line| {
        let text = line.text.trimmed();
        !text.is_empty()
            && marker_at(text.chars(), 0).is_none()
            && !text.to_string().starts_with('・')
    })
}

/// Appends a continuation to a row. After a page break a line may continue, even if the next page is printed next to
/// it; inside a table the rule ended it.
fn append(row: &mut Row, rest: Row) {
    let same_page = rest.page == row.page && !rest.opens_table;
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
