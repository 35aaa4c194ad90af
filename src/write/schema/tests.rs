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
fn the_schema_is_valid() {
    assert!(jsonschema::meta::is_valid(&record(&sample::profile())));
}

#[test]
fn a_record_with_everything_is_valid() {
    assert_eq!(complaints(&sample_record()), Vec::<String>::new());
}

#[test]
fn a_record_with_only_the_required_keys_is_valid() {
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
