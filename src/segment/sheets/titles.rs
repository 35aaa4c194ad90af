//! Titles of sheets and their fiscal years.

use super::super::bands::Band;
use super::super::squeezed;
use super::Builder;
use super::forms::{lines_of_field, same_words};
use crate::content::{Cell, Line};
use crate::profile::{PageLine, year_alone};

impl Builder<'_> {
    /// Whether a row of a table is a title, alone or with its fiscal year in a cell next to it, as in workbooks.
    pub(super) fn is_title_row(&self, band: &Band) -> bool {
        let (years, others): (Vec<&Cell>, Vec<&Cell>) = band
            .cells
            .iter()
            .partition(|cell| year_alone(&squeezed(&cell.lines)).is_some());
        let is_title = |cell: &Cell| {
            let kind = self.labels.page_line(&squeezed(&cell.lines));
            matches!(kind, PageLine::SheetTitle(_) | PageLine::CoverTitle(_))
        };
        let has_one_line = |cell: &&Cell| cell.lines.len() == 1;
        years.len() <= 1
            && band.cells.iter().all(|cell| has_one_line(&cell))
            && matches!(others.as_slice(), [title] if is_title(title))
    }

    pub(super) fn sheet_title(&mut self, line: Line, mut year: Option<String>) {
        self.repeat_title();
        if year.is_none()
            && let Some((above, found)) = self.covers.take_year(line.page)
        {
            self.done.headings.push(above);
            year = Some(found);
        }
        self.title = Some((line, year));
    }

    /// Whether a line below a title without a year is a fiscal year and nothing else.
    pub(super) fn is_year_of_title(&self, line: &Line) -> bool {
        let awaited =
            |(title, year): &(Line, Option<String>)| year.is_none() && title.page == line.page;
        self.title.as_ref().is_some_and(awaited) && year_alone(&line.text.to_string()).is_some()
    }

    pub(super) fn year_of_title(&mut self, line: Line) {
        if let Some((_, year)) = &mut self.title {
            *year = year_alone(&line.text.to_string());
        }
        self.done.headings.push(line);
    }

    /// A title that no sheet took is the running title of a sheet that continues; the same holds for labels with values
    /// that the sheet already has.
    pub(super) fn repeat_title(&mut self) {
        if let Some(form) = &mut self.form {
            for field in self.ahead.drain(..) {
                match form.fields.iter().any(|f| same_words(f, &field)) {
                    true => form.headings.extend(lines_of_field(field)),
                    false => form.fields.push(field),
                }
            }
        }
        let Some((line, _)) = self.title.take() else {
            return;
        };
        match &mut self.form {
            Some(form) => form.headings.push(line),
            None => self.done.loose.push(line),
        }
    }
}
