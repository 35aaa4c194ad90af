//! The report of `juten inspect`: what it contains, that it is safe, small and reproducible, and the command line.
//! How it looks and acts in a browser is tested in `tests/browser`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::process::Output;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use common::{fixture, options, path};
use juten::diagnostics::Code;
use juten::inspect::{Inspection, Stage, inspect};
use juten::profile::Profile;
use serde_json::Value;
use sha2::{Digest, Sha256};

const SOMU: &str = "somu-r2.calc-ipaex.pdf";

fn report(name: &str, stage: Option<Stage>) -> Inspection {
    inspect(fixture(name), &options(name), stage).unwrap()
}

/// The report on the document that most tests use.
static SOMU_REPORT: LazyLock<Inspection> = LazyLock::new(|| report(SOMU, None));

fn of_text(text: &str, stage: Option<Stage>) -> String {
    inspect(text.as_bytes().to_vec(), &options("a.txt"), stage)
        .unwrap()
        .html
}

/// Every piece of the page between two delimiters.
fn between<'h>(html: &'h str, from: &str, to: &str) -> Vec<&'h str> {
    html.split(from)
        .skip(1)
        .filter_map(|rest| rest.split(to).next())
        .collect()
}

fn data(html: &str) -> Value {
    let data = between(
        html,
        "<script type=\"application/json\" id=\"data\">",
        "</script>",
    );
    serde_json::from_str(data[0]).unwrap()
}

/// The kinds and texts of the boxes.
fn marks(html: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    data(html)["marks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| (text(&mark[1]), text(&mark[2])))
        .collect()
}

#[test]
fn every_character_of_the_page_is_in_a_box() {
    let made = &*SOMU_REPORT;
    let document = common::document(SOMU);
    let data = data(&made.html);
    assert_eq!(data["sizes"].as_array().unwrap().len(), 6);
    let count = |kind: &str| {
        let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        marks(&made.html)
            .iter()
            .filter(|(k, _)| k == kind)
            .map(|(_, text)| ink(text))
            .sum::<usize>() as u64
    };
    let coverage = document.coverage;
    assert_eq!(count("K_LABEL") + count("K_MARKER"), coverage.labels);
    assert_eq!(count("K_FURNITURE"), coverage.furniture);
    assert_eq!(count("K_UNMAPPED"), coverage.unmapped);
    assert!(made.html.contains(">100.0 %<"));
}

#[test]
fn values_are_linked_to_their_boxes_and_named() {
    let html = &SOMU_REPORT.html;
    let id = "id=\"r/sheets/0/items/0/measures/0/title\"";
    let link = between(html, id, ">")[0];
    let number: usize = between(link, "data-m=\"", "\"")[0].parse().unwrap();
    let mark = &data(html)["marks"][number];
    assert_eq!(mark[2], "総合防災情報システムの整備");
    assert_eq!(mark[3][0][0], 2, "page");
    let ids = between(html, " id=\"", "\"");
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), unique.len());
}

#[test]
fn unmapped_text_leads_to_its_place() {
    let sheet = std::fs::read_to_string(path("zaisei-r1.txt")).unwrap();
    let html = of_text(&format!("{sheet}\n余白の書込み\n"), None);
    let told = html.split("id=\"diagnostics\"").nth(1).unwrap();
    let (_, unmapped) = told.split_once("W207").unwrap();
    let number: usize = between(unmapped, "data-m=\"", "\"")[0].parse().unwrap();
    let (kind, text) = &marks(&html)[number];
    assert_eq!(
        (kind.as_str(), text.as_str()),
        ("K_UNMAPPED", "余白の書込み")
    );
    let line = between(unmapped, "href=\"#", "\"")[0];
    assert!(html.contains(&format!("id=\"{line}\"")), "{line}");
    assert!(!html.contains(">100.0 %<"));
}

#[test]
fn the_policy_allows_only_what_the_file_contains() {
    let html = &SOMU_REPORT.html;
    let policy = between(html, "Content-Security-Policy\" content=\"", "\"")[0];
    let policy = policy.replace("&#39;", "'");
    let hash = |inline: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(inline)));
    let script = between(html, "<script>", "</script>");
    let style = between(html, "<style>", "</style>");
    assert_eq!((script.len(), style.len()), (1, 1));
    let want = format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data: blob:; base-uri 'none'; form-action 'none'",
        hash(script[0]),
        hash(style[0])
    );
    assert_eq!(policy, want);
    for forbidden in [
        " style=", " onclick", " src=", "http:", "https:", "@import", "url(",
    ] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn text_of_a_document_is_never_markup() {
    let evil = "</script></style><img src=x onerror=alert(1)><!--\u{202E}\u{2067}\"'&amp;";
    let sheet = "令和2年度 重点目標管理シート\n重点目標\tX\t部局名\tX\t優先順位\t1\n\
                 取組項目及び方法・手段\t期間・期限\t数値目標\t中間報告\t期末報告\n① X\t通年\tX\tX\tX\n";
    let stages = [None, Some(Stage::Cells), Some(Stage::Rows)];
    for stage in stages {
        let (clean, dirty) = (
            of_text(sheet, stage),
            of_text(&sheet.replace('X', evil), stage),
        );
        for tag in ["<script", "</script>", "</style>", "<!--", "<img"] {
            assert_eq!(
                clean.matches(tag).count(),
                dirty.matches(tag).count(),
                "{tag}"
            );
        }
        assert!(dirty.contains("&lt;/script&gt;"), "{stage:?}");
        assert!(dirty.contains("[U+202E]") && !dirty.contains('\u{202E}'));
        assert!(!dirty.contains('\u{2067}'));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for name in ["zaisei-r1.weasyprint.vertical_labels.pdf", "somu-r2.txt"] {
        assert_eq!(report(name, None).html, report(name, None).html);
    }
}

#[test]
fn six_pages_are_below_three_megabytes() {
    assert!(SOMU_REPORT.html.len() < 3_000_000);
}

#[test]
fn a_stage_shows_its_output() {
    let name = "fukushi-r3.calc-ipaex.subrows.pdf";
    let kinds = |stage| -> Vec<String> {
        let mut kinds: Vec<String> = marks(&report(name, Some(stage)).html)
            .into_iter()
            .map(|(kind, _)| kind)
            .collect();
        kinds.sort();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(Stage::Glyphs), ["K_GLYPH"]);
    let rules = kinds(Stage::Rules);
    assert!(
        rules.starts_with(&["K_FILL".to_owned(), "K_HORIZONTAL".to_owned()]) || rules.len() == 2,
        "{rules:?}"
    );
    assert!(kinds(Stage::Cells).contains(&"K_SPAN".to_owned()));
    let rows = kinds(Stage::Rows);
    for kind in [
        "K_BAND", "K_FIELD", "K_ITEM", "K_LABEL", "K_MARKER", "K_PART", "K_TITLE",
    ] {
        assert!(rows.contains(&kind.to_owned()), "{kind} in {rows:?}");
    }
}

#[test]
fn cells_are_shown_in_a_table_of_the_same_grid() {
    let html = report(SOMU, Some(Stage::Cells)).html;
    for table in between(&html, "<table class=\"grid\">", "</table>") {
        let span = |cell: &str, name: &str| -> usize {
            let tag = cell.split('>').next().unwrap();
            let value = between(tag, &format!("{name}=\""), "\"");
            value.first().map_or(1, |n| n.parse().unwrap())
        };
        let rows = table.matches("<tr>").count();
        let area: usize = between(table, "<td", "</td>")
            .iter()
            .map(|cell| span(cell, "rowspan") * span(cell, "colspan"))
            .sum();
        assert_eq!(area % rows, 0, "the cells fill the grid");
    }
}

#[test]
fn without_a_form_the_report_shows_what_was_found() {
    let text = "件名\t金額\n机\t12,000円\n".as_bytes().to_vec();
    let made = inspect(text, &options("a.txt"), None).unwrap();
    assert_eq!(made.refused.map(|e| e.code), Some(Code::NoForm));
    assert!(made.html.contains("E201") && made.html.contains("12,000円"));
    assert!(
        marks(&made.html)
            .iter()
            .any(|(kind, text)| kind == "K_CELL" && text == "机")
    );
    let scan = report("scan.pdf", None);
    assert!(!scan.html.contains("class=\"toml\""));
    assert_eq!(scan.refused.map(|e| e.code), Some(Code::Scan));
    assert!(scan.html.contains("picture-2"));
}

#[test]
fn without_a_form_a_profile_is_proposed() {
    let made = report("other-city/shiomi-r5.pdf", None);
    assert_eq!(made.refused.map(|e| e.code), Some(Code::NoForm));
    let kinds: Vec<String> = marks(&made.html)
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
    for kind in ["K_LABEL", "K_COLUMN", "K_CELL"] {
        assert!(kinds.contains(&kind.to_owned()), "{kind}");
    }
    let toml = between(&made.html, "<pre class=\"toml\" tabindex=\"0\">", "</pre>")[0];
    let toml = toml.replace("&#39;", "'").replace("&quot;", "\"");
    let toml = toml
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    Profile::parse(&toml).unwrap();
}

#[test]
fn there_is_no_report_on_an_unreadable_input() {
    let refused = |name: &str| {
        inspect(fixture(name), &options(name), None)
            .unwrap_err()
            .code
    };
    assert_eq!(refused("locked.pdf"), Code::Password);
    let empty = inspect(Vec::new(), &options("a.pdf"), None).unwrap_err();
    assert_eq!(empty.code, Code::Empty);
}

fn juten(arguments: &[&str]) -> Output {
    let mut command = common::juten();
    command.arg("inspect").args(arguments).output().unwrap()
}

#[test]
fn the_command_writes_a_file_or_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let input = path("somu-r2.txt");
    let input = input.to_str().unwrap();
    let written = juten(&[input, "-o", file.to_str().unwrap()]);
    assert_eq!(written.status.code(), Some(0));
    assert!(written.stdout.is_empty());
    let printed = juten(&[input]);
    assert_eq!(printed.stdout, std::fs::read(file).unwrap());
    assert!(printed.stdout.starts_with(b"<!DOCTYPE html>"));
    let nowhere = juten(&[input, "-o", "no/such/folder/report.html"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("cannot be written"));
}

#[test]
fn the_status_says_whether_there_is_a_record() {
    let scan = path("scan.pdf");
    let output = juten(&[scan.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.starts_with(b"<!DOCTYPE html>"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("E202"));
    let missing = juten(&["no-such-file.pdf"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(missing.stdout.is_empty());
    assert_eq!(
        juten(&["a.pdf", "--stage", "letters"]).status.code(),
        Some(2)
    );
}

#[test]
fn the_time_limit_applies() {
    let input = path(SOMU);
    let output = juten(&[input.to_str().unwrap(), "--timeout", "0.001"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("E110"));
}

#[test]
fn many_documents_get_a_report_each_and_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("in");
    std::fs::create_dir(&inputs).unwrap();
    std::fs::write(inputs.join("a.txt"), fixture("zaisei-r1.txt")).unwrap();
    std::fs::write(inputs.join("b.txt"), "拝啓\n").unwrap();
    std::fs::write(inputs.join("c.pdf"), "").unwrap();
    let out = folder.path().join("out");
    let arguments = [inputs.to_str().unwrap(), "-o", out.to_str().unwrap()];
    let made = juten(&arguments);
    assert_eq!(made.status.code(), Some(1), "b and c have no record");
    let index = std::fs::read_to_string(out.join("index.html")).unwrap();
    assert!(index.contains("href=\"a.html\"") && index.contains("href=\"b.html\""));
    let at = |text: &str| index.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("E201") < at("href=\"a.html\"") && at("E102") < at("href=\"a.html\""));
    assert!(
        out.join("a.html").exists() && out.join("b.html").exists() && !out.join("c.html").exists()
    );
    let without = juten(&arguments[..1]);
    assert_eq!(without.status.code(), Some(2));
}

#[test]
fn only_the_pages_asked_for_are_shown() {
    let file = path(SOMU);
    let made = juten(&[file.to_str().unwrap(), "--pages", "2-3"]);
    let html = String::from_utf8(made.stdout).unwrap();
    for (page, is_shown) in [(1, false), (2, true), (3, true), (4, false)] {
        assert_eq!(
            html.contains(&format!("id=\"page-{page}\"")),
            is_shown,
            "{page}"
        );
        assert_eq!(
            html.contains(&format!("id=\"picture-{page}\"")),
            is_shown,
            "{page}"
        );
    }
    assert!(html.contains("/sheets/4"), "the record is whole");
}
