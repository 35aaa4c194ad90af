//! Finds sheets that are printed over pages side by side: a workbook without "fit to width" prints its first columns on one
//! page and the others on the next.

use crate::content::{Content, Table};
use crate::diagnostics::{Code, Diagnostic};

/// Edges this close, in points, are one: rules have a width.
const EDGE: f32 = 1.5;
/// The fewest rows that show it, and the fewest different heights among them: lists of rows of one height look alike, unless
/// the ends of both pages cut their texts.
const ROWS: usize = 4;
const HEIGHTS: usize = 3;
/// Rows continue at most this many pages later: pages are printed downward first, so that those of a long sheet are apart.
const PAGES: u32 = 8;

/// The edges of all cells of a page.
struct Edges {
    page: u32,
    /// Whether part of its text is cut off.
    is_cut: bool,
    rows: Vec<f32>,
    columns: Vec<f32>,
}

impl Edges {
    fn of(page: u32, tables: &[&Table], cut: &[u32]) -> Self {
        let boxes = || {
            tables
                .iter()
                .flat_map(|table| &table.cells)
                .map(|cell| cell.bbox)
        };
        Self {
            page,
            is_cut: cut.contains(&page),
            rows: distinct(boxes().flat_map(|cell| [cell.y0, cell.y1]).collect()),
            columns: distinct(boxes().flat_map(|cell| [cell.x0, cell.x1]).collect()),
        }
    }

    /// Whether the rows of both pages are the same, although one may lack some, and fewer than half of the columns. Sheets of
    /// one form have the same columns too.
    fn continues(&self, other: &Self) -> bool {
        let (fewer, more) = match self.rows.len() < other.rows.len() {
            true => (self, other),
            false => (other, self),
        };
        fewer.rows.len() > ROWS
            && (heights(&fewer.rows) >= HEIGHTS || (self.is_cut && other.is_cut))
            && shared(&fewer.rows, &more.rows) == fewer.rows.len()
            && shared(&fewer.columns, &more.columns) * 2
                <= fewer.columns.len().min(more.columns.len())
    }
}

/// A warning that names the pages of the first such sheet; part of the text of some pages is cut off.
pub(super) fn told(content: &Content, cut: &[u32]) -> Option<Diagnostic> {
    let tables: Vec<&Table> = content.tables().collect();
    let pages = tables.chunk_by(|a, b| a.page == b.page);
    let pages: Vec<Edges> = pages
        .filter_map(|tables| Some(Edges::of(tables.first()?.page, tables, cut)))
        .collect();
    let (at, first) = pages.iter().enumerate().find(|(at, page)| {
        let mut next = following(&pages, *at);
        next.any(|other| page.continues(other))
    })?;
    let others = following(&pages, at).filter(|other| first.continues(other));
    let numbers: Vec<String> = others.map(|other| other.page.to_string()).collect();
    let message = format!(
        "a wide sheet is printed across pages: the rows of page {} continue on page {}, and each page was read by itself; \
         print the sheet on one page, or give the workbook itself",
        first.page,
        numbers.join(", ")
    );
    Some(Diagnostic::new(Code::SideBySide, message).on_page(first.page))
}

fn following(pages: &[Edges], at: usize) -> impl Iterator<Item = &Edges> {
    let from = pages.get(at).map_or(0, |page| page.page);
    let next = pages.iter().skip(at + 1);
    next.take_while(move |page| page.page <= from + PAGES)
}

/// Sorted, without those next to another.
fn distinct(mut edges: Vec<f32>) -> Vec<f32> {
    edges.sort_unstable_by(f32::total_cmp);
    edges.dedup_by(|b, a| *b - *a <= EDGE);
    edges
}

/// How many of some edges the others have, too; both are sorted.
fn shared(some: &[f32], others: &[f32]) -> usize {
    let has = |edge: &&f32| {
        let at = others.partition_point(|other| *other < **edge - EDGE);
        others.get(at).is_some_and(|other| *other <= **edge + EDGE)
    };
    some.iter().filter(has).count()
}

fn heights(rows: &[f32]) -> usize {
    let pairs = rows.iter().zip(rows.iter().skip(1));
    distinct(pairs.map(|(top, bottom)| bottom - top).collect()).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Block, Cell};
    use crate::geometry::Rect;

    const ROWS: [f32; 6] = [20.0, 40.0, 75.0, 90.0, 160.0, 180.0];

    fn content(pages: &[(&[f32], &[f32])]) -> Content {
        let table = |(page, (rows, columns)): (u32, &(&[f32], &[f32]))| {
            let cell = |row: &[f32], column: &[f32]| match (row, column) {
                ([top, bottom], [left, right]) => Cell {
                    bbox: Rect::new(*left, *top, *right, *bottom),
                    ..Cell::default()
                },
                _ => Cell::default(),
            };
            let cells = rows
                .windows(2)
                .flat_map(|row| columns.windows(2).map(move |column| cell(row, column)));
            Block::Table(Table {
                page,
                bbox: Rect::default(),
                rows: rows.len() - 1,
                cols: columns.len() - 1,
                edges: columns.to_vec(),
                cells: cells.collect(),
                ruled: true,
            })
        };
        Content {
            blocks: (1..).zip(pages).map(table).collect(),
            ..Content::default()
        }
    }

    #[test]
    fn the_same_rows_with_other_columns_are_one_sheet() {
        let left: &[f32] = &[50.0, 120.0, 400.0];
        let right: &[f32] = &[50.0, 230.0, 310.0, 380.0];
        let told = told(
            &content(&[(&ROWS, left), (&ROWS, right), (&ROWS[..5], &[50.0, 90.0])]),
            &[],
        );
        let message = told.map(|told| told.message).unwrap_or_default();
        assert!(
            message.contains("rows of page 1 continue on page 2, 3"),
            "{message}"
        );
    }

    #[test]
    fn sheets_of_one_form_and_lists_are_not() {
        let columns: &[f32] = &[50.0, 120.0, 400.0];
        assert_eq!(
            told(&content(&[(&ROWS, columns), (&ROWS, columns)]), &[1, 2]),
            None
        );
        let even: Vec<f32> = (0..20).map(|row| row as f32 * 15.0).collect();
        let other: &[f32] = &[70.0, 150.0, 390.0];
        let lists = content(&[(&even, columns), (&even, other)]);
        assert_eq!(told(&lists, &[2]), None);
        assert!(
            told(&lists, &[1, 2]).is_some(),
            "both pages cut their texts"
        );
    }
}
