//! The rows of a table, one after the other, over pages.

use super::super::super::{Line, Lines};
use super::super::header::Header;
use super::super::scope::Reader;
use super::super::{FoundLine, FoundRow, FoundTable};
use crate::profile::{LineNames, Meanings, TableNames};

/// Goes down the columns of a table.
pub struct Walk<'w, 'a> {
    /// The sheet's pieces.
    pub reader: &'w mut Reader<'a>,
    /// What the table's columns and rows are called.
    pub table: &'w TableNames,
    /// Number of the scope that its pieces have.
    pub number: usize,
    /// Number of the scope's labels.
    pub names: usize,
    /// Whether its rows have labels.
    pub matrix: bool,
    /// Grid columns of the labels of rows.
    pub stub: (usize, usize),
}

impl Walk<'_, '_> {
    /// Adds the rows below a header.
    pub fn rows(&mut self, header: &Header, own: &mut FoundTable) {
        let (rows, _) = self.reader.canvas.size(header.grid);
        let mut row = header.bottom;
        let mut grid = header.grid;
        let mut cols: Vec<(usize, usize)> = header.columns.iter().map(|c| c.cols).collect();
        let mut height = rows;
        let edges = self.edges(header);
        loop {
            if row >= height {
                let Some(next) = self.next_grid(grid, &edges) else {
                    break;
                };
                (grid, cols, self.stub) = next;
                height = self.reader.canvas.size(grid).0;
                row = 0;
            }
            let Some((end, found)) = self.row(grid, row, &cols) else {
                break;
            };
            own.rows.extend(found);
            row = end;
        }
    }

    /// The row that begins at a grid row, and its end; `None` if the table ends.
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
                // a cell that extends in from the left belongs to the column before it
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
            .and_then(|names| names.words.year(&label));
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
                distance: 0,
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

    /// The row ends where no cell of its columns continues.
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

    /// The labels of a row, outermost first.
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

    /// Whether the last label of a row is left empty under a group label, rather than being an indent.
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
        let texts: Vec<&str> = path
            .iter()
            .filter_map(|at| canvas.get(*at))
            .map(|p| p.text.as_str())
            .collect();
        let wholes = (0..texts.len()).filter_map(|from| Some(texts.get(from..)?.concat()));
        let wholes: Vec<String> = wholes.collect();
        let find = |whole: &String| self.reader.names.find(whole);
        let meanings: Vec<Meanings> = wholes.iter().map(find).collect();
        let fits = |(_, names): &(usize, &LineNames)| {
            let (words, under) = (&names.words, &names.under);
            let over = |at: &usize| canvas.get(*at).is_some_and(|p| p.rank(under).is_some());
            (words.is_empty()
                || piece.rank(words).is_some()
                || meanings.iter().any(|whole| words.are_among(whole)))
                && (under.is_empty() || above.iter().any(over))
                && names.fits_year(&wholes, self.reader.year)
        };
        let mut rows = self.table.rows.iter().enumerate().filter(fits);
        let named = rows.clone().find(|(_, names)| !names.words.is_empty());
        named.or_else(|| rows.next()).map(|(line, _)| line)
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
