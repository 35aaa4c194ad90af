//! Lines → rows.
//!
//! A row begins after an empty line, and where a line in its middle cannot be a part of it. All its cells begin on its
//! first line: where they are centred, `pdftotext` even mixes up the order of their lines.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::Char;
use crate::text::chars::opens_line;
use crate::text::markers::marker_at;

use super::columns::{extents, fit, starts};
use super::doubts;
use super::lines::{Laid, Placed, drawn_width, head};

/// A row, or lines outside tables if it has one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its lines.
    pub lines: Vec<Laid>,
    /// The first columns of its cells.
    pub starts: Vec<usize>,
    /// Whether it may be the rest of the row above.
    pub may_be_rest: bool,
}

/// Where a text does not decide its cells.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Undecided {
    /// Line of the file, one-based.
    pub line: u32,
    /// What is in doubt.
    pub why: &'static str,
}

const CENTRED: &str = "cells do not begin on the first line of their row";
const ONE_OR_TWO: &str = "it may begin a row or continue the one above";
const CELL_OR_TWO: &str = "a single space may be one between two cells";
const NO_EXAMPLE: &str = "no other row shows that cells begin on its first line";

/// A row of three lines whose cells all begin on the first shows that the document does not centre them; with two lines
/// it may be chance.
const LINES_OF_EXAMPLE: usize = 3;

impl Row {
    fn of(lines: Vec<Laid>) -> Result<Self, Undecided> {
        let all: Vec<&Laid> = lines.iter().collect();
        if lines.len() > 1 && !fit(&all) {
            return Err(undecided(lines.first(), CENTRED));
        }
        let starts = starts(all);
        let row = Self {
            lines,
            starts,
            may_be_rest: false,
        };
        match row
            .lines
            .iter()
            .skip(1)
            .find(|line| row.repeats_number(line))
        {
            Some(line) => Err(undecided(Some(line), ONE_OR_TWO)),
            None => Ok(row),
        }
    }

    /// Whether a cell has a number in its first line and in this one: two values, and so two rows, or a list.
    fn repeats_number(&self, line: &Laid) -> bool {
        let is_number = |line: &Laid, extent| is_number(line.within(extent));
        let first = self.lines.first();
        extents(&self.starts).any(|extent| {
            first.is_some_and(|first| is_number(first, extent.clone())) && is_number(line, extent)
        })
    }

    /// Whether its cells are the same with these columns.
    fn has_same_cells(&self, starts: &[usize]) -> bool {
        let cells = |line: &Laid, starts: &[usize]| -> Vec<usize> {
            let cells = extents(starts).map(|extent| line.within(extent).len());
            cells.filter(|length| *length > 0).collect()
        };
        let mut lines = self.lines.iter();
        self.starts.len() == starts.len()
            && lines.all(|line| cells(line, starts) == cells(line, &self.starts))
    }

    /// Its lines between two columns that have text there.
    pub fn texts(&self, extent: Range<usize>) -> impl Iterator<Item = &[Placed]> {
        let texts = self
            .lines
            .iter()
            .map(move |line| line.within(extent.clone()));
        texts.filter(|text| !text.is_empty())
    }

    fn is_example(&self) -> bool {
        self.starts.len() > 1 && self.lines.len() >= LINES_OF_EXAMPLE
    }

    fn needs_example(&self) -> bool {
        self.starts.len() > 1 && self.lines.len() > 1
    }

    /// Whether lines may be the rest of this row.
    fn may_continue(&self, line: &Laid) -> bool {
        let all: Vec<&Laid> = self.lines.iter().chain([line]).collect();
        self.starts.len() > 1 && fit(&all)
    }
}

fn undecided(line: Option<&Laid>, why: &'static str) -> Undecided {
    let line = line.map_or(0, |line| line.number);
    Undecided { line, why }
}

/// The rows of each page.
pub(super) fn of(pages: Vec<Vec<Laid>>) -> Result<Vec<Vec<Row>>, Undecided> {
    let pages: Result<Vec<Vec<Row>>, Undecided> = pages.into_iter().map(rows).collect();
    let pages = pages?;
    let rows = || pages.iter().flatten();
    match rows().find(|row| row.needs_example()) {
        Some(row) if !rows().any(Row::is_example) => Err(undecided(row.lines.first(), NO_EXAMPLE)),
        _ => Ok(pages),
    }
}

fn rows(page: Vec<Laid>) -> Result<Vec<Row>, Undecided> {
    let labels = Labels::of(&page);
    let mut rows: Vec<Row> = Vec::new();
    for block in page.split(Laid::is_blank).filter(|block| !block.is_empty()) {
        let first = block
            .first()
            .filter(|line| !labels.begin(line) && !is_page_number(line));
        let above = rows.last();
        if first
            .zip(above)
            .is_some_and(|(line, above)| above.may_continue(line))
        {
            return Err(undecided(first, ONE_OR_TWO));
        }
        rows.extend(rows_of(block, &labels)?);
    }
    let columns = doubts::columns(&rows);
    let mut items = rows.iter().filter(|row| !labels.name(row));
    match items.find_map(|row| doubts::hidden_cell(row, &columns)) {
        Some(line) => return Err(undecided(Some(line), CELL_OR_TWO)),
        None => share_columns(&mut rows),
    }
    Ok(rows)
}

/// The first columns of a page's tables.
struct Labels {
    /// Where the second column of a table begins at the earliest: what begins before is in the first.
    end: usize,
    /// The longest text of the first column, by where the second begins.
    longest: BTreeMap<usize, usize>,
}

impl Labels {
    fn of(page: &[Laid]) -> Self {
        let mut longest: BTreeMap<usize, usize> = BTreeMap::new();
        for (line, gap) in page
            .iter()
            .filter_map(|line| line.gaps().into_iter().next().map(|gap| (line, gap)))
        {
            let width = drawn_width(line.within(0..gap.columns.start));
            let most = longest.entry(gap.columns.end).or_default();
            *most = width.max(*most);
        }
        let end = longest.keys().next().copied().unwrap_or(usize::MAX);
        Self { end, longest }
    }

    /// Whether a line has text in the first column.
    fn begin(&self, line: &Laid) -> bool {
        line.start() < self.end
    }

    /// Whether a row begins with a label, and not with a number or an empty cell.
    fn name(&self, row: &Row) -> bool {
        let first = row.lines.first();
        first.is_some_and(|line| self.begin(line) && !opens_point(line.within(0..self.end)))
    }

    /// Whether the label of the second line would have fitted into the first, so that it is not the rest of the label above.
    fn would_fit(&self, line: &Laid, next: &Laid, starts: &[usize]) -> bool {
        let Some(second) = starts.get(1) else {
            return false;
        };
        let label = |line: &Laid| line.within(0..*second).to_vec();
        let longest = self.longest.get(second).copied().unwrap_or_default();
        drawn_width(&label(line)) + head(&label(next)) <= longest
    }
}

/// The rows of lines without an empty one between them.
fn rows_of(block: &[Laid], labels: &Labels) -> Result<Vec<Row>, Undecided> {
    let line_by_line = |starts: &dyn Fn(&Laid) -> Vec<usize>| {
        let row = |line: &Laid| Row {
            lines: vec![line.clone()],
            starts: starts(line),
            may_be_rest: false,
        };
        Ok(block.iter().map(row).collect())
    };
    if block.iter().all(|line| line.gaps().is_empty()) {
        return line_by_line(&|line| vec![line.start()]);
    }
    if let Some(starts) = grid(block) {
        return line_by_line(&|_| starts.clone());
    }
    let mut rows = Vec::new();
    let (mut open, mut may_be_rest): (Vec<Laid>, bool) = (Vec::new(), false);
    for line in block {
        if let Some(last) = open.last().filter(|_| labels.begin(line)) {
            let together: Vec<&Laid> = open.iter().chain([line]).collect();
            let is_rest = fit(&together) && !is_marker(line.within(0..labels.end));
            if is_rest && !labels.would_fit(last, line, &starts(together)) {
                return Err(undecided(Some(line), ONE_OR_TWO));
            }
            let row = Row::of(std::mem::take(&mut open))?;
            rows.push(Row { may_be_rest, ..row });
            may_be_rest = is_rest;
        }
        open.push(line.clone());
    }
    let row = Row::of(open)?;
    rows.push(Row { may_be_rest, ..row });
    Ok(rows)
}

/// The columns of lines that are a row each: all fill the same columns, and one of them has a number in all but the first.
fn grid(block: &[Laid]) -> Option<Vec<usize>> {
    let starts = starts(block);
    let is_full = extents(&starts).all(|extent| {
        let mut lines = block.iter();
        lines.all(|line| !line.within(extent.clone()).is_empty())
    });
    let has_numbers = extents(&starts).any(|extent| {
        let mut below = block.iter().skip(1);
        below.all(|line| is_number(line.within(extent.clone())))
    });
    let is_grid = is_full && has_numbers && starts.len() > 1 && block.len() >= LINES_OF_EXAMPLE;
    is_grid.then_some(starts)
}

/// The most characters of a unit behind a number.
const LONGEST_UNIT: usize = 3;

fn is_number(chars: &[Placed]) -> bool {
    let text: String = chars.iter().map(|placed| placed.c).collect();
    let unsigned = text.trim_start_matches(['△', '▲', '-', '−', '+', '¥', '￥']);
    let unit = unsigned.trim_start_matches(|c: char| c.is_numeric() || ",，.．".contains(c));
    unit.len() < unsigned.len() && unit.trim().chars().count() <= LONGEST_UNIT
}

/// Whether a text is nothing but a marker.
pub(super) fn is_marker(text: &[Placed]) -> bool {
    let text = chars(text);
    marker_at(&text, 0).is_some_and(|marker| marker.end == text.len())
}

/// Whether a text begins with a marker or a mark of a list.
pub(super) fn opens_point(text: &[Placed]) -> bool {
    let text = chars(text);
    marker_at(&text, 0).is_some() || text.first().is_some_and(|first| opens_line(first.c))
}

fn chars(text: &[Placed]) -> Vec<Char> {
    text.iter()
        .map(|placed| Char::new(placed.c, placed.place))
        .collect()
}

/// Whether a line is `3`, `- 3 -` or the like.
fn is_page_number(line: &Laid) -> bool {
    let text = line.chars.iter().map(|placed| placed.c);
    text.clone().any(char::is_numeric)
        && text
            .clone()
            .all(|c| c.is_numeric() || " -–—―ー－/頁".contains(c))
}

/// Gives rows that follow one another the same columns where that leaves their cells as they are, since the texts of a column
/// may begin in different places: numbers, and headings in the middle.
fn share_columns(rows: &mut [Row]) {
    for rows in rows.chunk_by_mut(|a, b| a.starts.len() == b.starts.len()) {
        let shared = starts(rows.iter().flat_map(|row| &row.lines));
        if rows.iter().all(|row| row.has_same_cells(&shared)) {
            rows.iter_mut()
                .for_each(|row| row.starts.clone_from(&shared));
        }
    }
}
