//! The six tables.

use super::columns::{
    column, document_id, field, fiscal_year, fiscal_year_end, fiscal_year_start, item_cell,
    item_heading, item_seq, labelled, measure_part, municipality, seq, sheet_heading, sheet_seq,
    source_name,
};
use super::{Column, Kind, Row, Table, Value, rows};
use crate::diagnostics::Diagnostic;
use crate::model::{Figure, Goal, Measure};
use crate::profile::{ColumnRole, Profile};

pub(super) fn all(profile: &Profile) -> Vec<Table> {
    vec![
        measures(profile),
        items(profile),
        sheets(profile),
        figures(profile),
        goals(),
        diagnostics(),
    ]
}

fn measures(profile: &Profile) -> Table {
    let mut columns = vec![document_id(), sheet_seq(), item_seq()];
    columns.extend(municipality());
    columns.extend(sheet_heading(profile));
    columns.extend(item_heading());
    columns.push(measure_no());
    columns.extend(measure_heading(profile));
    let further = profile
        .columns
        .iter()
        .filter(|c| c.role != Some(ColumnRole::Measures));
    columns.extend(further.flat_map(measure_part));
    Table {
        name: "measures",
        title: "具体的な取組",
        description: "A row is a measure with its item, sheet and document; an item without measures has one row without measure_no.",
        columns,
        key: &["document_id", "sheet_seq", "item_seq", "measure_no"],
        parent: Some("items"),
        rows: rows::measures,
    }
}

fn measure_no() -> Column {
    of_measure(
        "measure_no",
        "取組番号",
        "Number of the measure's marker; empty for an item without measures",
        Kind::Integer,
        |measure| measure.no.into(),
    )
}

fn measure_heading(profile: &Profile) -> [Column; 3] {
    let role = Some(ColumnRole::Measures);
    let own = profile.columns.iter().find(|c| c.role == role);
    let key = own.map(|c| c.key.clone()).unwrap_or_default();
    [
        of_measure(
            "marker",
            "取組記号",
            "The measure's marker as written, for example (1)",
            Kind::Text,
            |measure| measure.marker.as_str().into(),
        ),
        of_measure(
            "title",
            "取組名",
            "Text of the measure's first line",
            Kind::Text,
            |measure| measure.title.as_str().into(),
        ),
        column(
            "details",
            "取組内容",
            "Sub-points of the measure, each on a line of its own; of an item without measures, its common text",
            Kind::Text,
            move |row| match (row.measure, row.item) {
                (Some(measure), _) => measure.details.join("\n").into(),
                (None, item) => {
                    let common = item.and_then(|i| i.common.get(&key));
                    common.map(String::as_str).into()
                }
            },
        ),
    ]
}

fn items(profile: &Profile) -> Table {
    let mut columns = vec![document_id(), sheet_seq(), item_seq()];
    columns.extend(sheet_heading(profile));
    columns.extend(item_heading());
    columns.extend(profile.columns.iter().flat_map(item_cell));
    columns.push(column(
        "item_other",
        "その他の欄",
        "Texts in columns that the profile does not know, one `label: text` a line",
        Kind::Text,
        |row| row.item.map(|i| labelled(&i.other)).into(),
    ));
    Table {
        name: "items",
        title: "取組項目",
        description: "A row is an item with its whole cells, its common texts and the parts that no measure owns.",
        columns,
        key: &["document_id", "sheet_seq", "item_seq"],
        parent: Some("sheets"),
        rows: rows::items,
    }
}

fn sheets(profile: &Profile) -> Table {
    let mut columns = vec![document_id(), sheet_seq(), source_name()];
    columns.extend(municipality());
    columns.extend(sheet_heading(profile));
    columns.push(fiscal_year_end());
    columns.push(column(
        "pages",
        "ページ",
        "Pages that the sheet stands on, separated by spaces",
        Kind::Text,
        |row| row.sheet.map(|s| numbers(&s.pages)).into(),
    ));
    let cells = profile.fields.iter().filter(|f| f.role.is_none());
    columns.extend(cells.flat_map(field));
    columns.push(column(
        "other",
        "その他の欄",
        "Labelled cells that the profile does not know, one `label: text` a line",
        Kind::Text,
        |row| row.sheet.map(|s| labelled(&s.other)).into(),
    ));
    Table {
        name: "sheets",
        title: "重点目標管理シート",
        description: "A row is a sheet: one goal of one department in one year.",
        columns,
        key: &["document_id", "sheet_seq"],
        parent: None,
        rows: rows::sheets,
    }
}

fn numbers(pages: &[u32]) -> String {
    let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
    pages.join(" ")
}

fn figures(profile: &Profile) -> Table {
    let mut columns = vec![document_id(), sheet_seq(), item_seq()];
    columns.extend(sheet_heading(profile));
    columns.extend(item_heading());
    columns.push(measure_no().always());
    columns.push(seq(
        "数値順",
        "Position of the figure in the measure, from 1",
    ));
    columns.extend(figure());
    Table {
        name: "figures",
        title: "数値",
        description: "A row is a number with its unit, as written in a measure.",
        columns,
        key: &["document_id", "sheet_seq", "item_seq", "measure_no", "seq"],
        parent: Some("measures"),
        rows: rows::figures,
    }
}

fn figure() -> [Column; 5] {
    [
        of_figure(
            "field",
            "欄",
            "Key of the column that it stands in",
            Kind::Text,
            |f| f.field.as_str().into(),
        )
        .always(),
        of_figure("text", "表記", "The figure as written", Kind::Text, |f| {
            f.text.as_str().into()
        })
        .always(),
        of_figure(
            "value",
            "値",
            "The number, scaled to the unit",
            Kind::Number,
            |f| Value::Number(f.value.clone()),
        )
        .always(),
        of_figure(
            "unit",
            "単位",
            "The unit; empty for a bare number",
            Kind::Text,
            |f| f.unit.as_str().into(),
        ),
        of_figure(
            "qualifier",
            "限定",
            "約, 以上, 以下, 未満 and the like, where written",
            Kind::Text,
            |f| f.qualifier.as_deref().into(),
        ),
    ]
}

fn goals() -> Table {
    let mut columns = vec![document_id(), seq("順", "Position in the list, from 1")];
    columns.extend(municipality());
    columns.push(column(
        "department",
        "部局名",
        "Department of the cover",
        Kind::Text,
        |row| {
            let own = row.goal.and_then(|g| g.department.as_deref());
            own.or(row.document.document.department.as_deref()).into()
        },
    ));
    columns.extend([fiscal_year(), fiscal_year_start()]);
    columns.push(
        of_goal("no", "順位", "Number of the goal", Kind::Integer, |g| {
            g.no.into()
        })
        .always(),
    );
    columns.push(of_goal(
        "title",
        "重点目標",
        "The goal",
        Kind::Text,
        |g| g.title.as_str().into(),
    ));
    Table {
        name: "goals",
        title: "重点目標一覧",
        description: "A row is a line of the cover's list of goals.",
        columns,
        key: &["document_id", "seq"],
        parent: None,
        rows: rows::goals,
    }
}

fn diagnostics() -> Table {
    let mut columns = vec![
        document_id(),
        seq("順", "Position in the list, from 1"),
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
        name: "diagnostics",
        title: "変換時の注意",
        description: "A row is something that a reader of the record should know.",
        columns,
        key: &["document_id", "seq"],
        parent: None,
        rows: rows::diagnostics,
    }
}

fn diagnostic() -> [Column; 5] {
    [
        of_diagnostic("code", "コード", "What happened", Kind::Text, |d| {
            d.code.as_str().into()
        })
        .always(),
        of_diagnostic(
            "severity",
            "重要度",
            "note or warning",
            Kind::Text,
            |d| d.severity.as_str().into(),
        )
        .always(),
        of_diagnostic(
            "message",
            "内容",
            "One sentence, in English",
            Kind::Text,
            |d| d.message.as_str().into(),
        )
        .always(),
        of_diagnostic(
            "path",
            "位置",
            "JSON Pointer of the part of the record that it speaks of",
            Kind::Text,
            |d| d.path.as_deref().into(),
        ),
        of_diagnostic("page", "ページ", "Page, from 1", Kind::Integer, |d| {
            d.page.into()
        }),
    ]
}

fn edge(name: &'static str, title: &'static str, pick: fn([f32; 4]) -> f32) -> Column {
    let description = "Edge of the box on the page, in points from its top left corner";
    column(name, title, description, Kind::Number, move |row| {
        let bbox = row.diagnostic.and_then(|d| d.bbox);
        bbox.map_or(Value::Empty, |b| point(pick(b.into())))
    })
}

/// Formatted as `f32`: as `f64` the hundredths that the record is rounded to would show their binary tail.
fn point(edge: f32) -> Value<'static> {
    edge.to_string().parse().map_or(Value::Empty, Value::Number)
}

macro_rules! column_of {
    ($name:ident, $part:ident, $type:ty) => {
        fn $name<F>(name: &str, title: &str, description: &str, kind: Kind, value: F) -> Column
        where
            F: for<'a> Fn(&'a $type) -> Value<'a> + Send + Sync + 'static,
        {
            column(name, title, description, kind, move |row: &Row<'_>| {
                row.$part.map_or(Value::Empty, &value)
            })
        }
    };
}

column_of!(of_measure, measure, Measure);
column_of!(of_figure, figure, Figure);
column_of!(of_goal, goal, Goal);
column_of!(of_diagnostic, diagnostic, Diagnostic);
