//! Lines → rows with columns.

use std::collections::BTreeSet;

use super::pieces::{Laid, Piece};
use crate::text::markers::is_enclosed;

/// A row: its lines, and where its columns begin.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    lines: Vec<Laid>,
    /// First columns of its cells.
    pub starts: Vec<usize>,
}

impl Row {
    fn of(lines: Vec<Laid>) -> Self {
        let starts = starts(&lines);
        let lines = lines.into_iter().map(|line| cut(line, &starts)).collect();
        Self { lines, starts }
    }

    /// The pieces in a column, from top to bottom.
    pub fn column(&self, column: usize) -> Vec<&Piece> {
        let from = self.starts.get(column).copied().unwrap_or_default();
        let to = self.starts.get(column + 1).copied().unwrap_or(usize::MAX);
        let pieces = self.lines.iter().flatten();
        pieces
            .filter(|piece| (from..to).contains(&piece.start))
            .collect()
    }

    /// The longest line of a column.
    pub fn width(&self, column: usize) -> usize {
        let widths = self.column(column).into_iter().map(Piece::width);
        widths.max().unwrap_or_default()
    }

    /// The column behind its last text.
    pub fn end(&self) -> usize {
        let ends = self.lines.iter().flatten().map(Piece::end);
        ends.max().unwrap_or_default()
    }

    /// Whether lines may be the rest of this row: nothing stands where its first cell does.
    fn goes_on(&self, lines: &[Laid]) -> bool {
        let left = lines.iter().flatten().map(|piece| piece.start).min();
        match (self.starts.get(1), left) {
            (Some(second), Some(left)) => left >= *second,
            _ => false,
        }
    }
}

/// The rows of a page; each has a column.
pub(super) fn rows(lines: Vec<Laid>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for block in blocks(lines) {
        let (title, block) = without_title(block);
        rows.extend(title.map(|line| Row::of(vec![line])));
        match rows.last_mut().filter(|row| row.goes_on(&block)) {
            Some(row) => {
                let lines = row.lines.iter().cloned().chain(block).collect();
                *row = Row::of(lines);
            }
            None => rows.push(Row::of(block)),
        }
    }
    rows
}

/// Lines that stand together.
fn blocks(lines: Vec<Laid>) -> Vec<Vec<Laid>> {
    let mut blocks: Vec<Vec<Laid>> = vec![Vec::new()];
    for line in lines {
        let begins = line.is_empty() || is_item(&line);
        if begins && blocks.last().is_some_and(|block| !block.is_empty()) {
            blocks.push(Vec::new());
        }
        if let Some(block) = blocks.last_mut().filter(|_| !line.is_empty()) {
            block.push(line);
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// Whether an item's marker stands alone before the other text.
fn is_item(line: &Laid) -> bool {
    let is_marker = |piece: &Piece| matches!(piece.chars.as_slice(), [(c, _)] if is_enclosed(*c));
    line.len() > 1 && line.first().is_some_and(is_marker)
}

/// A first line that covers what would be columns without it is a title.
fn without_title(mut block: Vec<Laid>) -> (Option<Laid>, Vec<Laid>) {
    let is_alone = block.first().is_some_and(|line| line.len() == 1);
    let rest = block.get(1..).unwrap_or_default();
    if is_alone && starts(rest).len() > starts(&block).len() {
        let title = block.remove(0);
        return (Some(title), block);
    }
    (None, block)
}

/// Where columns begin: behind a gap, with no text right before the place in any line.
fn starts(lines: &[Laid]) -> Vec<usize> {
    let pieces = || lines.iter().flatten();
    let left = pieces().map(|piece| piece.start).min();
    let begins: BTreeSet<usize> = pieces().map(|piece| piece.start).collect();
    let is_free = |column: &usize| {
        let before = column.checked_sub(1);
        before.is_none_or(|before| {
            !pieces().any(|piece| piece.covers(before) || splits(piece, *column))
        })
    };
    let starts = begins
        .into_iter()
        .filter(|at| Some(*at) == left || is_free(at));
    starts.collect()
}

/// Whether a wide character of the piece stands on both sides of a column.
fn splits(piece: &Piece, column: usize) -> bool {
    piece.covers(column) && column > piece.start && piece.covers(column - 1)
}

/// The line with its pieces cut where columns begin.
fn cut(line: Laid, starts: &[usize]) -> Laid {
    let mut pieces = Vec::new();
    for piece in line {
        let mut rest = Some(piece);
        for start in starts {
            let Some(piece) = rest.take() else {
                break;
            };
            if piece.start >= *start || piece.end() <= *start {
                rest = Some(piece);
                continue;
            }
            let (before, behind) = piece.cut(*start);
            pieces.extend(before);
            rest = behind;
        }
        pieces.extend(rest);
    }
    pieces
}
