//! How a document's typesetter breaks lines, and what that means for bullets.
//!
//! Most typesetters start no line with a closing bracket, comma or middle dot (kinsoku); with them a ・ at the start of
//! a line is a bullet, however full the line before. Some break anywhere: seen in LibreOffice Calc without a language,
//! and in reports of one city's own software.

use super::opening::is_dot_in_word;
use super::wrapped;
use crate::content::{Block, Content, Line};
use crate::text::chars::{continues_line, is_middle_dot};

/// How many wrapped lines are needed to conclude that kinsoku is kept: without it, one line in twelve starts with a
/// character that kinsoku forbids there.
const ENOUGH: usize = 40;
/// In a cell with fewer characters per line than this, every typesetter breaks anywhere.
const NARROW: usize = 8;

/// Ends the lines before bullets, if no line of the document starts with a middle dot inside a word.
pub fn end_lines_before_bullets(content: &mut Content) {
    if !keeps_rules(content) {
        return;
    }
    for lines in cells(content) {
        let is_bullet = |line: &Line| line.text.first_letter().is_some_and(is_middle_dot);
        for at in 1..lines.len() {
            if lines.get(at).is_some_and(is_bullet)
                && let Some(before) = lines.get_mut(at - 1)
            {
                before.room = f32::INFINITY;
            }
        }
    }
}

fn cells(content: &mut Content) -> impl Iterator<Item = &mut Vec<Line>> {
    let cells = content.blocks.iter_mut().flat_map(|block| match block {
        Block::Table(table) => table.cells.as_mut_slice(),
        _ => &mut [],
    });
    cells.map(|cell| &mut cell.lines)
}

/// Whether enough lines wrapped, and none started with a character that kinsoku forbids.
fn keeps_rules(content: &Content) -> bool {
    let cells = content.tables().flat_map(|table| &table.cells);
    let pairs = cells.flat_map(|cell| cell.lines.iter().zip(cell.lines.iter().skip(1)));
    let mut wraps = 0;
    for (last, next) in pairs.filter(|(last, next)| wrapped(last, next)) {
        if breaks_rules(last, next) {
            return false;
        }
        wraps += 1;
    }
    wraps >= ENOUGH
}

fn breaks_rules(last: &Line, next: &Line) -> bool {
    let (last, next) = (last.text.trimmed(), next.text.trimmed());
    let Some((first, rest)) = next.chars().split_first() else {
        return false;
    };
    let is_in_word = is_middle_dot(first.c) && is_dot_in_word(last.chars(), rest);
    last.len() >= NARROW && (continues_line(first.c) || is_in_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Cell, Table};
    use crate::normalize::join;
    use crate::text::Text;

    /// Cells whose lines are completely full.
    fn content(cells: &[&[&str]]) -> Content {
        let line = |text: &&str| Line {
            text: Text::unplaced(text),
            head: 10.0,
            ..Line::default()
        };
        let cell = |lines: &&[&str]| Cell {
            lines: lines.iter().map(line).collect(),
            ..Cell::default()
        };
        let table = Table {
            page: 1,
            bbox: Default::default(),
            rows: 1,
            cols: 1,
            edges: Vec::new(),
            cells: cells.iter().map(cell).collect(),
            ruled: true,
        };
        Content {
            blocks: vec![Block::Table(table)],
            ..Content::default()
        }
    }

    fn joined(cells: &[&[&str]]) -> String {
        let mut content = content(cells);
        end_lines_before_bullets(&mut content);
        let cell = content.tables().flat_map(|table| &table.cells).next();
        join(&cell.map(|cell| cell.lines.clone()).unwrap_or_default()).to_string()
    }

    const PLAIN: &[&str] = &["点検の結果を庁内で共有し"; ENOUGH + 1];
    const PAIR: &[&str] = &["什器等の計画的な発注", "・納品"];

    #[test]
    fn with_kinsoku_a_dot_at_the_start_of_a_line_is_a_bullet() {
        assert_eq!(joined(&[PAIR, PLAIN]), "什器等の計画的な発注\n・納品");
    }

    #[test]
    fn without_kinsoku_the_neighbours_of_a_dot_decide() {
        let careless: &[&str] = &["点検の結果を庁内で共有し", "、改める"];
        assert_eq!(
            joined(&[PAIR, PLAIN, careless]),
            "什器等の計画的な発注・納品"
        );
        let word: &[&str] = &["職員に広めるためのワーク", "・ライフ・バランス"];
        assert_eq!(joined(&[PAIR, PLAIN, word]), "什器等の計画的な発注・納品");
    }

    #[test]
    fn few_lines_and_narrow_cells_are_no_evidence() {
        assert_eq!(joined(&[PAIR]), "什器等の計画的な発注・納品");
        let narrow: &[&str] = &["(2", ")年度内"];
        assert_eq!(
            joined(&[PAIR, PLAIN, narrow]),
            "什器等の計画的な発注\n・納品"
        );
    }
}
