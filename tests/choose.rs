//! Which profile a document gets: chosen automatically, from folders, in mixed archives.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use common::path;
use serde_json::Value;

/// The form of an invented museum.
const MUSEUM: &str = r#"
id = "museum"
title = "館の事業票"
[page]
sheet_title = '^(?P<year>\S*?年度)事業票$'
[[field]]
key = "goal"
title = "催し名"
role = "goal"
labels = ["催し名"]
[[field]]
key = "hall"
title = "会場"
labels = ["会場"]
[[column]]
key = "what"
title = "内容"
role = "measures"
labels = ["内容"]
[[column]]
key = "guests"
title = "来館者"
labels = ["来館者"]
"#;
const MUSEUM_FORM: &str =
    "令和6年度事業票\n催し名\t夜の館\t会場\t土間\n内容\t来館者\n(1) 観る\t(1) 12人\n";

/// Runs juten in a folder, with only that folder's configuration.
fn run(folder: &Path, args: &[&str]) -> Output {
    common::juten()
        .args(args)
        .current_dir(folder)
        .env("HOME", folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("APPDATA", folder.join("config"))
        .env_remove("JUTEN_PROFILES")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with a form of the museum and one of 上田市, and the museum's profile under `own`.
fn mixed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("own")).unwrap();
    fs::create_dir_all(at("archive")).unwrap();
    fs::write(at("own/museum.toml"), MUSEUM).unwrap();
    fs::write(at("archive/museum.txt"), MUSEUM_FORM).unwrap();
    fs::copy(path("somu-r2.txt"), at("archive/ueda.txt")).unwrap();
    folder
}

#[test]
fn the_profile_is_chosen_and_the_reason_given() {
    let folder = mixed();
    let output = run(folder.path(), &["convert", "archive/ueda.txt"]);
    let told = said(&output);
    assert!(
        told.contains("profile ueda-juten: its title and 15 of 15 labels"),
        "{told}"
    );
    let output = run(
        folder.path(),
        &["convert", "archive/museum.txt", "--profiles", "own"],
    );
    assert!(said(&output).contains("profile museum: its title and 4 of 4 labels"));
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(record["profile"], "museum");
    assert_eq!(record["sheets"][0]["hall"], "土間");
}

#[test]
fn a_mixed_archive_is_converted_in_one_run_and_counted_by_profile() {
    let folder = mixed();
    let args = ["convert", "archive", "-o", "out", "--profiles", "own"];
    let output = run(folder.path(), &args);
    let told = said(&output);
    assert!(
        told.contains("by profile: 1 museum, 1 ueda-juten"),
        "{told}"
    );
    let read = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    let report: Value = serde_json::from_str(&read("report.json")).unwrap();
    assert_eq!(report["profiles"]["museum"], 1);
    let entries = read("manifest.jsonl");
    let entry = |id: &str| entries.contains(&format!("\"profile\":{id:?}"));
    assert!(entry("museum") && entry("ueda-juten"), "{entries}");
    assert!(read("report.csv").contains(",museum\n"));
    // each with the profile that it names
    let args = [
        "check",
        "out/museum.json",
        "out/ueda.json",
        "--profiles",
        "own",
    ];
    assert!(run(folder.path(), &args).status.success());
    let unknown = run(folder.path(), &["check", "out/museum.json"]);
    assert!(said(&unknown).contains("which is unknown here"));
    // another set of profiles counts as changed settings
    let again = [&args_of_resume()[..], &["--profiles", "own"]].concat();
    assert!(said(&run(folder.path(), &again)).contains("converted 0 in"));
    assert!(!said(&run(folder.path(), &args_of_resume())).contains("converted 0 in"));
}

fn args_of_resume() -> [&'static str; 5] {
    ["convert", "archive", "-o", "out", "--resume"]
}

#[test]
fn tables_of_another_form_get_their_own_folder() {
    let folder = mixed();
    let args = [
        "convert",
        "archive",
        "-f",
        "csv",
        "-o",
        "out",
        "--profiles",
        "own",
    ];
    let output = run(folder.path(), &args);
    assert!(output.status.success(), "{}", said(&output));
    let header = |name: &str| {
        let table = fs::read_to_string(folder.path().join("out").join(name)).unwrap();
        table.lines().next().unwrap().to_owned()
    };
    assert!(header("sheets.csv").contains("hall"));
    assert!(header("ueda-juten/sheets.csv").contains("current_issues"));
    // one table cannot hold both
    let args = ["convert", "archive", "-f", "csv", "--profiles", "own"];
    let output = run(folder.path(), &args);
    assert!(!output.status.success());
    assert!(said(&output).contains("the table has records of another form"));
}

#[test]
fn profiles_come_from_the_environment_and_the_configuration() {
    let folder = mixed();
    let config = folder.path().join("config/juten/profiles");
    fs::create_dir_all(&config).unwrap();
    let listed = |output: Output| String::from_utf8(output.stdout).unwrap();
    assert!(!listed(run(folder.path(), &["profiles"])).contains("museum"));
    if cfg!(target_os = "linux") {
        fs::write(config.join("museum.toml"), MUSEUM).unwrap();
        assert!(listed(run(folder.path(), &["profiles"])).contains("museum\t館の事業票"));
    }
    let output = common::juten()
        .args(["profiles", "museum"])
        .current_dir(folder.path())
        .env("JUTEN_PROFILES", "own")
        .output()
        .unwrap();
    assert_eq!(listed(output), MUSEUM);
}

#[test]
fn an_invalid_profile_is_reported_and_the_others_are_used() {
    let folder = mixed();
    let own = folder.path().join("own");
    fs::write(own.join("a-broken.toml"), "id = \"x\"\ntitle = [\n").unwrap();
    fs::write(own.join("z-again.toml"), MUSEUM).unwrap();
    let args = ["convert", "archive/museum.txt", "--profiles", "own"];
    let output = run(folder.path(), &args);
    let told = said(&output);
    assert!(output.status.success(), "{told}");
    let broken: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("a-broken"))
        .collect();
    assert_eq!(broken.len(), 1, "{told}");
    assert!(
        broken[0].contains("line ") && broken[0].contains("it is ignored"),
        "{told}"
    );
    assert!(
        told.contains("its id \"museum\" is already used by museum.toml"),
        "{told}"
    );
    assert!(told.contains("profile museum: "), "{told}");
}

#[test]
fn missing_and_empty_profile_folders() {
    let folder = mixed();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let args = ["convert", "archive/ueda.txt", "--profiles", "empty"];
    let output = run(folder.path(), &args);
    assert!(output.status.success());
    assert!(said(&output).contains("empty: it contains no profile (*.toml)"));
    let output = run(
        folder.path(),
        &["convert", "archive", "--profiles", "nowhere"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("nowhere"));
}

#[test]
fn if_no_profile_fits_the_nearest_are_named() {
    let folder = mixed();
    fs::write(folder.path().join("other.txt"), "会場\t土間\n定員\t20人\n").unwrap();
    let output = run(
        folder.path(),
        &["convert", "other.txt", "--profiles", "own"],
    );
    assert_eq!(output.status.code(), Some(1));
    let told = said(&output);
    let nearest =
        "nearest: museum (館の事業票) lacks its title and 3 of 4 labels (催し名, 内容, 来館者)";
    assert!(told.contains("E201") && told.contains(nearest), "{told}");
}
