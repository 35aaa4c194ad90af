//! Open rows: rows separated by full horizontal rules, whose columns are separated only by white space.
//!
//! Horizontal rules of one extent below each other enclose rows of text. Steps: stack such rules, take the rows without
//! vertical rules, divide them where shorter rules do (`regions`), find the column gaps of each part (`gaps`), and
//! where neighbouring rows agree on one, add the vertical rules that a ruled form would have there. A row without a gap
//! counts only below a header whose columns its text leaves free, or as the continuation of the row with which the page
//! before ended (`carried`): prose between two lines of a page is not a row.

use std::cell::LazyCell;

use crate::extract::Axis;
use crate::layout::document::continuation::Columns;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::glyphs::places::Places;
use crate::layout::grid::regions::{LEVEL, is_level};
use crate::layout::rules::Rule;
use crate::layout::rules::down;
use crate::layout::whitespace;
use crate::layout::whitespace::{Edge, SAME_START, Starts};
use row::OpenRow;
use stack::Stack;

mod row;
mod stack;
#[cfg(test)]
mod tests;

/// Shorter rules, in points, do not enclose a row of cells.
const SHORTEST: f32 = 72.0;

/// Fewer rows with the same gaps are just lines on the page, not a table.
const FEWEST_BANDS: usize = 2;

/// The least number of gaps of a header without any row below it.
const FEWEST_HEADS: usize = 3;

/// Edges closer than this, in points, are one: producers round.
const SAME_PLACE: f32 = 0.1;

/// A page with more rules than this is a drawing.
const MOST_RULES: usize = 5000;

/// The missing vertical rules in the rows between `rules`, and the rules at open ends. `groups` are those rules that
/// touch each other, `lone` those that touch no other, `carried` the columns of the rows with which the page before
/// ended.
pub(crate) fn missing(
    rules: &[Rule],
    (groups, lone): (&[Vec<Rule>], &[Rule]),
    glyphs: &[PlacedGlyph],
    carried: &[Columns],
) -> Vec<Rule> {
    let mut out = Vec::new();
    let page = &Places::of(glyphs);
    if rules.len() > MOST_RULES {
        return out;
    }
    let mut seeds: Vec<Rule> = lone.iter().filter(|r| is_long(r)).copied().collect();
    let is_lone = |frame: &Rule| seeds.iter().any(|seed| is_level(seed, frame));
    for group in groups {
        if let Some(frame) = width_of(group).filter(|frame| !is_lone(frame)) {
            let rules = with_inner(group, lone);
            out.extend(columns(&Stack::new(&frame, &rules, carried).framed(), page));
        }
    }
    while !seeds.is_empty() {
        let seed = seeds.remove(0);
        seeds.retain(|r| !is_level(r, &seed));
        let stack = Stack::new(&seed, rules, carried).with_open_ends(page);
        out.extend(columns(&stack, page));
        out.extend(stack.ends());
    }
    out
}

/// The missing rules of the runs in a stack.
fn columns(stack: &Stack, page: &Places) -> Vec<Rule> {
    let runs = runs(stack, page).into_iter();
    runs.flat_map(|run| verticals(&run, stack)).collect()
}

/// A group with the rules inside it that touch none of its own: the one below a heading over some of the columns.
fn with_inner(group: &[Rule], lone: &[Rule]) -> Vec<Rule> {
    let bounds = |axis: Axis| {
        let pos = || group.iter().filter(|r| r.axis == axis).map(|r| r.pos);
        pos().reduce(f32::min).zip(pos().reduce(f32::max))
    };
    let (Some((left, right)), Some((top, bottom))) =
        (bounds(Axis::Vertical), bounds(Axis::Horizontal))
    else {
        return group.to_vec();
    };
    let is_inner = |r: &&Rule| {
        let is_within = top < r.pos && r.pos < bottom && left < r.from && r.to < right;
        r.axis == Axis::Horizontal && is_within
    };
    let inner = lone.iter().filter(is_inner);
    group.iter().chain(inner).copied().collect()
}

/// A rule as wide as a group that has several of them.
fn width_of(group: &[Rule]) -> Option<Rule> {
    let long = || group.iter().filter(|r| is_long(r));
    let widest = long().max_by(|a, b| (a.to - a.from).total_cmp(&(b.to - b.from)))?;
    let level = long().filter(|r| is_level(r, widest));
    (level.count() > FEWEST_BANDS).then_some(*widest)
}

fn is_long(r: &Rule) -> bool {
    r.axis == Axis::Horizontal && r.to - r.from >= SHORTEST
}

/// Runs of consecutive open rows that agree on their gaps.
fn runs(stack: &Stack, page: &Places) -> Vec<Vec<OpenRow>> {
    let mut out: Vec<Vec<OpenRow>> = vec![Vec::new()];
    let mut begun = Begun::default();
    let mut is_top = true; // A rest stands there.
    for bbox in stack.bands() {
        let band = Some(bbox).filter(|b| stack.is_open(b)).map(|bbox| {
            let text = page.inside(&bbox);
            let rest = is_top.then(|| stack.rest(&text)).flatten();
            OpenRow::new(bbox, &stack.inside(&bbox), &text).after(rest)
        });
        let run = out.last_mut();
        let above = run.as_ref().map_or(&[][..], |run| run.as_slice());
        let band = match above.last() {
            Some(header) => band.map(|band| band.below(header).confirmed(header)),
            None => band,
        };
        match (band.filter(|b| belongs(b, above, &begun)), run) {
            (Some(band), Some(run)) => {
                begun.add(&band);
                run.push(band);
            }
            _ => {
                out.push(Vec::new());
                begun = Begun::default();
                is_top = false;
            }
        }
    }
    let foot = LazyCell::new(|| stack.foot_of_page(page));
    out.retain(|run| {
        let is_at_foot = |header: &OpenRow| foot.is_some_and(|y| header.foot() + LEVEL >= y);
        let is_header = || lone_header(run).is_some_and(is_at_foot);
        !is_under_header(run, stack) && (is_table(run, stack) || is_header())
    });
    out
}

/// Whether the run is inside a frame directly under a row that rules divide: its cells are then split like that row's
/// (`columns`).
fn is_under_header(run: &[OpenRow], stack: &Stack) -> bool {
    let top = run.first().and_then(|band| band.parts.first());
    stack.is_framed && top.is_some_and(|(area, _)| stack.is_parted_above(area.y0))
}

/// The header of many columns that the run consists of: right above the page's foot, its rows are on the next page.
fn lone_header(run: &[OpenRow]) -> Option<&OpenRow> {
    let is_wide = |band: &OpenRow| band.is_header() && band.certain().count() >= FEWEST_HEADS;
    match run {
        [band] if is_wide(band) => Some(band),
        _ => None,
    }
}

/// Whether it is a row: it has gaps, or its text fits the columns above.
fn belongs(band: &OpenRow, above: &[OpenRow], begun: &Begun) -> bool {
    let below_header = |above: &OpenRow| above.is_header() && band.is_clear_of(above);
    band.is_cut()
        || band.rest.is_some()
        || above.last().is_some_and(below_header)
        || begun.hold_one_of(band)
}

/// Where the columns of a run's rows begin for certain, ascending.
#[derive(Default)]
struct Begun(Vec<f32>);

impl Begun {
    fn add(&mut self, row: &OpenRow) {
        for x in row.certain().map(|gap| gap.to) {
            let at = self.0.partition_point(|known| *known < x - SAME_PLACE);
            if self.0.get(at).is_none_or(|known| *known > x + SAME_PLACE) {
                self.0.insert(at, x);
            }
        }
    }

    /// Whether a column of the row begins at one of these places, possibly after a narrow gap.
    fn hold_one_of(&self, row: &OpenRow) -> bool {
        let is_begun = |x: f32| {
            let at = self.0.partition_point(|known| *known < x - SAME_START);
            self.0.get(at).is_some_and(|known| *known <= x + SAME_START)
        };
        row.parts.len() == 1 && row.gaps().any(|gap| is_begun(gap.to))
    }
}

/// Whether the rows have the same gaps; one that continues a row of the page before needs no second.
fn is_table(run: &[OpenRow], stack: &Stack) -> bool {
    let cut: Vec<&OpenRow> = run.iter().filter(|b| b.is_cut()).collect();
    let header = run.first().filter(|b| b.is_header());
    let goes_on = run.first().is_some_and(|b| b.rest.is_some())
        || (stack.many().is_some() && header.is_some());
    if stack.is_framed {
        let heads = |header: &OpenRow| run.iter().skip(1).any(|row| header.continues(row));
        return goes_on || header.is_some_and(heads);
    }
    let agreeing = cut
        .windows(2)
        .filter(|w| matches!(w, [a, b] if a.agrees(b)));
    let alike = cut.len() >= FEWEST_BANDS && agreeing.count() * 2 >= cut.len() - 1;
    let headed = run.len() >= FEWEST_BANDS && header.is_some() && cut.len() == 1;
    alike || headed || goes_on
}

/// The rules of a run: the edges of its columns, and its frame.
fn verticals(run: &[OpenRow], stack: &Stack) -> Vec<Rule> {
    let rest = run.first().and_then(|band| band.rest.clone());
    let mut above: Vec<f32> = rest.unwrap_or_default();
    let known = run.iter().flat_map(|b| b.edges.iter().map(|(_, x)| *x));
    let known = known.chain(above.clone());
    let gaps = run.iter().enumerate();
    let gaps = gaps.flat_map(|(n, band)| band.gaps().map(move |r| (n, r)));
    let starts = Starts::new(gaps, known).after(stack.carried());
    let edges = edges(run, &starts);
    let mut all: Vec<f32> = edges.iter().map(|edge| edge.x).collect();
    all.sort_by(f32::total_cmp);
    let mut parts = 0..;
    let mut out = Vec::new();
    for band in run {
        out.extend(band.edges.iter().map(|(area, x)| down(area, *x)));
        let centred = band.centred(&all);
        let inherited = band.inherited(&above);
        above = band.edges.iter().map(|(_, x)| *x).collect();
        for ((area, _), part) in band.parts.iter().zip(&mut parts) {
            let own: Vec<f32> = of_part(&edges, part).iter().map(|e| e.x).collect();
            let is_new = |x: &f32| own.iter().all(|o| (o - x).abs() > SAME_PLACE);
            let cuts = match &centred {
                Some(cuts) => cuts.clone(),
                None => {
                    let inherited = inherited.iter().copied().filter(is_new);
                    inherited.chain(own.iter().copied()).collect::<Vec<_>>()
                }
            };
            let sides = [area.x0, area.x1].into_iter();
            out.extend(sides.chain(cuts.iter().copied()).map(|x| down(area, x)));
            if area.y1 >= band.foot() {
                above.extend(cuts);
            }
        }
        if !band.is_header() && band.parts.len() > 1 {
            above.clear();
        }
    }
    out
}

/// The edges of a run's columns by part, with the index of the part.
fn edges(run: &[OpenRow], starts: &Starts) -> Vec<Edge> {
    let parts = run.iter().flat_map(|band| &band.parts).zip(0..);
    let mut edges: Vec<Edge> = parts
        .flat_map(|((_, gaps), row)| gaps.iter().map(move |gap| (row, gap)))
        .filter_map(|(row, gap)| {
            Some(Edge {
                row,
                gap: *gap,
                x: starts.edge(gap)?,
            })
        })
        .collect();
    whitespace::level(&mut edges);
    edges
}

fn of_part(edges: &[Edge], part: usize) -> &[Edge] {
    let from = edges.partition_point(|e| e.row < part);
    let to = edges.partition_point(|e| e.row <= part);
    edges.get(from..to).unwrap_or_default()
}
