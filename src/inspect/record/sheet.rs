//! A sheet's labelled fields.

use super::super::strings;
use super::{Writer, anchor};
use crate::model::{FieldValue, Sheet};
use crate::profile::{Field, Role, Scope};

impl Writer<'_> {
    pub(super) fn sheet(&mut self, number: usize, sheet: &Sheet) {
        let path = format!("/sheets/{number}");
        self.written.insert(path.clone());
        self.html
            .open("section", &[("class", "sheet"), ("id", &anchor(&path))]);
        self.html.raw("<h3>");
        self.html.say(strings::SHEET);
        self.html.text(&format!(" {}", number + 1));
        self.html.raw(" <small>");
        self.html.say(strings::PAGE);
        let pages: Vec<String> = sheet.pages.iter().map(u32::to_string).collect();
        self.html.text(&format!(" {}", pages.join(", ")));
        self.html.raw("</small></h3><dl class=\"fields\">");
        self.fields(&path, sheet);
        self.html.raw("</dl>");
        self.items(&path, sheet);
        self.html.close("section");
    }

    fn fields(&mut self, path: &str, sheet: &Sheet) {
        if let Some(year) = &sheet.fiscal_year {
            self.html.say_in("dt", &[], strings::FISCAL_YEAR);
            self.html.open("dd", &[]);
            let titles = self.titles(year, &sheet.pages);
            self.tied(&format!("{path}/fiscal_year"), year, &titles);
            self.html.close("dd");
        }
        for field in &self.profile.fields {
            let pointer = format!("{path}/{}", field.key);
            let text = match field.role {
                Some(Role::Goal) => sheet.goal.clone(),
                Some(Role::Department) => sheet.department.clone(),
                Some(Role::Priority) => sheet.priority.map(|n| n.to_string()),
                None => match sheet.fields.get(&field.key) {
                    Some(FieldValue::Text(text)) => Some(text.clone()),
                    Some(FieldValue::Parts(_)) => {
                        self.parts(&pointer, field, sheet);
                        None
                    }
                    Some(value) => {
                        self.shaped(&pointer, &field.title, value, &Scope::default());
                        None
                    }
                    None => None,
                },
            };
            if let Some(text) = text {
                let pointer = match field.role {
                    Some(Role::Goal) => format!("{path}/goal"),
                    Some(Role::Department) => format!("{path}/department"),
                    Some(Role::Priority) => format!("{path}/priority"),
                    None => pointer,
                };
                self.field(&pointer, &field.title, &text);
            }
        }
        self.tables_and_groups(path, &self.profile.scope(), &sheet.fields);
        for (n, other) in sheet.other.iter().enumerate() {
            let pointer = format!("{path}/other/{n}");
            self.name(
                "dt",
                &[("class", "other")],
                &format!("{pointer}/label"),
                &other.label,
            );
            self.html.open("dd", &[]);
            self.value(&format!("{pointer}/text"), &other.text);
            self.html.close("dd");
        }
    }

    pub(super) fn field(&mut self, pointer: &str, title: &str, text: &str) {
        self.name("dt", &[], pointer, title);
        self.html.open("dd", &[]);
        self.value(pointer, text);
        self.html.close("dd");
    }

    fn parts(&mut self, pointer: &str, field: &Field, sheet: &Sheet) {
        let Some(FieldValue::Parts(parts)) = sheet.fields.get(&field.key) else {
            return;
        };
        self.name("dt", &[], pointer, &field.title);
        self.html.raw("<dd><dl class=\"fields\">");
        for part in &field.parts {
            if let Some(text) = parts.get(&part.key) {
                self.field(&format!("{pointer}/{}", part.key), &part.title, text);
            }
        }
        self.html.raw("</dl></dd>");
    }
}
