//! Turns what is drawn on a page, as the picture of a scan is turned that lies sideways or upside down.

use crate::extract::{Axis, Page, Rule};
use crate::geometry::Rect;

/// Turns a page without glyphs clockwise by a right angle.
pub(super) fn clockwise(page: &mut Page) {
    let height = page.height;
    let turned = |r: &Rect| Rect::new(height - r.y1, r.x0, height - r.y0, r.x1);
    page.images
        .iter_mut()
        .for_each(|image| *image = turned(image));
    page.fills
        .iter_mut()
        .for_each(|fill| fill.bbox = turned(&fill.bbox));
    for rule in &mut page.rules {
        *rule = match rule.axis {
            Axis::Horizontal => Rule {
                axis: Axis::Vertical,
                pos: height - rule.pos,
                ..*rule
            },
            Axis::Vertical => Rule {
                axis: Axis::Horizontal,
                from: height - rule.to,
                to: height - rule.from,
                ..*rule
            },
        };
    }
    (page.width, page.height) = (page.height, page.width);
}
