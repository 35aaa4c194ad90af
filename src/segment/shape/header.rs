//! The header cells of tables: which columns they name, and what they are under.

use super::scope::Reader;
use crate::geometry::Rect;
use crate::profile::{Scope, ScopeNames, TableKind, TableNames};
use columns::header;
use hits::{Hit, rows_of_hits};

mod columns;
mod drift;
mod hits;

/// The header of a table, found in a grid.
#[derive(Clone, Debug)]
pub struct Header {
    /// Index of the table among the scope's names; the item table comes last.
    pub spec: usize,
    /// Index of the grid.
    pub grid: usize,
    /// The first grid row below it.
    pub bottom: usize,
    /// Its columns, from left to right.
    pub columns: Vec<HeaderColumn>,
    /// Header cells above the row labels, which name no column.
    pub corner: Vec<usize>,
}

/// A column of a header.
#[derive(Clone, Debug)]
pub struct HeaderColumn {
    /// Index of the line in the table that it names.
    pub line: Option<usize>,
    /// By how many characters its label differs from the profile's.
    pub distance: usize,
    /// Its cells, outermost first.
    pub path: Vec<usize>,
    /// Grid columns, as a half-open range.
    pub cols: (usize, usize),
}

/// How well a header is that of a table: under what the profile says, with how many of the columns that every such table
/// has, in thousandths, and with how many cells that name one. The greater is the better.
type Rank = (bool, usize, usize);

/// The headers of the scope's tables, in reading order, without cells in common.
pub fn find(reader: &Reader<'_>, number: usize, names: usize, scope: &Scope<'_>) -> Vec<Header> {
    let Some(own) = reader.names.scopes.get(names) else {
        return Vec::new();
    };
    let mut found: Vec<(Rank, Header)> = Vec::new();
    for spec in in_order(scope, own.tables.len()) {
        let Some(table) = own.tables.get(spec) else {
            continue;
        };
        let mut headers = of_table(reader, number, (own, scope), spec, table);
        let after = scope.tables.get(spec).and_then(|t| t.after.as_deref());
        let anchor = after.and_then(|after| anchor(reader, number, (own, scope), after, &found));
        if let Some(anchor) = anchor {
            headers.retain(|(_, header)| is_behind(reader, header, anchor));
        }
        found.extend(headers);
    }
    without_overlap(found)
}

/// Numbers of tables: those that come behind another one after it, as far as that can be.
fn in_order(scope: &Scope<'_>, tables: usize) -> Vec<usize> {
    let after = |table: usize| {
        let after = scope.tables.get(table)?.after.as_ref()?;
        scope.tables.iter().position(|t| t.key == *after)
    };
    let depth = |table: usize| {
        let chain = std::iter::successors(Some(table), |table| after(*table));
        chain.take(tables + 1).count()
    };
    let mut order: Vec<usize> = (0..tables).collect();
    order.sort_by_cached_key(|table| depth(*table));
    order
}

/// What may be headers of one table.
fn of_table(
    reader: &Reader<'_>,
    number: usize,
    (own, scope): (&ScopeNames, &Scope<'_>),
    spec: usize,
    table: &TableNames,
) -> Vec<(Rank, Header)> {
    let kind = scope.tables.get(spec).map(|t| t.kind);
    let matrix = kind == Some(TableKind::Matrix);
    let asked = asked(scope, spec, table);
    let mut found = Vec::new();
    for (grid, bottom, hits) in rows_of_hits(reader, number, table, matrix) {
        let lines = lines(&hits);
        if !is_enough(lines, asked, matrix && table.columns.len() == 1) {
            continue;
        }
        let mut header = header(reader, own, spec, grid, bottom, &hits, matrix);
        if !anchored(reader, table, &header) {
            continue;
        }
        drift::name(reader, table, &mut header);
        let share = lines.min(asked) * 1000 / asked.max(1);
        found.push(((!table.under.is_empty(), share, hits.len()), header));
    }
    found
}

/// The place of the field or table that a table comes after: its first label, or its header.
fn anchor(
    reader: &Reader<'_>,
    number: usize,
    (own, scope): (&ScopeNames, &Scope<'_>),
    after: &str,
    found: &[(Rank, Header)],
) -> Option<Rect> {
    let first = |boxes: &mut dyn Iterator<Item = Rect>| boxes.min_by(|a, b| a.y0.total_cmp(&b.y0));
    let words = scope.fields.iter().position(|f| f.key == after);
    if let Some(words) = words.and_then(|field| own.fields.get(field)) {
        let pieces = reader.canvas.in_scope(number).map(|(_, piece)| piece);
        let labels = pieces.filter(|piece| piece.rank(words).is_some());
        return first(&mut labels.map(|p| p.bbox));
    }
    let table = scope.tables.iter().position(|t| t.key == after)?;
    let headers = found.iter().filter(|(_, header)| header.spec == table);
    first(&mut headers.filter_map(|(_, header)| place(reader, header)))
}

/// Where the first column's header cell stands.
fn place(reader: &Reader<'_>, header: &Header) -> Option<Rect> {
    let leaf = header.columns.first()?.path.last()?;
    reader.canvas.get(*leaf).map(|p| p.bbox)
}

/// Whether a header is below a place or to its right.
fn is_behind(reader: &Reader<'_>, header: &Header, anchor: Rect) -> bool {
    place(reader, header).is_some_and(|own| {
        own.y0 > anchor.y0 + 1.0 || (own.y0 >= anchor.y0 - 1.0 && own.x0 > anchor.x0)
    })
}

/// The number of columns that every such table has.
fn asked(scope: &Scope<'_>, spec: usize, table: &TableNames) -> usize {
    match scope.tables.get(spec) {
        Some(table) => table.columns.iter().filter(|c| !c.optional).count(),
        None => table.columns.len().min(3),
    }
}

/// How many columns cells name.
fn lines(hits: &[Hit]) -> usize {
    let mut lines: Vec<usize> = hits.iter().map(|hit| hit.line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.len()
}

/// Whether this many named columns make a header: half of the required ones, and at least two.
fn is_enough(lines: usize, asked: usize, any: bool) -> bool {
    match any {
        true => lines > 0,
        false => lines >= asked.div_ceil(2).max(asked.min(2)).max(1),
    }
}

/// Whether it is under what the profile names, or its first rows are next to that.
fn anchored(reader: &Reader<'_>, table: &TableNames, header: &Header) -> bool {
    if table.under.is_empty() {
        return true;
    }
    let first = header.columns.first().and_then(|c| c.path.first().copied());
    let corner = header.corner.first().copied();
    let beside = |at: usize| reader.stands_beside(at, &table.under);
    let from = header.columns.first().map_or(0, |c| c.cols.0);
    let groups = (0..from).filter_map(|col| reader.canvas.at(header.grid, header.bottom, col));
    let mut groups = groups.filter_map(|at| reader.canvas.get(at));
    corner.is_some_and(beside)
        || first.is_some_and(|at| reader.stands_under(at, &table.under))
        || groups.any(|group| group.rank(&table.under).is_some())
}

/// The best header for each cell.
fn without_overlap(mut found: Vec<(Rank, Header)>) -> Vec<Header> {
    found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
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
