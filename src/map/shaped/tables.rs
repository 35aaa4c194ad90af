//! Tables: records in rows, and matrices cell by cell.

use super::super::sheet::Mapper;
use super::reading::{Context, number, unit_of};
use super::totals;
use crate::diagnostics::Code;
use crate::model::{FieldValue, Labelled, MatrixCell, Record};
use crate::normalize::join;
use crate::profile::{Line, Table, TableKind};
use crate::segment::shape::{FoundLine, FoundRow, FoundTable};
use crate::segment::{Lines, squeezed};

/// The key for texts of columns that the profile does not know.
const OTHER: &str = "other";

impl Mapper<'_> {
    /// Maps a table into the record of its scope.
    pub(super) fn table(
        &mut self,
        found: FoundTable,
        spec: &Table,
        path: &str,
        context: &Context,
        record: &mut Record,
    ) {
        self.ledger.labels(&found.headings);
        let path = format!("{path}/{}", spec.key);
        let columns: Vec<Vec<String>> = found
            .columns
            .iter()
            .map(|c| self.labels_of_line(c, &path))
            .collect();
        self.tell_columns(&found, spec, &columns, &path);
        self.tell_crowded(&found, &columns, &path);
        let unit = found
            .notes
            .iter()
            .rev()
            .find_map(|note| unit_of(note))
            .or_else(|| spec.unit.clone());
        match spec.kind {
            TableKind::Matrix => {
                let cells = self.matrix(&found, spec, &columns, unit.as_deref(), &path, context);
                for message in totals::of_matrix(&cells, spec) {
                    self.tell_at(Code::Total, path.clone(), None, message);
                }
                record.insert(spec.key.clone(), FieldValue::Cells(cells));
            }
            TableKind::Rows => self.records(
                &found,
                spec,
                &columns,
                unit.as_deref(),
                &path,
                context,
                record,
            ),
        }
    }

    fn labels_of_line(&mut self, line: &FoundLine, path: &str) -> Vec<String> {
        line.path
            .iter()
            .map(|lines| {
                self.ledger.labels_of(format_args!("{path}"), lines);
                label(lines)
            })
            .collect()
    }

    fn tell_columns(
        &mut self,
        found: &FoundTable,
        spec: &Table,
        columns: &[Vec<String>],
        path: &str,
    ) {
        let unknown: Vec<(String, Option<u32>)> = found
            .columns
            .iter()
            .zip(columns)
            .filter(|(column, labels)| {
                column.line.is_none() && labels.iter().any(|l| !l.is_empty())
            })
            .map(|(column, labels)| {
                let page = column.path.iter().flatten().map(|line| line.page).next();
                (labels.concat(), page)
            })
            .collect();
        self.tell_like(found, spec, columns, path);
        for (written, page) in unknown {
            let kept = match spec.kind {
                TableKind::Rows => "its texts are under \"other\"",
                TableKind::Matrix => "its cells have no column_key",
            };
            let message = format!("the profile does not know the column {written:?}; {kept}");
            self.tell_at(Code::UnknownColumn, path.to_owned(), page, message);
        }
        let missing = spec.columns.iter().enumerate().filter(|(n, column)| {
            !column.optional && !found.columns.iter().any(|c| c.line == Some(*n))
        });
        let missing: Vec<String> = missing.map(|(_, column)| column.title.clone()).collect();
        if !missing.is_empty() {
            let page = found
                .columns
                .iter()
                .flat_map(|c| &c.path)
                .flatten()
                .map(|line| line.page)
                .next();
            let message = format!(
                "the table {:?} has no column {}",
                spec.key,
                missing.join(", ")
            );
            self.tell_at(Code::MissingTable, path.to_owned(), page, message);
        }
    }

    /// Columns whose header differs from what the profile calls them.
    fn tell_like(&mut self, found: &FoundTable, spec: &Table, columns: &[Vec<String>], path: &str) {
        let pairs = found.columns.iter().zip(columns);
        for (column, labels) in pairs.filter(|(column, _)| column.distance > 0) {
            let own = column.line.and_then(|line| spec.columns.get(line));
            let key = own.map_or("", |own| own.key.as_str());
            let page = column.path.iter().flatten().map(|line| line.page).next();
            let written = labels.concat();
            let message = format!("the column {written:?} was matched to {key:?} by similarity");
            self.tell_at(Code::LikeLabel, path.to_owned(), page, message);
        }
    }

    /// Reports a header cell that covers two columns of cells, whose texts become one value.
    fn tell_crowded(&mut self, found: &FoundTable, columns: &[Vec<String>], path: &str) {
        let crowded = found
            .rows
            .iter()
            .filter_map(|row| Some((row.page, *row.columns.get(row.crowded?)?)));
        let told: Vec<(u32, String)> = crowded
            .map(|(page, column)| {
                (
                    page,
                    columns.get(column).map(|c| c.concat()).unwrap_or_default(),
                )
            })
            .collect();
        for (page, written) in told {
            let message = format!(
                "several cells of a row are under the one header {written:?}; their texts are joined"
            );
            self.tell_at(Code::CrowdedColumn, path.to_owned(), Some(page), message);
        }
    }

    fn matrix(
        &mut self,
        found: &FoundTable,
        spec: &Table,
        columns: &[Vec<String>],
        unit: Option<&str>,
        path: &str,
        context: &Context,
    ) -> Vec<MatrixCell> {
        let mut cells = Vec::new();
        for row in &found.rows {
            let labels = self.labels_of_line(&row.head, path);
            let line = row.head.line.and_then(|l| spec.rows.get(l));
            for (number_of, lines) in row.columns.iter().zip(&row.cells) {
                let (Some(column), Some(of)) =
                    (found.columns.get(*number_of), columns.get(*number_of))
                else {
                    continue;
                };
                let own = column.line.and_then(|l| spec.columns.get(l));
                let is_nothing = of.iter().all(String::is_empty) && squeezed(lines).is_empty();
                if is_nothing {
                    continue;
                }
                let pointer = format!("{path}/{}", cells.len());
                let text = self
                    .ledger
                    .value(format_args!("{pointer}/text"), &join(lines));
                let unit = cell_unit(&labels, line, of, own, unit);
                let read = number(&text, unit.as_deref());
                let year = context.year_of(column.year.as_deref(), of);
                let year = year.or_else(|| context.year_of(row.head.year.as_deref(), &labels));
                cells.push(MatrixCell {
                    row: labels.clone(),
                    row_key: line.map(|l| l.key.clone()),
                    column: of.clone(),
                    column_key: own.map(|c| c.key.clone()),
                    text,
                    value: read.as_ref().map(|(value, _)| value.clone()),
                    unit: read.map(|(_, unit)| unit).filter(|unit| !unit.is_empty()),
                    start: year.map(|y| y.start()),
                    end: year.map(|y| y.end()),
                });
            }
        }
        cells
    }

    #[allow(clippy::too_many_arguments)]
    fn records(
        &mut self,
        found: &FoundTable,
        spec: &Table,
        columns: &[Vec<String>],
        unit: Option<&str>,
        path: &str,
        context: &Context,
        record: &mut Record,
    ) {
        let mut records: Vec<Record> = Vec::new();
        let mut total = None;
        for row in &found.rows {
            let key = match row.is_total {
                true => format!("{path}_total"),
                false => format!("{path}/{}", records.len()),
            };
            let own = self.record(row, found, spec, columns, unit, &key, context);
            match row.is_total {
                true => total = Some((own, row.page)),
                false => records.push(own),
            }
        }
        if let Some((total, page)) = &total {
            for message in totals::of_rows(&records, total, spec) {
                self.tell_at(Code::Total, format!("{path}_total"), Some(*page), message);
            }
        }
        for message in totals::of_columns(&records, spec) {
            self.tell_at(Code::Total, path.to_owned(), None, message);
        }
        record.insert(spec.key.clone(), FieldValue::Records(records));
        if let Some((total, _)) = total {
            record.insert(format!("{}_total", spec.key), FieldValue::Record(total));
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn record(
        &mut self,
        row: &FoundRow,
        found: &FoundTable,
        spec: &Table,
        columns: &[Vec<String>],
        unit: Option<&str>,
        path: &str,
        context: &Context,
    ) -> Record {
        let mut record = Record::new();
        let mut other: Vec<Labelled> = Vec::new();
        let of_row = spec.unit_column.as_deref();
        let of_row = of_row.map(|key| unit_of_row(row, found, spec, key));
        for (number_of, lines) in row.columns.iter().zip(&row.cells) {
            let Some(column) = found.columns.get(*number_of) else {
                continue;
            };
            let labels = columns
                .get(*number_of)
                .map(Vec::as_slice)
                .unwrap_or_default();
            let Some(own) = column.line.and_then(|l| spec.columns.get(l)) else {
                if !squeezed(lines).is_empty() {
                    let pointer = format!("{path}/{OTHER}/{}", labels.concat());
                    let text = self.ledger.value(format_args!("{pointer}"), &join(lines));
                    other.push(Labelled {
                        label: labels.concat(),
                        text,
                    });
                }
                continue;
            };
            let pointer = format!("{path}/{}", own.key);
            let text = self
                .ledger
                .value(format_args!("{pointer}"), &entries(lines));
            let unit = match &of_row {
                Some(of_row) => of_row
                    .clone()
                    .or_else(|| cell_unit(&[], None, labels, Some(own), None)),
                None => cell_unit(&[], None, labels, Some(own), unit),
            };
            record.insert(own.key.clone(), FieldValue::Text(text.clone()));
            context.typed(&mut record, &own.key, own.kind, &text, unit.as_deref());
        }
        if !other.is_empty() {
            let pairs = other.into_iter().map(|o| (o.label, o.text));
            record.insert(OTHER.to_owned(), FieldValue::Parts(pairs.collect()));
        }
        record
    }
}

/// What a row has in the column of units.
fn unit_of_row(row: &FoundRow, found: &FoundTable, spec: &Table, key: &str) -> Option<String> {
    let is_unit = |number: &usize| {
        let line = found.columns.get(*number).and_then(|column| column.line);
        line.and_then(|line| spec.columns.get(line))
            .is_some_and(|column| column.key == key)
    };
    let mut cells = row.columns.iter().zip(&row.cells);
    let (_, lines) = cells.find(|(number, _)| is_unit(number))?;
    Some(squeezed(lines)).filter(|unit| !unit.is_empty())
}

/// The unit of a cell's bare number: that of its column's labels, its row's, the table's heading, or the profile's.
fn cell_unit(
    row: &[String],
    line: Option<&Line>,
    column: &[String],
    own: Option<&Line>,
    heading: Option<&str>,
) -> Option<String> {
    let written = |labels: &[String]| labels.iter().rev().find_map(|label| unit_of(label));
    let of_profile = |line: Option<&Line>| line.and_then(|l| l.unit.clone());
    written(row)
        .or_else(|| written(column))
        .or_else(|| of_profile(line))
        .or_else(|| of_profile(own))
        .or_else(|| heading.map(str::to_owned))
}

/// A label as one line, without spaces between Japanese letters.
pub(super) fn label(lines: &Lines) -> String {
    let mut label = String::new();
    let text: Vec<char> = lines
        .iter()
        .flat_map(|l| {
            let line = l.text.trimmed().written();
            line.chars().chain(['\n']).collect::<Vec<char>>()
        })
        .collect();
    for (at, c) in text.iter().enumerate() {
        if !c.is_whitespace() {
            label.push(*c);
            continue;
        }
        let before = label.chars().last();
        let behind = text.iter().skip(at).find(|c| !c.is_whitespace());
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(before) && latin(behind.copied()) && !label.ends_with(' ') {
            label.push(' ');
        }
    }
    label
}

/// The text of a cell of a record. Short lines of a narrow cell that each end before its edge are separate entries (当初,
/// 9月, 12月), which joining keeps separate.
fn entries(lines: &Lines) -> crate::text::Text {
    join(lines)
}
