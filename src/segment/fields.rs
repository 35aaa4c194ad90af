//! Labelled cells: which value belongs to which label.
//!
//! A value belongs to the nearest label to its left that shares a row with it. A row of only known labels has its
//! values in the row below, each as wide as its label. A label that the profile does not know counts as well if it is
//! at the left end, or begins a pair after a complete one.

use super::ahead;
use super::bands::Band;
use super::inner::part_label;
use super::items::SAME_EDGE;
use super::shape::Doubt;
use super::spots::{self, Spot};
use super::{Field, Form, Lines, is_number, squeezed};
use crate::content::Cell;
use crate::profile::{FieldMatch, Labels};
use crate::text::Text;

/// The longest label; a cell with more text is not compared.
pub const LONGEST_LABEL: usize = 80;

/// In a text without rules, the longest text of a cell that counts as an unknown label.
const LONGEST_UNKNOWN_LABEL: usize = 8;

/// A line continues through a rule if the gap between its pieces is at most this many font sizes: cells have padding.
const RUNS_ON: f32 = 0.2;

/// The field that a cell's text is a label of.
pub fn field_of(cell: &Cell, labels: &Labels) -> Option<FieldMatch> {
    label_text(&cell.lines).and_then(|text| labels.field(&text))
}

/// The text of a cell as a label, if it is short enough.
pub fn label_text(lines: &[crate::content::Line]) -> Option<String> {
    let chars = lines.iter().flat_map(|line| line.text.chars());
    // labels may be spaced out, so allow several times the length
    let few = chars.take(4 * LONGEST_LABEL + 1);
    let (mut all, mut ink) = (0, 0);
    for ch in few {
        all += 1;
        ink += usize::from(!ch.c.is_whitespace());
    }
    let is_short = all <= 4 * LONGEST_LABEL && (1..=LONGEST_LABEL).contains(&ink);
    is_short.then(|| squeezed(lines))
}

/// A label in the row group, and the cells that are its value.
struct Labelled {
    rows: (usize, usize),
    extent: (f32, f32),
    /// The first column after it.
    after: usize,
    field: Field,
    values: Vec<Cell>,
}

impl Labelled {
    fn new(cell: Cell, known: Option<FieldMatch>, part: Option<usize>, band: &Band) -> Self {
        Self {
            extent: band.extent(&cell),
            rows: (cell.row, cell.row + cell.row_span),
            after: cell.col + cell.col_span,
            field: Field {
                known,
                part,
                label: cell.lines,
                value: Lines::new(),
            },
            values: Vec::new(),
        }
    }

    /// Whether another label is to its right in one of its rows.
    fn stands_before(&self, other: &Self) -> bool {
        self.after < other.after && self.rows.0 < other.rows.1 && other.rows.0 < self.rows.1
    }

    /// The number of rows that it shares with the cell, if it is to its left.
    fn shared_rows(&self, cell: &Cell) -> usize {
        if self.after > cell.col {
            return 0;
        }
        let end = self.rows.1.min(cell.row + cell.row_span);
        end.saturating_sub(self.rows.0.max(cell.row))
    }
}

/// Reads a row group of labelled cells into the form; returns the lines that are neither label nor value.
pub fn read(mut band: Band, labels: &Labels, form: &mut Form) -> Lines {
    form.spots.clear();
    take_values_below(&mut band, labels, form);
    ahead::take(&mut band, labels, form);
    form.above = labels_above(&band, labels);
    let mut found: Vec<Labelled> = Vec::new();
    for cell in std::mem::take(&mut band.cells) {
        let known = field_of(&cell, labels);
        // an exact label of a part is not a misspelt other label
        let known = known.filter(|k| k.distance == 0 || !is_part(&mut found, &cell, labels));
        if let Some(known) = known {
            found.push(Labelled::new(cell, Some(known), None, &band));
            continue;
        }
        let Some(owner) = owner(&mut found, &cell) else {
            let (known, part) = part_of_row_above(&band, &cell, labels, form).unzip();
            found.push(Labelled::new(cell, known, part, &band));
            continue;
        };
        if owner.field.part.is_some() && opens_with_part(owner, &cell, labels) {
            give_to_field(&mut found, cell);
        } else if let Some((known, part)) = part_of(owner, &cell, labels) {
            found.push(Labelled::new(cell, Some(known), Some(part), &band));
        } else {
            owner.values.push(cell);
        }
    }
    values_before(&mut found, &band);
    form.found.doubts.extend(gaps(&found, &band));
    let mut loose = Lines::new();
    for (labelled, over_others) in with_whether_over_others(found) {
        let nameless = labelled.field.known.is_none() && labelled.values.is_empty();
        match (nameless, over_others) {
            (true, true) => form.headings.extend(labelled.field.label),
            (true, false) => loose.extend(labelled.field.label),
            (false, _) => take(labelled, &band, labels, form),
        }
    }
    loose
}

/// Gives values to the labels behind them (`02 款 05 項 04 目`) where the last label of a row is its last cell: it has none
/// else, nor has each label before it, up to one with two.
fn values_before(found: &mut [Labelled], band: &Band) {
    let is_row = |l: &Labelled| Some(l.rows) == found.first().map(|first| first.rows);
    let ends_row = found.last().is_some_and(|last| {
        last.field.known.is_some() && last.values.is_empty() && last.after >= band.cols()
    });
    let values = |l: &Labelled| l.values.len();
    let (Some(first), true) = (found.iter().rposition(|l| values(l) > 1), ends_row) else {
        return;
    };
    let last = found.len() - 1;
    let between = found.get(first + 1..last).unwrap_or_default();
    if !band.ruled || first + 2 > last || !found.iter().all(is_row) {
        return;
    }
    if !between
        .iter()
        .all(|l| values(l) == 1 && l.field.known.is_some())
    {
        return;
    }
    for at in (first + 1..=last).rev() {
        let value = found.get_mut(at - 1).and_then(|before| before.values.pop());
        if let (Some(value), Some(own)) = (value, found.get_mut(at)) {
            own.values.insert(0, value);
        }
    }
}

/// What a reader should know of labels beside several numbers with empty cells among them.
fn gaps(found: &[Labelled], band: &Band) -> Vec<Doubt> {
    let starts: Vec<usize> = found
        .iter()
        .filter_map(|l| l.after.checked_sub(1))
        .collect();
    let doubt = |l: &Labelled| {
        let row = l.values.first()?.row;
        let numbers = l.values.iter().filter(|c| is_number(&squeezed(&c.lines)));
        let is_row = l.values.iter().all(|cell| cell.row == row);
        let next = starts.iter().filter(|col| **col >= l.after).min();
        let beside = |(r, col): &&(usize, usize)| {
            *r == row && *col >= l.after && next.is_none_or(|next| col < next)
        };
        let empty = band.empty.iter().filter(beside).count();
        let label = l.field.label.first()?;
        (band.ruled && is_row && empty > 0 && numbers.count() > 1).then(|| Doubt::Gaps {
            label: squeezed(&l.field.label),
            page: label.page,
            cells: (l.values.len() + empty, empty),
        })
    };
    found.iter().filter_map(doubt).collect()
}

/// The labels of a row of only labels, without even an empty cell, so that it has no room for values.
fn labels_above(band: &Band, labels: &Labels) -> Vec<(FieldMatch, (f32, f32))> {
    if !band.ruled {
        return Vec::new();
    }
    if band.blanks.inside {
        return heading_above(band, labels).into_iter().collect();
    }
    let known = |cell: &Cell| Some((field_of(cell, labels)?, band.extent(cell)));
    let all: Option<Vec<_>> = band.cells.iter().map(known).collect();
    all.unwrap_or_default()
}

/// The label that is alone before empty cells: a heading, whose value is as wide as the row, if there is one.
fn heading_above(band: &Band, labels: &Labels) -> Option<(FieldMatch, (f32, f32))> {
    let cell = band.single().filter(|cell| cell.col == 0)?;
    let known = field_of(cell, labels).filter(|known| known.distance == 0)?;
    Some((known, band.whole_extent()))
}

/// Assigns the cells below a label, as wide as it, to its field.
fn take_values_below(band: &mut Band, labels: &Labels, form: &mut Form) {
    let above = std::mem::take(&mut form.above);
    if above.is_empty() || !band.ruled || band.blanks.above {
        return;
    }
    let cells = std::mem::take(&mut band.cells);
    for cell in cells {
        let extent = band.extent(&cell);
        let label = above.iter().find(|(_, label)| same_extent(*label, extent));
        let label = label.filter(|_| field_of(&cell, labels).is_none());
        let is_it = |field: &Field| label.is_some_and(|(known, _)| field.known == Some(*known));
        match form
            .fields
            .iter_mut()
            .enumerate()
            .rev()
            .find(|(_, f)| is_it(f))
        {
            Some((number, field)) => {
                let spot = spots::of(&[(cell.clone(), extent)], number, field.value.len());
                form.spots.extend(spot);
                field.value.extend(cell.lines);
            }
            None => band.cells.push(cell),
        }
    }
}

/// Whether two cells have the same extent.
pub(super) fn same_extent(a: (f32, f32), b: (f32, f32)) -> bool {
    (a.0 - b.0).abs() < SAME_EDGE && (a.1 - b.1).abs() < SAME_EDGE
}

/// Whether each label has other labels to its right, which it then groups.
fn with_whether_over_others(found: Vec<Labelled>) -> Vec<(Labelled, bool)> {
    let over: Vec<bool> = found
        .iter()
        .map(|group| found.iter().any(|other| group.stands_before(other)))
        .collect();
    found.into_iter().zip(over).collect()
}

/// The nearest label to the left of the cell; among several, the one that shares most rows.
fn owner<'a>(found: &'a mut [Labelled], cell: &Cell) -> Option<&'a mut Labelled> {
    found
        .iter_mut()
        .map(|labelled| (labelled.shared_rows(cell), labelled))
        .filter(|(shared, _)| *shared > 0)
        .max_by_key(|(shared, labelled)| (labelled.after, *shared))
        .map(|(_, labelled)| labelled)
}

/// Whether the cell's text is exactly the label of a part of its owner.
fn is_part(found: &mut [Labelled], cell: &Cell, labels: &Labels) -> bool {
    let field = owner(found, cell)
        .and_then(|owner| owner.field.known)
        .map(|k| k.field);
    let part = field
        .zip(label_text(&cell.lines))
        .and_then(|(field, text)| labels.part(field, &text));
    part.is_some_and(|(_, distance)| distance == 0)
}

/// The part of its owner that the cell labels (戦略 next to the label of 総合戦略); `None` if it is a heading with a few
/// words (なし) below it, which would look like a misspelling.
fn part_of(owner: &Labelled, cell: &Cell, labels: &Labels) -> Option<(FieldMatch, usize)> {
    let known = owner.field.known?;
    let (part, distance) = labels.part(known.field, &label_text(&cell.lines)?)?;
    let text = || Text::unplaced(&cell.text()).trimmed();
    let has_text = |text: Text| {
        part_label(&text, 0, known.field, labels).is_some_and(|(_, end)| end < text.len())
    };
    (distance == 0 || !has_text(text())).then_some((known, part))
}

/// The part of the last field that the first cell of a row is the label of, in a text: there a label that stands beside two
/// rows is in the first of them alone.
fn part_of_row_above(
    band: &Band,
    cell: &Cell,
    labels: &Labels,
    form: &Form,
) -> Option<(FieldMatch, usize)> {
    if band.ruled || cell.col == 0 {
        return None;
    }
    let known = form.fields.last()?.known?;
    let (part, distance) = labels.part(known.field, &label_text(&cell.lines)?)?;
    (distance == 0).then_some((known, part))
}

/// Whether the cell starts with the label of a part, followed by its text (○取組による効果 …): a heading inside the cell, so
/// that the cell before it does not belong to a cell next to it.
fn opens_with_part(owner: &Labelled, cell: &Cell, labels: &Labels) -> bool {
    let first = cell.lines.first().map(|line| line.text.trimmed());
    let field = owner.field.known.map(|known| known.field);
    let (Some(text), Some(field)) = (first, field) else {
        return false;
    };
    part_label(&text, 0, field, labels)
        .is_some_and(|(_, end)| end < text.len() || cell.lines.len() > 1)
}

/// Assigns a cell to the field of the last label, not to its part.
fn give_to_field(found: &mut [Labelled], cell: Cell) {
    let field = found.last().and_then(|last| last.field.known);
    let whole = |l: &&mut Labelled| l.field.part.is_none() && l.field.known == field;
    if let Some(labelled) = found.iter_mut().rev().find(whole) {
        labelled.values.push(cell);
    }
}

/// Adds a label and its value cells to the form.
fn take(mut labelled: Labelled, band: &Band, labels: &Labels, form: &mut Form) {
    let known = labelled.field.known;
    labelled.values.sort_by_key(|cell| (cell.row, cell.col));
    let has_parts = known.is_some_and(|known| labels.has_parts(known.field));
    let pairs = match has_parts {
        true => Vec::new(),
        false => pairs_behind_value(&mut labelled.values, band.ruled),
    };
    let extent = |cell: &Cell| (cell.clone(), band.extent(cell));
    let cells: Vec<_> = labelled.values.iter().map(extent).collect();
    form.spots.extend(spots::of(&cells, form.fields.len(), 0));
    if known.is_none() {
        let label = Spot::of_label(labelled.extent, form.fields.len());
        form.spots.push(label);
    }
    if labelled.field.part.is_some() && cells.is_empty() {
        // a heading at the end of its cell: its text may be on the next page
        form.spots
            .push(Spot::below(labelled.extent, form.fields.len()));
    }
    labelled.field.value = lines_of(labelled.values);
    form.fields.push(labelled.field);
    form.fields.extend(pairs);
}

/// Splits off `label, value` pairs after a complete value in the same row: fields that the profile does not know. In a
/// text without rules the transcription may also have split a value over cells, so there the labels have to look like
/// labels.
fn pairs_behind_value(values: &mut Vec<Cell>, ruled: bool) -> Vec<Field> {
    let own = own_cells(values);
    let one_row = values
        .windows(2)
        .all(|w| matches!(w, [a, b] if a.row == b.row));
    let labels = || values.iter().skip(own).step_by(2);
    let are_labels = match ruled {
        true => labels().all(|label| is_word(label) && !stands_twice(label, values)),
        false => labels().all(looks_like_label),
    };
    let rest = values.len().saturating_sub(own);
    if !one_row || !are_labels || rest == 0 || !rest.is_multiple_of(2) {
        return Vec::new();
    }
    let mut rest = values.split_off(own).into_iter();
    let mut pairs = Vec::new();
    while let (Some(label), Some(value)) = (rest.next(), rest.next()) {
        pairs.push(Field {
            known: None,
            part: None,
            label: label.lines,
            value: value.lines,
        });
    }
    pairs
}

/// The number of cells that the value itself fills: its line may continue into an empty cell, through the rule between
/// them.
fn own_cells(values: &[Cell]) -> usize {
    let runs_on = |a: &Cell, b: &Cell| match (a.lines.as_slice(), b.lines.as_slice()) {
        // lines of a text have no position
        ([a], [b]) => a.size > 0.0 && a.bbox.grown(RUNS_ON * a.size).overlaps(&b.bbox),
        _ => false,
    };
    let pairs = values.windows(2);
    1 + pairs
        .take_while(|pair| matches!(pair, [a, b] if runs_on(a, b)))
        .count()
}

/// Whether a cell is not a number, with or without unit: 5,690, 10人, H25.
fn is_word(cell: &Cell) -> bool {
    let text = squeezed(&cell.lines);
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    text.chars().any(char::is_alphabetic) && digits * 2 < text.chars().count()
}

/// Whether a row has the cell's text in another cell, too: 直営, 直営, 委託 are values.
fn stands_twice(cell: &Cell, values: &[Cell]) -> bool {
    let text = squeezed(&cell.lines);
    values
        .iter()
        .filter(|other| squeezed(&other.lines) == text)
        .count()
        > 1
}

/// Whether the text is a few letters without marks: 担当課, 連絡先.
fn looks_like_label(cell: &Cell) -> bool {
    let text = squeezed(&cell.lines);
    text.chars().count() <= LONGEST_UNKNOWN_LABEL && text.chars().all(char::is_alphabetic)
}

/// The lines of cells, one cell after another; the last line of a cell always ends there.
pub fn lines_of(cells: Vec<Cell>) -> Lines {
    let mut lines = Lines::new();
    for cell in cells {
        end_line(&mut lines);
        lines.extend(cell.lines);
    }
    lines
}

/// Marks the last line as ended by the author.
pub fn end_line(lines: &mut Lines) {
    if let Some(last) = lines.last_mut() {
        last.room = f32::INFINITY;
    }
}
