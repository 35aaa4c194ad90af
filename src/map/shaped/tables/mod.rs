//! Tables: records in rows, and matrices cell by cell.

use super::super::sheet::Mapper;
use super::reading::Context;
use super::totals;
use crate::diagnostics::Code;
use crate::model::{FieldValue, Record};
use crate::profile::{Line, Table, TableKind};
use crate::segment::Lines;
use crate::segment::shape::{FoundLine, FoundTable};
use crate::values::HeadingUnit;

mod columns;
mod matrix;
mod records;

/// A table that was found, and what its cells are read with.
struct Reading<'a> {
    found: &'a FoundTable,
    spec: &'a Table,
    /// The labels of each column.
    columns: Vec<Labels>,
    /// The unit of all its figures, from a note near the table or from the profile.
    unit: Option<HeadingUnit>,
    context: &'a Context,
    /// Its JSON Pointer.
    path: String,
}

/// The labels of a row or column.
struct Labels {
    /// From the outermost in.
    texts: Vec<String>,
    /// The unit that they name; if several do, that of the innermost.
    unit: Option<HeadingUnit>,
}

impl Reading<'_> {
    /// What the profile says of a column.
    fn line(&self, column: &FoundLine) -> Option<&Line> {
        column.line.and_then(|line| self.spec.columns.get(line))
    }
}

impl Mapper<'_> {
    /// Maps a table into the record of its scope.
    pub(super) fn table(
        &mut self,
        found: &FoundTable,
        spec: &Table,
        path: &str,
        context: &Context,
        record: &mut Record,
    ) {
        self.ledger.labels(&found.headings);
        let path = format!("{path}/{}", spec.key);
        let columns = found.columns.iter();
        let columns = columns.map(|c| self.labels_of_line(c, &path)).collect();
        let mut notes = found.notes.iter().rev();
        let unit = notes.find_map(|note| HeadingUnit::find(note));
        let unit = unit.or_else(|| spec.unit.as_deref().map(HeadingUnit::named));
        let table = Reading {
            found,
            spec,
            columns,
            unit,
            context,
            path,
        };
        self.tell_columns(&table);
        self.tell_crowded(&table);
        match spec.kind {
            TableKind::Matrix => {
                let cells = self.matrix(&table);
                for message in totals::of_matrix(&cells, spec) {
                    self.tell_at(Code::Total, table.path.clone(), None, message);
                }
                record.insert(spec.key.clone(), FieldValue::Cells(cells));
            }
            TableKind::Rows => self.records(&table, record),
        }
    }

    fn labels_of_line(&mut self, line: &FoundLine, path: &str) -> Labels {
        let mut texts = Vec::new();
        for lines in &line.path {
            self.ledger.labels_of(format_args!("{path}"), lines);
            texts.push(label(lines));
        }
        let unit = texts.iter().rev().find_map(|text| HeadingUnit::find(text));
        Labels { texts, unit }
    }
}

/// The unit that the profile gives a row or a column.
fn unit_of_line(line: Option<&Line>) -> Option<HeadingUnit> {
    line?.unit.as_deref().map(HeadingUnit::named)
}

/// A label as one line: blanks stay only between Latin letters and digits, one for each run.
fn label(lines: &Lines) -> String {
    let lines = lines.iter().map(|line| line.text.trimmed());
    let written: Vec<String> = lines.map(|text| text.written().to_string()).collect();
    let mut label = String::new();
    for word in written.iter().flat_map(|line| line.split_whitespace()) {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if is_latin(label.chars().last()) && is_latin(word.chars().next()) {
            label.push(' ');
        }
        label.push_str(word);
    }
    label
}
