//! The draft as TOML, with comments in English and Japanese on what was found and what is left to decide.

use std::fmt::Write;

use toml::Value;

use super::super::{Found, Named};
use super::Draft;
use super::draft::Part;
use super::found::{Field, Item, Stands, Table};
use super::keys::Keys;
use super::shapes::{is_figure, plain, without_years, year_pattern};
use crate::model::Sheet;
use crate::municipality;
use crate::values::period;

/// The most characters of an example value.
const SHOWN: usize = 24;
/// The most row labels of a matrix in a comment.
const ROWS_SHOWN: usize = 12;

/// Columns that every table has beside the form's.
const TABLE_KEYS: &[&str] = &["document_id", "sheet_seq", "seq"];

const HEAD: &str = "\
# A profile proposed from documents. It loads as it is; lines with TODO want a decision (docs/profiles.md).
# 文書から作った定義の案です。このままでも使えます。TODO の行を確かめて直してください（docs/profiles.md）。
";

/// Writes the draft; gives what it names as well, with its keys.
pub fn write(draft: &Draft, id: &str) -> (String, Vec<Named>) {
    let mut writer = Writer {
        out: String::from(HEAD),
        draft,
        keys: Keys::without(Sheet::KEYS),
        labels: Vec::new(),
        before: None,
        in_group: false,
        named: Vec::new(),
    };
    writer.head(id);
    writer.page();
    writer.parts();
    (writer.out, writer.named)
}

struct Writer<'d> {
    out: String,
    draft: &'d Draft,
    keys: Keys,
    /// Labels that occur in several places, in the order of the form.
    labels: Vec<String>,
    /// Key of the field or table before.
    before: Option<String>,
    /// Whether a group is being written, whose fields have no roles.
    in_group: bool,
    /// What has been written so far.
    named: Vec<Named>,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A comment stays on one line, whatever the document contains.
    fn comment(&mut self, indent: &str, text: &str) {
        let text: Vec<&str> = text.split(char::is_control).collect();
        self.line(&format!("{indent}# {}", text.join(" ")));
    }

    fn entry(&mut self, indent: &str, key: &str, value: impl Into<Value>) {
        // writing to a string cannot fail
        let _ = writeln!(self.out, "{indent}{key} = {}", value.into());
    }

    fn head(&mut self, id: &str) {
        let (fields, tables, groups) = self.draft.counts();
        let documents = self.draft.documents;
        self.comment("", &format!(
            "found: {fields} field(s), {tables} table(s), {groups} group(s) in {documents} document(s) / {documents}件の文書から項目{fields}・表{tables}・繰り返し{groups}"
        ));
        self.line("\n# TODO a short name of your own: a-z 0-9 -; the form's name with its city / 短い識別名と様式の名称");
        self.entry("", "id", id);
        let title = self.draft.title.as_ref().map_or("?", |(title, _)| title);
        let form = without_years(title).replace('\u{0}', "");
        let form = if form.is_empty() {
            title.to_owned()
        } else {
            form
        };
        self.entry("", "title", form);
        self.line(
            "\n# TODO whose form it is / 全国地方公共団体コード（検査数字付き6桁）・名称・都道府県",
        );
        let title = self.draft.title.iter().map(|(title, _)| title);
        let named = title.chain(&self.draft.headings);
        let names = municipality::Names::default();
        let city = named.flat_map(|text| names.find(text)).next();
        match city.and_then(|name| municipality::parse(name).ok()) {
            Some(city) => {
                self.line("[municipality]");
                self.entry("", "code", city.code);
                self.entry("", "name", city.name);
                self.entry("", "prefecture", city.prefecture);
            }
            None => {
                self.line("# [municipality]\n# code = \"\"\n# name = \"\"\n# prefecture = \"\"")
            }
        }
        self.line("\n# A file is one sheet; per = \"title\" where a file holds several, each under its title / 1ファイル1シート");
        self.line("[sheet]\nper = \"document\"");
    }

    fn page(&mut self) {
        self.line("\n# Lines outside the tables, as regular expressions over the text without white space / 表の外の行");
        self.line("[page]");
        match self.draft.title.clone() {
            Some((title, is_whole)) => {
                self.comment("", &format!("found: {title}"));
                let pattern = year_pattern(&title, true);
                let exact = || format!("^{}$", regex::escape(&title));
                let pattern = pattern.unwrap_or_else(exact);
                let pattern = match is_whole {
                    true => pattern,
                    false => pattern.trim_end_matches('$').to_owned(),
                };
                self.entry("", "sheet_title", pattern);
            }
            None => self.line("# TODO no title was found / 題が見つからない\n# sheet_title = '^(?P<year>\\S*?年度)…$'"),
        }
        let pattern = |text: &String| {
            year_pattern(text, false).unwrap_or_else(|| format!("^{}$", regex::escape(text)))
        };
        let headings: Vec<String> = self.draft.headings.iter().map(pattern).collect();
        if !headings.is_empty() {
            self.line("# TODO texts that stay and hold no value; those that do hold one are fields / 値のない見出し");
            self.entry("", "headings", headings);
        }
    }

    fn parts(&mut self) {
        self.line("\n# What the form holds, in its order; `key` names it in the record (a-z 0-9 _) / 様式の順。key は記録での名前");
        let draft = self.draft;
        self.labels = labels(&draft.parts);
        for part in &draft.parts {
            match part {
                Part::One(item, documents) => self.item("", "", item, *documents),
                Part::Group(items) => self.group(items),
            }
        }
        if draft.parts.is_empty() {
            self.line("\n# TODO none was found / 見つからないため仮の定義");
            self.line("[[field]]\nkey = \"text\"\ntitle = \"?\"\nlabels = [\"?\"]");
        }
    }

    fn item(&mut self, indent: &str, list: &str, item: &Item, documents: usize) {
        match item {
            Item::Field(field) => self.field(indent, list, field, documents),
            Item::Table(table) => self.table(indent, list, table, documents),
        }
    }

    fn field(&mut self, indent: &str, list: &str, field: &Field, documents: usize) {
        self.line("");
        let stands = match field.stands {
            Stands::Right => "beside its label / 見出しの横",
            Stands::Below => "below its label / 見出しの下",
            Stands::Left => "before its label / 見出しの前",
            Stands::Options => "options with marks / 印の付く選択肢",
        };
        let seen = format!(
            "{stands}; on {documents} of {} document(s)",
            self.draft.documents
        );
        self.comment(indent, &(seen + &example(&field.values)));
        let (key, role) = self.key_of(field);
        self.named.push(Named {
            is_column: false,
            found: Found {
                text: field.label.clone(),
                spots: vec![field.place],
            },
            key: key.clone(),
            values: field.values.clone(),
        });
        self.line(&format!("{indent}[[{list}field]]"));
        self.entry(indent, "key", key.as_str());
        self.entry(indent, "title", plain(&field.written));
        if let Some(role) = role {
            self.entry(indent, "role", role);
        }
        self.label(indent, &field.label);
        match field.stands {
            Stands::Below => self.entry(indent, "value", "below"),
            Stands::Left => self.entry(indent, "value", "left"),
            Stands::Right | Stands::Options => {}
        }
        match kind(field) {
            // the text is whole as it is; as a choice it is split into its options
            Some("choice") if field.stands != Stands::Options => {
                self.comment(
                    indent,
                    "TODO options behind boxes: type = \"choice\" parts them / 選択肢に分けるなら",
                );
            }
            Some(kind) => self.entry(indent, "type", kind),
            None => {}
        }
        self.place(indent, field);
        self.before = Some(key);
    }

    /// If a label occurs in several places: what it follows.
    fn place(&mut self, indent: &str, field: &Field) {
        let own = without_years(&field.label);
        let several = self.labels.iter().filter(|label| **label == own).count() > 1;
        if let Some(before) = self.before.clone().filter(|_| several) {
            self.entry(indent, "after", before);
        }
    }

    /// The key, with the role that it implies.
    fn key_of(&mut self, field: &Field) -> (String, Option<&'static str>) {
        let known = super::keys::of_known(&field.label, &self.draft.known);
        let word = known.or_else(|| super::keys::word(&field.label));
        let role = ["department", "goal", "priority"]
            .into_iter()
            .filter(|_| !self.in_group);
        let role = role.into_iter().find(|role| word.as_deref() == Some(*role));
        match role.filter(|role| self.keys.role(role)) {
            Some(role) => (role.to_owned(), Some(role)),
            None => (
                self.keys.key(&field.label, field.spot, &self.draft.known),
                None,
            ),
        }
    }

    fn label(&mut self, indent: &str, label: &str) {
        match year_pattern(label, false) {
            Some(pattern) => self.entry(indent, "patterns", vec![pattern]),
            None => self.entry(indent, "labels", vec![label.to_owned()]),
        }
    }

    fn table(&mut self, indent: &str, list: &str, table: &Table, documents: usize) {
        self.line("");
        let kind = match table.is_matrix {
            true => "labelled rows and columns / 行と列に見出しのある表",
            false => "rows of one kind / 同じ種類の行",
        };
        self.comment(
            indent,
            &format!(
                "{kind}; on {documents} of {} document(s)",
                self.draft.documents
            ),
        );
        if table.is_matrix {
            let rows = table
                .rows
                .iter()
                .filter(|row| !row.is_empty())
                .take(ROWS_SHOWN);
            let rows: Vec<&str> = rows.map(String::as_str).collect();
            self.comment(indent, &format!("its rows / 行: {}", rows.join(", ")));
        }
        let heading = table.heading.as_deref().map(of_heading);
        let name = table.under.clone().or(heading);
        let name = name
            .filter(|name| !name.is_empty())
            .or_else(|| first_label(table))
            .unwrap_or_default();
        let key = self.keys.key(&name, table.spot, &self.draft.known);
        self.named.push(Named {
            is_column: true,
            found: Found {
                text: columns(table).join(", "),
                spots: vec![table.place],
            },
            key: key.clone(),
            values: table.rows.clone(),
        });
        self.line(&format!("{indent}[[{list}table]]"));
        self.entry(indent, "key", key.as_str());
        self.entry(
            indent,
            "title",
            if name.is_empty() { "?" } else { plain(&name) },
        );
        self.entry(
            indent,
            "kind",
            if table.is_matrix { "matrix" } else { "rows" },
        );
        if let Some(under) = table.under.as_ref().or(table.heading.as_ref()) {
            let under = year_pattern(under, false).unwrap_or_else(|| under.clone());
            self.entry(indent, "under", vec![under]);
        } else if let Some(before) = self.before.clone().filter(|_| columns(table).len() == 1) {
            // a single column of years would match any such header
            self.entry(indent, "after", before);
        }
        self.columns(&format!("{indent}  "), list, table);
        self.before = Some(key);
    }

    fn columns(&mut self, indent: &str, list: &str, table: &Table) {
        let mut keys = Keys::without(&[Sheet::KEYS, TABLE_KEYS].concat());
        for column in columns(table) {
            let key = match super::keys::word(&column) {
                Some(word) => keys.once(word),
                None if super::shapes::is_year(&column) => keys.once("year".to_owned()),
                None => keys.once("column".to_owned()),
            };
            self.line(&format!("\n{indent}[[{list}table.column]]"));
            self.entry(indent, "key", key);
            self.entry(indent, "title", plain(&column));
            match year_pattern(&column, true).filter(|_| table.is_matrix) {
                Some(pattern) => self.entry(indent, "patterns", vec![pattern]),
                None => self.entry(indent, "labels", vec![column]),
            }
        }
    }

    fn group(&mut self, items: &[(Item, usize)]) {
        let begins = items.iter().find_map(|(item, _)| match item {
            Item::Field(field) => Some(field),
            Item::Table(_) => None,
        });
        let Some(begins) = begins else {
            // tables alone cannot begin a block
            items
                .iter()
                .for_each(|(item, documents)| self.item("", "", item, *documents));
            return;
        };
        self.line("");
        self.comment(
            "",
            "comes more than once; each block begins at its first field / 繰り返し",
        );
        let key = self.keys.once("blocks".to_owned());
        let own = Keys::without(&["no"]);
        let outer = std::mem::replace(&mut self.keys, own);
        let labels = std::mem::replace(
            &mut self.labels,
            labels_of(items.iter().map(|(item, _)| item)),
        );
        self.in_group = true;
        let first = self.key_of(begins).0;
        self.keys = Keys::without(&["no"]);
        self.line("[[group]]");
        self.entry("", "key", key.as_str());
        self.entry("", "title", plain(&begins.written));
        self.entry("", "begins", first);
        if begins.is_numbered {
            self.entry("", "number", "no");
        }
        self.before = None;
        self.in_group = true;
        // the field that begins a block comes first
        for (item, documents) in items {
            self.item("  ", "group.", item, *documents);
        }
        self.in_group = false;
        (self.keys, self.labels, self.before) = (outer, labels, Some(key));
    }
}

/// The labels of all fields outside groups.
fn labels(parts: &[Part]) -> Vec<String> {
    let items = parts.iter().filter_map(|part| match part {
        Part::One(item, _) => Some(item),
        Part::Group(_) => None,
    });
    labels_of(items)
}

fn labels_of<'i>(items: impl Iterator<Item = &'i Item>) -> Vec<String> {
    let label = |item: &Item| match item {
        Item::Field(field) => Some(without_years(&field.label)),
        Item::Table(_) => None,
    };
    items.filter_map(label).collect()
}

/// The columns of a table by their lowest labels, without duplicates; those of a matrix that differ only in their years
/// are one.
fn columns(table: &Table) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    let same = |a: &str, b: &str| match table.is_matrix {
        true => without_years(a) == without_years(b),
        false => a == b,
    };
    for label in table.columns.iter().filter_map(|path| path.last()) {
        if !columns.iter().any(|own| same(own, label)) {
            columns.push(label.clone());
        }
    }
    columns
}

/// A heading without the marks and numbers around it: ≪コスト≫, 1 事業費.
fn of_heading(text: &str) -> String {
    let is_mark = |c: char| !c.is_alphabetic();
    plain(text.trim_start_matches(is_mark))
        .trim_end_matches(is_mark)
        .to_owned()
}

/// The first header cell above others, which may name the table.
fn first_label(table: &Table) -> Option<String> {
    let over = table.columns.iter().find(|path| path.len() > 1);
    let first = over.or(table.columns.first())?.first()?;
    Some(first.clone())
}

/// How a field's values are read, if most of them agree.
fn kind(field: &Field) -> Option<&'static str> {
    if field.is_choice {
        return Some("choice");
    }
    let values: Vec<&String> = field
        .values
        .iter()
        .filter(|value| !value.is_empty())
        .collect();
    let most = |is: &dyn Fn(&str) -> bool| {
        let fit = values.iter().filter(|value| is(value)).count();
        !values.is_empty() && fit * 3 >= values.len() * 2
    };
    let is_period = |value: &str| {
        let found = period(value, None);
        found.start.is_some() || found.end.is_some()
    };
    let is_number = |value: &str| is_figure(value) && !value.contains('年') && value.len() > 2;
    if most(&is_period) {
        Some("period")
    } else if most(&is_number) {
        Some("number")
    } else {
        None
    }
}

fn example(values: &[String]) -> String {
    let Some(value) = values.iter().find(|value| !value.is_empty()) else {
        return String::new();
    };
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    format!("; for example: {shown}")
}
