//! A form with everything that a profile can ask for, from two producers: anchored labels, choices, a matrix, a records
//! table, a group over several pages. The truth, `fixtures/forms/tenken-r6.truth.json`, was written from the drawing.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::path::{Path, PathBuf};

use juten::diagnostics::Severity;
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

/// The record of a web page, by a profile of this content.
fn of_page(profile: &str, page: &str) -> Document {
    let profile = format!("id = \"tenken\"\ntitle = \"点検票\"\n{profile}");
    let options = Options::new("a.html", Profile::parse(&profile).unwrap());
    convert(page.as_bytes().to_vec(), &options).unwrap()
}

/// A field of a profile; what is said of it may follow.
fn field(key: &str, label: &str) -> String {
    format!("[[field]]\nkey = \"{key}\"\ntitle = \"{label}\"\nlabels = [\"{label}\"]\n")
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
        [
            "sheets",
            "contracts",
            "actions",
            "cells",
            "diagnostics",
            "uncertain"
        ]
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

/// No option has a mark, and the matrix has no header: neither is guessed, and no text is lost without a word.
#[test]
fn a_choice_without_a_mark_and_a_matrix_without_a_header_are_reported() {
    let found = document("tenken-r6.bare.pdf", profile());
    let sheet = serde_json::to_value(&found.sheets[0]).unwrap();
    assert_eq!(sheet["outlook"]["chosen"], serde_json::json!([]));
    assert_eq!(sheet["outlook"]["options"].as_array().unwrap().len(), 3);
    assert!(sheet.get("costs").is_none(), "{}", sheet["costs"]);
    let told = |code: &str, words: &str| {
        let mut all = found.diagnostics.iter();
        all.any(|d| d.code.as_str() == code && d.message.contains(words))
    };
    assert!(told("W217", "outlook"), "{:?}", found.diagnostics);
    assert!(told("W207", "1,050"), "{:?}", found.diagnostics);
}

/// Marks stand before their options or behind them, in brackets, or only at the one that is chosen.
#[test]
fn options_are_distinguished_wherever_their_marks_stand() {
    let profile = [
        "sheet.per = \"document\"\n",
        &field("name", "事業名"),
        &field("way", "方向性"),
        "type = \"choice\"\nmarks = [\"○\", \"■\"]\nopen = [\"□\"]\none = true\n",
    ]
    .concat();
    let chosen = |cells: &str| {
        let page = format!(
            "<table><tr><td>事業名</td><td colspan=8>花だん</td></tr><tr><td>方向性</td>{cells}</tr></table>"
        );
        let found = of_page(&profile, &page);
        assert!(codes(&found).is_empty(), "{cells}: {:?}", found.diagnostics);
        let sheet = serde_json::to_value(&found.sheets[0]).unwrap();
        let options = sheet["way"]["options"].as_array().unwrap().iter();
        let texts: Vec<_> = options.map(|option| option["text"].clone()).collect();
        assert_eq!(texts, ["拡充", "継続", "廃止"], "{cells}");
        sheet["way"]["chosen"].clone()
    };
    for cells in [
        "<td colspan=8>□拡充　■継続　□廃止",
        "<td colspan=8>拡充□　継続■　廃止□",
        "<td colspan=8>（　）拡充　（○）継続　（　）廃止",
        "<td colspan=8>（　）拡充（○）継続（　）廃止",
        "<td colspan=8>拡充　○継続　廃止",
        "<td><td>拡充<td>○<td>継続<td><td>廃止",
        "<td>拡充<td><td>継続<td>○<td>廃止<td>",
    ] {
        assert_eq!(chosen(cells), serde_json::json!(["継続"]), "{cells}");
    }
}

#[test]
fn the_year_over_or_under_a_title_is_that_of_the_sheet() {
    let profile = [
        "page.sheet_title = '^(?P<year>.*年度)?点検票$'\n",
        &field("name", "事業名"),
        "role = \"goal\"\n",
        &field("term", "期間"),
        "type = \"period\"\n",
    ]
    .concat();
    let sheet = |head: &str| {
        let table = "<table><tr><td>事業名<td>花だん<tr><td>期間<td>5月</table>";
        let found = of_page(&profile, &format!("{head}{table}"));
        let told = codes(&found).contains(&"W301");
        (serde_json::to_value(&found.sheets[0]).unwrap(), told)
    };
    for head in [
        "<p>令和6年度<p>点検票",
        "<p>点検票<p>（令和6年度）",
        "<p>点検票【令和6年度】",
    ] {
        let (sheet, told) = sheet(head);
        assert_eq!(
            (sheet["term_start"].as_str(), told),
            (Some("2024-05-01"), false),
            "{head}"
        );
    }
    let (sheet, told) = sheet("<p>点検票");
    assert_eq!((sheet["term_start"].as_str(), told), (None, true));
}

/// The cell below an empty value is that of the label next to it.
#[test]
fn an_empty_value_does_not_take_the_one_below() {
    let profile = [
        "sheet.per = \"document\"\n",
        &field("rating", "評価"),
        &field("section", "担当"),
        &field("result", "実績"),
    ]
    .concat();
    let page = "<table><tr><td>評価<td>A<td>担当<td></td></tr>\
                <tr><td>概要<td>実績<td colspan=2>12件の相談を受けた。</td></tr></table>";
    let found = of_page(&profile, page);
    let sheet = serde_json::to_value(&found.sheets[0]).unwrap();
    assert_eq!(
        [&sheet["rating"], &sheet["section"], &sheet["result"]],
        ["A", "", "12件の相談を受けた。"]
    );
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

/// The cell of a block's number has no rule below where the page's end cuts the block.
#[test]
fn a_block_cut_by_the_pages_end_keeps_its_number() {
    let record = serde_json::to_value(document("cut-blocks.weasyprint.pdf", profile())).unwrap();
    let blocks = record["sheets"][0]["actions"].as_array().unwrap();
    let numbers: Vec<&str> = blocks.iter().map(|b| b["no"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4"]);
    let cells = blocks[3]["results"].as_array().unwrap();
    let texts: Vec<&str> = cells.iter().map(|c| c["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["104", "204"]);
    assert_eq!(record["coverage"]["unmapped"], 0);
}

fn lists() -> Profile {
    Profile::parse(&std::fs::read_to_string(folder().join("shiomi-kurikoshi.toml")).unwrap())
        .unwrap()
}

#[test]
fn rows_under_a_header_that_lacks_a_column_are_read_by_the_one_before() {
    for name in ["lists.chromium.pdf", "lists.weasyprint.pdf"] {
        let found = document(name, lists());
        let record = serde_json::to_value(&found.sheets[0]).unwrap();
        let works = record["works"].as_array().unwrap();
        let cells = |key: &str| -> Vec<&str> {
            let cells = works.iter().map(|work| work[key].as_str().unwrap_or("-"));
            cells.collect()
        };
        let amounts = [
            "80,764", "1,744", "495", "9,080", "113,570", "51,430", "61,237",
        ];
        assert_eq!(cells("amount"), amounts, "{name}");
        let after = ["-", "-", "-", "-", "187,150", "56,100", "68,575"];
        assert_eq!(cells("amount_after"), after, "{name}");
        assert_eq!(
            cells("reason")[5],
            "工法の選定に時間を要したため。",
            "{name}"
        );
        assert_eq!(cells("budget")[0], "当初\n9月\n12月", "{name}");
        assert_eq!(cells("budget")[3], "11月専決\n12月", "{name}");
        let warnings = found
            .diagnostics
            .iter()
            .filter(|d| d.severity >= Severity::Warning);
        assert_eq!(warnings.count(), 0, "{name} {:?}", codes(&found));
        assert!(
            codes(&found).contains(&"W220"),
            "{name} {:?}",
            codes(&found)
        );
    }
}

#[test]
fn a_draft_from_a_folder_converts_every_document_of_it() {
    for producer in ["folder", "folder.weasyprint"] {
        a_draft_converts_every_document(&folder().join(producer));
    }
}

fn a_draft_converts_every_document(folder: &Path) {
    let work = tempfile::tempdir().unwrap();
    let draft = work.path().join("draft.toml");
    let run = |words: &[&std::ffi::OsStr]| {
        let mut command = common::juten();
        command.args(words).output().unwrap()
    };
    let propose = [
        "profiles".as_ref(),
        "--propose".as_ref(),
        folder.as_os_str(),
        "-o".as_ref(),
        draft.as_os_str(),
    ];
    assert!(run(&propose).status.success());
    let profile = Profile::parse(&std::fs::read_to_string(&draft).unwrap()).unwrap();
    for (n, values) in (1..).zip([
        [
            "11",
            "港まつり運営",
            "観光課",
            "平成5年度",
            "来場者が目標に近いため。",
            "来場者数",
        ],
        [
            "12",
            "図書館サービス",
            "図書館",
            "平成6年度",
            "貸出冊数が伸び悩んだため。",
            "貸出冊数",
        ],
        [
            "13",
            "防犯灯の整備",
            "市民安全課",
            "平成7年度",
            "要望の八割に応じたため。",
            "設置数",
        ],
    ]) {
        let bytes = std::fs::read(folder.join(format!("{n}.pdf"))).unwrap();
        let found = convert(bytes, &Options::new("draft", profile.clone())).unwrap();
        assert_eq!(found.sheets.len(), 1, "{n}");
        assert_eq!(
            found.sheets[0].fiscal_year.as_deref(),
            Some("平成23年度"),
            "{n}"
        );
        let mut texts = Vec::new();
        leaves(&serde_json::to_value(&found.sheets).unwrap(), &mut texts);
        for value in values {
            assert!(
                texts.iter().any(|text| text == value),
                "{n} {value} in {texts:?}"
            );
        }
        let options = texts.iter().find(|text| text.contains("おおむね達成"));
        let options = options.map(|text| text.lines().count());
        assert_eq!(options, Some(4), "{n}: each option is a line of {texts:?}");
    }
}

/// All texts of a record, but for those that no field claims.
fn leaves(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| leaves(value, out)),
        Value::Object(map) => {
            let claimed = map.iter().filter(|(key, _)| *key != "other");
            claimed.for_each(|(_, value)| leaves(value, out));
        }
        _ => {}
    }
}

/// The page about tables, choices and groups, in English and in Japanese.
const PAGES: [(&str, &str); 2] = [
    ("en", include_str!("../docs/profiles-tables.md")),
    ("ja", include_str!("../docs/profiles-tables.ja.md")),
];

/// The code blocks of a page in one language.
fn blocks(page: &'static str, language: &str) -> Vec<&'static str> {
    let fenced = page.split("```").skip(1).step_by(2);
    let blocks = fenced.filter_map(|block| block.split_once('\n'));
    blocks
        .filter(|(own, _)| *own == language)
        .map(|(_, block)| block)
        .collect()
}

#[test]
fn the_pages_lead_to_a_profile_that_reads_the_form() {
    for (language, page) in PAGES {
        page_leads_to_a_profile(language, page);
    }
}

fn page_leads_to_a_profile(language: &str, page: &'static str) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mine = blocks(page, "toml").join("\n");
    std::fs::write(at("mine.toml"), &mine).unwrap();
    std::fs::write(
        at("slip.toml"),
        mine.replacen("after = \"outlook\"", "after = \"outlok\"", 1),
    )
    .unwrap();
    std::fs::copy(self::folder().join(PRODUCERS[0]), at("form.pdf")).unwrap();
    std::fs::create_dir(at("folder")).unwrap();
    for name in ["1.pdf", "2.pdf", "3.pdf"] {
        let from = self::folder().join("folder").join(name);
        std::fs::copy(from, at("folder").join(name)).unwrap();
    }
    let of_page = document(PRODUCERS[0], Profile::parse(&mine).unwrap());
    assert_eq!(of_page.sheets, document(PRODUCERS[0], profile()).sheets);
    for step in blocks(page, "console")
        .iter()
        .flat_map(|block| block.split("$ juten ").skip(1))
    {
        let (command, shown) = step.split_once('\n').unwrap();
        let output = common::juten()
            .args(command.split(' '))
            .env("JUTEN_LANG", language)
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
            command.contains("slip.toml") != output.status.success(),
            "{command}\n{said}"
        );
    }
}

/// Two tables in one grid whose rows do not align, with the labels of fields below one of them. The heading above the
/// left one gives the unit of that one alone; the right one has a column of units.
#[test]
fn tables_side_by_side_keep_their_rows_and_units() {
    let profile = std::fs::read_to_string(folder().join("shiomi-shihyo.toml")).unwrap();
    for name in ["side.chromium.pdf", "side.weasyprint.pdf"] {
        let found = document(name, Profile::parse(&profile).unwrap());
        assert_eq!(codes(&found), Vec::<&str>::new(), "{name}");
        let record = serde_json::to_value(&found).unwrap();
        assert_eq!(record["coverage"]["unmapped"], 0, "{name}");
        let sheet = &record["sheets"][0];
        let indicators = sheet["indicators"].as_array().unwrap();
        let figures: Vec<_> = indicators
            .iter()
            .map(|row| {
                [
                    "indicator",
                    "unit",
                    "before_value",
                    "expected_value",
                    "actual_value",
                    "actual_unit",
                ]
                .map(|key| row[key].to_string().replace('"', ""))
            })
            .collect();
        assert_eq!(
            figures,
            [
                ["相談の件数", "件", "412", "450", "468", "件"],
                ["講座の参加者", "人", "96", "100", "88", "人"],
            ],
            "{name}"
        );
        let costs = sheet["costs"].as_array().unwrap();
        let staff: Vec<_> = costs
            .iter()
            .filter(|cell| cell["row_key"] == "staff")
            .map(|cell| {
                (
                    cell["text"].as_str().unwrap(),
                    cell["value"].as_i64().unwrap(),
                )
            })
            .collect();
        let want = [
            ("3,100", 3_100_000),
            ("3,150", 3_150_000),
            ("3,140", 3_140_000),
        ];
        assert_eq!(staff, want, "{name}");
        assert_eq!(costs.len(), 15, "{name}");
        let reasons =
            ["achievement_reason", "efficiency_reason"].map(|key| sheet[key].as_str().unwrap());
        assert_eq!(
            reasons,
            [
                "相談は増えたが、講座の参加者が見込みに届かなかったため。",
                "窓口を一つにまとめ、職員の時間を減らしたため。"
            ],
            "{name}"
        );
    }
}

/// Columns whose header names the year: the same profile reads another year's form, and one that lacks a column.
#[test]
fn columns_are_known_by_the_year_of_their_header() {
    let profile = r#"
        id = "years"
        title = "汐見市 指標一覧"
        [page]
        sheet_title = '^(?P<year>\S*?年度)指標一覧$'
        [[table]]
        key = "indicators"
        title = "指標"
        kind = "rows"
        [[table.column]]
        key = "indicator"
        title = "指標"
        labels = ["指標"]
        [[table.column]]
        key = "before"
        title = "前年度実績"
        patterns = ['^(?P<year>\S+年度)実績$']
        year_offset = -1
        optional = true
        [[table.column]]
        key = "actual"
        title = "実績"
        patterns = ['^(?P<year>\S+年度)実績$']
        year_offset = 0
        [[table.column]]
        key = "aim"
        title = "最終目標"
        patterns = ['^(?P<year>\S+年度)目標$']
    "#;
    let read = |text: &str| {
        let options = Options::new("a.csv", Profile::parse(profile).unwrap());
        let record = serde_json::to_value(convert(text.as_bytes().to_vec(), &options).unwrap());
        let record = record.unwrap();
        assert_eq!(record["coverage"]["unmapped"], 0, "{record}");
        let row = &record["sheets"][0]["indicators"][0];
        ["before", "actual", "aim"].map(|key| row[key].as_str().map(str::to_owned))
    };
    let row = |texts: [&str; 3]| texts.map(|t| Some(t.to_owned()));
    assert_eq!(
        read("令和５年度指標一覧,,,\n指標,R4年度実績,R5年度実績,R9年度目標\n講座の数,27,31,40\n"),
        row(["27", "31", "40"])
    );
    assert_eq!(
        read("令和２年度指標一覧,,,\n指標,元年度実績,２年度実績,R9年度目標\n講座の数,27,31,40\n"),
        row(["27", "31", "40"])
    );
    assert_eq!(
        read("令和５年度指標一覧,,\n指標,R5年度実績,R9年度目標\n講座の数,31,40\n"),
        [None, Some("31".to_owned()), Some("40".to_owned())]
    );
}

/// A draft from one year's documents reads the next year's, whose columns are one year on.
#[test]
fn a_draft_reads_the_form_of_the_year_after() {
    let of = |year: u32, name: &str, figures: [&str; 3]| {
        let [before, actual, aim] = figures;
        format!(
            "令和{year}年度指標一覧表,,,\n所管課,{name}課,,\n指標の内容,R{}年度実績,R{year}年度実績,R9年度目標\n{name}の件数,{before},{actual},{aim}\n{name}の割合,{actual},{aim},{before}\n",
            year - 1
        )
    };
    let work = tempfile::tempdir().unwrap();
    for (name, figures) in [
        ("環境", ["27", "31", "40"]),
        ("福祉", ["5", "6", "8"]),
        ("観光", ["120", "133", "150"]),
    ] {
        std::fs::write(
            work.path().join(format!("{name}.csv")),
            of(5, name, figures),
        )
        .unwrap();
    }
    let draft = work.path().join("draft.toml");
    let mut command = common::juten();
    command
        .args(["profiles", "--propose"])
        .arg(work.path())
        .arg("-o")
        .arg(&draft);
    let done = command.output().unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let toml = std::fs::read_to_string(&draft).unwrap();
    assert!(toml.contains("year_offset = -1"), "{toml}");
    let profile = Profile::parse(&toml).unwrap();
    let next = of(6, "福祉", ["7", "9", "8"]);
    let found = convert(next.into_bytes(), &Options::new("next.csv", profile)).unwrap();
    let record = serde_json::to_value(&found).unwrap();
    let row = record["sheets"][0]
        .as_object()
        .unwrap()
        .values()
        .find_map(|value| value.get(0)?.as_object())
        .unwrap();
    let texts: Vec<&str> = row.values().filter_map(Value::as_str).collect();
    assert_eq!(texts, ["福祉の件数", "7", "9", "8"], "{record}");
    assert!(!codes(&found).contains(&"W206"), "{record}");
}
