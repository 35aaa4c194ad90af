#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::normalize::{Mode, normalize};
use crate::{Options, convert, read};

/// A profile that knows no word of the fixtures except the suffix of a department's name, so that shapes alone decide.
const STRANGER: &str = r#"
id = "stranger"
title = "stranger"
[page]
cover_department = '^\S+部$'
[[field]]
key = "goal"
title = "g"
role = "goal"
labels = ["ねらい目"]
[[column]]
key = "c"
title = "c"
role = "measures"
labels = ["すること"]
"#;

fn bytes(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/");
    std::fs::read(format!("{folder}{name}")).expect(name)
}

fn findings(name: &str, hints: &Profile) -> Findings {
    let options = Options::new(name, hints.clone());
    let mut content = read(bytes(name), &options.reading).unwrap().content;
    normalize(&mut content, Mode::Standard);
    super::findings(&content, hints)
}

fn builtin() -> Profile {
    Profile::builtin("ueda-juten").unwrap()
}

fn texts<'a>(labels: impl IntoIterator<Item = &'a Label>) -> Vec<&'a str> {
    labels.into_iter().map(|l| l.found.text.as_str()).collect()
}

#[test]
fn what_a_form_shows_is_found() {
    let found = findings("other-city/shiomi-r5.pdf", &builtin());
    let labels = [
        "担当部門",
        "責任者",
        "整理番号",
        "テーマ",
        "上位計画",
        "背景とねらい",
        "次年度への申し送り",
    ];
    assert_eq!(texts(&found.labels), labels);
    assert_eq!(texts(&found.labels[4].parts), ["基本構想", "分野別計画"]);
    assert_eq!(texts(&found.rare), ["協働の相手"]);
    let stands: Vec<Stands> = found.labels.iter().map(|l| l.stands).collect();
    assert_eq!(
        stands[1..6],
        [
            Stands::InLine,
            Stands::Beside,
            Stands::Beside,
            Stands::Beside,
            Stands::Above
        ]
    );
    let roles: Vec<_> = found
        .columns
        .iter()
        .filter_map(|c| Some((c.key.as_str(), c.role?)))
        .collect();
    let want = [
        ("number", ColumnRole::Number),
        ("column_2", ColumnRole::Title),
        ("column_3", ColumnRole::Measures),
        ("period", ColumnRole::Period),
    ];
    assert_eq!(roles, want);
    assert_eq!((found.sheets, found.rows), (3, 5));
    assert_eq!(found.markers, [(Style::Kana, 20)]);
    assert_eq!(found.departments(), ["環境共生部", "子ども未来部"]);
    let title = found.sheet_title.unwrap();
    assert_eq!(title.years, ["令和5年度"]);
    assert_eq!(title.pattern, r"^(?P<year>\S*?年度)組織運営シート$");
}

#[test]
fn places_are_told() {
    let found = findings("other-city/shiomi-r5.pdf", &builtin());
    let pages = |found: &Found| found.spots.iter().map(|s| s.page).collect::<Vec<_>>();
    for label in &found.labels {
        assert_eq!(pages(&label.found), [1, 2, 3], "{}", label.found.text);
        assert!(label.found.spots.iter().all(|s| s.bbox.width() > 1.0));
    }
    assert!(found.columns.iter().all(|c| pages(&c.found) == [1, 2, 3]));
}

/// A profile proposed for a file must find the sheets, items and measures that the file's own profile finds, and leave
/// nothing unmapped, whether the hints know the form or not.
#[test]
fn a_proposal_reads_the_form_that_it_is_made_from() {
    for name in [
        "somu-r2.calc-ipaex.pdf",
        "somu-r2.txt",
        "zaisei-r1.weasyprint.vertical_labels.pdf",
        "fukushi-r3.reportlab-ttf.no_inner_verticals.pdf",
        "quirks/departments-running.pdf",
        "quirks/extra_fields-three_pages_open-two_level.pdf",
        "quirks/kana-overhang.pdf",
        "quirks/rotate270-crop-bold4.pdf",
    ] {
        let count = |profile: Profile| {
            let document = convert(bytes(name), &Options::new(name, profile)).unwrap();
            let items = || document.sheets.iter().flat_map(|s| &s.items);
            let measures = items().map(|i| i.measures.len()).sum::<usize>();
            let unmapped = document.coverage.unmapped;
            (document.sheets.len(), items().count(), measures, unmapped)
        };
        let want = count(builtin());
        for hints in [builtin(), Profile::parse(STRANGER).unwrap()] {
            let proposed = findings(name, &hints).profile_toml("proposed");
            let profile = Profile::parse(&proposed).expect(name);
            assert_eq!(count(profile), want, "{name} by {}:\n{proposed}", hints.id);
        }
    }
}

#[test]
fn a_proposal_of_nothing_loads_all_the_same() {
    let toml = Findings::default().profile_toml("nothing");
    assert_eq!(Profile::parse(&toml).unwrap().id, "nothing");
}

#[test]
fn what_a_document_says_cannot_break_the_toml() {
    let evil = "a'''b\"\"\"\\ \n[[field]]\u{7f}";
    let found = Found {
        text: evil.to_owned(),
        spots: Vec::new(),
    };
    let findings = Findings {
        labels: vec![Label {
            found: found.clone(),
            stands: Stands::Beside,
            values: vec![evil.to_owned()],
            parts: Vec::new(),
            key: "field_1".to_owned(),
            role: Some(Role::Goal),
        }],
        rare: Vec::new(),
        columns: vec![Column {
            found: found.clone(),
            values: vec![evil.to_owned()],
            key: "column_1".to_owned(),
            role: Some(ColumnRole::Measures),
        }],
        headings: vec![found],
        ..Findings::default()
    };
    let profile = Profile::parse(&findings.profile_toml("evil")).unwrap();
    assert_eq!(profile.fields[0].labels, [evil]);
}
