//! What stands on paper: hidden sheets, rows and columns do not, nor what lies outside the print area.

use super::area::Area;
use super::merged::Merged;
use super::{NAMED, Position, Sheet};
use crate::diagnostics::{Code, Diagnostic};

/// What was left out of a workbook.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    sheets: Vec<String>,
    hidden: Vec<String>,
    not_printed: Vec<String>,
}

impl LeftOut {
    /// Notes a sheet that is hidden.
    pub fn sheet(&mut self, sheet: &Sheet) {
        if !sheet.texts.is_empty() {
            self.sheets.push(sheet.name.clone());
        }
    }

    /// What is to be said.
    pub fn told(&self) -> Option<Diagnostic> {
        let kinds = [
            ("hidden sheets", &self.sheets),
            ("hidden rows and columns of", &self.hidden),
            ("what is outside the print area of", &self.not_printed),
        ];
        let told: Vec<String> = kinds
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(what, names)| format!("{what} {}", list(names)))
            .collect();
        let message = format!(
            "left out, as when printing: {}; show or print them if they belong to the document",
            told.join("; ")
        );
        (!told.is_empty()).then(|| Diagnostic::new(Code::LeftOut, message))
    }
}

fn list(names: &[String]) -> String {
    let more = match names.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let names: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    format!("{}{more}", names.join(", "))
}

/// Keeps what stands on paper, and notes whether any text goes.
pub(super) fn keep(sheet: &mut Sheet, merged: &Merged, left_out: &mut LeftOut) {
    let (rows, cols) = (&sheet.rows, &sheet.cols);
    // of a merged cell any row and any column that is shown shows its text
    let is_visible = |at: Position| {
        let area = merged.at(at).unwrap_or(Area::cell(at));
        (area.top..=area.bottom).any(|row| !rows.is_hidden(row))
            && (area.left..=area.right).any(|col| !cols.is_hidden(col))
    };
    let printed = &sheet.print_areas;
    let is_printed = |at: Position| printed.is_empty() || printed.iter().any(|a| a.contains(at));
    let texts = sheet.texts.len();
    sheet.texts.retain(|(at, _)| is_printed(*at));
    if sheet.texts.len() < texts {
        left_out.not_printed.push(sheet.name.clone());
    }
    let texts = sheet.texts.len();
    sheet.texts.retain(|(at, _)| is_visible(*at));
    if sheet.texts.len() < texts {
        left_out.hidden.push(sheet.name.clone());
    }
    let is_shown = |at: Position| is_printed(at) && is_visible(at);
    sheet.borders.retain(|(at, _)| is_shown(*at));
    sheet.shapes.retain(|(at, _)| is_shown(*at));
    sheet.without_value.retain(|at| is_shown(*at));
}
