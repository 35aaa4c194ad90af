//! What is likely but not certain about rows, and is reported.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic};
use crate::text::chars::{continues_line, digit};
use crate::text::markers::is_enclosed;

use super::columns::{ROUNDED, extents};
use super::lines::Laid;
use super::rows::{Row, is_marker, opens_point};

/// The diagnostics of all pages; `full` are the lines that may have wrapped.
pub(super) fn told(pages: &[Vec<Row>], full: Vec<u32>) -> Vec<Diagnostic> {
    let rows = || pages.iter().flatten();
    let parted = rows()
        .filter(|row| row.may_be_rest)
        .filter_map(|row| row.lines.first());
    let hidden = pages.iter().flat_map(|rows| {
        let columns = columns(rows);
        let lines = rows.iter().filter_map(|row| hidden_cell(row, &columns));
        lines.map(|line| line.number).collect::<Vec<u32>>()
    });
    let told = [
        (
            full,
            "lines fill their column and were joined to the next, unless they end a sentence",
        ),
        (
            rows().flat_map(own_rows).collect(),
            "lines were read with the row above, but may be rows with an empty first cell",
        ),
        (
            parted.map(|line| line.number).collect(),
            "lines were read as new rows, but may continue the row above",
        ),
        (
            hidden.collect(),
            "lines have a single space that may be one between two cells",
        ),
    ];
    told.into_iter()
        .filter_map(|(lines, what)| diagnostic(lines, what))
        .collect()
}

/// Where cells of a page begin.
pub(super) fn columns(rows: &[Row]) -> BTreeSet<usize> {
    rows.iter()
        .flat_map(|row| row.starts.iter().copied())
        .collect()
}

/// A longer text pushes the next to the right, seldom so far.
const PUSHED: usize = 8;

/// A line in which a single space may be one between two cells: it follows a number in the first cell, or all lines of the row
/// are white there and it is in a header, or behind a text that reaches into a column of other rows.
pub(super) fn hidden_cell<'r>(row: &'r Row, columns: &BTreeSet<usize>) -> Option<&'r Laid> {
    let first = row.lines.first().filter(|_| row.starts.len() > 1)?;
    let is_header = columns
        .first()
        .is_some_and(|column| *column < first.start());
    let is_hidden = |start: usize, space: usize| {
        let is_white = row
            .lines
            .iter()
            .all(|line| line.within(space..space + 1).is_empty());
        let near = (space + 1).saturating_sub(PUSHED).max(start + 1)..=space + 1 + ROUNDED;
        let mut near = columns
            .range(near)
            .filter(|column| !row.starts.contains(column));
        is_white && (is_header || near.next().is_some())
    };
    let mut cells = extents(&row.starts).map(|extent| first.within(extent));
    let is_doubtful = cells.any(|cell| {
        let start = cell.first().map_or(0, |placed| placed.column);
        let mut spaces = cell
            .iter()
            .enumerate()
            .filter(|(_, placed)| placed.is_blank);
        spaces.any(|(at, space)| {
            let before = cell.get(..at).unwrap_or_default();
            let is_number = before
                .iter()
                .all(|placed| is_enclosed(placed.c) || digit(placed.c).is_some());
            (is_number && start == first.start())
                || (!is_marker(before) && is_hidden(start, space.column))
        })
    });
    is_doubtful.then_some(first)
}

/// Lines that may be rows of their own, with an empty first cell: they have text in all other columns, and no list or
/// sentence goes on in them.
fn own_rows(row: &Row) -> impl Iterator<Item = u32> {
    let is_own = |line: &&Laid| {
        let mut cells = extents(&row.starts)
            .skip(1)
            .map(|extent| line.within(extent));
        cells.all(|cell| {
            let first = cell.first();
            first.is_some_and(|first| !opens_point(cell) && !continues_line(first.c))
        })
    };
    let below = row.lines.iter().skip(1).filter(|_| row.starts.len() > 2);
    below.filter(is_own).map(|line| line.number)
}

/// The most lines that a message names.
const NAMED: usize = 20;

fn diagnostic(mut lines: Vec<u32>, what: &str) -> Option<Diagnostic> {
    lines.sort_unstable();
    lines.dedup();
    let numbers: Vec<String> = lines.iter().take(NAMED).map(u32::to_string).collect();
    let more = match lines.len() > NAMED {
        true => ", …",
        false => "",
    };
    let message = format!(
        "only spaces separate the columns; {} {what}: {}{more}",
        lines.len(),
        numbers.join(", ")
    );
    (!lines.is_empty()).then(|| Diagnostic::new(Code::Assumed, message))
}
