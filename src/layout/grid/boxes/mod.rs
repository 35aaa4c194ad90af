//! Boxes: four rules that meet only each other.
//!
//! Cells may be drawn as boxes with gaps between them; such boxes are enlarged until they share their sides
//! (`spacing`). A box inside a cell (a check box, a frame around a word, the squares for the digits of a number) does
//! not belong to the table's rules, however close it is to them (`inner`).

use crate::extract::Axis;
use crate::geometry::Rect;
use crate::layout::rules;
use crate::layout::rules::Rule;

mod inner;
mod spacing;
#[cfg(test)]
mod tests;

/// The sides of a box end this close to its corners, in points.
const CORNER: f32 = 1.0;

/// The least height and width of a box: less is a dot, a dash or a double rule.
const LOWEST: f32 = 4.0;

/// Boxes with both sides no longer than this, in points, are for a mark or a character.
const SMALL: f32 = 24.0;

/// The widest gap between cells, in points.
const WIDEST_GAP: f32 = 8.0;

/// Cells in a row share at least this fraction of the lower one's height.
const BESIDE: f32 = 0.5;

/// A page with more boxes than this is a drawing …
const MOST_BOXES: usize = 4000;

/// … and so is one with more pieces of rules than this.
const MOST_PIECES: usize = 10_000;

/// The rules that `join` makes of pieces, with boxes enlarged to share their sides, and without boxes inside cells.
pub(crate) fn settled(pieces: &[Rule], join: impl Fn(&[Rule]) -> Vec<Rule>) -> Vec<Rule> {
    let (mut boxes, others) = parted(pieces);
    if boxes.is_empty() || boxes.len() > MOST_BOXES {
        return join(pieces);
    }
    let inner = inner::of(&areas(&boxes), &join(&others));
    let mut is_inner = inner.into_iter();
    boxes.retain(|_| !is_inner.next().unwrap_or_default());
    let sides = boxes.iter().zip(spacing::grown(&areas(&boxes)));
    let sides = sides.flat_map(|((area, sides), grown)| {
        let moved = sides.iter().map(move |side| moved(side, area, &grown));
        moved.collect::<Vec<_>>()
    });
    join(&others.into_iter().chain(sides).collect::<Vec<_>>())
}

/// A box with its sides.
type Sides = (Rect, Vec<Rule>);

fn areas(boxes: &[Sides]) -> Vec<Rect> {
    boxes.iter().map(|(area, _)| *area).collect()
}

/// The boxes among the pieces, and the other pieces. They are found before pieces are joined, since boxes below each
/// other look like dashes, and close ones like one box.
fn parted(pieces: &[Rule]) -> (Vec<Sides>, Vec<Rule>) {
    if pieces.len() > MOST_PIECES {
        return (Vec::new(), Vec::new());
    }
    let (groups, mut others) = rules::groups_within(pieces, CORNER);
    let mut boxes = Vec::new();
    for group in groups {
        match area(&group).filter(|area| area.width().min(area.height()) >= LOWEST) {
            Some(area) => boxes.push((area, group)),
            None => others.extend(group),
        }
    }
    (boxes, others)
}

/// The area that the rules enclose if they are exactly the four sides of a box.
fn area(group: &[Rule]) -> Option<Rect> {
    let of = |axis: Axis| group.iter().filter(move |r| r.axis == axis);
    let (across, down): (Vec<&Rule>, Vec<&Rule>) =
        (of(Axis::Horizontal).collect(), of(Axis::Vertical).collect());
    let ([a, b], [c, d]) = (across.as_slice(), down.as_slice()) else {
        return None;
    };
    let area = Rect::new(c.pos, a.pos, d.pos, b.pos);
    let spans = |r: &Rule, from: f32, to: f32| {
        (r.from - from).abs() <= CORNER && (r.to - to).abs() <= CORNER
    };
    let is_closed = across.iter().all(|r| spans(r, area.x0, area.x1))
        && down.iter().all(|r| spans(r, area.y0, area.y1));
    is_closed.then_some(area)
}

/// A side of a box whose area has changed.
fn moved(side: &Rule, from: &Rect, to: &Rect) -> Rule {
    let (x, y) = from.center();
    let (pos, from, to) = match side.axis {
        Axis::Horizontal if side.pos < y => (side.pos + to.y0 - from.y0, to.x0, to.x1),
        Axis::Horizontal => (side.pos + to.y1 - from.y1, to.x0, to.x1),
        Axis::Vertical if side.pos < x => (side.pos + to.x0 - from.x0, to.y0, to.y1),
        Axis::Vertical => (side.pos + to.x1 - from.x1, to.y0, to.y1),
    };
    Rule {
        pos,
        from,
        to,
        ..*side
    }
}

/// The boxes next to (axis horizontal) or below another with a gap between them: `(left or upper box, the other one,
/// gap in points)`.
fn neighbours(areas: &[Rect], axis: Axis) -> Vec<(usize, usize, f32)> {
    let along = |r: &Rect| match axis {
        Axis::Horizontal => (r.x0, r.x1, r.y0, r.y1),
        Axis::Vertical => (r.y0, r.y1, r.x0, r.x1),
    };
    let mut starts: Vec<(f32, usize)> = areas.iter().map(|r| along(r).0).zip(0..).collect();
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out = Vec::new();
    for (i, r) in areas.iter().enumerate() {
        let (_, end, low, high) = along(r);
        let first = starts.partition_point(|(start, _)| *start <= end);
        let near = starts.iter().skip(first);
        for (start, j) in near.take_while(|(start, _)| *start - end <= WIDEST_GAP) {
            let other = areas.get(*j).map(along);
            let shared = |(_, _, l, h): (f32, f32, f32, f32)| {
                high.min(h) - low.max(l) >= BESIDE * (high - low).min(h - l)
            };
            if other.is_some_and(shared) {
                out.push((i, *j, start - end));
            }
        }
    }
    out
}
