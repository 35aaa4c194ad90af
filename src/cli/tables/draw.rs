//! A table drawn with lines, aligned by the width of characters on a terminal.

use std::collections::HashMap;
use std::io::{self, Write};

use crate::content::{Cell, Table};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::write::grid::{self, Grid};

/// Draws a table, within this many terminal columns if possible. A cell over several rows has its lines in the first;
/// the rule below is left open where it continues.
pub fn draw(table: &Table, limit: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let grid = Grid::of(table);
    let rows: Vec<&[Option<&Cell>]> = grid.rows().collect();
    let widths = fitting(widths(table), limit);
    writeln!(
        out,
        "{}",
        rule(&[], rows.first().copied().unwrap_or_default(), &widths)
    )?;
    for (number, row) in rows.iter().enumerate() {
        for line in lines_of(number, row, &widths) {
            writeln!(out, "{line}")?;
        }
        let below = rows.get(number + 1).copied().unwrap_or_default();
        writeln!(out, "{}", rule(row, below, &widths))?;
    }
    Ok(())
}

/// The width of a column separator, `" | "`.
const GAP: usize = 3;

/// The least width of a column that is cut: two kanji.
const NARROWEST: usize = 4;

/// The widths, with the widest columns cut until all fit within the limit.
fn fitting(widths: Vec<usize>, limit: Option<usize>) -> Vec<usize> {
    let frame = GAP * widths.len() + 1;
    let Some(room) = limit.and_then(|limit| limit.checked_sub(frame)) else {
        return widths;
    };
    let capped = |cap: usize| widths.iter().map(move |width| (*width).min(cap));
    let fits = |cap: &usize| capped(*cap).sum::<usize>() <= room;
    let widest = widths.iter().copied().max().unwrap_or(0);
    let cap = (NARROWEST..=widest).rev().find(fits).unwrap_or(NARROWEST);
    capped(cap).collect()
}

/// The lines of a cell, wrapped at this width.
fn wrapped(cell: &Cell, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    for line in grid::lines(cell) {
        let mut piece = String::new();
        let mut used = 0;
        for c in line.chars() {
            let wide = c.width().unwrap_or(0);
            if used + wide > width && !piece.is_empty() {
                out.push(std::mem::take(&mut piece));
                used = 0;
            }
            piece.push(c);
            used += wide;
        }
        out.push(piece);
    }
    out
}

/// The terminal width that each grid column needs.
fn widths(table: &Table) -> Vec<usize> {
    let mut widths = vec![0; table.cols];
    let mut cells: Vec<&Cell> = table.cells.iter().collect();
    // last the merged cells: each widens its last column by whatever is still missing
    cells.sort_by_key(|cell| cell.col_span);
    for cell in cells {
        let wanted = grid::lines(cell).iter().map(|line| line.width()).max();
        let had = spanned(&widths, cell);
        let last = cell.col + cell.col_span.saturating_sub(1);
        if let Some(width) = widths.get_mut(last) {
            *width += wanted.unwrap_or(0).saturating_sub(had);
        }
    }
    widths
}

/// The width of the columns that a cell covers, with the separators between them.
fn spanned(widths: &[usize], cell: &Cell) -> usize {
    let covered = widths.iter().skip(cell.col).take(cell.col_span);
    covered.sum::<usize>() + GAP * cell.col_span.saturating_sub(1)
}

fn lines_of(number: usize, row: &[Option<&Cell>], widths: &[usize]) -> Vec<String> {
    let begins = |cell: &Cell| cell.row == number;
    let cells = || row.iter().flatten().filter(|cell| begins(cell));
    let lines: HashMap<(usize, usize), Vec<String>> = cells()
        .map(|cell| ((cell.row, cell.col), wrapped(cell, spanned(widths, cell))))
        .collect();
    let height = lines.values().map(Vec::len).max().unwrap_or(0).max(1);
    let line = |at: usize| {
        let mut line = String::from("|");
        let mut col = 0;
        while let Some(slot) = row.get(col) {
            let (text, width, span) = match slot {
                Some(cell) => {
                    let lines = lines.get(&(cell.row, cell.col));
                    let text = lines.and_then(|lines| lines.get(at)).cloned();
                    (text, spanned(widths, cell), cell.col_span.max(1))
                }
                None => (None, widths.get(col).copied().unwrap_or(0), 1),
            };
            line.push_str(&padded(&text.unwrap_or_default(), width));
            col += span;
        }
        line
    };
    (0..height).map(line).collect()
}

fn padded(text: &str, width: usize) -> String {
    let padding = " ".repeat(width.saturating_sub(text.width()));
    format!(" {text}{padding} |")
}

fn rule(above: &[Option<&Cell>], below: &[Option<&Cell>], widths: &[usize]) -> String {
    let cell =
        |row: &[Option<&Cell>], col: usize| row.get(col).copied().flatten().map(|c| (c.row, c.col));
    let mut rule = String::from("+");
    for (col, width) in widths.iter().enumerate() {
        let goes_on = cell(above, col).is_some() && cell(above, col) == cell(below, col);
        let stroke = if goes_on { " " } else { "-" };
        rule.push_str(&stroke.repeat(width + 2));
        rule.push('+');
    }
    rule
}
