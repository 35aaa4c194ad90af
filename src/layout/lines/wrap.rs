//! Room and head: what distinguishes a line that wrapped from one that its author ended.
//!
//! A line has room up to the right edge of the text area, which is assumed to be as far inside its cell as the left
//! edge. The head of a line is its first unbreakable piece: had it fitted into the room of the line before, it would be
//! there.

use crate::geometry::Rect;
use crate::layout::lines::Row;
use crate::text::chars::{
    continues_line, ends_clause, is_cjk, is_hiragana, is_opening, may_begin_line, may_end_line,
};

/// A greater left gap, in font sizes, is an indent or aligned text rather than the cell's padding.
pub(crate) const WIDEST_PADDING: f32 = 1.5;

/// The two gaps of a centred line differ by less than this many font sizes.
const CENTRED: f32 = 0.8;

/// The room is reduced by this many font sizes: wrapped lines leave any fraction of a character free, and right
/// paddings slightly wider than the left ones are common, while authors seldom end a line just short of the edge.
const SLACK: f32 = 0.3;

/// The edges between which the rows of a cell are, in the rows' own frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Measure {
    left: f32,
    right: f32,
    ragged_left: bool,
}

impl Measure {
    /// The edges that the rows of one direction keep inside their cell's box (in their frame).
    pub(crate) fn in_cell(rows: &[&Row], cell: &Rect, usual_padding: f32) -> Self {
        let boxes: Vec<(Rect, f32)> = rows.iter().map(|r| (r.own_box, r.size)).collect();
        let least = |gap: &dyn Fn(&Rect) -> f32| {
            boxes
                .iter()
                .map(|(b, _)| gap(b))
                .fold(f32::INFINITY, f32::min)
        };
        let size = boxes.iter().map(|(_, s)| *s).fold(0.0, f32::max);
        let seen = least(&|b: &Rect| b.x0 - cell.x0);
        let ragged_left = is_ragged_left(&boxes, cell);
        let indented = ragged_left || seen > WIDEST_PADDING * size;
        let padding = if indented {
            seen.min(usual_padding)
        } else {
            seen
        }
        .max(0.0);
        let overhang = least(&|b: &Rect| cell.x1 - b.x1);
        Self {
            left: cell.x0 + padding,
            right: cell.x1 - padding.min(overhang),
            ragged_left,
        }
    }

    /// The edges of running text: from its leftmost to its rightmost glyph.
    pub(crate) fn of_text(rows: &[&Row]) -> Self {
        let boxes = || rows.iter().map(|r| r.own_box);
        Self {
            left: boxes().map(|b| b.x0).fold(f32::INFINITY, f32::min),
            right: boxes().map(|b| b.x1).fold(f32::NEG_INFINITY, f32::max),
            ragged_left: false,
        }
    }

    /// The free width after a row.
    pub(crate) fn room(&self, row: &Row) -> f32 {
        let b = row.own_box;
        let before = if self.ragged_left {
            (b.x0 - self.left).max(0.0)
        } else {
            0.0
        };
        (self.right - row.end + before - SLACK * row.size).max(0.0)
    }
}

/// Whether the rows are centred or right-aligned, so that the gap before them is free, too.
fn is_ragged_left(boxes: &[(Rect, f32)], cell: &Rect) -> bool {
    let gaps = |b: &Rect| (b.x0 - cell.x0, cell.x1 - b.x1);
    let indented = boxes
        .iter()
        .any(|(b, size)| gaps(b).0 > WIDEST_PADDING * size);
    let centred = boxes.iter().all(|(b, size)| {
        let (left, right) = gaps(b);
        (left - right).abs() <= CENTRED * size
    });
    let to_the_right = boxes.iter().all(|(b, size)| {
        let (left, right) = gaps(b);
        right <= WIDEST_PADDING * size && left > right
    });
    indented && (centred || to_the_right)
}

/// The width of a row's first unbreakable piece; infinite if it continues the row before in any case.
pub(crate) fn head(row: &Row) -> f32 {
    let mut glyphs = row
        .glyphs
        .iter()
        .skip_while(|i| i.c.is_whitespace())
        .peekable();
    let Some(first) = glyphs.next() else {
        return 0.0;
    };
    if continues_line(first.c) || is_verb_ending(row) {
        return f32::INFINITY;
    }
    let mut last = first;
    while let Some(next) = glyphs.next_if(|next| holds_together(last.c, next.c)) {
        last = next;
    }
    last.bbox.x1 - first.bbox.x0
}

/// The most kana of a verb's ending before which a line breaks.
const LONGEST_ENDING: usize = 2;

/// Whether a row is only the end of a sentence: `る。`, `した。`. In contrast, なし。 is a word.
fn is_verb_ending(row: &Row) -> bool {
    if row.glyphs.last().is_none_or(|last| last.c != '。') {
        return false;
    }
    let letters = row.glyphs.iter().map(|glyph| glyph.c);
    let letters: String = letters
        .filter(|c| !c.is_whitespace())
        .take(LONGEST_ENDING + 2)
        .collect();
    let is_word = |letters: &str| ["なし", "あり", "はい"].contains(&letters);
    letters.strip_suffix('。').is_some_and(|ending| {
        let is_short = (1..=LONGEST_ENDING).contains(&ending.chars().count());
        is_short && ending.chars().all(is_hiragana) && !is_word(ending)
    })
}

fn holds_together(a: char, b: char) -> bool {
    let latin = |c: char| !is_cjk(c) && !c.is_whitespace();
    // LibreOffice keeps letters with a bracket before them, as Unicode's rules once said, and some treat a circled
    // number as a letter: 6）PDCA, ①10件
    let before_latin = |c: char| latin(c) || ends_clause(c) || matches!(c, '①'..='⑳');
    // Unicode's rules keep a unit sign with a bracket after it: 86.2%（前年83%）, seen in typst
    let is_measured = "%％‰℃°".contains(a) && is_opening(b);
    !may_end_line(a) || !may_begin_line(b) || is_measured || (before_latin(a) && latin(b))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::lines::rows;
    use crate::layout::tests::string;

    /// Where the cells begin.
    const X: f32 = 100.0;

    /// Ten-point text at a distance from the left side of its cell.
    fn row(s: &str, x: f32, y: f32) -> Row {
        rows(&string(s, X + x, y, 10.0)).remove(0)
    }

    fn cell(width: f32) -> Rect {
        Rect::new(X, 0.0, X + width, 100.0)
    }

    /// The room of each line in a cell 200 wide; a line is given by its number of characters and its indent.
    fn rooms(lines: [(usize, f32); 2]) -> [f32; 2] {
        let rows = lines.map(|(letters, x)| row(&"字".repeat(letters), x, 10.0));
        let measure = Measure::in_cell(&rows.each_ref(), &cell(200.0), 2.0);
        rows.each_ref().map(|row| measure.room(row).round())
    }

    #[test]
    fn room_mirrors_the_left_padding() {
        let rows = [row("一二三四五六七八", 2.0, 10.0), row("九十", 2.0, 22.0)];
        let measure = Measure::in_cell(&[&rows[0], &rows[1]], &cell(90.0), 2.0);
        assert_eq!(measure.room(&rows[0]), 3.0);
        assert!(head(&rows[1]) > measure.room(&rows[0]), "the line wrapped");
    }

    #[test]
    fn a_line_ended_by_its_author_has_room_for_the_next_head() {
        let rows = [row("一二三", 2.0, 10.0), row("四五", 2.0, 22.0)];
        let measure = Measure::in_cell(&[&rows[0], &rows[1]], &cell(90.0), 2.0);
        assert!(head(&rows[1]) < measure.room(&rows[0]));
    }

    #[test]
    fn centred_lines_have_the_room_of_both_sides() {
        let rows = [row("中間報告", 30.0, 10.0), row("（進捗状況）", 20.0, 22.0)];
        let measure = Measure::in_cell(&[&rows[0], &rows[1]], &cell(100.0), 2.0);
        assert_eq!(measure.room(&rows[0]), 53.0);
    }

    #[test]
    fn the_room_of_a_line_depends_on_how_the_lines_are_aligned() {
        for (what, lines, room) in [
            ("to the left", [(18, 2.0), (5, 2.0)], [13.0, 143.0]),
            ("a wide padding", [(10, 13.0), (5, 13.0)], [71.0, 121.0]),
            ("the widest padding", [(15, 15.0), (5, 15.0)], [17.0, 117.0]),
            ("an indent", [(10, 20.0), (5, 20.0)], [75.0, 125.0]),
            ("a first-line indent", [(17, 20.0), (19, 2.0)], [5.0, 3.0]),
            ("into the padding", [(19, 8.0), (5, 8.0)], [0.0, 137.0]),
            ("to the right", [(10, 98.0), (5, 148.0)], [93.0, 143.0]),
            ("near the right", [(10, 86.0), (5, 136.0)], [93.0, 143.0]),
            ("far from the right", [(10, 84.0), (5, 134.0)], [11.0, 11.0]),
            ("centred", [(10, 50.0), (5, 75.0)], [93.0, 143.0]),
            ("nearly centred", [(10, 53.0), (5, 78.0)], [93.0, 143.0]),
            ("not centred", [(10, 55.0), (5, 80.0)], [40.0, 65.0]),
            ("only one centred", [(10, 50.0), (18, 2.0)], [45.0, 13.0]),
            ("wide on both sides", [(17, 13.0), (17, 15.0)], [1.0, 0.0]),
            ("full on both sides", [(19, 2.0), (18, 6.0)], [3.0, 9.0]),
        ] {
            assert_eq!(rooms(lines), room, "{what}");
        }
    }

    #[test]
    fn the_head_is_the_first_unbreakable_piece() {
        for (s, width) in [
            ("目標値", 10.0),
            ("目、標", 20.0),
            ("「目標」", 20.0),
            ("（１）目", 30.0),
            ("word two", 20.0),
            ("12件", 10.0),
            ("12。件", 20.0),
            ("）R2.3月", f32::INFINITY),
            ("①10件", 20.0),
            ("6）PDCAサイクル", 35.0),
            ("8%（7%）", 40.0),
            ("8%増加", 10.0),
            ("目（標）", 10.0),
            ("を進める", f32::INFINITY),
            ("ーザーの声", f32::INFINITY),
            ("る。", f32::INFINITY),
            ("なし。", 10.0),
        ] {
            assert_eq!(head(&row(s, 0.0, 10.0)), width, "{s}");
        }
    }
}
