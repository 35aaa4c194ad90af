//! Bands: rows parted by whole horizontal rules, whose columns nothing but white space parts.
//!
//! Rules of one extent below each other hold bands of text. Steps: stack such rules, take the bands in which no vertical
//! rule stands, part them where shorter rules do (`regions`), look for the rivers of each part (`rivers`), and where
//! neighbouring bands agree on one, give back the vertical rules that a ruled form would have there. What stays undone is a
//! band without a river: prose between two lines of a page is no row.

use super::lines::Ink;
use super::regions::{LEVEL, Regions, is_level};
use super::rivers::{self, River};
use super::rules::TOUCH;
use crate::extract::{Axis, Rule};
use crate::geometry::Rect;

/// Rules shorter than this hold no row of cells.
const SHORTEST: f32 = 72.0;

/// A band is higher than this, or it is a double rule.
const THINNEST: f32 = 4.0;

/// Fewer bands than this that are cut alike are a page's own lines, no table.
const FEWEST_BANDS: usize = 2;

/// A header has so many edges at least; a label and its value have one.
const FEWEST_EDGES: usize = 2;

/// A page with more rules than this is a drawing.
const MOST_RULES: usize = 5000;

/// The vertical rules missing in the bands between `rules`; `lone` are those of them that touch no other.
pub(super) fn missing(rules: &[Rule], lone: &[Rule], inks: &[Ink]) -> Vec<Rule> {
    let mut seeds: Vec<&Rule> = lone.iter().filter(|r| is_long(r)).collect();
    let mut out = Vec::new();
    if rules.len() > MOST_RULES {
        return out;
    }
    while let Some(seed) = seeds.first().copied() {
        seeds.retain(|r| !is_level(r, seed));
        for run in runs(&Stack::new(seed, rules), inks) {
            out.extend(verticals(&run));
        }
    }
    out
}

fn is_long(r: &Rule) -> bool {
    r.axis == Axis::Horizontal && r.to - r.from >= SHORTEST
}

/// Rules of one extent, and all that stands between them.
struct Stack<'a> {
    left: f32,
    right: f32,
    /// Their heights, ascending.
    ys: Vec<f32>,
    rules: &'a [Rule],
}

impl<'a> Stack<'a> {
    fn new(seed: &Rule, rules: &'a [Rule]) -> Self {
        let level = rules.iter().filter(|r| is_long(r) && is_level(r, seed));
        let mut ys: Vec<f32> = level.map(|r| r.pos).collect();
        ys.sort_by(f32::total_cmp);
        ys.dedup_by(|b, a| *b - *a < THINNEST);
        Self {
            left: seed.from,
            right: seed.to,
            ys,
            rules,
        }
    }

    fn bands(&self) -> impl Iterator<Item = Rect> {
        self.ys.windows(2).filter_map(|pair| match pair {
            [top, bottom] => Some(Rect::new(self.left, *top, self.right, *bottom)),
            _ => None,
        })
    }

    /// Whether no vertical rule passes the middle of the band.
    fn is_open(&self, band: &Rect) -> bool {
        let middle = (band.y0 + band.y1) / 2.0;
        let passes = |r: &Rule| {
            r.axis == Axis::Vertical
                && (band.x0 - TOUCH..=band.x1 + TOUCH).contains(&r.pos)
                && (r.from..=r.to).contains(&middle)
        };
        !self.rules.iter().any(passes)
    }

    /// The shorter rules inside a band.
    fn inside(&self, band: &Rect) -> Vec<Rule> {
        let is_inside = |r: &&Rule| {
            r.axis == Axis::Horizontal
                && r.pos - band.y0 > LEVEL
                && band.y1 - r.pos > LEVEL
                && r.from >= band.x0 - LEVEL
                && r.to <= band.x1 + LEVEL
                && r.to - r.from >= SHORTEST
        };
        self.rules.iter().filter(is_inside).copied().collect()
    }
}

/// An open band: its parts with their rivers, and the edges that shorter rules give it.
struct Band {
    parts: Vec<(Rect, Vec<River>)>,
    edges: Vec<(Rect, f32)>,
}

impl Band {
    fn new(bbox: Rect, shorter: &[Rule], inks: &[&Ink]) -> Self {
        let regions = Regions::of(bbox, shorter);
        let rivers = |part: &Rect| {
            let inside = inks.iter().filter(|i| {
                let (x, y) = i.glyph.bbox.center();
                part.contains(x, y)
            });
            rivers::of(&inside.copied().collect::<Vec<_>>())
        };
        Self {
            parts: regions.parts.iter().map(|p| (*p, rivers(p))).collect(),
            edges: regions.edges,
        }
    }

    fn rivers(&self) -> impl Iterator<Item = &River> {
        self.parts.iter().flat_map(|(_, rivers)| rivers)
    }

    fn is_cut(&self) -> bool {
        !self.edges.is_empty() || self.rivers().any(|r| r.certain)
    }

    /// The edges of a header that stand clear in the row below it, also where its cells are empty.
    fn inherited(&self, above: &[f32]) -> Vec<f32> {
        let in_river = |x: f32| self.rivers().any(|r| r.from < x && x < r.to);
        let is_row = above.len() >= FEWEST_EDGES && self.parts.len() == 1;
        match is_row && above.iter().all(|x| in_river(*x)) {
            true => above.to_vec(),
            false => Vec::new(),
        }
    }

    /// Whether a river or an edge of one runs on in the other.
    fn agrees(&self, other: &Self) -> bool {
        let meets = |a: &River| other.rivers().any(|b| a.meets(b));
        self.rivers().any(meets) || self.runs_on(other) || other.runs_on(self)
    }

    fn runs_on(&self, below: &Self) -> bool {
        let in_river = |x: f32| below.rivers().any(|r| r.from < x && x < r.to);
        self.edges.iter().any(|(_, x)| in_river(*x))
    }
}

/// Runs of open bands that agree on their rivers, one below the other.
fn runs(stack: &Stack, inks: &[Ink]) -> Vec<Vec<Band>> {
    let mut out: Vec<Vec<Band>> = vec![Vec::new()];
    for bbox in stack.bands() {
        let band = Some(bbox).filter(|b| stack.is_open(b)).map(|bbox| {
            let inside = |i: &&Ink| {
                !i.glyph.c.is_whitespace()
                    && bbox.contains(i.glyph.bbox.center().0, i.glyph.bbox.center().1)
            };
            Band::new(
                bbox,
                &stack.inside(&bbox),
                &inks.iter().filter(inside).collect::<Vec<_>>(),
            )
        });
        match (band.filter(Band::is_cut), out.last_mut()) {
            (Some(band), Some(run)) => run.push(band),
            _ => out.push(Vec::new()),
        }
    }
    out.retain(|run| {
        let agreeing = run
            .windows(2)
            .filter(|w| matches!(w, [a, b] if a.agrees(b)));
        run.len() >= FEWEST_BANDS && agreeing.count() * 2 >= run.len() - 1
    });
    out
}

/// The vertical rules of a run: its sides and its columns' edges.
fn verticals(run: &[Band]) -> Vec<Rule> {
    let known = run.iter().flat_map(|b| b.edges.iter().map(|(_, x)| *x));
    let starts = rivers::starts(run.iter().flat_map(Band::rivers), known);
    let down = |area: &Rect, x: f32| Rule {
        axis: Axis::Vertical,
        pos: x,
        from: area.y0,
        to: area.y1,
        width: 0.0,
    };
    let mut out = Vec::new();
    let mut above: Vec<f32> = Vec::new();
    for band in run {
        out.extend(band.edges.iter().map(|(area, x)| down(area, *x)));
        let inherited = band.inherited(&above);
        above.clear();
        for (area, rivers) in &band.parts {
            let own = rivers.iter().filter_map(|r| rivers::edge(r, &starts));
            let cuts: Vec<f32> = own.chain(inherited.iter().copied()).collect();
            let sides = [area.x0, area.x1].into_iter();
            out.extend(sides.chain(cuts.iter().copied()).map(|x| down(area, x)));
            above = cuts;
        }
        if band.parts.len() > 1 {
            above.clear();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::rules;
    use super::super::tests::{across, down, string};
    use super::*;

    fn found(rules: &[Rule], inks: &[Ink]) -> Vec<Rule> {
        missing(rules, &rules::groups(rules).1, inks)
    }

    fn positions(rules: &[Rule], from: f32) -> Vec<f32> {
        let mut xs: Vec<f32> = rules
            .iter()
            .filter(|r| r.from == from)
            .map(|r| r.pos)
            .collect();
        xs.sort_by(f32::total_cmp);
        xs.dedup();
        xs
    }

    fn row(texts: [&str; 3], y: f32) -> Vec<Ink> {
        let places = texts.into_iter().zip([2.0, 102.0, 202.0]);
        places
            .flat_map(|(text, x)| string(text, x, y, 10.0))
            .collect()
    }

    #[test]
    fn bands_of_one_extent_are_cut_at_their_rivers() {
        let rules = [0.0, 20.0, 40.0].map(|y| across(y, 0.0, 300.0));
        let mut inks = row(["項目", "期間", "目標"], 14.0);
        inks.extend(row(["点検", "", "10件"], 34.0));
        let missing = found(&rules, &inks);
        assert_eq!(positions(&missing, 0.0), [0.0, 100.0, 200.0, 300.0]);
        assert_eq!(positions(&missing, 20.0), [0.0, 100.0, 200.0, 300.0]);
    }

    #[test]
    fn a_row_between_ruled_ones_is_open() {
        let mut rules = [0.0, 20.0, 40.0, 60.0]
            .map(|y| across(y, 0.0, 300.0))
            .to_vec();
        rules.extend([0.0, 100.0, 300.0].map(|x| down(x, 0.0, 20.0)));
        let mut inks = row(["項目", "期間", "目標"], 34.0);
        inks.extend(row(["点検", "通年", "10件"], 54.0));
        let missing = found(&rules, &inks);
        assert!(positions(&missing, 0.0).is_empty());
        assert_eq!(positions(&missing, 20.0), [0.0, 100.0, 200.0, 300.0]);
    }

    #[test]
    fn prose_between_the_lines_of_a_page_is_no_row() {
        let rules = [0.0, 20.0, 40.0, 60.0].map(|y| across(y, 0.0, 300.0));
        let inks: Vec<Ink> = (0..3)
            .flat_map(|i| {
                string(
                    "見出しの上下に引かれた線の間の文",
                    2.0,
                    14.0 + 20.0 * i as f32,
                    10.0,
                )
            })
            .collect();
        assert!(found(&rules, &inks).is_empty());
        let of_unlike_length = [
            across(0.0, 0.0, 300.0),
            across(20.0, 0.0, 150.0),
            across(40.0, 0.0, 300.0),
        ];
        let row = row(["項目", "期間", "目標"], 14.0);
        assert!(found(&of_unlike_length, &row).is_empty());
    }

    #[test]
    fn a_shorter_rule_parts_its_band() {
        let mut rules = [0.0, 40.0, 60.0].map(|y| across(y, 0.0, 300.0)).to_vec();
        rules.push(across(20.0, 100.0, 300.0));
        let mut inks = string("位置付け", 2.0, 24.0, 10.0);
        inks.extend(row(["", "戦略", "甲"], 14.0));
        inks.extend(row(["", "施策", "乙"], 34.0));
        inks.extend(row(["目的", "点検", ""], 54.0));
        let missing = found(&rules, &inks);
        assert_eq!(positions(&missing, 0.0), [0.0, 100.0, 200.0, 300.0]);
        assert_eq!(positions(&missing, 20.0), [100.0, 200.0, 300.0]);
    }
}
