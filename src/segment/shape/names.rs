//! The labels of a profile, prepared for matching.

use std::collections::HashMap;

use super::canvas::Piece;
use crate::profile::{Field, Group, Line, Pattern, Profile, Scope, Table, bare, folded};
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

/// Labels and patterns with one meaning.
#[derive(Clone, Debug, Default)]
pub struct Words {
    exact: HashMap<String, ()>,
    patterns: Vec<Pattern>,
}

impl ScopeNames {
    /// Whether a piece is a label, header or heading of the scope.
    pub fn names(&self, piece: &Piece) -> bool {
        let of_table = |t: &TableNames| {
            let lines = t.columns.iter().chain(&t.rows);
            lines
                .into_iter()
                .any(|line| line.words.rank(piece).is_some())
                || t.under.rank(piece).is_some()
        };
        self.fields.iter().any(|words| words.rank(piece).is_some())
            || self.tables.iter().any(of_table)
    }
}

impl LineNames {
    fn of(line: &Line) -> Self {
        Self {
            words: Words::new(&line.labels, &line.patterns),
            under: Words::mixed(&line.under),
            year_offset: line.year_offset,
        }
    }

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

impl Words {
    fn new(labels: &[String], patterns: &[String]) -> Self {
        let mut words = Self::default();
        labels.iter().for_each(|l| words.add(l));
        words
            .patterns
            .extend(patterns.iter().map(|p| Pattern::new(p)));
        words
    }

    /// Texts, of which those that begin with `^` are patterns.
    fn mixed(texts: &[String]) -> Self {
        let (patterns, labels): (Vec<_>, Vec<_>) =
            texts.iter().cloned().partition(|t| t.starts_with('^'));
        Self::new(&labels, &patterns)
    }

    fn add(&mut self, label: &str) {
        self.exact.insert(bare(&folded(label)).to_owned(), ());
    }

    fn extend(&mut self, other: &Self) {
        self.exact
            .extend(other.exact.iter().map(|(k, ())| (k.clone(), ())));
        self.patterns.extend(other.patterns.iter().cloned());
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.patterns.is_empty()
    }

    /// Whether a text is one of them.
    pub fn has(&self, text: &str) -> bool {
        let fits = |text: &str| {
            self.exact.contains_key(text) || self.patterns.iter().any(|p| p.is_match(text))
        };
        !text.is_empty() && (fits(text) || fits(bare(text)))
    }

    /// How well a piece's text matches: 0 as a whole, 1 without its notes.
    pub fn rank(&self, piece: &Piece) -> Option<u8> {
        if self.has(&piece.text) {
            Some(0)
        } else if self.has(&piece.plain) {
            Some(1)
        } else {
            None
        }
    }

    /// The group `year` of the pattern that matches a text.
    pub fn year(&self, text: &str) -> Option<String> {
        let year = |p: &Pattern| p.group(text, "year").flatten().map(str::to_owned);
        self.patterns.iter().find_map(year)
    }

    /// The labels as written in the profile, folded.
    pub fn exact(&self) -> impl Iterator<Item = &str> {
        self.exact.keys().map(String::as_str)
    }
}

impl Names {
    /// The names of a profile.
    pub fn of(profile: &Profile) -> Self {
        let mut names = Self::default();
        names.scope(
            &profile.scope(),
            profile
                .columns
                .iter()
                .map(|c| LineNames {
                    words: Words::new(&c.labels, &c.patterns),
                    ..LineNames::default()
                })
                .collect(),
        );
        names
    }

    /// Adds a scope and those below it; returns its index. `items` are the columns of the item table, which comes after
    /// the other tables.
    fn scope(&mut self, scope: &Scope<'_>, items: Vec<LineNames>) -> usize {
        let number = self.scopes.len();
        self.scopes.push(ScopeNames::default());
        let mut own = ScopeNames::default();
        for field in scope.fields {
            let (words, under) = self.field(field);
            own.fields.push(words);
            own.under.push(under);
            let parts = field.parts.iter().map(|part| Words::new(&part.labels, &[]));
            own.parts.push(parts.collect());
        }
        own.tables = scope.tables.iter().map(|table| self.table(table)).collect();
        if !items.is_empty() {
            own.tables.push(TableNames {
                columns: items,
                ..TableNames::default()
            });
        }
        own.groups = scope
            .groups
            .iter()
            .map(|g: &Group| self.scope(&g.scope(), Vec::new()))
            .collect();
        if let Some(place) = self.scopes.get_mut(number) {
            *place = own;
        }
        number
    }

    fn field(&mut self, field: &Field) -> (Words, Words) {
        let words = Words::new(&field.labels, &field.patterns);
        let under = Words::mixed(&field.under);
        self.labels.extend(&words);
        self.anchors.extend(&under);
        (words, under)
    }

    fn table(&mut self, table: &Table) -> TableNames {
        let under = Words::mixed(&table.under);
        self.anchors.extend(&under);
        TableNames {
            columns: table.columns.iter().map(LineNames::of).collect(),
            rows: table.rows.iter().map(LineNames::of).collect(),
            under,
            total: Pattern::new(&table.total),
        }
    }
}
