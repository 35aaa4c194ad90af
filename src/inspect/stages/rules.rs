//! Rules, fills and images as extracted, and the lines that the layout inferred.

use super::super::marks::{FILL, HORIZONTAL, IMAGE, Kind, VERTICAL};
use super::super::strings;
use super::{List, MOST_ON_A_PAGE, origins};
use crate::content::{Origin, Ruling};
use crate::extract::{Axis, Fill, Page, Rule};
use crate::geometry::Rect;
use crate::map::trace::{Area, Extent};

pub(super) const KINDS: &[Kind] = &origins::with([HORIZONTAL, VERTICAL, FILL, IMAGE]);

/// Lists the inferred lines, with the evidence for each.
pub(super) fn list_inferred(rulings: &[Ruling], list: &mut List) {
    let inferred = rulings.iter().filter(|r| r.origin != Origin::Drawn);
    let inferred: Vec<&Ruling> = inferred.collect();
    for on_page in inferred.chunk_by(|a, b| a.page == b.page) {
        let page = on_page.first().map_or(0, |r| r.page);
        list.begin(strings::INFERRED, page);
        for ruling in on_page.iter().take(MOST_ON_A_PAGE) {
            let area = Area {
                page,
                extent: Extent::Box(ruling.bbox),
            };
            if let Some(kind) = origins::kind(ruling.origin) {
                list.add(kind, "", vec![area], "");
            }
        }
        if on_page.len() > MOST_ON_A_PAGE {
            list.cut_off();
        }
    }
}

/// Lists what a page draws besides glyphs.
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
