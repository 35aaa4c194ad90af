//! The tables that do not belong to sheets: goals, diagnostics and uncertain values.

use super::columns::{
    column, document_id, fiscal_year, fiscal_year_start, municipality, seq, source_name,
};
use super::of::{of_diagnostic, of_doubt, of_goal, of_uncertain};
use super::{Column, Kind, Table, Value, rows};
use crate::profile::{Profile, Role};

pub(super) fn goals(profile: &Profile) -> Table {
    let goal = profile.role_title(Role::Goal);
    let mut columns = vec![document_id(), seq("順", "一覧での順番（1から）")];
    columns.extend(municipality());
    columns.push(column(
        "department",
        profile.role_title(Role::Department),
        "表紙に記載の部局名",
        Kind::Text,
        |row| {
            let own = row.goal.and_then(|g| g.department.as_deref());
            own.or(row.document.document.department.as_deref()).into()
        },
    ));
    columns.extend([fiscal_year(), fiscal_year_start()]);
    columns.push(
        of_goal(
            "no",
            "順位",
            &format!("{goal}の番号"),
            Kind::Integer,
            |g| g.no.into(),
        )
        .always(),
    );
    columns.push(of_goal(
        "title",
        goal,
        &format!("{goal}の名称"),
        Kind::Text,
        |g| g.title.as_str().into(),
    ));
    Table {
        name: "goals".into(),
        title: format!("{goal}一覧"),
        description: format!("1行が表紙の{goal}一覧の1件。"),
        columns,
        key: &["document_id", "seq"],
        parent: None,
        rows: Box::new(rows::goals),
    }
}

pub(super) fn diagnostics() -> Table {
    let mut columns = vec![
        document_id(),
        seq("順", "一覧での順番（1から）"),
        source_name(),
    ];
    columns.extend(diagnostic());
    columns.extend([
        edge("x0", "左端", |b| b[0]),
        edge("y0", "上端", |b| b[1]),
        edge("x1", "右端", |b| b[2]),
        edge("y1", "下端", |b| b[3]),
    ]);
    Table {
        name: "diagnostics".into(),
        title: "変換時の注意".to_owned(),
        description: "1行が変換時の注意1件。".to_owned(),
        columns,
        key: &["document_id", "seq"],
        parent: None,
        rows: Box::new(rows::diagnostics),
    }
}

fn diagnostic() -> [Column; 5] {
    [
        of_diagnostic(
            "code",
            "コード",
            "内容を示すコード",
            Kind::Text,
            |d| d.code.as_str().into(),
        )
        .always(),
        of_diagnostic(
            "severity",
            "重要度",
            "note（参考）又は warning（注意）",
            Kind::Text,
            |d| d.severity.as_str().into(),
        )
        .always(),
        of_diagnostic(
            "message",
            "内容",
            "説明（英語の1文）",
            Kind::Text,
            |d| d.message.as_str().into(),
        )
        .always(),
        of_diagnostic(
            "path",
            "位置",
            "対象となるレコードの部分（JSON Pointer）",
            Kind::Text,
            |d| d.path.as_deref().into(),
        ),
        of_diagnostic(
            "page",
            "ページ",
            "ページ（1から）",
            Kind::Integer,
            |d| d.page.into(),
        ),
    ]
}

fn edge(name: &'static str, title: &'static str, pick: fn([f32; 4]) -> f32) -> Column {
    let description = "ページ上の枠の端（左上からのポイント数）";
    column(name, title, description, Kind::Number, move |row| {
        let bbox = row.diagnostic.and_then(|d| d.bbox);
        bbox.map_or(Value::Empty, |b| decimal(pick(b.into())))
    })
}

pub(super) fn uncertain() -> Table {
    let mut columns = vec![
        document_id(),
        seq("順", "一覧での順番（1から）"),
        source_name(),
    ];
    columns.extend(doubt());
    Table {
        name: "uncertain".into(),
        title: "不確かな値".to_owned(),
        description: "1行がスキャンの文字認識で確信度が低かった1文字。元のページで確認する値の一覧。空欄だが読み落としたおそれのある値は、文字のない1行になる。".to_owned(),
        columns,
        key: &["document_id", "seq"],
        parent: None,
        rows: Box::new(rows::uncertain),
    }
}

fn doubt() -> [Column; 5] {
    [
        of_uncertain(
            "path",
            "位置",
            "対象となるレコードの値（JSON Pointer）",
            Kind::Text,
            |value| value.path.as_str().into(),
        )
        .always(),
        of_uncertain(
            "confidence",
            "確信度",
            "値の中で最も不確かな文字の確信度（0から1）",
            Kind::Number,
            |value| decimal(value.confidence),
        )
        .always(),
        of_doubt(
            "at",
            "文字位置",
            "値の中での文字の位置（0から）",
            Kind::Integer,
            |doubt| doubt.at.into(),
        ),
        of_doubt(
            "read",
            "読み取った文字",
            "読み取った文字",
            Kind::Text,
            |doubt| doubt.read.as_str().into(),
        ),
        of_doubt(
            "second",
            "次の候補",
            "次に可能性の高い文字",
            Kind::Text,
            |doubt| doubt.second.as_deref().into(),
        ),
    ]
}

/// A number, formatted as `f32`: as `f64` one rounded to hundredths would show its binary error.
fn decimal(number: f32) -> Value<'static> {
    number
        .to_string()
        .parse()
        .map_or(Value::Empty, Value::Number)
}
