//! What was found on a document.

use super::super::Spot as Place;
use super::sheet::{Cell, Grid};

/// A field or a table.
#[derive(Clone, Debug)]
pub enum Item {
    /// A label with its value.
    Field(Field),
    /// A table.
    Table(Table),
}

/// Where something begins, for ordering.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Spot {
    /// Index of the block in the document.
    pub block: usize,
    /// Number of the table in the document, from 1; 0 outside tables.
    pub table: usize,
    /// Grid row.
    pub row: usize,
    /// Grid column.
    pub col: usize,
}

/// A label with its value.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its label in the form in which labels are compared.
    pub label: String,
    /// Its first line as written.
    pub written: String,
    /// Where the value is.
    pub stands: Stands,
    /// The group label next to it.
    pub under: Option<String>,
    /// Its values.
    pub values: Vec<String>,
    /// Where the label stands in the order of the document.
    pub spot: Spot,
    /// Where it stands on a page, on the first document.
    pub place: Place,
    /// Whether the values are options, some of them marked.
    pub is_choice: bool,
    /// Whether a number over several rows precedes it: that of a block.
    pub is_numbered: bool,
}

/// Where a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// To the right of its label, or in a box next to or below it.
    Right,
    /// Below it.
    Below,
    /// To the left of it.
    Left,
    /// Options to the right.
    Options,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// Whether its rows have labels.
    pub is_matrix: bool,
    /// Header paths, outermost first, in the form in which labels are compared.
    pub columns: Vec<Vec<String>>,
    /// The group label next to it.
    pub under: Option<String>,
    /// The heading above it.
    pub heading: Option<String>,
    /// The labels of its rows.
    pub rows: Vec<String>,
    /// The number of rows.
    pub depth: usize,
    /// Where its first header cell stands in the order of the document.
    pub spot: Spot,
    /// Where it stands on a page, on the first document.
    pub place: Place,
}

impl Spot {
    /// The place of a cell.
    pub fn of(grid: &Grid, cell: &Cell) -> Self {
        Self {
            block: grid.block,
            table: grid.number,
            row: cell.row,
            col: cell.col,
        }
    }
}

impl Item {
    /// The labels, options and headers that it consists of, in the form in which labels are compared.
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::Field(field) => {
                let options = field
                    .values
                    .iter()
                    .filter(|_| field.stands == Stands::Options);
                let options = options.flat_map(|all| all.split(" / ")).map(str::to_owned);
                let group = field.under.iter().cloned();
                [field.label.clone()]
                    .into_iter()
                    .chain(options)
                    .chain(group)
                    .collect()
            }
            Self::Table(table) => {
                let columns = table.columns.iter().flatten().chain(&table.rows);
                columns.chain(&table.under).cloned().collect()
            }
        }
    }

    /// Where it begins.
    pub fn spot(&self) -> Spot {
        match self {
            Self::Field(field) => field.spot,
            Self::Table(table) => table.spot,
        }
    }
}
