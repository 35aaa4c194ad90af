//! The tables of sheets, items, measures and figures.

use super::columns::{
    column, department, document_id, fiscal_year, fiscal_year_end, fiscal_year_start, item_heading,
    item_seq, measure_seq, municipality, priority_and_goal, seq, sheet_heading, sheet_seq,
    source_name,
};
use super::form::{field, item_cell, labelled, measure_part};
use super::lists::{diagnostics, goals, uncertain};
use super::of::{of_figure, of_item, of_measure, of_sheet};
use super::{Column, Kind, Table, Value, rows, shaped};
use crate::profile::{ColumnRole, Profile, Role};

pub(super) fn all(profile: &Profile) -> Vec<Table> {
    let mut all = match profile.has_items() {
        true => vec![
            measures(profile),
            items(profile),
            sheets(profile),
            figures(profile),
            goals(profile),
        ],
        false => vec![sheets(profile)],
    };
    all.extend(shaped::tables(profile));
    all.extend([diagnostics(), uncertain()]);
    all
}

pub(super) fn measures(profile: &Profile) -> Table {
    let mut columns = vec![document_id(), sheet_seq(), item_seq(), measure_seq()];
    columns.extend(municipality());
    columns.extend(sheet_heading(profile));
    columns.extend(item_heading());
    columns.push(measure_no());
    columns.extend(measure_heading(profile));
    columns.extend(profile.parted_columns().flat_map(measure_part));
    Table {
        name: "measures".into(),
        title: "具体的な取組".to_owned(),
        description: "1行が一つの具体的な取組（取組項目・シート・文書の情報を含む）。取組に分かれていない項目は、measure_seq が 0 の1行になる。".to_owned(),
        columns,
        key: &["document_id", "sheet_seq", "item_seq", "measure_seq"],
        parent: Some("items"),
        rows: Box::new(rows::measures),
    }
}

fn measure_no() -> Column {
    of_measure(
        "measure_no",
        "取組番号",
        "取組の記号が示す番号。取組に分かれない項目は空",
        Kind::Integer,
        |measure| measure.no.into(),
    )
}

fn measure_heading(profile: &Profile) -> [Column; 3] {
    let own = profile.column_of(ColumnRole::Measures);
    let own = own.and_then(|n| profile.columns.get(n));
    let key = own.map(|c| c.key.clone()).unwrap_or_default();
    [
        of_measure(
            "marker",
            "取組記号",
            "記載のままの取組の記号（例: (1)）",
            Kind::Text,
            |measure| measure.marker.as_str().into(),
        ),
        of_measure(
            "title",
            "取組名",
            "取組の最初の行の文",
            Kind::Text,
            |measure| measure.title.as_str().into(),
        ),
        column(
            "details",
            "取組内容",
            "取組の細目（1行に一つ）。取組に分かれない項目では項目全体の文",
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
    columns.extend(profile.text_columns().flat_map(item_cell));
    columns.push(of_item(
        "item_other",
        "その他の欄",
        "様式にない欄の文（1行に「見出し: 文」一つ）",
        Kind::Text,
        |item| labelled(&item.other).into(),
    ));
    Table {
        name: "items".into(),
        title: "取組項目".to_owned(),
        description:
            "1行が一つの取組項目。各欄の全文、項目全体に係る文、どの取組にも対応しない部分を持つ。"
                .to_owned(),
        columns,
        key: &["document_id", "sheet_seq", "item_seq"],
        parent: Some("sheets"),
        rows: Box::new(rows::items),
    }
}

pub(super) fn sheets(profile: &Profile) -> Table {
    let mut columns = vec![document_id(), sheet_seq(), source_name()];
    columns.extend(municipality());
    columns.push(department(profile));
    columns.extend([fiscal_year(), fiscal_year_start(), fiscal_year_end()]);
    columns.extend(priority_and_goal(profile));
    columns.push(of_sheet(
        "first_page",
        "最初のページ",
        "シートのある最初のページ（1から）",
        Kind::Integer,
        |sheet| sheet.pages.iter().min().copied().into(),
    ));
    columns.push(of_sheet(
        "last_page",
        "最後のページ",
        "シートのある最後のページ",
        Kind::Integer,
        |sheet| sheet.pages.iter().max().copied().into(),
    ));
    let cells = profile.fields.iter().filter(|f| f.role.is_none());
    columns.extend(cells.flat_map(field));
    columns.push(of_sheet(
        "other",
        "その他の欄",
        "様式にない見出しの欄（1行に「見出し: 文」一つ）",
        Kind::Text,
        |sheet| labelled(&sheet.other).into(),
    ));
    Table {
        name: "sheets".into(),
        title: profile.form_name().to_owned(),
        description: format!(
            "1行が1枚のシート（1年度・1部局の一つの{}）。",
            profile.role_title(Role::Goal)
        ),
        columns,
        key: &["document_id", "sheet_seq"],
        parent: None,
        rows: Box::new(rows::sheets),
    }
}

fn figures(profile: &Profile) -> Table {
    let seq = seq("数値順", "取組内での数値の順番（1から）");
    let mut columns = vec![document_id(), sheet_seq(), item_seq(), measure_seq(), seq];
    columns.extend(sheet_heading(profile));
    columns.extend(item_heading());
    columns.push(measure_no());
    columns.extend(figure());
    Table {
        name: "figures".into(),
        title: "数値".to_owned(),
        description:
            "1行が取組（取組に分かれない項目では項目全体）の文中の一つの数値（単位付き）。"
                .to_owned(),
        columns,
        key: &["document_id", "sheet_seq", "item_seq", "measure_seq", "seq"],
        parent: Some("measures"),
        rows: Box::new(rows::figures),
    }
}

fn figure() -> [Column; 5] {
    [
        of_figure(
            "field",
            "欄",
            "数値がある欄の列名",
            Kind::Text,
            |f| f.field.as_str().into(),
        )
        .always(),
        of_figure(
            "text",
            "表記",
            "記載のままの数値",
            Kind::Text,
            |f| f.text.as_str().into(),
        )
        .always(),
        of_figure(
            "value",
            "値",
            "単位に合わせた数値（11,721千円は 11721000）",
            Kind::Number,
            |f| Value::Number(f.value.clone()),
        )
        .always(),
        of_figure(
            "unit",
            "単位",
            "単位。単位のない数は空",
            Kind::Text,
            |f| f.unit.as_str().into(),
        ),
        of_figure(
            "qualifier",
            "限定",
            "約、以上、以下、未満など（記載がある場合）",
            Kind::Text,
            |f| f.qualifier.as_deref().into(),
        ),
    ]
}
