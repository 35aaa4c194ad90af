//! The reading order of a page: tables, and the text around them.
//!
//! Top to bottom, unless a clear column gap divides the page into columns with substance on both sides (two sheets on a
//! page, two columns of prose): then all of the left column, then all of the right one. What crosses the gap comes
//! before what is below it.

use crate::layout::glyphs::{PlacedGlyph, bounds};
use crate::layout::lines;

use crate::extract::Direction;
use crate::geometry::Rect;

mod text_tiers;

/// The least gap in a line, in font sizes, that may be a column gap.
const LOOSE: f32 = 1.0;

/// Half of the narrowest column gap, in points.
const GUTTER_HALF: f32 = 5.0;

/// Column gaps are searched for in steps of this many points.
const STEP: f32 = 3.0;

/// A column without a table has at least this many lines, …
const COLUMN_LINES: usize = 3;

/// … which fill this fraction of its width on average: numbers in a table without rules do not.
const COLUMN_FILL: f32 = 0.45;

/// … or this fraction next to a table, since the few lines of a cover are centred.
const FILL_BESIDE_TABLE: f32 = 0.2;

/// … and is wider than this many line heights: the numbers of a list are not a column.
const NARROWEST_COLUMN: f32 = 3.0;

/// The most levels of columns within columns.
const DEPTH: usize = 4;

/// A part of the page in reading order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// The table with this index.
    Table(usize),
    /// Text whose lines belong to one column.
    Text(Vec<PlacedGlyph>),
}

#[derive(Clone, Debug)]
struct Atom {
    bbox: Rect,
    part: Part,
    /// Whether its lines end where it does.
    whole: bool,
}

impl Atom {
    fn of_text(glyphs: Vec<PlacedGlyph>, whole: bool) -> Option<Self> {
        let bbox = bounds(&glyphs)?;
        Some(Self {
            bbox,
            part: Part::Text(glyphs),
            whole,
        })
    }

    fn is_table(&self) -> bool {
        matches!(self.part, Part::Table(_))
    }
}

/// Puts tables (by their boxes) and the glyphs outside them into reading order.
pub(crate) fn parts(tables: &[Rect], outside: &[PlacedGlyph]) -> Vec<Part> {
    let tables = tables.iter().enumerate().map(|(i, bbox)| Atom {
        bbox: *bbox,
        part: Part::Table(i),
        whole: true,
    });
    let mut atoms: Vec<Atom> = tables.chain(segments(outside)).collect();
    atoms.sort_by(|a, b| {
        let key = |r: &Rect| (r.y0, r.x0);
        let (a, b) = (key(&a.bbox), key(&b.bbox));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut out = Vec::new();
    arrange(atoms, DEPTH, &mut out);
    out
}

/// The text as pieces of lines, split at wide gaps. Rotated text is one piece per tier.
fn segments(outside: &[PlacedGlyph]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    for (direction, glyphs) in lines::by_direction(outside) {
        if direction == Direction::Right {
            let pieces = lines::level(&glyphs).into_iter().flat_map(parted);
            atoms.extend(pieces.filter_map(|piece| Atom::of_text(piece, false)));
        } else {
            let tiers = text_tiers::of(&glyphs, direction);
            let whole = tiers.len() > 1;
            atoms.extend(
                tiers
                    .into_iter()
                    .filter_map(|tier| Atom::of_text(tier, whole)),
            );
        }
    }
    atoms
}

/// The row split at its wide gaps.
fn parted(row: Vec<PlacedGlyph>) -> Vec<Vec<PlacedGlyph>> {
    let mut pieces: Vec<Vec<PlacedGlyph>> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for glyph in row {
        let is_space = glyph.c.is_whitespace();
        let is_far = !is_space && glyph.bbox.x0 - end >= LOOSE * glyph.size;
        if !is_space {
            end = end.max(glyph.bbox.x1);
        }
        match pieces.last_mut() {
            Some(piece) if !is_far => piece.push(glyph),
            _ => pieces.push(vec![glyph]),
        }
    }
    pieces
}

fn arrange(atoms: Vec<Atom>, depth: usize, out: &mut Vec<Part>) {
    let gutter = if depth == 0 { None } else { gutter(&atoms) };
    let Some(x) = gutter else {
        return flat(atoms, out);
    };
    let mut bands: Vec<Vec<Atom>> = Vec::new();
    let lengths: Vec<usize> = self::bands(&atoms, x).map(<[Atom]>::len).collect();
    let mut rest = atoms.into_iter();
    for length in lengths {
        bands.push(rest.by_ref().take(length).collect());
    }
    for band in bands {
        if is_two_columns(&band, x) {
            let (left, right) = band.into_iter().partition(|a| a.bbox.center().0 < x);
            arrange(left, depth - 1, out);
            arrange(right, depth - 1, out);
        } else {
            flat(band, out);
        }
    }
}

/// Tables, tiers and text by position; text between two tables stays together, so that its lines can be joined.
fn flat(atoms: Vec<Atom>, out: &mut Vec<Part>) {
    let mut text: Vec<PlacedGlyph> = Vec::new();
    for atom in atoms {
        match atom.part {
            Part::Text(glyphs) if !atom.whole => text.extend(glyphs),
            whole => {
                close(&mut text, out);
                out.push(whole);
            }
        }
    }
    close(&mut text, out);
}

fn close(text: &mut Vec<PlacedGlyph>, out: &mut Vec<Part>) {
    if !text.is_empty() {
        out.push(Part::Text(std::mem::take(text)));
    }
}

/// The place of a column gap for most of the atoms.
fn gutter(atoms: &[Atom]) -> Option<f32> {
    let all = atoms.iter().map(|a| a.bbox).reduce(|a, b| a.union(&b))?;
    let steps = (all.width() / STEP).min(1000.0) as usize;
    let score = |x: f32| -> usize {
        let two = bands(atoms, x).filter(|b| is_two_columns(b, x));
        two.map(<[Atom]>::len).sum()
    };
    let places = (1..steps).map(|i| all.x0 + STEP * i as f32);
    let free = places.filter(|&x| atoms.iter().filter(|a| crosses(a, x)).count() * 2 < atoms.len());
    let scored: Vec<(usize, f32)> = free
        .map(|x| (score(x), x))
        .filter(|(s, _)| *s > 0)
        .collect();
    let best = scored.iter().map(|(s, _)| *s).max()?;
    let widest: Vec<f32> = scored
        .iter()
        .filter(|(s, _)| *s == best)
        .map(|(_, x)| *x)
        .collect();
    widest.get(widest.len() / 2).copied()
}

fn crosses(a: &Atom, x: f32) -> bool {
    a.bbox.x0 < x + GUTTER_HALF && a.bbox.x1 > x - GUTTER_HALF
}

/// The atoms (ordered by top) in runs: what crosses `x` is a run of its own and separates the others.
fn bands(atoms: &[Atom], x: f32) -> impl Iterator<Item = &[Atom]> {
    atoms.chunk_by(move |a, b| crosses(a, x) == crosses(b, x))
}

fn is_two_columns(band: &[Atom], x: f32) -> bool {
    if band.iter().any(|a| crosses(a, x)) {
        return false;
    }
    let is_left = |a: &&Atom| a.bbox.center().0 < x;
    let on_left = band.iter().filter(is_left).count();
    if on_left == 0 || on_left == band.len() {
        return false;
    }
    let (left, right): (Vec<&Atom>, Vec<&Atom>) = band.iter().partition(is_left);
    let has_table = |side: &[&Atom]| side.iter().any(|a| a.is_table());
    match (has_table(&left), has_table(&right)) {
        (true, true) => true,
        // a cover next to a sheet, on a page with both
        (true, false) => is_beside_table(&right),
        (false, true) => is_beside_table(&left),
        (false, false) => is_column(&left) && is_column(&right),
    }
}

/// Whether the texts fill a column.
fn is_column(side: &[&Atom]) -> bool {
    fills_column(side, side.len(), COLUMN_FILL)
}

/// The same next to a table. There, pieces of one line count as one, since the numbers of a cover's list are separate.
fn is_beside_table(side: &[&Atom]) -> bool {
    let is_level = |a: &&Atom, b: &&Atom| b.bbox.center().1 < a.bbox.y1;
    fills_column(side, side.chunk_by(is_level).count(), FILL_BESIDE_TABLE)
}

fn fills_column(side: &[&Atom], lines: usize, least: f32) -> bool {
    let Some(all) = side.iter().map(|a| a.bbox).reduce(|a, b| a.union(&b)) else {
        return false;
    };
    let widths: f32 = side.iter().map(|a| a.bbox.width()).sum();
    let fill = widths / (lines as f32 * all.width().max(1.0));
    let heights = side.iter().map(|a| a.bbox.height());
    let is_wide = all.width() > NARROWEST_COLUMN * heights.fold(0.0, f32::max);
    lines >= COLUMN_LINES && fill >= least && is_wide
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::tests::string;

    fn texts(parts: &[Part]) -> Vec<String> {
        let text = |p: &Part| match p {
            Part::Table(i) => format!("table {i}"),
            Part::Text(glyphs) => {
                let rows = lines::rows(glyphs);
                rows.iter()
                    .map(|r| r.text().to_string())
                    .collect::<Vec<_>>()
                    .join("/")
            }
        };
        parts.iter().map(text).collect()
    }

    #[test]
    fn two_sheets_side_by_side_are_read_one_after_the_other() {
        let tables = [
            Rect::new(450.0, 60.0, 800.0, 500.0),
            Rect::new(40.0, 60.0, 400.0, 500.0),
        ];
        let mut glyphs = string("右の題", 450.0, 40.0, 12.0);
        glyphs.extend(string("左の題", 40.0, 40.0, 12.0));
        assert_eq!(
            texts(&parts(&tables, &glyphs)),
            ["左の題", "table 1", "右の題", "table 0"]
        );
    }

    #[test]
    fn a_heading_over_both_columns_comes_first() {
        let mut glyphs = string("両方の列の上に立つ見出し", 40.0, 40.0, 20.0);
        for i in 0..5 {
            let y = 80.0 + 14.0 * i as f32;
            glyphs.extend(string("右の列の行です", 180.0, y, 10.0));
            glyphs.extend(string("左の列の行です", 40.0, y, 10.0));
        }
        let read = texts(&parts(&[], &glyphs)).join("/");
        assert!(
            read.starts_with("両方の列の上に立つ見出し/左の列の行です/左"),
            "{read}"
        );
        assert!(read.ends_with("右の列の行です/右の列の行です"), "{read}");
    }

    #[test]
    fn the_numbers_of_a_list_are_not_a_column() {
        let mut glyphs = Vec::new();
        for (i, number) in ["1", "2", "3"].iter().enumerate() {
            let y = 80.0 + 14.0 * i as f32;
            glyphs.extend(string(number, 40.0, y, 10.0));
            glyphs.extend(string("右の列の行です", 62.0, y, 10.0));
        }
        let read = texts(&parts(&[], &glyphs)).join("/");
        assert!(read.starts_with("1 右の列の行です/2"), "{read}");
    }

    #[test]
    fn a_cover_next_to_a_sheet_comes_first() {
        let mut glyphs = string("題", 500.0, 40.0, 10.0);
        glyphs.extend(string("総務部", 90.0, 41.0, 10.0));
        glyphs.extend(string("令和五年度重点目標", 60.0, 60.0, 10.0));
        for (number, y) in [("1", 80.0), ("2", 95.0)] {
            glyphs.extend(string(number, 40.0, y, 10.0));
            glyphs.extend(string("安全な水を届ける水道の構築", 60.0, y, 10.0));
        }
        glyphs.extend(string("-1-", 100.0, 500.0, 8.0));
        let read = texts(&parts(&[Rect::new(420.0, 60.0, 800.0, 480.0)], &glyphs));
        let ends = [read.first(), read.last()].map(|t| t.cloned().unwrap_or_default());
        assert!(ends[0].starts_with("総務部/令和"), "{read:?}");
        assert_eq!(ends[1], "table 0");
    }

    #[test]
    fn a_line_with_a_wide_gap_is_not_two_columns() {
        let mut glyphs = string("総務部", 40.0, 40.0, 10.0);
        glyphs.extend(string("優先順位", 300.0, 40.0, 10.0));
        let tables = [Rect::new(40.0, 60.0, 400.0, 500.0)];
        assert_eq!(
            texts(&parts(&tables, &glyphs)),
            ["総務部 優先順位", "table 0"]
        );
    }
}
