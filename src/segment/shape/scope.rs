//! A sheet, and the blocks of groups in it: which pieces belong to which, and what each holds.

use super::super::{Form, Lines, squeezed};
use super::canvas::{Canvas, Piece, SAME_EDGE};
use super::names::{Names, Words};
use super::{Found, FoundGroup, fields, header, inline, rest, table};
use crate::content::Block;
use crate::geometry::Rect;
use crate::profile::{PageLine, Profile, Scope};
use crate::text::Place;

/// What reading a scope needs to know.
pub struct Reader<'a> {
    /// The sheet's pieces.
    pub canvas: Canvas,
    /// The profile's labels.
    pub names: &'a Names,
    /// Where characters stand.
    pub places: &'a [Place],
    /// Where the header of each table stands, by scope and key.
    pub seen: Vec<(usize, String, Rect)>,
    /// How many scopes there are: each block of a group is one.
    scopes: usize,
}

/// Reads a sheet; where the blocks hold none, their lines are given back.
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

/// The values of some fields, to tell sheets apart.
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
        canvas: Canvas::of(blocks),
        names,
        places,
        seen: Vec::new(),
        scopes: 1,
    };
    inline::split(&mut reader, profile);
    let mut form = Form::default();
    reader.titles(profile, &mut form);
    reader.mark_labels();
    (reader, form)
}

/// Whether it holds what the profile asks for: a table or a group, or more than one labelled cell.
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
    /// Takes titles and headings, which hold no value.
    fn titles(&mut self, profile: &Profile, form: &mut Form) {
        for piece in &mut self.canvas.pieces {
            let text = squeezed(&piece.lines);
            if text.is_empty() {
                continue;
            }
            match profile.labels.page_line(&text) {
                PageLine::SheetTitle(year) => {
                    form.year = form.year.take().or(year);
                    piece.taken = true;
                    form.headings.append(&mut piece.lines.clone());
                }
                // A header cell may read like a heading; what is left of them is one in the end.
                _ if profile.labels.is_heading(&text) => {}
                _ => continue,
            }
            piece.is_label = true;
        }
    }

    /// Marks what may be a label or a heading, so that no value runs on into it.
    fn mark_labels(&mut self) {
        for piece in &mut self.canvas.pieces {
            let is_named = |words: &Words| words.rank(piece).is_some();
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

    /// Parts the blocks of a group from the scope's pieces and reads them.
    fn group(
        &mut self,
        number: usize,
        names: usize,
        group: usize,
        scope: &Scope<'_>,
    ) -> Vec<(Lines, Found)> {
        let (Some(spec), Some(own)) = (scope.groups.get(group), self.group_names(names, group))
        else {
            return Vec::new();
        };
        let begins = spec.fields.iter().position(|f| f.key == spec.begins);
        let starts = self.starts(number, own, begins.unwrap_or_default());
        let end = self.end_of(number, names, own, starts.last().map(|(y, _)| *y));
        let ends: Vec<f32> = starts
            .iter()
            .skip(1)
            .map(|(y, _)| *y)
            .chain([end])
            .collect();
        let first = self.scopes;
        self.scopes += starts.len();
        for (inner, ((from, _), to)) in (first..).zip(starts.iter().zip(&ends)) {
            for piece in &mut self.canvas.pieces {
                let y = piece.bbox.y0 + SAME_EDGE;
                if piece.scope == number && *from <= y && y < *to {
                    piece.scope = inner;
                }
            }
        }
        self.give_heads_back(number, names, own, first..self.scopes);
        let mut blocks = Vec::new();
        for (inner, (_, count)) in (first..).zip(starts) {
            let mut of_block = Lines::new();
            if let Some(piece) = count.and_then(|count| self.canvas.pieces.get_mut(count)) {
                of_block.append(&mut piece.lines.clone());
                piece.taken = spec.number.is_some();
            }
            if spec.number.is_none() {
                of_block.clear();
            }
            blocks.push((of_block, self.read(inner, own, &spec.scope())));
        }
        blocks
    }

    fn group_names(&self, names: usize, group: usize) -> Option<usize> {
        self.names.scopes.get(names)?.groups.get(group).copied()
    }

    /// Where each block begins, with the cell before it that spans it.
    fn starts(&self, number: usize, names: usize, begins: usize) -> Vec<(f32, Option<usize>)> {
        let words = self
            .names
            .scopes
            .get(names)
            .and_then(|s| s.fields.get(begins));
        let pieces = self.canvas.pieces.iter().enumerate();
        let is_start = |piece: &Piece| {
            piece.scope == number && !piece.taken && words.is_some_and(|w| w.rank(piece).is_some())
        };
        let mut starts: Vec<(f32, Option<usize>)> = Vec::new();
        for (at, piece) in pieces.filter(|(_, piece)| is_start(piece)) {
            let is_count = |left: &usize| {
                self.canvas
                    .get(*left)
                    .is_some_and(|p| p.is_free() && !p.is_blank())
            };
            let count = self.canvas.left_of(at).into_iter().rev().find(is_count);
            let top = count
                .and_then(|count| self.canvas.get(count))
                .map_or(piece.bbox.y0, |p| p.bbox.y0);
            starts.push((top.min(piece.bbox.y0), count));
        }
        starts.sort_by(|a, b| a.0.total_cmp(&b.0));
        starts.dedup_by(|a, b| (a.0 - b.0).abs() < SAME_EDGE);
        starts
    }

    /// Where the last block ends: at what the scope around it names and its own does not, be it a label, a heading or the
    /// header row of a table.
    fn end_of(&self, number: usize, names: usize, own: usize, from: Option<f32>) -> f32 {
        let (Some(from), Some(outer), Some(inner)) = (
            from,
            self.names.scopes.get(names),
            self.names.scopes.get(own),
        ) else {
            return f32::INFINITY;
        };
        let below = |piece: &&Piece| piece.scope == number && piece.bbox.y0 > from + SAME_EDGE;
        let free = self
            .canvas
            .pieces
            .iter()
            .filter(below)
            .filter(|piece| !inner.names(piece));
        let mut end = f32::INFINITY;
        let mut header: Option<(f32, Option<usize>)> = None;
        for piece in free {
            let top = piece.bbox.y0;
            let is_label = outer
                .fields
                .iter()
                .any(|words| words.rank(piece) == Some(0));
            if is_label && !self.is_page_head(piece, number, inner)
                || outer.tables.iter().any(|t| t.under.rank(piece).is_some())
            {
                end = end.min(top);
            }
            let heads = |t: &super::names::TableNames| {
                t.columns.iter().any(|(w, _)| w.rank(piece).is_some())
            };
            if outer.tables.iter().any(heads) {
                // One cell alone may read like a column.
                match header {
                    Some((y, table)) if table == piece.table && (y - top).abs() < SAME_EDGE => {
                        end = end.min(top)
                    }
                    _ => header = Some((top, piece.table)),
                }
            }
        }
        end
    }

    /// Whether a piece stands at the top of its page, above what goes on there of a group.
    fn is_page_head(&self, piece: &Piece, number: usize, inner: &super::names::ScopeNames) -> bool {
        let on_page = self
            .canvas
            .pieces
            .iter()
            .filter(|p| p.page == piece.page && p.scope == number);
        let first = on_page
            .filter(|p| inner.names(p))
            .map(|p| p.bbox.y0)
            .fold(f32::INFINITY, f32::min);
        piece.bbox.y0 < first && first.is_finite()
    }

    /// Gives the head that each page repeats back to the scope around a group that goes on over pages.
    fn give_heads_back(
        &mut self,
        number: usize,
        names: usize,
        own: usize,
        blocks: std::ops::Range<usize>,
    ) {
        let (Some(outer), Some(inner)) = (self.names.scopes.get(names), self.names.scopes.get(own))
        else {
            return;
        };
        let mut pages: Vec<(u32, f32, bool)> = Vec::new();
        for piece in self
            .canvas
            .pieces
            .iter()
            .filter(|p| blocks.contains(&p.scope))
        {
            let at = match pages.iter().position(|(page, ..)| *page == piece.page) {
                Some(at) => at,
                None => {
                    pages.push((piece.page, f32::INFINITY, false));
                    pages.len() - 1
                }
            };
            let Some(page) = pages.get_mut(at) else {
                continue;
            };
            if inner.names(piece) {
                page.1 = page.1.min(piece.bbox.y0);
            } else {
                page.2 |= outer.fields.iter().any(|words| words.rank(piece).is_some());
            }
        }
        for piece in self
            .canvas
            .pieces
            .iter_mut()
            .filter(|p| blocks.contains(&p.scope))
        {
            let is_above = |(page, top, has_head): &(u32, f32, bool)| {
                *page == piece.page
                    && *has_head
                    && top.is_finite()
                    && piece.bbox.y1 <= *top + SAME_EDGE
            };
            if pages.iter().any(is_above) {
                piece.scope = number;
            }
        }
    }

    /// The item table's header and rows, from the table that stands for it.
    fn take_items(&mut self, form: &mut Form, profile: &Profile) {
        let items = form.found.tables.iter().position(|t| t.table.is_none());
        if let Some(at) = items.filter(|_| profile.has_items()) {
            let items = form.found.tables.remove(at);
            table::into_items(items, form, profile);
        }
    }
}
