//! The rows of a table, read down its columns from its header.

use super::super::squeezed;
use super::canvas::Piece;
use super::header::{Header, HeaderColumn};
use super::scope::Reader;
use super::{Doubt, Found, FoundLine, FoundTable};
use crate::profile::{Scope, TableKind, TableNames};
pub use earlier::Extents;
pub use items::into_items;
use notes::{notes, take_unit};
use walk::Walk;

mod earlier;
mod ends;
mod items;
mod notes;
mod over_pages;
mod rest;
mod walk;

/// Reads the table below a header; a header and rows that continue on a later page are added to it.
pub fn read(
    reader: &mut Reader<'_>,
    header: Header,
    number: usize,
    names: usize,
    scope: &Scope<'_>,
    found: &mut Found,
) {
    let Some(table) = reader
        .names
        .scopes
        .get(names)
        .and_then(|s| s.tables.get(header.spec))
    else {
        return;
    };
    let spec = scope.tables.get(header.spec);
    let key = spec.map(|_| header.spec);
    let matrix = spec.is_some_and(|t| t.kind == TableKind::Matrix);
    let mut pieces = header.columns.iter().flat_map(|c| &c.path);
    if pieces.any(|at| reader.canvas.get(*at).is_none_or(|p| p.taken)) {
        return;
    }
    let before = found.tables.iter().position(|t| t.table == key);
    let leaf = leaf(reader, &header).cloned();
    if matrix && before.is_some_and(|at| !goes_on(found.tables.get(at), reader, &header)) {
        found.doubts.extend(leaf.map(|leaf| Doubt::Repeated {
            label: leaf.text,
            page: leaf.page,
        }));
        return;
    }
    let mut own = FoundTable {
        table: key,
        notes: notes(reader, &header),
        ..FoundTable::default()
    };
    let stub = stub(reader, &header, matrix);
    if let (Some(spec), Some(leaf)) = (spec, &leaf) {
        reader.seen.push((number, spec.key.clone(), leaf.bbox));
    }
    take_header(reader, &header, &mut own);
    take_unit(reader, &header, number, &mut own);
    let header = match earlier::columns_of(reader, &header, number) {
        Some((columns, doubt)) => {
            let written = header.columns.iter().flat_map(|c| &c.path);
            let written = written.filter_map(|at| reader.canvas.get(*at));
            own.headings.extend(written.flat_map(|p| p.lines.clone()));
            found.doubts.push(doubt);
            Header { columns, ..header }
        }
        None => {
            earlier::remember(reader, &header, number);
            header
        }
    };
    own.columns = columns(reader, &header, table);
    let mut walk = Walk {
        reader,
        table,
        number,
        names,
        matrix,
        stub,
    };
    walk.rows(&header, &mut own);
    let table = match before {
        Some(at) => {
            if let Some(before) = found.tables.get_mut(at) {
                add(before, own);
            }
            at
        }
        None => {
            found.tables.push(own);
            found.tables.len() - 1
        }
    };
    if let Some(table) = found.tables.get_mut(table) {
        rest::join_over_pages(&mut table.rows);
    }
}

/// The header cell of the first column.
fn leaf<'r>(reader: &'r Reader<'_>, header: &Header) -> Option<&'r Piece> {
    let leaf = header.columns.first()?.path.last()?;
    reader.canvas.get(*leaf)
}

/// Whether a header repeats that of a matrix on an earlier page.
fn goes_on(before: Option<&FoundTable>, reader: &Reader<'_>, header: &Header) -> bool {
    let text = |at: &usize| {
        reader
            .canvas
            .get(*at)
            .map_or(String::new(), |p| squeezed(&p.lines))
    };
    let own: Vec<String> = header
        .columns
        .iter()
        .filter_map(|c| c.path.last().map(text))
        .collect();
    let page = header
        .columns
        .first()
        .and_then(|c| reader.canvas.get(*c.path.first()?))
        .map(|p| p.page);
    before.is_some_and(|table| {
        let leaves = table.columns.iter().filter_map(|c| c.path.last());
        let last = table.rows.last().map(|row| row.page);
        leaves.map(|lines| squeezed(lines)).eq(own) && last < page
    })
}

/// Adds what a further header brings: its columns are matched by name, else by label.
fn add(before: &mut FoundTable, more: FoundTable) {
    let name = |c: &FoundLine| {
        (
            c.line,
            c.path.iter().map(|l| squeezed(l)).collect::<Vec<_>>(),
        )
    };
    let mut numbers = Vec::new();
    for column in more.columns {
        let same = |c: &FoundLine| match (c.line, column.line) {
            (Some(a), Some(b)) => a == b && (c.year == column.year),
            _ => name(c) == name(&column),
        };
        match before.columns.iter().position(same) {
            Some(at) => {
                before.headings.extend(column.path.into_iter().flatten());
                numbers.push(at);
            }
            None => {
                numbers.push(before.columns.len());
                before.columns.push(column);
            }
        }
    }
    before.headings.extend(more.headings);
    let notes = more
        .notes
        .into_iter()
        .filter(|n| !before.notes.contains(n))
        .collect::<Vec<_>>();
    before.notes.extend(notes);
    for mut row in more.rows {
        row.columns = row
            .columns
            .iter()
            .filter_map(|c| numbers.get(*c).copied())
            .collect();
        before.rows.push(row);
    }
}

/// The grid columns of the row labels.
fn stub(reader: &Reader<'_>, header: &Header, matrix: bool) -> (usize, usize) {
    let first = header.columns.first().map_or(0, |c| c.cols.0);
    if !matrix {
        return (first, first);
    }
    let corner = header.corner.iter().filter_map(|at| reader.canvas.get(*at));
    (corner.map(|p| p.cols.0).min().unwrap_or(first), first)
}

fn take_header(reader: &mut Reader<'_>, header: &Header, own: &mut FoundTable) {
    let above: Vec<usize> = header.columns.iter().flat_map(|c| c.path.clone()).collect();
    for at in above.into_iter().chain(header.corner.iter().copied()) {
        if let Some(piece) = reader.canvas.pieces.get_mut(at) {
            if header.corner.contains(&at) && !piece.taken {
                own.headings.append(&mut piece.lines.clone());
            }
            piece.taken = true;
            piece.is_label = true;
        }
    }
}

fn columns(reader: &Reader<'_>, header: &Header, table: &TableNames) -> Vec<FoundLine> {
    let column = |column: &HeaderColumn| {
        let pieces = column.path.iter().filter_map(|at| reader.canvas.get(*at));
        let texts: Vec<&str> = pieces.clone().map(|p| p.text.as_str()).collect();
        let names = column.line.and_then(|line| table.columns.get(line));
        let suffixes = (0..texts.len()).map(|from| texts.get(from..).unwrap_or_default().concat());
        FoundLine {
            line: column.line,
            distance: column.distance,
            path: pieces.map(|p| p.lines.clone()).collect(),
            year: names.and_then(|n| suffixes.into_iter().find_map(|t| n.words.year(&t))),
        }
    };
    header.columns.iter().map(column).collect()
}
