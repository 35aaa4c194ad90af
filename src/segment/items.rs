//! The item table: its header row, and the row groups below as rows of its columns.

use super::ahead;
use super::bands::Band;
use super::fields::{end_line, field_of, label_text, lines_of, same_extent};
use super::markers::is_item_marker;
use super::{Form, HeaderCell, Row, is_number, squeezed};
use crate::content::Cell;
use crate::profile::Labels;

/// A cell's edge equals a column's edge if they differ by no more than this, in points.
pub(crate) const SAME_EDGE: f32 = 3.0;

/// The row group as a header row, if it is one.
///
/// A header of two rows (報告 over 中間報告 and 期末報告) is one row group; its lowest cells are the columns. The column of item
/// numbers is kept separately.
pub fn header(band: &Band, labels: &Labels) -> Option<Header> {
    let column = |cell: &Cell| labels.column(&label_text(&cell.lines)?);
    // `No.` heads columns of many tables
    let tells = |cell: &&Cell| column(cell).is_some_and(|known| !labels.is_number(known));
    // most row groups are not headers; leave as soon as that is certain
    let others = band.cells.iter().filter(|cell| !tells(cell));
    let most = band
        .cells
        .len()
        .checked_sub(labels.fewest_columns().max(1))?;
    if others.take(most + 1).count() > most {
        return None;
    }
    let header_cell = |cell: &Cell| HeaderCell {
        known: column(cell),
        label: cell.lines.clone(),
        extent: band.extent(cell),
    };
    let is_number = |cell: &HeaderCell| cell.known.is_some_and(|known| labels.is_number(known));
    let (numbers, columns): (Vec<_>, Vec<_>) = lowest(band).map(header_cell).partition(is_number);
    Some(Header {
        number: numbers.first().map(|cell| cell.extent),
        columns,
    })
}

/// The cells of a row group that have no other below them.
pub fn lowest(band: &Band) -> impl Iterator<Item = &Cell> {
    let below = |cell: &Cell, other: &Cell| {
        other.row > cell.row && cell.col <= other.col && other.col < cell.col + cell.col_span
    };
    let covers = move |cell: &&Cell| !band.cells.iter().any(|other| below(cell, other));
    band.cells.iter().filter(covers)
}

/// The lines of header cells that only group columns.
pub fn grouping_cells(band: &Band, header: &[HeaderCell]) -> Vec<crate::content::Line> {
    let is_column = |cell: &Cell| header.iter().any(|h| h.label == cell.lines);
    let groups = band.cells.iter().filter(|cell| !is_column(cell));
    groups.flat_map(|cell| cell.lines.clone()).collect()
}

/// A header row.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The extent of the column of item numbers, if the form has one.
    pub number: Option<(f32, f32)>,
    /// The other columns, from left to right.
    pub columns: Vec<HeaderCell>,
}

/// Whether a row group below a header is an item row rather than a labelled cell at the foot of the table.
pub fn is_row(band: &Band, header: &[HeaderCell], labels: &Labels) -> bool {
    let Some(first) = band.cells.first() else {
        return false;
    };
    if field_of(first, labels)
        .or_else(|| ahead::field_of(first, labels))
        .is_some()
    {
        return false;
    }
    if is_item_marker(&squeezed(&first.lines)) {
        return true;
    }
    if band.ruled {
        fits_columns(band.extent(first), header)
            || goes_on(band, header)
            || fills_columns(band, header)
    } else {
        // tabs have no widths: a row of the table has more cells than a label and its text
        band.cells.len() > 2 || first.col > 0
    }
}

/// Whether a row of a text without rules has a word where all items so far have their numbers: the label of a field below
/// the items, in a wording that the profile does not know (特記事項等).
pub fn is_label_below(band: &Band, form: &Form) -> bool {
    let numbered = |row: &Row| is_item_marker(&squeezed(&row.marker));
    let is_numbered = !form.rows.is_empty() && form.rows.iter().all(numbered);
    let has_room = form.header.first().is_some_and(|h| h.extent.0 > 0.0);
    let first = band.cells.first().filter(|cell| cell.col == 0);
    let is_word = first.is_some_and(|cell| {
        let text = squeezed(&cell.lines);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && !text.chars().any(char::is_numeric)
    });
    !band.ruled && is_numbered && has_room && is_word
}

/// Whether the place of the marker is empty, and each column after it has a cell: columns without rules lie elsewhere
/// on a page that does not repeat their header.
fn goes_on(band: &Band, header: &[HeaderCell]) -> bool {
    band.cells.first().is_some_and(|cell| cell.col > 0) && band.cells.len() >= header.len()
}

/// Whether most columns have a cell that is mostly inside them, and no cell is elsewhere: for a header alone at the
/// foot of a page, only the gaps between its texts show where columns meet.
fn fills_columns(band: &Band, header: &[HeaderCell]) -> bool {
    let column = |cell: &Cell| {
        let extent = text_extent(cell, band.extent(cell), header);
        header.iter().position(|h| stands_in(extent, h.extent))
    };
    let columns: Option<Vec<usize>> = band.cells.iter().map(column).collect();
    columns.is_some_and(|columns| {
        columns.len() * 2 > header.len() && columns.iter().is_sorted_by(|a, b| a < b)
    })
}

/// Whether the first cell ends where a column ends, or before the first column begins.
fn fits_columns((_, end): (f32, f32), header: &[HeaderCell]) -> bool {
    let inside = |h: &HeaderCell| h.extent.0 + SAME_EDGE < end && end < h.extent.1 - SAME_EDGE;
    !header.iter().any(inside)
}

/// Reads a row group as an item row; `number` is the extent of the item numbers.
pub fn row(band: Band, header: &[HeaderCell], number: Option<(f32, f32)>) -> Row {
    let shift = if band.ruled {
        0
    } else {
        tab_shift(&band, header)
    };
    let mut row = Row {
        cells: vec![Vec::new(); header.len()],
        page: band.page,
        ..Row::default()
    };
    let mut columns: Vec<Vec<Cell>> = vec![Vec::new(); header.len()];
    let extents: Vec<(f32, f32)> = band.cells.iter().map(|c| band.extent(c)).collect();
    let has_more = band.cells.len() > 1;
    for (cell, (from, to)) in band.cells.into_iter().zip(extents) {
        let extent = (from + shift as f32, to + shift as f32);
        if number.is_some_and(|number| stands_in(extent, number)) {
            row.marker.extend(cell.lines);
            continue;
        }
        let marker = row.marker.is_empty() && has_more && is_item_marker(&squeezed(&cell.lines));
        match column_of(text_extent(&cell, extent, header), header) {
            Some(0) | None if marker && starts_row(extent, header) => row.marker = cell.lines,
            Some(column) => {
                if let Some(cells) = columns.get_mut(column) {
                    cells.push(cell);
                }
            }
            None => {
                end_line(&mut row.stray);
                row.stray.extend(cell.lines);
            }
        }
    }
    row.crowded = columns.iter().position(|cells| is_crowded(cells));
    for (lines, mut cells) in row.cells.iter_mut().zip(columns) {
        cells.sort_by_key(|cell| (cell.row, cell.col));
        *lines = lines_of(cells);
    }
    row
}

/// Whether cells of one column are no single text: a number beside another text, or several numbers below each other.
fn is_crowded(cells: &[Cell]) -> bool {
    let is_number = |cell: &&Cell| is_number(&squeezed(&cell.lines));
    let beside = |a: &Cell, b: &Cell| {
        a.col < b.col && a.row < b.row + b.row_span && b.row < a.row + a.row_span
    };
    let has_neighbour = |cell: &Cell| cells.iter().any(|b| beside(cell, b) || beside(b, cell));
    let numbers = || cells.iter().filter(is_number);
    numbers().count() > 1 || numbers().any(has_neighbour)
}

/// Whether a cell is at the left end: before the second column.
fn starts_row((from, _): (f32, f32), header: &[HeaderCell]) -> bool {
    header.get(1).is_none_or(|second| from < second.extent.0)
}

/// Whether more than half of a cell's width is in a column.
fn stands_in((from, to): (f32, f32), column: (f32, f32)) -> bool {
    2.0 * (to.min(column.1) - from.max(column.0)) > to - from
}

/// The extent of the text of a cell that covers several columns, if most of it is in one of them: without a rule
/// between them, an empty column has no cell of its own.
fn text_extent(cell: &Cell, extent: (f32, f32), header: &[HeaderCell]) -> (f32, f32) {
    let (from, to) = extent;
    let covered = header.iter().filter(|h| stands_in(h.extent, extent));
    let is_upright = same_extent((cell.bbox.x0, cell.bbox.x1), extent);
    let boxes = cell.lines.iter().map(|line| line.bbox);
    let text = boxes.reduce(|a, b| a.union(&b));
    let Some(text) = text.filter(|_| is_upright && covered.clone().count() > 1) else {
        return extent;
    };
    let text = (text.x0.max(from), text.x1.min(to));
    let is_centred = ((text.0 + text.1) - (from + to)).abs() < 2.0 * SAME_EDGE;
    match covered.into_iter().any(|h| stands_in(text, h.extent)) && !is_centred {
        true => text,
        false => extent,
    }
}

/// The column with which a cell shares most of its width.
fn column_of((from, to): (f32, f32), header: &[HeaderCell]) -> Option<usize> {
    let shared = |h: &HeaderCell| (to.min(h.extent.1) - from.max(h.extent.0)).max(0.0);
    let widths = header.iter().map(shared).enumerate();
    let most = widths.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    most.filter(|(_, width)| *width > 0.0)
        .map(|(column, _)| column)
}

/// By how many tabs a row of a text is shifted against the header: transcriptions drop the header's empty first cell,
/// or keep it although the marker is in the first cell.
fn tab_shift(band: &Band, header: &[HeaderCell]) -> isize {
    let (Some(first), Some(column)) = (band.cells.first(), header.first()) else {
        return 0;
    };
    let (cell, column) = (first.col as isize, column.extent.0 as isize);
    let marker_alone = is_item_marker(&squeezed(&first.lines));
    let next_in_column = band.cells.get(1).is_some_and(|c| c.col as isize >= column);
    match marker_alone {
        // several tabs between cells
        true if cell < column && next_in_column => 0,
        // the marker's cell is one before the first column
        true => column - 1 - cell,
        false if cell < column && super::markers::opens_with_marker(&first.lines) => column - cell,
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Line;
    use crate::geometry::Rect;

    #[test]
    fn a_row_with_a_text_in_each_column_needs_no_marker() {
        let header: Vec<HeaderCell> = [(0.0, 3.0), (3.0, 9.0)]
            .map(|extent| HeaderCell {
                known: None,
                label: Vec::new(),
                extent,
            })
            .to_vec();
        let goes_on = |cols: &[usize]| {
            let cells = cols.iter().map(|col| Cell {
                col: *col,
                ..Cell::default()
            });
            let mut band = Band::default();
            band.cells.extend(cells);
            goes_on(&band, &header)
        };
        assert!(goes_on(&[1, 4]));
        assert!(!goes_on(&[0, 1]), "it begins at the left side");
        assert!(!goes_on(&[1]), "a text beside an empty label");
    }

    #[test]
    fn a_row_whose_cells_lie_mostly_in_the_columns_needs_no_level_edges() {
        let header = [(0.0, 110.0), (110.0, 200.0), (200.0, 300.0)].map(|extent| HeaderCell {
            known: None,
            label: Vec::new(),
            extent,
        });
        let fills = |edges: &[f32]| {
            let cells = (0..edges.len() - 1).map(|col| {
                let line = Line {
                    text: crate::text::Text::unplaced("点検"),
                    ..Line::default()
                };
                Cell {
                    col,
                    row_span: 1,
                    col_span: 1,
                    lines: vec![line],
                    ..Cell::default()
                }
            });
            let table = crate::content::Table {
                edges: edges.to_vec(),
                ..super::super::sheets::tests::table(cells.collect())
            };
            let bands = super::super::bands::bands(table);
            bands.iter().all(|band| fills_columns(band, &header))
        };
        assert!(fills(&[0.0, 95.0, 180.0, 300.0]));
        assert!(!fills(&[0.0, 40.0, 150.0, 300.0]), "a label and its value");
        assert!(!fills(&[0.0, 300.0]), "one cell over all");
    }

    #[test]
    fn a_text_in_a_cell_over_two_columns_is_of_the_one_that_it_stands_in() {
        let header = [(0.0, 100.0), (100.0, 250.0)].map(|extent| HeaderCell {
            known: None,
            label: Vec::new(),
            extent,
        });
        let column = |from: f32, to: f32| {
            let line = Line {
                bbox: Rect::new(from, 2.0, to, 12.0),
                ..Line::default()
            };
            let cell = Cell {
                bbox: Rect::new(0.0, 0.0, 250.0, 20.0),
                lines: vec![line],
                ..Cell::default()
            };
            let extent = (0.0, 250.0);
            column_of(text_extent(&cell, extent, &header), &header)
        };
        assert_eq!(column(2.0, 90.0), Some(0));
        assert_eq!(column(102.0, 190.0), Some(1));
        assert_eq!(column(2.0, 240.0), Some(1), "merged: the wider one");
    }
}
