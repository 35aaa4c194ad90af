//! The draft as TOML, with comments in English and Japanese on what was found and what is left to decide.

use std::fmt::Write;

use toml::Value;

use super::Draft;
use super::draft::Part;
use super::found::Item;
use super::keys::Keys;
use super::shapes::{plain, without_years};
use crate::model::Sheet;
use crate::propose::Named;

mod fields;
mod head;
mod tables;

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
