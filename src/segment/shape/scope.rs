//! A sheet, and the blocks of groups in it: which pieces belong to which, and what each contains.

use super::super::{Form, Lines, squeezed};
use super::canvas::{Canvas, Piece};
use super::{Found, FoundGroup, fields, header, inline, rest, table};
use crate::content::Block;
use crate::geometry::Rect;
use crate::profile::{Names, PageLine, Profile, Scope, Words, year_alone};
use crate::text::Place;
use crate::values::FiscalYear;

mod group;

/// The state of reading a scope.
pub struct Reader<'a> {
    /// The sheet's pieces.
    pub canvas: Canvas,
    /// The profile's labels.
    pub names: &'a Names,
    /// The places of characters.
    pub places: &'a [Place],
    /// The header of each table, by scope and key.
    pub seen: Vec<(usize, String, Rect)>,
    /// The headers of tables, by scope and table.
    pub headers: Vec<(usize, usize, table::Extents)>,
    /// The fiscal year that the sheet's title names.
    pub year: Option<FiscalYear>,
    /// The number of scopes: each block of a group is one.
    scopes: usize,
}

/// Reads a sheet; if the blocks contain none, returns their lines.
pub fn read_sheet(
    blocks: Vec<Block>,
    profile: &Profile,
    names: &Names,
    places: &[Place],
) -> Result<Form, Lines> {
    let (mut reader, mut form) = open(blocks, profile, names, places);
    form.found = reader.read(0, 0, &profile.scope());
    reader.take_items(&mut form, profile);
    if !is_sheet(&form, profile) {
        return Err(all_lines(form, reader.canvas));
    }
    rest::take(&mut reader, &mut form, profile);
    Ok(form)
}

/// The values of some fields, which identify a sheet.
pub fn identity(
    blocks: Vec<Block>,
    fields: &[usize],
    profile: &Profile,
    names: &Names,
    places: &[Place],
) -> Vec<String> {
    let (mut reader, _) = open(blocks, profile, names, places);
    let found = reader.read(0, 0, &profile.scope());
    let value = |number: &usize| {
        let field = found.fields.iter().find(|f| f.field == *number);
        field.map_or(String::new(), |f| squeezed(&f.value))
    };
    fields.iter().map(value).collect()
}

fn open<'a>(
    blocks: Vec<Block>,
    profile: &Profile,
    names: &'a Names,
    places: &'a [Place],
) -> (Reader<'a>, Form) {
    let mut reader = Reader {
        canvas: Canvas::of(blocks, names),
        names,
        places,
        seen: Vec::new(),
        headers: Vec::new(),
        year: None,
        scopes: 1,
    };
    inline::split(&mut reader, profile);
    let mut form = Form::default();
    reader.titles(profile, &mut form);
    reader.year = form.year.as_deref().and_then(FiscalYear::parse);
    reader.mark_labels();
    (reader, form)
}

/// Whether it has what the profile asks for: a table or group, or more than one labelled cell.
fn is_sheet(form: &Form, profile: &Profile) -> bool {
    let found = &form.found;
    let fields = found.fields.iter().filter(|f| f.distance == 0).count();
    let asked = profile.fields.len().min(2);
    !found.tables.is_empty()
        || found.groups.iter().any(|group| !group.blocks.is_empty())
        || !form.header.is_empty()
        || (fields >= asked && asked > 0)
}

fn all_lines(form: Form, canvas: Canvas) -> Lines {
    let free = canvas.pieces.into_iter().filter(|piece| !piece.taken);
    let fields = form.found.fields.into_iter();
    let fields = fields.flat_map(|f| f.label.into_iter().chain(f.value));
    let lines = form.headings.into_iter().chain(fields);
    lines.chain(free.flat_map(|piece| piece.lines)).collect()
}

impl Reader<'_> {
    /// Takes titles and headings, which contain no value.
    fn titles(&mut self, profile: &Profile, form: &mut Form) {
        let mut title = None;
        for piece in &mut self.canvas.pieces {
            let text = squeezed(&piece.lines);
            if text.is_empty() {
                continue;
            }
            match profile.labels.page_line(&text) {
                PageLine::SheetTitle(year) => {
                    form.year = form.year.take().or(year);
                    title = title.or(Some((piece.page, piece.bbox)));
                    piece.taken = true;
                    form.headings.append(&mut piece.lines.clone());
                }
                // a header cell may look like a heading; whatever is left at the end is one
                _ if profile.labels.is_heading(&text) => {}
                _ => continue,
            }
            piece.is_label = true;
        }
        if let Some(title) = title.filter(|_| form.year.is_none()) {
            self.year_beside(title, form);
        }
    }

    /// Takes the fiscal year on a line of its own right above or below a title, or next to it.
    fn year_beside(&mut self, (page, title): (u32, Rect), form: &mut Form) {
        let gap = |own: Rect| (own.y0 - title.y1).max(title.y0 - own.y1);
        let is_near = |piece: &&mut Piece| {
            piece.is_free()
                && piece.table.is_none()
                && piece.page == page
                && gap(piece.bbox) <= title.height()
        };
        for piece in self.canvas.pieces.iter_mut().filter(is_near) {
            if let Some(year) = year_alone(&squeezed(&piece.lines)) {
                form.year = Some(year);
                piece.taken = true;
                piece.is_label = true;
                form.headings.append(&mut piece.lines.clone());
                return;
            }
        }
    }

    /// Marks possible labels and headings, so that no value continues into them.
    fn mark_labels(&mut self) {
        for piece in &mut self.canvas.pieces {
            let is_named = |words: &Words| piece.rank(words).is_some();
            piece.is_label |= is_named(&self.names.labels) || is_named(&self.names.anchors);
        }
    }

    /// Reads a scope: `number` is that of its pieces, `names` that of its labels.
    pub fn read(&mut self, number: usize, names: usize, scope: &Scope<'_>) -> Found {
        let mut found = Found::default();
        for group in 0..scope.groups.len() {
            let blocks = self.group(number, names, group, scope);
            found.groups.push(FoundGroup { group, blocks });
        }
        let headers = header::find(self, number, names, scope);
        for header in headers {
            table::read(self, header, number, names, scope, &mut found);
        }
        fields::read(self, number, names, scope, &mut found);
        found
    }

    /// Takes the item table's header and rows from the table that stands for it.
    fn take_items(&mut self, form: &mut Form, profile: &Profile) {
        let items = form.found.tables.iter().position(|t| t.table.is_none());
        if let Some(at) = items.filter(|_| profile.has_items()) {
            let items = form.found.tables.remove(at);
            table::into_items(items, form, profile);
        }
    }
}
