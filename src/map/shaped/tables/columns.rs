//! What a reader should know about the columns of a table.

use super::super::super::sheet::Mapper;
use super::{Labels, Reading};
use crate::diagnostics::Code;
use crate::profile::TableKind;
use crate::segment::shape::FoundLine;

impl Mapper<'_> {
    /// Reports columns that the profile does not know, whose header differs from the profile's, or that are missing.
    pub(super) fn tell_columns(&mut self, table: &Reading<'_>) {
        let spec = table.spec;
        let columns = || table.found.columns.iter().zip(&table.columns);
        for (column, labels) in columns().filter(|(column, _)| column.distance > 0) {
            let key = table.line(column).map_or("", |own| own.key.as_str());
            let written = labels.texts.concat();
            let message = format!("the column {written:?} was matched to {key:?} by similarity");
            self.tell_at(Code::LikeLabel, table.path.clone(), page(column), message);
        }
        let is_unknown = |column: &FoundLine, labels: &Labels| {
            column.line.is_none() && labels.texts.iter().any(|label| !label.is_empty())
        };
        for (column, labels) in columns().filter(|(column, labels)| is_unknown(column, labels)) {
            let written = labels.texts.concat();
            let kept = match spec.kind {
                TableKind::Rows => "its texts are under \"other\"",
                TableKind::Matrix => "its cells have no column_key",
            };
            let message = format!("the profile does not know the column {written:?}; {kept}");
            let path = table.path.clone();
            self.tell_at(Code::UnknownColumn, path, page(column), message);
        }
        let is_found = |n: usize| table.found.columns.iter().any(|c| c.line == Some(n));
        let missing = spec.columns.iter().enumerate();
        let missing = missing.filter(|(n, column)| !column.optional && !is_found(*n));
        let missing: Vec<&str> = missing.map(|(_, column)| column.title.as_str()).collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            let message = format!("the table {:?} has no column {missing}", spec.key);
            let page = table.found.columns.iter().find_map(page);
            self.tell_at(Code::MissingTable, table.path.clone(), page, message);
        }
    }

    /// Reports a header cell that covers two columns of cells, whose texts become one value.
    pub(super) fn tell_crowded(&mut self, table: &Reading<'_>) {
        for row in &table.found.rows {
            let column = row.crowded.and_then(|at| row.columns.get(at));
            let Some(labels) = column.and_then(|column| table.columns.get(*column)) else {
                continue;
            };
            let written = labels.texts.concat();
            let message = format!(
                "several cells of a row are under the one header {written:?}; their texts are joined"
            );
            let path = table.path.clone();
            self.tell_at(Code::CrowdedColumn, path, Some(row.page), message);
        }
    }
}

/// The page of a column's header.
fn page(column: &FoundLine) -> Option<u32> {
    column.path.iter().flatten().map(|line| line.page).next()
}
