//! A sheet that continues next to itself: two pages printed on one.
//!
//! What would be on the next page at the same place is then next to it, or on the other side of the next page. The
//! columns that the sheet knows are shifted there.

use super::Form;
use super::items::SAME_EDGE;
use crate::content::Table;

/// Shifts the form's columns to a table of the same width next to its last one.
pub(super) fn follow(form: &mut Form, table: &Table) {
    let Some(step) = step(form, table) else {
        return;
    };
    let columns = form.header.iter_mut().map(|column| &mut column.extent);
    let above = form.above.iter_mut().map(|(_, extent)| extent);
    let spots = form.spots.iter_mut().map(|spot| &mut spot.extent);
    for extent in columns.chain(&mut form.number).chain(above).chain(spots) {
        *extent = (extent.0 + step, extent.1 + step);
    }
}

/// How far to the right of the form's last table this one is, if it is entirely next to it.
fn step(form: &Form, table: &Table) -> Option<f32> {
    let (from, to) = form.frame?;
    let (first, last) = frame(table)?;
    let is_beside = first > to - SAME_EDGE || last < from + SAME_EDGE;
    let is_as_wide = ((last - first) - (to - from)).abs() <= SAME_EDGE;
    (is_beside && is_as_wide).then_some(first - from)
}

/// The horizontal extent of a ruled table.
pub(super) fn frame(table: &Table) -> Option<(f32, f32)> {
    let edges = Some(&table.edges).filter(|_| table.ruled)?;
    Some((*edges.first()?, *edges.last()?))
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
            frame: Some((20.0, 400.0)),
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
    fn columns_move_to_a_table_beside() {
        let moved = columns_after(&[440.0, 450.0, 600.0, 820.0]);
        assert_eq!(moved, [(440.0, 450.0), (450.0, 600.0), (600.0, 820.0)]);
    }

    #[test]
    fn columns_stay_where_a_table_is_narrower_or_stands_below() {
        let still = [(20.0, 30.0), (30.0, 180.0), (180.0, 400.0)];
        assert_eq!(columns_after(&[440.0, 450.0, 600.0, 700.0]), still);
        assert_eq!(columns_after(&[30.0, 40.0, 190.0, 410.0]), still);
    }
}
