//! Rows and parts as segmented: the row groups of each table, covers, and for each sheet its fields, header cells, item
//! rows and marked parts, with their meaning according to the profile.

use super::super::Pane;
use super::super::marks::{
    BAND, COVER, FIELD, FURNITURE, ITEM, Kind, LABEL, LOOSE, MARKER, PART, TITLE,
};
use super::super::strings;
use super::List;
use crate::content::{Cell, Content, Line};
use crate::geometry::Rect;
use crate::map::Ledger;
use crate::map::trace::{Area, Extent};
use crate::normalize::join;
use crate::profile::{ColumnRole, Profile};
use crate::segment::bands::{Band, bands};
use crate::segment::markers::leading_circle;
use crate::segment::parts::{measure_style, split};
use crate::segment::{Cover, Field, Form, HeaderCell, Row, Segmented, squeezed};
use crate::text::Text;

const KINDS: &[Kind] = &[
    BAND, TITLE, LABEL, FIELD, ITEM, MARKER, PART, COVER, LOOSE, FURNITURE,
];

/// The most characters of a cell in the list of row groups; the cells themselves show the rest.
const SHOWN: usize = 12;

/// Everything that was segmented, located with the ledger.
pub(in super::super) fn rows(
    content: &Content,
    segmented: &Segmented,
    ledger: &Ledger,
    profile: &Profile,
) -> Pane {
    let list = List::new(KINDS);
    let mut writer = Writer {
        list,
        ledger,
        profile,
    };
    for (number, cover) in (1..).zip(&segmented.covers) {
        writer.list.begin(strings::K_COVER, number);
        writer.cover(cover);
    }
    for (number, form) in (1..).zip(&segmented.forms) {
        writer.list.begin(strings::SHEET, number);
        writer.form(form);
    }
    if !segmented.loose.is_empty() || !segmented.furniture.is_empty() {
        writer.list.begin(strings::LINES, 1);
        writer.lines(LOOSE, &segmented.loose, "");
        writer.lines(FURNITURE, &segmented.furniture, "");
    }
    for (number, table) in (1..).zip(content.tables()) {
        writer.list.begin(strings::TABLE, number);
        for band in bands(table.clone()) {
            writer.band(&band);
        }
    }
    writer.list.pane()
}

struct Writer<'w> {
    list: List,
    ledger: &'w Ledger,
    profile: &'w Profile,
}

impl Writer<'_> {
    fn add(&mut self, kind: Kind, text: &Text, detail: &str) {
        let areas = self.ledger.areas(text);
        self.list.add(kind, &text.to_string(), areas, detail);
    }

    fn joined(&mut self, kind: Kind, lines: &[Line], detail: &str) {
        self.add(kind, &join(lines), detail);
    }

    fn lines(&mut self, kind: Kind, lines: &[Line], detail: &str) {
        for line in lines {
            self.add(kind, &line.text, detail);
        }
    }

    /// Adds a row group: grid rows that no cell straddles. In a text it has no boxes.
    fn band(&mut self, band: &Band) {
        let boxes = band.cells.iter().map(|cell| cell.bbox);
        let bbox = boxes.reduce(|a, b| a.union(&b));
        if let Some(bbox) = bbox.filter(|_| band.ruled) {
            let short = |cell: &Cell| squeezed(&cell.lines).chars().take(SHOWN).collect();
            let texts: Vec<String> = band.cells.iter().map(short).collect();
            self.list
                .add(BAND, &texts.join(" │ "), area(band.page, bbox), "");
        }
    }

    fn cover(&mut self, cover: &Cover) {
        self.lines(
            TITLE,
            &cover.headings,
            cover.year.as_deref().unwrap_or_default(),
        );
        self.joined(COVER, &cover.department, "department");
        for (number, title) in &cover.goals {
            self.joined(MARKER, number, "goal");
            self.joined(COVER, title, "goal");
        }
    }

    fn form(&mut self, form: &Form) {
        self.lines(
            TITLE,
            &form.headings,
            form.year.as_deref().unwrap_or_default(),
        );
        for field in &form.fields {
            let meant = self.meant(field);
            self.joined(LABEL, &field.label, &meant);
            self.joined(FIELD, &field.value, &meant);
        }
        for cell in &form.header {
            let meant = self.column(cell).to_owned();
            self.joined(LABEL, &cell.label, &meant);
        }
        for row in &form.rows {
            self.row(row, &form.header);
        }
    }

    fn row(&mut self, row: &Row, header: &[HeaderCell]) {
        self.joined(MARKER, &row.marker, "");
        let lead = self.profile.column_of(ColumnRole::Measures);
        let is_lead = |cell: &HeaderCell| cell.known.is_some_and(|k| Some(k.column) == lead);
        let lead = header
            .iter()
            .position(is_lead)
            .and_then(|n| row.cells.get(n));
        let lead = lead.map(|lines| join(lines)).unwrap_or_default();
        let circled = [&join(&row.marker), &lead].map(|t| leading_circle(t).is_some());
        let style = measure_style(&lead, !circled.contains(&true));
        for (lines, column) in row.cells.iter().zip(header) {
            let key = self.column(column).to_owned();
            let text = join(lines);
            self.add(ITEM, &text, &key);
            for part in style.map(|s| split(&text, s).parts).unwrap_or_default() {
                let numbers: Vec<String> =
                    part.markers.iter().map(|(no, _)| no.to_string()).collect();
                let numbers = numbers.join(", ");
                self.add(MARKER, &part.written, &format!("{key}: {numbers}"));
                self.add(PART, &part.text, &format!("{key}: {numbers}"));
            }
        }
        self.lines(LOOSE, &row.stray, "");
    }

    /// The key that a label stands for; `?` if the profile does not know it.
    fn meant(&self, field: &Field) -> String {
        let known = field.known.and_then(|k| self.profile.fields.get(k.field));
        let part = known
            .zip(field.part)
            .and_then(|(known, part)| known.parts.get(part));
        match (known, part) {
            (Some(known), Some(part)) => format!("{}/{}", known.key, part.key),
            (Some(known), None) => known.key.clone(),
            (None, _) => "?".to_owned(),
        }
    }

    fn column(&self, cell: &HeaderCell) -> &str {
        let known = cell.known.and_then(|k| self.profile.columns.get(k.column));
        known.map_or("?", |column| column.key.as_str())
    }
}

fn area(page: u32, bbox: Rect) -> Vec<Area> {
    let extent = Extent::Box(bbox);
    vec![Area { page, extent }]
}
