//! A record in which every optional part is present, for the tests of this module.

#![allow(clippy::unwrap_used)]

use indexmap::IndexMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::geometry::Rect;
use crate::model::*;
use crate::profile::Profile;

pub(crate) fn profile() -> Profile {
    Profile::builtin("ueda-juten").unwrap()
}

pub(crate) fn document() -> Document {
    Document {
        format: FORMAT.to_owned(),
        format_version: FORMAT_VERSION.to_owned(),
        profile: "ueda-juten".to_owned(),
        source: source(),
        document: info(),
        sheets: vec![sheet()],
        coverage: Coverage {
            characters: 10,
            mapped: 6,
            labels: 2,
            furniture: 1,
            unmapped: 1,
        },
        diagnostics: diagnostics(),
        provenance: Some(IndexMap::from([(
            "/sheets/0/goal".to_owned(),
            vec![
                Origin {
                    page: 2,
                    bbox: Some(Rect::new(1.0, 2.0, 3.0, 4.0)),
                    cell: None,
                    line: None,
                    column: None,
                },
                Origin {
                    page: 1,
                    bbox: None,
                    cell: Some("総務部!C12".to_owned()),
                    line: Some(3),
                    column: Some(1),
                },
            ],
        )])),
        uncertain: vec![
            Uncertain {
                path: "/sheets/0/goal".to_owned(),
                confidence: 0.5,
                characters: vec![Doubt {
                    at: 0,
                    read: "大".to_owned(),
                    second: Some("太".to_owned()),
                }],
            },
            Uncertain {
                path: "/sheets/0/items/0/title".to_owned(),
                confidence: 0.0,
                characters: Vec::new(),
            },
        ],
        corrections: vec![Corrected {
            path: "/sheets/0/department".to_owned(),
            from: "総務郡".into(),
            to: "総務部".into(),
            by: Some("総務課".to_owned()),
        }],
    }
}

fn source() -> Source {
    Source {
        name: "somu.pdf".to_owned(),
        sha256: "0123456789abcdef".repeat(4),
        media_type: "application/pdf".to_owned(),
        bytes: 1234,
        pages: 3,
        producer: Some("Excel".to_owned()),
        ocr: Some(Default::default()),
    }
}

fn info() -> DocumentInfo {
    DocumentInfo {
        id: "d0123456789abcdef".to_owned(),
        municipality: Some(crate::municipality::parse("202037:上田市:長野県").unwrap()),
        department: Some("総務部".to_owned()),
        fiscal_year: Some("令和2年度".to_owned()),
        fiscal_year_start: Some("2020-04-01".to_owned()),
        fiscal_year_end: Some("2021-03-31".to_owned()),
        goals: vec![
            Goal {
                no: 1,
                title: "防災力の向上".to_owned(),
                department: None,
            },
            Goal {
                no: 1,
                title: "財政の健全化".to_owned(),
                department: Some("財政部".to_owned()),
            },
        ],
    }
}

fn sheet() -> Sheet {
    Sheet {
        priority: Some(1),
        goal: Some("防災力の向上".to_owned()),
        department: Some("総務部".to_owned()),
        fiscal_year: Some("令和2年度".to_owned()),
        pages: vec![2, 3],
        fields: IndexMap::from([
            (
                "comprehensive_plan".to_owned(),
                FieldValue::Text("第2編".to_owned()),
            ),
            (
                "creation_strategy".to_owned(),
                parts(&[("strategy", ""), ("measure_system", "")]),
            ),
            (
                "current_issues".to_owned(),
                FieldValue::Text("一行目\n二行目".to_owned()),
            ),
            (
                "special_notes".to_owned(),
                parts(&[("participation", "「声」, \"広報\"")]),
            ),
        ]),
        items: vec![item_with_measures(), item_without_measures()],
        other: labelled("SDGs", "11"),
    }
}

fn parts(parts: &[(&str, &str)]) -> FieldValue {
    FieldValue::Parts(texts(parts))
}

fn texts(texts: &[(&str, &str)]) -> IndexMap<String, String> {
    texts
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
        .collect()
}

fn labelled(label: &str, text: &str) -> Vec<Labelled> {
    vec![Labelled {
        label: label.to_owned(),
        text: text.to_owned(),
    }]
}

fn item_with_measures() -> Item {
    Item {
        no: 1,
        marker: "①".to_owned(),
        title: "体制の強化".to_owned(),
        cells: texts(&[
            ("initiative", "○体制の強化\n(1) 整備"),
            ("final", "57組織\n(5) 検証"),
        ]),
        measures: vec![measure()],
        common: texts(&[("final", "57組織")]),
        unaligned: IndexMap::from([(
            "final".to_owned(),
            vec![
                Part {
                    marker: "(5)".to_owned(),
                    text: "検証".to_owned(),
                },
                Part {
                    marker: "(6)".to_owned(),
                    text: "公表".to_owned(),
                },
            ],
        )]),
        refers_to: texts(&[("final", "interim")]),
        dates: IndexMap::new(),
        figures: Vec::new(),
        other: labelled("担当課", "危機管理課"),
    }
}

fn measure() -> Measure {
    let value = |v: &str| Some(v.to_owned());
    Measure {
        no: 1,
        marker: "(1)".to_owned(),
        title: "整備".to_owned(),
        details: vec!["収集".to_owned(), "伝達".to_owned()],
        values: IndexMap::from([
            ("period".to_owned(), value("令和3年度末")),
            ("period_start".to_owned(), None),
            ("period_end".to_owned(), value("2022-03-31")),
            ("target".to_owned(), value("=SUM(A1)")),
            ("interim".to_owned(), value("-5")),
            ("final".to_owned(), value("")),
        ]),
        refers_to: texts(&[("final", "interim")]),
        figures: vec![Figure {
            field: "target".to_owned(),
            text: "約11,721千円".to_owned(),
            value: serde_json::Number::from(11_721_000),
            unit: "円".to_owned(),
            qualifier: Some("約".to_owned()),
        }],
    }
}

fn item_without_measures() -> Item {
    Item {
        no: 2,
        marker: String::new(),
        title: "訓練".to_owned(),
        cells: texts(&[("initiative", "訓練\n通年で行う"), ("target", "3回")]),
        measures: vec![],
        common: texts(&[("initiative", "通年で行う"), ("target", "3回")]),
        unaligned: IndexMap::new(),
        refers_to: IndexMap::new(),
        dates: texts(&[("period_end", "2021-12-31")]),
        figures: vec![Figure {
            field: "target".to_owned(),
            text: "3回".to_owned(),
            value: 3.into(),
            unit: "回".to_owned(),
            qualifier: None,
        }],
        other: vec![],
    }
}

fn diagnostics() -> Vec<Diagnostic> {
    let mut boxed =
        Diagnostic::new(Code::Unmapped, "1 character belongs to no field: 他").on_page(2);
    boxed.bbox = Some(Rect::new(10.1, 20.25, 30.0, 40.0));
    vec![
        Diagnostic::new(Code::Unaligned, "no measure (5)").at_path("/sheets/0/items/0"),
        boxed,
    ]
}
