//! A row as an item: its marker, its title, its whole cells.

use indexmap::IndexMap;

use super::align::Lead;
use super::sheet::Mapper;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Item, Labelled};
use crate::normalize::join;
use crate::profile::{Column, ColumnRole, Profile};
use crate::segment::inside::{markers_in, markers_inside};
use crate::segment::markers::{item_number, leading_circle, opens_with_marker};
use crate::segment::{Form, HeaderCell, Row, squeezed};
use crate::text::Text;
use crate::values::FiscalYear;

/// The column of each header cell; `None` if the profile does not know it or an earlier cell has the same column.
pub type Columns<'p> = Vec<Option<&'p Column>>;

fn columns<'p>(header: &[HeaderCell], profile: &'p Profile) -> Columns<'p> {
    let mut taken = Vec::new();
    let mut name = |cell: &HeaderCell| {
        let number = cell.known?.column;
        let first = !taken.contains(&number);
        taken.push(number);
        profile.columns.get(number).filter(|_| first)
    };
    header.iter().map(&mut name).collect()
}

impl Mapper<'_> {
    /// Maps the rows of a form.
    pub fn items(&mut self, form: &Form, year: Option<FiscalYear>) -> Vec<Item> {
        let columns = columns(&form.header, self.profile);
        self.read_header(&form.header, &columns);
        let are_numbered = form.rows.iter().any(|row| is_numbered(row, &columns));
        let mut items: Vec<Item> = Vec::new();
        for (position, row) in form.rows.iter().enumerate() {
            let item = self.item(row, position, &form.header, &columns, year);
            let before = items.last().map_or(0, |item| item.no);
            if are_numbered {
                self.tell_number(&item, before, position, row.page);
            }
            self.check_item(&item, position, row.page);
            self.tell_crowded_row(row, position, &form.header);
            items.push(item);
        }
        items
    }

    fn read_header(&mut self, header: &[HeaderCell], columns: &Columns<'_>) {
        for (cell, column) in header.iter().zip(columns) {
            let sheet = self.number;
            let key = column.map_or("", |column| column.key.as_str());
            self.ledger.labels_of(
                format_args!("/sheets/{sheet}/items/*/cells/{key}"),
                &cell.label,
            );
            let written = squeezed(&cell.label);
            let page = cell.label.first().map(|line| line.page);
            let distance = cell.known.map_or(0, |known| known.distance);
            let (code, message) = match column {
                None => (
                    Code::UnknownColumn,
                    format!(
                        "the profile does not know the column {written:?}; its texts are under \"other\""
                    ),
                ),
                Some(column) if distance > 0 => (
                    Code::LikeLabel,
                    format!(
                        "the column {written:?} was matched to {:?} by similarity",
                        column.key
                    ),
                ),
                Some(_) => continue,
            };
            self.tell(code, "/items", page, message);
        }
    }

    /// Reports numbers of several rows or columns in one cell of the record.
    fn tell_crowded_row(&mut self, row: &Row, position: usize, header: &[HeaderCell]) {
        let Some(cell) = row.crowded.and_then(|column| header.get(column)) else {
            return;
        };
        let message = format!(
            "several cells of the row are under the one header {:?}; their texts are joined",
            squeezed(&cell.label)
        );
        let below = format!("/items/{position}");
        self.tell(Code::CrowdedColumn, &below, Some(row.page), message);
    }

    /// Reports a gap once, where it is; later items may continue counting.
    fn tell_number(&mut self, item: &Item, before: u32, position: usize, page: u32) {
        let nth = position + 1;
        let message = if item.marker.is_empty() {
            format!("item {nth} has no number; its position is used")
        } else if item.no == before.saturating_add(1) {
            return;
        } else {
            let after = if before == 0 {
                "first".to_owned()
            } else {
                format!("after {before}")
            };
            format!("item {nth} has number {}, {after}", item.no)
        };
        self.tell(
            Code::ItemNumber,
            &format!("/items/{position}"),
            Some(page),
            message,
        );
    }

    fn item(
        &mut self,
        row: &Row,
        position: usize,
        header: &[HeaderCell],
        columns: &Columns<'_>,
        year: Option<FiscalYear>,
    ) -> Item {
        let path = self.path(&format!("/items/{position}"));
        let mut texts: Vec<Text> = row.cells.iter().map(|lines| join(lines)).collect();
        let lead = with_role(columns, ColumnRole::Measures);
        let title = with_role(columns, ColumnRole::Title);
        let first = title.or(lead);
        let marker = marker(row, first.and_then(|first| texts.get_mut(first)));
        self.ledger.marker(format_args!("{path}/marker"), &marker);
        let marker = marker.to_string();
        let no = item_number(&marker).unwrap_or(position as u32 + 1);
        let lead_text = lead
            .and_then(|lead| texts.get(lead))
            .cloned()
            .unwrap_or_default();
        let item_is_circled = leading_circle(&Text::unplaced(&marker)).is_some();
        let mut item = Item {
            no,
            marker,
            title: String::new(),
            cells: self.whole_cells(&path, columns, &texts),
            measures: Vec::new(),
            common: IndexMap::new(),
            unaligned: IndexMap::new(),
            refers_to: IndexMap::new(),
            dates: IndexMap::new(),
            figures: Vec::new(),
            other: self.other_cells(&path, row, header, columns, &texts),
        };
        let cells: Vec<(&Column, &Text)> = (columns.iter().zip(&texts))
            .filter_map(|(column, text)| Some(((*column)?, text)))
            .filter(|(column, _)| column.is_parted())
            .collect();
        let lead_key = lead
            .and_then(|n| columns.get(n).copied().flatten())
            .map(|c| c.key.as_str());
        let mut lead = Lead::read(&lead_text, !item_is_circled);
        if let Some(title) = title.and_then(|title| texts.get(title)) {
            lead.put_title(title);
        }
        for (column, text) in columns.iter().zip(&texts) {
            let lists = |c: &&Column| c.is_parted() || c.role == Some(ColumnRole::Measures);
            if let Some(column) = column.filter(lists) {
                self.tell_markers_left(&path, column, text, lead.has_measures());
            }
        }
        self.align(
            &path,
            &mut item,
            lead,
            lead_key.unwrap_or_default(),
            &cells,
            year,
        );
        item
    }

    /// Reports markers that were not split at: those inside one line, or of an item without measures.
    fn tell_markers_left(&mut self, path: &str, column: &Column, text: &Text, has_measures: bool) {
        let left = match has_measures {
            true => markers_inside(text),
            false => markers_in(text),
        };
        let Some(first) = left.first() else {
            return;
        };
        let markers = left.iter().flat_map(|group| &group.markers);
        let markers: Vec<&str> = markers.map(|(_, marker)| marker.as_str()).collect();
        let (markers, key) = (markers.join(" "), &column.key);
        let message = match has_measures {
            true => format!(
                "{markers} are inside a line of {key:?}, which was not split; a marker has to start a line or follow a space"
            ),
            false => format!(
                "{markers} of {key:?} were left in the text: the item has no measures to match them"
            ),
        };
        let at = self.ledger.origins(&text.slice(first.start..first.end));
        let mut diagnostic =
            Diagnostic::new(Code::MarkersLeft, message).at_path(format!("{path}/cells/{key}"));
        diagnostic.page = at.first().map(|origin| origin.page);
        diagnostic.bbox = at.first().and_then(|origin| origin.bbox);
        self.diagnostics.push(diagnostic);
    }

    fn whole_cells(
        &mut self,
        path: &str,
        columns: &Columns<'_>,
        texts: &[Text],
    ) -> IndexMap<String, String> {
        let mut cells = IndexMap::new();
        for (column, text) in columns.iter().zip(texts) {
            if let Some(column) = column {
                let value = self
                    .ledger
                    .value(format_args!("{path}/cells/{}", column.key), text);
                cells.insert(column.key.clone(), value);
            }
        }
        cells
    }

    /// Collects texts of columns that the profile does not know, and text outside any column.
    fn other_cells(
        &mut self,
        path: &str,
        row: &Row,
        header: &[HeaderCell],
        columns: &Columns<'_>,
        texts: &[Text],
    ) -> Vec<Labelled> {
        let unknown = header.iter().zip(columns).zip(texts);
        let unknown = unknown.filter(|((_, column), _)| column.is_none());
        let mut other: Vec<(String, Text)> = unknown
            .map(|((cell, _), text)| (squeezed(&cell.label), text.clone()))
            .collect();
        other.push((String::new(), join(&row.stray)));
        other.retain(|(_, text)| !text.is_blank());
        let mut cells = Vec::new();
        for (n, (label, text)) in other.into_iter().enumerate() {
            let text = self
                .ledger
                .value(format_args!("{path}/other/{n}/text"), &text);
            cells.push(Labelled { label, text });
        }
        cells
    }
}

fn with_role(columns: &Columns<'_>, role: ColumnRole) -> Option<usize> {
    let has_role = |column: &Option<&Column>| column.is_some_and(|c| c.role == Some(role));
    columns.iter().position(has_role)
}

/// Whether the row's item has a number; some forms do not number items.
fn is_numbered(row: &Row, columns: &Columns<'_>) -> bool {
    let title = with_role(columns, ColumnRole::Title);
    let first = title.or_else(|| with_role(columns, ColumnRole::Measures));
    let lines = first.and_then(|first| row.cells.get(first));
    !row.marker.is_empty() || lines.is_some_and(|lines| opens_with_marker(lines))
}

/// The item's marker, from its own cell or else cut off the start of the first cell.
fn marker(row: &Row, lead: Option<&mut Text>) -> Text {
    if !row.marker.is_empty() {
        return join(&row.marker).trimmed();
    }
    let Some(lead) = lead else {
        return Text::new();
    };
    let Some(found) = leading_circle(lead) else {
        return Text::new();
    };
    let marker = lead.slice(found.start..found.end);
    *lead = lead.slice(found.end..lead.len()).trimmed();
    marker
}

#[cfg(test)]
mod tests;
