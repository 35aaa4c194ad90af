//! The tables in SQL: `schema.sql` and `load.sql` for PostgreSQL, and the statements that fill a SQLite file.
//!
//! Table and column names are the keys of the schema, whatever the header rows of the CSV files say. Their Japanese
//! titles are comments in PostgreSQL and views in SQLite.

use std::fmt::Write;

use crate::write::tables::{Column, Kind, Table};

/// `schema.sql`: tables with keys and comments, parents first.
pub fn schema(tables: &[Table]) -> String {
    let mut sql = String::from(
        "-- PostgreSQL: 表の定義。psql -f schema.sql -f load.sql（このフォルダーで実行する）\nBEGIN;\n",
    );
    for table in parents_first(tables) {
        sql += &create(table, tables, postgres);
        // writing to a string cannot fail
        let _ = writeln!(
            sql,
            "COMMENT ON TABLE {} IS {};",
            name(&table.name),
            text(&format!("{}。{}", table.title, table.description))
        );
        for column in &table.columns {
            let _ = writeln!(
                sql,
                "COMMENT ON COLUMN {}.{} IS {};",
                name(&table.name),
                name(&column.name),
                text(&format!("{}: {}", column.title, column.description))
            );
        }
    }
    sql + "COMMIT;\n"
}

/// `load.sql`: loads the CSV files into those tables, parents first, in one transaction.
pub fn load(tables: &[Table]) -> String {
    let mut sql = String::from(
        "-- PostgreSQL: CSV の読み込み（psql のコマンド。schema.sql の後に実行する）\n\\set ON_ERROR_STOP on\nBEGIN;\n",
    );
    for table in parents_first(tables) {
        let columns: Vec<String> = table.columns.iter().map(|c| name(&c.name)).collect();
        // a psql command ends at the end of its line
        let _ = writeln!(
            sql,
            "\\copy {} ({}) FROM '{}.csv' WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')",
            name(&table.name),
            columns.join(", "),
            table.name
        );
    }
    sql + "COMMIT;\n"
}

/// The statements that create the tables of a SQLite file.
pub fn sqlite(tables: &[Table]) -> String {
    let order = parents_first(tables).into_iter();
    order.map(|table| create(table, tables, lite)).collect()
}

/// The statements to run once a SQLite file has all rows: a view of each table in Japanese, and a trigram index of its
/// texts.
pub fn sqlite_views(tables: &[Table]) -> String {
    let mut sql = String::new();
    for table in tables {
        let titles = crate::write::csv::Headers::Ja.of(table);
        let columns: Vec<String> = table
            .columns
            .iter()
            .zip(&titles)
            .map(|(column, title)| format!("{} AS {}", name(&column.name), name(title)))
            .collect();
        let _ = writeln!(
            sql,
            "CREATE VIEW {} AS SELECT {} FROM {};",
            name(&table.title),
            columns.join(", "),
            name(&table.name)
        );
        sql += &index(table);
    }
    sql
}

/// The statement that inserts a row, with a placeholder for each column.
pub fn insert(table: &Table) -> String {
    let places = vec!["?"; table.columns.len()];
    format!(
        "INSERT INTO {} VALUES ({})",
        name(&table.name),
        places.join(", ")
    )
}

fn index(table: &Table) -> String {
    let is_searched = |c: &&Column| {
        c.kind == Kind::Text && !table.key.contains(&c.name.as_str()) && !c.name.ends_with("_code")
    };
    let searched: Vec<String> = table
        .columns
        .iter()
        .filter(is_searched)
        .map(|c| name(&c.name))
        .collect();
    if searched.is_empty() {
        return String::new();
    }
    let index = name(&format!("{}_fts", table.name));
    format!(
        "CREATE VIRTUAL TABLE {index} USING fts5({}, content={}, tokenize='trigram');\n\
         INSERT INTO {index} ({index}) VALUES ('rebuild');\n",
        searched.join(", "),
        text(&table.name)
    )
}

fn create(table: &Table, all: &[Table], kind: fn(Kind) -> &'static str) -> String {
    let column = |c: &Column| {
        let must = if c.required { " NOT NULL" } else { "" };
        format!("  {} {}{must}", name(&c.name), kind(c.kind))
    };
    let keys = |keys: &[&str]| -> String {
        let names: Vec<String> = keys.iter().map(|key| name(key)).collect();
        names.join(", ")
    };
    let mut lines: Vec<String> = table.columns.iter().map(column).collect();
    lines.push(format!("  PRIMARY KEY ({})", keys(table.key)));
    if let Some(parent) = parent(table, all) {
        let key = keys(parent.key);
        lines.push(format!(
            "  FOREIGN KEY ({key}) REFERENCES {} ({key})",
            name(&parent.name)
        ));
    }
    format!(
        "CREATE TABLE {} (\n{}\n);\n",
        name(&table.name),
        lines.join(",\n")
    )
}

fn parent<'t>(table: &Table, all: &'t [Table]) -> Option<&'t Table> {
    all.iter().find(|other| Some(&*other.name) == table.parent)
}

/// The tables ordered so that each follows its parent.
fn parents_first(tables: &[Table]) -> Vec<&Table> {
    let depth = |table: &Table| {
        let mut depth = 0;
        let mut above = parent(table, tables);
        while let Some(table) = above.filter(|_| depth < tables.len()) {
            depth += 1;
            above = parent(table, tables);
        }
        depth
    };
    let mut order: Vec<&Table> = tables.iter().collect();
    order.sort_by_key(|table| depth(table));
    order
}

fn postgres(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Integer => "integer",
        Kind::Number => "numeric",
        Kind::Date => "date",
    }
}

/// The SQLite type. SQLite has no dates, but ISO dates sort and compare correctly as text.
fn lite(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Date => "TEXT",
        Kind::Integer => "INTEGER",
        Kind::Number => "REAL",
    }
}

/// A quoted name: a profile's keys may be SQL keywords.
fn name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::write::{sample, tables};

    fn all() -> Vec<Table> {
        tables::tables(&sample::profile())
    }

    #[test]
    fn a_table_follows_its_parent() {
        let sql = schema(&all());
        let at = |what: &str| sql.find(what).unwrap();
        assert!(at("CREATE TABLE \"sheets\"") < at("CREATE TABLE \"items\""));
        assert!(at("CREATE TABLE \"items\"") < at("CREATE TABLE \"measures\""));
        assert!(sql.contains("\"municipality_code\" text"));
        assert!(sql.contains("\"period_end\" date"));
        assert!(sql.contains("COMMENT ON COLUMN \"measures\".\"target\" IS '数値目標: "));
        let sql = load(&all());
        assert!(sql.find("'sheets.csv'").unwrap() < sql.find("'measures.csv'").unwrap());
    }

    #[test]
    fn quotes_in_names_and_texts_are_doubled() {
        assert_eq!(name("a\"b"), "\"a\"\"b\"");
        assert_eq!(text("it's"), "'it''s'");
    }

    #[test]
    fn views_are_named_in_japanese_and_texts_are_indexed() {
        let sql = sqlite_views(&all());
        assert!(sql.contains("AS \"数値目標\""), "{sql}");
        assert!(
            sql.contains("content='measures', tokenize='trigram'"),
            "{sql}"
        );
        assert_eq!(
            insert(&all()[0]).matches('?').count(),
            all()[0].columns.len()
        );
    }
}
