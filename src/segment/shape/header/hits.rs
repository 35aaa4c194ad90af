//! The cells that name columns: alone, or with the cells above them.

use super::super::canvas::{Canvas, Piece};
use super::super::scope::Reader;
use crate::profile::{Meanings, TableNames, Words};

/// The most levels of header cells.
const MOST_LEVELS: usize = 3;

/// A cell that names a column.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Number of the piece.
    pub piece: usize,
    /// Number of the column that it names.
    pub line: usize,
    /// How many cells above it its name needs.
    pub levels: usize,
    /// All columns that it may name, with the same.
    others: Vec<(usize, usize)>,
}

/// The cells that name columns of a table, by the grid row below them.
pub fn rows_of_hits(
    reader: &Reader<'_>,
    number: usize,
    table: &TableNames,
    matrix: bool,
) -> Vec<(usize, usize, Vec<Hit>)> {
    let mut rows: Vec<(usize, usize, Vec<Hit>)> = Vec::new();
    for (piece, own) in reader.canvas.in_scope(number) {
        let Some(grid) = own.table.filter(|_| !own.taken) else {
            continue;
        };
        let named = names_columns(reader, piece, table);
        let Some((line, levels)) = named.first().copied() else {
            continue;
        };
        let hit = Hit {
            piece,
            line,
            levels,
            others: named,
        };
        match rows
            .iter_mut()
            .rev()
            .find(|(g, bottom, _)| (*g, *bottom) == (grid, own.rows.1))
        {
            Some((.., hits)) => hits.push(hit),
            None => rows.push((grid, own.rows.1, vec![hit])),
        }
    }
    for (.., hits) in &mut rows {
        hits.sort_by_key(|hit| reader.canvas.get(hit.piece).map_or(0, |p| p.cols.0));
        if !matrix {
            once(hits);
        }
    }
    rows
}

/// Assigns each column one cell: of cells that name the same columns (実績, 見込, 実績), the first gets the first.
fn once(hits: &mut Vec<Hit>) {
    let mut seen: Vec<usize> = Vec::new();
    hits.retain_mut(|hit| {
        let free = hit
            .others
            .iter()
            .find(|(line, _)| !seen.contains(line))
            .copied();
        if let Some((line, levels)) = free {
            (hit.line, hit.levels) = (line, levels);
            seen.push(line);
        }
        free.is_some()
    });
}

/// The columns that a cell names alone or with those above it, and how many of those its name needs; the longest name
/// first.
pub fn names_columns(reader: &Reader<'_>, piece: usize, table: &TableNames) -> Vec<(usize, usize)> {
    let canvas = &reader.canvas;
    let Some(own) = canvas.get(piece).filter(|own| !own.text.is_empty()) else {
        return Vec::new();
    };
    let above = chain(canvas, piece);
    let texts = texts(canvas, piece, &above);
    let joined = texts.iter().skip(1);
    let meanings: Vec<Meanings> = joined.map(|text| reader.names.find(text)).collect();
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (line, names) in table.columns.iter().enumerate() {
        let (words, under) = (&names.words, &names.under);
        let needs = match words.is_empty() {
            true => Some(0),
            false => names_at(words, own, &meanings),
        };
        let over = |words: &Words| {
            let fits = |at: &usize| canvas.get(*at).is_some_and(|p| p.rank(words).is_some());
            above.iter().position(fits).map(|at| at + 1)
        };
        let needs = match (needs, under.is_empty()) {
            (Some(needs), true) if !words.is_empty() => Some(needs),
            (Some(needs), false) => over(under).map(|level| level.max(needs)),
            _ => None,
        };
        let fits = needs.filter(|_| names.fits_year(&texts, reader.year));
        all.extend(fits.map(|needs| (line, needs)));
    }
    all.sort_by_key(|(_, needs)| std::cmp::Reverse(*needs));
    all
}

/// How many cells above one it needs to be one of some words; `joined` has the meanings of their texts together.
fn names_at(words: &Words, own: &Piece, joined: &[Meanings]) -> Option<usize> {
    if own.rank(words).is_some() {
        return Some(0);
    }
    let at = joined.iter().position(|text| words.are_among(text));
    at.map(|at| at + 1)
}

/// The text of a cell, and the same with the cells above it prefixed.
fn texts(canvas: &Canvas, piece: usize, above: &[usize]) -> Vec<String> {
    let text = |at: usize| canvas.get(at).map_or("", |p| p.text.as_str());
    let mut texts = vec![text(piece).to_owned()];
    for at in above {
        let whole = text(*at).to_owned() + texts.last().map_or("", String::as_str);
        texts.push(whole);
    }
    texts
}

/// The cells above one that cover its columns, nearest first.
pub fn chain(canvas: &Canvas, piece: usize) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut at = piece;
    while chain.len() + 1 < MOST_LEVELS {
        let Some(above) = canvas.above(at) else { break };
        let (Some(own), Some(over)) = (canvas.get(at), canvas.get(above)) else {
            break;
        };
        if over.cols.0 > own.cols.0 || over.cols.1 < own.cols.1 || over.text.is_empty() {
            break;
        }
        chain.push(above);
        at = above;
    }
    chain
}
