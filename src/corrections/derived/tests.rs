#![allow(clippy::unwrap_used)]

use super::*;

/// A sheet of fiscal year 2025 with these fields, after one of its texts was corrected.
fn corrected(fields: Value, key: &str, to: &str) -> Value {
    let mut record = json!({ "sheets": [{ "fiscal_year": "令和7年度", "place": fields }] });
    let pointer = format!("/sheets/0/place/{key}");
    let correction = Correction {
        sha256: String::new(),
        from: record.pointer(&pointer).cloned().unwrap_or_default(),
        to: to.into(),
        by: None,
        pointer: pointer.clone(),
    };
    *record.pointer_mut(&pointer).unwrap() = to.into();
    read_again(&mut record, &correction, &BTreeSet::from([&*pointer]));
    record["sheets"][0]["place"].clone()
}

fn number(text: &str, value: Value, unit: Value, to: &str) -> (Value, Value) {
    let cost = json!({ "cost": text, "cost_value": value, "cost_unit": unit });
    let cell = json!({ "text": text, "value": value, "unit": unit });
    let [cost, cell] = [corrected(cost, "cost", to), corrected(cell, "text", to)];
    let read = (cost["cost_value"].clone(), cost["cost_unit"].clone());
    assert_eq!(read, (cell["value"].clone(), cell["unit"].clone()));
    read
}

#[test]
fn a_number_is_read_under_the_heading_that_it_stood_under() {
    let yen = |value: u32| (json!(value), json!("円"));
    assert_eq!(
        number("1,234", json!(1_234_000), json!("円"), "1,284"),
        yen(1_284_000)
    );
    assert_eq!(
        number("1,234", json!(1_234), json!("円"), "1,284"),
        yen(1_284)
    );
    assert_eq!(
        number("12千円", json!(12_000), json!("円"), "13千円"),
        yen(13_000)
    );
    assert_eq!(number("5", json!(5), json!(""), "6"), (json!(6), json!("")));
    assert_eq!(
        number("5", json!(5), json!("回"), "六"),
        (Value::Null, Value::Null)
    );
}

/// Zero of 千円 is zero of 円, and what was not read stood under who knows what.
#[test]
fn a_number_whose_heading_cannot_be_told_is_not_read() {
    let nothing = (Value::Null, Value::Null);
    assert_eq!(number("0", json!(0), json!("円"), "5"), nothing);
    assert_eq!(number("12千円", json!(12_000), json!("円"), "13"), nothing);
    assert_eq!(number("l2", Value::Null, Value::Null, "12"), nothing);
    let own = (json!(12_000), json!("円"));
    assert_eq!(number("l2千円", Value::Null, Value::Null, "12千円"), own);
}

fn days(text: &str, start: Value, end: Value, to: &str) -> [Value; 2] {
    let term = json!({ "term": text, "term_start": start, "term_end": end });
    let read = corrected(term, "term", to);
    [read["term_start"].clone(), read["term_end"].clone()]
}

/// Outside item tables, a column may have a year of its own.
#[test]
fn a_period_is_read_with_the_year_that_it_was_read_with() {
    let nothing = [Value::Null, Value::Null];
    let april = [json!("2025-04-01"), json!("2025-04-30")];
    let [start, end] = april.clone();
    assert_eq!(
        days("5月", json!("2025-05-01"), json!("2025-05-31"), "4月"),
        april
    );
    assert_eq!(
        days("5月", json!("2024-05-01"), json!("2024-05-31"), "4月"),
        nothing
    );
    assert_eq!(days("囗月", Value::Null, Value::Null, "4月"), nothing);
    assert_eq!(days("囗月", Value::Null, Value::Null, "令和7年4月"), april);
    assert_eq!(days("令和7年4月", start, end, "5月"), nothing);
}
