//! Choices, tables and groups of a sheet.

use super::Writer;
use crate::model::{Choice, FieldValue, MatrixCell, Record};
use crate::profile::Scope;

/// Prefixes of options: not chosen, chosen.
const MARKS: [&str; 2] = ["☐ ", "☑ "];

impl Writer<'_> {
    /// Writes the tables and groups of a scope, in the profile's order.
    pub(super) fn tables_and_groups(&mut self, path: &str, scope: &Scope<'_>, values: &Record) {
        for table in scope.tables {
            let lines: Vec<(String, String)> = table
                .columns
                .iter()
                .map(|c| (c.key.clone(), c.title.clone()))
                .collect();
            for key in [table.key.clone(), format!("{}_total", table.key)] {
                if let Some(value) = values.get(&key) {
                    self.titled(
                        &format!("{path}/{key}"),
                        &table.title,
                        value,
                        &lines,
                        &Scope::default(),
                    );
                }
            }
        }
        for group in scope.groups {
            if let Some(value) = values.get(&group.key) {
                let fields = group
                    .fields
                    .iter()
                    .map(|f| (f.key.clone(), f.title.clone()));
                let lines: Vec<(String, String)> = fields.collect();
                self.titled(
                    &format!("{path}/{}", group.key),
                    &group.title,
                    value,
                    &lines,
                    &group.scope(),
                );
            }
        }
    }

    /// Writes a value under its title.
    pub(super) fn shaped(
        &mut self,
        pointer: &str,
        title: &str,
        value: &FieldValue,
        scope: &Scope<'_>,
    ) {
        self.titled(pointer, title, value, &[], scope);
    }

    fn titled(
        &mut self,
        pointer: &str,
        title: &str,
        value: &FieldValue,
        lines: &[(String, String)],
        scope: &Scope<'_>,
    ) {
        match value {
            FieldValue::Text(text) => return self.field(pointer, title, text),
            FieldValue::Null | FieldValue::Number(_) => return,
            _ => {}
        }
        self.name("dt", &[], pointer, title);
        self.html.open("dd", &[]);
        match value {
            FieldValue::Choice(choice) => self.choice(pointer, choice),
            FieldValue::Cells(cells) => self.cells(pointer, cells),
            FieldValue::Records(records) => {
                for (n, record) in records.iter().enumerate() {
                    self.record(&format!("{pointer}/{n}"), record, lines, scope);
                }
            }
            FieldValue::Record(record) => self.record(pointer, record, lines, scope),
            FieldValue::Parts(parts) => {
                for (key, text) in parts {
                    self.field(&format!("{pointer}/{key}"), key, text);
                }
            }
            FieldValue::Text(_) | FieldValue::Null | FieldValue::Number(_) => {}
        }
        self.html.close("dd");
    }

    fn record(
        &mut self,
        pointer: &str,
        record: &Record,
        lines: &[(String, String)],
        scope: &Scope<'_>,
    ) {
        self.html.open("dl", &[("class", "fields")]);
        for (key, value) in record {
            let is_below = scope.tables.iter().any(|t| key.starts_with(&t.key))
                || scope.groups.iter().any(|g| g.key == *key);
            if !is_below {
                let title = lines
                    .iter()
                    .find(|(own, _)| own == key)
                    .map_or(key, |(_, title)| title);
                self.titled(
                    &format!("{pointer}/{key}"),
                    title,
                    value,
                    &[],
                    &Scope::default(),
                );
            }
        }
        self.tables_and_groups(pointer, scope, record);
        self.html.close("dl");
    }

    fn choice(&mut self, pointer: &str, choice: &Choice) {
        for (n, option) in choice.options.iter().enumerate() {
            self.html.text(
                MARKS
                    .get(usize::from(option.chosen))
                    .copied()
                    .unwrap_or_default(),
            );
            self.value(&format!("{pointer}/options/{n}/text"), &option.text);
        }
    }

    fn cells(&mut self, pointer: &str, cells: &[MatrixCell]) {
        self.html.open("dl", &[("class", "fields")]);
        for (n, cell) in cells.iter().enumerate() {
            let label = format!("{} × {}", cell.row.join(" › "), cell.column.join(" › "));
            self.field(&format!("{pointer}/{n}/text"), &label, &cell.text);
        }
        self.html.close("dl");
    }
}
