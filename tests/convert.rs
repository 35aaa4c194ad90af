//! `juten convert` on real inputs, good and bad, as users call it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;

use common::{FUKUSHI, SOMU, ZAISEI, document, fixture, options, path};
use juten::convert;
use serde_json::Value;

#[test]
fn a_record_does_not_depend_on_the_threads() {
    for name in SOMU {
        let options = |threads| {
            let mut options = options(name);
            options.reading.threads = threads;
            options.provenance = true;
            options
        };
        let one = convert(fixture(name), &options(1)).unwrap();
        for threads in [2, 5, 64] {
            let many = convert(fixture(name), &options(threads)).unwrap();
            assert!(many == one, "{name} with {threads} threads");
        }
    }
}

/// Status, standard output, standard error.
fn juten(arguments: &[&str]) -> (i32, String, String) {
    let output = common::juten()
        .args(arguments)
        .env_remove("JUTEN_PASSWORD")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The single error line of a failing input.
fn failure(file: &Path, more: &[&str]) -> String {
    let mut arguments = vec!["convert", file.to_str().unwrap()];
    arguments.extend(more);
    let (status, out, err) = juten(&arguments);
    assert_eq!((status, out.as_str()), (1, ""), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains(file.to_str().unwrap()), "{err}");
    err
}

fn written(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn assert_told(error: &str, code: &str, words: &[&str]) {
    assert!(error.contains(&format!(": {code}: ")), "{error}");
    for word in words {
        assert!(error.contains(word), "{word:?} is not told: {error}");
    }
}

#[test]
fn a_scan_names_its_pages() {
    assert_told(
        &failure(&path("scan.pdf"), &[]),
        "E202",
        &["scan", "1-2", "OCR"],
    );
}

#[test]
fn a_protected_pdf_needs_its_password() {
    assert_told(&failure(&path("locked.pdf"), &[]), "E105", &["--password"]);
    assert_told(
        &failure(&path("locked.pdf"), &["--password", "wrong"]),
        "E105",
        &["password"],
    );
    // with the password it is read, and found to contain no form
    assert_told(
        &failure(&path("locked.pdf"), &["--password", "ueda"]),
        "E201",
        &["juten tables"],
    );
}

#[test]
fn a_workbook_opens_with_its_password() {
    let workbook = path("originals/locked/zaisei-r1.agile.xlsx");
    assert_told(
        &failure(&workbook, &[]),
        "E105",
        &["is protected with a password; pass it with --password"],
    );
    assert_told(
        &failure(&workbook, &["--password", "wrong"]),
        "E105",
        &["needs a different password"],
    );
    let (status, record, err) =
        juten(&["convert", "--password", "ueda", workbook.to_str().unwrap()]);
    assert_eq!(status, 0, "{err}");
    assert!(record.contains("spreadsheetml.sheet"), "{record}");
}

#[test]
fn permissions_are_reported_and_do_not_prevent_conversion() {
    let (status, _, err) = juten(&["text", path("no-copy.pdf").to_str().unwrap()]);
    assert_eq!(status, 0);
    assert!(err.contains("W105"), "{err}");
}

#[test]
fn an_input_without_a_form_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let text = written(&folder, "notes.txt", "議事録\n次第\t担当\n".as_bytes());
    assert_told(&failure(&text, &[]), "E201", &["ueda-juten", "--profile"]);
}

#[test]
fn a_truncated_pdf_is_reported_or_read_as_far_as_possible() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = fixture(SOMU[1]);
    let head = written(&folder, "head.pdf", &bytes[..bytes.len() / 4]);
    assert_told(&failure(&head, &[]), "E104", &["damaged", "again"]);
    let tail = written(&folder, "tail.pdf", &bytes[..bytes.len() - 600]);
    let (status, out, err) = juten(&["convert", tail.to_str().unwrap()]);
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("W107"), "{err}");
    let record: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(record["sheets"].as_array().unwrap().len(), 5);
}

#[test]
fn other_formats_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let png = written(&folder, "a.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert_told(&failure(&png, &[]), "E103", &["PNG"]);
    let binary = written(&folder, "b.txt", &[0, 159, 146, 150, 0, 1, 2, 3, 0, 255]);
    let error = failure(&binary, &[]);
    assert!(error.contains("E103") || error.contains("E106"), "{error}");
}

#[test]
fn an_encoding_that_does_not_fit_is_reported() {
    let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode("重点目標\t甲\t部局名\t総務部\n");
    let folder = tempfile::tempdir().unwrap();
    let file = written(&folder, "a.txt", &cp932);
    let error = failure(&file, &["--input-encoding", "utf-8"]);
    assert_told(&error, "E106", &["--input-encoding", "byte"]);
}

#[test]
fn text_is_one_record_in_any_encoding() {
    let text = String::from_utf8(fixture(ZAISEI[0])).unwrap();
    let sheets = |bytes: Vec<u8>| convert(bytes, &options("a.txt")).unwrap().sheets;
    let expected = sheets(text.clone().into_bytes());
    let crlf = text.replace('\n', "\r\n");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bom16 = [vec![0xFF, 0xFE], utf16].concat();
    let bom8 = [vec![0xEF, 0xBB, 0xBF], text.clone().into_bytes()].concat();
    // 〜 and ～, － and − share a code in CP932; the record unifies them as well
    let cp932 = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    for (name, bytes) in [
        ("crlf", crlf.into_bytes()),
        ("utf-16", bom16),
        ("bom", bom8),
        ("cp932", cp932),
    ] {
        assert_eq!(sheets(bytes), expected, "{name}");
    }
}

#[test]
fn a_bad_input_does_not_stop_the_others() {
    let out = tempfile::tempdir().unwrap();
    let (scan, good) = (path("scan.pdf"), path(ZAISEI[0]));
    let arguments = [
        "convert",
        scan.to_str().unwrap(),
        good.to_str().unwrap(),
        "-o",
        out.path().to_str().unwrap(),
    ];
    let (status, _, err) = juten(&arguments);
    assert_eq!(status, 1);
    assert!(err.contains("E202"), "{err}");
    assert!(out.path().join("zaisei-r1.json").exists());
}

#[test]
fn strict_fails_on_warnings_and_lets_notes_pass() {
    let run = |name: &str| juten(&["convert", "--strict", "-q", path(name).to_str().unwrap()]);
    let (status, out, _) = run(SOMU[0]);
    assert_eq!(status, 1, "the document has parts that no measure owns");
    assert!(!out.is_empty(), "the record is written all the same");
    assert_eq!(run(FUKUSHI[0]).0, 0);
}

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    // these contain times
    let timed = ["manifest.jsonl", "report.json"];
    let files = files.filter(|entry| {
        entry.file_type().is_file() && !timed.iter().any(|name| entry.file_name() == *name)
    });
    let name = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
    files
        .map(|e| (name(e.path()), std::fs::read(e.path()).unwrap()))
        .collect()
}

#[test]
fn the_bytes_do_not_depend_on_the_jobs() {
    let all: Vec<String> = [SOMU, ZAISEI, FUKUSHI]
        .concat()
        .iter()
        .map(|f| path(f).display().to_string())
        .collect();
    for format in ["json", "jsonl", "csv"] {
        let run = |jobs: &str| {
            let out = tempfile::tempdir().unwrap();
            let mut arguments = vec![
                "convert",
                "-q",
                "-j",
                jobs,
                "-f",
                format,
                "-o",
                out.path().to_str().unwrap(),
            ];
            arguments.extend(all.iter().map(String::as_str));
            assert_eq!(juten(&arguments).0, 0);
            tree(out.path())
        };
        let one = run("1");
        assert!(!one.is_empty());
        assert_eq!(one, run("4"), "{format}");
    }
}

#[test]
fn every_record_is_valid_under_the_schema() {
    let schema: Value =
        serde_json::from_str(include_str!("../schemas/juten-document.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for name in [SOMU, ZAISEI, FUKUSHI].concat() {
        let mut options = options(name);
        options.provenance = true;
        for record in [document(name), convert(fixture(name), &options).unwrap()] {
            let value = serde_json::to_value(&record).unwrap();
            let told: Vec<String> = validator
                .iter_errors(&value)
                .map(|e| format!("{}: {e}", e.instance_path()))
                .collect();
            assert!(told.is_empty(), "{name}: {told:#?}");
        }
    }
}

#[test]
fn a_custom_profile() {
    let folder = tempfile::tempdir().unwrap();
    let toml = juten::profile::Profile::builtin_toml("ueda-juten").unwrap();
    let renamed = toml
        .replace("ueda-juten", "mine")
        .replace("\"current_issues\"", "\"situation\"");
    let profile = written(&folder, "mine.toml", renamed.as_bytes());
    let (status, out, err) = juten(&[
        "convert",
        "-q",
        "--profile",
        profile.to_str().unwrap(),
        path(ZAISEI[0]).to_str().unwrap(),
    ]);
    assert_eq!(status, 0, "{err}");
    let record: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(record["profile"], "mine");
    assert!(record["sheets"][0]["situation"].is_string());
}

#[test]
fn notes_of_one_code_share_a_line_in_text_but_not_in_json() {
    let lines = |format: &str| {
        let (_, _, err) = juten(&[
            "convert",
            "--verbose",
            "--message-format",
            format,
            path(FUKUSHI[0]).to_str().unwrap(),
        ]);
        err.lines().filter(|line| line.contains("W304")).count()
    };
    assert_eq!(lines("human"), 1);
    assert!(lines("json") > 5);
    let (_, _, err) = juten(&["convert", path(FUKUSHI[0]).to_str().unwrap()]);
    assert!(!err.contains("W304"), "{err}");
}
