//! Header cells whose wording drifted: who stands for whom among the cells that name no column and the columns without one.

use super::super::super::likeness::{ALIKE, ALIKE_IN_PLACE, alike, pairs};
use super::super::canvas::Piece;
use super::super::scope::Reader;
use super::Header;
use crate::profile::{TableNames, edit_distance};

/// Fewer letters than these are like too many others.
const SHORTEST: usize = 3;

/// Gives cells of a header that name no column those that are left, where each is the other's nearest.
pub fn name(reader: &Reader<'_>, table: &TableNames, header: &mut Header) {
    let is_left = |line: &usize| header.columns.iter().all(|c| c.line != Some(*line));
    let left: Vec<usize> = (0..table.columns.len()).filter(is_left).collect();
    if left.is_empty() {
        return;
    }
    let mut likes = Vec::new();
    for (at, column) in header.columns.iter().enumerate() {
        let leaf = column.path.last().and_then(|at| reader.canvas.get(*at));
        let leaf = leaf.filter(|leaf| column.line.is_none() && may_name(leaf));
        let Some(leaf) = leaf else { continue };
        for line in &left {
            likes.extend(
                like(table, *line, leaf, bound(header, at, *line))
                    .map(|(like, distance)| (*line, at, like, distance)),
            );
        }
    }
    for (line, at, distance) in pairs(&likes) {
        if let Some(column) = header.columns.get_mut(at) {
            (column.line, column.distance) = (Some(line), distance.max(1));
        }
    }
}

fn may_name(piece: &Piece) -> bool {
    piece.text.chars().count() >= SHORTEST && !piece.is_label
}

/// How alike a cell and a column's nearest label are, and by how many letters they differ.
fn like(table: &TableNames, line: usize, cell: &Piece, bound: f32) -> Option<(f32, usize)> {
    let words = &table.columns.get(line)?.words;
    let letters = |text: &str| text.chars().collect::<Vec<_>>();
    let all = words.exact().map(|label| (alike(label, &cell.text), label));
    let (like, label) = all.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))?;
    (like >= bound).then(|| (like, edit_distance(&letters(label), &letters(&cell.text))))
}

/// How alike they must be: less where the cell stands between the columns before and behind.
fn bound(header: &Header, at: usize, line: usize) -> f32 {
    let before = header.columns.iter().take(at).rev().find_map(|c| c.line);
    let behind = header.columns.iter().skip(at + 1).find_map(|c| c.line);
    let is_in_place = before.is_none_or(|b| b < line) && behind.is_none_or(|b| line < b);
    match is_in_place && (before.is_some() || behind.is_some()) {
        true => ALIKE_IN_PLACE,
        false => ALIKE,
    }
}
