//! Matrices: a value for each cell, with the labels of its row and its column.

use super::super::super::sheet::Mapper;
use super::{Labels, Reading, unit_of_line};
use crate::model::MatrixCell;
use crate::normalize::join;
use crate::segment::shape::FoundRow;
use crate::segment::{Lines, squeezed};
use crate::values::figure_under;

impl Mapper<'_> {
    /// The cells of a matrix, row by row. Cells without a label over them count only if they have a text.
    pub(super) fn matrix(&mut self, table: &Reading<'_>) -> Vec<MatrixCell> {
        let mut cells = Vec::new();
        for row in &table.found.rows {
            let labels = self.labels_of_line(&row.head, &table.path);
            for (column, lines) in row.columns.iter().zip(&row.cells) {
                let pointer = format!("{}/{}", table.path, cells.len());
                cells.extend(self.cell(table, row, &labels, *column, lines, &pointer));
            }
        }
        cells
    }

    fn cell(
        &mut self,
        table: &Reading<'_>,
        row: &FoundRow,
        labels: &Labels,
        column: usize,
        lines: &Lines,
        pointer: &str,
    ) -> Option<MatrixCell> {
        let over = table.columns.get(column)?;
        let column = table.found.columns.get(column)?;
        if over.texts.iter().all(String::is_empty) && squeezed(lines).is_empty() {
            return None;
        }
        let text = join(lines);
        let text = self.ledger.value(format_args!("{pointer}/text"), &text);
        let line = row.head.line.and_then(|line| table.spec.rows.get(line));
        let own = table.line(column);
        let unit = (labels.unit.clone())
            .or_else(|| over.unit.clone())
            .or_else(|| unit_of_line(line))
            .or_else(|| unit_of_line(own))
            .or_else(|| table.unit.clone());
        let figure = figure_under(&text, unit.as_ref());
        let year = table.context.year_of(column.year.as_deref(), &over.texts);
        let of_row = || {
            table
                .context
                .year_of(row.head.year.as_deref(), &labels.texts)
        };
        let year = year.or_else(of_row);
        let (value, unit) = figure.map(|figure| (figure.value, figure.unit)).unzip();
        Some(MatrixCell {
            row: labels.texts.clone(),
            row_key: line.map(|line| line.key.clone()),
            column: over.texts.clone(),
            column_key: own.map(|own| own.key.clone()),
            text,
            value,
            unit: unit.filter(|unit| !unit.is_empty()),
            start: year.map(|year| year.start()),
            end: year.map(|year| year.end()),
        })
    }
}
