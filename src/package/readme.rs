//! `README.md` of the package, in Japanese: contents, files and columns, origin.

use std::fmt::Write;

use super::dictionary::dictionary;
use super::{About, TableFile};
use crate::write::tables::Table;

/// The page. `further` lists the files other than tables, with descriptions.
pub fn readme(
    about: &About,
    files: &[TableFile<'_>],
    documents: u64,
    further: &[(&str, &str)],
) -> String {
    let tables: Vec<&Table> = files.iter().map(|(table, _)| *table).collect();
    let mut page = format!("# {}\n\n{}\n\n", about.title, about.description());
    page += &facts(about, documents);
    page += "\n## ファイル\n\n| ファイル | 内容 | 行数 |\n|---|---|---|\n";
    for (table, file) in files {
        // writing to a string cannot fail
        let _ = writeln!(
            page,
            "| `{}` | {}。{} | {} |",
            file.path, table.title, table.description, file.rows
        );
    }
    for (path, what) in further {
        let _ = writeln!(page, "| `{path}` | {what} | |");
    }
    page += "\n";
    page += BYTES;
    page += "\n## 出典と加工\n\n";
    let _ = writeln!(page, "- 出典: {}", about.credit());
    page += PROCESSING;
    page += "\n## 列の説明\n\n";
    page + &dictionary(&tables, 3)
}

fn facts(about: &About, documents: u64) -> String {
    let municipality = about.municipality.as_ref();
    let municipality = municipality.map(|m| {
        format!(
            "{} {}（全国地方公共団体コード {}）",
            m.prefecture, m.name, m.code
        )
    });
    let license = about
        .license
        .as_ref()
        .map(|l| format!("[{}]({})", l.title, l.path));
    let facts = [
        ("地方公共団体", municipality),
        ("公開者", about.publisher.clone()),
        (
            "利用条件",
            license.or_else(|| Some("未定（公開者に確認してください）".to_owned())),
        ),
        ("公開ページ", about.homepage.clone()),
        ("版", about.version.clone()),
        ("公開日", about.date.clone()),
        ("更新頻度", about.update_frequency.clone()),
        ("文書数", Some(documents.to_string())),
    ];
    facts
        .into_iter()
        .filter_map(|(name, value)| Some(format!("- {name}: {}\n", value?)))
        .collect()
}

const BYTES: &str = "\
## 読み方

- CSV はプログラム用です。Excel で開くと `(1)` が -1 に、`8月29日` や `1/2` が日付に変わるため、表計算ソフトで見る場合は Excel ブック（`tables.xlsx`。`juten package --xlsx` で作成）を使ってください。ブックの文字列は変わりません。
- CSV の文字コードは UTF-8（BOM 付き。`--no-bom` を付けて作成した場合は BOM なし）、改行は CRLF、区切り文字はコンマです（RFC 4180）。セル内の改行は LF です。
- コード（全国地方公共団体コードなど）は文字列です。CSV を表計算ソフトに取り込むときは、列の型に文字列を指定してください。
- 日付は YYYY-MM-DD の形式です。空のセルは、値がないことを示します。
- 表計算ソフトで数式として実行されないように、`=`、`+`、`-`、`@`、タブ、復帰で始まる文字列の先頭に `'` を付けています（`-5`、`+1,234`、`-2.5%` のような数値はそのままです）。`records.jsonl` では付けていません。
- 表は `document_id`、`sheet_seq`、`item_seq`、`measure_seq` で結合できます。型、主キー、外部キーは `datapackage.json`（Data Package v2）と `csv-metadata.json`（CSV on the Web）に記載しています。
";

const PROCESSING: &str = "\
- 元ファイルの名前と SHA-256 は `datapackage.json` の `sources` に記載しています。`document_id` は `d` と SHA-256 の先頭 16 桁をつなげたものです。
- 加工の内容: juten を使って PDF またはテキストから表を読み取り、文字を正規化し、(1) などの番号をもとに各欄の記述を取組ごとに分け、年度・期間・数値を読み取りました。値の書き換えや補完は行っていません。変換時の注意点は `diagnostics.csv` にあります。
- 利用する際は、出典と、加工したデータであることを明記してください。
";
