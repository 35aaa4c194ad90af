//! Where a sheet begins and the one before it ends.

use super::super::bands::Band;
use super::super::items::SAME_EDGE;
use super::super::{Field, Form, Lines, ahead, cover, fields, rows};
use super::Builder;
use super::forms::{all_lines, is_sheet, same_words};

impl Builder<'_> {
    /// Starts a sheet with the title and the labelled lines above it.
    pub(super) fn begin(&mut self) {
        self.end_form();
        self.done.loose.extend(self.covers.end());
        let cover = self.covers.done.len().checked_sub(1);
        let (headings, year) = match self.title.take() {
            Some((line, year)) => (vec![line], year),
            None => (Lines::new(), None),
        };
        self.form = Some(Form {
            cover,
            year,
            headings,
            fields: std::mem::take(&mut self.ahead),
            ..Form::default()
        });
    }

    /// Whether a row group without any known label is under a sheet's title, and in no column of the sheet before or of
    /// a cover's list: boxes for seals.
    pub(super) fn stands_over_sheet(&self, band: &Band) -> bool {
        let begins = |frame: Option<(f32, f32)>| frame.map(|(from, _)| from);
        let level = |a: f32, b: f32| (a - b).abs() < SAME_EDGE;
        let is_apart = |form: &Form| match (begins(form.frame), begins(self.frame)) {
            (Some(before), Some(own)) => !level(before, own),
            _ => false,
        };
        let is_list = || cover::holds_goal(band);
        self.title.is_some()
            && self
                .form
                .as_ref()
                .map_or_else(|| band.ruled && !is_list(), is_apart)
    }

    /// Keeps a row group for the next sheet.
    pub(super) fn band_ahead(&mut self, band: Band) {
        let mut form = Form::default();
        let nameless = fields::read(band, self.labels, &mut form).into_iter();
        let nameless = nameless.map(|line| Field {
            known: None,
            part: None,
            label: vec![line],
            value: Lines::new(),
        });
        self.ahead.extend(form.fields.into_iter().chain(nameless));
    }

    /// Whether a line above the table names a goal that the current sheet does not have.
    pub(super) fn goal_ahead(&self) -> bool {
        let goal = self.labels.goal_field();
        let is_goal = |f: &&Field| f.known.is_some_and(|known| known.field == goal);
        let has = |field: &Field| {
            let form = self.form.iter().flat_map(|form| &form.fields);
            form.into_iter().any(|own| same_words(own, field))
        };
        self.ahead.iter().filter(is_goal).any(|field| !has(field))
    }

    /// Whether the row group opens a new sheet: it has the goal and the current sheet has one already, or there is no
    /// current sheet, or a title announced one and the row group repeats a field.
    pub(super) fn begins_sheet(&self, band: &Band) -> bool {
        let Some(form) = &self.form else {
            return true;
        };
        if self.goal_ahead() {
            return true;
        }
        let has = |field: usize| {
            form.fields
                .iter()
                .any(|f| f.known.is_some_and(|k| k.field == field))
        };
        let goal = self.labels.goal_field();
        let first = band.cells.first();
        let in_first = first.and_then(|c| ahead::field_of(c, self.labels));
        let known = band.cells.iter();
        let known = known.filter_map(|c| fields::field_of(c, self.labels));
        known.chain(in_first).any(|k| {
            let repeats = has(k.field);
            (k.field == goal && (repeats || !form.rows.is_empty()))
                || (repeats && self.title.is_some())
        })
    }

    /// Whether a table under a repeated title says again what the present sheet's head says, word for word, and nothing
    /// else: the head of a page on which the sheet goes on.
    pub(super) fn repeats_head(&self, bands: &[Band]) -> bool {
        let (Some(form), Some((title, _))) = (&self.form, &self.title) else {
            return false;
        };
        let is_title = |line: &crate::content::Line| line.text.squeezed() == title.text.squeezed();
        let on_new_page = form.page.is_some_and(|page| page < title.page);
        if !on_new_page || !form.headings.iter().any(is_title) {
            return false;
        }
        let mut own = Form::default();
        let mut loose = Lines::new();
        for band in bands {
            if super::items::header(band, self.labels).is_some() {
                return false;
            }
            loose.extend(fields::read(band.clone(), self.labels, &mut own));
        }
        let goal = self.labels.goal_field();
        let is_goal = |field: &Field| field.known.is_some_and(|known| known.field == goal);
        let is_said = |field: &Field| form.fields.iter().any(|before| same_words(before, field));
        loose.is_empty()
            && own.fields.len() > 1
            && own.fields.iter().any(is_goal)
            && own.fields.iter().all(is_said)
    }

    /// Ends the current sheet; what turns out not to be one is loose text.
    pub(super) fn end_form(&mut self) {
        self.in_items = false;
        let Some(mut form) = self.form.take() else {
            return;
        };
        if is_sheet(&form, self.labels) {
            form.rows = rows::whole(form.rows);
            self.done.forms.push(form);
        } else {
            self.done.loose.extend(all_lines(form));
        }
    }
}
