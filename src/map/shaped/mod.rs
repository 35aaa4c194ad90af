//! Maps what a profile with tables, groups, choices and typed fields asks for.
//!
//! A scope's fields, tables and groups become values by key, in the profile's order; groups do the same for each block.
//! Units of headings and years of header cells are applied here (`reading`), totals are compared (`totals`).

use indexmap::IndexMap;

use super::sheet::Mapper;
use crate::diagnostics::Code;
use crate::model::{Choice, ChoiceOption, FieldValue, Labelled, Record, Sheet};
use crate::normalize::join;
use crate::profile::{Field, FieldMatch, Group, Scope, ValueType};
use crate::segment::shape::{Doubt, Found, FoundField, FoundGroup};
use crate::segment::{self, Form, squeezed};
use crate::text::Text;
use reading::Context;

mod reading;
mod tables;
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

    fn tell_missing_shapes(&mut self, fields: &IndexMap<String, FieldValue>, scope: &Scope<'_>) {
        let has = |key: &str| match fields.get(key) {
            Some(FieldValue::Records(records)) => !records.is_empty(),
            Some(FieldValue::Cells(cells)) => !cells.is_empty(),
            other => other.is_some(),
        };
        let tables = scope
            .tables
            .iter()
            .map(|t| ("table", t.required, &t.key, &t.title));
        let groups = scope
            .groups
            .iter()
            .map(|g| ("group", g.required, &g.key, &g.title));
        let missing = tables
            .chain(groups)
            .filter(|(_, required, key, _)| *required && !has(key));
        let told: Vec<String> = missing
            .map(|(kind, _, key, title)| format!("the sheet has no {kind} {key:?} ({title})"))
            .collect();
        for message in told {
            self.tell(Code::MissingTable, "", None, message);
        }
        let fields_of = scope
            .fields
            .iter()
            .filter(|f| f.kind != ValueType::Text && f.required);
        let missing: Vec<String> = fields_of
            .filter(|f| !fields.contains_key(&f.key))
            .map(|f| format!("the sheet has no field {:?} ({})", f.key, f.title))
            .collect();
        for message in missing {
            self.tell(Code::MissingField, "", None, message);
        }
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
                self.table(table, spec, path, context, &mut record);
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

    /// Reports what a reader should know about how a form was read.
    pub(super) fn doubts(&mut self, doubts: Vec<Doubt>) {
        for doubt in doubts {
            let (code, below, page, message) = match doubt {
                Doubt::Repeated { label, page } => (
                    Code::RepeatedLabel,
                    "/other",
                    page,
                    format!(
                        "the label {label:?} occurs again, and no field of the profile claims it; its text is under \"other\""
                    ),
                ),
                Doubt::Header {
                    label,
                    page,
                    earlier,
                } => (
                    Code::CoveringHeader,
                    "",
                    page,
                    format!(
                        "the header {label:?} covers several columns; its rows were read by the header on page {earlier}, which has the same columns"
                    ),
                ),
                Doubt::Gaps {
                    label,
                    page,
                    cells: (all, empty),
                } => (
                    Code::CrowdedColumn,
                    "",
                    page,
                    format!(
                        "{all} cells are beside the label {label:?}, {empty} of them empty; as one text they cannot be distinguished"
                    ),
                ),
            };
            self.tell(code, below, Some(page), message);
        }
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
        context.typed(record, &spec.key, spec.kind, &text, spec.unit.as_deref());
        record.insert(spec.key.clone(), FieldValue::Text(text));
        sort_typed(record, &spec.key);
    }

    fn choice(
        &mut self,
        found: FoundField,
        spec: &Field,
        pointer: &str,
        page: Option<u32>,
    ) -> FieldValue {
        let mut choice = Choice {
            chosen: Vec::new(),
            options: Vec::new(),
        };
        for (n, option) in found.options.iter().enumerate() {
            self.ledger
                .marker(format_args!("{pointer}/options/{n}/chosen"), &option.mark);
            let text = option_text(&option.text);
            let text = self
                .ledger
                .value(format_args!("{pointer}/options/{n}/text"), &text);
            if option.chosen {
                choice.chosen.push(text.clone());
            }
            choice.options.push(ChoiceOption {
                text,
                chosen: option.chosen,
            });
        }
        let rest = join(&found.value);
        if !rest.is_blank() {
            let text = self
                .ledger
                .value(format_args!("{pointer}/options/0/text"), &rest);
            choice.options.push(ChoiceOption {
                text,
                chosen: false,
            });
        }
        let of_one = spec.one && choice.chosen.len() != 1;
        let none_told = !choice.options.is_empty() && found.options.is_empty();
        if of_one || none_told {
            let marks = spec.marks.join(" ");
            let message = match choice.chosen.len() {
                0 => format!("no option of {:?} has a mark ({marks})", spec.key),
                n => format!(
                    "{n} options of {:?} have a mark ({marks}); one is expected",
                    spec.key
                ),
            };
            self.tell_at(Code::NoChoice, pointer.to_owned(), page, message);
        }
        FieldValue::Choice(choice)
    }

    fn group(
        &mut self,
        found: FoundGroup,
        scope: &Scope<'_>,
        path: &str,
        context: &Context,
        sheet: &mut Sheet,
        record: &mut Record,
    ) {
        let Some(spec) = scope.groups.get(found.group) else {
            return;
        };
        let mut blocks = Vec::new();
        for (n, (number, inner)) in found.blocks.into_iter().enumerate() {
            let path = format!("{path}/{}/{n}", spec.key);
            let mut block = Record::new();
            if let Some(key) = &spec.number {
                let text = self
                    .ledger
                    .value(format_args!("{path}/{key}"), &join(&number));
                block.insert(key.clone(), FieldValue::Text(text));
            }
            block.extend(self.scope(inner, &spec.scope(), &path, context, sheet));
            let keys = scope_keys(&spec.scope());
            let place = |key: &str| {
                keys.iter()
                    .position(|own| key_of(key, own))
                    .map_or(0, |at| at + 1)
            };
            block.sort_by_cached_key(|key, _| place(key));
            self.tell_missing_in(&block, spec, &path);
            blocks.push(block);
        }
        self.tell_unnumbered(&blocks, spec, path);
        if !blocks.is_empty() {
            record.insert(spec.key.clone(), FieldValue::Records(blocks));
        }
    }

    /// Reports blocks without a number among others that have one.
    fn tell_unnumbered(&mut self, blocks: &[Record], spec: &Group, path: &str) {
        let Some(key) = &spec.number else { return };
        let is_numbered = |block: &&Record| matches!(block.get(key), Some(FieldValue::Text(number)) if !number.is_empty());
        if !blocks.iter().any(|block| is_numbered(&block)) {
            return;
        }
        for (n, _) in blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| !is_numbered(block))
        {
            let message = format!(
                "this block of {:?} has no number; others have one",
                spec.key
            );
            self.tell_at(
                Code::ItemNumber,
                format!("{path}/{}/{n}", spec.key),
                None,
                message,
            );
        }
    }

    fn tell_missing_in(&mut self, block: &Record, spec: &Group, path: &str) {
        let fields = spec
            .fields
            .iter()
            .filter(|f| f.required)
            .map(|f| (Code::MissingField, "field", &f.key));
        let tables = spec
            .tables
            .iter()
            .filter(|t| t.required)
            .map(|t| (Code::MissingTable, "table", &t.key));
        let missing: Vec<_> = fields
            .chain(tables)
            .filter(|(.., key)| !block.contains_key(*key))
            .map(|(code, kind, key)| {
                (
                    code,
                    format!("this block of {:?} has no {kind} {key:?}", spec.key),
                )
            })
            .collect();
        for (code, message) in missing {
            self.tell_at(code, path.to_owned(), None, message);
        }
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

/// An option's text: words that a narrow cell broke are joined, spaces between letters of a spread word removed.
fn option_text(text: &Text) -> Text {
    text.trimmed()
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

/// Moves the derived values of a text after it.
fn sort_typed(record: &mut Record, key: &str) {
    for ending in ["_start", "_end", "_value", "_unit"] {
        if let Some((key, value)) = record.shift_remove_entry(&format!("{key}{ending}")) {
            record.insert(key, value);
        }
    }
}
