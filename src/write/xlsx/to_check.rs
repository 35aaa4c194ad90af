//! The sheet of what needs a look: each warning with its document, page and place, and what to do.

use rust_xlsxwriter::{Color, Worksheet, XlsxError};

use super::cells::{Formats, cell, fitting};
use super::layout::{self, Widths};
use super::place::Titles;
use crate::diagnostics::{Diagnostic, Severity};
use crate::messages::{advice, of_diagnostic};
use crate::model::Document;
use crate::write::tables::{Kind, Table, Value};

/// The name of the sheet.
pub const SHEET: &str = "要確認";

const TITLES: [&str; 8] = [
    "文書",
    "ページ",
    "場所",
    "読み取った値",
    "内容",
    "確認すること",
    "コード",
    "文書ID",
];
/// The kinds of those columns.
const KINDS: [Kind; 8] = [
    Kind::Text,
    Kind::Integer,
    Kind::Text,
    Kind::Text,
    Kind::Text,
    Kind::Text,
    Kind::Text,
    Kind::Text,
];
/// The colour of the sheet's tab if there is anything to check.
const ATTENTION: Color = Color::RGB(0x00ED_7D31);

/// The sheet being filled.
pub struct ToCheck {
    titles: Titles,
    next: u32,
    widths: Widths,
}

impl ToCheck {
    /// Begins the sheet of a form with these tables.
    pub fn begin<'t>(
        to: &mut Worksheet,
        tables: impl Iterator<Item = &'t Table>,
        formats: &Formats,
    ) -> Result<Self, XlsxError> {
        to.set_name(SHEET)?;
        layout::header(to, &TITLES, formats)?;
        Ok(Self {
            titles: Titles::of(tables),
            next: 1,
            widths: Widths::of(&TITLES),
        })
    }

    /// Adds the warnings of a document.
    pub fn add(
        &mut self,
        document: &Document,
        to: &mut Worksheet,
        formats: &Formats,
    ) -> Result<(), XlsxError> {
        let is_warning = |d: &&Diagnostic| d.severity >= Severity::Warning;
        let mut warnings = document.diagnostics.iter().filter(is_warning).peekable();
        if warnings.peek().is_none() {
            return Ok(());
        }
        let record = serde_json::to_value(document).unwrap_or_default();
        for warning in warnings {
            let row = self.row(document, &record, warning);
            let mut lines = 1;
            for ((at, value), kind) in (0..).zip(row).zip(KINDS) {
                lines = lines.max(self.widths.see(at, &super::shown(&value)));
                cell(to, (self.next, at), kind, fitting(value).0, formats)?;
            }
            layout::height(to, self.next, lines)?;
            self.next += 1;
        }
        Ok(())
    }

    fn row(
        &self,
        document: &Document,
        record: &serde_json::Value,
        warning: &Diagnostic,
    ) -> [Value<'static>; 8] {
        let pointer = warning.path.as_deref().unwrap_or_default();
        let found = record.pointer(pointer);
        // a part of a cell is a text with its marker
        let value = found.and_then(|value| value.get("text").unwrap_or(value).as_str());
        let page = warning
            .page
            .map_or(Value::Empty, |page| Value::Number(page.into()));
        [
            document.source.name.clone().into(),
            page,
            self.titles.place(record, pointer).into(),
            value.unwrap_or_default().to_owned().into(),
            of_diagnostic(warning.code, &warning.message).into(),
            advice(warning.code).to_owned().into(),
            warning.code.as_str().to_owned().into(),
            document.document.id.clone().into(),
        ]
    }

    /// Finishes the sheet.
    pub fn finish(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        if self.next > 1 {
            to.set_tab_color(ATTENTION);
        }
        layout::finish(to, self.next, &self.widths)
    }
}
