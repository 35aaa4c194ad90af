//! Titles of sheets and covers, the header of the cover's list, and headings: lines and cells without values.

use std::collections::HashSet;
use std::sync::LazyLock;

use indexmap::IndexMap;
use regex::Regex;

use super::Title;
use super::entries::{Rest, is_label_like, text};
use super::header::opens_with_marker;
use super::labels::Seen;
use crate::content::{Cell, Line};
use crate::profile::folded;
use crate::propose::Found;
use crate::segment::bands::Band;
use crate::segment::squeezed;

/// A fiscal year in a title, without white space.
static YEAR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(令和|平成|昭和|R|H|S)?([0-9]{1,4}|元)年度").ok());
/// The text in brackets at the end of a title, which changes from sheet to sheet.
static ASIDE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\([^()]*\)$").ok());
/// The longest title.
const LONGEST_TITLE: usize = 60;

/// What is outside fields and item tables.
#[derive(Default)]
pub struct Titles {
    /// The sheets' title.
    pub sheet: Option<Title>,
    /// The cover's title.
    pub cover: Option<Title>,
    /// Lines and cells that repeat.
    pub headings: Vec<Found>,
}

/// A line that may be a title.
struct Candidate<'e> {
    line: &'e Line,
    text: String,
}

/// Finds them; `seen` are the labels, which are neither.
pub fn read(rest: &Rest<'_>, seen: &[Seen]) -> Titles {
    let labels: HashSet<usize> = seen.iter().map(|seen| seen.entry).collect();
    let alone = rest
        .bands()
        .filter_map(|(n, band, _)| Some((n, only_line(band)?)));
    let mut lines: Vec<(usize, &Line)> = rest.lines().chain(alone).collect();
    lines.sort_by_key(|(n, _)| *n);
    lines.retain(|(n, _)| !labels.contains(n));
    let candidate = |(_, line): (usize, _)| {
        let line: &Line = line;
        let text = folded(&line.text.to_string());
        let few = (1..=LONGEST_TITLE).contains(&text.chars().count());
        few.then_some(Candidate { line, text })
    };
    let candidates: Vec<Candidate<'_>> = lines.into_iter().filter_map(candidate).collect();
    let label_pages: HashSet<u32> = seen
        .iter()
        .flat_map(|s| &s.label.found.spots)
        .map(|s| s.page)
        .collect();
    let is_sheet =
        |c: &&Candidate<'_>| rest.has_items(c.line.page) || label_pages.contains(&c.line.page);
    let on_sheets: Vec<&Candidate<'_>> = candidates.iter().filter(is_sheet).collect();
    let sheet = best(&on_sheets);
    let is_title = |c: &Candidate<'_>| {
        sheet
            .as_ref()
            .is_some_and(|s| pattern(&c.text).0 == s.pattern)
    };
    // a cover comes before the first sheet
    let first = candidates.iter().position(is_title).unwrap_or_default();
    let before: Vec<&Candidate<'_>> = candidates.iter().take(first).collect();
    let cover = best(&before).filter(|title| !title.years.is_empty());
    Titles {
        headings: headings(rest, &candidates, [&sheet, &cover]),
        sheet,
        cover,
    }
}

/// The line of a row group that has nothing else.
fn only_line(band: &Band) -> Option<&Line> {
    match band.single()?.lines.as_slice() {
        [line] => Some(line),
        _ => None,
    }
}

/// The likeliest title: one with a fiscal year, the most frequent, the largest, the first.
fn best(candidates: &[&Candidate<'_>]) -> Option<Title> {
    let mut titles: IndexMap<String, (Title, usize, f32)> = IndexMap::new();
    for Candidate { line, text } in candidates {
        let (pattern, year) = pattern(text);
        let found = Found::new(
            line.text.to_string().trim().to_owned(),
            std::slice::from_ref(*line),
        );
        match titles.get_mut(&pattern) {
            Some((title, count, _)) => {
                title.found.join(found);
                title.years.extend(year);
                *count += 1;
            }
            None => {
                let title = Title {
                    found,
                    pattern: pattern.clone(),
                    years: year.into_iter().collect(),
                };
                titles.insert(pattern, (title, 1, line.size));
            }
        }
    }
    let with_year = |title: &Title| !title.years.is_empty();
    let rank = |a: &(Title, usize, f32), b: &(Title, usize, f32)| {
        let flags = (with_year(&a.0), a.1).cmp(&(with_year(&b.0), b.1));
        flags.then(a.2.total_cmp(&b.2))
    };
    let best = titles
        .into_values()
        .rev()
        .max_by(rank)
        .map(|(title, ..)| title);
    best.map(|mut title| {
        title.years.dedup();
        title
    })
}

/// The pattern for all titles that differ only in year and brackets, and the year.
fn pattern(text: &str) -> (String, Option<String>) {
    let aside = ASIDE.as_ref().and_then(|aside| aside.find(text));
    let stem = aside.map_or(text, |aside| text.get(..aside.start()).unwrap_or(text));
    let tail = if aside.is_some() { r"(\(\S*\))?" } else { "" };
    let year = YEAR.as_ref().and_then(|year| year.find(stem));
    let Some(year) = year else {
        return (format!("^{}{tail}$", regex::escape(stem)), None);
    };
    let before = regex::escape(stem.get(..year.start()).unwrap_or_default());
    let behind = regex::escape(stem.get(year.end()..).unwrap_or_default());
    let pattern = format!(r"^{before}(?P<year>\S*?年度){behind}{tail}$");
    (pattern, Some(year.as_str().to_owned()))
}

/// The list of a cover, as the index of its table and its header cells: on a page without item tables, two or three
/// labels above rows that begin with a number.
pub fn cover_list(rest: &Rest<'_>) -> Option<(usize, Vec<Found>)> {
    let is_list = |(n, band, _): &(usize, &Band, usize)| {
        let labels = band.cells.iter().all(|cell| is_label_like(&text(cell)));
        let numbered = |below: &Band| below.cells.len() > 1 && opens_with_marker(below);
        (2..=3).contains(&band.cells.len())
            && labels
            && !rest.has_items(band.page)
            && rest.below(*n).is_some_and(|(_, below)| numbered(below))
    };
    let (_, band, table) = rest.bands().find(is_list)?;
    let found = |cell: &Cell| Found::new(squeezed(&cell.lines), &cell.lines);
    Some((table, band.cells.iter().map(found).collect()))
}

/// Lines that repeat unchanged from sheet to sheet.
fn headings(
    rest: &Rest<'_>,
    candidates: &[Candidate<'_>],
    titles: [&Option<Title>; 2],
) -> Vec<Found> {
    let mut found: IndexMap<&str, Found> = IndexMap::new();
    let is_title = |text: &str| {
        let pattern = pattern(text).0;
        titles
            .iter()
            .any(|t| t.as_ref().is_some_and(|t| t.pattern == pattern))
    };
    for Candidate { line, text } in candidates.iter().filter(|c| !is_title(&c.text)) {
        let more = Found::new(line.text.squeezed(), std::slice::from_ref(*line));
        match found.get_mut(text.as_str()) {
            Some(known) => known.join(more),
            None => {
                found.insert(text, more);
            }
        }
    }
    let comes_back = |found: &Found| rest.sheets > 1 && found.spots.len() >= rest.sheets;
    found.into_values().filter(comes_back).collect()
}
