//! The commands in the README produce the output that it shows.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::path::Path;
use std::process::Output;

use serde_json::Value;

const README: &str = include_str!("../README.md");
const README_JA: &str = include_str!("../README.ja.md");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The code blocks in one language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    text.split(&open)
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect()
}

/// Runs a command of the README with this build, in a folder with symbolic links to the paths that it uses.
fn run(command: &str, folder: &Path) -> Output {
    let words: Vec<&str> = command.split_whitespace().collect();
    common::juten()
        .args(&words[1..])
        .current_dir(folder)
        .output()
        .unwrap()
}

#[test]
fn the_first_example_gives_what_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let shown = blocks(README, "console").concat();
    let command = shown
        .lines()
        .find_map(|line| line.strip_prefix("$ juten "))
        .unwrap();
    let command = format!(
        "juten {}",
        command.replace("fixtures/", &format!("{}/fixtures/", root().display()))
    );
    assert!(run(&command, folder.path()).status.success());
    let record =
        std::fs::read_to_string(folder.path().join("out/somu-r2.calc-ipaex.json")).unwrap();
    let record: Value = serde_json::from_str(&record).unwrap();
    let coverage = shown
        .lines()
        .find(|line| line.starts_with("{\"characters\""))
        .unwrap();
    assert_eq!(
        serde_json::from_str::<Value>(coverage).unwrap(),
        record["coverage"]
    );
    let measure = &record["sheets"][0]["items"][0]["measures"][0];
    let shown = &shown[shown.find("{\n").unwrap()..=shown.find("\n}").unwrap() + 1];
    let shown: Value = serde_json::from_str(shown).unwrap();
    for (key, value) in shown.as_object().unwrap() {
        match value.as_str().and_then(|text| text.strip_suffix('…')) {
            Some(start) => assert!(measure[key].as_str().unwrap().starts_with(start), "{key}"),
            None => assert_eq!(value, &measure[key], "{key}"),
        }
    }
}

#[test]
fn every_command_runs() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive");
    std::fs::create_dir(&archive).unwrap();
    let fixture = |name: &str| root().join("fixtures").join(name);
    std::fs::copy(fixture("somu-r2.txt"), archive.join("somu.txt")).unwrap();
    std::fs::copy(
        fixture("zaisei-r1.weasyprint.vertical_labels.pdf"),
        archive.join("zaisei.pdf"),
    )
    .unwrap();
    for name in ["sheet.pdf", "report.pdf"] {
        std::fs::copy(fixture("somu-r2.calc-ipaex.pdf"), folder.path().join(name)).unwrap();
    }
    std::fs::copy(
        root().join("profiles/ueda-juten.toml"),
        folder.path().join("mine.toml"),
    )
    .unwrap();
    let text = [README, README_JA].concat();
    let commands = blocks(&text, "sh").concat();
    let commands = commands.lines().filter(|line| line.starts_with("juten "));
    let mut count = 0;
    for line in commands {
        let command = line.split(['#', '>']).next().unwrap();
        let output = run(command, folder.path());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{command}: {told}");
        count += 1;
    }
    assert!(count > 10, "{count}");
    for text in [README, README_JA] {
        let files = files_of_package(text);
        assert!(files.len() > 10, "{files:?}");
        for file in files {
            assert!(folder.path().join("package").join(file).exists(), "{file}");
        }
    }
}

/// The files that the table of the package lists.
fn files_of_package(text: &str) -> Vec<&str> {
    let lines = text
        .lines()
        .skip_while(|line| !line.starts_with("| ") || !line.contains("`package`"));
    let rows = lines.skip(2).take_while(|line| line.starts_with('|'));
    let first_cells = rows.filter_map(|row| row.split('|').nth(1));
    first_cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

#[test]
fn the_set_up_is_two_commands() {
    for text in [README, README_JA] {
        let first: Vec<&str> = blocks(text, "sh")
            .iter()
            .take(2)
            .map(|block| block.trim())
            .collect();
        assert_eq!(
            first,
            [
                "cargo run --release -- convert fixtures/somu-r2.txt",
                "cargo test"
            ]
        );
    }
}

#[test]
fn links_lead_somewhere() {
    for text in [README, README_JA] {
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.starts_with("http")) {
            assert!(root().join(link).exists(), "{link}");
        }
    }
}
