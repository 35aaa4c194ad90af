//! The draft as TOML, with comments in English and Japanese on what is left to decide.

use std::fmt::Write;

use toml::Value;

use super::roles::name_of;
use super::{Column, Findings, Label, Stands, Title};
use crate::profile::folded;
use crate::propose::Found;
use crate::text::markers::Style;

/// The most characters of an example value.
const SHOWN: usize = 24;

/// The hint at the head of the file.
const HEAD: &str = "\
# A profile proposed from one document. It loads as it is; lines with TODO want a decision (docs/profiles.md).
# 一つの文書から作った定義の案。このままでも使えます。TODO の行を確かめて直してください（docs/profiles.md）。
";

/// Writes the draft.
pub fn write(findings: &Findings, id: &str) -> String {
    let mut out = String::from(HEAD);
    let title = findings.sheet_title.as_ref().map_or("?", |t| &t.found.text);
    let form = without_year(findings.sheet_title.as_ref());
    summary(&mut out, findings);
    line(
        &mut out,
        "\n# TODO a short name of your own: a-z 0-9 -; the form's name with its city / 短い識別名と様式の名称",
    );
    entry(&mut out, "", "id", id);
    entry(
        &mut out,
        "",
        "title",
        if form.is_empty() { title } else { &form },
    );
    line(
        &mut out,
        "\n# TODO whose form it is: code with check digit, name, prefecture / 全国地方公共団体コード（検査数字付き6桁）など",
    );
    line(
        &mut out,
        "# [municipality]\n# code = \"\"\n# name = \"\"\n# prefecture = \"\"",
    );
    page(&mut out, findings);
    line(
        &mut out,
        "\n# Labelled cells, in the order of the form; `key` names the field in the record (a-z 0-9 _).",
    );
    line(
        &mut out,
        "# 見出しと値の欄。key は記録での項目名（英小文字・数字・_）。",
    );
    findings
        .labels
        .iter()
        .for_each(|label| field(&mut out, label));
    if findings.labels.is_empty() {
        placeholder(&mut out, "field", "goal", "goal");
    }
    rare(&mut out, &findings.rare);
    line(
        &mut out,
        "\n# Columns of the item table, from left to right / 取組の表の列（左から）",
    );
    findings.columns.iter().for_each(|c| column(&mut out, c));
    if findings.columns.is_empty() {
        placeholder(&mut out, "column", "column_1", "measures");
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn entry(out: &mut String, indent: &str, key: &str, value: &str) {
    // writing to a string cannot fail
    let _ = writeln!(out, "{indent}{key} = {}", Value::from(value));
}

fn texts<'a>(found: impl IntoIterator<Item = &'a Found>) -> Value {
    found
        .into_iter()
        .map(|found| found.text.clone())
        .collect::<Vec<_>>()
        .into()
}

/// What was found, in numbers.
fn summary(out: &mut String, findings: &Findings) {
    let Findings { sheets, rows, .. } = findings;
    let (labels, columns) = (findings.labels.len(), findings.columns.len());
    let _ = writeln!(
        out,
        "# found: {sheets} sheet(s), {labels} label(s), {columns} column(s), {rows} item row(s)"
    );
    for (style, cells) in &findings.markers {
        let _ = writeln!(
            out,
            "# markers in the item rows: {} in {cells} cell(s)",
            written(*style)
        );
    }
    let years = findings.sheet_title.iter().flat_map(|t| &t.years);
    let years: Vec<&str> = years.map(String::as_str).collect();
    let lists = [
        ("fiscal years", years),
        ("departments", findings.departments()),
    ];
    for (name, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let _ = writeln!(out, "# {name}: {}", one_line(&list.join(", ")));
    }
}

fn written(style: Style) -> &'static str {
    match style {
        Style::Paren => "(1) (2)",
        Style::Circled => "① ②",
        Style::Kana => "ア イ",
        Style::ParenKana => "(ア) (イ)",
        Style::Digit => "1. 2.",
    }
}

/// A comment has to stay on one line, whatever the document contains.
fn one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

fn without_year(title: Option<&Title>) -> String {
    let Some(title) = title else {
        return String::new();
    };
    let mut text = folded(&title.found.text);
    if let Some(year) = title.years.first() {
        text = text.replacen(year, "", 1);
    }
    text
}

fn page(out: &mut String, findings: &Findings) {
    line(
        out,
        "\n# Lines outside the table, as regular expressions over the text without white space.",
    );
    line(out, "# 表の外の行（空白を除いた文字列に対する正規表現）");
    line(out, "[page]");
    match &findings.sheet_title {
        Some(title) => pattern(out, "sheet_title", title),
        None => line(
            out,
            "# TODO no title was found / シートの題が見つからない\n# sheet_title = '^(?P<year>\\S*?年度)…$'",
        ),
    }
    match &findings.cover_title {
        Some(title) => pattern(out, "cover_title", title),
        None => line(
            out,
            "# no cover was found: cover_title, cover_department, cover_headers / 表紙なし",
        ),
    }
    if !findings.cover_department.is_empty() {
        line(
            out,
            "# TODO the department's line on the cover / 表紙の部局名の行",
        );
        entry(out, "", "cover_department", &findings.cover_department);
    }
    if !findings.cover_headers.is_empty() {
        let _ = writeln!(out, "cover_headers = {}", texts(&findings.cover_headers));
    }
    if !findings.headings.is_empty() {
        line(
            out,
            "# TODO texts that come back and hold no value; those that do hold one are fields / 値のない見出し",
        );
        let pattern = |found: &Found| format!("^{}$", regex::escape(&folded(&found.text)));
        let patterns: Vec<String> = findings.headings.iter().map(pattern).collect();
        let _ = writeln!(out, "headings = {}", Value::from(patterns));
    }
}

fn pattern(out: &mut String, key: &str, title: &Title) {
    let _ = writeln!(out, "# found: {}", one_line(&title.found.text));
    entry(out, "", key, &title.pattern);
}

fn field(out: &mut String, label: &Label) {
    line(out, "");
    let stands = match label.stands {
        Stands::Beside => "label beside its value",
        Stands::Above => "label above its value",
        Stands::InLine => "label in a line outside the tables",
    };
    let _ = writeln!(
        out,
        "# {stands}, {} time(s){}",
        label.found.spots.len(),
        example(&label.values)
    );
    decide_key(out, &label.key);
    line(out, "[[field]]");
    entry(out, "", "key", &label.key);
    entry(out, "", "title", &label.found.text);
    if let Some(role) = label.role {
        entry(out, "", "role", &name_of(role));
    }
    let _ = writeln!(out, "labels = {}", texts([&label.found]));
    for part in &label.parts {
        let _ = writeln!(out, "\n  # part{}", example(&part.values));
        line(out, "  [[field.part]]");
        entry(out, "  ", "key", &part.key);
        entry(out, "  ", "title", &part.found.text);
        let _ = writeln!(out, "  labels = {}", texts([&part.found]));
    }
}

fn column(out: &mut String, column: &Column) {
    line(out, "");
    let filled: Vec<String> = column
        .values
        .iter()
        .filter(|v| !v.is_empty())
        .cloned()
        .collect();
    let _ = writeln!(
        out,
        "# {} cell(s) with text{}",
        filled.len(),
        example(&filled)
    );
    decide_key(out, &column.key);
    if column.role.is_none() {
        line(
            out,
            "# TODO a role, if it is one: target (what is to be reached), final (what was reached), period / 役割があれば",
        );
    }
    line(out, "[[column]]");
    entry(out, "", "key", &column.key);
    entry(out, "", "title", &column.found.text);
    if let Some(role) = column.role {
        entry(out, "", "role", &name_of(role));
    }
    let _ = writeln!(out, "labels = {}", texts([&column.found]));
}

/// Numbered keys need a name.
fn decide_key(out: &mut String, key: &str) {
    let counted = ["field_", "column_"]
        .iter()
        .any(|start| key.starts_with(start));
    if counted {
        line(out, "# TODO a key that says what it is / 内容を表す key に");
    }
}

fn rare(out: &mut String, labels: &[Label]) {
    if !labels.is_empty() {
        let names: Vec<&str> = labels.iter().map(|l| l.found.text.as_str()).collect();
        line(
            out,
            "\n# TODO perhaps labels too, seen on few sheets / 一部のシートだけにある見出しか値",
        );
        let _ = writeln!(out, "# {}", one_line(&names.join(", ")));
    }
}

fn placeholder(out: &mut String, list: &str, key: &str, role: &str) {
    let _ = writeln!(
        out,
        "\n# TODO none was found / 見つからないため仮の定義\n[[{list}]]"
    );
    entry(out, "", "key", key);
    entry(out, "", "title", "?");
    entry(out, "", "role", role);
    line(out, "labels = [\"?\"]");
}

fn example(values: &[String]) -> String {
    let Some(value) = values.iter().find(|value| !value.is_empty()) else {
        return String::new();
    };
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    format!("; for example: {}", one_line(&shown))
}
