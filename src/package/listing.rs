//! The row for a city's list of open data (オープンデータ一覧, one of the 推奨データセット), with its header.

use super::About;
use crate::write::csv::harmless;

/// The columns, as the 推奨データセット names them.
const HEADER: [&str; 15] = [
    "都道府県コード又は市区町村コード",
    "NO",
    "都道府県名",
    "市区町村名",
    "データ名称",
    "データ概要",
    "データ形式",
    "分類",
    "更新頻度",
    "URL",
    "API対応有無",
    "ライセンス",
    "登録日",
    "最終更新日",
    "備考",
];
/// The category in the list, that of 行財政 statistics.
const KIND: &str = "行財政";

/// Header and row as CSV with a byte order mark and CRLF. `NO` is left to the city.
pub fn listing(about: &About) -> Result<Vec<u8>, csv::Error> {
    let municipality = about.municipality.as_ref();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let row = [
        municipality.map(|m| m.code.clone()).unwrap_or_default(),
        String::new(),
        municipality
            .map(|m| m.prefecture.clone())
            .unwrap_or_default(),
        municipality.map(|m| m.name.clone()).unwrap_or_default(),
        about.title.clone(),
        about.description(),
        "CSV".to_owned(),
        KIND.to_owned(),
        text(&about.update_frequency),
        text(&about.homepage),
        "無".to_owned(),
        about
            .license
            .as_ref()
            .map(|l| l.name.clone())
            .unwrap_or_default(),
        text(&about.date),
        text(&about.date),
        about.credit(),
    ];
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    out.write_record(HEADER)?;
    out.write_record(row.map(|cell| harmless(cell.into()).into_owned()))?;
    out.into_inner()
        .map_err(|e| csv::Error::from(e.into_error()))
}
