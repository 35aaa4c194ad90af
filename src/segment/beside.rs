//! An item table that goes on beside itself: two pages printed on one.
//!
//! What the next page would hold at the same place stands beside it then, or on the other side of the next page. Where no
//! header is repeated, the columns are those of before, moved.

use super::Form;
use super::items::SAME_EDGE;
use crate::layout::Table;

/// Moves the columns of the form's items to a table beside them that has the same ones.
pub(super) fn follow(form: &mut Form, table: &Table) {
    let Some(step) = step(form, table) else {
        return;
    };
    let columns = form.header.iter_mut().map(|column| &mut column.extent);
    for extent in columns.chain(&mut form.number) {
        *extent = (extent.0 + step, extent.1 + step);
    }
}

/// How far to the right of the form's columns the table has the same ones, if it stands wholly beside them.
fn step(form: &Form, table: &Table) -> Option<f32> {
    let extents = || form.header.iter().map(|column| column.extent);
    let (from, to) = extents().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let (first, last) = (*table.edges.first()?, *table.edges.last()?);
    let is_beside = first > to - SAME_EDGE || last < from + SAME_EDGE;
    let step = last - to;
    let has = |x: f32| {
        table
            .edges
            .iter()
            .any(|edge| (edge - x - step).abs() <= SAME_EDGE)
    };
    let has_all = || extents().all(|(from, to)| has(from) && has(to));
    (table.ruled && is_beside && has_all()).then_some(step)
}

#[cfg(test)]
mod tests {
    use super::super::HeaderCell;
    use super::super::sheets::tests::table;
    use super::*;

    fn columns_after(edges: &[f32]) -> Vec<(f32, f32)> {
        let header = [(30.0, 180.0), (180.0, 400.0)].map(|extent| HeaderCell {
            known: None,
            label: Vec::new(),
            extent,
        });
        let mut form = Form {
            header: header.to_vec(),
            number: Some((20.0, 30.0)),
            ..Form::default()
        };
        let table = Table {
            edges: edges.to_vec(),
            ruled: true,
            ..table(Vec::new())
        };
        follow(&mut form, &table);
        form.number
            .into_iter()
            .chain(form.header.iter().map(|h| h.extent))
            .collect()
    }

    #[test]
    fn columns_move_to_the_same_ones_beside() {
        let moved = columns_after(&[440.0, 450.0, 600.0, 820.0]);
        assert_eq!(moved, [(440.0, 450.0), (450.0, 600.0), (600.0, 820.0)]);
    }

    #[test]
    fn columns_stay_where_a_table_has_others_or_stands_below() {
        let still = [(20.0, 30.0), (30.0, 180.0), (180.0, 400.0)];
        assert_eq!(columns_after(&[440.0, 450.0, 700.0, 820.0]), still);
        assert_eq!(columns_after(&[30.0, 40.0, 190.0, 410.0]), still);
    }
}
