//! Glyphs that hang over a vertical rule: hanging punctuation after a full line, the last letter of a line that came
//! out too wide.
//!
//! The centre of such a glyph may be beyond the rule. It belongs to the cell whose text it touches, unless it touches
//! that of the other one as well.

use crate::extract::Direction;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::table::assign::Filled;

/// A glyph crosses a rule if this much of it, in font sizes, is on the other side.
const CROSSES: f32 = 0.05;

/// Texts of one line touch if two glyphs are less than this many font sizes apart …
const TOUCH: f32 = 0.2;

/// … and are on one line if their baselines differ by no more than this many.
const LEVEL: f32 = 0.25;

/// A table with more such glyphs is a drawing.
const MOST: usize = 500;

/// A glyph that is in one cell and extends into another.
struct Crossing {
    from: usize,
    to: usize,
    glyph: PlacedGlyph,
}

/// Moves the glyphs that hang over a rule into the cell whose text they end or begin.
pub(crate) fn settled(mut table: Filled) -> Filled {
    let crossings = crossings(&table);
    if crossings.len() > MOST {
        return table;
    }
    for Crossing { from, to, glyph } in crossings {
        let way = |cell: usize| table.glyphs.get(cell).map(|glyphs| way(glyphs, &glyph));
        let near = TOUCH * glyph.size;
        let moves =
            matches!((way(to), way(from)), (Some(to), Some(from)) if to <= near && from > near);
        if !moves {
            continue;
        }
        if let Some(glyphs) = table.glyphs.get_mut(from) {
            glyphs.retain(|i| i.id != glyph.id);
        }
        if let Some(glyphs) = table.glyphs.get_mut(to) {
            glyphs.push(glyph);
        }
    }
    table
}

fn crossings(table: &Filled) -> Vec<Crossing> {
    let mut found = Vec::new();
    for (from, (span, glyphs)) in table.grid.cells.iter().zip(&table.glyphs).enumerate() {
        let cell = table.grid.rect(span);
        for glyph in glyphs {
            let (b, y) = (&glyph.bbox, glyph.bbox.center().1);
            let least = CROSSES * glyph.size;
            let x = match (b.x0 < cell.x0 - least, b.x1 > cell.x1 + least) {
                (true, false) => b.x0,
                (false, true) => b.x1,
                _ => continue,
            };
            let is_text = glyph.direction == Direction::Right && !glyph.c.is_whitespace();
            if let Some(to) = table.grid.locate(x, y).filter(|to| is_text && *to != from) {
                found.push(Crossing {
                    from,
                    to,
                    glyph: *glyph,
                });
            }
        }
    }
    found
}

/// The least distance from the glyph to another of its line; negative if they overlap.
fn way(glyphs: &[PlacedGlyph], glyph: &PlacedGlyph) -> f32 {
    let own = &glyph;
    let level = |i: &&PlacedGlyph| (i.origin.1 - own.origin.1).abs() <= LEVEL * own.size;
    let others = glyphs
        .iter()
        .filter(|i| i.id != glyph.id && !i.c.is_whitespace());
    let way = |i: &PlacedGlyph| match i.bbox.center().0 < own.bbox.center().0 {
        true => (own.bbox.x0 - i.bbox.x1).abs(),
        false => (i.bbox.x0 - own.bbox.x1).abs(),
    };
    others.filter(level).map(way).fold(f32::INFINITY, f32::min)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::grid::Grid;
    use crate::layout::table::assign::fill;
    use crate::layout::tests::{across, down, string};

    /// Two cells, 0 to 50 and 50 to 100, with a text each.
    fn texts(left: (&str, f32), right: (&str, f32)) -> Vec<String> {
        let grid = Grid::from_rules(&[
            across(0.0, 0.0, 100.0),
            across(20.0, 0.0, 100.0),
            down(0.0, 0.0, 20.0),
            down(50.0, 0.0, 20.0),
            down(100.0, 0.0, 20.0),
        ]);
        let mut glyphs = string(left.0, left.1, 15.0, 10.0);
        let mut behind = string(right.0, right.1, 15.0, 10.0);
        behind.iter_mut().for_each(|i| i.id += 100);
        glyphs.extend(behind);
        let (mut tables, _) = fill(vec![grid.unwrap()], &glyphs);
        let table = settled(tables.remove(0));
        let text = |glyphs: &Vec<PlacedGlyph>| glyphs.iter().map(|i| i.c).collect();
        table.glyphs.iter().map(text).collect()
    }

    #[test]
    fn hanging_punctuation_belongs_to_its_line() {
        assert_eq!(texts(("四件。", 17.0), ("", 0.0)), ["四件。", ""]);
        assert_eq!(texts(("四件。", 17.0), ("(2)", 54.0)), ["四件。", "(2)"]);
    }

    #[test]
    fn a_text_may_hang_over_its_cells_left_side() {
        assert_eq!(texts(("一", 2.0), ("一二三四", 44.0)), ["一", "二三四一"]);
    }

    #[test]
    fn a_text_that_runs_through_a_rule_is_cut_at_the_middles() {
        assert_eq!(
            texts(("一二三四五六", 16.0), ("", 0.0)),
            ["一二三", "四五六"]
        );
    }
}
