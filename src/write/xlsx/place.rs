//! Places in a record, in the words of the form.

use std::collections::HashMap;

use serde_json::Value;

use crate::write::tables::Table;

/// The titles of the fields and columns of a form, by key.
pub struct Titles(HashMap<String, String>);

impl Titles {
    /// The titles of all columns of the tables. The first table that has a key names it.
    pub fn of<'t>(tables: impl Iterator<Item = &'t Table>) -> Self {
        let mut titles = HashMap::new();
        for column in tables.flat_map(|table| &table.columns) {
            let title = titles.entry(column.name.clone());
            title.or_insert_with(|| column.title.clone());
        }
        Self(titles)
    }

    /// The place that a JSON Pointer names: `シート 1 ＞ ① ＞ (2) ＞ 数値目標`.
    pub fn place(&self, record: &Value, pointer: &str) -> String {
        let mut at = record;
        let mut names = Vec::new();
        let mut list = "";
        for step in pointer.split('/').skip(1) {
            at = match at {
                Value::Array(all) => step.parse().ok().and_then(|n: usize| all.get(n)),
                _ => at.get(step),
            }
            .unwrap_or(&Value::Null);
            match step.parse::<usize>() {
                Ok(number) => names.push(member(list, number + 1, at)),
                Err(_) => names.extend(self.name(step)),
            }
            list = step;
        }
        names.join(" ＞ ")
    }

    /// The title of a key; none for what only holds members or the texts of a cell.
    fn name(&self, key: &str) -> Option<String> {
        match key {
            "document" => Some("文書".to_owned()),
            "unaligned" => Some("対応する取組のない記述".to_owned()),
            "other" => Some("プロファイルにない欄".to_owned()),
            "goals" => Some("表紙の一覧".to_owned()),
            "sheets" | "items" | "measures" | "cells" | "common" | "text" | "details" => None,
            key => Some(self.0.get(key).map_or(key, String::as_str).to_owned()),
        }
    }
}

/// A member of a list: by its marker, if it has one.
fn member(list: &str, number: usize, at: &Value) -> String {
    let marker = at.get("marker").and_then(Value::as_str).unwrap_or_default();
    match list {
        "sheets" => format!("シート {number}"),
        "items" | "measures" if !marker.is_empty() => marker.to_owned(),
        "items" => format!("項目 {number}"),
        _ => format!("{number} 番目"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{sample, tables};

    #[test]
    fn a_pointer_is_named_as_on_the_form() {
        let tables = tables::tables(&sample::profile());
        let titles = Titles::of(tables.iter());
        let record = serde_json::to_value(sample::document()).unwrap_or_default();
        let target = titles.place(&record, "/sheets/0/items/0/measures/0/target");
        assert!(target.starts_with("シート 1 ＞ "), "{target}");
        assert!(target.ends_with(" ＞ 数値目標"), "{target}");
        assert_eq!(
            titles.place(&record, "/sheets/7/items/2"),
            "シート 8 ＞ 項目 3"
        );
        assert_eq!(titles.place(&record, ""), "");
    }
}
