//! Forms without rules whose label and header cells are shaded: each shade is a cell, values stand to its right.
//!
//! Steps: part forms that stand side by side, find a column of shaded labels with values beside them or a shaded header
//! with text below it, give each shade its edges as rules, run its top and
//! bottom on to the next shade or to the form's side, and close what lies between shaded rows (the rows under a header)
//! or below a last header at the sides. Such rows begin where their first column has a text; `columns` then parts them like the header.

use super::carried::{self, Columns};
use super::lines::Ink;
use super::rivers::{self, River};
use super::rules::{across, down, frame};
use crate::extract::{Fill, Rule};
use crate::geometry::Rect;

/// So many shades below each other at the left side are a column of labels.
const FEWEST_LABELS: usize = 3;

/// A header heads text in so many of its columns at least.
const FEWEST_COLUMNS: usize = 2;

/// Boxes whose sides differ by less than this, in points, are level.
const LEVEL: f32 = 1.5;

/// White space this many font sizes high parts two texts of one column: rows, not lines of a cell.
const ROW_GAP: f32 = 0.6;

/// The rules that forms of shaded labels would have; none if the shades are no such form.
///
/// A form that goes on from the page before, whose last row had the columns `carried`, needs no label but a header.
pub(super) fn rules(tiles: &[Fill], inks: &[Ink], carried: Option<&Columns>) -> Vec<Rule> {
    let seen = inks.iter().filter(|i| !i.glyph.c.is_whitespace());
    let text: Vec<&Ink> = seen.collect();
    let tiles: Vec<Rect> = tiles.iter().map(|f| f.bbox).collect();
    let beside: Option<Vec<Form>> = side_by_side(&tiles)
        .into_iter()
        .map(|tiles| Form::new(tiles, &text, carried))
        .collect();
    let whole = || {
        Form::new(tiles.clone(), &text, carried)
            .into_iter()
            .collect()
    };
    let forms: Vec<Form> = beside.unwrap_or_else(whole);
    forms.iter().flat_map(Form::rules).collect()
}

/// The shades of forms beside each other: no shade crosses the gutter between them.
fn side_by_side(tiles: &[Rect]) -> Vec<Vec<Rect>> {
    let mut sorted = tiles.to_vec();
    sorted.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut end = f32::NEG_INFINITY;
    let parts = sorted.chunk_by(move |a, b| {
        end = end.max(a.x1);
        b.x0 - end <= LEVEL
    });
    parts.map(<[Rect]>::to_vec).collect()
}

struct Form<'a> {
    tiles: Vec<Rect>,
    bbox: Rect,
    text: &'a [&'a Ink],
}

impl<'a> Form<'a> {
    fn new(tiles: Vec<Rect>, text: &'a [&'a Ink], carried: Option<&Columns>) -> Option<Self> {
        let bbox = tiles.iter().copied().reduce(|a, b| a.union(&b))?;
        let form = Self { tiles, bbox, text };
        let goes_on = carried.is_some_and(|c| c.is_level(bbox.x0, bbox.x1));
        (form.has_labels() || (goes_on && form.has_header())).then_some(form)
    }

    /// Whether a column of shades at the left side has values beside them.
    fn has_labels(&self) -> bool {
        let at_left = self
            .tiles
            .iter()
            .filter(|t| t.x0 - self.bbox.x0 <= LEVEL && self.bbox.x1 - t.x1 > LEVEL);
        let labels: Vec<&Rect> = at_left.filter(|t| self.holds_text(t)).collect();
        let valued = labels
            .iter()
            .filter(|t| self.holds_text(&self.value(t)))
            .count();
        labels.len() >= FEWEST_LABELS && valued * 2 > labels.len()
    }

    /// Whether a row of shades as wide as all heads text in several of its columns: a form that goes on from a page.
    fn has_header(&self) -> bool {
        let heads = |header: &Vec<Rect>| {
            let titled = header.iter().filter(|t| self.holds_text(t)).count();
            let Some(bottom) = header
                .first()
                .map(|t| t.y1)
                .filter(|_| titled >= FEWEST_LABELS)
            else {
                return false;
            };
            let end = self.end_below(bottom).unwrap_or(bottom);
            let below = |t: &&Rect| self.holds_text(&Rect::new(t.x0, bottom, t.x1, end));
            header.iter().filter(below).count() >= FEWEST_COLUMNS
        };
        self.full_rows().iter().any(heads)
    }

    /// Rows of shades that fill the form's width.
    fn full_rows(&self) -> Vec<Vec<Rect>> {
        let mut sorted = self.tiles.clone();
        sorted.sort_by(|a, b| a.y1.total_cmp(&b.y1).then(a.x0.total_cmp(&b.x0)));
        let rows = sorted.chunk_by(|a, b| (a.y1 - b.y1).abs() <= LEVEL);
        let width = |row: &[Rect]| row.iter().map(Rect::width).sum::<f32>();
        let full = rows.filter(|row| self.bbox.width() - width(row) <= LEVEL * row.len() as f32);
        full.map(<[Rect]>::to_vec).collect()
    }

    fn rules(&self) -> Vec<Rule> {
        let mut out: Vec<Rule> = self.tiles.iter().flat_map(frame).collect();
        out.extend(self.tiles.iter().flat_map(|tile| self.beside(tile)));
        out.extend(self.gaps().iter().flat_map(|gap| self.rows(gap)));
        // All alike: none is the frame of the others.
        out.iter_mut().for_each(|rule| rule.width = 1.0);
        out
    }

    fn holds_text(&self, area: &Rect) -> bool {
        self.text.iter().any(|i| holds(area, &i.glyph.bbox))
    }

    fn inside(&self, area: &Rect) -> Vec<&'a Ink> {
        let inside = self.text.iter().filter(|i| holds(area, &i.glyph.bbox));
        inside.copied().collect()
    }

    /// The place for a value: from the shade to the next one beside it, or to the form's side.
    fn value(&self, tile: &Rect) -> Rect {
        let beside =
            |t: &&Rect| t.x0 >= tile.x1 - LEVEL && t.y0 < tile.y1 - LEVEL && t.y1 > tile.y0 + LEVEL;
        let next = self.tiles.iter().filter(beside).map(|t| t.x0);
        Rect {
            x0: tile.x1,
            x1: next.fold(self.bbox.x1, f32::min).max(tile.x1),
            ..*tile
        }
    }

    /// The rules around a shade's value.
    fn beside(&self, tile: &Rect) -> Vec<Rule> {
        let value = self.value(tile);
        if value.width() <= LEVEL {
            return Vec::new();
        }
        let edges = self.edges(&value).into_iter().map(|x| down(&value, x));
        frame(&value).into_iter().chain(edges).collect()
    }

    /// Where a value is two: white space runs through it at the place where shades of other rows begin.
    fn edges(&self, value: &Rect) -> Vec<f32> {
        let inside = self.inside(value);
        let begins = |r: &River| {
            let mut starts = self.tiles.iter().map(|t| t.x0);
            starts.find(|x| r.from < *x && *x < r.to)
        };
        let rivers = rivers::of(&inside);
        rivers
            .iter()
            .filter(|r| r.certain)
            .filter_map(begins)
            .collect()
    }

    /// What lies between the shades over the form's whole width and holds text, and what follows a header below them.
    fn gaps(&self) -> Vec<Rect> {
        let spans = self.tiles.iter().map(|t| (t.y0, t.y1)).collect();
        let free = between(spans, LEVEL).into_iter();
        let ends_with_header = |row: &&Vec<Rect>| {
            let bottom = row.first().map_or(0.0, |t| t.y1);
            (self.bbox.y1 - bottom).abs() <= LEVEL
        };
        let rows = self.full_rows();
        let header = rows.iter().find(ends_with_header);
        let below = header.and_then(|_| Some((self.bbox.y1, self.end_below(self.bbox.y1)?)));
        free.chain(below)
            .map(|(y0, y1)| Rect {
                y0,
                y1,
                ..self.bbox
            })
            .filter(|gap| self.holds_text(gap))
            .collect()
    }

    /// Where the lines that follow each other below `y` end.
    fn end_below(&self, y: f32) -> Option<f32> {
        let within = |b: &Rect| {
            let (x, middle) = b.center();
            middle > y && self.bbox.x0 <= x && x <= self.bbox.x1
        };
        let below = self.text.iter().map(|i| (i.glyph.bbox, i.glyph.size));
        let below = below.filter(|(b, _)| within(b)).collect();
        carried::end_below(below, y)
    }

    /// The rules of the rows in a gap.
    fn rows(&self, gap: &Rect) -> Vec<Rule> {
        let size = self
            .inside(gap)
            .iter()
            .map(|i| i.glyph.size)
            .fold(0.0, f32::max);
        let spans = |area: &Rect| {
            self.inside(area)
                .iter()
                .map(|i| (i.glyph.bbox.y0, i.glyph.bbox.y1))
                .collect()
        };
        let white = between(spans(gap), 0.0);
        let parted = between(spans(&self.first_column(gap)), ROW_GAP * size);
        let widest = |(top, bottom): (f32, f32)| {
            let inside = white
                .iter()
                .filter(|(from, to)| top <= *from + LEVEL && *to - LEVEL <= bottom);
            inside
                .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
                .copied()
        };
        let cuts = parted.into_iter().filter_map(widest);
        let across = cuts.map(|(from, to)| across(gap, (from + to) / 2.0));
        frame(gap).into_iter().chain(across).collect()
    }

    /// The part of a gap under the first shade of the row above it.
    fn first_column(&self, gap: &Rect) -> Rect {
        let above = self
            .tiles
            .iter()
            .filter(|t| (t.y1 - gap.y0).abs() <= LEVEL && t.x0 - gap.x0 <= LEVEL);
        Rect {
            x1: above.map(|t| t.x1).fold(gap.x1, f32::min),
            ..*gap
        }
    }
}

fn holds(area: &Rect, glyph: &Rect) -> bool {
    let (x, y) = glyph.center();
    area.contains(x, y)
}

/// The free spaces, wider than `least`, between spans.
fn between(mut spans: Vec<(f32, f32)>, least: f32) -> Vec<(f32, f32)> {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut end = f32::INFINITY;
    let mut out = Vec::new();
    for (from, to) in spans {
        if from - end > least {
            out.push((end, from));
        }
        end = if end.is_finite() { end.max(to) } else { to };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::grid::Grid;
    use super::super::tests::string;
    use super::*;

    fn tile(x0: f32, y0: f32, x1: f32, y1: f32) -> Fill {
        Fill {
            bbox: Rect::new(x0, y0, x1, y1),
            luma: 0.8,
        }
    }

    /// Three labels at the left, a second one in the first row, and a header of two cells that leads two rows.
    fn form() -> (Vec<Fill>, Vec<Ink>) {
        let mut tiles: Vec<Fill> = (0..3)
            .map(|i| tile(0.0, 20.0 * i as f32, 50.0, 20.0 * (i + 1) as f32))
            .collect();
        tiles.extend([
            tile(150.0, 0.0, 200.0, 20.0),
            tile(0.0, 60.0, 50.0, 80.0),
            tile(50.0, 60.0, 300.0, 80.0),
        ]);
        tiles.push(tile(0.0, 140.0, 50.0, 160.0));
        let texts = [
            ("目標", 4.0, 14.0),
            ("点検", 60.0, 14.0),
            ("順位", 155.0, 14.0),
            ("1位", 210.0, 14.0),
            ("目的", 4.0, 34.0),
            ("安全", 60.0, 34.0),
            ("課題", 4.0, 54.0),
            ("老朽", 60.0, 54.0),
            ("番号", 4.0, 74.0),
            ("項目", 150.0, 74.0),
            ("①", 4.0, 94.0),
            ("実施", 60.0, 94.0),
            ("完了", 60.0, 106.0),
            ("②", 4.0, 126.0),
            ("準備", 60.0, 126.0),
            ("特記", 4.0, 154.0),
            ("協働", 60.0, 154.0),
            ("効果", 155.0, 154.0),
        ];
        (
            tiles,
            texts
                .into_iter()
                .flat_map(|(text, x, y)| string(text, x, y, 10.0))
                .collect(),
        )
    }

    #[test]
    fn touching_shades_are_cells_and_values_stand_beside_them() {
        let (tiles, inks) = form();
        let grid = Grid::from_rules(&rules(&tiles, &inks, None)).unwrap_or_default();
        let row = |y: f32| -> Vec<f32> {
            let in_row = grid
                .cells
                .iter()
                .map(|c| grid.rect(c))
                .filter(|c| c.contains(c.x0, y));
            in_row.map(|c| c.x0).collect()
        };
        assert_eq!(row(10.0), [0.0, 50.0, 150.0, 200.0]);
        assert_eq!(row(30.0), [0.0, 50.0]);
        assert_eq!(row(70.0), [0.0, 50.0]);
        assert_eq!(
            row(150.0),
            [0.0, 50.0, 150.0],
            "two values, parted where other shades begin"
        );
    }

    #[test]
    fn rows_under_a_header_begin_where_their_first_column_has_a_text() {
        let (tiles, inks) = form();
        let grid = Grid::from_rules(&rules(&tiles, &inks, None)).unwrap_or_default();
        assert!(grid.locate(100.0, 90.0).is_some());
        assert_eq!(grid.locate(100.0, 90.0), grid.locate(100.0, 106.0));
        assert_ne!(grid.locate(100.0, 106.0), grid.locate(100.0, 126.0));
    }

    #[test]
    fn stripes_and_boxes_without_values_are_no_form() {
        let stripes: Vec<Fill> = (0..5)
            .map(|i| tile(0.0, 40.0 * i as f32, 300.0, 40.0 * i as f32 + 20.0))
            .collect();
        let (_, inks) = form();
        assert!(rules(&stripes, &inks, None).is_empty());
        let (tiles, _) = form();
        assert!(rules(&tiles, &string("目標", 4.0, 14.0, 10.0), None).is_empty());
    }
}
