//! The command line as users call it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn juten(arguments: &[&str]) -> Command {
    let mut command = common::juten();
    command
        .args(arguments)
        .env_remove("JUTEN_PASSWORD")
        .stdin(Stdio::null());
    command
}

/// Status, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    told(juten(arguments).output().unwrap())
}

fn told(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        std::fs::write(folder.path().join(file), "").unwrap();
    }
    folder
}

fn path(folder: &tempfile::TempDir) -> &str {
    folder.path().to_str().unwrap()
}

/// The single line on standard error, with status 1.
fn failure(arguments: &[&str]) -> String {
    let (status, out, err) = run(arguments);
    assert_eq!((status, out.as_str()), (1, ""), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    err.trim_end().to_owned()
}

/// The message for an invalid command line, with status 2.
fn wrong_usage(arguments: &[&str]) -> String {
    let (status, out, err) = run(arguments);
    assert_eq!((status, out.as_str()), (2, ""), "{err}");
    err
}

#[test]
fn version_and_help_are_printed() {
    let (status, out, _) = run(&["--version"]);
    assert_eq!(status, 0);
    assert!(out.starts_with(concat!("juten ", env!("CARGO_PKG_VERSION"), " (with: ")));
    let short = run(&["-V"]).1;
    assert_eq!(short, concat!("juten ", env!("CARGO_PKG_VERSION"), "\n"));
    let (status, out, _) = run(&["--help"]);
    assert_eq!(status, 0);
    assert!(out.contains("Usage: juten [OPTIONS] <COMMAND>"));
    assert!(out.contains("Exit status"));
}

#[test]
fn every_command_has_help_without_colours_for_a_pipe() {
    for command in [
        "convert",
        "package",
        "check",
        "text",
        "tables",
        "schema",
        "profiles",
        "completions",
        "man",
    ] {
        let (status, out, _) = run(&[command, "--help"]);
        assert_eq!(status, 0);
        assert!(out.contains(&format!("Usage: juten {command}")), "{out}");
        assert!(!out.contains('\u{1b}'));
    }
}

#[test]
fn wrong_command_lines_end_with_status_2() {
    wrong_usage(&[]);
    wrong_usage(&["convert"]);
    wrong_usage(&["fly"]);
    wrong_usage(&["convert", "-f", "xml", "a.pdf"]);
    wrong_usage(&["convert", "-j", "some", "a.pdf"]);
    wrong_usage(&["convert", "--timeout", "0", "a.pdf"]);
    wrong_usage(&["convert", "--max-memory", "much", "a.pdf"]);
    wrong_usage(&["convert", "--max-memory", "1", "a.pdf"]);
    wrong_usage(&["convert", "--resume", "a.pdf"]);
    wrong_usage(&["convert", "--resume", "-f", "csv", "-o", "out", "a.pdf"]);
    wrong_usage(&["convert", "--normalize", "some", "a.pdf"]);
    wrong_usage(&["convert", "--input-encoding", "klingon", "a.pdf"]);
    wrong_usage(&["tables", "--page", "0", "a.pdf"]);
    wrong_usage(&["schema", "birds"]);
    wrong_usage(&["man", "fly"]);
}

#[test]
fn a_missing_file_is_reported() {
    assert_eq!(
        failure(&["convert", "no/such.pdf"]),
        "juten: no/such.pdf: E101: there is no such file or folder; check the path"
    );
    assert!(failure(&["tables", "no/such.pdf"]).contains("E101"));
    assert!(failure(&["text", "no/such.pdf"]).contains("E101"));
}

#[test]
fn an_empty_file_and_empty_standard_input_are_reported() {
    let folder = folder(&["a.pdf"]);
    let file = format!("{}/a.pdf", path(&folder));
    assert!(failure(&["convert", &file]).starts_with(&format!("juten: {file}: E102: ")));
    assert!(failure(&["convert", "-"]).starts_with("juten: -: E102: "));
}

#[test]
fn a_folder_or_pattern_without_inputs_is_reported() {
    let folder = folder(&["a.odt"]);
    assert!(failure(&["convert", path(&folder)]).contains(": E108: "));
    let pattern = format!("{}/*.pdf", path(&folder));
    assert!(failure(&["convert", &pattern]).contains(": E108: "));
}

#[test]
fn a_folder_without_inputs_is_an_error_of_tables_too() {
    let folder = folder(&[]);
    assert!(failure(&["tables", path(&folder)]).contains("E108"));
}

#[test]
fn bad_inputs_are_reported_in_order_whatever_the_jobs() {
    let folder = folder(&["a.pdf", "b.txt", "c.pdf"]);
    for jobs in ["1", "4"] {
        let (status, out, err) = run(&["convert", "-j", jobs, "no.pdf", path(&folder)]);
        assert_eq!((status, out.as_str()), (1, ""));
        let codes: Vec<_> = err.lines().map(|l| l.split(": ").nth(2).unwrap()).collect();
        assert_eq!(codes, ["E101", "E102", "E102", "E102"]);
        let names: Vec<_> = err
            .lines()
            .skip(1)
            .map(|l| l.split(": ").nth(1).unwrap())
            .collect();
        assert!(names.is_sorted());
    }
}

#[test]
fn documents_are_shown_the_same_whatever_the_jobs() {
    for command in ["text", "tables"] {
        // of six pages, so that two threads have work
        let shown = |jobs| run(&[command, "fixtures/somu-r2.calc-ipaex.pdf", "-j", jobs]);
        let alone = shown("1");
        assert_eq!((alone.0, &alone), (0, &shown("3")), "{command}");
    }
}

#[test]
fn a_file_over_the_limit_is_reported() {
    let folder = folder(&[]);
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "12345").unwrap();
    let told = failure(&["convert", "--max-bytes", "4", file.to_str().unwrap()]);
    assert!(told.contains("E107: it is larger than 4 bytes"), "{told}");
}

#[test]
fn messages_are_json_on_request() {
    let line = failure(&["convert", "--message-format", "json", "no.pdf"]);
    let message: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(message["input"], "no.pdf");
    assert_eq!(message["code"], "E101");
    assert_eq!(message["severity"], "error");
    assert!(
        message["message"]
            .as_str()
            .unwrap()
            .contains("no such file")
    );
}

#[test]
fn quiet_keeps_errors() {
    assert!(failure(&["convert", "-q", "no.pdf"]).contains("E101"));
}

#[test]
fn failed_inputs_leave_no_records() {
    for format in ["json", "jsonl", "csv"] {
        let folder = folder(&[]);
        let out = folder.path().join("out");
        failure(&[
            "convert",
            "-f",
            format,
            "-o",
            out.to_str().unwrap(),
            "no.pdf",
        ]);
        let files = std::fs::read_dir(&out).into_iter().flatten();
        let files: Vec<_> = files.map(|e| e.unwrap().file_name()).collect();
        // a manifest and a report list failures as well
        let own = ["manifest.jsonl", "report.csv", "report.json"];
        assert!(
            files.iter().all(|name| own.iter().any(|own| name == own)),
            "{files:?}"
        );
    }
}

#[test]
fn an_output_folder_that_cannot_be_created_is_reported() {
    let folder = folder(&["file"]);
    let out = format!("{}/file/out", path(&folder));
    let told = failure(&["convert", "-f", "csv", "-o", &out, "no.pdf"]);
    assert!(told.contains("file/out: cannot be written"), "{told}");
}

#[test]
fn an_unknown_profile_is_reported_with_the_known_ones() {
    let told = wrong_usage(&["convert", "--profile", "mars", "a.pdf"]);
    assert!(
        told.contains("'mars'") && told.contains("ueda-juten"),
        "{told}"
    );
}

#[test]
fn a_file_that_is_not_a_profile_is_reported() {
    let folder = folder(&["mine.toml"]);
    let file = format!("{}/mine.toml", path(&folder));
    assert!(wrong_usage(&["convert", "--profile", &file, "a.pdf"]).contains("mine.toml"));
}

#[test]
fn a_printed_profile_can_be_given_back() {
    let (status, toml, _) = run(&["profiles", "ueda-juten"]);
    assert_eq!(status, 0);
    let folder = folder(&[]);
    let file = folder.path().join("mine.toml");
    std::fs::write(&file, toml).unwrap();
    let own = run(&["schema", "--profile", file.to_str().unwrap()]);
    let (status, default, note) = run(&["schema"]);
    assert_eq!((status, default), (own.0, own.1));
    assert!(note.contains("ueda-juten") && own.2.is_empty(), "{note}");
}

#[test]
fn profiles_are_listed() {
    let (status, out, _) = run(&["profiles"]);
    assert_eq!(status, 0);
    assert!(out.contains("ueda-juten\t上田市 重点目標管理シート\n"));
    assert!(wrong_usage(&["profiles", "mars"]).contains("mars"));
}

#[test]
fn a_wrong_municipality_code_is_reported() {
    let told = wrong_usage(&["convert", "--municipality", "202036", "a.pdf"]);
    assert!(told.contains("20203 needs 7"), "{told}");
    let told = wrong_usage(&["convert", "--municipality", "府中市", "a.pdf"]);
    assert!(told.contains("132063") && told.contains("342084"), "{told}");
    for right in ["202037", "上田市", "長野県上田市"] {
        failure(&["convert", "--municipality", right, "no.pdf"]);
    }
    failure(&[
        "convert",
        "--municipality",
        "131016:千代田区:東京都",
        "no.pdf",
    ]);
}

#[test]
fn csv_flags_need_csv() {
    for flag in [
        &["--headers", "ja"][..],
        &["--no-bom"],
        &["--encoding", "cp932"],
        &["--replace-unmappable"],
    ] {
        let told = wrong_usage(&[&["convert", "a.pdf"], flag].concat());
        assert!(told.contains("add -f csv"), "{told}");
    }
}

#[test]
fn schemas_are_as_committed() {
    let committed = |name: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("schemas")
            .join(name);
        std::fs::read_to_string(file).unwrap()
    };
    let hint = "run: for t in measures items sheets figures goals diagnostics uncertain; do juten schema $t > schemas/$t.table-schema.json; done; juten schema > schemas/juten-document.schema.json";
    assert!(
        run(&["schema"]).1 == committed("juten-document.schema.json"),
        "{hint}"
    );
    for table in juten::write::tables::NAMES {
        let committed = committed(&format!("{table}.table-schema.json"));
        assert!(run(&["schema", table]).1 == committed, "{hint}");
    }
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (status, out, _) = run(&["completions", shell]);
        assert_eq!(status, 0);
        assert!(out.contains("juten") && out.contains("COMPLETE"), "{shell}");
    }
}

#[test]
fn commands_and_profiles_are_completed_but_not_hidden_commands() {
    let completed = |words: &[&str]| {
        let mut command = juten(&["--"]);
        let output = command
            .args(words)
            .env("COMPLETE", "fish")
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let commands = completed(&["juten", ""]);
    assert!(commands.contains("convert") && commands.contains("inspect"));
    assert!(!commands.contains("worker"), "{commands}");
    assert!(completed(&["juten", "convert", "--profile", "ueda"]).contains("ueda-juten"));
}

#[test]
fn manual_pages_for_juten_and_its_commands() {
    assert!(run(&["man"]).1.contains(".TH juten 1"));
    assert!(run(&["man", "convert"]).1.contains(".TH juten-convert 1"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for arguments in [
        &["schema", "--profile", "ueda-juten"][..],
        &["completions", "zsh"],
        &["man"],
        &["profiles", "ueda-juten"],
    ] {
        let mut child = juten(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        assert_eq!(output.stderr, b"", "{arguments:?}");
    }
}

#[test]
fn a_closed_standard_error_does_no_harm() {
    let mut child = juten(&["convert", "no.pdf"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn standard_input_is_read() {
    let mut child = juten(&["convert", "--max-bytes", "3", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"12345").unwrap();
    let mut told = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    assert!(told.starts_with("juten: -: E107: "), "{told}");
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn messages_are_in_the_language_of_the_user() {
    let said = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = common::juten();
        command.args(["convert", "no-such.pdf"]).args(arguments);
        command.envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    let (english, japanese) = (
        "there is no such file",
        "ファイルまたはフォルダーがありません",
    );
    assert!(said(&[], &[]).contains(english));
    assert!(said(&[], &[("LC_ALL", "ja_JP.UTF-8")]).contains(japanese));
    assert!(said(&["--lang", "ja"], &[]).contains(japanese));
    assert!(said(&["--lang", "en"], &[("JUTEN_LANG", "ja")]).contains(english));
    let json = ["--lang", "ja", "--message-format", "json"];
    assert!(said(&json, &[]).contains(english));
    let wrong = said(&["--no-such-flag"], &[("JUTEN_LANG", "ja")]);
    assert!(
        wrong.starts_with("エラー：不明な引数「--no-such-flag」です"),
        "{wrong}"
    );
}

#[test]
fn a_corrected_record_is_checked_and_keeps_what_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (record, corrections) = (at("somu.json"), at("corrections.jsonl"));
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/somu-r2.txt");
    let (_, json, _) = run(&["convert", fixture]);
    std::fs::write(&record, &json).unwrap();
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    let correct = |from: &str| {
        let sha256 = &read["source"]["sha256"];
        let correction = serde_json::json!({
            "sha256": sha256, "pointer": "/document/department", "from": from, "to": "総務課", "by": "係"
        });
        std::fs::write(&corrections, correction.to_string()).unwrap();
    };
    correct("財政部");
    let told = failure(&["correct", &record, &corrections, "-o", &record]);
    assert!(
        told.contains(
            "correction 1 (/document/department): the record has \"総務部\", not \"財政部\""
        ),
        "{told}"
    );
    assert_eq!(std::fs::read_to_string(&record).unwrap(), json);
    correct("総務部");
    let (status, _, told) = run(&["correct", &record, &corrections, "-o", &record]);
    assert_eq!(status, 0, "{told}");
    let corrected = std::fs::read_to_string(&record).unwrap();
    let corrected: serde_json::Value = serde_json::from_str(&corrected).unwrap();
    assert_eq!(corrected["document"]["department"], "総務課");
    assert_eq!(
        corrected["corrections"],
        serde_json::json!([{"path": "/document/department", "from": "総務部", "to": "総務課", "by": "係"}])
    );
    let (status, _, told) = run(&["check", &record]);
    assert_eq!(status, 0, "{told}");
    let told = failure(&["correct", &record, &corrections]);
    assert!(told.contains("look at the page again"), "{told}");
}
