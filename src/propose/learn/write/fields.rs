//! The fields of a draft, with their keys and roles.

use super::Writer;
use crate::propose::learn::found::{Field, Stands};
use crate::propose::learn::keys;
use crate::propose::learn::shapes::{is_figure, plain, without_years, year_pattern};
use crate::propose::{Found, Named};
use crate::values::period;

/// The most characters of an example value.
const SHOWN: usize = 24;

impl Writer<'_> {
    pub(super) fn field(&mut self, indent: &str, list: &str, field: &Field, documents: usize) {
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
    pub(super) fn key_of(&mut self, field: &Field) -> (String, Option<&'static str>) {
        let known = keys::of_known(&field.label, &self.draft.known);
        let word = known.or_else(|| keys::word(&field.label));
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
