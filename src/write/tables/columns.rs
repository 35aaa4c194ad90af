//! Columns that several tables share.

use super::of::{of_item, of_sheet};
use super::{Column, Kind, Row, Value};
use crate::profile::{Profile, Role};
use crate::values::FiscalYear;

/// A column with this name, Japanese title, description and type.
pub(super) fn column<F>(
    name: impl Into<String>,
    title: impl Into<String>,
    description: impl Into<String>,
    kind: Kind,
    value: F,
) -> Column
where
    F: for<'a> Fn(&Row<'a>) -> Value<'a> + Send + Sync + 'static,
{
    Column {
        name: name.into(),
        title: title.into(),
        description: description.into(),
        kind,
        required: false,
        value: Box::new(value),
    }
}

impl Column {
    /// Marks the column as having a value in every row.
    pub(super) fn always(mut self) -> Self {
        self.required = true;
        self
    }
}

pub(super) fn document_id() -> Column {
    column(
        "document_id",
        "文書ID",
        "d と元ファイルの SHA-256 の先頭16桁（16進数）",
        Kind::Text,
        |row| row.document.document.id.as_str().into(),
    )
    .always()
}

pub(super) fn source_name() -> Column {
    column(
        "source_name",
        "ファイル名",
        "元ファイルの名前",
        Kind::Text,
        |row| row.document.source.name.as_str().into(),
    )
    .always()
}

pub(super) fn municipality() -> [Column; 2] {
    [
        column(
            "municipality_code",
            "全国地方公共団体コード",
            "地方公共団体のコード（検査数字を含む6桁の文字列）",
            Kind::Text,
            |row| {
                let municipality = row.document.document.municipality.as_ref();
                municipality.map(|m| m.code.as_str()).into()
            },
        ),
        column(
            "municipality_name",
            "地方公共団体名",
            "地方公共団体の名称",
            Kind::Text,
            |row| {
                let municipality = row.document.document.municipality.as_ref();
                municipality.map(|m| m.name.as_str()).into()
            },
        ),
    ]
}

/// Department, year, priority and goal of the sheet.
pub(super) fn sheet_heading(profile: &Profile) -> Vec<Column> {
    let mut columns = vec![department(profile), fiscal_year(), fiscal_year_start()];
    columns.extend(priority_and_goal(profile));
    columns
}

pub(super) fn department(profile: &Profile) -> Column {
    of_sheet(
        "department",
        profile.role_title(Role::Department),
        "シートに記載の部局名",
        Kind::Text,
        |sheet| sheet.department.as_deref().into(),
    )
}

pub(super) fn priority_and_goal(profile: &Profile) -> [Column; 2] {
    let goal = profile.role_title(Role::Goal);
    [
        of_sheet(
            "priority",
            profile.role_title(Role::Priority),
            &format!("{goal}の優先順位"),
            Kind::Integer,
            |sheet| sheet.priority.into(),
        ),
        of_sheet(
            "goal",
            goal,
            &format!("{goal}の名称"),
            Kind::Text,
            |sheet| sheet.goal.as_deref().into(),
        ),
    ]
}

pub(super) fn fiscal_year() -> Column {
    column(
        "fiscal_year",
        "年度",
        "記載のままの年度",
        Kind::Text,
        |row| {
            let own = row.sheet.and_then(|s| s.fiscal_year.as_deref());
            own.or(row.document.document.fiscal_year.as_deref()).into()
        },
    )
}

/// The fiscal year of the sheet or, for rows without one, of the document.
fn fiscal_year_of(row: &Row<'_>) -> Option<FiscalYear> {
    let document = || row.document.document.fiscal_year.as_deref();
    let own = row.sheet.and_then(|s| s.fiscal_year.as_deref());
    own.or_else(document).and_then(FiscalYear::parse)
}

pub(super) fn fiscal_year_start() -> Column {
    column(
        "fiscal_year_start",
        "年度開始日",
        "年度の初日",
        Kind::Date,
        |row| fiscal_year_of(row).map(|y| y.start()).into(),
    )
}

pub(super) fn fiscal_year_end() -> Column {
    column(
        "fiscal_year_end",
        "年度終了日",
        "年度の末日",
        Kind::Date,
        |row| fiscal_year_of(row).map(|y| y.end()).into(),
    )
}

pub(super) fn sheet_seq() -> Column {
    column(
        "sheet_seq",
        "シート順",
        "文書内でのシートの順番（1から）",
        Kind::Integer,
        |row| row.sheet_seq.into(),
    )
    .always()
}

pub(super) fn item_seq() -> Column {
    column(
        "item_seq",
        "取組項目順",
        "シート内での取組項目の順番（1から）",
        Kind::Integer,
        |row| row.item_seq.into(),
    )
    .always()
}

/// The position of the measure, since a form may number two measures alike.
pub(super) fn measure_seq() -> Column {
    column(
        "measure_seq",
        "取組順",
        "取組項目内での取組の順番（1から）。取組に分かれない項目の行は0",
        Kind::Integer,
        |row| row.measure_seq.into(),
    )
    .always()
}

pub(super) fn seq(title: &str, description: &str) -> Column {
    column("seq", title, description, Kind::Integer, |row| {
        row.seq.into()
    })
    .always()
}

/// Number, marker and title of the item.
pub(super) fn item_heading() -> [Column; 3] {
    [
        of_item(
            "item_no",
            "取組項目番号",
            "取組項目の記号が示す番号。記号がなければ順番",
            Kind::Integer,
            |item| item.no.into(),
        )
        .always(),
        of_item(
            "item_marker",
            "取組項目記号",
            "記載のままの取組項目の記号（例: ①）",
            Kind::Text,
            |item| item.marker.as_str().into(),
        ),
        of_item(
            "item_title",
            "取組項目名",
            "取組項目の名称",
            Kind::Text,
            |item| item.title.as_str().into(),
        ),
    ]
}
