//! Labels written downward character by character, in one column or several (縦書き of producers that place each
//! character).

use crate::extract::Direction;
use crate::layout::glyphs::PlacedGlyph;
use crate::layout::lines::Row;
use crate::text::chars::is_cjk;
use crate::text::markers::is_enclosed;

/// The characters of such a label are above each other within this many font sizes.
const STACK_AXIS: f32 = 0.35;

/// Fewer characters in two columns may be like this by chance.
const FEWEST_IN_COLUMNS: usize = 4;

/// The distance of consecutive characters of a column, in font sizes; columns are at least as far apart.
const STEP: (f32, f32) = (0.7, 1.8);

/// A label written downward, as one row: two or more rows of one CJK character each above each other, unless they count
/// (①②③, アイウ) or are dashes, one for each line.
pub(crate) fn stacked(rows: &[Row]) -> Option<Row> {
    let single = |r: &Row| {
        let mut visible = r.visible();
        visible.next().filter(|_| visible.next().is_none()).copied()
    };
    let glyphs: Vec<PlacedGlyph> = rows.iter().map(single).collect::<Option<_>>()?;
    let first = glyphs.first()?;
    let letters = glyphs.iter().filter(|i| is_cjk(i.c)).count();
    let axis = first.bbox.center().0;
    let in_axis = |i: &PlacedGlyph| (i.bbox.center().0 - axis).abs() <= STACK_AXIS * i.size;
    let is_label = glyphs.len() > 1
        && letters * 2 > glyphs.len()
        && glyphs.iter().all(in_axis)
        && !is_list(&glyphs);
    let direction = rows.first().map(|r| r.direction).unwrap_or_default();
    is_label.then(|| Row::stacked(glyphs, direction))
}

fn is_list(glyphs: &[PlacedGlyph]) -> bool {
    let is_sign = |g: &PlacedGlyph| is_enclosed(g.c) || matches!(g.c, '－' | '―' | '〃');
    let mut letters = glyphs.iter().map(|g| g.c);
    glyphs.iter().all(is_sign)
        || matches!(
            (letters.next(), letters.next()),
            (Some('ア' | 'ｱ'), Some('イ' | 'ｲ'))
        )
}

/// A label written downward in several columns from right to left, each character by itself, as a row for each column.
///
/// Its characters are a step below each other in columns, and were drawn one column after another: letters of lines
/// that happen to be level are drawn line by line.
pub(crate) fn columns(glyphs: &[PlacedGlyph]) -> Option<Vec<Row>> {
    let seen = || glyphs.iter().filter(|g| !g.c.is_whitespace());
    if !seen().all(|g| is_cjk(g.c)) || seen().count() < FEWEST_IN_COLUMNS {
        return None;
    }
    let mut drawn: Vec<PlacedGlyph> = seen().copied().collect();
    drawn.sort_by_key(|g| g.id);
    let middle = |g: &PlacedGlyph| g.bbox.center();
    let is_below = |a: &PlacedGlyph, b: &PlacedGlyph| {
        let ((x, y), (next_x, next_y)) = (middle(a), middle(b));
        let step = (next_y - y) / a.size;
        (next_x - x).abs() <= STACK_AXIS * a.size && (STEP.0..=STEP.1).contains(&step)
    };
    let columns: Vec<&[PlacedGlyph]> = drawn.chunk_by(is_below).collect();
    let is_left_of = |pair: &[&[PlacedGlyph]]| match pair {
        [[.., before], [first, ..]] => {
            let way = middle(before).0 - middle(first).0;
            way >= STEP.0 * first.size && middle(first).1 < middle(before).1
        }
        _ => false,
    };
    let are_columns = columns.len() > 1
        && columns.iter().all(|column| column.len() > 1)
        && columns.windows(2).all(is_left_of);
    let row = |column: &&[PlacedGlyph]| Row::stacked(column.to_vec(), Direction::Right);
    are_columns.then(|| columns.iter().map(row).collect())
}
