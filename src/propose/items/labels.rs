//! Labels outside the item tables.
//!
//! A cell is a label if it looks like one and is where labels are: at the left end of its row, after a value, or after
//! a label of which it is a part. A row of only labels has its values below it. A line outside tables has labels with a
//! colon after them.

use indexmap::IndexMap;

use super::entries::{Rest, is_label_like, same, text};
use super::{Label, Stands};
use crate::content::Cell;
use crate::normalize::join;
use crate::profile::{FieldMatch, Labels};
use crate::propose::Found;
use crate::segment::ahead::cuts;
use crate::segment::bands::Band;
use crate::segment::fields::field_of;
use crate::segment::squeezed;

/// A label at one place, with the group that it belongs to.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The label, with one value.
    pub label: Label,
    /// The group's text.
    under: Option<String>,
    /// The entry that it is from.
    pub entry: usize,
}

/// The kind of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Label { under: Option<usize> },
    Value { of: Option<usize> },
}

/// Reads all labels, in the order of the document.
pub fn read(rest: &Rest<'_>, hints: &Labels) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::new();
    for (n, line) in rest.lines() {
        let cuts = cuts(line);
        if cuts.first().is_some_and(|cut| cut.0 == 0) {
            let piece = |from, to| line.text.slice(from..to).trimmed();
            let found = |cut: &(usize, usize, usize)| {
                let found = Found::new(piece(cut.0, cut.1).squeezed(), std::slice::from_ref(line));
                let value = piece(cut.1 + 1, cut.2).to_string();
                Seen::new(n, found, Stands::InLine, value)
            };
            seen.extend(cuts.iter().map(found));
        }
    }
    let mut taken = None;
    for (n, band, _) in rest.bands() {
        if taken == Some(n) {
            continue;
        }
        match values_below(rest, n, band) {
            Some((below, values)) => {
                taken = Some(below);
                let of = |(cell, value): (&Cell, &Cell)| {
                    Seen::new(
                        n,
                        found(cell),
                        Stands::Above,
                        join(&value.lines).to_string(),
                    )
                };
                seen.extend(band.cells.iter().zip(&values.cells).map(of));
            }
            None => seen.extend(beside(rest, n, band, hints)),
        }
    }
    seen.sort_by_key(|seen| seen.entry);
    seen
}

impl Seen {
    fn new(entry: usize, found: Found, stands: Stands, value: String) -> Self {
        Self {
            label: Label {
                found,
                stands,
                values: vec![value],
                parts: Vec::new(),
                key: String::new(),
                role: None,
            },
            under: None,
            entry,
        }
    }
}

fn found(cell: &Cell) -> Found {
    Found::new(squeezed(&cell.lines), &cell.lines)
}

/// The row group below a row of labels, if it has their values, each as wide as its label.
fn values_below<'e>(rest: &Rest<'e>, n: usize, band: &Band) -> Option<(usize, &'e Band)> {
    let (below, values) = rest.below(n)?;
    let pairs = || band.cells.iter().zip(&values.cells);
    let all_labels = band.cells.iter().all(|cell| is_label_like(&text(cell)));
    let as_wide = band.cells.len() == values.cells.len()
        && pairs().all(|(a, b)| same(band.extent(a), values.extent(b)));
    let is_value =
        |cell: &Cell| !is_label_like(&text(cell)) || rest.sheets > 1 && !rest.comes_back(cell);
    let over_values = values.cells.iter().any(is_value)
        && (rest.sheets == 1 || band.cells.iter().all(|cell| rest.comes_back(cell)));
    let no_room = band.ruled && !band.blanks.inside && !values.blanks.above;
    (no_room && all_labels && as_wide && over_values).then_some((below, values))
}

/// The labels with their values to the right.
fn beside(rest: &Rest<'_>, n: usize, band: &Band, hints: &Labels) -> Vec<Seen> {
    let kinds = kinds(rest, band, hints);
    let cell_text = |at: usize| band.cells.get(at).map(|cell| squeezed(&cell.lines));
    let mut seen = Vec::new();
    for (at, (cell, kind)) in band.cells.iter().zip(&kinds).enumerate() {
        let Kind::Label { under } = *kind else {
            continue;
        };
        let is_its = |(_, kind): &(&Cell, &Kind)| **kind == Kind::Value { of: Some(at) };
        let values = band.cells.iter().zip(&kinds).filter(is_its);
        let values: Vec<String> = values
            .map(|(cell, _)| join(&cell.lines).to_string())
            .collect();
        let has_room = end(cell) < band.cols();
        if has_room || !values.is_empty() {
            let mut label = Seen::new(n, found(cell), Stands::Beside, values.join("\n"));
            label.under = under.and_then(cell_text);
            seen.push(label);
        }
    }
    seen
}

fn kinds(rest: &Rest<'_>, band: &Band, hints: &Labels) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for cell in &band.cells {
        let is_known = field_of(cell, hints).is_some();
        let is_label = is_known || is_label_like(&text(cell));
        let has_room = end(cell) < band.cols();
        let left = left_of(band, cell).filter(|left| *left < kinds.len());
        let kind = match left.and_then(|left| Some((left, *kinds.get(left)?))) {
            None if is_label => Kind::Label { under: None },
            None => Kind::Value { of: None },
            Some((_, Kind::Value { of })) if is_label && has_room => Kind::Label {
                under: of.and_then(|of| group_of(&kinds, of)),
            },
            Some((_, Kind::Value { of })) => Kind::Value { of },
            Some((left, Kind::Label { .. }))
                if is_label && has_room && is_part(rest, band, left, cell, hints) =>
            {
                Kind::Label { under: Some(left) }
            }
            Some((left, Kind::Label { .. })) => Kind::Value { of: Some(left) },
        };
        kinds.push(kind);
    }
    kinds
}

fn group_of(kinds: &[Kind], label: usize) -> Option<usize> {
    match kinds.get(label) {
        Some(Kind::Label { under }) => *under,
        _ => None,
    }
}

/// The cell directly to the left that shares a row.
fn left_of(band: &Band, cell: &Cell) -> Option<usize> {
    let adjacent = |other: &Cell| {
        end(other) == cell.col
            && other.row < cell.row + cell.row_span
            && cell.row < other.row + other.row_span
    };
    band.cells.iter().position(adjacent)
}

/// Whether a label directly after another is a part of it: the other spans several rows, or the row has an odd number
/// of places from the other on, so that labels and values do not alternate, and a value that changes follows this one.
fn is_part(rest: &Rest<'_>, band: &Band, left: usize, cell: &Cell, hints: &Labels) -> bool {
    let Some(left) = band.cells.get(left) else {
        return false;
    };
    let is_known_part = |known: FieldMatch| hints.part(known.field, &text(cell)).is_some();
    if field_of(left, hints).is_some_and(is_known_part) || left.row_span > cell.row_span {
        return true;
    }
    let is_label = |cell: &Cell| is_label_like(&text(cell)) && rest.comes_back(cell);
    let behind = band.cells.iter().find(|other| starts_behind(other, cell));
    let places = places_from(band, left);
    match rest.sheets {
        1 => places % 2 == 1 && places > 3,
        _ => places % 2 == 1 && rest.comes_back(cell) && !behind.is_some_and(is_label),
    }
}

/// Whether a cell directly follows another in its first row.
fn starts_behind(cell: &Cell, other: &Cell) -> bool {
    cell.row == other.row && cell.col == end(other)
}

/// The number of cells in a row from this one on, counting a gap between cells with text as one.
fn places_from(band: &Band, first: &Cell) -> usize {
    let in_row = |cell: &&Cell| {
        cell.col >= first.col && (cell.row..cell.row + cell.row_span).contains(&first.row)
    };
    let mut before = first.col;
    let mut count = 0;
    for cell in band.cells.iter().filter(in_row) {
        count += 1 + usize::from(cell.col > before);
        before = end(cell);
    }
    count + usize::from(before < band.cols())
}

/// The column after a cell.
fn end(cell: &Cell) -> usize {
    cell.col + cell.col_span
}

/// Merges equal labels: those of most sheets, and those of few.
pub fn gathered(seen: Vec<Seen>, sheets: usize) -> (Vec<Label>, Vec<Label>) {
    let mut labels: IndexMap<String, Label> = IndexMap::new();
    for Seen { label, under, .. } in seen {
        let group = under.and_then(|group| labels.get_mut(&group));
        match group {
            None => put(&mut labels, label),
            Some(group) => {
                let parts = std::mem::take(&mut group.parts).into_iter();
                let mut parts = parts.map(|part| (part.found.text.clone(), part)).collect();
                put(&mut parts, label);
                group.parts = parts.into_values().collect();
            }
        }
    }
    let is_usual = |label: &Label| 2 * label.found.spots.len() >= sheets;
    labels.into_values().partition(is_usual)
}

fn put(labels: &mut IndexMap<String, Label>, label: Label) {
    match labels.get_mut(&label.found.text) {
        Some(known) => {
            known.found.join(label.found);
            known.values.extend(label.values);
        }
        None => {
            labels.insert(label.found.text.clone(), label);
        }
    }
}
