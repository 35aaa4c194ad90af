//! What a profile must have beyond its TOML structure: a field where sheets begin, a column of measures, distinct
//! names.

use std::collections::HashSet;

use super::error::Place;
use super::{ColumnRole, Profile, Role};
use crate::model::{Measure, Sheet};
use crate::write::tables;
use lists::{compiles, keys_differ, labels_differ, no_role_twice};

mod lists;
mod shape;
#[cfg(test)]
mod tests;

/// What is wrong, and where.
type Complaint = (Place, String);

impl Profile {
    /// Checks what the TOML structure does not enforce.
    pub(super) fn check(&self) -> Result<(), Complaint> {
        self.check_roles()?;
        self.check_patterns()?;
        self.check_labels()?;
        self.check_keys()?;
        self.check_shape()?;
        self.check_table_columns()
    }

    fn check_roles(&self) -> Result<(), Complaint> {
        let fields: Vec<_> = self.fields.iter().map(|f| f.role).collect();
        let columns: Vec<_> = self.columns.iter().map(|c| c.role).collect();
        no_role_twice("field", &fields)?;
        no_role_twice("column", &columns)?;
        if self.fields.is_empty() && self.tables.is_empty() && self.groups.is_empty() {
            return Err((Vec::new(), "there is no [[field]]".to_owned()));
        }
        if !self.columns.is_empty() && !columns.contains(&Some(ColumnRole::Measures)) {
            let message = "one [[column]] must have role = \"measures\": it holds what is to be done; a table of \
                           another kind is a [[table]]";
            return Err((vec![("column", Some(0))], message.to_owned()));
        }
        if self.has_items() && !self.is_shaped() && !fields.contains(&Some(Role::Goal)) {
            let message = "one [[field]] must have role = \"goal\": a sheet begins there";
            return Err((vec![("field", Some(0))], message.to_owned()));
        }
        Ok(())
    }

    /// Compiles every pattern, so that an error is reported when the profile is read and not when a form needs the
    /// pattern.
    fn check_patterns(&self) -> Result<(), Complaint> {
        let page = &self.page;
        let of_page = [
            ("sheet_title", &page.sheet_title),
            ("cover_title", &page.cover_title),
            ("cover_department", &page.cover_department),
        ];
        for (key, pattern) in of_page {
            compiles(pattern, || vec![("page", None), (key, None)])?;
        }
        let headings = || vec![("page", None), ("headings", None)];
        page.headings
            .iter()
            .try_for_each(|p| compiles(p, headings))?;
        let of = |list, n| move || vec![(list, Some(n)), ("patterns", None)];
        for (n, field) in self.fields.iter().enumerate() {
            field
                .patterns
                .iter()
                .try_for_each(|p| compiles(p.source(), of("field", n)))?;
        }
        for (n, column) in self.columns.iter().enumerate() {
            column
                .patterns
                .iter()
                .try_for_each(|p| compiles(p.source(), of("column", n)))?;
        }
        Ok(())
    }

    /// A name without a label would never be found, and a label with two meanings would always have the first.
    fn check_labels(&self) -> Result<(), Complaint> {
        labels_differ(&[], "field", shape::free_names(&self.fields))?;
        let columns = self
            .columns
            .iter()
            .map(|c| (&c.key, &c.labels, !c.patterns.is_empty()));
        labels_differ(&[], "column", columns)?;
        for (n, field) in self.fields.iter().enumerate() {
            let parts = field.parts.iter().map(|p| (&p.key, &p.labels, false));
            labels_differ(&[("field", Some(n))], "part", parts)?;
        }
        Ok(())
    }

    /// Keys are names of parts of the record: ASCII, unique, and not already in use.
    fn check_keys(&self) -> Result<(), Complaint> {
        let of_sheet = self
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| f.role.is_none());
        keys_differ(
            Sheet::KEYS,
            &[],
            "field",
            of_sheet.map(|(n, f)| (n, &f.key)),
        )?;
        let fixed = [Measure::KEYS, Measure::OPTIONAL_KEYS].concat();
        let columns = self.columns.iter().enumerate().map(|(n, c)| (n, &c.key));
        keys_differ(&fixed, &[], "column", columns)?;
        for (n, field) in self.fields.iter().enumerate() {
            let parts = field.parts.iter().enumerate().map(|(n, p)| (n, &p.key));
            keys_differ(&[], &[("field", Some(n))], "part", parts)?;
        }
        Ok(())
    }

    /// Keys also name columns of the tables, possibly with suffixes: `period` adds `period_start`. The columns are
    /// taken from `write::tables`, which defines them.
    fn check_table_columns(&self) -> Result<(), Complaint> {
        for table in tables::tables(self) {
            let mut seen = HashSet::new();
            let twice = table.columns.iter().find(|c| !seen.insert(c.name.as_str()));
            if let Some(column) = twice {
                let (name, table) = (&column.name, table.name);
                let message = format!(
                    "the table {table} would have two columns {name:?}; choose another key"
                );
                return Err((self.place_of_key(name), message));
            }
        }
        Ok(())
    }

    /// The key that leads to a column of this name: the longest that is a prefix of it.
    fn place_of_key(&self, name: &str) -> Place {
        let fields = self
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| f.role.is_none());
        let fields = fields.map(|(n, f)| ("field", n, &f.key));
        let columns = self.columns.iter().enumerate();
        let columns = columns.map(|(n, c)| ("column", n, &c.key));
        let found = fields
            .chain(columns)
            .filter(|(.., key)| name.starts_with(*key));
        let longest = found.max_by_key(|(.., key)| key.len());
        longest.map_or_else(Place::new, |(list, n, _)| {
            vec![(list, Some(n)), ("key", None)]
        })
    }
}
