//! The JSON Schema (2020-12) of the record, from the model and the profile's keys.
//!
//! Whatever a form may lack is optional; objects with a fixed shape allow no other keys. A test validates a record that has
//! every part.

mod fixed;
mod kinds;
mod shaped;

use serde_json::{Value, json};

use self::fixed::{
    corrected, coverage, diagnostic, document, goal, labelled, municipality, part, provenance,
    source, uncertain,
};
use self::kinds::{count, date, extend, list, object, or_null, reference, text, titled};
use crate::model::{FORMAT, Measure, Sheet};
use crate::profile::{Column, ColumnRole, Field, Profile, Role, ValueType};

/// The schema of the records of a profile.
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
            "uncertain": list(reference("uncertain"), "Values of scanned pages that should be checked."),
            "corrections": list(reference("corrected"), "Values that were corrected, or checked and found right."),
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
        "uncertain": uncertain(),
        "corrected": corrected(),
        "box": {
            "type": "array",
            "items": {"type": "number"},
            "minItems": 4,
            "maxItems": 4,
            "description": "x0, y0, x1, y1 in points from the page's top left corner.",
        },
    })
}

fn sheet(profile: &Profile) -> Value {
    let title = |role| profile.role_title(role);
    let mut properties = json!({
        "priority": or_null(count(&format!("Rank of the goal ({}).", title(Role::Priority)))),
        "goal": or_null(text(&format!("The goal ({}).", title(Role::Goal)))),
        "department": or_null(text(&format!("The department ({}).", title(Role::Department)))),
        "fiscal_year": or_null(text("Fiscal year as written in the title.")),
        "pages": {"type": "array", "items": {"type": "integer", "minimum": 1}, "description": "Pages that it is on."},
    });
    for field in profile.fields.iter().filter(|f| f.role.is_none()) {
        extend(&mut properties, json!({ field.key.as_str(): cell(field) }));
        extend(&mut properties, shaped::typed(&field.key, field.kind));
    }
    extend(&mut properties, shaped::tables_and_groups(&profile.scope()));
    extend(
        &mut properties,
        json!({
            "items": list(reference("item"), "The rows of the item table."),
            "other": list(reference("labelled"), "Labelled cells that the profile does not know."),
        }),
    );
    object(properties, Sheet::KEYS)
}

fn cell(field: &Field) -> Value {
    if field.kind == ValueType::Choice {
        return shaped::choice(&field.title);
    }
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
            "common": described(by_column(profile, text_of), "Texts that concern the whole item."),
            "unaligned": described(by_column(profile, parts_of), "Parts whose marker no measure has."),
            "refers_to": refers_to(profile, "Of the common texts that say no more than “as in that column” (中間報告のとおり): column → the column meant."),
            "dates": described(dates(profile), "First and last day of a common period, of an item without measures."),
            "figures": list(reference("figure"), "Numbers with units in the common texts of an item without measures."),
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
    let columns = profile.text_columns().map(|c| (c.key.clone(), schema(c)));
    object(Value::Object(columns.collect()), &[])
}

/// The dates of the common periods of an item without measures.
fn dates(profile: &Profile) -> Value {
    let mut properties = Value::Object(serde_json::Map::new());
    let periods = |column: &&Column| column.role == Some(ColumnRole::Period);
    for Column { key, .. } in profile.text_columns().filter(periods) {
        let of_period = json!({
            format!("{key}_start"): date("First day of the period."),
            format!("{key}_end"): date("Last day of the period."),
        });
        extend(&mut properties, of_period);
    }
    object(properties, &[])
}

fn refers_to(profile: &Profile, description: &str) -> Value {
    let keys: Vec<&str> = profile.text_columns().map(|c| c.key.as_str()).collect();
    let mut schema = by_column(profile, |_| json!({"enum": keys}));
    extend(&mut schema, json!({"description": description}));
    schema
}

fn measure(profile: &Profile) -> Value {
    let mut properties = json!({
        "no": count("Number of its marker."),
        "marker": text("The marker as written, for example (1)."),
        "title": text("Text of its first line."),
        "details": list(json!({"type": "string"}), "Its sub-points, without a leading ・."),
    });
    for column in profile.parted_columns() {
        extend(
            &mut properties,
            json!({ column.key.as_str(): titled("string", &column.title) }),
        );
        if column.role == Some(ColumnRole::Period) {
            extend(&mut properties, period(&column.key));
        }
    }
    let refers = refers_to(
        profile,
        "Of the parts that say no more than “as in that column” (中間報告のとおり): column → the column meant.",
    );
    extend(&mut properties, json!({"refers_to": refers}));
    let figures = list(reference("figure"), "Numbers with units in its parts.");
    extend(&mut properties, json!({"figures": figures}));
    object(properties, Measure::KEYS)
}

fn period(key: &str) -> Value {
    json!({
        format!("{key}_start"): or_null(date("First day of the period, where one is written or implied.")),
        format!("{key}_end"): or_null(date("Last day of the period.")),
    })
}

fn figure(profile: &Profile) -> Value {
    let keys: Vec<&str> = profile.text_columns().map(|c| c.key.as_str()).collect();
    object(
        json!({
            "field": {"enum": keys, "description": "Key of the column that it is in."},
            "text": text("As written, for example 11,721千円."),
            "value": {"type": "number", "description": "The number, scaled to the unit: 11721000."},
            "unit": text("The unit, for example 円; empty for a bare number."),
            "qualifier": text("約, 以上, 以下, 未満 and the like, where written."),
        }),
        &["field", "text", "value", "unit"],
    )
}

#[cfg(test)]
mod tests;
