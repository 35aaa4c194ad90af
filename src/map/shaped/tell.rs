//! What a reader should know: what is missing, and where the form could be read otherwise.

use indexmap::IndexMap;

use super::super::sheet::Mapper;
use crate::diagnostics::Code;
use crate::model::{FieldValue, Record};
use crate::profile::{Group, Scope, ValueType};
use crate::segment::shape::Doubt;

impl Mapper<'_> {
    /// Reports tables, groups and fields that the profile requires and the sheet lacks.
    pub(super) fn tell_missing_shapes(
        &mut self,
        fields: &IndexMap<String, FieldValue>,
        scope: &Scope<'_>,
    ) {
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

    /// Reports what a reader should know about how a form was read.
    pub(in crate::map) fn doubts(&mut self, doubts: Vec<Doubt>) {
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
                Doubt::Within { label, inner, page } => (
                    Code::CrowdedColumn,
                    "",
                    page,
                    format!(
                        "in the row of the label {label:?}, {inner:?} may be another label; its text and what follows were joined to the value"
                    ),
                ),
            };
            self.tell(code, below, Some(page), message);
        }
    }

    /// Reports blocks without a number among others that have one.
    pub(super) fn tell_unnumbered(&mut self, blocks: &[Record], spec: &Group, path: &str) {
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

    /// Reports what a block lacks of all that the profile requires of it.
    pub(super) fn tell_missing_in(&mut self, block: &Record, spec: &Group, path: &str) {
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
}
