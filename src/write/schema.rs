//! JSON Schema (2020-12) of the record, from the model's shape and the profile's names.
//!
//! A field that the form may lack is optional, a shape that is fixed allows no further keys. A test holds the schema
//! against a record that has everything.

use serde_json::{Map, Value, json};

use crate::diagnostics::Code;
use crate::model::FORMAT;
use crate::profile::{Column, ColumnRole, Field, Profile};

/// The schema of the records that the profile gives.
pub fn record(profile: &Profile) -> Value {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("juten record: {}", profile.title),
        "description": "One source file as a record. An empty cell is \"\"; a field whose label is not on the form is absent.",
    });
    let root = object(
        json!({
            "format": {"const": FORMAT},
            "format_version": {"type": "string", "pattern": "^1\\.[0-9]+$", "description": "Its first number changes when a reader must change."},
            "profile": {"const": profile.id, "description": "The profile that mapped the form."},
            "source": reference("source"),
            "document": reference("document"),
            "sheets": list(reference("sheet"), "The sheets, in the order of the document."),
            "coverage": reference("coverage"),
            "diagnostics": list(reference("diagnostic"), "What a reader of the record should know."),
            "provenance": provenance(),
        }),
        &[
            "format",
            "format_version",
            "profile",
            "source",
            "document",
            "sheets",
            "coverage",
            "diagnostics",
        ],
    );
    extend(&mut schema, root);
    extend(&mut schema, json!({"$defs": definitions(profile)}));
    schema
}

fn definitions(profile: &Profile) -> Value {
    json!({
        "source": source(),
        "document": document(),
        "municipality": municipality(),
        "goal": goal(),
        "sheet": sheet(profile),
        "item": item(profile),
        "measure": measure(profile),
        "figure": figure(profile),
        "part": part(),
        "labelled": labelled(),
        "coverage": coverage(),
        "diagnostic": diagnostic(),
        "box": {
            "type": "array",
            "items": {"type": "number"},
            "minItems": 4,
            "maxItems": 4,
            "description": "x0, y0, x1, y1 in points from the page's top left corner.",
        },
    })
}

fn source() -> Value {
    object(
        json!({
            "name": text("File name without its folder; - for standard input."),
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of the bytes."},
            "media_type": {"enum": ["application/pdf", "text/plain"]},
            "bytes": count("Size in bytes."),
            "pages": count("Number of pages."),
            "producer": text("The PDF's own word on what made it."),
        }),
        &["name", "sha256", "media_type", "bytes", "pages"],
    )
}

fn document() -> Value {
    object(
        json!({
            "id": {"type": "string", "pattern": "^[0-9a-f]{16}$", "description": "First 16 digits of the source's SHA-256."},
            "municipality": reference("municipality"),
            "department": or_null(text("The department; null where the file holds several or names none.")),
            "fiscal_year": or_null(text("Fiscal year as written, for example 令和2年度.")),
            "fiscal_year_start": or_null(date("First day of the fiscal year.")),
            "fiscal_year_end": or_null(date("Last day of the fiscal year.")),
            "goals": list(reference("goal"), "The cover's list of goals, else the sheets' own."),
        }),
        &[
            "id",
            "department",
            "fiscal_year",
            "fiscal_year_start",
            "fiscal_year_end",
            "goals",
        ],
    )
}

fn municipality() -> Value {
    object(
        json!({
            "code": {"type": "string", "pattern": "^[0-9]{6}$", "description": "全国地方公共団体コード with its check digit."},
            "name": text("Name, for example 上田市."),
            "prefecture": text("Prefecture, for example 長野県."),
        }),
        &["code", "name", "prefecture"],
    )
}

fn goal() -> Value {
    object(
        json!({
            "no": count("Its number."),
            "title": text("Its text."),
            "department": text("The department of the cover it stands on, where the file holds several."),
        }),
        &["no", "title"],
    )
}

fn sheet(profile: &Profile) -> Value {
    let mut properties = json!({
        "priority": or_null(count("Rank of the goal (優先順位).")),
        "goal": or_null(text("The goal (重点目標).")),
        "department": or_null(text("The department (部局名).")),
        "fiscal_year": or_null(text("Fiscal year as written in the title.")),
        "pages": {"type": "array", "items": {"type": "integer", "minimum": 1}, "description": "Pages it stands on."},
    });
    for field in profile.fields.iter().filter(|f| f.role.is_none()) {
        extend(&mut properties, json!({ field.key.as_str(): cell(field) }));
    }
    extend(
        &mut properties,
        json!({
            "items": list(reference("item"), "The rows of the item table."),
            "other": list(reference("labelled"), "Labelled cells that the profile does not know."),
        }),
    );
    object(
        properties,
        &[
            "priority",
            "goal",
            "department",
            "fiscal_year",
            "pages",
            "items",
            "other",
        ],
    )
}

fn cell(field: &Field) -> Value {
    if field.parts.is_empty() {
        return titled("string", &field.title);
    }
    let parts = field
        .parts
        .iter()
        .map(|part| (part.key.clone(), titled("string", &part.title)));
    let mut cell = object(Value::Object(parts.collect()), &[]);
    extend(&mut cell, json!({"title": field.title}));
    cell
}

fn item(profile: &Profile) -> Value {
    let text_of = |column: &Column| titled("string", &column.title);
    let parts_of = |column: &Column| json!({"type": "array", "items": reference("part"), "title": column.title});
    let described = |mut schema: Value, description: &str| {
        extend(&mut schema, json!({"description": description}));
        schema
    };
    object(
        json!({
            "no": count("Number of its marker, else its position."),
            "marker": text("The marker as written, for example ①; empty where there is none."),
            "title": text("Its title, without a leading ○."),
            "cells": described(by_column(profile, text_of), "The whole text of each cell."),
            "measures": list(reference("measure"), "Its numbered measures."),
            "common": described(by_column(profile, text_of), "Texts that speak of the whole item."),
            "unaligned": described(by_column(profile, parts_of), "Parts whose marker no measure bears."),
            "other": list(reference("labelled"), "Texts in columns that the profile does not know."),
        }),
        &[
            "no",
            "marker",
            "title",
            "cells",
            "measures",
            "common",
            "unaligned",
        ],
    )
}

fn by_column(profile: &Profile, schema: impl Fn(&Column) -> Value) -> Value {
    let columns = profile.columns.iter().map(|c| (c.key.clone(), schema(c)));
    object(Value::Object(columns.collect()), &[])
}

fn measure(profile: &Profile) -> Value {
    let mut properties = json!({
        "no": count("Number of its marker."),
        "marker": text("The marker as written, for example (1)."),
        "title": text("Text of its first line."),
        "details": list(json!({"type": "string"}), "Its sub-points, without a leading ・."),
    });
    for column in further_columns(profile) {
        extend(
            &mut properties,
            json!({ column.key.as_str(): titled("string", &column.title) }),
        );
        if column.role == Some(ColumnRole::Period) {
            extend(&mut properties, period(&column.key));
        }
    }
    let figures = list(reference("figure"), "Numbers with units in its parts.");
    extend(&mut properties, json!({"figures": figures}));
    object(properties, &["no", "marker", "title", "details", "figures"])
}

fn period(key: &str) -> Value {
    json!({
        format!("{key}_start"): or_null(date("First day of the period, where one is written or implied.")),
        format!("{key}_end"): or_null(date("Last day of the period.")),
    })
}

/// The columns beside the one that holds the measures themselves.
fn further_columns(profile: &Profile) -> impl Iterator<Item = &Column> {
    let measures = Some(ColumnRole::Measures);
    profile.columns.iter().filter(move |c| c.role != measures)
}

fn figure(profile: &Profile) -> Value {
    let keys: Vec<&str> = profile.columns.iter().map(|c| c.key.as_str()).collect();
    object(
        json!({
            "field": {"enum": keys, "description": "Key of the column it stands in."},
            "text": text("As written, for example 11,721千円."),
            "value": {"type": "number", "description": "The number, scaled to the unit: 11721000."},
            "unit": text("The unit, for example 円; empty for a bare number."),
            "qualifier": text("約, 以上, 以下, 未満 and the like, where written."),
        }),
        &["field", "text", "value", "unit"],
    )
}

fn part() -> Value {
    object(
        json!({"marker": text("Its marker as written."), "text": text("Its text.")}),
        &["marker", "text"],
    )
}

fn labelled() -> Value {
    object(
        json!({"label": text("The label as written."), "text": text("Its text.")}),
        &["label", "text"],
    )
}

fn coverage() -> Value {
    object(
        json!({
            "characters": count("Characters of the source that are not white space."),
            "mapped": count("In values."),
            "labels": count("In labels, titles and markers."),
            "furniture": count("In page numbers and running titles."),
            "unmapped": count("In none of these."),
        }),
        &["characters", "mapped", "labels", "furniture", "unmapped"],
    )
}

fn diagnostic() -> Value {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    object(
        json!({
            "code": {"enum": codes},
            "severity": {"enum": ["note", "warning", "error"]},
            "message": text("One sentence."),
            "path": text("JSON Pointer of the part of the record it speaks of."),
            "page": {"type": "integer", "minimum": 1},
            "bbox": reference("box"),
        }),
        &["code", "severity", "message"],
    )
}

fn provenance() -> Value {
    let origin = object(
        json!({
            "page": {"type": "integer", "minimum": 1},
            "bbox": reference("box"),
            "line": {"type": "integer", "minimum": 1, "description": "First line, for text input."},
            "column": {"type": "integer", "minimum": 1, "description": "First column in characters, for text input."},
        }),
        &["page"],
    );
    json!({
        "type": "object",
        "description": "JSON Pointer of each value → where it stands in the source; only on request.",
        "additionalProperties": {"type": "array", "items": origin},
    })
}

fn object(properties: Value, required: &[&str]) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn list(items: Value, description: &str) -> Value {
    json!({"type": "array", "items": items, "description": description})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn text(description: &str) -> Value {
    json!({"type": "string", "description": description})
}

fn titled(kind: &str, title: &str) -> Value {
    json!({"type": kind, "title": title})
}

fn count(description: &str) -> Value {
    json!({"type": "integer", "minimum": 0, "description": description})
}

fn date(description: &str) -> Value {
    json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": description})
}

fn or_null(mut schema: Value) -> Value {
    let kind = schema["type"].take();
    extend(&mut schema, json!({"type": [kind, "null"]}));
    schema
}

/// Adds the entries of one object to another.
fn extend(object: &mut Value, entries: Value) {
    if let (Value::Object(object), Value::Object(entries)) = (object, entries) {
        object.extend::<Map<_, _>>(entries);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::write::sample;

    fn complaints(record_: &Value) -> Vec<String> {
        let schema = record(&sample::profile());
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        validator
            .iter_errors(record_)
            .map(|e| e.to_string())
            .collect()
    }

    fn sample_record() -> Value {
        serde_json::to_value(sample::document()).unwrap()
    }

    #[test]
    fn the_schema_is_a_schema() {
        assert!(jsonschema::meta::is_valid(&record(&sample::profile())));
    }

    #[test]
    fn a_record_with_everything_is_valid() {
        assert_eq!(complaints(&sample_record()), Vec::<String>::new());
    }

    #[test]
    fn a_record_of_nothing_but_what_is_required_is_valid() {
        let mut document = sample::document();
        document.provenance = None;
        document.source.producer = None;
        document.document = crate::model::DocumentInfo {
            id: document.document.id,
            ..Default::default()
        };
        let sheet = &mut document.sheets[0];
        (
            sheet.priority,
            sheet.goal,
            sheet.department,
            sheet.fiscal_year,
        ) = (None, None, None, None);
        sheet.fields.clear();
        sheet.items.clear();
        let record = serde_json::to_value(document).unwrap();
        assert_eq!(complaints(&record), Vec::<String>::new());
    }

    #[test]
    fn a_key_that_the_form_does_not_have_is_invalid() {
        for pointer in [
            "",
            "/sheets/0",
            "/sheets/0/items/0",
            "/sheets/0/items/0/measures/0",
            "/coverage",
        ] {
            let mut record = sample_record();
            extend(
                record.pointer_mut(pointer).unwrap(),
                json!({"invented": "x"}),
            );
            assert_eq!(complaints(&record).len(), 1, "{pointer}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_shape_is_invalid() {
        for (pointer, wrong) in [
            ("/sheets/0/creation_strategy", json!("text")),
            ("/sheets/0/priority", json!("1")),
            (
                "/sheets/0/items/0/measures/0/period_end",
                json!("2022-3-31"),
            ),
            (
                "/sheets/0/items/0/measures/0/figures/0/field",
                json!("unknown"),
            ),
            ("/document/municipality/code", json!("20203")),
            ("/diagnostics/0/code", json!("W999")),
        ] {
            let mut record = sample_record();
            *record.pointer_mut(pointer).unwrap() = wrong;
            assert!(!complaints(&record).is_empty(), "{pointer}");
        }
    }
}
