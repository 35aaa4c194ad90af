//! The tables of a draft, with their columns.

use super::Writer;
use crate::model::Sheet;
use crate::propose::learn::found::Table;
use crate::propose::learn::keys::{self, Keys};
use crate::propose::learn::shapes::{is_year, plain, without_years, year_pattern};
use crate::propose::{Found, Named};
use crate::values::FiscalYear;

/// The most row labels of a matrix in a comment.
const ROWS_SHOWN: usize = 12;

/// Columns that every table has beside the form's.
const TABLE_KEYS: &[&str] = &["document_id", "sheet_seq", "seq"];

impl Writer<'_> {
    pub(super) fn table(&mut self, indent: &str, list: &str, table: &Table, documents: usize) {
        self.line("");
        let kind = match table.is_matrix {
            true => "labelled rows and columns / 行と列に見出しのある表",
            false => "rows of one kind / 同じ種類の行",
        };
        self.comment(
            indent,
            &format!(
                "{kind}; on {documents} of {} document(s)",
                self.draft.documents
            ),
        );
        if table.is_matrix {
            let rows = table
                .rows
                .iter()
                .filter(|row| !row.is_empty())
                .take(ROWS_SHOWN);
            let rows: Vec<&str> = rows.map(String::as_str).collect();
            self.comment(indent, &format!("its rows / 行: {}", rows.join(", ")));
        }
        let heading = table.heading.as_deref().map(of_heading);
        let name = table.under.clone().or(heading);
        let name = name
            .filter(|name| !name.is_empty())
            .or_else(|| first_label(table))
            .unwrap_or_default();
        let key = self.keys.key(&name, table.spot, &self.draft.known);
        self.named.push(Named {
            is_column: true,
            found: Found {
                text: columns(table).join(", "),
                spots: vec![table.place],
            },
            key: key.clone(),
            values: table.rows.clone(),
        });
        self.line(&format!("{indent}[[{list}table]]"));
        self.entry(indent, "key", key.as_str());
        self.entry(
            indent,
            "title",
            if name.is_empty() { "?" } else { plain(&name) },
        );
        self.entry(
            indent,
            "kind",
            if table.is_matrix { "matrix" } else { "rows" },
        );
        if let Some(under) = table.under.as_ref().or(table.heading.as_ref()) {
            let under = year_pattern(under, false).unwrap_or_else(|| under.clone());
            self.entry(indent, "under", vec![under]);
        } else if let Some(before) = self.before.clone().filter(|_| columns(table).len() == 1) {
            // a single column of years would match any such header
            self.entry(indent, "after", before);
        }
        self.columns(&format!("{indent}  "), list, table);
        self.before = Some(key);
    }

    fn columns(&mut self, indent: &str, list: &str, table: &Table) {
        let mut keys = Keys::without(&[Sheet::KEYS, TABLE_KEYS].concat());
        for column in columns(table) {
            let key = match keys::word(&column) {
                Some(word) => keys.once(word),
                None if is_year(&column) => keys.once("year".to_owned()),
                None => keys.once("column".to_owned()),
            };
            self.line(&format!("\n{indent}[[{list}table.column]]"));
            self.entry(indent, "key", key);
            self.entry(indent, "title", plain(&column));
            let offset = self.year_offset(&column).filter(|_| !table.is_matrix);
            match year_pattern(&column, true).filter(|_| table.is_matrix || offset.is_some()) {
                Some(pattern) => self.entry(indent, "patterns", vec![pattern]),
                None => self.entry(indent, "labels", vec![column]),
            }
            // a year to come is often the last of a plan, and stays
            if let Some(offset) = offset.filter(|offset| *offset <= 0) {
                self.entry(indent, "year_offset", offset);
            }
        }
    }

    /// The fiscal year in a label, as years after that of the title.
    fn year_offset(&self, label: &str) -> Option<i32> {
        let (title, _) = self.draft.title.as_ref()?;
        let (year, _) = FiscalYear::find(title)?;
        Some(FiscalYear::parse_near(label, year)?.year() - year.year())
    }
}

/// The columns of a table by their lowest labels, without duplicates; those of a matrix that differ only in their years
/// are one. Where records have a lowest label twice, it comes with those above it: R4目標, R5目標.
fn columns(table: &Table) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    let same = |a: &str, b: &str| match table.is_matrix {
        true => without_years(a) == without_years(b),
        false => a == b,
    };
    for path in &table.columns {
        let Some(lowest) = path.last() else { continue };
        let namesakes = table.columns.iter().filter(|p| p.last() == Some(lowest));
        let label = match !table.is_matrix && namesakes.count() > 1 {
            true => path.concat(),
            false => lowest.clone(),
        };
        if !columns.iter().any(|own| same(own, &label)) {
            columns.push(label);
        }
    }
    columns
}

/// A heading without the marks and numbers around it: ≪コスト≫, 1 事業費.
fn of_heading(text: &str) -> String {
    let is_mark = |c: char| !c.is_alphabetic();
    plain(text.trim_start_matches(is_mark))
        .trim_end_matches(is_mark)
        .to_owned()
}

/// The first header cell above others, which may name the table.
fn first_label(table: &Table) -> Option<String> {
    let over = table.columns.iter().find(|path| path.len() > 1);
    let first = over.or(table.columns.first())?.first()?;
    Some(first.clone())
}
