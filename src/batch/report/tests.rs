#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::super::manifest::tests::entry;
use super::*;
use crate::diagnostics::Code;

fn took() -> Took {
    Took {
        interrupted: false,
        converted: 3,
        time: Duration::from_secs(2),
    }
}

#[test]
fn documents_are_counted_and_those_to_look_at_are_named() {
    let mut warned = entry("b", None);
    warned.warnings = 2;
    warned.seconds = 9.0;
    let entries = [entry("a", None), warned, entry("=c", Some(Code::Crashed))];
    let mut report = Report::new(took());
    let mut csv = Csv::new(Vec::new()).unwrap();
    for entry in &entries {
        report.add(entry);
        csv.add(entry).unwrap();
    }
    let json: serde_json::Value = serde_json::from_slice(&report.json().unwrap()).unwrap();
    assert_eq!((&json["ok"], &json["failed"]), (&2.into(), &1.into()));
    assert_eq!(json["codes"]["E109"], 1);
    assert_eq!(json["look"][0]["input"], "b");
    assert_eq!(json["run"]["slowest"][0]["input"], "b");
    assert!(report.lines()[0].starts_with("3 documents, 6 pages: 2 ok, 1 failed (1 E109)"));
    let csv = String::from_utf8(csv.finish().unwrap()).unwrap();
    assert!(csv.contains("b,b.json,ok,,2,2,1,yes,,"), "{csv}");
    assert!(csv.contains("'=c"), "{csv}");
    let lines = report.lines();
    assert!(lines[1].starts_with("by profile: "), "{lines:?}");
}

#[test]
fn the_slowest_are_few_and_in_order() {
    let mut report = Report::new(took());
    for number in 0..50 {
        let mut entry = entry(&number.to_string(), None);
        entry.seconds = f64::from(number % 20);
        report.add(&entry);
    }
    let seconds: Vec<f64> = report.run.slowest.iter().map(|s| s.seconds).collect();
    let want = [19, 19, 18, 18, 17, 17, 16, 16, 15, 15].map(f64::from);
    assert_eq!(seconds, want);
}
