//! The dictionary of all columns in Markdown, for the documentation and the package's README.

use std::fmt::Write;

use crate::write::tables::{Column, Kind, Table};

/// Every table with its columns, under headings of this level.
pub fn dictionary(tables: &[&Table], level: usize) -> String {
    let mut page = String::new();
    for table in tables {
        let heading = "#".repeat(level);
        // writing to a string cannot fail
        let _ = writeln!(page, "{heading} {}（{}）\n", table.name, table.title);
        let _ = writeln!(
            page,
            "{}主キー: {}\n",
            table.description,
            table.key.join(", ")
        );
        page += "| 列名 | 名称 | 型 | 必須 | 説明 |\n|---|---|---|---|---|\n";
        table.columns.iter().for_each(|c| page += &row(c));
        page += "\n";
    }
    page.truncate(page.trim_end().len());
    page + "\n"
}

fn row(column: &Column) -> String {
    let required = if column.required { "○" } else { "" };
    format!(
        "| `{}` | {} | {} | {required} | {} |\n",
        column.name,
        column.title,
        kind(column.kind),
        column.description
    )
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "文字列",
        Kind::Integer => "整数",
        Kind::Number => "数値",
        Kind::Date => "日付",
    }
}
