//! The evidence for a line between cells, as a kind of boxes: inferred rules and cuts have their own colours.

use super::super::marks::{self, Kind};
use crate::content::{Origin, Ruling};
use crate::geometry::Rect;

/// A line belongs to a side of a cell if it is no further away than this, in points: the grid merges lines this close.
const ALONG: f32 = 3.2;

/// The kinds of a stage together with those of inferred lines.
pub(super) const fn with([a, b, c, d]: [Kind; 4]) -> [Kind; 16] {
    [
        a,
        b,
        c,
        d,
        marks::SHADE_EDGE,
        marks::OPEN_SIDE,
        marks::OPEN_ROW,
        marks::SHADED_FORM,
        marks::CONTINUATION,
        marks::ROW_LABEL,
        marks::OPEN_REGION,
        marks::SHADE_TILES,
        marks::HEADER_COLUMN,
        marks::COLUMN_GAP,
        marks::HEADING,
        marks::NUMBER_ROW,
    ]
}

/// The kind of an inferred line; `None` for a drawn line.
pub(super) fn kind(origin: Origin) -> Option<Kind> {
    Some(match origin {
        Origin::Drawn => return None,
        Origin::ShadeEdge => marks::SHADE_EDGE,
        Origin::OpenSide => marks::OPEN_SIDE,
        Origin::OpenRow => marks::OPEN_ROW,
        Origin::ShadedForm => marks::SHADED_FORM,
        Origin::Continuation => marks::CONTINUATION,
        Origin::RowLabel => marks::ROW_LABEL,
        Origin::OpenRegion => marks::OPEN_REGION,
        Origin::ShadeTiles => marks::SHADE_TILES,
        Origin::HeaderColumn => marks::HEADER_COLUMN,
        Origin::ColumnGap => marks::COLUMN_GAP,
        Origin::Heading => marks::HEADING,
        Origin::NumberRow => marks::NUMBER_ROW,
    })
}

/// The kinds of the inferred lines along the sides of a cell, without duplicates.
pub(super) fn around(cell: &Rect, inferred: &[&Ruling]) -> Vec<Kind> {
    let along = inferred
        .iter()
        .filter(|ruling| runs_along(&ruling.bbox, cell));
    let mut origins: Vec<Origin> = along.map(|ruling| ruling.origin).collect();
    origins.sort_unstable();
    origins.dedup();
    origins.into_iter().filter_map(kind).collect()
}

fn runs_along(line: &Rect, cell: &Rect) -> bool {
    let near = |a: f32, b: f32| (a - b).abs() <= ALONG;
    let covers = |from: f32, to: f32, low: f32, high: f32| {
        to.min(high) - from.max(low) >= (high - low) / 2.0
    };
    match line.width() > line.height() {
        true => {
            (near(line.y0, cell.y0) || near(line.y0, cell.y1))
                && covers(line.x0, line.x1, cell.x0, cell.x1)
        }
        false => {
            (near(line.x0, cell.x0) || near(line.x0, cell.x1))
                && covers(line.y0, line.y1, cell.y0, cell.y1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_belongs_to_the_cells_on_its_sides() {
        let line = |bbox: Rect| Ruling {
            page: 1,
            bbox,
            origin: Origin::OpenSide,
        };
        let cell = Rect::new(10.0, 10.0, 60.0, 30.0);
        let side = line(Rect::new(60.0, 0.0, 60.0, 90.0));
        let far = line(Rect::new(90.0, 0.0, 90.0, 90.0));
        let short = line(Rect::new(10.0, 10.0, 20.0, 10.0));
        assert_eq!(around(&cell, &[&side, &far, &short]), [marks::OPEN_SIDE]);
        assert!(around(&cell, &[&far, &short]).is_empty());
    }
}
