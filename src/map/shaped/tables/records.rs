//! Tables of records: a record for each row, and one for the row of totals.

use super::super::super::sheet::Mapper;
use super::super::totals;
use super::{Reading, unit_of_line};
use crate::diagnostics::Code;
use crate::model::{FieldValue, Record};
use crate::normalize::join;
use crate::segment::shape::FoundRow;
use crate::segment::squeezed;
use crate::values::HeadingUnit;

/// The key for texts of columns that the profile does not know.
const OTHER: &str = "other";

impl Mapper<'_> {
    /// Maps the rows of a table, and compares their sums with the row of totals.
    pub(super) fn records(&mut self, table: &Reading<'_>, record: &mut Record) {
        let Reading { spec, path, .. } = table;
        let mut records: Vec<Record> = Vec::new();
        let mut total = None;
        for row in &table.found.rows {
            if row.is_total {
                let own = self.record(row, table, &format!("{path}_total"));
                total = Some((own, row.page));
            } else {
                let own = self.record(row, table, &format!("{path}/{}", records.len()));
                records.push(own);
            }
        }
        if let Some((total, page)) = &total {
            for message in totals::of_rows(&records, total, spec) {
                self.tell_at(Code::Total, format!("{path}_total"), Some(*page), message);
            }
        }
        for message in totals::of_columns(&records, spec) {
            self.tell_at(Code::Total, path.clone(), None, message);
        }
        record.insert(spec.key.clone(), FieldValue::Records(records));
        if let Some((total, _)) = total {
            record.insert(format!("{}_total", spec.key), FieldValue::Record(total));
        }
    }

    fn record(&mut self, row: &FoundRow, table: &Reading<'_>, path: &str) -> Record {
        let mut record = Record::new();
        let mut other = Vec::new();
        let unit = UnitOfRow::of(row, table);
        for (number, lines) in row.columns.iter().zip(&row.cells) {
            let column = table.found.columns.get(*number);
            let Some((column, labels)) = column.zip(table.columns.get(*number)) else {
                continue;
            };
            let Some(own) = table.line(column) else {
                if !squeezed(lines).is_empty() {
                    let label = labels.texts.concat();
                    let pointer = format_args!("{path}/{OTHER}/{label}");
                    let text = self.ledger.value(pointer, &join(lines));
                    other.push((label, text));
                }
                continue;
            };
            let pointer = format_args!("{path}/{}", own.key);
            let text = self.ledger.value(pointer, &join(lines));
            let of_column = || labels.unit.clone().or_else(|| unit_of_line(Some(own)));
            let unit = unit.or_of_column(of_column);
            record.insert(own.key.clone(), FieldValue::Text(text.clone()));
            let context = table.context.under(column.year.as_deref(), &labels.texts);
            context.typed(&mut record, &own.key, own.kind, &text, unit.as_ref());
        }
        if !other.is_empty() {
            let other = FieldValue::Parts(other.into_iter().collect());
            record.insert(OTHER.to_owned(), other);
        }
        record
    }
}

/// What a row says of the unit of its figures.
enum UnitOfRow {
    /// The table has a column of units, and this row has this one there.
    Named(HeadingUnit),
    /// It has such a column, and nothing stands there.
    Unnamed,
    /// All rows have the unit of the table.
    OfTable(Option<HeadingUnit>),
}

impl UnitOfRow {
    fn of(row: &FoundRow, table: &Reading<'_>) -> Self {
        let Some(key) = table.spec.unit_column.as_deref() else {
            return Self::OfTable(table.unit.clone());
        };
        let is_unit = |number: &usize| {
            let column = table.found.columns.get(*number);
            column
                .and_then(|column| table.line(column))
                .is_some_and(|line| line.key == key)
        };
        let mut cells = row.columns.iter().zip(&row.cells);
        let cell = cells.find(|(number, _)| is_unit(number));
        let unit = cell.map(|(_, lines)| squeezed(lines)).unwrap_or_default();
        if unit.is_empty() {
            return Self::Unnamed;
        }
        Self::Named(HeadingUnit::named(&unit))
    }

    /// The unit of a figure in the row; that of the row's own column of units comes first, that of the table last.
    fn or_of_column(&self, column: impl Fn() -> Option<HeadingUnit>) -> Option<HeadingUnit> {
        match self {
            Self::Named(unit) => Some(unit.clone()),
            Self::Unnamed => column(),
            Self::OfTable(unit) => column().or_else(|| unit.clone()),
        }
    }
}
