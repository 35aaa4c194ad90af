//! Labels and their values.
//!
//! A label is given to a field where it fits exactly, those first that say what they stand under or behind; then labels
//! that differ are given to the fields that are left, where each is the other's nearest ([`drift`]). Only then values are
//! looked for: beside the label up to the next one, or else below it.

use super::super::{Line, Lines, squeezed};
use super::canvas::Piece;
use super::names::Words;
use super::scope::Reader;
use super::{Doubt, Found, FoundField, choice};
use crate::geometry::Rect;
use crate::profile::{Field, Scope, Side, ValueType};

mod drift;

/// Whether a field, by its number and itself, is given its label in a step.
type Step<'s> = &'s dyn Fn(usize, &Field) -> bool;

/// Which piece is the label of each field.
pub type Given = Vec<Option<usize>>;

/// Reads the fields of a scope.
pub fn read(
    reader: &mut Reader<'_>,
    number: usize,
    names: usize,
    scope: &Scope<'_>,
    found: &mut Found,
) {
    let mut given: Given = vec![None; scope.fields.len()];
    exact(reader, number, names, scope, &mut given);
    let distances = drift::give(reader, number, names, scope, &mut given);
    // What comes behind a label that drifted has its place now.
    exact(reader, number, names, scope, &mut given);
    for at in given.iter().flatten() {
        if let Some(piece) = reader.canvas.pieces.get_mut(*at) {
            piece.is_label = true;
            piece.taken = true;
        }
    }
    let parts = parts(reader, number, names, &given);
    let mut labels = order(reader, &given, &parts);
    // A value before its label would pass for one behind the label before it.
    let is_before = |field: usize| {
        let side = scope.fields.get(field).and_then(|f| f.value);
        matches!(side, Some(Side::Left | Side::Above))
    };
    labels.sort_by_key(|(field, ..)| !is_before(*field));
    for (field, part, at) in labels {
        let Some(spec) = scope.fields.get(field) else {
            continue;
        };
        let distance = distances.get(field).copied().unwrap_or(0);
        let mut own = value(reader, number, at, spec, part);
        own.distance = if part.is_some() { 0 } else { distance };
        own.field = field;
        own.part = part;
        if let Some(piece) = reader.canvas.get(at) {
            own.label = piece.lines.clone();
        }
        found.fields.push(own);
    }
    repeated(reader, number, names, &given, found);
}

/// Labels with their fields and parts, in reading order.
fn order(
    reader: &Reader<'_>,
    given: &Given,
    parts: &[(usize, usize, usize)],
) -> Vec<(usize, Option<usize>, usize)> {
    let whole = given
        .iter()
        .enumerate()
        .filter_map(|(f, at)| Some((f, None, (*at)?)));
    let parts = parts.iter().map(|(f, part, at)| (*f, Some(*part), *at));
    let mut all: Vec<_> = whole.chain(parts).collect();
    let place = |at: usize| {
        reader
            .canvas
            .get(at)
            .map_or((0.0, 0.0), |p| (p.bbox.y0, p.bbox.x0))
    };
    all.sort_by(|a, b| {
        let (a, b) = (place(a.2), place(b.2));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    all
}

/// The pieces that are a field's label word for word, the best first.
fn candidates(reader: &Reader<'_>, number: usize, words: &Words, under: &Words) -> Vec<usize> {
    let pieces = reader.canvas.pieces.iter().enumerate();
    let fits = |(at, piece): (usize, &Piece)| {
        let rank = words
            .rank(piece)
            .filter(|_| piece.scope == number && !piece.taken)?;
        (under.is_empty() || reader.stands_under(at, under)).then_some((
            rank,
            piece.bbox.y0,
            piece.bbox.x0,
            at,
        ))
    };
    let mut all: Vec<_> = pieces.filter_map(fits).collect();
    all.sort_by(|a, b| {
        a.0.cmp(&b.0)
            .then(a.1.total_cmp(&b.1))
            .then(a.2.total_cmp(&b.2))
    });
    all.into_iter().map(|(.., at)| at).collect()
}

/// Gives each field that has no label yet one that fits exactly.
fn exact(reader: &Reader<'_>, number: usize, names: usize, scope: &Scope<'_>, given: &mut Given) {
    let Some(own) = reader.names.scopes.get(names) else {
        return;
    };
    let none = Words::default();
    let all: Vec<Vec<usize>> = (0..scope.fields.len())
        .map(|f| {
            let words = own.fields.get(f).unwrap_or(&none);
            candidates(reader, number, words, own.under.get(f).unwrap_or(&none))
        })
        .collect();
    let shares = |f: usize| {
        scope.fields.iter().enumerate().any(|(o, other)| {
            o != f
                && (other.after.is_some() || !other.under.is_empty())
                && all
                    .get(o)
                    .zip(all.get(f))
                    .is_some_and(|(a, b)| a.iter().any(|at| b.contains(at)))
        })
    };
    let plain = |field: &Field| field.after.is_none() && field.under.is_empty();
    let steps: [Step<'_>; 4] = [
        &|_, field| field.after.is_none() && !field.under.is_empty(),
        &|f, field| plain(field) && !shares(f),
        &|_, field| field.after.is_some(),
        &|_, _| true,
    ];
    for step in steps {
        // What comes behind another may come behind one that does so itself.
        for _ in 0..scope.fields.len().min(8) {
            let before = given.clone();
            for (f, field) in scope.fields.iter().enumerate() {
                if given.get(f).copied().flatten().is_some() || !step(f, field) {
                    continue;
                }
                let free = all.get(f).into_iter().flatten().copied();
                let free: Vec<usize> = free.filter(|at| !given.contains(&Some(*at))).collect();
                let chosen = choose(reader, number, &free, field, scope, given);
                if let Some(place) = given.get_mut(f) {
                    *place = chosen;
                }
            }
            if before == *given {
                break;
            }
        }
    }
}

fn choose(
    reader: &Reader<'_>,
    number: usize,
    free: &[usize],
    field: &Field,
    scope: &Scope<'_>,
    given: &Given,
) -> Option<usize> {
    let Some(after) = &field.after else {
        return free.first().copied();
    };
    let of_field = scope.fields.iter().position(|f| f.key == *after);
    let label = of_field.and_then(|f| given.get(f).copied().flatten());
    let label = label.and_then(|at| reader.canvas.get(at)).map(|p| p.bbox);
    let anchor = label.or_else(|| reader.table_place(number, after))?;
    let key = |at: &usize| {
        let bbox = reader.canvas.get(*at)?.bbox;
        let behind =
            bbox.y0 > anchor.y0 + 1.0 || (bbox.y0 >= anchor.y0 - 1.0 && bbox.x0 > anchor.x0);
        let beside = bbox.x0 >= anchor.x1 || anchor.x0 >= bbox.x1;
        behind.then_some((beside && bbox.y0 > anchor.y1 - 1.0, bbox.y0, bbox.x0, *at))
    };
    let mut behind: Vec<_> = free.iter().filter_map(key).collect();
    behind.sort_by(|a, b| {
        a.0.cmp(&b.0)
            .then(a.1.total_cmp(&b.1))
            .then(a.2.total_cmp(&b.2))
    });
    behind.first().map(|(.., at)| *at)
}

/// The labels of parts: field, part, piece. They stand beside their field's label, or below it.
fn parts(
    reader: &mut Reader<'_>,
    number: usize,
    names: usize,
    given: &Given,
) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    let own = reader
        .names
        .scopes
        .get(names)
        .map(|s| s.parts.as_slice())
        .unwrap_or_default();
    for (field, parts) in own.iter().enumerate() {
        let Some(label) = given.get(field).copied().flatten() else {
            continue;
        };
        for (part, words) in parts.iter().enumerate() {
            let fits = |at: &usize| {
                reader
                    .canvas
                    .get(*at)
                    .is_some_and(|p| p.scope == number && !p.taken && words.rank(p).is_some())
            };
            let beside = reader.canvas.right_of(label).into_iter();
            if let Some(at) = beside.chain(reader.canvas.below(label)).find(fits) {
                found.push((field, part, at));
            }
        }
    }
    for (.., at) in &found {
        if let Some(piece) = reader.canvas.pieces.get_mut(*at) {
            piece.is_label = true;
            piece.taken = true;
        }
    }
    found
}

/// Finds the value of a label and takes it.
fn value(
    reader: &mut Reader<'_>,
    number: usize,
    at: usize,
    spec: &Field,
    part: Option<usize>,
) -> FoundField {
    let side = spec.value.filter(|_| part.is_none());
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

/// Lines from top to bottom, those at one height as one, with a blank between them.
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

fn lines(pieces: &[&Piece]) -> Lines {
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

/// The words of cells that a form puts side by side, `令和 | 5 | 年度`, as one line.
fn in_one_line(pieces: &[&Piece]) -> Lines {
    let all = lines(pieces);
    let is_row = pieces.windows(2).all(|w| match w {
        [a, b] => (a.middle().1 - b.middle().1).abs() < 2.0 * super::canvas::SAME_EDGE,
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

/// What is met again: with the same value it is the repeated head of a page, else it is told and kept apart.
fn repeated(
    reader: &mut Reader<'_>,
    number: usize,
    names: usize,
    given: &Given,
    found: &mut Found,
) {
    let Some(own) = reader.names.scopes.get(names) else {
        return;
    };
    let named = |p: &Piece| own.fields.iter().position(|words| words.rank(p).is_some());
    let again: Vec<(usize, usize)> = reader
        .canvas
        .pieces
        .iter()
        .enumerate()
        .filter(|(_, p)| p.scope == number && !p.taken && !p.is_blank())
        .filter_map(|(at, p)| Some((named(p)?, at)))
        .filter(|(field, _)| given.get(*field).copied().flatten().is_some())
        .collect();
    for (field, at) in again {
        let pieces = reader.value_pieces(number, at, None);
        let kept: Vec<&Piece> = pieces
            .iter()
            .filter_map(|p| reader.canvas.get(*p))
            .collect();
        let own = lines(&kept);
        let same = |f: &&FoundField| f.field == field && squeezed(&f.value) == squeezed(&own);
        let Some(label) = reader.canvas.get(at).cloned() else {
            continue;
        };
        if found.fields.iter().any(|f| same(&f)) && !(own.is_empty() && label.table.is_some()) {
            found.headings.extend(label.lines.into_iter().chain(own));
        } else if !own.is_empty() {
            let written = squeezed(&label.lines);
            found.doubts.push(Doubt::Repeated {
                label: written,
                page: label.page,
            });
            found.other.push((label.lines, own));
        } else {
            continue;
        }
        for at in pieces.into_iter().chain([at]) {
            if let Some(piece) = reader.canvas.pieces.get_mut(at) {
                piece.taken = true;
            }
        }
    }
}

impl Reader<'_> {
    /// Puts small tables that stand inside a value's cell into its text, row by row.
    fn take_inside(&mut self, number: usize, pieces: &[usize]) {
        for at in pieces {
            let Some(own) = self.canvas.get(*at).filter(|p| p.table.is_some()).cloned() else {
                continue;
            };
            let is_inside = |p: &Piece| {
                let (x, y) = p.middle();
                p.table.is_some()
                    && p.table != own.table
                    && p.scope == number
                    && !p.taken
                    && own.bbox.contains(x, y)
                    && p.bbox.width() < own.bbox.width()
                    && p.bbox.height() < own.bbox.height()
            };
            let all = self.canvas.pieces.iter().enumerate();
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

    /// The pieces of a label's value.
    fn value_pieces(&self, number: usize, at: usize, side: Option<Side>) -> Vec<usize> {
        let in_table = self.canvas.get(at).is_some_and(|p| p.table.is_some());
        if !in_table {
            let right = || self.canvas.beside_line(at, number);
            let below = || self.canvas.below_line(at, number);
            return match side {
                Some(Side::Right) => right(),
                Some(Side::Below) => below(),
                _ => right().or_else(below),
            }
            .into_iter()
            .collect();
        }
        match side {
            Some(Side::Right) => self.right(number, at),
            Some(Side::Below) => self.below(number, at),
            Some(Side::Left) => self.left(number, at),
            Some(Side::Above) => self
                .canvas
                .above(at)
                .filter(|p| self.is_open(number, *p))
                .into_iter()
                .collect(),
            None => self.beside_or_below(number, at),
        }
    }

    fn beside_or_below(&self, number: usize, at: usize) -> Vec<usize> {
        let right = self.right(number, at);
        if right.iter().any(|p| !self.is_blank(*p)) {
            return right;
        }
        let below = self.below(number, at);
        let end = right
            .iter()
            .filter_map(|p| self.canvas.get(*p))
            .map(|p| p.cols.1)
            .max();
        let is_wide = |p: &usize| self.canvas.get(*p).is_some_and(|p| Some(p.cols.1) >= end);
        match below.iter().any(|p| !self.is_blank(*p))
            && (right.is_empty() || below.iter().any(is_wide))
        {
            true => below,
            false if right.is_empty() => below,
            false => right,
        }
    }

    fn is_blank(&self, at: usize) -> bool {
        self.canvas.get(at).is_none_or(Piece::is_blank)
    }

    fn is_open(&self, number: usize, at: usize) -> bool {
        self.canvas
            .get(at)
            .is_some_and(|p| p.scope == number && p.is_free())
    }

    /// The free cells to the right of a label, row by row, up to the next label.
    fn right(&self, number: usize, at: usize) -> Vec<usize> {
        let Some(own) = self.canvas.get(at) else {
            return Vec::new();
        };
        let Some(table) = own.table else {
            return Vec::new();
        };
        let cols = self.canvas.size(table).1;
        let mut found: Vec<usize> = Vec::new();
        for row in own.rows.0..own.rows.1 {
            let mut col = own.cols.1;
            while col < cols {
                let Some(next) = self.canvas.at(table, row, col) else {
                    break;
                };
                let Some(piece) = self.canvas.get(next) else {
                    break;
                };
                let is_open = self.is_open(number, next)
                    || self.is_value_like_label(number, own.cols.1, next);
                if !is_open
                    || piece.rows.0 < own.rows.0
                    || (piece.rows != own.rows && self.groups_labels(next))
                {
                    break;
                }
                if !found.contains(&next) {
                    found.push(next);
                }
                col = piece.cols.1.max(col + 1);
            }
        }
        found.sort_by_key(|p| self.canvas.get(*p).map_or((0, 0), |p| (p.rows.0, p.cols.0)));
        found
    }

    /// Whether a cell that reads like a label is the value of the one before it: no value stands beside it.
    fn is_value_like_label(&self, number: usize, from: usize, at: usize) -> bool {
        self.canvas.get(at).is_some_and(|p| {
            let alone = self
                .canvas
                .right_of(at)
                .iter()
                .all(|r| !self.is_open(number, *r));
            p.scope == number
                && !p.taken
                && p.is_label
                && p.cols.0 == from
                && alone
                && self
                    .canvas
                    .below(at)
                    .iter()
                    .all(|b| !self.is_open(number, *b))
        })
    }

    /// The free cells below a label, if they stand within its columns.
    fn below(&self, number: usize, at: usize) -> Vec<usize> {
        let own = self.canvas.get(at).map_or((0, 0), |p| p.cols);
        let found = self.canvas.below(at);
        let fits = |p: &usize| {
            self.is_open(number, *p) && self.canvas.get(*p).is_some_and(|p| p.cols.0 >= own.0)
        };
        match found.iter().all(fits) {
            true => found,
            false => Vec::new(),
        }
    }

    /// The free cell to the left of a label.
    fn left(&self, number: usize, at: usize) -> Vec<usize> {
        let first = self.canvas.left_of(at).into_iter().next();
        first
            .filter(|p| self.is_open(number, *p))
            .into_iter()
            .collect()
    }

    /// What goes on with a value that stands at its page's end: the first free cell of the next page between the same
    /// edges, where no label stands before it.
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
        if own.is_blank() || self.canvas.pieces.iter().any(is_last) {
            return None;
        }
        let near = |a: f32, b: f32| (a - b).abs() < 2.0 * super::canvas::SAME_EDGE;
        let fits = |p: &&(usize, &Piece)| {
            p.1.table.is_some() && near(p.1.bbox.x0, own.bbox.x0) && near(p.1.bbox.x1, own.bbox.x1)
        };
        // Above it may stand the head that each page repeats.
        let opens = |(at, p): (usize, &Piece)| {
            let is_first = p.page == own.page + 1 && p.table.is_some() && p.rows.0 == 0;
            (is_first && !p.is_blank() && p.is_free() && p.scope == number)
                .then_some((at, p.clone()))
        };
        let first: Vec<(usize, Piece)> = self
            .canvas
            .pieces
            .iter()
            .enumerate()
            .filter_map(opens)
            .collect();
        let at = first
            .iter()
            .map(|(at, p)| (*at, p))
            .find(|piece| fits(&piece))?
            .0;
        let labelled = self.canvas.left_of(at).iter().any(|l| {
            self.canvas
                .get(*l)
                .is_some_and(|p| p.is_label || !p.is_blank())
        });
        (!labelled && !self.is_blank(at)).then_some(at)
    }

    /// Where a table's header stands.
    fn table_place(&self, number: usize, key: &str) -> Option<Rect> {
        let found = self
            .seen
            .iter()
            .find(|(scope, own, _)| *scope == number && own == key);
        found.map(|(.., bbox)| *bbox)
    }

    /// Whether a group label to the left of a piece is one of these words.
    pub fn stands_beside(&self, at: usize, words: &Words) -> bool {
        let left = self.canvas.left_of(at).into_iter();
        left.filter_map(|l| self.canvas.get(l))
            .any(|p| words.rank(p).is_some())
    }

    /// Whether a piece stands under one of these words: a group label to its left, a header or a heading above it.
    pub fn stands_under(&self, at: usize, words: &Words) -> bool {
        let canvas = &self.canvas;
        let Some(own) = canvas.get(at) else {
            return false;
        };
        let names = |p: &Piece| words.rank(p).is_some();
        if self.stands_beside(at, words) {
            return true;
        }
        let (x, _) = own.middle();
        let anchors = canvas
            .pieces
            .iter()
            .enumerate()
            .filter(|(n, p)| *n != at && self.names.anchors.rank(p).is_some());
        let over: Vec<&Piece> = anchors
            .map(|(_, p)| p)
            .filter(|p| {
                p.bbox.y1 <= own.bbox.y0 + 2.0 * super::canvas::SAME_EDGE && self.reaches(p, x)
            })
            .collect();
        let mine = over
            .iter()
            .filter(|p| names(p))
            .max_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1));
        mine.is_some_and(|mine| {
            let hides = |p: &&&Piece| {
                !names(p)
                    && p.bbox.y1 > mine.bbox.y1 + 1.0
                    && p.table.is_some() == mine.table.is_some()
                    && p.bbox.width() >= 0.8 * mine.bbox.width()
            };
            !over.iter().any(|p| hides(&p))
        })
    }

    /// Whether a heading stands over a place: a cell over its columns, a line up to the next one beside it.
    fn reaches(&self, heading: &Piece, x: f32) -> bool {
        if heading.table.is_some() {
            return heading.bbox.x0 <= x && x <= heading.bbox.x1;
        }
        let level = |p: &&Piece| {
            p.table.is_none()
                && p.page == heading.page
                && (p.middle().1 - heading.middle().1).abs() < 2.0 * super::canvas::SAME_EDGE
        };
        let beside = self
            .canvas
            .pieces
            .iter()
            .filter(level)
            .filter(|p| self.names.anchors.rank(p).is_some());
        let (mut from, mut to) = (f32::NEG_INFINITY, f32::INFINITY);
        for other in beside {
            if other.bbox.x0 > heading.bbox.x0 + 1.0 {
                to = to.min(other.bbox.x0);
            } else if other.bbox.x0 < heading.bbox.x0 - 1.0 {
                from = from.max(heading.bbox.x0 - 2.0 * super::canvas::SAME_EDGE);
            }
        }
        from <= x && x < to
    }
}
