#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]
use std::fs;

use crate::diagnostics::Code;

use super::*;

pub fn entry(input: &str, code: Option<Code>) -> Entry {
    Entry {
        input: input.to_owned(),
        record: format!("{input}.json"),
        sha256: None,
        bytes: Some(1),
        modified: None,
        tool: "juten 0".to_owned(),
        profile: Some("p".to_owned()),
        profile_sha256: None,
        settings_sha256: String::new(),
        status: if code.is_some() {
            Status::Failed
        } else {
            Status::Ok
        },
        code,
        message: None,
        outputs: Vec::new(),
        pages: 2,
        warnings: 0,
        coverage: Some(1.0),
        seconds: 0.5,
    }
}

fn inputs(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join(MANIFEST)).unwrap();
    text.lines()
        .map(|l| serde_json::from_str::<Entry>(l).unwrap().input)
        .collect()
}

#[test]
fn an_incomplete_last_line_is_ignored_and_terminated() {
    let folder = tempfile::tempdir().unwrap();
    let output = OutputFolder::open(folder.path()).unwrap();
    let mut manifest = Manifest::open(&output, false).unwrap();
    manifest.add(&entry("a", None)).unwrap();
    manifest.add(&entry("b", None)).unwrap();
    let path = folder.path().join(MANIFEST);
    let whole = fs::read(&path).unwrap();
    for end in whole.len() / 2 + 2..whole.len() {
        fs::write(&path, &whole[..end]).unwrap();
        let mut manifest = Manifest::open(&output, true).unwrap();
        assert!(manifest.get(entry("a", None).key()).is_some());
        // a line that lacks only its line feed counts
        assert_eq!(
            manifest.get(entry("b", None).key()).is_some(),
            end == whole.len() - 1
        );
        manifest.add(&entry("c", None)).unwrap();
        let again = Manifest::open(&output, true).unwrap();
        assert!(again.get(entry("c", None).key()).is_some());
    }
}

#[test]
fn a_finished_manifest_has_the_last_entry_of_each_input_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let output = OutputFolder::open(folder.path()).unwrap();
    let mut manifest = Manifest::open(&output, false).unwrap();
    for input in ["other", "b", "a"] {
        manifest.add(&entry(input, Some(Code::Crashed))).unwrap();
    }
    manifest.add(&entry("a", None)).unwrap();
    manifest
        .finish(
            &output,
            ["a", "b"].map(|input| entry(input, None).key()).into_iter(),
        )
        .unwrap();
    assert_eq!(inputs(folder.path()), ["a", "b", "other"]);
    let again = Manifest::open(&output, true).unwrap();
    assert_eq!(again.get(entry("a", None).key()), Some(entry("a", None)));
}

#[test]
fn some_failures_are_due_to_the_content() {
    for code in [Code::Scan, Code::NoForm, Code::Damaged, Code::TooMuch] {
        assert!(entry("a", Some(code)).failed_by_content());
    }
    for code in [
        Code::Unreadable,
        Code::Crashed,
        Code::TimedOut,
        Code::OutOfMemory,
        Code::Limit,
        Code::Password,
    ] {
        assert!(!entry("a", Some(code)).failed_by_content());
    }
}
