//! The blocks of a group: where each begins and ends, its number, and the heads of pages between them.

use std::collections::HashMap;

use super::super::super::Lines;
use super::super::Found;
use super::super::canvas::{Piece, SAME_EDGE};
use super::Reader;
use crate::profile::{Scope, ScopeNames, TableNames};

/// Where a block of a group begins.
struct Start {
    /// Its top on the long page.
    top: f32,
    /// The label of its first field.
    label: usize,
    /// The cell before it that spans it.
    count: Option<usize>,
}

impl Reader<'_> {
    /// Separates the blocks of a group from the scope's pieces and reads them.
    pub(super) fn group(
        &mut self,
        number: usize,
        names: usize,
        group: usize,
        scope: &Scope<'_>,
    ) -> Vec<(Lines, Found)> {
        let (Some(spec), Some(own)) = (scope.groups.get(group), self.group_names(names, group))
        else {
            return Vec::new();
        };
        let begins = spec.fields.iter().position(|f| f.key == spec.begins);
        let starts = self.starts(number, own, begins.unwrap_or_default());
        let end = self.end_of(number, names, own, starts.last().map(|start| start.top));
        let ends = starts.iter().skip(1).map(|start| start.top);
        let ends: Vec<f32> = ends.chain([end]).collect();
        let first = self.scopes;
        self.scopes += starts.len();
        let block_of = |piece: &Piece| {
            let y = piece.bbox.y0 + SAME_EDGE;
            let block = starts
                .partition_point(|start| start.top <= y)
                .checked_sub(1)?;
            ends.get(block)
                .filter(|end| y < **end)
                .map(|_| first + block)
        };
        let pieces = self.canvas.in_scope(number);
        let moves: Vec<(usize, usize)> = pieces
            .filter_map(|(at, piece)| Some((at, block_of(piece)?)))
            .collect();
        for (piece, block) in moves {
            self.canvas.move_to(piece, block);
        }
        self.give_heads_back(number, names, own, first..self.scopes);
        let mut blocks = Vec::new();
        for (inner, start) in (first..).zip(starts) {
            let of_block = match spec.number {
                Some(_) => self.take_count(inner, &start),
                None => Lines::new(),
            };
            blocks.push((of_block, self.read(inner, own, &spec.scope())));
        }
        blocks
    }

    /// Takes the number of a block: the cell before it, or where that is empty, or cut off by the page's end, what stands
    /// before the rest of the block on the next page.
    fn take_count(&mut self, inner: usize, start: &Start) -> Lines {
        let own = start.count.and_then(|at| self.canvas.get(at));
        let filled = start
            .count
            .filter(|_| own.is_some_and(|own| !own.is_blank()));
        let (page, extent) = match own.or_else(|| self.canvas.get(start.label)) {
            Some(label) if own.is_none() => (label.page, (f32::NEG_INFINITY, label.bbox.x0)),
            Some(own) => (own.page, (own.bbox.x0, own.bbox.x1)),
            None => return Lines::new(),
        };
        let is_rest = |p: &Piece| {
            p.table.is_some()
                && p.page > page
                && p.is_free()
                && !p.is_blank()
                && p.bbox.x0 > extent.0 - SAME_EDGE
                && p.bbox.x1 < extent.1 + SAME_EDGE
        };
        let rest = || {
            let mut pieces = self.canvas.in_scope(inner);
            pieces.find(|(_, piece)| is_rest(piece)).map(|(at, _)| at)
        };
        let number = filled.or_else(rest);
        let number = number.and_then(|at| self.canvas.pieces.get_mut(at));
        number.map_or_else(Lines::new, |piece| {
            piece.taken = true;
            piece.lines.clone()
        })
    }

    fn group_names(&self, names: usize, group: usize) -> Option<usize> {
        self.names.scopes.get(names)?.groups.get(group).copied()
    }

    /// Where each block begins.
    fn starts(&self, number: usize, names: usize, begins: usize) -> Vec<Start> {
        let words = self
            .names
            .scopes
            .get(names)
            .and_then(|s| s.fields.get(begins));
        let is_start =
            |piece: &Piece| !piece.taken && words.is_some_and(|w| piece.rank(w).is_some());
        let pieces = self.canvas.in_scope(number);
        let labels = pieces.filter(|(_, piece)| is_start(piece));
        let mut starts: Vec<Start> = labels.map(|(at, piece)| self.start(at, piece)).collect();
        starts.sort_by(|a, b| a.top.total_cmp(&b.top));
        starts.dedup_by(|a, b| (a.top - b.top).abs() < SAME_EDGE);
        starts
    }

    /// The beginning of a block: its label, and the outermost cell before it, with text or over several rows.
    fn start(&self, label: usize, piece: &Piece) -> Start {
        let free = |left: &usize| self.canvas.get(*left).filter(|p| p.is_free());
        let left = self.canvas.left_of(label);
        let is_count = |left: &&usize| free(left).is_some_and(|p| !p.is_blank());
        let over_rows = |left: &&usize| {
            free(left).is_some_and(|p| p.rows.1 - p.rows.0 > piece.rows.1 - piece.rows.0)
        };
        let count = left.iter().rev().find(is_count);
        let count = count.or_else(|| left.iter().rev().find(over_rows)).copied();
        let top = count.and_then(|count| self.canvas.get(count));
        Start {
            top: top.map_or(piece.bbox.y0, |p| p.bbox.y0).min(piece.bbox.y0),
            label,
            count,
        }
    }

    /// The end of the last block: at what the enclosing scope names and its own does not, be it a label, a heading or
    /// the header row of a table.
    fn end_of(&self, number: usize, names: usize, own: usize, from: Option<f32>) -> f32 {
        let (Some(from), Some(outer), Some(inner)) = (
            from,
            self.names.scopes.get(names),
            self.names.scopes.get(own),
        ) else {
            return f32::INFINITY;
        };
        let below = |piece: &&Piece| piece.bbox.y0 > from + SAME_EDGE;
        let pieces = self.canvas.in_scope(number).map(|(_, piece)| piece);
        let free = pieces
            .filter(below)
            .filter(|piece| !piece.is_named_in(inner));
        let mut end = f32::INFINITY;
        let mut header: Option<(f32, Option<usize>)> = None;
        for piece in free {
            let top = piece.bbox.y0;
            let is_label = outer
                .fields
                .iter()
                .any(|words| piece.rank(words) == Some(0));
            if is_label && !self.is_page_head(piece, number, inner)
                || outer.tables.iter().any(|t| piece.rank(&t.under).is_some())
            {
                end = end.min(top);
            }
            let heads = |t: &TableNames| t.columns.iter().any(|c| piece.rank(&c.words).is_some());
            if outer.tables.iter().any(heads) {
                // a single cell may look like a column
                match header {
                    Some((y, table)) if table == piece.table && (y - top).abs() < SAME_EDGE => {
                        end = end.min(top)
                    }
                    _ => header = Some((top, piece.table)),
                }
            }
        }
        end
    }

    /// Whether a piece is at the top of its page, above the continuation of a group.
    fn is_page_head(&self, piece: &Piece, number: usize, inner: &ScopeNames) -> bool {
        let pieces = self.canvas.in_scope(number).map(|(_, piece)| piece);
        let first = pieces
            .filter(|p| p.page == piece.page)
            .filter(|p| p.is_named_in(inner))
            .map(|p| p.bbox.y0)
            .fold(f32::INFINITY, f32::min);
        piece.bbox.y0 < first && first.is_finite()
    }

    /// Returns the head that each page repeats to the scope around a group that continues over pages.
    fn give_heads_back(
        &mut self,
        number: usize,
        names: usize,
        own: usize,
        blocks: std::ops::Range<usize>,
    ) {
        let (Some(outer), Some(inner)) = (self.names.scopes.get(names), self.names.scopes.get(own))
        else {
            return;
        };
        // the top of what the group names on each page, and whether the page has a head above it
        let mut pages: HashMap<u32, (f32, bool)> = HashMap::new();
        for piece in &self.canvas.pieces {
            if !blocks.contains(&piece.scope) {
                continue;
            }
            let (top, has_head) = pages.entry(piece.page).or_insert((f32::INFINITY, false));
            match piece.is_named_in(inner) {
                true => *top = top.min(piece.bbox.y0),
                false => *has_head |= outer.fields.iter().any(|words| piece.rank(words).is_some()),
            }
        }
        for piece in &mut self.canvas.pieces {
            let page = pages.get(&piece.page).filter(|(top, _)| top.is_finite());
            let is_head = page.is_some_and(|(top, has)| *has && piece.bbox.y1 <= *top + SAME_EDGE);
            if is_head && blocks.contains(&piece.scope) {
                piece.scope = number;
            }
        }
    }
}
