//! The value of a label: what its cells hold, including what continues on the next page and small tables inside.

use super::super::super::{Line, Lines};
use super::super::canvas::{Piece, SAME_EDGE};
use super::super::scope::Reader;
use super::super::{FoundField, choice};
use crate::profile::{Field, Side, ValueType};

/// Finds the value of a label and takes it.
pub fn value(
    reader: &mut Reader<'_>,
    number: usize,
    at: usize,
    side: Option<Side>,
    (spec, part): (&Field, Option<usize>),
) -> FoundField {
    let mut pieces = reader.value_pieces(number, at, side);
    let mut own = FoundField::default();
    for piece in &pieces {
        if let Some(piece) = reader.canvas.pieces.get_mut(*piece) {
            piece.taken = true;
        }
    }
    pieces.extend(reader.goes_on(number, &pieces));
    reader.take_inside(number, &pieces);
    let kept: Vec<&Piece> = pieces
        .iter()
        .filter_map(|at| reader.canvas.get(*at))
        .collect();
    match spec.kind {
        ValueType::Choice if part.is_none() => {
            own.options = choice::options(&kept, spec, reader.places)
        }
        ValueType::Period => own.value = in_one_line(&kept),
        _ => own.value = lines(&kept),
    }
    if spec.kind == ValueType::Choice && own.options.is_empty() {
        own.value = lines(&kept);
    }
    own
}

/// The lines of a small cell as one.
fn one_line(lines: &[Line]) -> Line {
    let mut all = lines.iter();
    let mut line = all.next().cloned().unwrap_or_default();
    for more in all {
        line.text.append(more.text.trimmed());
    }
    line.room = f32::INFINITY;
    line
}

/// Lines from top to bottom; those at one height become one, separated by a blank.
fn in_rows(rows: Vec<(f32, Lines)>) -> Lines {
    let mut all: Lines = Lines::new();
    for line in rows.into_iter().flat_map(|(_, lines)| lines) {
        match all.last_mut().filter(|last| {
            (last.bbox.y0 - line.bbox.y0).abs() < 0.5 * line.size && last.bbox.x1 <= line.bbox.x0
        }) {
            Some(last) => {
                last.text.insert(' ');
                last.text.append(line.text.trimmed());
                last.room = f32::INFINITY;
            }
            None => all.push(line),
        }
    }
    all
}

/// The lines of pieces, one piece after the other.
pub fn lines(pieces: &[&Piece]) -> Lines {
    let mut all = Lines::new();
    let mut before: Option<&Piece> = None;
    for piece in pieces.iter().filter(|p| !p.is_blank()) {
        let goes_on = before.is_some_and(|b| b.page < piece.page);
        if let Some(last) = all.last_mut().filter(|_| !goes_on) {
            let last: &mut Line = last;
            last.room = f32::INFINITY;
        }
        all.extend(piece.lines.clone());
        before = Some(piece);
    }
    all
}

/// The words of cells next to each other, `令和 | 5 | 年度`, as one line.
fn in_one_line(pieces: &[&Piece]) -> Lines {
    let all = lines(pieces);
    let is_row = pieces.windows(2).all(|w| match w {
        [a, b] => (a.middle().1 - b.middle().1).abs() < 2.0 * SAME_EDGE,
        _ => true,
    });
    let Some(first) = all.first().filter(|_| is_row) else {
        return all;
    };
    let mut line = first.clone();
    for more in all.iter().skip(1) {
        line.text.append(more.text.trimmed());
    }
    vec![line]
}

impl Reader<'_> {
    /// Adds the text of small tables inside a value's cell to it, row by row.
    fn take_inside(&mut self, number: usize, pieces: &[usize]) {
        for at in pieces {
            let Some(own) = self.canvas.get(*at).filter(|p| p.table.is_some()).cloned() else {
                continue;
            };
            let is_inside = |p: &Piece| {
                let (x, y) = p.middle();
                p.table.is_some()
                    && p.table != own.table
                    && !p.taken
                    && own.bbox.contains(x, y)
                    && p.bbox.width() < own.bbox.width()
                    && p.bbox.height() < own.bbox.height()
            };
            let all = self.canvas.in_scope(number);
            let inside: Vec<usize> = all.filter(|(_, p)| is_inside(p)).map(|(n, _)| n).collect();
            if inside.is_empty() {
                continue;
            }
            let mut rows: Vec<(f32, Lines)> = own
                .lines
                .iter()
                .map(|l| (l.bbox.y0, vec![l.clone()]))
                .collect();
            for piece in inside
                .iter()
                .filter_map(|n| self.canvas.get(*n))
                .filter(|p| !p.is_blank())
            {
                let top = piece.lines.first().map_or(0.0, |l| l.bbox.y0);
                rows.push((top, vec![one_line(&piece.lines)]));
            }
            rows.sort_by(|a, b| a.0.total_cmp(&b.0));
            let lines = in_rows(rows);
            if let Some(piece) = self.canvas.pieces.get_mut(*at) {
                piece.lines = lines;
            }
            for n in inside {
                if let Some(piece) = self.canvas.pieces.get_mut(n) {
                    piece.taken = true;
                }
            }
        }
    }

    /// The continuation of a value at the end of its page: the first free cell on the next page between the same edges,
    /// if no label is before it.
    fn goes_on(&mut self, number: usize, pieces: &[usize]) -> Vec<usize> {
        let mut more = Vec::new();
        let Some(mut last) = pieces.last().copied() else {
            return more;
        };
        while let Some(next) = self.rest_of(number, last) {
            if let Some(piece) = self.canvas.pieces.get_mut(next) {
                piece.taken = true;
            }
            more.push(next);
            last = next;
        }
        more
    }

    fn rest_of(&self, number: usize, last: usize) -> Option<usize> {
        let own = self.canvas.get(last)?;
        let table = own.table.filter(|t| own.rows.1 >= self.canvas.size(*t).0)?;
        let is_last = |p: &Piece| {
            p.page == own.page
                && p.table.is_some_and(|t| t > table)
                && !p.is_blank()
                && p.bbox.y0 > own.bbox.y0
        };
        if own.is_blank() || self.canvas.pieces.iter().rev().any(is_last) {
            return None;
        }
        let near = |a: f32, b: f32| (a - b).abs() < 2.0 * SAME_EDGE;
        let fits = |p: &Piece| near(p.bbox.x0, own.bbox.x0) && near(p.bbox.x1, own.bbox.x1);
        // the head that each page repeats may be above it
        let opens = |(_, p): &(usize, &Piece)| {
            let is_first = p.page == own.page + 1 && p.table.is_some() && p.rows.0 == 0;
            is_first && !p.is_blank() && p.is_free() && fits(p)
        };
        let (at, _) = self.canvas.in_scope(number).find(opens)?;
        let labelled = self.canvas.left_of(at).iter().any(|l| {
            self.canvas
                .get(*l)
                .is_some_and(|p| p.is_label || !p.is_blank())
        });
        (!labelled && !self.is_blank(at)).then_some(at)
    }
}
