//! The labels of a profile with tables and groups, scope by scope.

use super::words::{Meanings, WordIndex, Words};
use super::{Column, Field, Line, Pattern, Profile, Scope, Table};
use crate::values::FiscalYear;

/// All labels of a profile, by scope.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The scope of sheets first, then those of groups, outer before inner, in order.
    pub scopes: Vec<ScopeNames>,
    /// The anchors of anything in any scope.
    pub anchors: Words,
    /// Labels of any field in any scope, which end a value.
    pub labels: Words,
    index: WordIndex,
}

/// The labels of a scope.
#[derive(Clone, Debug, Default)]
pub struct ScopeNames {
    /// The labels of its fields.
    pub fields: Vec<Words>,
    /// The labels of the parts of each field.
    pub parts: Vec<Vec<Words>>,
    /// The anchors of each field.
    pub under: Vec<Words>,
    /// The labels of its tables.
    pub tables: Vec<TableNames>,
    /// The scope of each of its groups.
    pub groups: Vec<usize>,
}

/// The labels of a table.
#[derive(Clone, Debug, Default)]
pub struct TableNames {
    /// The labels of its columns.
    pub columns: Vec<LineNames>,
    /// The labels of its rows.
    pub rows: Vec<LineNames>,
    /// Its anchors.
    pub under: Words,
    /// The pattern of its row of totals.
    pub total: Pattern,
}

/// The labels of a column or row.
#[derive(Clone, Debug, Default)]
pub struct LineNames {
    /// Its own labels.
    pub words: Words,
    /// Its anchors.
    pub under: Words,
    /// The fiscal year in its label, as years after the sheet's.
    pub year_offset: Option<i32>,
}

impl LineNames {
    /// Whether labels that its words match name the year they should on a sheet of a given one; without a year they may
    /// name any.
    pub fn fits_year(&self, labels: &[String], sheet: Option<FiscalYear>) -> bool {
        let (Some(offset), Some(sheet)) = (self.year_offset, sheet) else {
            return true;
        };
        let named = labels.iter().find_map(|label| self.words.year(label));
        let named = named.and_then(|year| FiscalYear::parse_near(&year, sheet));
        named.is_none_or(|named| named.year() == sheet.year() + offset)
    }
}

impl Names {
    /// The names of a profile.
    pub fn of(profile: &Profile) -> Self {
        let mut names = Self::default();
        let items = profile.columns.iter().map(|c| names.column(c)).collect();
        names.scope(&profile.scope(), items);
        names
    }

    /// The meanings of a text.
    pub fn find(&self, text: &str) -> Meanings {
        self.index.find(text)
    }

    /// Whether a text is the label of any field.
    pub fn is_label(&self, text: &str) -> bool {
        self.labels.are_among(&self.find(text))
    }

    /// Whether a text is the label of any field, or the anchor of anything.
    pub fn is_label_or_anchor(&self, text: &str) -> bool {
        let found = self.find(text);
        self.labels.are_among(&found) || self.anchors.are_among(&found)
    }

    /// Adds a scope and those below it; returns its index. `items` are the columns of the item table, which comes after
    /// the other tables.
    fn scope(&mut self, scope: &Scope<'_>, items: Vec<LineNames>) -> usize {
        let number = self.scopes.len();
        self.scopes.push(ScopeNames::default());
        let mut own = ScopeNames::default();
        for field in scope.fields {
            own.fields.push(self.field(field));
            own.under.push(self.anchors(&field.under));
            let parts = field.parts.iter();
            let parts = parts.map(|part| self.index.add(&part.labels, &[]));
            own.parts.push(parts.collect());
        }
        own.tables = scope.tables.iter().map(|table| self.table(table)).collect();
        if !items.is_empty() {
            own.tables.push(TableNames {
                columns: items,
                ..TableNames::default()
            });
        }
        let groups = scope.groups.iter();
        own.groups = groups
            .map(|group| self.scope(&group.scope(), Vec::new()))
            .collect();
        if let Some(place) = self.scopes.get_mut(number) {
            *place = own;
        }
        number
    }

    fn field(&mut self, field: &Field) -> Words {
        self.index
            .extend(&mut self.labels, &field.labels, &field.patterns);
        self.index.add(&field.labels, &field.patterns)
    }

    fn anchors(&mut self, texts: &[String]) -> Words {
        self.index.extend_mixed(&mut self.anchors, texts);
        let mut own = Words::default();
        self.index.extend_mixed(&mut own, texts);
        own
    }

    fn table(&mut self, table: &Table) -> TableNames {
        TableNames {
            columns: table.columns.iter().map(|line| self.line(line)).collect(),
            rows: table.rows.iter().map(|line| self.line(line)).collect(),
            under: self.anchors(&table.under),
            total: Pattern::from(table.total.as_str()),
        }
    }

    /// The anchors of a line are header cells, and no anchors of anything else.
    fn line(&mut self, line: &Line) -> LineNames {
        let mut under = Words::default();
        self.index.extend_mixed(&mut under, &line.under);
        LineNames {
            words: self.index.add(&line.labels, &line.patterns),
            under,
            year_offset: line.year_offset,
        }
    }

    fn column(&mut self, column: &Column) -> LineNames {
        LineNames {
            words: self.index.add(&column.labels, &column.patterns),
            ..LineNames::default()
        }
    }
}
