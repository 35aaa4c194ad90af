//! A header that says less than its rows: where one of its cells covers several cells of each row, and a header before it
//! of the same table has a column at each of their edges, the rows are read by that one.

use super::super::Doubt;
use super::super::canvas::SAME_EDGE;
use super::super::header::{Header, HeaderColumn};
use super::super::scope::Reader;

/// The columns of a header with their extents on the page.
pub type Extents = Vec<(HeaderColumn, (f32, f32))>;

/// Keeps a header for later ones of its table in the same scope.
pub fn remember(reader: &mut Reader<'_>, header: &Header, number: usize) {
    let canvas = &reader.canvas;
    let extent = |column: &HeaderColumn| {
        let leaf = canvas.get(*column.path.last()?)?;
        Some((column.clone(), (leaf.bbox.x0, leaf.bbox.x1)))
    };
    let columns: Option<Extents> = header.columns.iter().map(extent).collect();
    if let Some(columns) = columns {
        reader.headers.push((number, header.spec, columns));
    }
}

/// The columns of an earlier header that the cells below this one have, and what a reader should know of it.
pub fn columns_of(
    reader: &Reader<'_>,
    header: &Header,
    number: usize,
) -> Option<(Vec<HeaderColumn>, Doubt)> {
    let canvas = &reader.canvas;
    let (from, to) = (
        header.columns.first()?.cols.0,
        header.columns.last()?.cols.1,
    );
    let mut cells: Vec<usize> = Vec::new();
    for col in from..to {
        let at = canvas.at(header.grid, header.bottom, col)?;
        if cells.last() != Some(&at) {
            cells.push(at);
        }
    }
    let crowded = header.columns.iter().find(|column| {
        let within = |at: &&usize| {
            let cols = canvas.get(**at).map_or((0, 0), |p| p.cols);
            column.cols.0 <= cols.0 && cols.1 <= column.cols.1
        };
        cells.iter().filter(within).count() > 1
    })?;
    let is_same = |(x0, x1): (f32, f32), at: &usize| {
        canvas.get(*at).is_some_and(|cell| {
            (cell.bbox.x0 - x0).abs() < SAME_EDGE && (cell.bbox.x1 - x1).abs() < SAME_EDGE
        })
    };
    let fits = |columns: &Extents| {
        let pairs = columns.iter().zip(&cells);
        columns.len() == cells.len() && pairs.into_iter().all(|((_, x), at)| is_same(*x, at))
    };
    let earlier = reader.headers.iter().rev();
    let mut own = earlier.filter(|(scope, spec, _)| (*scope, *spec) == (number, header.spec));
    let (.., columns) = own.find(|(.., columns)| fits(columns))?;
    let column = |((column, _), at): (&(HeaderColumn, _), &usize)| HeaderColumn {
        // what is named is known by its name
        path: match column.line {
            Some(_) => Vec::new(),
            None => column.path.clone(),
        },
        cols: canvas.get(*at).map_or((0, 0), |p| p.cols),
        ..column.clone()
    };
    let written = canvas.get(*crowded.path.last()?)?;
    let first = columns.first()?.0.path.last();
    let doubt = Doubt::Header {
        label: written.text.clone(),
        page: written.page,
        earlier: first.and_then(|at| canvas.get(*at)).map_or(0, |p| p.page),
    };
    Some((columns.iter().zip(&cells).map(column).collect(), doubt))
}
