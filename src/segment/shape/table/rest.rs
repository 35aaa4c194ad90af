//! Rows that a page's end cut.

use super::super::super::{is_number, squeezed};
use super::super::FoundRow;

/// So many rows that no page cuts tell which columns every row fills.
const FEWEST_WHOLE: usize = 3;

/// Joins rows at the top of a page to those at the end of the page before that they continue.
pub fn join_over_pages(rows: &mut Vec<FoundRow>) {
    let filled = always_filled(rows);
    let mut whole: Vec<FoundRow> = Vec::with_capacity(rows.len());
    for row in std::mem::take(rows) {
        let before = whole.last_mut().filter(|before| before.page < row.page);
        match before {
            Some(before) if is_rest(before, &row, &filled) => join(before, row),
            _ => whole.push(row),
        }
    }
    *rows = whole;
}

/// The columns that every row fills which is neither the first nor the last of its page; none if there are few such rows.
fn always_filled(rows: &[FoundRow]) -> Vec<usize> {
    let whole: Vec<&FoundRow> = rows
        .windows(3)
        .filter_map(|rows| match rows {
            [before, row, behind] if before.page == row.page && row.page == behind.page => {
                Some(row)
            }
            _ => None,
        })
        .filter(|row| !row.is_total)
        .collect();
    let cells = whole.iter().map(|row| row.cells.len()).min().unwrap_or(0);
    let is_filled = |col: &usize| whole.iter().all(|row| fills(row, *col));
    match whole.len() >= FEWEST_WHOLE {
        true => (0..cells).filter(is_filled).collect(),
        false => Vec::new(),
    }
}

fn fills(row: &FoundRow, col: usize) -> bool {
    row.cells
        .get(col)
        .is_some_and(|cell| !squeezed(cell).is_empty())
}

/// Whether a row at the top of a page is the rest of the one before: each of its texts continues a line that ran to its
/// edge, and neither part is a complete value. A short text is moved to the next page as a whole: then each part lacks
/// what every row has and the other part has, or one of them lacks all of that.
fn is_rest(before: &FoundRow, row: &FoundRow, filled: &[usize]) -> bool {
    let is_alike = row.columns == before.columns && row.cells.len() == before.cells.len();
    if !row.head.path.is_empty() || !is_alike || row.is_total || before.is_total {
        return false;
    }
    let has_only = |one: &FoundRow, other: &FoundRow| {
        filled
            .iter()
            .any(|col| fills(one, *col) && !fills(other, *col))
    };
    let has_none = |row: &FoundRow| filled.len() > 1 && !filled.iter().any(|col| fills(row, *col));
    let is_complement =
        (has_only(before, row) && has_only(row, before)) || has_none(before) || has_none(row);
    let own: Vec<usize> = (0..row.cells.len())
        .filter(|col| fills(row, *col))
        .collect();
    !own.is_empty()
        && own.into_iter().all(|col| match fills(before, col) {
            true => continues(before, row, col),
            false => is_complement,
        })
}

fn continues(before: &FoundRow, row: &FoundRow, col: usize) -> bool {
    let (Some(above), Some(own)) = (before.cells.get(col), row.cells.get(col)) else {
        return false;
    };
    let runs_on = above.last().zip(own.first());
    runs_on.is_some_and(|(last, first)| first.head > last.room)
        && !is_number(&squeezed(above))
        && !is_number(&squeezed(own))
}

/// Adds the rest of a row to it.
fn join(before: &mut FoundRow, row: FoundRow) {
    for (above, own) in before.cells.iter_mut().zip(row.cells) {
        above.extend(own);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::segment::sheets::tests::cell;

    fn row(page: u32, texts: [&str; 3]) -> FoundRow {
        FoundRow {
            cells: texts.iter().map(|text| cell(0, 0, text).lines).collect(),
            columns: vec![0, 1, 2],
            page,
            ..FoundRow::default()
        }
    }

    fn texts(rows: &[FoundRow]) -> Vec<String> {
        let text = |row: &FoundRow| {
            row.cells
                .iter()
                .map(|cell| squeezed(cell))
                .collect::<String>()
        };
        rows.iter().map(text).collect()
    }

    #[test]
    fn parts_that_lack_what_every_row_has_are_one_row() {
        let whole = |page: u32| row(page, ["夜の館", "12", ""]);
        let pages = |last: [&str; 3], first: [&str; 3]| {
            let mut rows = vec![whole(1); 5];
            rows.extend([row(1, last), row(2, first), whole(2), whole(2)]);
            join_over_pages(&mut rows);
            texts(&rows)
        };
        let joined = pages(["", "34", ""], ["朝の庭", "", "雨天中止"]);
        assert_eq!((joined.len(), joined[5].as_str()), (8, "朝の庭34雨天中止"));
        assert_eq!(pages(["昼の蔵", "34", ""], ["", "", "雨天中止"]).len(), 8);
        // what not every row has is missing
        assert_eq!(pages(["昼の蔵", "34", ""], ["", "56", "雨天中止"]).len(), 9);
        // two values in a column
        assert_eq!(pages(["", "34", ""], ["朝の庭", "56", ""]).len(), 9);
    }
}
