//! A form as a sheet: its labelled cells as the profile's fields.

use indexmap::IndexMap;

use super::document::{Cover, first_number};
use super::drift;
use super::ledger::Ledger;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{FieldValue, Labelled, Sheet};
use crate::normalize::join;
use crate::profile::{Profile, Role};
use crate::segment::inner::begun_at_parts;
use crate::segment::{Field, Form};
use crate::text::Text;
use crate::values::FiscalYear;

mod parts;
mod tell;

/// Maps one form.
pub struct Mapper<'a> {
    /// The profile.
    pub profile: &'a Profile,
    /// The ledger, in which every text is entered.
    pub ledger: &'a mut Ledger,
    /// The position of the sheet in the document, zero-based.
    pub number: usize,
    /// Warnings and notes.
    pub diagnostics: Vec<Diagnostic>,
}

/// The texts of a form's fields, by field index in the profile.
#[derive(Default)]
struct Found {
    /// Whole values.
    whole: IndexMap<usize, Text>,
    /// Values of parts that have their own cells, by field and part.
    parts: IndexMap<(usize, usize), Text>,
    /// Labels that the profile does not know, with their texts.
    unknown: Vec<(Text, Text)>,
}

impl Mapper<'_> {
    /// Maps the form; `cover` is the one that precedes it.
    pub fn sheet(&mut self, mut form: Form, cover: Option<&Cover>) -> Sheet {
        self.ledger.labels(&form.headings);
        let pages = pages(&form);
        self.plain_fields(&mut form);
        if !self.profile.is_shaped() {
            drift::name(&mut form.fields, self.profile);
        }
        let shapes = std::mem::take(&mut form.found);
        let found = self.read_fields(&form.fields);
        self.tell_missing(&found);
        let written = form
            .year
            .clone()
            .or_else(|| cover.and_then(|c| c.year.clone()));
        let year = written.as_deref().and_then(FiscalYear::parse);
        let goal = self.role(&found, Role::Goal);
        let mut sheet = Sheet {
            priority: self.priority(&found),
            department: self.role(&found, Role::Department),
            fiscal_year: written,
            pages,
            fields: IndexMap::new(),
            items: Vec::new(),
            other: Vec::new(),
            goal,
        };
        if sheet.department.is_none() {
            sheet.department = cover.and_then(|c| c.department.clone());
        }
        self.put_fields(&found, &mut sheet);
        self.put_unknown(found.unknown, &mut sheet);
        sheet.items = self.items(&form, year);
        match self.profile.is_shaped() {
            true => self.shaped(shapes, &mut sheet),
            false => self.doubts(shapes.doubts),
        }
        self.compare_with_cover(&sheet, cover);
        sheet
    }

    /// A JSON Pointer below this sheet.
    pub fn path(&self, below: &str) -> String {
        format!("/sheets/{}{below}", self.number)
    }

    /// Adds a diagnostic about a place below this sheet.
    pub fn tell(&mut self, code: Code, below: &str, page: Option<u32>, message: String) {
        let mut diagnostic = Diagnostic::new(code, message).at_path(self.path(below));
        diagnostic.page = page;
        self.diagnostics.push(diagnostic);
    }

    fn read_fields(&mut self, fields: &[Field]) -> Found {
        let mut found = Found::default();
        for field in fields {
            self.tell_repeated(field, &found);
            self.label_field(field, found.unknown.len());
            let value = self.joined(field);
            let page = field.label.first().map(|line| line.page);
            match (field.known, field.part) {
                (Some(known), Some(part)) => {
                    add(found.parts.entry((known.field, part)).or_default(), value)
                }
                (Some(known), None) => add(found.whole.entry(known.field).or_default(), value),
                (None, _) => found.unknown.push((join(&field.label), value)),
            }
            self.tell_label(field, page);
        }
        found
    }

    /// A field's value; labels of its parts start lines.
    fn joined(&self, field: &Field) -> Text {
        let labels = &self.profile.labels;
        match field.known.map(|known| known.field) {
            Some(known) if labels.has_parts(known) => {
                join(&begun_at_parts(&field.value, known, labels))
            }
            _ => join(&field.value),
        }
    }

    /// Enters a field's label in the ledger; `others` is the number of unknown fields before it.
    fn label_field(&mut self, field: &Field, others: usize) {
        let sheet = self.number;
        let known = field
            .known
            .and_then(|known| self.profile.fields.get(known.field));
        let part = known
            .zip(field.part)
            .and_then(|(known, part)| known.parts.get(part));
        let of = match (known, part) {
            (Some(known), Some(part)) => format_args!("/sheets/{sheet}/{}/{}", known.key, part.key),
            (Some(known), None) => format_args!("/sheets/{sheet}/{}", known.record_key()),
            (None, _) => format_args!("/sheets/{sheet}/other/{others}/label"),
        };
        self.ledger.labels_of(of, &field.label);
    }

    /// The text of the field with this role.
    fn role_text<'t>(&self, found: &'t Found, role: Role) -> Option<&'t Text> {
        let number = self
            .profile
            .fields
            .iter()
            .position(|f| f.role == Some(role))?;
        found.whole.get(&number)
    }

    fn role(&mut self, found: &Found, role: Role) -> Option<String> {
        let text = self.role_text(found, role)?;
        let pointer = format_args!("/sheets/{}/{}", self.number, role.key());
        Some(self.ledger.value(pointer, text))
    }

    fn priority(&mut self, found: &Found) -> Option<u32> {
        let text = self.role(found, Role::Priority)?;
        let number = first_number(&text);
        if number.is_none() && !text.is_empty() {
            let message = format!("the priority {text:?} contains no number");
            self.tell(Code::Priority, "/priority", None, message);
        }
        number
    }

    /// Adds the fields without a role to the sheet, in the profile's order.
    fn put_fields(&mut self, found: &Found, sheet: &mut Sheet) {
        let profile = self.profile;
        let plain = profile
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| f.role.is_none());
        for (number, field) in plain {
            let whole = found.whole.get(&number);
            let has_parts = found.parts.keys().any(|(of, _)| *of == number);
            let value = match whole {
                _ if !field.parts.is_empty() && (whole.is_some() || has_parts) => {
                    self.parts(number, whole, found, sheet)
                }
                Some(text) => {
                    let pointer = format_args!("/sheets/{}/{}", self.number, field.key);
                    FieldValue::Text(self.ledger.value(pointer, text))
                }
                None => continue,
            };
            sheet.fields.insert(field.key.clone(), value);
        }
    }

    fn put_unknown(&mut self, unknown: Vec<(Text, Text)>, sheet: &mut Sheet) {
        for (label, text) in unknown {
            let pointer = format_args!("/sheets/{}/other/{}/text", self.number, sheet.other.len());
            let text = self.ledger.value(pointer, &text);
            let label = label.to_string().replace('\n', "");
            let label = label.trim_end_matches(['：', ':']).to_owned();
            sheet.other.push(Labelled { label, text });
        }
    }
}

/// Appends a text to an existing one as a new line.
pub fn add(text: &mut Text, more: Text) {
    if !text.is_empty() && !more.is_empty() {
        text.insert('\n');
    }
    text.append(more);
}

/// The pages that a form is on.
fn pages(form: &Form) -> Vec<u32> {
    let fields = form
        .fields
        .iter()
        .flat_map(|f| f.label.iter().chain(&f.value));
    let rows = form
        .rows
        .iter()
        .flat_map(|r| r.cells.iter().flatten().chain(&r.marker));
    let mut pages: Vec<u32> = fields.chain(rows).map(|line| line.page).collect();
    pages.extend(form.found.pages());
    pages.sort_unstable();
    pages.dedup();
    pages
}
