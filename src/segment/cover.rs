//! Covers: a department, its year, and its list of goals.

use regex::Regex;
use std::sync::LazyLock;

use super::bands::Band;
use super::fields::label_text;
use super::{Cover, Lines, squeezed};
use crate::layout::Line;
use crate::profile::Labels;

/// The number of a goal in a cell of its own: 1, 第1位, ①.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(第?[0-9０-９]{1,2}位?[.．)]?|[\u{2460}-\u{2473}]|\([0-9]{1,2}\)|（[0-9０-９]{1,2}）)$",
    )
    .ok()
});

/// A goal as a line: `- 1 title`, `1. title`, `① title`.
static LIST_LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*[-・*]?\s*(?:第?[0-9０-９]{1,2}位?[.．、)）]?\s+|[\u{2460}-\u{2473}]\s*)").ok()
});

/// Whether all the band's cells are header cells of a cover's list.
pub fn is_header(band: &Band, labels: &Labels) -> bool {
    let is_header = |cell: &crate::layout::Cell| {
        label_text(&cell.lines).is_some_and(|text| labels.is_cover_header(&text))
    };
    band.cells.len() > 1 && band.cells.iter().all(is_header)
}

/// The band as a goal: number, title; further cells are given back.
pub fn goal(band: &Band) -> Option<((Lines, Lines), Lines)> {
    let mut cells = band.cells.iter();
    let (number, title) = (cells.next()?, cells.next()?);
    let is_number = NUMBER.as_ref()?.is_match(&squeezed(&number.lines));
    is_number.then(|| {
        let rest = cells.flat_map(|cell| cell.lines.clone()).collect();
        ((number.lines.clone(), title.lines.clone()), rest)
    })
}

/// The line as a goal: number, title.
pub fn goal_line(line: &Line) -> Option<(Lines, Lines)> {
    let text = line.text.to_string();
    let found = LIST_LINE.as_ref()?.find(&text)?;
    let cut = text.get(..found.end())?.chars().count();
    let mut number = line.clone();
    let mut title = line.clone();
    number.text = line.text.slice(0..cut).trimmed();
    title.text = line.text.slice(cut..line.text.len()).trimmed();
    (!title.text.is_empty()).then(|| (vec![number], vec![title]))
}

/// Adds a wrapped line's rest to the title of the last goal.
pub fn extend_last_goal(cover: &mut Cover, lines: Lines) {
    if let Some((_, title)) = cover.goals.last_mut() {
        title.extend(lines);
    }
}
