//! Where covers and sheets begin and end.
//!
//! A sheet begins at the row with its goal; the title above it is its title, one above a later page of it is a repeat.
//! A cover begins at its title or at the header of its list.

use super::bands::{Band, bands};
use super::cover::{self, CoverReader};
use super::{Field, Form, Segmented, ahead, beside, fields, items, spots, squeezed};
use crate::content::{Line, Table};
use crate::profile::{Labels, PageLine};
use forms::{follow_header, is_new_to, lines_of_field};

mod begin;
mod forms;
#[cfg(test)]
mod numbered;
#[cfg(test)]
mod other_form;
#[cfg(test)]
pub(crate) mod tests;
mod titles;

/// Builds covers and sheets from blocks, one after another.
pub struct Builder<'a> {
    labels: &'a Labels,
    done: Segmented,
    /// The current sheet.
    form: Option<Form>,
    /// Whether item rows may follow.
    in_items: bool,
    /// Whether only titles and header rows of the current table have been read.
    at_top: bool,
    /// The horizontal extent of the current table.
    frame: Option<(f32, f32)>,
    covers: CoverReader<'a>,
    /// A title whose sheet has not begun, with its year.
    title: Option<(Line, Option<String>)>,
    /// Labels with values in lines before the next table.
    ahead: Vec<Field>,
}

impl<'a> Builder<'a> {
    /// A builder for forms with these labels.
    pub fn new(labels: &'a Labels) -> Self {
        Self {
            labels,
            done: Segmented::default(),
            form: None,
            in_items: false,
            at_top: false,
            frame: None,
            covers: CoverReader::new(labels),
            title: None,
            ahead: Vec::new(),
        }
    }

    /// Adds a line outside any table.
    pub fn line(&mut self, line: Line) {
        if self.labels.is_heading(&line.text.to_string()) {
            self.done.headings.push(line);
            return;
        }
        match self.labels.page_line(&line.text.to_string()) {
            PageLine::SheetTitle(year) => self.sheet_title(line, year),
            PageLine::CoverTitle(year) => {
                self.end_form();
                self.covers.title(line, year);
            }
            PageLine::Department if self.covers.wants_department() => self.covers.department(line),
            _ if self.is_year_of_title(&line) => self.year_of_title(line),
            _ => match ahead::read(&line, self.labels) {
                Some(fields) => self.ahead(fields),
                None => self.covers.line(line),
            },
        }
    }

    /// Adds labels with values outside any table: a line on the page of the current sheet belongs to it, unless it
    /// repeats what is known of it; others wait for the table below them.
    fn ahead(&mut self, fields: Vec<Field>) {
        let page = fields
            .iter()
            .flat_map(|f| &f.label)
            .map(|line| line.page)
            .next();
        match &mut self.form {
            Some(form) if self.title.is_none() && form.page == page && is_new_to(form, &fields) => {
                form.fields.extend(fields);
            }
            _ => self.ahead.extend(fields),
        }
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.at_top = true;
        self.frame = beside::frame(&table);
        let before = self.form.iter_mut();
        before.for_each(|form| beside::follow(form, &table));
        let bands = bands(table);
        if self.repeats_head(&bands) {
            self.repeat_title();
            let lines = bands.into_iter().flat_map(|band| band.cells);
            let lines = lines.flat_map(|cell| cell.lines);
            let form = self.form.as_mut();
            form.into_iter()
                .for_each(|form| form.headings.extend(lines.clone()));
            return;
        }
        for band in bands {
            match band.single() {
                _ if self.is_title_row(&band) => {
                    let lines = band.cells.into_iter().flat_map(|cell| cell.lines);
                    lines.for_each(|line| self.line(line));
                }
                Some(cell) if self.labels.is_heading(&squeezed(&cell.lines)) => {
                    self.done.headings.extend(cell.lines.clone());
                }
                _ => self.band(band),
            }
        }
        let form = self.form.as_mut();
        form.into_iter().for_each(|form| form.frame = self.frame);
    }

    /// Finishes the document.
    pub fn finish(mut self) -> Segmented {
        self.end_form();
        self.done.loose.extend(self.covers.end());
        self.done.covers = self.covers.done;
        let title = self.title.take().map(|(line, _)| line);
        self.done.loose.extend(title);
        let ahead = std::mem::take(&mut self.ahead);
        self.done
            .loose
            .extend(ahead.into_iter().flat_map(lines_of_field));
        self.done
    }

    fn band(&mut self, band: Band) {
        if let Some(header) = items::header(&band, self.labels) {
            self.header(&band, header);
        } else {
            self.body(band);
            self.at_top = false;
        }
    }

    fn body(&mut self, band: Band) {
        if self.goes_on(&band) {
            self.repeat_title();
        } else if cover::is_header(&band, self.labels) {
            self.end_form();
            self.covers.header(band);
        } else if self.is_item_row(&band) {
            self.item_row(band);
        } else if self.has_label(&band) {
            self.fields(band);
        } else if self.stands_over_sheet(&band) {
            self.band_ahead(band);
        } else if self.covers.is_open() || self.form.is_none() {
            self.covers.band(band);
        } else {
            self.fields(band);
        }
    }

    /// Takes the row group as the continuation of a row of fields on the page before, if it is one. On a sheet with two
    /// pages that is the table before.
    fn goes_on(&mut self, band: &Band) -> bool {
        let form = self.form.as_mut().filter(|_| self.at_top);
        let is_behind = |page: u32| page < band.page || (band.ruled && page == band.page);
        let Some(form) = form.filter(|form| form.page.is_some_and(is_behind)) else {
            return false;
        };
        let goes_on = spots::go_on(band, self.labels, form);
        if goes_on {
            form.page = Some(band.page);
        }
        goes_on
    }

    fn is_item_row(&self, band: &Band) -> bool {
        let is_row = |form: &Form| {
            items::is_row(band, &form.header, self.labels) && !items::is_label_below(band, form)
        };
        self.in_items && self.form.as_ref().is_some_and(is_row)
    }

    fn has_label(&self, band: &Band) -> bool {
        let labels = self.labels;
        let first = band.cells.first();
        band.cells
            .iter()
            .any(|cell| fields::field_of(cell, labels).is_some())
            || first.is_some_and(|cell| ahead::field_of(cell, labels).is_some())
    }

    fn header(&mut self, band: &Band, header: items::Header) {
        if self.form.is_none() || self.goal_ahead() {
            self.begin();
        }
        self.repeat_title();
        let items::Header {
            number,
            columns: header,
        } = header;
        let groups = items::grouping_cells(band, &header);
        let form = self.form.get_or_insert_default();
        form.page = Some(band.page);
        form.spots.clear();
        form.number = number.or(form.number);
        form.headings.extend(groups);
        if form.header.is_empty() {
            form.header = header;
        } else {
            // Repeated on a new page, or of a further table: the columns may have moved, and there may be others.
            follow_header(form, header);
        }
        self.in_items = true;
    }

    fn item_row(&mut self, band: Band) {
        self.repeat_title();
        if let Some(form) = &mut self.form {
            form.page = Some(band.page);
            form.spots.clear();
            let row = items::row(band, &form.header, form.number);
            form.rows.push(super::Row {
                opens_table: self.at_top,
                ..row
            });
        }
    }

    fn fields(&mut self, band: Band) {
        if self.begins_sheet(&band) {
            self.begin();
        }
        self.repeat_title();
        self.in_items &= self.form.as_ref().is_some_and(|form| form.rows.is_empty());
        let form = self.form.get_or_insert_default();
        form.page = Some(band.page);
        let loose = fields::read(band, self.labels, form);
        self.done.loose.extend(loose);
    }
}
