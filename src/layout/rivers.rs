//! Rivers: the white gaps that run down through all lines of a text, and where in them a column begins.

use super::columns;
use super::lines::{self, Ink};
use crate::geometry::Rect;

/// A gap this many font sizes wide parts columns; a full-width space between two words is one …
const CERTAIN: f32 = 1.2;

/// … where several lines on both sides confirm it, only the padding of two cells is left between full lines.
const CERTAIN_SEVERAL_LINES: f32 = 0.6;

/// So many font sizes' height of text are several lines.
const SEVERAL_LINES: f32 = 1.5;

/// A marker in the middle of its row is no wider than this many font sizes …
const MARKER: f32 = 2.5;

/// … and stands this much lower than the row's text begins: one that belongs to a paragraph is level with its first line.
const LOWER: f32 = 0.5;

/// A narrower gap parts columns if one begins there in another row, too.
const NARROWEST: f32 = 0.4;

/// Columns begin at one place if their texts do within so many points.
pub(super) const SAME_START: f32 = 3.0;

/// The width in points of the place where two columns touch.
const SLIT: f32 = 0.5;

/// So many lines that begin at a place after a gap show that a column does.
const FEWEST_BEGUN: usize = 2;

/// So many columns that begin at one place are none by chance.
const FEWEST_LEVEL: usize = 2;

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
    let is_marker = |a: &Rect, b: &Rect| {
        let is_first = boxes.first() == Some(a);
        let is_small = a.width() <= MARKER * size && a.height() <= SEVERAL_LINES * size;
        is_first && is_small && b.height() > SEVERAL_LINES * size && a.y0 - b.y0 > LOWER * size
    };
    let river = |a: &Rect, b: &Rect| {
        let several = a.height().min(b.height()) > SEVERAL_LINES * size || is_marker(a, b);
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
    let mut rivers: Vec<River> = pairs.collect();
    let touched = touched(inks, size);
    let is_apart = |x: &f32| rivers.iter().all(|r| *x < r.from || r.to + SAME_START < *x);
    let touched: Vec<f32> = touched.into_iter().filter(is_apart).collect();
    rivers.extend(touched.into_iter().map(|x| River {
        from: x - SLIT,
        to: x,
        certain: false,
    }));
    rivers.sort_by(|a, b| a.from.total_cmp(&b.from));
    rivers
}

/// The places where columns begin that full lines of others touch.
fn touched(inks: &[&Ink], size: f32) -> Vec<f32> {
    let seen = inks.iter().filter(|i| !i.glyph.c.is_whitespace());
    let lines = lines::level(&seen.map(|i| **i).collect::<Vec<_>>());
    let starts = lines.iter().flat_map(|line| {
        line.windows(2).filter_map(|pair| match pair {
            [a, b] if b.glyph.bbox.x0 - a.glyph.bbox.x1 >= CERTAIN * size => Some(b.glyph.bbox.x0),
            _ => None,
        })
    });
    let mut starts: Vec<f32> = starts.collect();
    starts.sort_by(f32::total_cmp);
    starts.dedup_by(|b, a| *b - *a < SLIT);
    starts.retain(|x| columns::lines_begun(&lines, x + SLIT / 2.0) >= FEWEST_BEGUN);
    starts
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
struct Start {
    x: f32,
    /// The river, with the number of its row.
    river: Option<(usize, River)>,
}

/// The places where columns begin.
pub(super) struct Starts {
    /// From left to right.
    places: Vec<Start>,
    /// The certain rivers of each row.
    rows: Vec<Vec<River>>,
}

impl Starts {
    /// After certain rivers (with the number of their row), and after edges known otherwise.
    pub(super) fn new<'a>(
        rivers: impl Iterator<Item = (usize, &'a River)>,
        edges: impl Iterator<Item = f32>,
    ) -> Self {
        let known = edges.map(|x| Start {
            x: x + PADDING,
            river: None,
        });
        let mut places: Vec<Start> = known.collect();
        let mut rows: Vec<Vec<River>> = Vec::new();
        for (row, river) in rivers.filter(|(_, r)| r.certain) {
            places.push(Start {
                x: river.to,
                river: Some((row, *river)),
            });
            rows.resize_with(rows.len().max(row + 1), Vec::new);
            if let Some(own) = rows.get_mut(row) {
                own.push(*river);
            }
        }
        places.sort_by(|a, b| a.x.total_cmp(&b.x));
        Self { places, rows }
    }

    /// Those to the right of one place and not to the right of another.
    fn between(&self, from: f32, to: f32) -> &[Start] {
        let from = self.places.partition_point(|s| s.x <= from);
        let to = self.places.partition_point(|s| s.x <= to);
        self.places.get(from..to).unwrap_or_default()
    }

    /// Those at one place.
    fn level(&self, x: f32) -> &[Start] {
        let from = self.places.partition_point(|s| s.x < x - SAME_START);
        let to = self.places.partition_point(|s| s.x <= x + SAME_START);
        self.places.get(from..to).unwrap_or_default()
    }

    /// Where the edge of a column lies in a river: before the place inside it at which most columns of all rows begin.
    ///
    /// The place where its own text begins counts if another column begins there: the river may run over the beginning of
    /// a column of other rows. Among places of as many columns the leftmost counts that parts the same columns in its row: a heading is centred
    /// over texts that begin further left. Otherwise it is the rightmost.
    pub(super) fn edge(&self, river: &River) -> Option<f32> {
        let reach = match river.certain {
            true => river.from,
            false => river.from.max(river.to - SAME_START),
        };
        let inside = self.between(reach, river.to + SAME_START).iter();
        let counted: Vec<(usize, &Start)> = inside.map(|s| (self.level(s.x).len(), s)).collect();
        let most = counted.iter().map(|(count, _)| *count).max()?;
        let mut best = counted.iter().filter(|(count, _)| *count == most);
        let rightmost = best.clone().next_back()?;
        let partner = best.find(|(_, s)| self.is_partner(s, river));
        let own = counted.iter().rfind(|(count, s)| {
            let is_own = (s.x - river.to).abs() <= SAME_START;
            is_own && *count >= FEWEST_LEVEL
        });
        let (_, start) = own.or(partner).unwrap_or(rightmost);
        let level = self.level(start.x).iter();
        let first = level.map(|s| s.x).find(|x| *x > river.from);
        let first = first.unwrap_or(river.to).min(river.to);
        Some((first - PADDING).max((river.from + first) / 2.0))
    }

    /// Whether no river of its row shares more with this one than the start's own.
    fn is_partner(&self, start: &Start, river: &River) -> bool {
        let shared = |r: &River| r.to.min(river.to) - r.from.max(river.from);
        let Some((row, own)) = start.river else {
            return false;
        };
        let beside = self.rows.get(row).into_iter().flatten();
        beside.into_iter().all(|r| shared(r) <= shared(&own))
    }
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
        let known = |xs: &[f32]| Starts::new([].into_iter(), xs.iter().map(|x| x - PADDING));
        let wide = river(20.0, 150.0, true);
        let narrow = river(95.0, 101.0, false);
        assert_eq!(known(&[102.0, 101.0, 150.0]).edge(&wide), Some(99.0));
        assert_eq!(known(&[102.0]).edge(&narrow), Some(99.0));
        assert_eq!(known(&[150.0]).edge(&narrow), None);
    }

    #[test]
    fn thousands_of_rivers_are_quick() {
        let rows: Vec<River> = (0..20_000)
            .map(|i| river(i as f32 % 97.0, 400.0, true))
            .collect();
        let starts = Starts::new(rows.iter().enumerate(), [].into_iter());
        assert_eq!(starts.edge(&rows[1]), Some(398.0));
    }

    #[test]
    fn a_river_over_the_beginning_of_another_rows_column_ends_at_its_own() {
        let label = [river(40.0, 60.0, true)];
        let item = [river(30.0, 100.0, true)];
        let rows = [&label, &label, &label, &item, &item];
        let rivers = rows.iter().enumerate();
        let starts = Starts::new(
            rivers.flat_map(|(n, r)| r.iter().map(move |r| (n, r))),
            [].into_iter(),
        );
        assert_eq!(starts.edge(&item[0]), Some(98.0));
        assert_eq!(starts.edge(&label[0]), Some(58.0));
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
        let starts = Starts::new(all, [].into_iter());
        assert_eq!(starts.edge(&header[0]), Some(178.0));
        assert_eq!(starts.edge(&row[1]), Some(178.0));
        assert_eq!(starts.edge(&row[0]), Some(54.0));
    }
}
