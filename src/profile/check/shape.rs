//! Checks of tables, groups and anchored fields.

use super::super::error::Place;
use super::super::labels::edit_distance;
use super::super::{Field, Group, Line, Profile, Scope, Table, TableKind, ValueType};
use super::Complaint;
use super::lists::{compiles, keys_differ, labels_differ};
use crate::model::Sheet;

/// The path of a list: keys, each with its index.
type Way = [(&'static str, Option<usize>)];

impl Profile {
    /// Checks `[sheet]`, `[[table]]`, `[[group]]` and the anchors of fields.
    pub(super) fn check_shape(&self) -> Result<(), Complaint> {
        let keys: Vec<&str> = self.fields.iter().map(|f| f.key.as_str()).collect();
        let identity = self.sheet.iter().flat_map(|s| &s.identity);
        for key in identity {
            let place = || vec![("sheet", None), ("identity", None)];
            known(key, &keys, "[[field]]", place)?;
        }
        scope(&self.scope(), &[], Sheet::KEYS)
    }
}

/// Labels that have to be unique; those of anchored fields may occur again.
pub(super) fn free_names(fields: &[Field]) -> impl Iterator<Item = (&String, &Vec<String>, bool)> {
    const NONE: &Vec<String> = &Vec::new();
    fields
        .iter()
        .map(|f| match f.under.is_empty() && f.after.is_none() {
            true => (&f.key, &f.labels, !f.patterns.is_empty()),
            false => (
                &f.key,
                NONE,
                !(f.labels.is_empty() && f.patterns.is_empty()),
            ),
        })
}

fn scope(scope: &Scope<'_>, above: &Way, fixed: &[&str]) -> Result<(), Complaint> {
    let keys = keys(scope);
    let fields = scope.fields.iter().filter(|f| f.role.is_none());
    let mut taken: Vec<&str> = fixed.to_vec();
    taken.extend(fields.map(|f| f.key.as_str()));
    keys_differ(&taken, above, "table", numbered(scope.tables, |t| &t.key))?;
    taken.extend(scope.tables.iter().map(|t| t.key.as_str()));
    keys_differ(&taken, above, "group", numbered(scope.groups, |g| &g.key))?;
    for (n, entry) in scope.fields.iter().enumerate() {
        field(entry, &keys, &with(above, "field", n))?;
    }
    for (n, entry) in scope.tables.iter().enumerate() {
        table(entry, &keys, &with(above, "table", n))?;
    }
    for (n, entry) in scope.groups.iter().enumerate() {
        group(entry, &keys, &with(above, "group", n))?;
    }
    Ok(())
}

fn keys<'p>(scope: &Scope<'p>) -> Vec<&'p str> {
    let fields = scope.fields.iter().map(|f| f.key.as_str());
    let tables = scope.tables.iter().map(|t| t.key.as_str());
    let groups = scope.groups.iter().map(|g| g.key.as_str());
    fields.chain(tables).chain(groups).collect()
}

fn numbered<T>(list: &[T], key: fn(&T) -> &String) -> impl Iterator<Item = (usize, &String)> {
    list.iter()
        .enumerate()
        .map(move |(n, entry)| (n, key(entry)))
}

fn with(above: &Way, list: &'static str, n: usize) -> Place {
    [above, &[(list, Some(n))]].concat()
}

fn at(place: &Way, key: &'static str) -> impl Fn() -> Place {
    let place = place.to_vec();
    move || [place.as_slice(), &[(key, None)]].concat()
}

fn field(field: &Field, keys: &[&str], place: &Way) -> Result<(), Complaint> {
    anchors(&field.under, place)?;
    if let Some(after) = &field.after {
        known(after, keys, "[[field]] or [[table]]", at(place, "after"))?;
    }
    if field.kind == ValueType::Choice && field.marks.iter().all(|mark| mark.trim().is_empty()) {
        let message =
            "a choice needs marks: what stands before an option that is chosen".to_owned();
        return Err((at(place, "marks")(), message));
    }
    Ok(())
}

fn table(table: &Table, keys: &[&str], place: &Way) -> Result<(), Complaint> {
    anchors(&table.under, place)?;
    compiles(&table.total, at(place, "total"))?;
    if let Some(after) = &table.after {
        known(after, keys, "[[field]] or [[table]]", at(place, "after"))?;
    }
    if table.columns.is_empty() {
        let message = format!(
            "the table {:?} has no [[table.column]]; its header would never be found",
            table.key
        );
        return Err((at(place, "key")(), message));
    }
    if table.kind == TableKind::Rows && !table.rows.is_empty() {
        let message =
            "a [[table.row]] is for kind = \"matrix\"; rows of records have no labels".to_owned();
        return Err(([place, &[("row", Some(0))]].concat(), message));
    }
    if let Some(key) = &table.unit_column {
        let records = table
            .columns
            .iter()
            .filter(|_| table.kind == TableKind::Rows);
        let keys: Vec<&str> = records.map(|column| column.key.as_str()).collect();
        known(
            key,
            &keys,
            "[[table.column]] of records",
            at(place, "unit_column"),
        )?;
    }
    lines(&table.columns, "column", place)?;
    lines(&table.rows, "row", place)
}

fn lines(lines: &[Line], list: &'static str, place: &Way) -> Result<(), Complaint> {
    keys_differ(&[], place, list, numbered(lines, |line| &line.key))?;
    let free = lines.iter().filter(|line| line.under.is_empty());
    let named =
        |line: &&Line| list == "column" || !(line.labels.is_empty() && line.patterns.is_empty());
    let names = free
        .filter(named)
        .map(|l| (&l.key, &l.labels, !l.patterns.is_empty()));
    labels_differ(place, list, names)?;
    let keys: Vec<&str> = lines.iter().map(|line| line.key.as_str()).collect();
    for (n, line) in lines.iter().enumerate() {
        let own = with(place, list, n);
        anchors(&line.under, &own)?;
        line.patterns
            .iter()
            .try_for_each(|p| compiles(p.source(), at(&own, "patterns")))?;
        line.total_of
            .iter()
            .try_for_each(|key| known(key, &keys, list, at(&own, "total_of")))?;
        if line.year_offset.is_some()
            && !line
                .patterns
                .iter()
                .any(|p| p.source().contains("(?P<year>"))
        {
            let message = "year_offset compares the year that a pattern finds, and no pattern here has (?P<year>…)";
            return Err((at(&own, "year_offset")(), message.to_owned()));
        }
        if line.kind == ValueType::Choice {
            let message = "a choice is a field; here type may be text, period or number".to_owned();
            return Err((at(&own, "type")(), message));
        }
    }
    Ok(())
}

fn group(group: &Group, _: &[&str], place: &Way) -> Result<(), Complaint> {
    let fields = group.fields.iter();
    let keys: Vec<&str> = fields.map(|f| f.key.as_str()).collect();
    known(&group.begins, &keys, "[[group.field]]", at(place, "begins"))?;
    labels_differ(place, "field", free_names(&group.fields))?;
    keys_differ(&[], place, "field", numbered(&group.fields, |f| &f.key))?;
    let number: Vec<&str> = group.number.iter().map(String::as_str).collect();
    for (n, field) in group.fields.iter().enumerate() {
        let own = with(place, "field", n);
        field
            .patterns
            .iter()
            .try_for_each(|p| compiles(p.source(), at(&own, "patterns")))?;
        if field.role.is_some() || !field.parts.is_empty() {
            let key = if field.role.is_some() { "role" } else { "part" };
            let message = "a field of a group has neither a role nor parts".to_owned();
            return Err((at(&own, key)(), message));
        }
    }
    scope(&group.scope(), place, &number)
}

/// Anchors that are patterns have to be valid.
fn anchors(under: &[String], place: &Way) -> Result<(), Complaint> {
    let mut patterns = under.iter().filter(|text| text.starts_with('^'));
    patterns.try_for_each(|p| compiles(p, at(place, "under")))
}

/// The key exists.
fn known(key: &str, keys: &[&str], what: &str, place: impl Fn() -> Place) -> Result<(), Complaint> {
    if keys.contains(&key) {
        return Ok(());
    }
    let letters = |s: &str| s.chars().collect::<Vec<_>>();
    let nearest = keys
        .iter()
        .min_by_key(|k| edit_distance(&letters(k), &letters(key)));
    let meant = nearest.map_or(String::new(), |k| format!("; did you mean {k:?}?"));
    Err((
        place(),
        format!("there is no {what} with the key {key:?}{meant}"),
    ))
}
