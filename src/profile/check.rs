//! What a profile must have beyond its shape: a field where sheets begin, a column of measures, names that differ.

use std::collections::{HashMap, HashSet};

use regex::Regex;

use super::error::Place;
use super::{ColumnRole, Profile, Role, folded};
use crate::model::{Measure, Sheet};
use crate::write::tables;

/// What is wrong, and where.
type Complaint = (Place, String);

impl Profile {
    /// Checks what the shape of the TOML does not say.
    pub(super) fn check(&self) -> Result<(), Complaint> {
        self.check_roles()?;
        self.check_patterns()?;
        self.check_labels()?;
        self.check_keys()?;
        self.check_table_columns()
    }

    fn check_roles(&self) -> Result<(), Complaint> {
        let fields: Vec<_> = self.fields.iter().map(|f| f.role).collect();
        let columns: Vec<_> = self.columns.iter().map(|c| c.role).collect();
        no_role_twice("field", &fields)?;
        no_role_twice("column", &columns)?;
        if !fields.contains(&Some(Role::Goal)) {
            let message = "one [[field]] must have role = \"goal\": a sheet begins there";
            return Err((vec![("field", Some(0))], message.to_owned()));
        }
        if !columns.contains(&Some(ColumnRole::Measures)) {
            let message =
                "one [[column]] must have role = \"measures\": it holds what is to be done";
            return Err((vec![("column", Some(0))], message.to_owned()));
        }
        Ok(())
    }

    /// An error is told when a profile is read, not when a form asks for the pattern.
    fn check_patterns(&self) -> Result<(), Complaint> {
        let page = &self.page;
        let of_page = [
            ("sheet_title", &page.sheet_title),
            ("cover_title", &page.cover_title),
            ("cover_department", &page.cover_department),
        ];
        for (key, pattern) in of_page {
            compiles(pattern, || vec![("page", None), (key, None)])?;
        }
        let headings = || vec![("page", None), ("headings", None)];
        page.headings
            .iter()
            .try_for_each(|p| compiles(p, headings))?;
        let of = |list, n| move || vec![(list, Some(n)), ("patterns", None)];
        for (n, field) in self.fields.iter().enumerate() {
            field
                .patterns
                .iter()
                .try_for_each(|p| compiles(p, of("field", n)))?;
        }
        for (n, column) in self.columns.iter().enumerate() {
            column
                .patterns
                .iter()
                .try_for_each(|p| compiles(p, of("column", n)))?;
        }
        Ok(())
    }

    /// A name without a label is never found, a label that names two things names the first.
    fn check_labels(&self) -> Result<(), Complaint> {
        let fields = self.fields.iter().map(|f| (&f.key, &f.labels, &f.patterns));
        labels_differ(&[], "field", fields)?;
        let columns = self
            .columns
            .iter()
            .map(|c| (&c.key, &c.labels, &c.patterns));
        labels_differ(&[], "column", columns)?;
        let none = Vec::new();
        for (n, field) in self.fields.iter().enumerate() {
            let parts = field.parts.iter().map(|p| (&p.key, &p.labels, &none));
            labels_differ(&[("field", Some(n))], "part", parts)?;
        }
        Ok(())
    }

    /// Keys name parts of the record: ASCII, none twice, none that is there already.
    fn check_keys(&self) -> Result<(), Complaint> {
        let of_sheet = self
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| f.role.is_none());
        keys_differ(
            Sheet::KEYS,
            &[],
            "field",
            of_sheet.map(|(n, f)| (n, &f.key)),
        )?;
        let fixed = [Measure::KEYS, Measure::OPTIONAL_KEYS].concat();
        let columns = self.columns.iter().enumerate().map(|(n, c)| (n, &c.key));
        keys_differ(&fixed, &[], "column", columns)?;
        for (n, field) in self.fields.iter().enumerate() {
            let parts = field.parts.iter().enumerate().map(|(n, p)| (n, &p.key));
            keys_differ(&[], &[("field", Some(n))], "part", parts)?;
        }
        Ok(())
    }

    /// Keys name columns of the tables, with endings: `period` brings `period_start`. `write::tables` alone knows
    /// which columns there are, so it is asked.
    fn check_table_columns(&self) -> Result<(), Complaint> {
        for table in tables::tables(self) {
            let mut seen = HashSet::new();
            let twice = table.columns.iter().find(|c| !seen.insert(c.name.as_str()));
            if let Some(column) = twice {
                let (name, table) = (&column.name, table.name);
                let message = format!(
                    "the table {table} would have two columns {name:?}; choose another key"
                );
                return Err((self.place_of_key(name), message));
            }
        }
        Ok(())
    }

    /// The key that brings a column of this name: the longest that it begins with.
    fn place_of_key(&self, name: &str) -> Place {
        let fields = self
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| f.role.is_none());
        let fields = fields.map(|(n, f)| ("field", n, &f.key));
        let columns = self.columns.iter().enumerate();
        let columns = columns.map(|(n, c)| ("column", n, &c.key));
        let found = fields
            .chain(columns)
            .filter(|(.., key)| name.starts_with(*key));
        let longest = found.max_by_key(|(.., key)| key.len());
        longest.map_or_else(Place::new, |(list, n, _)| {
            vec![(list, Some(n)), ("key", None)]
        })
    }
}

fn no_role_twice<R: PartialEq>(list: &'static str, roles: &[Option<R>]) -> Result<(), Complaint> {
    let again = |(n, role): &(usize, &Option<R>)| {
        role.is_some() && roles.iter().take(*n).any(|before| before == *role)
    };
    match roles.iter().enumerate().find(again) {
        None => Ok(()),
        Some((n, _)) => {
            let message = format!("another [[{list}]] before it has this role; one may have it");
            Err((vec![(list, Some(n)), ("role", None)], message))
        }
    }
}

fn compiles(pattern: &str, place: impl Fn() -> Place) -> Result<(), Complaint> {
    let complaint = |error: regex::Error| {
        let why = error.to_string();
        let why = why.lines().last().unwrap_or_default();
        let why = why.trim_start_matches("error: ");
        (
            place(),
            format!("the pattern {pattern:?} does not compile: {why}"),
        )
    };
    Regex::new(pattern).map(drop).map_err(complaint)
}

fn labels_differ<'a>(
    above: &[(&'static str, Option<usize>)],
    list: &'static str,
    names: impl Iterator<Item = (&'a String, &'a Vec<String>, &'a Vec<String>)>,
) -> Result<(), Complaint> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (n, (key, labels, patterns)) in names.enumerate() {
        let place = |key| [above, &[(list, Some(n)), (key, None)]].concat();
        if labels.is_empty() && patterns.is_empty() {
            let message =
                format!("{key:?} has neither labels nor patterns; it would never be found");
            return Err((place("key"), message));
        }
        for label in labels {
            match seen.insert(folded(label), key) {
                Some(other) if other != key => {
                    let message = format!("the label {label:?} names {other:?} already");
                    return Err((place("labels"), message));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn keys_differ<'a>(
    fixed: &[&str],
    above: &[(&'static str, Option<usize>)],
    list: &'static str,
    keys: impl Iterator<Item = (usize, &'a String)>,
) -> Result<(), Complaint> {
    let mut seen: HashSet<&str> = HashSet::new();
    for (n, key) in keys {
        let place = || [above, &[(list, Some(n)), ("key", None)]].concat();
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if key.is_empty() || !key.chars().all(is_name) {
            return Err((
                place(),
                format!("the key {key:?} may hold a-z, 0-9 and _ alone"),
            ));
        }
        if fixed.contains(&key.as_str()) {
            let fixed = fixed.join(", ");
            let message = format!("the key {key:?} is taken: every record has {fixed}");
            return Err((place(), message));
        }
        if !seen.insert(key) {
            let message = format!("the key {key:?} is taken by another [[{list}]] before it");
            return Err((place(), message));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// What is said of the built-in profile with a change.
    fn told(from: &str, to: &str) -> String {
        let toml = Profile::builtin_toml("ueda-juten").unwrap();
        assert!(toml.contains(from), "{from}");
        let error = Profile::parse(&toml.replacen(from, to, 1)).unwrap_err();
        error.to_string()
    }

    #[test]
    fn the_place_is_told() {
        let toml = Profile::builtin_toml("ueda-juten").unwrap();
        let places = [
            ("labels = [\"部局名\"", "lables = [\"部局名\"", 1),
            ("key = \"measure_system\"", "key = \"strategy\"", 9),
            ("'^中間(報告", "'^中間((報告", 12),
            ("key = \"target\"", "key = \"period\"", 7),
        ];
        for (from, to, column) in places {
            let before = &toml[..toml.find(from).unwrap()];
            let error = Profile::parse(&toml.replacen(from, to, 1)).unwrap_err();
            let line = before.matches('\n').count() + 1;
            assert_eq!((error.line, error.column), (line, column), "{error}");
        }
    }

    #[test]
    fn a_slip_in_a_key_or_a_role_is_answered_with_the_right_one() {
        let message = told("labels = [\"部局名\"", "lables = [\"部局名\"");
        let want =
            "there is no key \"lables\" here; did you mean \"labels\"? Allowed: key, title, role";
        assert!(message.contains(want), "{message}");
        let message = told("role = \"goal\"", "role = \"gaol\"");
        let want =
            "there is no role \"gaol\" here; did you mean \"goal\"? Allowed: goal, department";
        assert!(message.contains(want), "{message}");
    }

    #[test]
    fn what_is_not_like_any_key_is_answered_with_all() {
        let message = told("optional = true", "wichtig = true");
        assert!(
            message.contains("\"wichtig\" here. Allowed: key, "),
            "{message}"
        );
    }

    #[test]
    fn what_is_missing_or_of_another_type_is_named() {
        let message = told("title = \"戦略\"\n", "");
        assert!(
            message.contains("the key \"title\" is missing"),
            "{message}"
        );
        let message = told("required = true", "required = 1");
        assert!(message.contains("invalid type: integer `1`"), "{message}");
        let only_head = "id = \"a\"\ntitle = \"b\"\n";
        let error = Profile::parse(only_head).unwrap_err();
        assert_eq!(error.message, "there is no [[field]]");
    }

    #[test]
    fn a_profile_must_say_where_a_sheet_begins_and_what_is_to_be_done() {
        assert!(told("role = \"goal\"", "").contains("must have role = \"goal\""));
        assert!(told("role = \"measures\"", "").contains("must have role = \"measures\""));
        let message = told("role = \"priority\"", "role = \"department\"");
        assert!(message.contains("another [[field]] before it"), "{message}");
    }

    #[test]
    fn keys_may_not_clash() {
        let taken = [
            (
                "key = \"reform_outline\"",
                "key = \"items\"",
                "every record has",
            ),
            ("key = \"target\"", "key = \"period\"", "another [[column]]"),
            (
                "key = \"measure_system\"",
                "key = \"strategy\"",
                "another [[part]]",
            ),
            ("key = \"target\"", "key = \"Target\"", "a-z, 0-9 and _"),
            (
                "key = \"target\"",
                "key = \"period_end\"",
                "two columns \"period_end\"",
            ),
            (
                "key = \"target\"",
                "key = \"item_title\"",
                "two columns \"item_title\"",
            ),
            (
                "key = \"reform_outline\"",
                "key = \"last_page\"",
                "two columns \"last_page\"",
            ),
        ];
        for (from, to, want) in taken {
            let message = told(from, to);
            assert!(message.contains(want), "{message}");
        }
    }

    #[test]
    fn a_bad_pattern_is_named() {
        let message = told("^中間(", "^中間((");
        assert!(message.contains("^中間(("), "{message}");
        assert!(message.contains("unclosed group"), "{message}");
        assert!(!message.contains('\n'), "{message}");
    }

    #[test]
    fn labels_name_one_thing() {
        let message = told("labels = [\"特記事項\"]", "labels = [\"目的・ 効果\"]");
        assert!(
            message.contains("names \"purpose_effects\" already"),
            "{message}"
        );
        let message = told("labels = [\"特記事項\"]", "labels = []");
        assert!(message.contains("neither labels nor patterns"), "{message}");
    }
}
