//! The rows that a document has in each table.

use crate::diagnostics::Diagnostic;
use crate::model::{
    Document, Doubt, Figure, Goal, Item, MatrixCell, Measure, Record, Sheet, Uncertain,
};

/// The subject of a row. Parts below the level of its table are `None`.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub(super) document: &'a Document,
    pub(super) sheet: Option<&'a Sheet>,
    pub(super) sheet_seq: Option<u32>,
    pub(super) item: Option<&'a Item>,
    pub(super) item_seq: Option<u32>,
    pub(super) measure: Option<&'a Measure>,
    pub(super) measure_seq: u32,
    pub(super) figure: Option<&'a Figure>,
    pub(super) goal: Option<&'a Goal>,
    pub(super) diagnostic: Option<&'a Diagnostic>,
    /// An uncertain value.
    pub(super) uncertain: Option<&'a Uncertain>,
    /// One of its characters.
    pub(super) doubt: Option<&'a Doubt>,
    pub(super) seq: u32,
    /// A row of a records table, or a block of a group.
    pub(super) record: Option<&'a Record>,
    /// A cell of a matrix, and the key of its table.
    pub(super) cell: Option<(&'a str, &'a MatrixCell)>,
    /// The key of the enclosing group, and the number of its block on the sheet.
    pub(super) block: Option<(&'a str, u32)>,
}

/// Finds the rows of a table.
pub(super) type Rows = Box<dyn for<'a> Fn(&'a Document) -> Vec<Row<'a>> + Send + Sync>;

impl<'a> Row<'a> {
    fn of(document: &'a Document) -> Self {
        Self {
            document,
            sheet: None,
            sheet_seq: None,
            item: None,
            item_seq: None,
            measure: None,
            measure_seq: 0,
            figure: None,
            goal: None,
            diagnostic: None,
            uncertain: None,
            doubt: None,
            seq: 0,
            record: None,
            cell: None,
            block: None,
        }
    }
}

pub(super) fn sheets(document: &Document) -> Vec<Row<'_>> {
    (1..)
        .zip(&document.sheets)
        .map(|(seq, sheet)| Row {
            sheet: Some(sheet),
            sheet_seq: Some(seq),
            ..Row::of(document)
        })
        .collect()
}

pub(super) fn items(document: &Document) -> Vec<Row<'_>> {
    sheets(document)
        .into_iter()
        .flat_map(|row| {
            let items = row.sheet.map_or(&[][..], |sheet| &sheet.items);
            (1..).zip(items).map(move |(seq, item)| Row {
                item: Some(item),
                item_seq: Some(seq),
                ..row
            })
        })
        .collect()
}

/// An item without measures has one row without a measure, so that the flat table holds every item.
pub(super) fn measures(document: &Document) -> Vec<Row<'_>> {
    items(document)
        .into_iter()
        .flat_map(|row| match row.item {
            Some(item) if !item.measures.is_empty() => with_measures(row, item),
            _ => vec![row],
        })
        .collect()
}

fn with_measures<'a>(row: Row<'a>, item: &'a Item) -> Vec<Row<'a>> {
    (1..)
        .zip(&item.measures)
        .map(|(seq, measure)| Row {
            measure: Some(measure),
            measure_seq: seq,
            ..row
        })
        .collect()
}

pub(super) fn figures(document: &Document) -> Vec<Row<'_>> {
    measures(document)
        .into_iter()
        .flat_map(|row| {
            let figures = match (row.measure, row.item) {
                (Some(measure), _) => &measure.figures[..],
                (None, item) => item.map_or(&[][..], |item| &item.figures),
            };
            (1..).zip(figures).map(move |(seq, figure)| Row {
                figure: Some(figure),
                seq,
                ..row
            })
        })
        .collect()
}

pub(super) fn goals(document: &Document) -> Vec<Row<'_>> {
    (1..)
        .zip(&document.document.goals)
        .map(|(seq, goal)| Row {
            goal: Some(goal),
            seq,
            ..Row::of(document)
        })
        .collect()
}

pub(super) fn diagnostics(document: &Document) -> Vec<Row<'_>> {
    (1..)
        .zip(&document.diagnostics)
        .map(|(seq, diagnostic)| Row {
            diagnostic: Some(diagnostic),
            seq,
            ..Row::of(document)
        })
        .collect()
}

/// A value without uncertain characters, which may have been lost, has one row.
pub(super) fn uncertain(document: &Document) -> Vec<Row<'_>> {
    let characters = document.uncertain.iter().flat_map(|value| {
        let doubts = value.characters.iter().map(Some);
        let none = value.characters.is_empty().then_some(None);
        doubts.chain(none).map(move |doubt| (value, doubt))
    });
    (1..)
        .zip(characters)
        .map(|(seq, (value, doubt))| Row {
            uncertain: Some(value),
            doubt,
            seq,
            ..Row::of(document)
        })
        .collect()
}
