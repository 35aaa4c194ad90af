//! `docs/profiles.md`, followed step by step: its commands give the output that it shows, its changes apply to the
//! proposed profile, and the result reads another city's form without loss.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use common::truth::differences;
use common::{fixture, path};
use juten::profile::Profile;
use juten::write::tables::{self, Table};
use juten::{Options, convert};
use serde_json::Value;

/// The page in English and in Japanese.
const PAGES: [(&str, &str); 2] = [
    ("en", include_str!("../docs/profiles.md")),
    ("ja", include_str!("../docs/profiles.ja.md")),
];
const FORM: &str = "other-city/shiomi-r5.pdf";

/// The code blocks of a page in order: language, content.
fn blocks(page: &'static str) -> Vec<(&'static str, &'static str)> {
    let fenced = page.split("```").skip(1).step_by(2);
    fenced
        .map(|block| block.split_once('\n').unwrap())
        .collect()
}

fn finished() -> Profile {
    Profile::parse(&fs::read_to_string(path("other-city/shiomi.toml")).unwrap()).unwrap()
}

fn record(profile: Profile) -> Value {
    let document = convert(fixture(FORM), &Options::new("form.pdf", profile)).unwrap();
    serde_json::to_value(document).unwrap()
}

/// Runs a command line of a page in this language; `> FILE` redirects its standard output.
fn run(line: &str, folder: &Path, language: &str) -> Output {
    let (command, file) = match line.split_once(" > ") {
        Some((command, file)) => (command, Some(file)),
        None => (line, None),
    };
    let words = command.strip_prefix("$ juten ").unwrap().split(' ');
    let mut output = common::juten()
        .args(words)
        .env("JUTEN_LANG", language)
        .current_dir(folder)
        .output()
        .unwrap();
    if let Some(file) = file {
        fs::write(folder.join(file), std::mem::take(&mut output.stdout)).unwrap();
    }
    output
}

/// Whether a text matches what the page shows; a line `…` stands for any number of lines.
fn is_shown(text: &str, shown: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    let mut at = 0;
    let mut gap = false;
    for line in shown.lines() {
        if line == "…" {
            gap = true;
            continue;
        }
        let found = lines[at.min(lines.len())..].iter().position(|l| l == &line);
        match found {
            Some(skipped) if gap || skipped == 0 => at += skipped + 1,
            _ => return false,
        }
        gap = false;
    }
    gap || at == lines.len()
}

/// Runs the commands of a block and compares their output with what it shows.
fn follow(block: &str, folder: &Path, language: &str) {
    for step in block.split("$ juten ").skip(1) {
        let (command, shown) = step.split_once('\n').unwrap();
        let output = run(&format!("$ juten {command}"), folder, language);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(
            is_shown(&said, shown),
            "{command}\n--- said\n{said}\n--- shown\n{shown}"
        );
    }
}

/// Applies the changes of a block: each run of `-` lines occurs once in the profile.
fn edit(block: &str, profile: &Path) {
    let mut toml = fs::read_to_string(profile).unwrap();
    for change in block.split("\n\n") {
        let lines = |sign: char| -> String {
            let lines = change.lines().filter_map(|line| line.strip_prefix(sign));
            lines.map(|line| format!("{line}\n")).collect()
        };
        let (old, new) = (lines('-'), lines('+'));
        assert_eq!(toml.matches(&old).count(), 1, "{old}in\n{toml}");
        toml = toml.replace(&old, &new);
    }
    fs::write(profile, toml).unwrap();
}

#[test]
fn the_steps_lead_to_a_profile_that_reads_the_form() {
    for (language, page) in PAGES {
        steps_lead_to_a_profile(language, page);
    }
}

fn steps_lead_to_a_profile(language: &str, page: &'static str) {
    let folder = tempfile::tempdir().unwrap();
    let mine = folder.path().join("mine.toml");
    fs::copy(path(FORM), folder.path().join("form.pdf")).unwrap();
    for (kind, block) in blocks(page) {
        if mine.exists() {
            let toml = fs::read_to_string(&mine).unwrap();
            let slip = toml.replacen("role = \"goal\"", "role = \"gaol\"", 1);
            fs::write(folder.path().join("slip.toml"), slip).unwrap();
        }
        match kind {
            "console" => follow(block, folder.path(), language),
            "diff" => edit(block, &mine),
            other => panic!("a block of {other:?}"),
        }
    }
    let made = Profile::parse(&fs::read_to_string(&mine).unwrap()).unwrap();
    assert_eq!(record(made), record(finished()));
    let strict = run(
        "$ juten convert form.pdf --profile mine.toml --strict",
        folder.path(),
        language,
    );
    assert!(strict.status.success());
}

#[test]
fn the_finished_profile_gives_the_truth() {
    let truth = fs::read(path("other-city/shiomi-r5.truth.json")).unwrap();
    let truth: Value = serde_json::from_slice(&truth).unwrap();
    let record = record(finished());
    let mut found = Vec::new();
    differences(&truth, &record, "", &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(record["coverage"]["unmapped"], 0);
    let goals = record["document"]["goals"].as_array().unwrap();
    assert_eq!(goals.last().unwrap()["department"], "子ども未来部");
}

#[test]
fn outputs_follow_the_profile() {
    let folder = tempfile::tempdir().unwrap();
    let root = env!("CARGO_MANIFEST_DIR");
    let profile = format!("{root}/fixtures/other-city/shiomi.toml");
    let command =
        format!("$ juten package {root}/fixtures/{FORM} --profile {profile} --xlsx -o package");
    assert!(run(&command, folder.path(), "en").status.success());
    let package = folder.path().join("package");
    for (name, tables) in [
        ("datapackage.json", "resources"),
        ("csv-metadata.json", "tables"),
    ] {
        let text = fs::read_to_string(package.join(name)).unwrap();
        assert!(!text.contains("重点目標"), "{name}");
        let json: Value = serde_json::from_str(&text).unwrap();
        assert!(json[tables].as_array().unwrap().len() >= 6, "{name}");
        for word in [
            "背景とねらい",
            "目指す姿（指標）",
            "組織運営シート",
            "plans_vision",
            "result_refers_to",
        ] {
            assert!(text.contains(word), "{word} in {name}");
        }
    }
    let all = tables::tables(&finished());
    for table in &all {
        let csv = fs::read_to_string(package.join(format!("{}.csv", table.name))).unwrap();
        let names: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
        let header = csv.trim_start_matches('\u{feff}').lines().next().unwrap();
        assert_eq!(header, names.join(","), "{}", table.name);
    }
    let has = |table: &Table, name: &str| table.columns.iter().any(|c| c.name == name);
    assert!(has(&all[1], "initiative") && !has(&all[1], "initiative_common"));
    assert!(!all.iter().any(|table| has(table, "number")));
    assert!(package.join("tables.xlsx").exists());
    let check = run(
        &format!("$ juten check package --profile {profile}"),
        folder.path(),
        "en",
    );
    assert!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );
}

/// The keys that a profile may have in a table.
fn allowed(table: &str) -> Vec<String> {
    let toml = match table {
        "top" => "x = 1".to_owned(),
        "page" => "[page]\nx = 1".to_owned(),
        list => format!("[[{list}]]\nx = 1"),
    };
    let message = Profile::parse(&toml).unwrap_err().message;
    let (_, keys) = message.split_once("Allowed: ").expect(table);
    keys.split(", ").map(str::to_owned).collect()
}

#[test]
fn the_references_have_every_key() {
    for (language, page) in PAGES {
        for table in ["top", "page", "field", "column"] {
            let shown = match (language, table) {
                ("ja", "top") => "（先頭）",
                _ => table,
            };
            let prefix = format!("| {shown} | `");
            let rows = page.lines().filter_map(|line| line.strip_prefix(&prefix));
            let documented: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
            assert_eq!(documented, allowed(table), "{language} {table}");
        }
    }
}

#[test]
fn a_proposal_needs_a_form() {
    let propose = |name: &str| {
        let file = path(name).display().to_string();
        run(
            &format!("$ juten profiles --propose {file}"),
            Path::new("."),
            "en",
        )
    };
    for (name, code) in [
        ("scan.pdf", "E202"),
        ("no-copy.pdf", "E201"),
        ("locked.pdf", "E105"),
        ("none.pdf", "E101"),
    ] {
        let output = propose(name);
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(output.stdout.is_empty(), "{name}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(code),
            "{name}"
        );
    }
    assert_eq!(propose(FORM).stdout, propose(FORM).stdout);
    let both = run(
        "$ juten profiles ueda-juten --propose form.pdf",
        Path::new("."),
        "en",
    );
    assert_eq!(both.status.code(), Some(2));
}
