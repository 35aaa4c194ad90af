//! The header cells of tables: which columns they name, and under what.

use super::canvas::Canvas;
use super::names::{ScopeNames, TableNames, Words};
use super::scope::Reader;
use crate::profile::{Scope, TableKind};

/// Header cells stand above each other in so many rows at most.
const MOST_LEVELS: usize = 3;

/// The header of a table, found in a grid.
#[derive(Clone, Debug)]
pub struct Header {
    /// Number of the table among the scope's names; the item table comes last.
    pub spec: usize,
    /// Number of the grid.
    pub grid: usize,
    /// First grid row below it.
    pub bottom: usize,
    /// Its columns, from left to right.
    pub columns: Vec<HeaderColumn>,
    /// The header cells over the labels of rows, which name no column.
    pub corner: Vec<usize>,
}

/// A column of a header.
#[derive(Clone, Debug)]
pub struct HeaderColumn {
    /// Number of the line in the table that it names.
    pub line: Option<usize>,
    /// Its cells, the outermost first.
    pub path: Vec<usize>,
    /// Grid columns: first, and one behind the last.
    pub cols: (usize, usize),
}

/// A cell that names a column.
#[derive(Clone, Debug)]
struct Hit {
    piece: usize,
    line: usize,
    /// How many cells above it its name needs.
    levels: usize,
    /// All columns that it may name, with the same.
    others: Vec<(usize, usize)>,
}

/// The headers of the scope's tables, in reading order, no cell in two.
pub fn find(reader: &Reader<'_>, number: usize, names: usize, scope: &Scope<'_>) -> Vec<Header> {
    let Some(own) = reader.names.scopes.get(names) else {
        return Vec::new();
    };
    let mut found: Vec<(usize, Header)> = Vec::new();
    for (spec, table) in own.tables.iter().enumerate() {
        let matrix = scope
            .tables
            .get(spec)
            .is_some_and(|t| t.kind == TableKind::Matrix);
        for (grid, bottom, hits) in rows_of_hits(reader, number, table, matrix) {
            let asked = asked(scope, spec, table);
            if !is_enough(&hits, asked, matrix && table.columns.len() == 1) {
                continue;
            }
            let score = hits.len() * 1000 / asked.max(1);
            let header = header(reader, own, spec, grid, bottom, &hits, matrix);
            if anchored(reader, table, &header) {
                found.push((score, header));
            }
        }
    }
    without_overlap(found)
}

/// How many columns every such table has.
fn asked(scope: &Scope<'_>, spec: usize, table: &TableNames) -> usize {
    match scope.tables.get(spec) {
        Some(table) => table.columns.iter().filter(|c| !c.optional).count(),
        None => table.columns.len().min(3),
    }
}

fn is_enough(hits: &[Hit], asked: usize, any: bool) -> bool {
    let mut lines: Vec<usize> = hits.iter().map(|hit| hit.line).collect();
    lines.sort_unstable();
    lines.dedup();
    match any {
        true => !lines.is_empty(),
        false => lines.len() >= asked.div_ceil(2).max(asked.min(2)).max(1),
    }
}

/// The cells that name columns of a table, by the grid row below them.
fn rows_of_hits(
    reader: &Reader<'_>,
    number: usize,
    table: &TableNames,
    matrix: bool,
) -> Vec<(usize, usize, Vec<Hit>)> {
    let mut rows: Vec<(usize, usize, Vec<Hit>)> = Vec::new();
    for (piece, own) in reader.canvas.pieces.iter().enumerate() {
        let Some(grid) = own.table.filter(|_| own.scope == number && !own.taken) else {
            continue;
        };
        let named = names_columns(&reader.canvas, piece, table);
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

/// Gives each column one cell: of two cells that name the same columns (実績, 見込, 実績), the first has the first.
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

/// The columns that a cell names alone or with those above it, and how many of those its name needs: the one whose name
/// needs most first.
fn names_columns(canvas: &Canvas, piece: usize, table: &TableNames) -> Vec<(usize, usize)> {
    let Some(own) = canvas.get(piece).filter(|own| !own.text.is_empty()) else {
        return Vec::new();
    };
    let above = chain(canvas, piece);
    let texts = texts(canvas, piece, &above);
    let mut all: Vec<(usize, usize)> = Vec::new();
    for (line, (words, under)) in table.columns.iter().enumerate() {
        let needs = match words.is_empty() {
            true => Some(0),
            false => names_at(words, own, &texts),
        };
        let over = |words: &Words| {
            let fits = |at: &usize| canvas.get(*at).is_some_and(|p| words.rank(p).is_some());
            above.iter().position(fits).map(|at| at + 1)
        };
        let needs = match (needs, under.is_empty()) {
            (Some(needs), true) if !words.is_empty() => Some(needs),
            (Some(needs), false) => over(under).map(|level| level.max(needs)),
            _ => None,
        };
        all.extend(needs.map(|needs| (line, needs)));
    }
    all.sort_by_key(|(_, needs)| std::cmp::Reverse(*needs));
    all
}

fn names_at(words: &Words, own: &super::canvas::Piece, texts: &[String]) -> Option<usize> {
    if words.rank(own).is_some() {
        return Some(0);
    }
    texts.iter().position(|text| words.has(text))
}

/// The text of a cell, and that with those above it before it.
fn texts(canvas: &Canvas, piece: usize, above: &[usize]) -> Vec<String> {
    let text = |at: usize| canvas.get(at).map_or("", |p| p.text.as_str());
    let mut texts = vec![text(piece).to_owned()];
    for at in above {
        let whole = text(*at).to_owned() + texts.last().map_or("", String::as_str);
        texts.push(whole);
    }
    texts
}

/// The cells above one that cover its columns, the nearest first.
fn chain(canvas: &Canvas, piece: usize) -> Vec<usize> {
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

fn header(
    reader: &Reader<'_>,
    own: &ScopeNames,
    spec: usize,
    grid: usize,
    bottom: usize,
    hits: &[Hit],
    matrix: bool,
) -> Header {
    let canvas = &reader.canvas;
    let leaf = |col: usize| {
        let at = canvas.at(grid, bottom.checked_sub(1)?, col)?;
        canvas.get(at).filter(|p| p.rows.1 == bottom).map(|_| at)
    };
    let cols = |at: usize| canvas.get(at).map_or((0, 0), |p| p.cols);
    let from = hits.first().map_or(0, |hit| cols(hit.piece).0);
    let to = hits.last().map_or(0, |hit| cols(hit.piece).1);
    let end = canvas.size(grid).1;
    let is_open = |at: &usize| {
        let piece = canvas.get(*at);
        let scope = hits
            .first()
            .and_then(|hit| canvas.get(hit.piece))
            .map(|p| p.scope);
        piece.is_some_and(|p| {
            !p.taken && Some(p.scope) == scope && !is_others(canvas, own, spec, *at)
        })
    };
    let before = neighbours((0..from).rev(), leaf, is_open, |at| cols(at).0);
    let behind = neighbours(to..end, leaf, is_open, |at| cols(at).1);
    let mut columns: Vec<usize> = Vec::new();
    let between = neighbours(from..to, leaf, |_| true, |at| cols(at).1);
    columns.extend(between);
    let mut corner: Vec<usize> = before.into_iter().rev().collect();
    if !matrix {
        let named = |at: &usize| canvas.get(*at).is_some_and(|p| !p.is_blank());
        let others = behind
            .into_iter()
            .take_while(|at| named(at) && !canvas.get(*at).is_some_and(|p| p.is_label));
        columns.extend(others);
        let first = corner
            .iter()
            .rposition(|at| !named(at) || canvas.get(*at).is_some_and(|p| p.is_label));
        let own_before = corner.split_off(first.map_or(0, |first| first + 1));
        columns.splice(0..0, own_before);
        corner.clear();
    }
    let top = columns
        .iter()
        .chain(&corner)
        .filter_map(|at| canvas.get(*at))
        .map(|p| p.rows.0)
        .min();
    let column = |at: usize| {
        let hit = hits.iter().find(|hit| hit.piece == at);
        let above = chain(canvas, at);
        let within = |(level, over): &(usize, usize)| {
            *level < hit.map_or(0, |h| h.levels) || canvas.get(*over).map(|p| p.rows.0) >= top
        };
        let over = above
            .into_iter()
            .enumerate()
            .take_while(within)
            .map(|(_, over)| over);
        let mut path: Vec<usize> = std::iter::once(at).chain(over).collect();
        path.reverse();
        HeaderColumn {
            line: hit.map(|h| h.line),
            path,
            cols: cols(at),
        }
    };
    Header {
        spec,
        grid,
        bottom,
        columns: columns.into_iter().map(column).collect(),
        corner,
    }
}

/// Whether a cell names a column of another table.
fn is_others(canvas: &Canvas, own: &ScopeNames, spec: usize, piece: usize) -> bool {
    let tables = own.tables.iter().enumerate().filter(|(n, _)| *n != spec);
    tables
        .into_iter()
        .any(|(_, table)| !names_columns(canvas, piece, table).is_empty())
}

/// The header cells in a run of columns, each once, as long as they are open to it.
fn neighbours(
    cols: impl Iterator<Item = usize>,
    leaf: impl Fn(usize) -> Option<usize>,
    is_open: impl Fn(&usize) -> bool,
    _edge: impl Fn(usize) -> usize,
) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for col in cols {
        match leaf(col) {
            Some(at) if found.last() == Some(&at) => {}
            Some(at) if is_open(&at) => found.push(at),
            _ => break,
        }
    }
    found
}

/// Whether it stands under what the profile says.
fn anchored(reader: &Reader<'_>, table: &TableNames, header: &Header) -> bool {
    if table.under.is_empty() {
        return true;
    }
    let first = header.columns.first().and_then(|c| c.path.first().copied());
    let corner = header.corner.first().copied();
    let beside = |at: usize| reader.stands_beside(at, &table.under);
    corner.is_some_and(beside) || first.is_some_and(|at| reader.stands_under(at, &table.under))
}

/// The best header for each cell.
fn without_overlap(mut found: Vec<(usize, Header)>) -> Vec<Header> {
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let mut kept: Vec<Header> = Vec::new();
    for (_, header) in found {
        let is_in = |other: &Header| {
            other.grid == header.grid
                && other.bottom == header.bottom
                && other.columns.iter().any(|c| {
                    header
                        .columns
                        .iter()
                        .any(|own| own.cols.0 < c.cols.1 && c.cols.0 < own.cols.1)
                })
        };
        if !kept.iter().any(is_in) {
            kept.push(header);
        }
    }
    kept.sort_by_key(|h| (h.grid, h.bottom, h.columns.first().map(|c| c.cols.0)));
    kept
}
