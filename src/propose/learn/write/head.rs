//! The head of a draft: its name, whose form it is, and the lines outside the tables.

use super::Writer;
use crate::municipality;
use crate::propose::learn::shapes::{without_years, year_pattern};

impl Writer<'_> {
    pub(super) fn head(&mut self, id: &str) {
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
        let city = named.flat_map(|text| municipality::named_in(text)).next();
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

    pub(super) fn page(&mut self) {
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
}
