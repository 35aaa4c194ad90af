//! A form with everything that a profile can ask for, from two producers: anchored labels, choices, a matrix, a records
//! table, a group over several pages. The truth, `fixtures/forms/tenken-r6.truth.json`, was written from the drawing.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use juten::model::Document;
use juten::profile::Profile;
use juten::write::{schema, tables};
use juten::{Options, convert};
use serde_json::{Map, Value};

const PRODUCERS: [&str; 2] = ["tenken-r6.chromium.pdf", "tenken-r6.weasyprint.pdf"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/forms")
}

fn profile() -> Profile {
    Profile::parse(&std::fs::read_to_string(folder().join("shiomi-tenken.toml")).unwrap()).unwrap()
}

fn document(name: &str, profile: Profile) -> Document {
    let bytes = std::fs::read(folder().join(name)).unwrap();
    convert(bytes, &Options::new(name, profile)).unwrap()
}

fn codes(document: &Document) -> Vec<&'static str> {
    document
        .diagnostics
        .iter()
        .map(|d| d.code.as_str())
        .collect()
}

#[test]
fn every_value_is_read_as_drawn() {
    let truth = std::fs::read_to_string(folder().join("tenken-r6.truth.json")).unwrap();
    let truth: Map<String, Value> = serde_json::from_str(&truth).unwrap();
    for name in PRODUCERS {
        let record = serde_json::to_value(document(name, profile())).unwrap();
        for (pointer, want) in &truth {
            assert_eq!(record.pointer(pointer), Some(want), "{name} {pointer}");
        }
        assert_eq!(record["sheets"].as_array().unwrap().len(), 1, "{name}");
        assert_eq!(
            record["coverage"]["unmapped"], 0,
            "{name}: {}",
            record["diagnostics"]
        );
        assert_eq!(record["format_version"], "1.1");
    }
}

#[test]
fn a_record_reads_back_and_fits_its_schema() {
    let document = document(PRODUCERS[0], profile());
    let record = serde_json::to_value(&document).unwrap();
    let again: Document = serde_json::from_value(record.clone()).unwrap();
    assert_eq!(again, document);
    let validator = jsonschema::validator_for(&schema::record(&profile())).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(&record)
        .map(|e| e.to_string())
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn tables_hold_each_cell_row_and_block() {
    let document = document(PRODUCERS[0], profile());
    let rows = |name: &str| {
        tables::table(&profile(), name)
            .unwrap()
            .rows(&document)
            .len()
    };
    let all: Vec<String> = tables::tables(&profile())
        .iter()
        .map(|t| t.name.to_string())
        .collect();
    assert_eq!(
        all,
        ["sheets", "contracts", "actions", "cells", "diagnostics"]
    );
    assert_eq!(
        [
            rows("sheets"),
            rows("contracts"),
            rows("actions"),
            rows("cells")
        ],
        [1, 2, 2, 16]
    );
}

#[test]
fn slips_of_the_form_are_reported() {
    let found = document("tenken-r6.slips.pdf", profile());
    let codes = codes(&found);
    // a second value of one label, two marks where one is expected, a wrong total, no 備考, two cells under 金額
    for code in ["W216", "W217", "W305", "W209", "W219"] {
        assert!(codes.contains(&code), "{code} of {codes:?}");
    }
    let sheet = serde_json::to_value(&found.sheets[0]).unwrap();
    assert_eq!(sheet["direction"], "継続");
    assert_eq!(sheet["other"][0]["text"], "廃止");
}

#[test]
fn a_missing_table_and_a_missing_column_are_reported() {
    let toml = std::fs::read_to_string(folder().join("shiomi-tenken.toml")).unwrap();
    let with = |from: &str, to: &str| {
        assert!(toml.contains(from), "{from}");
        Profile::parse(&toml.replacen(from, to, 1)).unwrap()
    };
    let missing = with(
        "kind = \"rows\"\n",
        "kind = \"rows\"\nrequired = true\nunder = [\"別表\"]\n",
    );
    let found = document(PRODUCERS[0], missing);
    assert!(codes(&found).contains(&"W218"), "{:?}", codes(&found));
    let lacks = with("labels = [\"業務\"]", "labels = [\"業務の内容\"]");
    let found = document(PRODUCERS[0], lacks);
    assert!(
        codes(&found).contains(&"W218") && codes(&found).contains(&"W206"),
        "{:?}",
        codes(&found)
    );
    let record = serde_json::to_value(&found.sheets[0]).unwrap();
    assert_eq!(record["contracts"][0]["other"]["業務"], "運搬");
}

#[test]
fn changed_labels_are_matched_to_their_fields_and_reported() {
    let toml = std::fs::read_to_string(folder().join("shiomi-tenken.toml")).unwrap();
    let toml = toml.replace(
        "labels = [\"次年度の方向性\"]",
        "labels = [\"次年度における事業の方向性\"]",
    );
    let toml = toml.replace(
        "title = \"次年度の方向性\"",
        "title = \"次年度における事業の方向性\"",
    );
    let found = document(PRODUCERS[0], Profile::parse(&toml).unwrap());
    let sheet = serde_json::to_value(&found.sheets[0]).unwrap();
    assert_eq!(sheet["direction"], "継続");
    assert!(codes(&found).contains(&"W205"), "{:?}", codes(&found));
}

const PAGE: &str = include_str!("../docs/profiles-tables.md");

/// The code blocks of the page in one language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fenced = PAGE.split("```").skip(1).step_by(2);
    let blocks = fenced.filter_map(|block| block.split_once('\n'));
    blocks
        .filter(|(own, _)| *own == language)
        .map(|(_, block)| block)
        .collect()
}

#[test]
fn the_page_leads_to_a_profile_that_reads_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mine = blocks("toml").join("\n");
    std::fs::write(at("mine.toml"), &mine).unwrap();
    std::fs::write(
        at("slip.toml"),
        mine.replacen("after = \"outlook\"", "after = \"outlok\"", 1),
    )
    .unwrap();
    std::fs::copy(self::folder().join(PRODUCERS[0]), at("form.pdf")).unwrap();
    let of_page = document(PRODUCERS[0], Profile::parse(&mine).unwrap());
    assert_eq!(of_page.sheets, document(PRODUCERS[0], profile()).sheets);
    for step in blocks("console")
        .iter()
        .flat_map(|block| block.split("$ juten ").skip(1))
    {
        let (command, shown) = step.split_once('\n').unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_juten"))
            .args(command.split(' '))
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        for line in shown
            .lines()
            .filter(|line| *line != "…" && !line.is_empty())
        {
            assert!(said.contains(line), "{command}\n{said}");
        }
        assert!(
            shown.contains("error") != output.status.success(),
            "{command}\n{said}"
        );
    }
}
