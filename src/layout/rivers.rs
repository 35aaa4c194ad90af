//! Rivers: the white gaps that run down through all lines of a text, and where in them a column begins.

use super::lines::{self, Ink};
use crate::geometry::Rect;

/// A gap this many font sizes wide parts columns; a full-width space between two words is one …
const CERTAIN: f32 = 1.2;

/// … where several lines on both sides confirm it, only the padding of two cells is left between full lines.
const CERTAIN_SEVERAL_LINES: f32 = 0.6;

/// So many font sizes' height of text are several lines.
const SEVERAL_LINES: f32 = 1.5;

/// A narrower gap parts columns if one begins there in another row, too.
const NARROWEST: f32 = 0.4;

/// Columns begin at one place if their texts do within so many points.
pub(super) const SAME_START: f32 = 3.0;

/// A cell's padding: the column's edge lies this far before its text, in points.
const PADDING: f32 = 2.0;

/// A white gap between two texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct River {
    /// Where the text before ends.
    pub from: f32,
    /// Where the text after begins.
    pub to: f32,
    /// Whether it parts columns by its width alone.
    pub certain: bool,
}

impl River {
    /// Whether one edge can lie in both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// The rivers of a text, from left to right.
pub(super) fn of(inks: &[&Ink]) -> Vec<River> {
    let pieces = pieces(inks);
    let size = pieces.iter().flatten().map(|i| i.glyph.size);
    let size = size.fold(0.0, f32::max);
    let boxes: Vec<Rect> = pieces.iter().filter_map(|p| lines::bounds(p)).collect();
    let river = |a: &Rect, b: &Rect| {
        let several = a.height().min(b.height()) > SEVERAL_LINES * size;
        let certain = size
            * if several {
                CERTAIN_SEVERAL_LINES
            } else {
                CERTAIN
            };
        River {
            from: a.x1,
            to: b.x0,
            certain: b.x0 - a.x1 >= certain,
        }
    };
    let pairs = boxes.windows(2).filter_map(|pair| match pair {
        [a, b] => Some(river(a, b)),
        _ => None,
    });
    pairs.collect()
}

/// The text cut at all gaps that may be rivers.
fn pieces(inks: &[&Ink]) -> Vec<Vec<Ink>> {
    let mut seen = seen(inks);
    seen.sort_by(|a, b| a.glyph.bbox.x0.total_cmp(&b.glyph.bbox.x0));
    let size = seen.iter().map(|i| i.glyph.size).fold(0.0, f32::max);
    let mut end = f32::NEG_INFINITY;
    let mut out: Vec<Vec<Ink>> = Vec::new();
    for ink in seen {
        match out.last_mut() {
            Some(piece) if ink.glyph.bbox.x0 - end < NARROWEST * size => piece.push(ink),
            _ => out.push(vec![ink]),
        }
        end = end.max(ink.glyph.bbox.x1);
    }
    out
}

/// The glyphs that can be seen, and the single spaces drawn between two of them: a label that is spaced out has no
/// rivers, while runs of spaces are how some producers reach the next column.
fn seen(inks: &[&Ink]) -> Vec<Ink> {
    let own: Vec<Ink> = inks.iter().map(|i| **i).collect();
    let is_space = |i: &Ink| i.glyph.c.is_whitespace();
    let joins = |w: &[Ink]| match w {
        [a, space, b] => {
            let close =
                |a: &Ink, b: &Ink| b.glyph.bbox.x0 - a.glyph.bbox.x1 < NARROWEST * a.glyph.size;
            is_space(space) && !is_space(a) && !is_space(b) && close(a, space) && close(space, b)
        }
        _ => false,
    };
    let rows = lines::level(&own);
    let spaces = rows
        .iter()
        .flat_map(|row| row.windows(3))
        .filter(|w| joins(w));
    let spaces = spaces.filter_map(|w| w.get(1).copied()).collect::<Vec<_>>();
    own.into_iter()
        .filter(|i| !is_space(i))
        .chain(spaces)
        .collect()
}

/// A place where a column begins, and the river of a row that ends there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    x: f32,
    /// The river, with the number of its row.
    river: Option<(usize, River)>,
}

/// Where columns begin: after certain rivers (with the number of their row), and after edges known otherwise.
pub(super) fn starts<'a>(
    rivers: impl Iterator<Item = (usize, &'a River)>,
    edges: impl Iterator<Item = f32>,
) -> Vec<Start> {
    let certain = rivers.filter(|(_, r)| r.certain);
    let after = certain.map(|(row, r)| Start {
        x: r.to,
        river: Some((row, *r)),
    });
    let known = edges.map(|x| Start {
        x: x + PADDING,
        river: None,
    });
    after.chain(known).collect()
}

/// Where the edge of a column lies in a river: before the place inside it at which most columns of all rows begin.
///
/// Among places of as many columns the leftmost counts that parts the same columns in its row: a heading is centred over
/// texts that begin further left. Otherwise it is the rightmost.
pub(super) fn edge(river: &River, starts: &[Start]) -> Option<f32> {
    let reach = match river.certain {
        true => river.from,
        false => river.from.max(river.to - SAME_START),
    };
    let level = |x: f32| starts.iter().filter(move |s| (s.x - x).abs() <= SAME_START);
    let inside = starts
        .iter()
        .filter(|s| reach < s.x && s.x <= river.to + SAME_START);
    let counted: Vec<(usize, &Start)> = inside.map(|s| (level(s.x).count(), s)).collect();
    let most = counted.iter().map(|(count, _)| *count).max()?;
    let best = || counted.iter().filter(|(count, _)| *count == most);
    let partners = best().filter(|(_, s)| is_partner(s, river, starts));
    let start = partners.map(|(_, s)| s.x).reduce(f32::min);
    let start = start.or_else(|| best().map(|(_, s)| s.x).reduce(f32::max))?;
    let first = level(start).map(|s| s.x).filter(|x| *x > river.from);
    let first = first.fold(river.to, f32::min);
    Some((first - PADDING).max((river.from + first) / 2.0))
}

/// Whether no river of its row shares more with this one than the start's own.
fn is_partner(start: &Start, river: &River, starts: &[Start]) -> bool {
    let shared = |r: &River| r.to.min(river.to) - r.from.max(river.from);
    let Some((row, own)) = start.river else {
        return false;
    };
    let beside = starts
        .iter()
        .filter_map(|s| s.river.filter(|(n, _)| *n == row));
    beside.into_iter().all(|(_, r)| shared(&r) <= shared(&own))
}

#[cfg(test)]
mod tests {
    use super::super::tests::string;
    use super::*;

    fn rivers(lines: &[&str]) -> Vec<River> {
        let inks: Vec<Ink> = (0..)
            .zip(lines)
            .flat_map(|(i, line)| string(line, 0.0, 12.0 * i as f32, 10.0))
            .collect();
        of(&inks.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_river_runs_through_all_lines() {
        let found = rivers(&["点検   通年", "点検の   年"]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].from, found[0].to), (30.0, 35.0));
        assert!(rivers(&["点検   通年", "点検の実施"]).is_empty());
    }

    #[test]
    fn a_space_between_words_is_not_certain() {
        assert!(rivers(&["部　局"]).is_empty());
        assert!(rivers(&["部   局"])[0].certain);
        assert!(rivers(&["部 　局", "部 　局", "部 　局"])[0].certain);
    }

    fn river(from: f32, to: f32, certain: bool) -> River {
        River { from, to, certain }
    }

    #[test]
    fn columns_begin_where_most_texts_do() {
        let known = |xs: &[f32]| starts([].into_iter(), xs.iter().map(|x| x - PADDING));
        let wide = river(20.0, 150.0, true);
        let narrow = river(95.0, 101.0, false);
        assert_eq!(edge(&wide, &known(&[102.0, 101.0, 150.0])), Some(99.0));
        assert_eq!(edge(&narrow, &known(&[102.0])), Some(99.0));
        assert_eq!(edge(&narrow, &known(&[150.0])), None);
    }

    #[test]
    fn a_centred_heading_takes_the_edge_of_the_text_below() {
        // Marker, text, text: the heading has no marker, and its texts are centred.
        let header = [river(155.0, 195.0, true)];
        let row = [river(44.0, 56.0, true), river(120.0, 180.0, true)];
        let all = header
            .iter()
            .map(|r| (0, r))
            .chain(row.iter().map(|r| (1, r)));
        let starts = starts(all, [].into_iter());
        assert_eq!(edge(&header[0], &starts), Some(178.0));
        assert_eq!(edge(&row[1], &starts), Some(178.0));
        assert_eq!(edge(&row[0], &starts), Some(54.0));
    }
}
