//! Rules, fills and images as extracted.

use super::super::marks::{FILL, HORIZONTAL, IMAGE, Kind, VERTICAL};
use super::super::strings;
use super::{List, MOST_ON_A_PAGE};
use crate::extract::{Axis, Fill, Page, Rule};
use crate::geometry::Rect;
use crate::map::trace::{Area, Extent};

pub(super) const KINDS: &[Kind] = &[HORIZONTAL, VERTICAL, FILL, IMAGE];

/// Lists what a page draws beside its glyphs.
pub(super) fn list(page: &Page, list: &mut List) {
    let all = page.rules.len() + page.fills.len() + page.images.len();
    if all == 0 {
        return;
    }
    list.begin(strings::PAGE, page.number);
    let rules = page.rules.iter().map(rule);
    let fills = page.fills.iter().map(fill);
    let images = page.images.iter().map(|bbox| (IMAGE, *bbox, String::new()));
    for (kind, bbox, detail) in rules.chain(fills).chain(images).take(MOST_ON_A_PAGE) {
        let area = Area {
            page: page.number,
            extent: Extent::Box(bbox),
        };
        list.add(kind, "", vec![area], &detail);
    }
    if all > MOST_ON_A_PAGE {
        list.cut_off();
    }
}

fn rule(rule: &Rule) -> (Kind, Rect, String) {
    let (from, to) = (rule.pos - rule.width / 2.0, rule.pos + rule.width / 2.0);
    let (kind, bbox) = match rule.axis {
        Axis::Horizontal => (HORIZONTAL, Rect::new(rule.from, from, rule.to, to)),
        Axis::Vertical => (VERTICAL, Rect::new(from, rule.from, to, rule.to)),
    };
    (kind, bbox, format!("{:.2} pt", rule.width))
}

fn fill(fill: &Fill) -> (Kind, Rect, String) {
    (FILL, fill.bbox, format!("{:.0} %", fill.luma * 100.0))
}
