//! Options and their marks, by position: a mark in a cell of its own belongs to the cell to its right, a mark in a text
//! to everything up to the next one, including the lines below. Where a row begins with an option and ends with a mark or
//! room for one, marks follow their options. A mark may be in brackets: （○）継続（　）廃止.

use super::super::Line;
use super::FoundOption;
use super::canvas::Piece;
use super::inline::glyph;
use crate::profile::Field;
use crate::text::{Char, Place, Text};
use marks::{Marks, blanks};

mod marks;

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

/// Marks and options in cells of their own: a row is a list of pairs, with the mark, or room for it, on the left, or on the
/// right if a row begins with an option and ends with such a cell.
fn of_cells(pieces: &[&Piece], marks: &Marks) -> Vec<FoundOption> {
    let mut options = Vec::new();
    let follow = marks_follow(pieces, marks);
    for (n, piece) in pieces.iter().enumerate() {
        if piece.is_blank() || marks.is_mark(piece) {
            continue;
        }
        let beside = match follow {
            true => Some(n + 1),
            false => n.checked_sub(1),
        };
        let beside = beside.and_then(|n| pieces.get(n)).filter(|b| {
            marks.is_mark(b) && b.rows.0 == piece.rows.0
                || b.table != piece.table && marks.is_mark(b)
        });
        let mark = beside.map(|b| joined(&b.lines)).unwrap_or_default();
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

/// Whether the first row of cells has each mark, or room for it, behind its option.
fn marks_follow(pieces: &[&Piece], marks: &Marks) -> bool {
    let first = pieces.first().map(|piece| piece.rows);
    let row: Vec<bool> = pieces
        .iter()
        .take_while(|piece| Some(piece.rows) == first)
        .map(|piece| piece.is_blank() || marks.is_mark(piece))
        .collect();
    row.len().is_multiple_of(2) && row.chunks(2).all(|pair| pair == [false, true])
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
    let bracketed = marks.are_bracketed(piece);
    let found = |line: &Line| marks_in(line, marks, bracketed);
    let first = piece.lines.first();
    let unmarked = first.and_then(|line| Unmarked::of(line, &found(line)));
    let mut done: Vec<FoundOption> = Vec::new();
    let mut open: Vec<Column> = Vec::new();
    for line in &piece.lines {
        let chars = line.text.chars();
        let found = found(line);
        match unmarked {
            Some(Unmarked::Before) => done.extend(before_marks(line, &found, marks)),
            Some(Unmarked::Words) => done.extend(words(line, &found, marks)),
            None if found.is_empty() => go_on(line, &mut open, places),
            None => {
                done.extend(open.drain(..).map(|c| c.option));
                let ends = found.iter().skip(1).map(|mark| mark.0);
                for ((from, mark), to) in found.iter().zip(ends.chain([chars.len()])) {
                    let first = chars.get(*from).and_then(|ch| glyph(ch, places));
                    open.push(Column {
                        from: first.map_or(line.bbox.x0, |b| b.x0),
                        option: option(line, (*from, *mark), (*mark, to), marks),
                    });
                }
            }
        }
    }
    done.extend(open.into_iter().map(|c| c.option));
    done
}

/// How options are distinguished where the first of them has no mark before it.
#[derive(Clone, Copy)]
enum Unmarked {
    /// Each mark follows its option: 継続□ 廃止■.
    Before,
    /// Only the chosen one has a mark: 継続 ○廃止.
    Words,
}

impl Unmarked {
    fn of(line: &Line, found: &[(usize, usize)]) -> Option<Self> {
        let is_blank = |from: usize, to: usize| line.text.slice(from..to).is_blank();
        let (first, last) = found.first().zip(found.last())?;
        if is_blank(0, first.0) {
            return None;
        }
        Some(match is_blank(last.1, line.text.len()) {
            true => Self::Before,
            false => Self::Words,
        })
    }
}

/// The marks of a line that belong to options, as character ranges.
fn marks_in(line: &Line, marks: &Marks, bracketed: bool) -> Vec<(usize, usize)> {
    let chars = line.text.chars();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = marks.end_at(chars, at, bracketed);
        match end.filter(|end| begins(chars, (at, *end), marks)) {
            Some(end) => {
                found.push((at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// An option from the ranges of its mark and its text.
fn option(line: &Line, mark: (usize, usize), text: (usize, usize), marks: &Marks) -> FoundOption {
    let mark = line.text.slice(mark.0..mark.1);
    FoundOption {
        chosen: is_chosen(&mark, marks),
        mark,
        text: line.text.slice(text.0..text.1).trimmed(),
    }
}

/// The options of a line whose marks follow them.
fn before_marks(line: &Line, found: &[(usize, usize)], marks: &Marks) -> Vec<FoundOption> {
    let starts = [0].into_iter().chain(found.iter().map(|mark| mark.1));
    let own = |(from, mark): (usize, &(usize, usize))| option(line, *mark, (from, mark.0), marks);
    starts.zip(found).map(own).collect()
}

/// The options of a line, each a word between blanks, some with a mark before them.
fn words(line: &Line, found: &[(usize, usize)], marks: &Marks) -> Vec<FoundOption> {
    let chars = line.text.chars();
    let mut options = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        at += blanks(chars, at);
        let own = found.iter().find(|mark| mark.0 == at);
        let start = own.map_or(at, |mark| mark.1 + blanks(chars, mark.1));
        let rest = chars.get(start..).unwrap_or_default();
        let len = rest.iter().take_while(|ch| !ch.c.is_whitespace()).count();
        if len > 0 {
            let mark = own.copied().unwrap_or((at, at));
            options.push(option(line, mark, (start, start + len), marks));
        }
        at = (start + len).max(at + 1);
    }
    options
}

/// Whether an option begins here: at a mark at the start of the line, after a space, or after another option's text if
/// the mark is not part of a sentence; at brackets without a mark only before the option's text: その他（　） has none.
fn begins(chars: &[Char], (at, end): (usize, usize), marks: &Marks) -> bool {
    let before = at.checked_sub(1).and_then(|b| chars.get(b));
    let mark = chars.get(at..end).unwrap_or_default();
    let is_mark = mark.iter().any(|ch| marks.has(ch.c));
    let is_text = |ch: &Char| !ch.c.is_whitespace() && !matches!(ch.c, '(' | '（');
    before.is_none_or(|ch| match is_mark {
        true => !marks.has(ch.c),
        false => ch.c.is_whitespace() || chars.get(end).is_some_and(is_text),
    })
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
