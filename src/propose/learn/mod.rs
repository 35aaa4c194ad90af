//! Learns a form from documents: what stays at its place is a label, what changes is a value.
//!
//! Steps: each document becomes grids of cells and lines outside them (`sheet`); each cell is classified as label,
//! value, mark or empty (`kinds`), by what repeats in other documents or else by shapes and neighbours; tables are
//! found by their header rows (`tables`), choices by their marks (`options`), fields by a label with an open cell next
//! to it (`fields`), titles and boxes among the lines (`outside`); then the documents are merged (`draft`) and keys
//! assigned (`keys`); [`write`] makes a profile.

mod draft;
mod fields;
mod found;
mod keys;
mod kinds;
mod options;
mod outside;
mod shapes;
mod sheet;
mod tables;
mod write;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

use self::draft::Part;
use self::found::Item;
use self::sheet::{Cell, Sheet};
use super::Named;
use crate::content::Content;
use crate::profile::Profile;

/// A form as learned from documents.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// How many documents it was learned from.
    pub documents: usize,
    /// The title of the first that has one, and whether it is a whole line.
    title: Option<(String, bool)>,
    parts: Vec<Part>,
    /// Lines and cells that stay and contain no value.
    headings: Vec<String>,
    known: Vec<Arc<Profile>>,
}

impl Draft {
    /// Whether nothing was found that a form consists of.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The numbers of fields, tables and groups.
    pub fn counts(&self) -> (usize, usize, usize) {
        let items = self.parts.iter().flat_map(Part::items);
        let (mut fields, mut tables) = (0, 0);
        for item in items {
            match item {
                Item::Field(_) => fields += 1,
                Item::Table(_) => tables += 1,
            }
        }
        let groups = self
            .parts
            .iter()
            .filter(|part| matches!(part, Part::Group(_)))
            .count();
        (fields, tables, groups)
    }

    /// What was found, in one sentence.
    pub fn summary(&self) -> String {
        let (fields, tables, groups) = self.counts();
        format!(
            "{fields} field(s), {tables} table(s) and {groups} repeated group(s) on {} document(s); look over the lines with TODO",
            self.documents
        )
    }

    /// The profile as TOML that loads without a change, and what it names; `id` is its name.
    pub fn profile(&self, id: &str) -> (String, Vec<Named>) {
        write::write(self, id)
    }
}

/// Learns a form from normalised documents, each of them one sheet; `known` profiles lend keys for their labels.
pub fn learn(documents: &[Content], known: &[Arc<Profile>]) -> Draft {
    let mut sheets: Vec<Sheet> = documents.iter().map(Sheet::of).collect();
    if let [sheet] = sheets.as_mut_slice() {
        sheet.is_alone = true;
    }
    let is_known = |text: &str| keys::of_known(text, known).is_some();
    kinds::tell(&mut sheets, &is_known);
    let staying = outside::staying(&sheets);
    let corners = outside::corner_labels(&sheets);
    let marked = options::marked_columns(sheets.iter().flat_map(|sheet| &sheet.grids));
    let mut draft = Draft {
        documents: documents.len(),
        known: known.to_vec(),
        ..Draft::default()
    };
    let mut all = Vec::new();
    for sheet in &mut sheets {
        let (mut items, headings, labels) = read(sheet, (&staying, &corners), &marked);
        let title = outside::title(sheet, &staying, &labels, &headings);
        if let Some((title, _)) = &title {
            leave_to_document(title, &mut items);
        }
        if draft.title.is_none() {
            draft.title = title;
        }
        draft.add_headings(sheet, &staying, &labels, &headings);
        all.push(items);
    }
    draft.parts = draft::together(all);
    draft.drop_labels_from_headings();
    draft
}

/// The title of the document names none of its tables, though the first may stand right below it, as in a workbook whose
/// first row is merged over all columns.
fn leave_to_document(title: &str, items: &mut [Item]) {
    let is_title =
        |heading: &String| shapes::without_years(heading) == shapes::without_years(title);
    for item in items {
        if let Item::Table(table) = item {
            table.heading = table.heading.take().filter(|heading| !is_title(heading));
        }
    }
}

/// Reads a document: its items in order, the labels without a value, the indexes of lines that are labels.
fn read(
    sheet: &mut Sheet,
    (staying, corners): (&HashSet<String>, &HashSet<String>),
    marked: &options::Columns,
) -> (Vec<Item>, Vec<Cell>, HashSet<usize>) {
    let (mut items, mut labels) = outside::boxes(sheet, staying);
    let (fields, lines) = outside::words(sheet, staying, &labels);
    items.extend(fields);
    labels.extend(lines);
    let mut headings = Vec::new();
    let mut found = Vec::new();
    let mut offered = Vec::new();
    for (number, grid) in sheet.grids.iter_mut().enumerate() {
        let options = options::options(grid, marked);
        found.push((number, tables::take(grid, &options)));
        offered.push(options);
    }
    tables::take_continued(&mut sheet.grids, &found);
    for item in found.iter_mut().flat_map(|(_, items)| items) {
        if let Item::Table(table) = item {
            table.heading = outside::heading_above(&sheet.lines, table.spot, staying, &labels);
        }
    }
    items.extend(found.into_iter().flat_map(|(_, items)| items));
    for (grid, options) in sheet.grids.iter_mut().zip(offered) {
        items.extend(options::take(grid, &options));
        let (fields, bare) = fields::take(grid);
        items.extend(fields);
        headings.extend(bare);
        items.extend(outside::in_corners(grid, corners));
    }
    items.sort_by(|a, b| {
        a.spot()
            .partial_cmp(&b.spot())
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    (items, headings, labels)
}

impl Draft {
    /// Labels of fields, options and table headers are not headings.
    fn drop_labels_from_headings(&mut self) {
        let items = self.parts.iter().flat_map(Part::items);
        let used: HashSet<String> = items
            .flat_map(Item::words)
            .map(|w| shapes::without_years(&w))
            .collect();
        self.headings
            .retain(|text| !used.contains(&shapes::without_years(text)));
    }

    /// Adds lines of most documents that are neither title nor label, and labels without a value.
    fn add_headings(
        &mut self,
        sheet: &Sheet,
        staying: &HashSet<String>,
        labels: &HashSet<usize>,
        bare: &[Cell],
    ) {
        let lines = sheet.lines.iter().enumerate();
        let lines = lines.filter(|(n, line)| {
            !labels.contains(n) && staying.contains(&shapes::without_years(&line.text))
        });
        let lines = lines
            .map(|(_, line)| line.text.as_str())
            .filter(|_| self.documents > 1);
        let cells = bare.iter().map(|cell| cell.text.as_str());
        for text in lines
            .chain(cells)
            .filter(|text| self.title.as_ref().is_none_or(|(title, _)| title != text))
        {
            let same = |other: &String| shapes::without_years(other) == shapes::without_years(text);
            if !self.headings.iter().any(same) {
                self.headings.push(text.to_owned());
            }
        }
    }
}
