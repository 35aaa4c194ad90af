//! Maps what a profile with tables, groups, choices and typed fields asks for.
//!
//! A scope's fields, tables and groups become values by key, in the profile's order; groups do the same for each block.
//! Units of headings and years of header cells are applied here (`reading`), totals are compared (`totals`).

use super::sheet::Mapper;
use crate::diagnostics::Code;
use crate::model::{FieldValue, Labelled, Record, Sheet};
use crate::normalize::join;
use crate::profile::{Field, FieldMatch, Scope, ValueType};
use crate::segment::shape::{Found, FoundField};
use crate::segment::{self, Form, squeezed};
use crate::values::HeadingUnit;
use reading::Context;

mod choice;
mod group;
mod reading;
mod tables;
mod tell;
mod totals;

impl Mapper<'_> {
    /// Passes the plain fields of a sheet to the form, so that they are mapped like those of any other.
    pub(super) fn plain_fields(&self, form: &mut Form) {
        let is_plain = |f: &FoundField| {
            f.part.is_some()
                || self
                    .profile
                    .fields
                    .get(f.field)
                    .is_some_and(|f| f.kind == ValueType::Text)
        };
        let plain: Vec<FoundField> = form.found.fields.extract_if(.., |f| is_plain(f)).collect();
        let fields = plain.into_iter().map(|f| segment::Field {
            known: Some(FieldMatch {
                field: f.field,
                distance: f.distance,
            }),
            part: f.part,
            label: f.label,
            value: f.value,
        });
        form.fields.splice(0..0, fields);
    }

    /// Maps what was found into the sheet.
    pub(super) fn shaped(&mut self, found: Found, sheet: &mut Sheet) {
        let profile = self.profile;
        let scope = profile.scope();
        let context = Context::of(sheet.fiscal_year.as_deref());
        let path = self.path("");
        let values = self.scope(found, &scope, &path, &context, sheet);
        let mut fields = std::mem::take(&mut sheet.fields);
        fields.extend(values);
        self.tell_missing_shapes(&fields, &scope);
        let keys = scope_keys(&scope);
        let place = |key: &str| {
            keys.iter()
                .position(|own| key_of(key, own))
                .unwrap_or(keys.len())
        };
        fields.sort_by_cached_key(|key, _| place(key));
        sheet.fields = fields;
    }

    /// The values of a scope by key; `path` is its JSON Pointer.
    fn scope(
        &mut self,
        found: Found,
        scope: &Scope<'_>,
        path: &str,
        context: &Context,
        sheet: &mut Sheet,
    ) -> Record {
        let mut record = Record::new();
        self.ledger.labels(&found.headings);
        for field in found.fields {
            if let Some(spec) = scope.fields.get(field.field) {
                self.field(field, spec, path, context, &mut record);
            }
        }
        for table in found.tables {
            let spec = table.table.and_then(|t| scope.tables.get(t));
            if let Some(spec) = spec {
                self.table(&table, spec, path, context, &mut record);
            }
        }
        for group in found.groups {
            self.group(group, scope, path, context, sheet, &mut record);
        }
        self.doubts(found.doubts);
        for (label, value) in found.other {
            self.ledger.labels(&label);
            let pointer = format!("{}/{}/text", self.path("/other"), sheet.other.len());
            let text = self.ledger.value(format_args!("{pointer}"), &join(&value));
            sheet.other.push(Labelled {
                label: squeezed(&label),
                text,
            });
        }
        record
    }

    fn field(
        &mut self,
        found: FoundField,
        spec: &Field,
        path: &str,
        context: &Context,
        record: &mut Record,
    ) {
        let pointer = format!("{path}/{}", spec.key);
        self.ledger
            .labels_of(format_args!("{pointer}"), &found.label);
        if found.distance > 0 {
            let written = squeezed(&found.label);
            let page = found.label.first().map(|line| line.page);
            let message = format!(
                "the label {written:?} was matched to {:?} by similarity",
                spec.key
            );
            self.tell_at(Code::LikeLabel, pointer.clone(), page, message);
        }
        if spec.kind == ValueType::Choice {
            let page = found.label.first().map(|line| line.page);
            let choice = self.choice(found, spec, &pointer, page);
            record.insert(spec.key.clone(), choice);
            return;
        }
        let text = self
            .ledger
            .value(format_args!("{pointer}"), &join(&found.value));
        let unit = spec.unit.as_deref().map(HeadingUnit::named);
        record.insert(spec.key.clone(), FieldValue::Text(text.clone()));
        context.typed(record, &spec.key, spec.kind, &text, unit.as_ref());
    }

    /// Adds a diagnostic about a place, given by its full pointer.
    fn tell_at(&mut self, code: Code, pointer: String, page: Option<u32>, message: String) {
        let below = pointer
            .strip_prefix(&self.path(""))
            .unwrap_or(&pointer)
            .to_owned();
        self.tell(code, &below, page, message);
    }
}

/// The keys of a scope in the profile's order.
fn scope_keys(scope: &Scope<'_>) -> Vec<String> {
    let fields = scope.fields.iter().map(|f| f.key.clone());
    let tables = scope.tables.iter().map(|t| t.key.clone());
    let groups = scope.groups.iter().map(|g| g.key.clone());
    fields.chain(tables).chain(groups).collect()
}

/// Whether a key is this one or derived from it: `term_start` from `term`.
fn key_of(key: &str, own: &str) -> bool {
    const ENDINGS: [&str; 5] = ["_start", "_end", "_value", "_unit", "_total"];
    key == own
        || key
            .strip_prefix(own)
            .is_some_and(|ending| ENDINGS.contains(&ending))
}
