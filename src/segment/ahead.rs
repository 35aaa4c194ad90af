//! Labels with their values in a line outside tables, or in one cell: `部局名：総務部　責任者：部長`.
//!
//! A label is a word followed by a colon, at the start of the line or after white space. The line counts if the profile
//! knows one of its labels; the others are then labels, too. The same holds for the cells of a row, if one of them
//! names a field in the profile's exact words.

use super::bands::Band;
use super::fields::{self, LONGEST_LABEL};
use super::{Field, Form, Lines};
use crate::content::{Cell, Line};
use crate::profile::{FieldMatch, Labels};
use crate::text::Char;
use crate::text::markers::is_start;

/// The labels of a line with their values, if the profile knows one of the labels.
pub fn read(line: &Line, labels: &Labels) -> Option<Vec<Field>> {
    let fields = pairs(line, labels)?;
    fields.iter().any(|f| f.known.is_some()).then_some(fields)
}

/// The field whose label, with a colon and a value, is at the start of a cell.
pub fn field_of(cell: &Cell, labels: &Labels) -> Option<FieldMatch> {
    let known = pairs(cell.lines.first()?, labels)?.first()?.known;
    known.filter(|known| known.distance == 0)
}

/// Takes the cells with labels and values out of a row group: all that look like it, if one names a field that is
/// neither in the form nor in a cell of its own.
pub fn take(band: &mut Band, labels: &Labels, form: &mut Form) {
    let is_named = |known: FieldMatch| {
        let own = band
            .cells
            .iter()
            .filter_map(|c| fields::field_of(c, labels));
        let before = form.fields.iter().filter_map(|f| f.known);
        own.chain(before).any(|k| k.field == known.field)
    };
    let mut known = band.cells.iter().filter_map(|c| field_of(c, labels));
    if !known.any(|known| !is_named(known)) {
        return;
    }
    for cell in std::mem::take(&mut band.cells) {
        match of_cell(&cell, labels) {
            Some(fields) => form.fields.extend(fields),
            None => band.cells.push(cell),
        }
    }
}

/// The labels of a cell with their values, which may continue on further lines.
fn of_cell(cell: &Cell, labels: &Labels) -> Option<Vec<Field>> {
    let (first, rest) = cell.lines.split_first()?;
    let mut fields = pairs(first, labels)?;
    for line in rest {
        match (read(line, labels), fields.last_mut()) {
            (None, Some(last)) => last.value.push(line.clone()),
            (more, _) => fields.extend(more.into_iter().flatten()),
        }
    }
    Some(fields)
}

/// The texts before and after the colons of a line that begins with a label.
fn pairs(line: &Line, labels: &Labels) -> Option<Vec<Field>> {
    let cuts = cuts(line);
    let known = |(from, colon, _): &(usize, usize, usize)| {
        labels.field(&line.text.slice(*from..*colon).to_string())
    };
    if cuts.first().is_none_or(|(from, ..)| *from > 0) {
        return None;
    }
    let piece = |from, to| -> Lines { vec![line.with_text(line.text.slice(from..to).trimmed())] };
    let field = |cut: &(usize, usize, usize)| Field {
        known: known(cut),
        part: None,
        label: piece(cut.0, cut.1 + 1),
        value: piece(cut.1 + 1, cut.2),
    };
    Some(cuts.iter().map(field).collect())
}

/// Start of each label, position of its colon, end of its value.
pub fn cuts(line: &Line) -> Vec<(usize, usize, usize)> {
    let chars = line.text.chars();
    let opens = line
        .text
        .chars()
        .iter()
        .position(|ch| !ch.c.is_whitespace());
    let first = opens.unwrap_or_default();
    let starts = (first..chars.len()).filter(|&i| is_start(chars, i) || i == first);
    let labels: Vec<(usize, usize)> = starts.filter_map(|i| Some((i, colon(chars, i)?))).collect();
    let ends = labels
        .iter()
        .skip(1)
        .map(|(from, _)| *from)
        .chain([chars.len()]);
    let ends: Vec<usize> = ends.collect();
    let cut = |(&(from, colon), end): (&(usize, usize), usize)| (from, colon, end);
    let mut cuts: Vec<_> = labels.iter().zip(ends).map(cut).collect();
    if let Some(first_cut) = cuts.first_mut().filter(|cut| cut.0 == first) {
        first_cut.0 = 0;
    }
    cuts
}

/// The position of the colon after the word that begins at `i`.
fn colon(chars: &[Char], i: usize) -> Option<usize> {
    let word = chars.get(i..)?.iter().take(LONGEST_LABEL);
    let length = word
        .take_while(|ch| ch.c.is_alphanumeric() || ch.c == '・')
        .count();
    let letter = chars.get(i).is_some_and(|ch| ch.c.is_alphabetic());
    let colon = chars.get(i + length)?.c;
    (letter && matches!(colon, '：' | ':')).then_some(i + length)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::profile::Profile;
    use crate::segment::squeezed;
    use crate::text::Text;

    fn pairs(text: &str) -> Option<Vec<(String, String)>> {
        let labels = Profile::builtin("ueda-juten").unwrap().labels;
        let line = Line {
            text: Text::unplaced(text),
            ..Line::default()
        };
        let pair = |f: &Field| (squeezed(&f.label), squeezed(&f.value));
        Some(read(&line, &labels)?.iter().map(pair).collect())
    }

    #[test]
    fn a_line_with_a_known_label_is_cut_at_all_of_its_labels() {
        let found = pairs(" 部局名：総務部　責任者：部長 田中　優先順位:1").unwrap();
        let want = [
            ("部局名：", "総務部"),
            ("責任者：", "部長田中"),
            ("優先順位:", "1"),
        ];
        assert_eq!(found, want.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn other_lines_stay_lines() {
        for text in [
            "責任者：部長",
            "部局名 総務部",
            "次の部局名：総務部",
            "10:30 開始",
            "",
        ] {
            assert_eq!(pairs(text), None, "{text}");
        }
    }
}
