//! Every code can occur: each case runs the command and collects the codes that it reports.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use juten::diagnostics::Code;
use serde_json::{Value, json};

/// A folder of inputs, and the codes that commands reported on them.
struct Cases {
    folder: tempfile::TempDir,
    told: BTreeSet<String>,
    /// Messages that the Japanese catalogue lacks.
    untranslated: BTreeSet<String>,
}

impl Cases {
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn run(&mut self, command: &str, flags: &[&str], input: &Path) {
        let output = common::juten()
            .arg(command)
            .args(["--message-format", "json"])
            .args(flags)
            .arg(input)
            .env_remove("JUTEN_PASSWORD")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        for line in String::from_utf8(output.stderr).unwrap().lines() {
            let message: Value = serde_json::from_str(line).expect(line);
            self.untranslated.extend(untranslated(&message));
            self.told
                .extend(message["code"].as_str().map(str::to_owned));
        }
    }

    fn convert(&mut self, name: &str, bytes: impl AsRef<[u8]>, flags: &[&str]) {
        let file = self.file(name, bytes);
        self.run("convert", flags, &file);
    }

    fn check(&mut self, name: &str, value: &Value) {
        let file = self.file(name, value.to_string());
        self.run("check", &[], &file);
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

/// A PDF of these objects, without cross-reference table.
fn pdf(objects: &[String]) -> String {
    let bodies = (1..)
        .zip(objects)
        .map(|(n, body)| format!("{n} 0 obj\n{body}\nendobj\n"));
    let bodies: String = bodies.collect();
    format!(
        "%PDF-1.7\n{bodies}trailer\n<< /Root 1 0 R /Size {} >>\n%%EOF\n",
        objects.len() + 1
    )
}

fn stream(entries: &str, content: &str) -> String {
    format!(
        "<< {entries} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// Pages with these resources and contents.
fn pages(pages: &[(&str, &str)], more: &[String]) -> String {
    let numbers: Vec<String> = (0..pages.len())
        .map(|n| format!("{} 0 R", 3 + 2 * n))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            numbers.join(" "),
            pages.len()
        ),
    ];
    for (n, (resources, content)) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Resources << {resources} >> /Contents {} 0 R >>",
            4 + 2 * n
        ));
        objects.push(stream("", content));
    }
    objects.extend_from_slice(more);
    pdf(&objects)
}

fn composite(cmap: &str) -> String {
    format!(
        "/Font << /F << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /{cmap} /DescendantFonts [<< /Type /Font \
         /Subtype /CIDFontType0 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
         >>] >> >>"
    )
}

const SHOWN: &str = "BT /F 10 Tf 20 50 Td <8140> Tj ET";
/// A font whose glyphs are drawings with meaningless names.
const DRAWN_FONT: &str = "/Font << /F << /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 \
    0.001 0 0] /FirstChar 65 /LastChar 65 /Widths [1000] /Encoding << /Differences [65 /g0] >> /CharProcs << /g0 5 0 R \
    >> /Resources << >> >> >>";
const HELVETICA: &str = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>";

const COVER: &str = "令和2年度 重点目標\n\n総務部\n\n順位\t重点目標\n1位\t甲\n2位\t乙\n\n";
const TITLE: &str = "令和2年度 重点目標管理シート\n\n";
const GOAL: &str = "重点目標\t甲\t部局名\t総務部\t優先順位\t1位\n";
const HEADER: &str = "取組項目及び方法・手段（何をどのように）\t期間・期限（いつ・いつまでに）\t数値目標（どの水準まで）\t\
                      中間報告（目標に対する進捗状況・進捗度）\t期末報告（目標に対する達成状況・達成度）\n";
const ROW: &str = "①\t○訓練 (1) 実施\t(1) 通年\t(1) 3回\t(1) 済\t(1) 4回\n";

/// Codes of workers that die during a job: they need hostile files, which another test makes.
const HOSTILE: &[&str] = &["E109", "E110", "E111", "E112"];
const HOSTILE_TESTS: &str = include_str!("hostile.rs");

/// Those that need a recogniser use one made for the test.
const SCANNED: &[&str] = &["W120", "W121", "W122", "W123", "W124", "W125", "W126"];
const SCANNED_TESTS: &[&str] = &[
    include_str!("scans.rs"),
    include_str!("../src/map/doubts.rs"),
];

#[test]
fn every_code_is_reached() {
    let mut cases = Cases {
        folder: tempfile::tempdir().unwrap(),
        told: BTreeSet::new(),
        untranslated: BTreeSet::new(),
    };
    unreadable(&mut cases);
    repaired(&mut cases);
    structure(&mut cases);
    checked(&mut cases);
    shaped(&mut cases);
    let all = Code::ALL.iter().map(|code| code.as_str().to_owned());
    let elsewhere = |code: &str| {
        HOSTILE.contains(&code) && HOSTILE_TESTS.contains(code)
            || SCANNED.contains(&code) && SCANNED_TESTS.iter().any(|tests| tests.contains(code))
    };
    let missed = all.filter(|code| !cases.told.contains(code) && !elsewhere(code));
    assert_eq!(missed.collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(cases.untranslated, BTreeSet::new());
}

/// The message if it has no Japanese, or if English words are left in it.
fn untranslated(message: &Value) -> Option<String> {
    // what the parsers of JSON and of schemas say stays in English
    let is_quoted = |code: &Value| code == "E302" || code == "E301";
    let english = message["message"].as_str()?;
    let japanese = juten::messages::japanese(english);
    let left = ["the ", " is ", " are ", " of ", " and "];
    let is_whole = |japanese: &String| !left.iter().any(|word| japanese.contains(word));
    (!japanese.as_ref().is_some_and(is_whole) && !is_quoted(&message["code"]))
        .then(|| format!("{english} → {japanese:?}"))
}

#[test]
fn a_list_without_measures_is_reported() {
    let mut cases = Cases {
        folder: tempfile::tempdir().unwrap(),
        told: BTreeSet::new(),
        untranslated: BTreeSet::new(),
    };
    let row = ROW.replace("○訓練 (1) 実施", "○訓練");
    cases.convert("list.txt", format!("{TITLE}{GOAL}{HEADER}{row}"), &[]);
    assert!(cases.told.contains("W215"), "{:?}", cases.told);
    cases.told.clear();
    let plain = row.replace("(1) ", "");
    cases.convert("plain.txt", format!("{TITLE}{GOAL}{HEADER}{plain}"), &[]);
    assert!(!cases.told.contains("W215"), "{:?}", cases.told);
}

/// The codes for a form with mistakes, under a profile with tables and choices.
fn shaped(cases: &mut Cases) {
    let profile = std::fs::read_to_string(fixture("forms/shiomi-tenken.toml")).unwrap();
    let profile = profile.replacen("kind = \"matrix\"", "kind = \"matrix\"\nrequired = true", 1);
    let profile = profile.replacen("'^\\d事業費'", "'^別表'", 1);
    for (name, toml) in [
        ("strict.toml", profile.as_str()),
        (
            "as-is.toml",
            &std::fs::read_to_string(fixture("forms/shiomi-tenken.toml")).unwrap(),
        ),
    ] {
        let file = cases.file(name, toml);
        let flags = ["--profile", file.to_str().unwrap()];
        cases.run("convert", &flags, &fixture("forms/tenken-r6.slips.pdf"));
    }
    let lists = fixture("forms/shiomi-kurikoshi.toml");
    let flags = ["--profile", lists.to_str().unwrap()];
    cases.run("convert", &flags, &fixture("forms/lists.chromium.pdf"));
}

fn unreadable(cases: &mut Cases) {
    cases.run("convert", &[], Path::new("no/such.pdf"));
    cases.convert("empty.pdf", "", &[]);
    cases.convert("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", &[]);
    cases.convert("damaged.pdf", "%PDF-1.7 nothing", &[]);
    cases.run("convert", &[], &fixture("locked.pdf"));
    cases.convert(
        "sjis.txt",
        b"\x8f\xe3\x93\x63\x8e\x73",
        &["--input-encoding", "utf-8"],
    );
    cases.convert("large.txt", "12345", &["--max-bytes", "4"]);
    let nothing = cases.folder.path().join("nothing");
    std::fs::create_dir(&nothing).unwrap();
    cases.run("convert", &[], &nothing);
    cases.convert("letter.txt", "拝啓\n", &[]);
    cases.run("convert", &[], &fixture("scan.pdf"));
    let ueda = std::fs::read_to_string(fixture("somu-r2.txt")).unwrap();
    cases.convert("saku.txt", ueda.replace("上田", "佐久"), &[]);
}

/// Two pages with the same rows and other columns.
fn side_by_side() -> String {
    let page = |columns: [u32; 3]| {
        let rows = [5, 15, 36, 44, 90];
        let level = rows.map(|y| format!("20 {y} m {} {y} l S ", columns[2]));
        let upright = columns.map(|x| format!("{x} 5 m {x} 90 l S "));
        let text = |x| rows.map(|y| format!("BT /F 8 Tf {} {} Td (A) Tj ET ", x + 4, y + 2));
        level.concat()
            + &upright.concat()
            + &text(columns[0])[..4].concat()
            + &text(columns[1])[..4].concat()
    };
    let (left, right) = (page([20, 60, 180]), page([20, 100, 140]));
    pages(&[(HELVETICA, &left), (HELVETICA, &right)], &[])
}

fn repaired(cases: &mut Cases) {
    cases.run(
        "convert",
        &[],
        &fixture("zaisei-r1.reportlab-cid.fakebold2-fullwidth.pdf"),
    );
    cases.convert(
        "radical.txt",
        format!("{TITLE}{GOAL}{HEADER}{}", ROW.replace('施', "⽅")),
        &[],
    );
    let glyph = stream("", "1000 0 d0 0 0 800 800 re f");
    let no_unicode = pages(&[(DRAWN_FONT, "BT /F 10 Tf 20 50 Td (A) Tj ET")], &[glyph]);
    let file = cases.file("no-unicode.pdf", no_unicode);
    cases.run("text", &[], &file);
    let no_font = pages(&[(&composite("No-Such-H"), SHOWN)], &[]);
    let file = cases.file("no-font.pdf", no_font);
    cases.run("text", &[], &file);
    cases.run("text", &[], &fixture("no-copy.pdf"));
    let image = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        "A",
    );
    let some = pages(
        &[
            (HELVETICA, "BT /F 10 Tf 20 50 Td (A) Tj ET"),
            ("/XObject << /I 7 0 R >>", "q 200 0 0 100 0 0 cm /I Do Q"),
        ],
        &[image],
    );
    let file = cases.file("some-pictures.pdf", some);
    cases.run("text", &[], &file);
    cases.run("text", &[], &fixture("originals/quirks.xlsx"));
    let cut = pages(
        &[(
            HELVETICA,
            "q 0 0 45 100 re W n BT /F 20 Tf 20 50 Td (ABCDE) Tj ET Q",
        )],
        &[],
    );
    let file = cases.file("cut-off.pdf", cut);
    cases.run("text", &[], &file);
    let file = cases.file("side-by-side.pdf", side_by_side());
    cases.run("tables", &[], &file);
    cases.run("text", &[], &fixture("originals/laid-out.txt"));
    let laid_out = "品名        数量      単価\n".repeat(9);
    let file = cases.file("laid-out.txt", &laid_out);
    cases.run("text", &[], &file);
    let out = cases
        .folder
        .path()
        .join("out")
        .to_string_lossy()
        .into_owned();
    let with = |text: &str| format!("{TITLE}{GOAL}{HEADER}{}", ROW.replace("実施", text));
    cases.convert(
        "equals.txt",
        with("実施⑴"),
        &["-f", "csv", "--encoding", "cp932"],
    );
    cases.convert(
        "long.txt",
        with(&"あ".repeat(33_000)),
        &["-f", "xlsx", "-o", &out],
    );
}

fn structure(cases: &mut Cases) {
    let sheet = |rows: &str| format!("{TITLE}{GOAL}{HEADER}{rows}");
    let unaligned = ROW.replace("(1) 済", "(5) 済");
    let second = ROW.replace('①', "③");
    let twice = ROW.replace("実施", "実施 (1) 検証").replace("(1) 3回", "");
    cases.convert(
        "rows.txt",
        sheet(&format!("{unaligned}{second}{twice}")),
        &[],
    );
    let label = "重点目標\t甲\t部局名\t総務部\t優先順位\t1位\n天気\t晴れ\t現況・課顕\tあ\n";
    let running = ROW.replace("実施", "実施(2)検証");
    cases.convert("running.txt", sheet(&running), &[]);
    let column = HEADER.replace("数値目標（どの水準まで）", "担当者の氏名");
    cases.convert("labels.txt", format!("{TITLE}{label}{column}{ROW}"), &[]);
    cases.convert(
        "stray.txt",
        format!("{TITLE}どこにも属さない文である。\n{GOAL}{HEADER}{ROW}"),
        &[],
    );
    let priority = GOAL.replace("1位", "高");
    cases.convert(
        "priority.txt",
        format!("{TITLE}{priority}{HEADER}{ROW}"),
        &[],
    );
    let no_department = "重点目標\t甲\t優先順位\t1位\n";
    cases.convert(
        "missing.txt",
        format!("何年度 重点目標管理シート\n\n{no_department}{HEADER}{ROW}"),
        &[],
    );
    let other = GOAL.replace('甲', "丙").replace("総務部", "財政部");
    let year = TITLE.replace('2', "3");
    let sheets = format!("{COVER}{year}{other}{HEADER}{ROW}\n{TITLE}{GOAL}{HEADER}{ROW}");
    cases.convert("cover.txt", sheets, &[]);
    let fourth = GOAL.replace("1位", "4位");
    let gap = format!("{}\n{TITLE}{fourth}{HEADER}{ROW}", sheet(ROW));
    cases.convert("gap.txt", gap, &[]);
}

fn checked(cases: &mut Cases) {
    cases.check("none.json", &json!([1]));
    let foreign = cases.folder.path().join("foreign");
    std::fs::create_dir(&foreign).unwrap();
    std::fs::write(foreign.join("datapackage.json"), "{\"resources\": []}").unwrap();
    std::fs::write(foreign.join("old.csv"), "x").unwrap();
    cases.run("check", &[], &foreign);
    let not_json = cases.file("not.json", "{");
    cases.run("check", &[], &not_json);
    let profile = juten::profile::Profile::builtin("ueda-juten").unwrap();
    let bytes = std::fs::read(fixture("somu-r2.txt")).unwrap();
    let mut record = juten::convert(bytes, &juten::Options::new("a", profile)).unwrap();
    record.coverage.mapped += 1;
    cases.check("record.json", &serde_json::to_value(&record).unwrap());
    cases.file("parents.csv", "id,n\na,1\na,x\n");
    cases.file("children.csv", "of\nb\n");
    cases.file("header.csv", "no\nb\n");
    let field = |name: &str, kind: &str| json!({"name": name, "type": kind});
    let foreign =
        json!([{"fields": ["of"], "reference": {"resource": "parents", "fields": ["id"]}}]);
    let parents =
        json!({"fields": [field("id", "string"), field("n", "integer")], "primaryKey": ["id"]});
    let package = json!({"resources": [
        {"name": "parents", "path": "parents.csv", "schema": parents},
        {"name": "children", "path": "children.csv", "schema": {"fields": [field("of", "string")], "foreignKeys": foreign}},
        {"name": "header", "path": "header.csv", "schema": {"fields": [field("of", "string")]}},
        {"name": "missing", "path": "missing.csv"},
    ]});
    cases.check("datapackage.json", &package);
}
