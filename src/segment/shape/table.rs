//! The rows of a table, read down its columns from its header.

use std::collections::HashMap;

use super::super::{Form, HeaderCell, Line, Lines, Row, squeezed};
use super::canvas::SAME_EDGE;
use super::header::{Header, HeaderColumn};
use super::names::TableNames;
use super::scope::Reader;
use super::{Found, FoundLine, FoundRow, FoundTable};
use crate::profile::{ColumnMatch, Profile, Scope, TableKind};

/// Below a note on units, in points, a table may begin: about three lines.
const NEAR: f32 = 40.0;

/// Reads the table below a header into what was found; header and rows that a later page goes on with are added.
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
    if header
        .columns
        .iter()
        .flat_map(|c| &c.path)
        .any(|at| reader.canvas.get(*at).is_none_or(|p| p.taken))
    {
        return;
    }
    let before = found.tables.iter().position(|t| t.table == key);
    if matrix && before.is_some_and(|at| !goes_on(found.tables.get(at), reader, &header)) {
        let label = header
            .columns
            .first()
            .and_then(|c| c.path.last())
            .and_then(|at| reader.canvas.get(*at));
        if let Some(piece) = label {
            found.doubts.push(super::Doubt::Repeated {
                label: piece.text.clone(),
                page: piece.page,
            });
        }
        return;
    }
    let mut own = FoundTable {
        table: key,
        ..FoundTable::default()
    };
    own.notes = notes(reader, &header);
    let stub = stub(reader, &header, matrix);
    let leaf = header
        .columns
        .first()
        .and_then(|c| c.path.last())
        .and_then(|at| reader.canvas.get(*at));
    if let (Some(spec), Some(leaf)) = (spec, leaf) {
        let bbox = leaf.bbox;
        reader.seen.push((number, spec.key.clone(), bbox));
    }
    take_header(reader, &header, &mut own);
    own.columns = columns(reader, &header, table);
    let mut walk = Walk {
        reader,
        table,
        number,
        names,
        matrix,
        stub,
        key: header.spec,
    };
    walk.rows(&header, &mut own);
    match before.and_then(|at| found.tables.get_mut(at)) {
        Some(before) => add(before, own),
        None => found.tables.push(own),
    }
}

/// Whether a header says again what a matrix of a page before has.
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

/// Adds what a further header brings: its columns are matched by what they name, else by their labels.
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

/// What stands near the header that may tell a unit: the heading over it, a note above its right end, the label beside it.
fn notes(reader: &Reader<'_>, header: &Header) -> Vec<String> {
    let canvas = &reader.canvas;
    let first = header
        .columns
        .first()
        .and_then(|c| c.path.first())
        .and_then(|at| canvas.get(*at));
    let Some(first) = first else {
        return Vec::new();
    };
    let (top, page) = (first.bbox.y0, first.page);
    let is_near = |y: f32| y <= top + SAME_EDGE && y >= top - NEAR;
    let above = canvas
        .pieces
        .iter()
        .filter(|p| p.page == page && is_near(p.bbox.y1));
    let mut notes: Vec<String> = above
        .map(|p| squeezed(&p.lines))
        .filter(|t| !t.is_empty())
        .collect();
    let start = header
        .corner
        .first()
        .or(header.columns.first().and_then(|c| c.path.first()));
    let left = start.map(|at| canvas.left_of(*at)).unwrap_or_default();
    notes.extend(
        left.iter()
            .filter_map(|at| canvas.get(*at))
            .map(|p| squeezed(&p.lines)),
    );
    notes.retain(|note| note.chars().count() <= super::canvas::LONGEST_LABEL);
    notes
}

/// Grid columns of the labels of rows.
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
        let words = column.line.and_then(|line| table.columns.get(line));
        let suffixes = (0..texts.len()).map(|from| texts.get(from..).unwrap_or_default().concat());
        FoundLine {
            line: column.line,
            path: pieces.map(|p| p.lines.clone()).collect(),
            year: words.and_then(|(words, _)| suffixes.into_iter().find_map(|t| words.year(&t))),
        }
    };
    header.columns.iter().map(column).collect()
}

/// Goes down the columns of a table.
struct Walk<'w, 'a> {
    reader: &'w mut Reader<'a>,
    table: &'w TableNames,
    number: usize,
    names: usize,
    matrix: bool,
    stub: (usize, usize),
    key: usize,
}

impl Walk<'_, '_> {
    fn rows(&mut self, header: &Header, own: &mut FoundTable) {
        let (rows, _) = self.reader.canvas.size(header.grid);
        let mut row = header.bottom;
        let mut grid = header.grid;
        let mut cols: Vec<(usize, usize)> = header.columns.iter().map(|c| c.cols).collect();
        let mut height = rows;
        let edges = self.edges(header);
        let mut opens = false;
        loop {
            if row >= height {
                let Some(next) = self.next_grid(grid, &edges) else {
                    break;
                };
                (grid, cols, self.stub) = next;
                height = self.reader.canvas.size(grid).0;
                (row, opens) = (0, true);
            }
            let Some((end, found)) = self.row(grid, row, &cols) else {
                break;
            };
            if let Some(found) = found {
                match own.rows.last_mut().filter(|_| opens) {
                    Some(before) if is_rest(before, &found, &own.columns) => join(before, found),
                    _ => own.rows.push(found),
                }
            }
            (row, opens) = (end, false);
        }
    }

    /// Where the columns begin and end on the page, with the labels of rows before them.
    fn edges(&self, header: &Header) -> Vec<(f32, f32)> {
        let canvas = &self.reader.canvas;
        let extent = |c: &HeaderColumn| {
            let leaf = c.path.last().and_then(|at| canvas.get(*at));
            leaf.map_or((0.0, 0.0), |p| (p.bbox.x0, p.bbox.x1))
        };
        let corner = header.corner.iter().filter_map(|at| canvas.get(*at));
        let first = header.columns.first().map_or((0.0, 0.0), extent);
        let start = corner.map(|p| p.bbox.x0).fold(first.0, f32::min);
        std::iter::once((start, first.0))
            .chain(header.columns.iter().map(extent))
            .collect()
    }

    /// The grid at the top of the next page with the same columns and no header of its own.
    #[allow(clippy::type_complexity)]
    fn next_grid(
        &self,
        grid: usize,
        edges: &[(f32, f32)],
    ) -> Option<(usize, Vec<(usize, usize)>, (usize, usize))> {
        let canvas = &self.reader.canvas;
        let page = canvas.pieces.iter().find(|p| p.table == Some(grid))?.page;
        let next = (grid + 1..canvas.tables()).find(|next| {
            canvas
                .pieces
                .iter()
                .any(|p| p.table == Some(*next) && p.page == page + 1)
        })?;
        let mut starts: HashMap<i64, usize> = HashMap::new();
        let mut ends: HashMap<i64, usize> = HashMap::new();
        let pieces = canvas.pieces.iter().filter(|p| p.table == Some(next));
        for piece in pieces {
            starts.insert(key(piece.bbox.x0), piece.cols.0);
            ends.insert(key(piece.bbox.x1), piece.cols.1);
        }
        let at = |map: &HashMap<i64, usize>, x: f32| {
            (-1..=1).find_map(|d| map.get(&(key(x) + d)).copied())
        };
        let cols = |(from, to): &(f32, f32)| Some((at(&starts, *from)?, at(&ends, *to)?));
        let (stub, columns) = edges.split_first()?;
        let columns: Vec<_> = columns.iter().map(cols).collect::<Option<_>>()?;
        let first = columns.first()?.0;
        let stub = (at(&starts, stub.0).unwrap_or(first), first);
        Some((next, columns, stub))
    }

    /// The row that begins at a grid row, and where it ends; none where the table ends.
    fn row(
        &mut self,
        grid: usize,
        row: usize,
        cols: &[(usize, usize)],
    ) -> Option<(usize, Option<FoundRow>)> {
        let end = self.end_of_row(grid, row, cols)?;
        let canvas = &self.reader.canvas;
        let mut cells: Vec<Vec<usize>> = Vec::new();
        for (from, to) in cols {
            let mut own = Vec::new();
            for (r, c) in (row..end).flat_map(|r| (*from..*to).map(move |c| (r, c))) {
                let Some(at) = canvas.at(grid, r, c) else {
                    continue;
                };
                let piece = canvas.get(at)?;
                // A cell that reaches in from the left is the column's before it.
                if piece.cols.0 >= *from && !own.contains(&at) {
                    own.push(at);
                }
            }
            cells.push(own);
        }
        let path = self.path(grid, row, end);
        let label = path
            .last()
            .and_then(|at| canvas.get(*at))
            .map(|p| p.text.clone())
            .unwrap_or_default();
        let total = !self.matrix && self.is_total(&cells);
        let reaches = |at: &usize| canvas.get(*at).is_some_and(|p| p.cols.1 > self.stub.1);
        let merged =
            cells.iter().flatten().any(|at| self.is_merged(*at, cols)) || path.iter().any(reaches);
        let line = self.line_of(&path);
        if self.ends_here(&cells, &path, line, merged, total) {
            return None;
        }
        let texts = cells.iter().flatten().chain(&path);
        let blank = texts
            .into_iter()
            .all(|at| canvas.get(*at).is_none_or(|p| p.is_blank()));
        if blank && (path.is_empty() || !self.matrix) {
            return Some((end, None));
        }
        let year = line
            .and_then(|l| self.table.rows.get(l))
            .and_then(|(words, _)| words.year(&label));
        let page = cells
            .iter()
            .flatten()
            .chain(&path)
            .find_map(|at| canvas.get(*at))
            .map_or(0, |p| p.page);
        let path_lines = path
            .iter()
            .filter_map(|at| canvas.get(*at))
            .map(|p| p.lines.clone())
            .collect();
        let lines = |own: &Vec<usize>| self.lines(own);
        let found = FoundRow {
            head: FoundLine {
                line,
                path: path_lines,
                year,
            },
            cells: cells.iter().map(lines).collect(),
            columns: (0..cols.len()).collect(),
            is_total: total,
            page,
            crowded: cells.iter().position(|own| self.is_crowded(own)),
        };
        self.take(cells.into_iter().flatten(), path);
        Some((end, Some(found)))
    }

    /// The row ends where no cell of its columns goes on.
    fn end_of_row(&self, grid: usize, row: usize, cols: &[(usize, usize)]) -> Option<usize> {
        let canvas = &self.reader.canvas;
        let mut end = row + 1;
        let mut at = row;
        let leaf =
            (self.matrix && self.stub.0 < self.stub.1).then(|| (self.stub.1 - 1, self.stub.1));
        while at < end {
            for col in cols
                .iter()
                .chain(leaf.iter())
                .flat_map(|(from, to)| *from..*to)
            {
                let piece = canvas.at(grid, at, col).and_then(|at| canvas.get(at));
                match piece {
                    Some(piece) if at == row && piece.rows.0 < row => return None,
                    Some(piece) => end = end.max(piece.rows.1),
                    None => {}
                }
            }
            at += 1;
        }
        Some(end)
    }

    /// The labels of a row, the outermost first.
    fn path(&self, grid: usize, row: usize, end: usize) -> Vec<usize> {
        let canvas = &self.reader.canvas;
        let mut path: Vec<usize> = Vec::new();
        for col in self.stub.0..self.stub.1 {
            for at in (row..end).filter_map(|r| canvas.at(grid, r, col)) {
                if !path.contains(&at) {
                    path.push(at);
                }
            }
        }
        let blank = |at: &usize| canvas.get(*at).is_none_or(|p| p.is_blank());
        let last = path.last().copied();
        path.retain(|at| !blank(at) || Some(*at) == last);
        if path.len() > 1 && path.last().is_some_and(blank) && !self.is_open_label(&path) {
            path.pop();
        }
        path
    }

    /// Whether the last label of a row is left empty under a group label, and not only an indent.
    fn is_open_label(&self, path: &[usize]) -> bool {
        let canvas = &self.reader.canvas;
        match path {
            [.., over, last] => {
                let rows = |at: &usize| canvas.get(*at).map_or((0, 0), |p| p.rows);
                rows(over).1 - rows(over).0 > rows(last).1 - rows(last).0
            }
            _ => false,
        }
    }

    fn line_of(&self, path: &[usize]) -> Option<usize> {
        let canvas = &self.reader.canvas;
        let (last, above) = path.split_last()?;
        let piece = canvas.get(*last)?;
        let whole: String = path
            .iter()
            .filter_map(|at| canvas.get(*at))
            .map(|p| p.text.as_str())
            .collect();
        let fits = |(_, (words, under)): &(usize, &(super::names::Words, super::names::Words))| {
            let over = |at: &usize| canvas.get(*at).is_some_and(|p| under.rank(p).is_some());
            (words.is_empty() || words.rank(piece).is_some() || words.has(&whole))
                && (under.is_empty() || above.iter().any(over))
        };
        let mut rows = self.table.rows.iter().enumerate().filter(fits);
        let named = rows.clone().find(|(_, (words, _))| !words.is_empty());
        named.or_else(|| rows.next()).map(|(line, _)| line)
    }

    fn is_total(&self, cells: &[Vec<usize>]) -> bool {
        let first = cells
            .iter()
            .flatten()
            .filter_map(|at| self.reader.canvas.get(*at))
            .find(|p| !p.is_blank());
        first.is_some_and(|p| self.table.total.is_match(&p.text))
    }

    /// Whether a cell covers more than one column.
    fn is_merged(&self, at: usize, cols: &[(usize, usize)]) -> bool {
        let Some(piece) = self.reader.canvas.get(at) else {
            return false;
        };
        let covered = cols
            .iter()
            .filter(|(from, to)| piece.cols.0 < *to && *from < piece.cols.1)
            .count();
        let outside = cols.first().is_some_and(|c| piece.cols.0 < c.0)
            || cols.last().is_some_and(|c| piece.cols.1 > c.1);
        covered > 1 || outside
    }

    /// Whether the table ends above this row: at the label of something else, at another header, at a cell across.
    fn ends_here(
        &self,
        cells: &[Vec<usize>],
        path: &[usize],
        line: Option<usize>,
        merged: bool,
        total: bool,
    ) -> bool {
        let canvas = &self.reader.canvas;
        let all = || cells.iter().flatten().chain(path);
        if all().any(|at| {
            canvas
                .get(*at)
                .is_none_or(|p| p.taken && !path.contains(at) || p.scope != self.number)
        }) {
            return true;
        }
        let reaches = |at: &usize| canvas.get(*at).is_some_and(|p| p.cols.1 > self.stub.1);
        if all().next().is_none()
            || path.iter().any(reaches)
            || (merged && !total && line.is_none())
        {
            return true;
        }
        if total || line.is_some() {
            return false;
        }
        let first = match self.matrix {
            true => path.last(),
            false => cells
                .iter()
                .flatten()
                .find(|at| canvas.get(**at).is_some_and(|p| !p.is_blank())),
        };
        let is_label = |at: &usize| canvas.get(*at).is_some_and(|p| p.is_label && !p.taken);
        let is_named = first.is_some_and(is_label)
            && match self.matrix {
                true => true,
                false => {
                    cells.iter().flatten().filter(|at| is_label(at)).count() * 2
                        >= cells.iter().filter(|c| !c.is_empty()).count().max(1)
                }
            };
        is_named || self.is_header(cells)
    }

    /// Whether filled cells stand side by side.
    fn is_crowded(&self, own: &[usize]) -> bool {
        let filled = own
            .iter()
            .filter_map(|at| self.reader.canvas.get(*at))
            .filter(|p| !p.is_blank());
        let mut starts: Vec<usize> = filled.map(|p| p.cols.0).collect();
        starts.dedup();
        starts.len() > 1
    }

    /// Whether half of the cells or more name columns of a table of the scope.
    fn is_header(&self, cells: &[Vec<usize>]) -> bool {
        let canvas = &self.reader.canvas;
        let tables = self
            .reader
            .names
            .scopes
            .get(self.names)
            .map(|s| s.tables.as_slice());
        let texts: Vec<&super::canvas::Piece> = cells
            .iter()
            .flatten()
            .filter_map(|at| canvas.get(*at))
            .filter(|p| !p.is_blank())
            .collect();
        let names = |table: &TableNames| {
            let named =
                |p: &&super::canvas::Piece| table.columns.iter().any(|(w, _)| w.rank(p).is_some());
            texts.iter().filter(|p| named(p)).count()
        };
        let _ = self.key;
        let most = tables
            .unwrap_or_default()
            .iter()
            .map(names)
            .max()
            .unwrap_or(0);
        most >= 2 && most * 2 >= texts.len()
    }

    fn lines(&self, own: &[usize]) -> Lines {
        let mut lines = Lines::new();
        for piece in own
            .iter()
            .filter_map(|at| self.reader.canvas.get(*at))
            .filter(|p| !p.is_blank())
        {
            if let Some(last) = lines.last_mut() {
                let last: &mut Line = last;
                last.room = f32::INFINITY;
            }
            lines.extend(piece.lines.clone());
        }
        lines
    }

    fn take(&mut self, cells: impl Iterator<Item = usize>, path: Vec<usize>) {
        for at in cells {
            if let Some(piece) = self.reader.canvas.pieces.get_mut(at) {
                piece.taken = true;
            }
        }
        for at in path {
            if let Some(piece) = self.reader.canvas.pieces.get_mut(at) {
                piece.taken = true;
                piece.is_label = true;
            }
        }
    }
}

fn key(x: f32) -> i64 {
    (x / SAME_EDGE).round() as i64
}

/// Whether a row at the top of a page is the rest of the one before: each of its texts goes on with a line that ran to
/// its edge, and none of them, nor what it would go on with, is a whole value.
fn is_rest(before: &FoundRow, row: &FoundRow, columns: &[FoundLine]) -> bool {
    let _ = columns;
    if !row.head.path.is_empty() || row.cells.len() != before.cells.len() {
        return false;
    }
    let pairs = before.cells.iter().zip(&row.cells);
    let mut filled = pairs
        .filter(|(_, own)| !squeezed(own).is_empty())
        .peekable();
    filled.peek().is_some()
        && filled.all(|(above, own)| match (above.last(), own.first()) {
            (Some(last), Some(first)) => {
                first.head > last.room && !is_value(&squeezed(above)) && !is_value(&squeezed(own))
            }
            _ => false,
        })
}

/// Whether a text is a number, or a number with its unit.
fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0 && digits * 2 >= text.chars().count()
}

fn join(before: &mut FoundRow, row: FoundRow) {
    for (above, own) in before.cells.iter_mut().zip(row.cells) {
        above.extend(own);
    }
}

/// Makes the header and the rows of the item table of a table.
pub fn into_items(table: FoundTable, form: &mut Form, profile: &Profile) {
    let number = profile.column_of(crate::profile::ColumnRole::Number);
    let numbers = table
        .columns
        .iter()
        .position(|c| c.line.is_some() && c.line == number);
    form.headings.extend(table.headings);
    for (at, column) in table.columns.into_iter().enumerate() {
        let mut path = column.path;
        let label = path.pop().unwrap_or_default();
        form.headings.extend(path.into_iter().flatten());
        if Some(at) == numbers {
            form.headings.extend(label);
            continue;
        }
        form.header.push(HeaderCell {
            known: column.line.map(|column| ColumnMatch {
                column,
                distance: 0,
            }),
            label,
            extent: (0.0, 0.0),
        });
    }
    for row in table.rows {
        let mut own = Row {
            page: row.page,
            ..Row::default()
        };
        let width = form.header.len() + usize::from(numbers.is_some());
        let mut cells = vec![Lines::new(); width];
        for (column, lines) in row.columns.iter().zip(row.cells) {
            if let Some(cell) = cells.get_mut(*column) {
                *cell = lines;
            }
        }
        if let Some(at) = numbers.filter(|at| *at < cells.len()) {
            own.marker = cells.remove(at);
        }
        own.cells = cells;
        form.rows.push(own);
    }
}
