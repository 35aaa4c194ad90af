#![allow(clippy::unwrap_used)]
use serde_json::json;

use super::*;
use crate::write::sample;

fn correction(pointer: &str, from: Value, to: Value) -> Correction {
    Correction {
        sha256: sample::document().source.sha256,
        pointer: pointer.to_owned(),
        from,
        to,
        by: Some("総務課".to_owned()),
    }
}

#[test]
fn a_corrected_value_is_certain_and_its_history_is_kept() {
    let mut document = sample::document();
    let goal = correction(
        "/sheets/0/goal",
        json!("防災力の向上"),
        json!("防災力の強化"),
    );
    let other = Correction {
        sha256: "00".repeat(32),
        ..goal.clone()
    };
    assert_eq!(apply(&mut document, &[other, goal]), Ok(1));
    assert_eq!(document.sheets[0].goal.as_deref(), Some("防災力の強化"));
    assert_eq!(document.uncertain.len(), 1);
    let kept = &document.corrections[1];
    assert_eq!(
        (&kept.from, kept.by.as_deref()),
        (&json!("防災力の向上"), Some("総務課"))
    );
}

#[test]
fn dates_next_to_a_text_follow_unless_they_are_corrected_themselves() {
    let period = "/sheets/0/items/0/measures/0/period";
    let text = correction(period, json!("令和3年度末"), json!("令和4年度末"));
    let end = |from: &str, to: &str| correction(&format!("{period}_end"), json!(from), json!(to));
    let after = |corrections: &[Correction]| {
        let mut document = sample::document();
        apply(&mut document, corrections).unwrap();
        document.sheets[0].items[0].measures[0].values["period_end"].clone()
    };
    assert_eq!(
        after(std::slice::from_ref(&text)).as_deref(),
        Some("2023-03-31")
    );
    let own = end("2022-03-31", "2023-03-30");
    assert_eq!(
        after(&[text.clone(), own.clone()]).as_deref(),
        Some("2023-03-30")
    );
    assert_eq!(after(&[own, text.clone()]).as_deref(), Some("2023-03-30"));
    // as on the page, one after the other
    let mut document = sample::document();
    apply(&mut document, &[text]).unwrap();
    apply(&mut document, &[end("2023-03-31", "2023-03-30")]).unwrap();
    let measure = &document.sheets[0].items[0].measures[0];
    assert_eq!(measure.values["period_end"].as_deref(), Some("2023-03-30"));
}

#[test]
fn figures_of_an_item_without_measures_follow() {
    let mut document = sample::document();
    let text = correction(
        "/sheets/0/items/1/common/target",
        json!("3回"),
        json!("年14回"),
    );
    apply(&mut document, &[text]).unwrap();
    let figures = &document.sheets[0].items[1].figures;
    assert_eq!((figures.len(), &figures[0].value), (1, &14.into()));
}

#[test]
fn what_was_absent_is_added() {
    let mut document = sample::document();
    let field = correction("/sheets/0/rebuild_plan", Value::Null, json!("計画"));
    assert_eq!(apply(&mut document, &[field]), Ok(1));
    let found = document.sheets[0].fields.get("rebuild_plan");
    assert_eq!(found.and_then(|value| value.as_text()), Some("計画"));
}

#[test]
fn one_refused_correction_leaves_the_record_as_it_is() {
    for (pointer, from, to, why) in [
        (
            "/sheets/0/goal",
            json!("別の目標"),
            json!("目標"),
            "the record has \"防災力の向上\", not \"別の目標\"",
        ),
        (
            "/sheets/7/goal",
            json!(null),
            json!("目標"),
            "no such value",
        ),
        (
            "/source/sha256",
            json!("a"),
            json!("b"),
            "only values below",
        ),
        ("/document/id", json!("a"), json!("b"), "only values below"),
        (
            "/sheets/0/goal",
            json!("防災力の向上"),
            json!(3),
            "would not be valid",
        ),
    ] {
        let mut document = sample::document();
        let right = correction("/sheets/0/department", json!("総務部"), json!("総務課"));
        let wrong = correction(pointer, from, to);
        let last = correction("/sheets/0/rebuild_plan", Value::Null, json!("計画"));
        let refused = apply(&mut document, &[right, wrong, last]).unwrap_err();
        assert_eq!(refused.number, 2);
        assert!(refused.to_string().contains(why), "{refused}");
        assert_eq!(document, sample::document());
    }
}

#[test]
fn corrections_are_an_array_or_lines() {
    let one = serde_json::to_string(&correction("/sheets/0/goal", json!("a"), json!("b"))).unwrap();
    assert_eq!(read(&format!("[{one},{one}]")).unwrap().len(), 2);
    assert_eq!(read(&format!("{one}\n\n{one}\n")).unwrap().len(), 2);
    let told = read(&format!("{one}\n{{}}\n")).unwrap_err();
    assert!(told.starts_with("line 2, column"), "{told}");
    assert!(!told.contains("line 1"), "{told}");
}
