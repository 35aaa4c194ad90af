//! Glyphs of one cell (or of one column of a page) → rows of text.
//!
//! Steps: part the glyphs by direction, turn each part so that its text runs right, gather glyphs by baseline, take
//! raised and lowered ones into the row that they stand beside, order each row by place, and read a label written down
//! one character a line as one row. The order of the content stream never matters.

use crate::extract::{Direction, Glyph};
use crate::geometry::Rect;
use crate::text::{Char, Text};

use super::{gaps, turn};

/// Glyphs whose baselines differ by no more than this many font sizes stand in one row.
const SAME_BASELINE: f32 = 0.25;

/// A row joins the next (an exponent its base) if they share at least this part of the lower one's height …
const RAISED_OVERLAP: f32 = 0.5;

/// … and their baselines are no further apart than this many font sizes (a staircase of glyphs is no row) …
const RAISED_MOST: f32 = 0.75;

/// … and no two of their glyphs share more than this part of the narrower one's width.
const BESIDE_OVERLAP: f32 = 0.35;

/// In vertical writing, upright glyphs this many font sizes around a column's axis belong to it (dates in digits).
const COLUMN_HALF: f32 = 0.6;

/// … provided that they are no further than this many font sizes from one of its characters.
const COLUMN_STEP: f32 = 2.5;

/// The characters of a label written downward stand above each other within this many font sizes.
const STACK_AXIS: f32 = 0.35;

/// A glyph with its number on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink {
    pub glyph: Glyph,
    pub id: u32,
}

/// A row of text in the frame in which it runs right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// Its glyphs from left to right, boxes and origins in that frame.
    pub inks: Vec<Ink>,
    /// The direction of that frame on the page.
    pub direction: Direction,
    /// Where its text ends in that frame, with one of the spaces that may be drawn after it.
    pub end: f32,
    /// Whether it is a label written down one character a line.
    pub stacked: bool,
}

/// Rows of the glyphs, in reading order.
pub(super) fn rows(inks: &[Ink]) -> Vec<Row> {
    let mut parts: Vec<Vec<Row>> = by_direction(inks)
        .into_iter()
        .map(|(direction, part)| rows_of(part, direction))
        .filter(|rows| !rows.is_empty())
        .collect();
    let top = |rows: &Vec<Row>| {
        rows.iter()
            .map(|r| r.page_box().y0)
            .fold(f32::INFINITY, f32::min)
    };
    parts.sort_by(|a, b| top(a).total_cmp(&top(b)));
    parts.into_iter().flatten().collect()
}

/// Glyphs that run the same way; short upright pieces inside a column of vertical writing go with it.
pub(super) fn by_direction(inks: &[Ink]) -> Vec<(Direction, Vec<Ink>)> {
    let mut parts: Vec<(Direction, Vec<Ink>)> = Vec::new();
    for ink in inks {
        match parts.iter_mut().find(|(d, _)| *d == ink.glyph.direction) {
            Some((_, part)) => part.push(*ink),
            None => parts.push((ink.glyph.direction, vec![*ink])),
        }
    }
    let place = |d: Direction| parts.iter().position(|(direction, _)| *direction == d);
    if let (Some(vertical), Some(right)) = (place(Direction::Vertical), place(Direction::Right)) {
        let upright = parts
            .get_mut(right)
            .map(|(_, p)| std::mem::take(p))
            .unwrap_or_default();
        let columns = parts
            .get(vertical)
            .map(|(_, p)| Columns::new(p))
            .unwrap_or_default();
        let (inside, outside): (Vec<_>, Vec<_>) = pieces(&upright)
            .into_iter()
            .partition(|piece| columns.hold(piece));
        for (at, pieces) in [(vertical, inside), (right, outside)] {
            if let Some((_, part)) = parts.get_mut(at) {
                part.extend(pieces.into_iter().flatten());
            }
        }
    }
    parts
}

/// Upright text in pieces without gaps.
fn pieces(upright: &[Ink]) -> Vec<Vec<Ink>> {
    let is_close = |a: &Ink, b: &Ink| !gaps::is_gap(a, b);
    let rows = level(upright);
    rows.iter()
        .flat_map(|row| row.chunk_by(is_close))
        .map(<[Ink]>::to_vec)
        .collect()
}

/// The columns of vertical writing: the middles of their glyphs, by `x`.
#[derive(Default)]
struct Columns(Vec<(f32, f32)>);

impl Columns {
    fn new(vertical: &[Ink]) -> Self {
        let mut middles: Vec<(f32, f32)> = vertical.iter().map(|i| i.glyph.bbox.center()).collect();
        middles.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self(middles)
    }

    /// Whether the piece stands in a column: no wider than one, around its axis, next to one of its glyphs.
    fn hold(&self, piece: &[Ink]) -> bool {
        let (Some(bbox), Some(first)) = (bounds(piece), piece.first()) else {
            return false;
        };
        let near = COLUMN_HALF * first.glyph.size;
        let (x, y) = bbox.center();
        let start = self.0.partition_point(|m| m.0 < x - near);
        let level = self.0.iter().skip(start).take_while(|m| m.0 <= x + near);
        let is_next = |m: &(f32, f32)| (m.1 - y).abs() <= COLUMN_STEP * first.glyph.size;
        bbox.width() <= 2.0 * near && level.into_iter().any(is_next)
    }
}

/// Upright glyphs in rows of one baseline each, ordered by place.
pub(super) fn level(upright: &[Ink]) -> Vec<Vec<Ink>> {
    let mut inks = upright.to_vec();
    inks.sort_by(|a, b| a.glyph.origin.1.total_cmp(&b.glyph.origin.1));
    by_baseline(&inks, Direction::Right)
}

fn rows_of(part: Vec<Ink>, direction: Direction) -> Vec<Row> {
    let mut inks = part;
    if direction != Direction::Right {
        inks.iter_mut()
            .for_each(|ink| *ink = framed(ink, direction));
    }
    inks.sort_by(|a, b| baseline(a, direction).total_cmp(&baseline(b, direction)));
    let rows = with_raised(by_baseline(&inks, direction));
    let rows: Vec<Row> = rows
        .into_iter()
        .filter_map(|inks| Row::new(inks, direction))
        .collect();
    match stacked(&rows) {
        Some(row) => vec![row],
        None => rows,
    }
}

/// The glyph in the frame in which `direction` runs right.
fn framed(ink: &Ink, direction: Direction) -> Ink {
    let glyph = Glyph {
        bbox: turn::rect(&ink.glyph.bbox, direction),
        origin: turn::point(ink.glyph.origin, direction),
        ..ink.glyph
    };
    Ink { glyph, id: ink.id }
}

/// Columns of vertical writing are told apart by their middle: digits set upright in them have another origin.
fn baseline(ink: &Ink, direction: Direction) -> f32 {
    match direction {
        Direction::Vertical => ink.glyph.bbox.center().1,
        _ => ink.glyph.origin.1,
    }
}

fn by_baseline(sorted: &[Ink], direction: Direction) -> Vec<Vec<Ink>> {
    let tolerance = match direction {
        Direction::Vertical => COLUMN_HALF,
        _ => SAME_BASELINE,
    };
    let mut rows: Vec<Vec<Ink>> = Vec::new();
    let mut first = f32::NEG_INFINITY;
    let mut size = 0.0_f32;
    for ink in sorted {
        let base = baseline(ink, direction);
        match rows.last_mut() {
            Some(row) if base - first <= tolerance * size.min(ink.glyph.size) => row.push(*ink),
            _ => {
                (first, size) = (base, ink.glyph.size);
                rows.push(vec![*ink]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(by_place);
    }
    rows
}

fn by_place(a: &Ink, b: &Ink) -> std::cmp::Ordering {
    let middle = |i: &Ink| i.glyph.bbox.center().0;
    // Two digits side by side in a vertical column are level in its frame: the right one has the smaller `y` there.
    let key = |i: &Ink| (middle(i) * 4.0).round();
    key(a).total_cmp(&key(b)).then(
        b.glyph
            .bbox
            .y0
            .total_cmp(&a.glyph.bbox.y0)
            .then(middle(a).total_cmp(&middle(b))),
    )
}

/// Takes rows together that stand beside each other at slightly different heights.
fn with_raised(rows: Vec<Vec<Ink>>) -> Vec<Vec<Ink>> {
    let mut out: Vec<Vec<Ink>> = Vec::new();
    for row in rows {
        match out.last_mut() {
            Some(last) if beside(last, &row) => {
                last.extend(row);
                last.sort_by(by_place);
            }
            _ => out.push(row),
        }
    }
    out
}

fn beside(above: &[Ink], below: &[Ink]) -> bool {
    let (Some(a), Some(b)) = (bounds(above), bounds(below)) else {
        return false;
    };
    let base = |row: &[Ink]| row.first().map_or(0.0, |i| i.glyph.origin.1);
    let size = above
        .iter()
        .chain(below)
        .map(|i| i.glyph.size)
        .fold(0.0, f32::max);
    let is_near = (base(below) - base(above)).abs() <= RAISED_MOST * size;
    let shared = a.y1.min(b.y1) - a.y0.max(b.y0);
    is_near && shared >= RAISED_OVERLAP * a.height().min(b.height()) && !collide(above, below)
}

/// Whether glyphs of the two rows (each ordered by place) lie over each other.
fn collide(a: &[Ink], b: &[Ink]) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let (x, y) = (&x.glyph.bbox, &y.glyph.bbox);
        let shared = x.x1.min(y.x1) - x.x0.max(y.x0);
        if shared > BESIDE_OVERLAP * x.width().min(y.width()) && shared > 0.0 {
            return true;
        }
        if x.x1 < y.x1 {
            i += 1;
        } else {
            j += 1;
        }
    }
    false
}

/// The box around glyphs that are no white space.
pub(super) fn bounds(inks: &[Ink]) -> Option<Rect> {
    inks.iter()
        .filter(|i| !i.glyph.c.is_whitespace())
        .map(|i| i.glyph.bbox)
        .reduce(|a, b| a.union(&b))
}

/// A label written down one character a line, as one row: two or more rows of one CJK character each above each other.
fn stacked(rows: &[Row]) -> Option<Row> {
    let single = |r: &Row| match r.visible().collect::<Vec<_>>().as_slice() {
        [one] => Some(**one),
        _ => None,
    };
    let inks: Vec<Ink> = rows.iter().map(single).collect::<Option<_>>()?;
    let first = inks.first()?;
    let letters = inks.iter().filter(|i| is_cjk(i.glyph.c)).count();
    let axis = first.glyph.bbox.center().0;
    let in_axis = |i: &Ink| (i.glyph.bbox.center().0 - axis).abs() <= STACK_AXIS * i.glyph.size;
    let is_label = inks.len() > 1 && letters * 2 > inks.len() && inks.iter().all(in_axis);
    is_label.then_some(Row {
        direction: first_direction(rows),
        end: inks
            .iter()
            .map(|i| i.glyph.bbox.x1)
            .fold(f32::NEG_INFINITY, f32::max),
        inks,
        stacked: true,
    })
}

fn first_direction(rows: &[Row]) -> Direction {
    rows.first().map(|r| r.direction).unwrap_or_default()
}

impl Row {
    /// A row of these glyphs (ordered by place), without the white space at its end.
    pub(super) fn new(mut inks: Vec<Ink>, direction: Direction) -> Option<Self> {
        let last = inks.iter().rposition(|i| !i.glyph.c.is_whitespace())?;
        let ends = inks.iter().skip(last).take(2).map(|i| i.glyph.bbox.x1);
        let end = ends.fold(f32::NEG_INFINITY, f32::max);
        inks.truncate(last + 1);
        Some(Self {
            inks,
            direction,
            end,
            stacked: false,
        })
    }

    /// Its glyphs that are no white space.
    pub(super) fn visible(&self) -> impl Iterator<Item = &Ink> {
        self.inks.iter().filter(|i| !i.glyph.c.is_whitespace())
    }

    /// Its box in its own frame.
    pub(super) fn own_box(&self) -> Rect {
        bounds(&self.inks).unwrap_or_default()
    }

    /// Its box on the page.
    pub(super) fn page_box(&self) -> Rect {
        turn::rect_back(&self.own_box(), self.direction)
    }

    /// Its largest font size.
    pub(super) fn size(&self) -> f32 {
        self.visible().map(|i| i.glyph.size).fold(0.0, f32::max)
    }

    /// Its text: glyphs by their numbers on the page, white space as it was drawn or as gaps mean it.
    pub(super) fn text(&self) -> Text {
        let mut text = Text::new();
        let usual = gaps::Usual::of(&self.inks);
        let mut before: Option<&Ink> = None;
        for ink in &self.inks {
            let c = ink.glyph.c;
            if c.is_whitespace() {
                text.insert(c);
            } else {
                if before.is_some_and(|b| !self.stacked && usual.is_gap(b, ink)) {
                    text.insert(' ');
                }
                text.0.push(Char::new(c, ink.id));
            }
            before = Some(ink).filter(|_| !c.is_whitespace());
        }
        text
    }
}

/// Scripts written without spaces: radicals, kana, kanji, full-width forms, circled numbers.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ink, string};
    use super::*;

    fn texts(inks: &[Ink]) -> Vec<String> {
        rows(inks).iter().map(|r| r.text().to_string()).collect()
    }

    #[test]
    fn order_comes_from_place_not_from_the_stream() {
        let mut inks = string("一行目のテキスト", 10.0, 20.0, 9.0);
        inks.extend(string("second line", 10.0, 32.0, 9.0));
        let expected = texts(&inks);
        assert_eq!(expected, ["一行目のテキスト", "second line"]);
        inks.reverse();
        assert_eq!(texts(&inks), expected);
        inks.sort_by(|a, b| a.glyph.bbox.x0.total_cmp(&b.glyph.bbox.x0));
        assert_eq!(texts(&inks), expected);
    }

    #[test]
    fn gaps_mean_spaces_by_script() {
        let mut inks = string("目", 0.0, 10.0, 10.0);
        inks.extend(string("標", 20.0, 10.0, 10.0));
        inks.extend(string("10", 32.5, 10.0, 10.0));
        inks.extend(string("件", 45.0, 10.0, 10.0));
        inks.extend(string("of", 58.0, 10.0, 10.0));
        inks.extend(string("it", 71.0, 10.0, 10.0));
        assert_eq!(texts(&inks), ["目 標10件of it"]);
    }

    #[test]
    fn an_exponent_stays_on_its_line() {
        let mut inks = string("100m", 0.0, 20.0, 10.0);
        inks.extend(string("2", 20.0, 16.0, 6.0));
        inks.extend(string("next", 0.0, 32.0, 10.0));
        assert_eq!(texts(&inks), ["100m2", "next"]);
    }

    #[test]
    fn close_lines_stay_apart() {
        let mut inks = string("上の行", 0.0, 20.0, 10.0);
        inks.extend(string("下の行", 0.0, 29.0, 10.0));
        assert_eq!(texts(&inks).len(), 2);
    }

    #[test]
    fn a_label_written_down_is_one_row() {
        let inks: Vec<_> = "現況・課題"
            .chars()
            .enumerate()
            .map(|(i, c)| ink(c, 5.0, 10.0 + 11.0 * i as f32, 9.0))
            .collect();
        assert_eq!(texts(&inks), ["現況・課題"]);
        let digits: Vec<_> = "12"
            .chars()
            .enumerate()
            .map(|(i, c)| ink(c, 5.0, 10.0 + 11.0 * i as f32, 9.0))
            .collect();
        assert_eq!(texts(&digits), ["1", "2"]);
    }

    fn vertical(s: &str, x: f32, y: f32) -> Vec<Ink> {
        s.chars()
            .enumerate()
            .map(|(i, c)| {
                let y = y + 10.0 * i as f32;
                let glyph = Glyph {
                    c,
                    bbox: Rect::new(x - 5.0, y, x + 5.0, y + 10.0),
                    origin: (x, y + 8.8),
                    size: 10.0,
                    direction: Direction::Vertical,
                    visible: true,
                };
                Ink {
                    glyph,
                    id: i as u32,
                }
            })
            .collect()
    }

    #[test]
    fn vertical_writing_runs_down_and_from_right_to_left() {
        let mut inks = vertical("左の列", 50.0, 0.0);
        inks.extend(vertical("右の列", 70.0, 0.0));
        assert_eq!(texts(&inks), ["右の列", "左の列"]);
    }

    #[test]
    fn digits_upright_in_a_vertical_column_belong_to_it() {
        let mut inks = vertical("令和", 50.0, 0.0);
        inks.extend(string("10", 45.0, 28.8, 10.0));
        inks.extend(vertical("年", 50.0, 30.0));
        assert_eq!(texts(&inks), ["令和10年"]);
    }

    #[test]
    fn a_staircase_of_glyphs_is_many_rows() {
        let step = |i: usize| ink('字', 4.0 * i as f32, 20.0 + 2.6 * i as f32, 10.0);
        let inks: Vec<_> = (0..20_000).map(step).collect();
        assert!(texts(&inks).len() > 1000);
    }

    #[test]
    fn a_heading_across_vertical_columns_stays_whole() {
        let mut inks = vertical("左の列の文字", 50.0, 40.0);
        inks.extend(vertical("右の列の文字", 70.0, 40.0));
        inks.extend(string("見出しは横", 40.0, 20.0, 10.0));
        assert_eq!(texts(&inks), ["見出しは横", "右の列の文字", "左の列の文字"]);
    }

    #[test]
    fn turned_text_is_read_along_its_direction() {
        let mut inks = string("up", 0.0, 0.0, 10.0);
        for (i, ink) in inks.iter_mut().enumerate() {
            let y = 100.0 - 5.0 * i as f32;
            ink.glyph.bbox = Rect::new(11.2, y - 5.0, 21.2, y);
            ink.glyph.origin = (20.0, y);
            ink.glyph.direction = Direction::Up;
        }
        inks.reverse();
        assert_eq!(texts(&inks), ["up"]);
    }
}
