//! One draft from what was found in all documents: items in order, repeated ones as groups.

use std::collections::{HashMap, HashSet};

use super::found::{Field, Item, Table};
use super::shapes::without_years;

/// An item counts if it is in at least this share of the documents that could have it.
const SHARE: f64 = 0.25;

/// A part of the form.
#[derive(Clone, Debug)]
pub enum Part {
    /// A field or table, with the number of documents that have it.
    One(Item, usize),
    /// Items that occur block by block; the first begins each.
    Group(Vec<(Item, usize)>),
}

impl Part {
    /// Its fields and tables.
    pub fn items(&self) -> Vec<&Item> {
        match self {
            Self::One(item, _) => vec![item],
            Self::Group(items) => items.iter().map(|(item, _)| item).collect(),
        }
    }
}

/// What identifies an item: a label, or a table's columns.
pub fn signature(item: &Item) -> String {
    match item {
        Item::Field(field) => without_years(&field.label),
        Item::Table(table) => {
            let columns = table
                .columns
                .iter()
                .map(|path| without_years(&path.concat()));
            let mut columns: Vec<String> = columns.collect();
            columns.dedup();
            let under = table
                .under
                .as_deref()
                .or(table.heading.as_deref())
                .map(without_years)
                .unwrap_or_default();
            format!("{under}\u{1}{}", columns.join("\u{1}"))
        }
    }
}

/// Merges the items of all documents.
pub fn together(documents: Vec<Vec<Item>>) -> Vec<Part> {
    let documents: Vec<Vec<Item>> = documents.into_iter().map(without_repeats).collect();
    let repeated = repeated(&documents);
    let number = documents.len();
    let mut merged: Vec<Merged> = Vec::new();
    for items in documents {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut after: Option<usize> = None;
        for item in items {
            let own = signature(&item);
            let count = seen.entry(own.clone()).or_default();
            // a table that occurs again continues
            let is_one = repeated.contains(&own) || matches!(item, Item::Table(_));
            let occurrence = if is_one { 0 } else { *count };
            let again = *count > 0 && is_one;
            *count += 1;
            after = Some(add(&mut merged, item, own, occurrence, again, after));
        }
    }
    let enough = (number as f64 * SHARE).ceil() as usize;
    merged.retain(|m| m.documents >= enough);
    drop_labels_of_tables(&mut merged);
    parts(merged, &repeated)
}

/// Drops fields that a later page repeats with the same value.
fn without_repeats(items: Vec<Item>) -> Vec<Item> {
    let mut said: HashSet<(String, Vec<String>)> = HashSet::new();
    let mut is_new = |item: &Item| match item {
        Item::Field(field) if !field.values.is_empty() => {
            said.insert((without_years(&field.label), field.values.clone()))
        }
        _ => true,
    };
    items.into_iter().filter(|item| is_new(item)).collect()
}

struct Merged {
    item: Item,
    signature: String,
    occurrence: usize,
    documents: usize,
}

/// Adds an item of a document after the one before it; returns its position.
fn add(
    merged: &mut Vec<Merged>,
    item: Item,
    signature: String,
    occurrence: usize,
    again: bool,
    after: Option<usize>,
) -> usize {
    let same = |m: &Merged| m.signature == signature && m.occurrence == occurrence;
    if let Some(place) = merged.iter().position(same) {
        if let Some(known) = merged.get_mut(place) {
            known.documents += usize::from(!again);
            known.item.join(item);
        }
        return place;
    }
    let place = after.map_or(0, |after| after + 1);
    merged.insert(
        place,
        Merged {
            item,
            signature,
            occurrence,
            documents: 1,
        },
    );
    place
}

/// A label above a single row is a field in one document and a column in another: the table takes it.
fn drop_labels_of_tables(merged: &mut Vec<Merged>) {
    let columns: HashSet<String> = merged
        .iter()
        .filter_map(|m| match &m.item {
            Item::Table(table) if !table.is_matrix => Some(table),
            _ => None,
        })
        .flat_map(|table| {
            table
                .columns
                .iter()
                .filter_map(|path| path.last().map(|t| without_years(t)))
        })
        .collect();
    merged.retain(|m| match &m.item {
        Item::Field(field) => {
            field.stands != super::found::Stands::Below || !columns.contains(&m.signature)
        }
        Item::Table(_) => true,
    });
}

/// The signatures that occur block by block in a document: at least two of them, each as often as another.
fn repeated(documents: &[Vec<Item>]) -> HashSet<String> {
    let mut all = HashSet::new();
    for items in documents {
        let signatures: Vec<String> = items.iter().map(signature).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for signature in &signatures {
            *counts.entry(signature).or_default() += 1;
        }
        // the first that repeats begins a block
        let Some(begins) = signatures
            .iter()
            .find(|s| counts.get(s.as_str()).is_some_and(|n| *n > 1))
        else {
            continue;
        };
        let blocks: Vec<&[String]> = signatures.split(|s| s == begins).skip(1).collect();
        let in_blocks = |s: &str| {
            blocks
                .iter()
                .filter(|b| b.iter().any(|own| own == s))
                .count()
        };
        let members: HashSet<String> = signatures
            .iter()
            .filter(|s| in_blocks(s) > 1)
            .cloned()
            .collect();
        if !members.is_empty() {
            all.extend(members);
            all.insert(begins.clone());
        }
    }
    all
}

fn parts(merged: Vec<Merged>, repeated: &HashSet<String>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut group: Option<usize> = None;
    for m in merged {
        if !repeated.contains(&m.signature) {
            parts.push(Part::One(m.item, m.documents));
            continue;
        }
        match group.and_then(|at| parts.get_mut(at)) {
            Some(Part::Group(items)) => items.push((m.item, m.documents)),
            _ => {
                group = Some(parts.len());
                parts.push(Part::Group(vec![(m.item, m.documents)]));
            }
        }
    }
    parts
}

impl Item {
    /// Adds another occurrence in another document.
    fn join(&mut self, other: Item) {
        match (self, other) {
            (Self::Field(own), Self::Field(other)) => own.join(other),
            (Self::Table(own), Self::Table(other)) => own.join(other),
            _ => {}
        }
    }
}

impl Field {
    fn join(&mut self, other: Field) {
        self.values.extend(other.values);
        self.is_choice |= other.is_choice;
        self.under = self.under.take().or(other.under);
    }
}

impl Table {
    fn join(&mut self, other: Table) {
        let new = |path: &Vec<String>| !self.columns.contains(path);
        let columns: Vec<Vec<String>> = other.columns.into_iter().filter(new).collect();
        self.columns.extend(columns);
        for row in other.rows {
            if !self.rows.contains(&row) {
                self.rows.push(row);
            }
        }
        self.depth = self.depth.max(other.depth);
        self.under = self.under.take().or(other.under);
        self.heading = self.heading.take().or(other.heading);
    }
}
