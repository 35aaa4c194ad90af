//! Rules that are paler than ink: at 150 dpi a dotted rule is a grey line of one pixel with darker spots.
//!
//! Such a line counts as a rule if it runs from one rule to the next: nearly all along it there is a spot darker than
//! the paper, with white paper on one side at least. Strokes of stacked letters leave gaps between the lines of text.

use super::super::raster::Grey;
use super::join::{self, NEAR_CROSSING};
use super::{Scale, UPRIGHT};
use crate::extract::{Axis, Rule};

/// Paper with its grain is brighter than this.
const PALEST: u8 = 225;

/// How far a spot reaches along and across the line, and how far off its sides are, in ems.
const REACH: f32 = 0.08;
const SIDE: f32 = 0.27;

/// The share of the length that must look like a rule; of a section so short that a letter or two may fill it.
const MOST: f32 = 0.88;
const MOST_OF_SHORT: f32 = 0.96;
const SHORT: f32 = 3.0;

/// The minimum share of a horizontal rule with white paper on both sides: a line of text may have strokes all along its
/// lower edge.
const CLEAR_OF_TEXT: f32 = 0.6;

/// Shorter rules than this, in ems, may be strokes of a heading, with strokes between them.
const CROSSING: f32 = 4.0;

/// Finds vertical ones first, then horizontal ones between them, then vertical ones between those.
pub(super) fn find(picture: &Grey, known: &[Rule], scale: Scale) -> Vec<Rule> {
    let reach = (REACH * scale.em).round().max(1.0) as usize;
    let level = eroded(picture, reach);
    let upright = level.transposed();
    let mut rules = known.to_vec();
    for axis in [Axis::Vertical, Axis::Horizontal, Axis::Vertical] {
        let spots = match axis {
            Axis::Horizontal => &level,
            Axis::Vertical => &upright,
        };
        let crosses =
            |rule: &&Rule| rule.axis != axis && rule.to - rule.from >= CROSSING * scale.em;
        let crossing: Vec<Rule> = rules.iter().filter(crosses).copied().collect();
        rules.extend(along_rows(spots, &crossing, axis, scale));
        rules = join::joined(rules, scale);
    }
    rules
}

/// The rules along the rows of a picture, each from one crossing rule to the next.
fn along_rows(spots: &Grey, crossing: &[Rule], axis: Axis, scale: Scale) -> Vec<Rule> {
    let side = (SIDE * scale.em).round() as usize;
    let mut open: Vec<Rule> = Vec::new();
    let mut out = Vec::new();
    for row in side..spots.height().saturating_sub(side) {
        let found: Vec<(f32, f32)> = sections(crossing, row as f32, scale)
            .filter(|section| Line::new(spots, row, *section, side).is_rule(axis, scale))
            .collect();
        let (going_on, ended): (Vec<Rule>, Vec<Rule>) = open
            .into_iter()
            .partition(|rule| found.contains(&(rule.from, rule.to)));
        out.extend(ended);
        open = going_on;
        for (from, to) in found {
            match open
                .iter_mut()
                .find(|rule| (rule.from, rule.to) == (from, to))
            {
                Some(rule) => (rule.pos, rule.width) = (rule.pos + 0.5, rule.width + 1.0),
                None => open.push(Rule {
                    axis,
                    pos: row as f32 + 0.5,
                    from,
                    to,
                    width: 1.0,
                }),
            }
        }
    }
    out.extend(open);
    // a spot was spread to both sides
    let spread = 2.0 * (REACH * scale.em).round().max(1.0);
    out.iter_mut()
        .for_each(|rule| rule.width = (rule.width - spread).max(1.0));
    out
}

/// The parts of a row between rules that cross it.
fn sections(crossing: &[Rule], row: f32, scale: Scale) -> impl Iterator<Item = (f32, f32)> {
    let near = NEAR_CROSSING * scale.em;
    let crosses = |rule: &&Rule| (rule.from - near..=rule.to + near).contains(&row);
    let mut at: Vec<f32> = crossing
        .iter()
        .filter(crosses)
        .map(|rule| rule.pos)
        .collect();
    at.sort_by(f32::total_cmp);
    at.dedup_by(|a, b| *a - *b < near);
    let pairs: Vec<(f32, f32)> = at
        .windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        .collect();
    pairs
        .into_iter()
        .filter(move |(from, to)| to - from >= UPRIGHT * scale.em)
}

/// How a section of a row looks.
#[derive(Default)]
struct Line {
    length: f32,
    /// The share of it that is darker than the paper on one side at least, and than that on both.
    stands_out: f32,
    clear: f32,
}

impl Line {
    fn new(spots: &Grey, row: usize, (from, to): (f32, f32), side: usize) -> Self {
        let (start, end) = (from as usize + side, (to as usize).saturating_sub(side));
        let part = |row: usize| spots.row(row).get(start..end).unwrap_or_default();
        let sides = part(row - side).iter().zip(part(row + side));
        let mut line = Self {
            length: to - from,
            ..Self::default()
        };
        for (&value, (&above, &below)) in part(row).iter().zip(sides) {
            // half as dark as the line is no darker than its blurred edge
            let is_paper = |side: u8| value < PALEST && 255 - side <= (255 - value) / 2;
            let papers = [above, below].map(is_paper);
            line.stands_out += f32::from(papers.contains(&true));
            line.clear += f32::from(!papers.contains(&false));
        }
        let count = end.saturating_sub(start).max(1) as f32;
        (line.stands_out, line.clear) = (line.stands_out / count, line.clear / count);
        line
    }

    fn is_rule(&self, axis: Axis, scale: Scale) -> bool {
        let is_short = self.length < SHORT * scale.em;
        let most = if is_short { MOST_OF_SHORT } else { MOST };
        let clear = match axis {
            Axis::Horizontal => CLEAR_OF_TEXT,
            Axis::Vertical => 0.0,
        };
        self.stands_out >= most && self.clear >= clear
    }
}

/// Each pixel as dark as the darkest within a square around it.
fn eroded(picture: &Grey, reach: usize) -> Grey {
    let along = |picture: &Grey| {
        let mut out = Grey::white(picture.width(), picture.height());
        for y in 0..picture.height() {
            let row = picture.row(y);
            for (x, to) in out.row_mut(y).iter_mut().enumerate() {
                let window = row.get(x.saturating_sub(reach)..(x + reach + 1).min(row.len()));
                *to = window
                    .unwrap_or_default()
                    .iter()
                    .copied()
                    .min()
                    .unwrap_or(255);
            }
        }
        out
    };
    along(&along(picture).transposed()).transposed()
}
