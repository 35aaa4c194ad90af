#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::batch::job::{Converter, Failure, Setup, Shape, SharedProfiles};
use crate::model::Document;
use crate::write::encoding::Encoding;
use std::fs;

fn profile() -> Profile {
    Profile::builtin("ueda-juten").unwrap()
}

/// A record with one goal and nothing else.
fn document(id: &str, goal: &str) -> Document {
    serde_json::from_value(serde_json::json!({
        "format": "juten-document", "format_version": "1.0", "profile": "ueda-juten",
        "source": {"name": "a.txt", "sha256": "", "media_type": "text/plain", "bytes": 1, "pages": 1},
        "document": {
            "id": id, "department": null, "fiscal_year": null, "fiscal_year_start": null, "fiscal_year_end": null,
            "goals": [{"no": 1, "title": goal}],
        },
        "sheets": [],
        "coverage": {"characters": 0, "mapped": 0, "labels": 0, "furniture": 0, "unmapped": 0},
        "diagnostics": [],
    }))
    .unwrap()
}

/// The record as bytes.
fn rendered(document: &Document, shape: Shape) -> Result<Rendered, Failure> {
    let toml = Profile::builtin_toml("ueda-juten").unwrap();
    let setup = Setup {
        profiles: SharedProfiles::one(toml.to_owned()).unwrap(),
        password: None,
        input_encoding: None,
        normalize: "standard".to_owned(),
        provenance: false,
        municipality: None,
        model: None,
        min_confidence: crate::MIN_CONFIDENCE,
        max_bytes: 1,
        max_pages: 1,
        max_memory: 1,
        threads: 1,
        shape,
    };
    Converter::new(&setup).unwrap().render(document, None)
}

fn rows(id: &str) -> Rendered {
    rendered(&document(id, "防災"), Shape::Rows(CsvOptions::default())).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn rows_of_many_records_share_one_header() {
    let folder = tempfile::tempdir().unwrap();
    let output = OutputFolder::open(folder.path()).unwrap();
    let mut sink = Tables::folder(&profile(), CsvOptions::default(), &output).unwrap();
    for id in ["1", "2"] {
        sink.write(&rows(id)).unwrap();
    }
    assert_eq!(names(folder.path()), [".juten"], "unfinished");
    Box::new(sink).finish().unwrap();
    drop(output);
    let mut want = tables::NAMES.map(|name| format!("{name}.csv"));
    want.sort();
    assert_eq!(names(folder.path()), want);
    let goals = fs::read_to_string(folder.path().join("goals.csv")).unwrap();
    let ids: Vec<&str> = goals
        .lines()
        .map(|l| l.split(',').next().unwrap())
        .collect();
    assert_eq!(ids, ["document_id", "1", "2"]);
}

#[test]
fn the_same_document_gives_its_rows_once() {
    let folder = tempfile::tempdir().unwrap();
    let output = OutputFolder::open(folder.path()).unwrap();
    let mut sink = Tables::folder(&profile(), CsvOptions::default(), &output).unwrap();
    let taken = ["1", "1"].map(|id| sink.write(&rows(id)).unwrap());
    assert_eq!(taken, [Taken::Written, Taken::Known]);
    Box::new(sink).finish().unwrap();
    let goals = fs::read_to_string(folder.path().join("goals.csv")).unwrap();
    assert_eq!(goals.lines().count(), 2);
}

#[test]
fn without_records_earlier_files_stay() {
    let folder = tempfile::tempdir().unwrap();
    let output = OutputFolder::open(folder.path()).unwrap();
    fs::write(folder.path().join("goals.csv"), "old").unwrap();
    let sink = Tables::folder(&profile(), CsvOptions::default(), &output).unwrap();
    Box::new(sink).finish().unwrap();
    drop(output);
    assert_eq!(names(folder.path()), ["goals.csv"]);
}

#[test]
fn a_record_that_cannot_be_encoded_leaves_no_row() {
    let folder = tempfile::tempdir().unwrap();
    let output = OutputFolder::open(folder.path()).unwrap();
    let options = CsvOptions {
        encoding: Encoding::Cp932,
        ..CsvOptions::default()
    };
    let mut sink = Tables::folder(&profile(), options, &output).unwrap();
    let record = |id, goal| rendered(&document(id, goal), Shape::Rows(options));
    assert!(record("1", "𠮷田").unwrap_err().message.contains("U+20BB7"));
    sink.write(&record("2", "吉田").unwrap()).unwrap();
    Box::new(sink).finish().unwrap();
    let goals = fs::read(folder.path().join("goals.csv")).unwrap();
    let goals = encoding_rs::SHIFT_JIS.decode(&goals).0.into_owned();
    assert_eq!(goals.lines().count(), 2);
    assert!(goals.contains("吉田") && !goals.contains("〓"));
}

#[test]
fn json_lines_are_a_record_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let output = OutputFolder::open(folder.path()).unwrap();
    let mut sink = Stream::new(Target::file(&output, "documents.jsonl").unwrap());
    let documents = [document("1", "防災"), document("2", "財政")];
    for document in &documents {
        sink.write(&rendered(document, Shape::Line).unwrap())
            .unwrap();
    }
    Box::new(sink).finish().unwrap();
    let lines = fs::read_to_string(folder.path().join("documents.jsonl")).unwrap();
    let read: Vec<Document> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(read, documents);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_stays() {
    use std::os::unix::fs::FileTypeExt;
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    let mut target = target::Target::lone_file(&pipe).unwrap();
    target.write(b"report").unwrap();
    target.finish().unwrap();
    assert_eq!(reader.join().unwrap(), "report");
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
}

#[cfg(unix)]
#[test]
fn a_link_stays_one() {
    let folder = tempfile::tempdir().unwrap();
    let [file, link] = ["file", "link"].map(|name| folder.path().join(name));
    fs::write(&file, "old").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let mut target = target::Target::lone_file(&link).unwrap();
    target.write(b"new").unwrap();
    target.finish().unwrap();
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), "new");
}
