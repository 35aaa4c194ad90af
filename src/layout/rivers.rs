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
const SAME_START: f32 = 3.0;

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
    let seen = inks.iter().filter(|i| !i.glyph.c.is_whitespace());
    let mut seen: Vec<Ink> = seen.map(|i| **i).collect();
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

/// Where columns begin: after certain rivers, and after edges known otherwise.
pub(super) fn starts<'a>(
    rivers: impl Iterator<Item = &'a River>,
    edges: impl Iterator<Item = f32>,
) -> Vec<f32> {
    let after = rivers.filter(|r| r.certain).map(|r| r.to);
    after.chain(edges.map(|x| x + PADDING)).collect()
}

/// Where the edge of a column lies in a river: before the place inside it at which most columns of all rows begin.
pub(super) fn edge(river: &River, starts: &[f32]) -> Option<f32> {
    let reach = match river.certain {
        true => river.from,
        false => river.from.max(river.to - SAME_START),
    };
    let level = |x: f32| starts.iter().filter(move |s| (**s - x).abs() <= SAME_START);
    let inside = starts
        .iter()
        .filter(|s| reach < **s && **s <= river.to + SAME_START);
    let most = |a: &&f32, b: &&f32| {
        level(**a)
            .count()
            .cmp(&level(**b).count())
            .then(a.total_cmp(b))
    };
    let start = inside.max_by(most)?;
    let first = level(*start).copied().filter(|s| *s > river.from);
    let first = first.fold(river.to, f32::min);
    Some((first - PADDING).max((river.from + first) / 2.0))
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
        assert!(!rivers(&["部　局"])[0].certain);
        assert!(rivers(&["部   局"])[0].certain);
        assert!(rivers(&["部 　局", "部 　局", "部 　局"])[0].certain);
    }

    #[test]
    fn columns_begin_where_most_texts_do() {
        let wide = River {
            from: 20.0,
            to: 150.0,
            certain: true,
        };
        let narrow = River {
            from: 95.0,
            to: 101.0,
            certain: false,
        };
        assert_eq!(edge(&wide, &[102.0, 101.0, 150.0]), Some(99.0));
        assert_eq!(edge(&narrow, &[102.0]), Some(99.0));
        assert_eq!(edge(&narrow, &[150.0]), None);
    }
}
