//! `juten package` and `juten check` as users call them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use common::path;
use serde_json::Value;

fn juten(arguments: &[&str], folder: &Path) -> Output {
    common::juten()
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// A folder with these inputs, and a package made of them in `out`.
fn package(inputs: &[(&str, String)], flags: &[&str]) -> (tempfile::TempDir, Output) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    for (name, text) in inputs {
        std::fs::write(folder.path().join("in").join(name), text).unwrap();
    }
    let arguments = [&["package", "-q", "in", "-o", "out"], flags].concat();
    let output = juten(&arguments, folder.path());
    (folder, output)
}

fn somu() -> String {
    std::fs::read_to_string(path("somu-r2.txt")).unwrap()
}

fn fixtures() -> Vec<(&'static str, String)> {
    let read = |name: &'static str| (name, std::fs::read_to_string(path(name)).unwrap());
    vec![
        read("fukushi-r3.txt"),
        read("somu-r2.txt"),
        read("zaisei-r1.txt"),
    ]
}

fn read(folder: &tempfile::TempDir, name: &str) -> String {
    std::fs::read_to_string(folder.path().join("out").join(name)).expect(name)
}

fn json(folder: &tempfile::TempDir, name: &str) -> Value {
    serde_json::from_str(&read(folder, name)).unwrap()
}

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let below = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap());
    let files = below.filter(|entry| entry.file_type().is_file());
    files
        .map(|f| f.path().strip_prefix(folder).unwrap().to_owned())
        .collect()
}

#[test]
fn a_package_is_complete_and_matches_its_descriptor() {
    let flags = [
        "--license",
        "CC-BY-4.0",
        "--publisher",
        "上田市総務課",
        "--date",
        "2026-04-01",
        "--xlsx",
    ];
    let (folder, output) = package(&fixtures(), &flags);
    assert!(output.status.success(), "{output:?}");
    let there = files(&folder.path().join("out"));
    for name in juten::write::tables::NAMES {
        for file in [
            format!("{name}.csv"),
            format!("{name}.csv-metadata.json"),
            format!("ckan/{name}.json"),
        ] {
            assert!(there.contains(Path::new(&file)), "{file}");
        }
    }
    let descriptor = json(&folder, "datapackage.json");
    assert_eq!(descriptor["licenses"][0]["name"], "CC-BY-4.0");
    assert_eq!(descriptor["contributors"][0]["title"], "上田市総務課");
    assert_eq!(descriptor["municipality"]["code"], "202037");
    assert_eq!(descriptor["sources"].as_array().unwrap().len(), 3);
    assert_eq!(descriptor["sources"][1]["title"], "somu-r2.txt");
    let check = juten(&["check", "out", "out/records.jsonl"], folder.path());
    assert!(check.status.success(), "{check:?}");
    assert!(
        read(&folder, "README.md").contains("利用条件: [クリエイティブ・コモンズ 表示 4.0 国際]")
    );
    assert!(read(&folder, "opendata-list.csv").contains("\r\n202037,,長野県,上田市,"));
}

#[test]
fn two_runs_give_the_same_bytes_whatever_the_jobs() {
    let of = |jobs: &str| {
        let (folder, _) = package(&fixtures(), &["--xlsx", "-j", jobs]);
        let out = folder.path().join("out");
        let with_bytes = |file: PathBuf| (std::fs::read(out.join(&file)).unwrap(), file);
        files(&out).into_iter().map(with_bytes).collect::<Vec<_>>()
    };
    assert!(of("1") == of("3"));
}

#[test]
fn tables_have_a_byte_order_mark_and_crlf_and_run_no_formula() {
    let text = somu().replace("総合防災情報システムの整備", "=HYPERLINK(\"x\")");
    let (folder, output) = package(&[("a.txt", text)], &[]);
    assert!(output.status.success());
    let measures = read(&folder, "measures.csv");
    assert!(measures.starts_with("\u{FEFF}document_id,"));
    assert!(measures.contains("\"'=HYPERLINK("), "{}", &measures[..600]);
    assert!(
        measures
            .split_inclusive('\n')
            .filter(|line| line.ends_with("\r\n"))
            .count()
            > 40
    );
    assert!(read(&folder, "records.jsonl").contains("\"=HYPERLINK("));
    let (plain, _) = package(&[("a.txt", somu())], &["--no-bom"]);
    assert!(read(&plain, "measures.csv").starts_with("document_id,"));
}

#[test]
fn defaults_come_from_juten_toml() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), somu()).unwrap();
    let toml = "[package]\ntitle = \"題\"\nlicense = \"PDL-1.0\"\nmunicipality = \"131016:千代田区:東京都\"\n";
    std::fs::write(folder.path().join("juten.toml"), toml).unwrap();
    let output = juten(
        &["package", "-q", "a.txt", "-o", "out", "--title", "標題"],
        folder.path(),
    );
    assert!(output.status.success(), "{output:?}");
    let descriptor = json(&folder, "datapackage.json");
    assert_eq!(descriptor["title"], "標題");
    assert_eq!(descriptor["licenses"][0]["name"], "PDL-1.0");
    assert_eq!(descriptor["contributors"][0]["title"], "千代田区");
    assert!(read(&folder, "sheets.csv").contains(",131016,千代田区,"));
}

#[test]
fn one_file_under_two_names_is_in_the_package_once() {
    let (folder, _) = package(&[("a.txt", somu()), ("b.txt", somu())], &[]);
    assert_eq!(
        json(&folder, "datapackage.json")["sources"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(read(&folder, "records.jsonl").lines().count(), 1);
}

#[test]
fn a_bad_input_fails_and_the_others_are_packed() {
    let (folder, output) = package(&[("a.txt", somu()), ("b.txt", "拝啓".to_owned())], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        json(&folder, "datapackage.json")["sources"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn without_records_there_is_no_package() {
    let (folder, output) = package(&[("b.txt", "拝啓".to_owned())], &["--xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(files(&folder.path().join("out")).is_empty());
}

#[test]
fn an_invalid_licence_or_configuration_is_a_usage_error() {
    for flags in [
        &["--license", "free"][..],
        &["--date", "2026-13-01"],
        &["--homepage", "example.jp"],
        &["--name", "上田"],
        &["--config", "no.toml"],
    ] {
        let (folder, output) = package(&[("a.txt", somu())], flags);
        assert_eq!(output.status.code(), Some(2), "{flags:?}");
        assert!(!folder.path().join("out/datapackage.json").exists());
    }
}

#[test]
fn an_edited_table_is_reported_by_file_line_and_column() {
    let (folder, _) = package(&fixtures(), &[]);
    let goals = read(&folder, "goals.csv").replacen("2021-04-01", "2021/4/1", 1);
    std::fs::write(folder.path().join("out/goals.csv"), goals).unwrap();
    let check = juten(&["check", "out"], folder.path());
    assert_eq!(check.status.code(), Some(1));
    let told = String::from_utf8(check.stderr).unwrap();
    let place = Path::new("out").join("goals.csv");
    assert!(
        told.contains(&format!("{}:2:7: E306: fiscal_year_start", place.display())),
        "{told}"
    );
    assert!(told.contains("E304: its SHA-256 is"), "{told}");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_one_file_per_table() {
    let (folder, output) = package(&fixtures(), &["--parquet"]);
    assert!(output.status.success(), "{output:?}");
    let descriptor = json(&folder, "datapackage.json");
    let resources = descriptor["resources"].as_array().unwrap();
    for name in juten::write::tables::NAMES {
        let file = folder.path().join(format!("out/{name}.parquet"));
        let bytes = std::fs::read(file).unwrap();
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
        let has_name = |r: &&Value| r["name"] == format!("{name}-parquet");
        let resource = resources.iter().find(has_name).unwrap();
        assert_eq!(resource["bytes"], bytes.len());
    }
    let check = juten(&["check", "out"], folder.path());
    assert!(check.status.success(), "{check:?}");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_needs_its_feature() {
    let (folder, output) = package(&fixtures(), &["--parquet"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("--features parquet"), "{told}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn an_edited_workbook_is_reported() {
    let (folder, _) = package(&[("a.txt", somu())], &["--xlsx"]);
    let descriptor = json(&folder, "datapackage.json");
    let resources = descriptor["resources"].as_array().unwrap();
    let workbook = resources.iter().find(|r| r["name"] == "workbook").unwrap();
    let bytes = std::fs::read(folder.path().join("out/tables.xlsx")).unwrap();
    assert_eq!(workbook["path"], "tables.xlsx");
    assert_eq!(workbook["bytes"], bytes.len());
    std::fs::write(folder.path().join("out/tables.xlsx"), &bytes[1..]).unwrap();
    let check = juten(&["check", "out"], folder.path());
    assert_eq!(check.status.code(), Some(1));
    let told = String::from_utf8(check.stderr).unwrap();
    assert!(told.contains("tables.xlsx: E304: its SHA-256 is"), "{told}");
}

#[test]
fn a_workbook_of_the_tables_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), somu()).unwrap();
    let output = juten(
        &["convert", "-q", "-f", "xlsx", "a.txt", "-o", "out"],
        folder.path(),
    );
    assert!(output.status.success(), "{output:?}");
    assert!(
        std::fs::read(folder.path().join("out/tables.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
    let output = juten(&["convert", "-f", "xlsx", "a.txt"], folder.path());
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_earlier_package_is_replaced_and_check_reports_foreign_files() {
    let (folder, output) = package(&[("somu.txt", somu())], &["--xlsx"]);
    assert!(output.status.success(), "{output:?}");
    let out = folder.path().join("out");
    assert!(out.join("tables.xlsx").exists());
    let again = juten(
        &["package", "in", "-o", "out", "--license", "CC0-1.0"],
        folder.path(),
    );
    assert!(again.status.success());
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("package with 1 documents"), "{said}");
    assert!(!out.join("tables.xlsx").exists());
    assert!(juten(&["check", "out"], folder.path()).status.success());
    std::fs::write(out.join("old.csv"), "x").unwrap();
    let check = juten(&["check", "out"], folder.path());
    let told = String::from_utf8(check.stderr).unwrap();
    assert!(told.contains("old.csv: E309"), "{told}");
    assert!(!check.status.success());
}

#[test]
fn a_package_with_japanese_headers_matches_its_descriptor() {
    let (folder, output) = package(&fixtures(), &["--headers", "ja", "--xlsx"]);
    assert!(output.status.success(), "{output:?}");
    assert!(read(&folder, "measures.csv").starts_with("\u{FEFF}文書ID,"));
    let descriptor = json(&folder, "datapackage.json");
    let measures = &descriptor["resources"][0]["schema"];
    assert_eq!(measures["fields"][0]["name"], "文書ID");
    assert_eq!(measures["primaryKey"][0], "文書ID");
    assert_eq!(measures["foreignKeys"][0]["fields"][0], "文書ID");
    assert!(!folder.path().join("out/ckan").exists());
    let check = juten(&["check", "out"], folder.path());
    assert!(check.status.success(), "{check:?}");
}

#[test]
fn a_package_has_its_tables_in_sql() {
    let (folder, output) = package(&[("somu.txt", somu())], &[]);
    assert!(output.status.success(), "{output:?}");
    let schema = read(&folder, "schema.sql");
    for name in juten::write::tables::NAMES {
        assert!(
            schema.contains(&format!("CREATE TABLE \"{name}\"")),
            "{name}"
        );
        assert!(
            read(&folder, "load.sql").contains(&format!("FROM '{name}.csv'")),
            "{name}"
        );
    }
    assert!(schema.contains("REFERENCES \"sheets\""));
}

#[test]
fn a_package_without_documents_is_reported() {
    let (folder, _) = package(&[("a.txt", "nothing".to_owned())], &[]);
    let output = juten(&["package", "in", "-o", "out"], folder.path());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("no package was written"), "{told}");
}

#[test]
fn check_accepts_the_outputs_of_a_batch() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), somu()).unwrap();
    let converted = juten(&["convert", "a.txt", "-o", "records"], folder.path());
    assert!(converted.status.success(), "{converted:?}");
    let check = juten(&["check", "records"], folder.path());
    let told = String::from_utf8(check.stderr).unwrap();
    assert!(check.status.success(), "{told}");
    assert!(
        told.contains("report.json: it is the report of a batch"),
        "{told}"
    );
    assert!(
        told.contains("manifest.jsonl: it is the manifest"),
        "{told}"
    );
    let pdf = path("scan.pdf");
    let check = juten(&["check", pdf.to_str().unwrap()], folder.path());
    let told = String::from_utf8(check.stderr).unwrap();
    assert!(told.contains("E301: this is not a record"), "{told}");
    let empty = juten(&["check", "."], tempfile::tempdir().unwrap().path());
    assert!(
        String::from_utf8(empty.stderr)
            .unwrap()
            .contains("neither records")
    );
}

#[cfg(feature = "sqlite")]
#[test]
fn a_database_has_keys_views_and_an_index() {
    use rusqlite::Connection;
    let (folder, output) = package(&fixtures(), &["--sqlite"]);
    assert!(output.status.success(), "{output:?}");
    let check = juten(&["check", "out"], folder.path());
    assert!(check.status.success(), "{check:?}");
    let database = Connection::open(folder.path().join("out/tables.sqlite")).unwrap();
    let count = |sql: &str| {
        database
            .query_row(sql, [], |row| row.get::<_, u64>(0))
            .unwrap()
    };
    let rows = read(&folder, "goals.csv").matches("\r\n").count() as u64 - 1;
    assert_eq!(count("SELECT count(*) FROM goals"), rows);
    assert_eq!(
        count("SELECT count(*) FROM pragma_foreign_key_list('measures')"),
        3
    );
    let view: String = database
        .query_row(
            "SELECT name FROM sqlite_master WHERE type = 'view' LIMIT 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(count(&format!("SELECT count(\"文書ID\") FROM \"{view}\"")) > 0);
    let found = "SELECT count(*) FROM measures_fts WHERE measures_fts MATCH '訓練の'";
    let like =
        "SELECT count(*) FROM measures WHERE target LIKE '%訓練の%' OR measure LIKE '%訓練の%'";
    assert!(count(found) > 0 || count(like) == 0);
}
