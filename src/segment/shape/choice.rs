//! Options and their marks, by position: a mark in a cell of its own belongs to the cell to its right, a mark in a text
//! to everything up to the next one, including the lines below.

use super::super::{Line, squeezed};
use super::FoundOption;
use super::canvas::Piece;
use super::inline::glyph;
use crate::profile::{Field, folded};
use crate::text::{Char, Place, Text};

/// The options of a choice; empty if neither marks nor a row of cells show them.
pub fn options(pieces: &[&Piece], field: &Field, places: &[Place]) -> Vec<FoundOption> {
    let marks = Marks::of(field, pieces);
    let mut options = Vec::new();
    let inline = pieces
        .iter()
        .any(|p| marks.count_in(p) > 0 && !marks.is_mark(p));
    let cells = pieces.iter().any(|p| marks.is_mark(p)) || (!inline && pieces.len() > 1);
    if cells {
        return of_cells(pieces, &marks);
    }
    for piece in pieces {
        options.extend(of_text(piece, &marks, places));
    }
    options
}

/// Filled marks, and their outlines.
const FILLED: [(&str, &str); 2] = [("●⬤", "○◯〇"), ("■◼☑☒", "□◻☐")];

/// The marks of a field, folded.
struct Marks {
    chosen: Vec<char>,
    open: Vec<char>,
}

impl Marks {
    /// Those of the profile; the outline of a mark that is chosen (○ beside ●, □ beside ■) is open. Where the profile names
    /// none, ○ is open if there is a filled mark next to it.
    fn of(field: &Field, pieces: &[&Piece]) -> Self {
        let chars = |list: &[String]| -> Vec<char> {
            list.iter()
                .flat_map(|mark| same_shapes(mark.trim()))
                .collect()
        };
        let mut open = chars(&field.open);
        let mut chosen = chars(&field.marks);
        let letters = pieces.iter().flat_map(|p| &p.lines);
        let letters = letters.flat_map(|line| line.text.chars());
        let is_filled = |c: char| FILLED.iter().any(|(filled, _)| filled.contains(c));
        let has_filled = letters.map(|ch| ch.c).any(is_filled);
        for (filled, outline) in FILLED {
            let is_chosen = filled.chars().any(|mark| chosen.contains(&mark));
            let named = outline.chars().any(|mark| chosen.contains(&mark));
            if is_chosen && (!named || (has_filled && field.has_usual_marks())) {
                open.extend(outline.chars());
            }
        }
        chosen.retain(|mark| !open.contains(mark));
        Self { chosen, open }
    }

    fn has(&self, c: char) -> bool {
        self.chosen.contains(&c) || self.open.contains(&c)
    }

    fn is_mark(&self, piece: &Piece) -> bool {
        let text = squeezed(&piece.lines);
        let mut chars = text.chars();
        matches!((chars.next(), chars.next()), (Some(c), None) if self.has(c))
    }

    fn count_in(&self, piece: &Piece) -> usize {
        let chars = piece.lines.iter().flat_map(|l| l.text.chars());
        chars.filter(|ch| self.has(ch.c)).count()
    }
}

/// A mark, and the characters that are drawn alike.
fn same_shapes(mark: &str) -> Vec<char> {
    let alike: &[char] = match mark {
        "○" | "◯" | "〇" => &['○', '◯', '〇'],
        "●" | "⬤" => &['●', '⬤'],
        "■" | "◼" => &['■', '◼'],
        "□" | "◻" | "☐" => &['□', '◻', '☐'],
        "✓" | "✔" => &['✓', '✔'],
        _ => &[],
    };
    match alike.is_empty() {
        true => mark.chars().chain(folded(mark).chars()).collect(),
        false => alike.to_vec(),
    }
}

/// Marks and options in cells of their own: a row is a list of pairs, with the mark, or room for it, on the left.
fn of_cells(pieces: &[&Piece], marks: &Marks) -> Vec<FoundOption> {
    let mut options = Vec::new();
    for (n, piece) in pieces.iter().enumerate() {
        if piece.is_blank() || marks.is_mark(piece) {
            continue;
        }
        let before = n.checked_sub(1).and_then(|n| pieces.get(n)).filter(|b| {
            marks.is_mark(b) && b.rows.0 == piece.rows.0
                || b.table != piece.table && marks.is_mark(b)
        });
        let mark = before.map(|b| joined(&b.lines)).unwrap_or_default();
        let text = joined(&piece.lines);
        let (own, text) = cut_mark(&text, marks);
        let mark = if mark.is_blank() { own } else { mark };
        options.push(FoundOption {
            chosen: is_chosen(&mark, marks),
            mark,
            text,
        });
    }
    options
}

fn is_chosen(mark: &Text, marks: &Marks) -> bool {
    mark.chars().iter().any(|ch| marks.chosen.contains(&ch.c))
}

/// The mark at the start of an option, and the option.
fn cut_mark(text: &Text, marks: &Marks) -> (Text, Text) {
    let text = text.trimmed();
    match text.chars().first().filter(|ch| marks.has(ch.c)) {
        Some(_) => (text.slice(0..1), text.slice(1..text.len()).trimmed()),
        None => (Text::new(), text),
    }
}

fn joined(lines: &[Line]) -> Text {
    let mut text = Text::new();
    for line in lines {
        text.append(line.text.trimmed());
    }
    text
}

/// An option being read: its extent along the line, and its text.
struct Column {
    from: f32,
    option: FoundOption,
}

/// Options in one cell: each begins at its mark; a line without marks continues the options above it, each letter the
/// one that it is below.
fn of_text(piece: &Piece, marks: &Marks, places: &[Place]) -> Vec<FoundOption> {
    let mut done: Vec<FoundOption> = Vec::new();
    let mut open: Vec<Column> = Vec::new();
    for line in &piece.lines {
        let chars = line.text.chars();
        let starts: Vec<usize> = (0..chars.len())
            .filter(|at| begins(chars, *at, marks))
            .collect();
        if starts.is_empty() {
            go_on(line, &mut open, places);
            continue;
        }
        done.extend(open.drain(..).map(|c| c.option));
        let ends = starts.iter().skip(1).copied().chain([chars.len()]);
        for (from, to) in starts.iter().copied().zip(ends) {
            let mark = line.text.slice(from..from + 1);
            open.push(Column {
                from: chars
                    .get(from)
                    .and_then(|ch| glyph(ch, places))
                    .map_or(line.bbox.x0, |b| b.x0),
                option: FoundOption {
                    chosen: is_chosen(&mark, marks),
                    mark,
                    text: line.text.slice(from + 1..to).trimmed(),
                },
            });
        }
    }
    done.extend(open.into_iter().map(|c| c.option));
    done
}

/// Whether an option begins here: at a mark at the start of the line, after a space, or after another option's text if
/// the mark is not part of a sentence.
fn begins(chars: &[Char], at: usize, marks: &Marks) -> bool {
    let is_mark = |at: usize| chars.get(at).is_some_and(|ch| marks.has(ch.c));
    let before = at.checked_sub(1).and_then(|b| chars.get(b));
    is_mark(at) && before.is_none_or(|ch| ch.c.is_whitespace() || !marks.has(ch.c))
}

fn go_on(line: &Line, open: &mut [Column], places: &[Place]) {
    for ch in line.text.chars().iter().filter(|ch| !ch.c.is_whitespace()) {
        let x = glyph(ch, places).map_or(f32::INFINITY, |b| b.center().0);
        let column = open.iter_mut().rev().find(|c| c.from <= x);
        if let Some(column) = column {
            column.option.text.0.push(*ch);
        } else if let Some(first) = open.first_mut() {
            first.option.text.0.push(*ch);
        }
    }
}
