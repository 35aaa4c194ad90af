//! Lines outside the tables: titles, headings, and labels of boxes.

use std::collections::{HashMap, HashSet};

use super::super::Spot as Place;
use super::found::{Field, Item, Spot, Stands};
use super::keys;
use super::shapes::{may_be_label, without_years};
use super::sheet::{Cell, Grid, Outside, Sheet};

/// The greatest distance of a label from its box, in points: about two lines above it, a few characters before it.
const ABOVE: f32 = 24.0;
const BEFORE: f32 = 60.0;
/// The longest label within a line, in characters.
const LONGEST_WORD: usize = 8;
/// The longest label next to a box, in characters.
const LONGEST: usize = 16;
/// A line stays if it is in at least this share of the documents.
const SHARE: f64 = 0.8;
/// A label in brackets inside a value does on this share.
const SOME: f64 = 0.25;

/// Texts of lines, without their years, that are in most documents.
pub fn staying(sheets: &[Sheet]) -> HashSet<String> {
    let mut seen: HashMap<String, HashSet<usize>> = HashMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for line in &sheet.lines {
            let words = line.words.iter().chain([&line.text]);
            for text in words {
                seen.entry(without_years(text)).or_default().insert(number);
            }
        }
    }
    let enough = (sheets.len() as f64 * SHARE).ceil() as usize;
    let stays = |(_, documents): &(String, HashSet<usize>)| documents.len() >= enough;
    seen.into_iter()
        .filter(stays)
        .map(|(text, _)| text)
        .collect()
}

/// Labels in brackets, without their years, that stand inside the cells of several documents; forms leave them out where
/// there is nothing to say. Of a single document all of them.
pub fn corner_labels(sheets: &[Sheet]) -> HashSet<String> {
    let mut seen: HashMap<String, HashSet<usize>> = HashMap::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let cells = sheet.grids.iter().flat_map(|grid| &grid.cells);
        for label in cells.flat_map(corners) {
            seen.entry(without_years(label)).or_default().insert(number);
        }
    }
    let enough = (sheets.len() as f64 * SOME).ceil() as usize;
    let enough = enough.max(sheets.len().min(2));
    let stays = |(_, documents): &(String, HashSet<usize>)| documents.len() >= enough;
    let labels = seen.into_iter().filter(stays);
    labels.map(|(text, _)| text).collect()
}

/// Takes the lines that label a box of their own; returns the fields and the indexes of the lines.
pub fn boxes(sheet: &mut Sheet, staying: &HashSet<String>) -> (Vec<Item>, HashSet<usize>) {
    let mut found = Vec::new();
    let mut lines = HashSet::new();
    for (number, line) in sheet.lines.iter().enumerate() {
        let is_label = may_be_label(line.text.trim_start_matches('※'))
            && line.text.chars().count() <= LONGEST
            && staying.contains(&without_years(&line.text));
        let of = |grid: &&mut Grid| is_label && is_box(grid) && labels(line, grid);
        if let Some(grid) = sheet.grids.iter_mut().find(|grid| of(grid)) {
            found.push(Item::Field(field(line, grid)));
            grid.take(0);
            lines.insert(number);
        }
    }
    (found, lines)
}

/// The labels in brackets inside a cell with other text: `【期間】`.
fn corners(cell: &Cell) -> Vec<&str> {
    let of_line = |line: &'_ str| -> Option<(usize, usize)> {
        let from = line.find('【')?;
        let to = line.get(from..)?.find('】')? + from + '】'.len_utf8();
        Some((from, to))
    };
    let cut = cell.lines.iter().filter_map(|line| {
        let (from, to) = of_line(line)?;
        // a label ends its line, a quotation goes on
        line.get(from..to)
            .filter(|_| to == line.len() || from > 0 && line.len() < to + 3 * LONGEST)
    });
    let few = |label: &&str| label.chars().count() <= LONGEST;
    cut.filter(few).collect()
}

/// The labels in brackets that stay in the values of a grid.
pub fn in_corners(grid: &Grid, labels: &HashSet<String>) -> Vec<Item> {
    let mut found = Vec::new();
    for cell in grid
        .cells
        .iter()
        .filter(|cell| cell.kind == super::sheet::Kind::Value)
    {
        for label in corners(cell)
            .into_iter()
            .filter(|label| labels.contains(&without_years(label)))
        {
            found.push(Item::Field(Field {
                label: super::shapes::compared(label),
                written: label.to_owned(),
                stands: Stands::Right,
                under: None,
                values: vec![cell.text.clone()],
                spot: Spot::of(grid, cell),
                place: grid.place_of(cell),
                is_choice: false,
                is_numbered: false,
            }));
        }
    }
    found
}

/// The words that label another word of their line, or of the line below: one that stays before one that changes.
/// Returns the fields and the indexes of the lines that consist of labels.
pub fn words(
    sheet: &Sheet,
    staying: &HashSet<String>,
    taken: &HashSet<usize>,
) -> (Vec<Item>, HashSet<usize>) {
    let stays = |word: &String| staying.contains(&without_years(word));
    let is_label = |word: &String| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        (2..=LONGEST_WORD).contains(&word.chars().count()) && letters > 1 && may_be_label(word)
    };
    let (mut found, mut alone) = (Vec::new(), HashSet::new());
    let is_one = sheet.is_alone;
    let is_called = |word: &String| word.ends_with(['.', ':']) || keys::word(word).is_some();
    for (number, line) in sheet
        .lines
        .iter()
        .enumerate()
        .filter(|(n, _)| !taken.contains(n))
    {
        for (word, next) in line.words.iter().zip(line.words.iter().skip(1)) {
            let is_it = match is_one {
                true => is_called(word) && !is_called(next),
                false => stays(word) && !stays(next) && !stays(&line.text),
            };
            if is_label(word) && is_it {
                found.push(Item::Field(of_word(line, word, next)));
            }
        }
        let below = sheet
            .lines
            .get(number + 1)
            .filter(|below| below.page == line.page && (is_one || !stays(&below.text)));
        if let (true, [word], Some(below)) = (stays(&line.text), line.words.as_slice(), below)
            && is_label(word)
            && (!is_one || is_called(word))
            && let Some(value) = below.words.first()
        {
            found.push(Item::Field(of_word(line, word, value)));
            alone.insert(number);
        }
    }
    (found, alone)
}

fn of_word(line: &Outside, word: &str, value: &str) -> Field {
    Field {
        label: word.to_owned(),
        written: word.to_owned(),
        stands: Stands::Right,
        under: None,
        values: vec![value.to_owned()],
        spot: Spot {
            block: line.block,
            ..Spot::default()
        },
        place: Place {
            page: line.page,
            bbox: line.bbox,
        },
        is_choice: false,
        is_numbered: false,
    }
}

fn is_box(grid: &Grid) -> bool {
    matches!(grid.cells.as_slice(), [cell] if cell.is_open() && !cell.taken)
}

fn labels(line: &Outside, grid: &Grid) -> bool {
    let Some(cell) = grid.cells.first().filter(|_| grid.page == line.page) else {
        return false;
    };
    let (own, other) = (line.bbox, cell.bbox);
    let beside = own.y0 < other.y1 && other.y0 < own.y1;
    let before = other.x0 - own.x1;
    let over = own.x0 < other.x1 && other.x0 - ABOVE < own.x0;
    let above = other.y0 - own.y1;
    beside && (-2.0..BEFORE).contains(&before) || over && (-2.0..ABOVE).contains(&above)
}

fn field(line: &Outside, grid: &Grid) -> Field {
    let values = grid.cells.iter().map(|c: &Cell| c.lines.join("\n"));
    Field {
        label: line.text.clone(),
        written: line.text.clone(),
        stands: Stands::Right,
        under: None,
        values: values.filter(|v| !v.is_empty()).collect(),
        spot: Spot {
            block: line.block,
            ..Spot::default()
        },
        place: Place {
            page: line.page,
            bbox: line.bbox,
        },
        is_choice: false,
        is_numbered: false,
    }
}

/// The heading of the table that begins in the first row of a grid: the line that stays right above it.
pub fn heading_above(
    lines: &[Outside],
    spot: Spot,
    staying: &HashSet<String>,
    labels: &HashSet<usize>,
) -> Option<String> {
    let above = spot.block.checked_sub(1).filter(|_| spot.row == 0)?;
    let mut lines = lines.iter().enumerate();
    let (number, line) = lines.find(|(_, line)| line.block == above)?;
    let stays = !labels.contains(&number) && staying.contains(&without_years(&line.text));
    (stays && may_be_label(line.text.trim_start_matches('※'))).then(|| line.text.clone())
}

/// The title of a document: of the lines that stay and label nothing, one with a year, the largest, the first; on the
/// first page. Of a line that goes on with what changes (`… NO. 12`) what stays. Gives its text, and whether it is whole.
pub fn title(
    sheet: &Sheet,
    staying: &HashSet<String>,
    labels: &HashSet<usize>,
    headings: &[Cell],
) -> Option<(String, bool)> {
    let is_title = |text: &str| {
        text.chars().count() > 3 && text.chars().filter(|c| c.is_alphabetic()).count() > 3
    };
    let has_year = |text: &str| without_years(text) != text;
    let lines = sheet.lines.iter().enumerate();
    let lines = lines.filter(|(n, line)| !labels.contains(n) && line.page == 1);
    let lines = lines.filter_map(|(_, line)| {
        let (text, is_whole) = what_stays(line, staying, sheet.is_alone)?;
        is_title(&text).then_some((line, text, is_whole))
    });
    let first_table = sheet.grids.iter().map(|grid| grid.block).min();
    let first_table = first_table.unwrap_or(usize::MAX);
    let above: Vec<(&Outside, String, bool)> = lines
        .filter(|(line, ..)| line.block < first_table)
        .collect();
    let best = above.into_iter().rev().max_by(|a, b| {
        let year = |l: &(&Outside, String, bool)| has_year(&l.1);
        year(a).cmp(&year(b)).then(a.0.size.total_cmp(&b.0.size))
    });
    let best = best.map(|(_, text, is_whole)| (text, is_whole));
    let first = headings
        .iter()
        .find(|cell| is_title(&cell.text) && cell.row == 0);
    let of_cell = first.map(|cell| (cell.text.clone(), true));
    match (best, of_cell) {
        (Some(line), Some(cell)) if !has_year(&line.0) && has_year(&cell.0) => Some(cell),
        (Some(line), _) => Some(line),
        (None, cell) => cell,
    }
}

/// What stays of a line: all of it, or its first words up to a label within it.
fn what_stays(line: &Outside, staying: &HashSet<String>, is_alone: bool) -> Option<(String, bool)> {
    let is_label =
        |word: &String| word.ends_with(['.', ':']) && word.chars().count() <= LONGEST_WORD;
    let whole = staying.contains(&without_years(&line.text));
    if whole && !(is_alone && line.words.iter().skip(1).any(is_label)) {
        return Some((line.text.clone(), true));
    }
    let stays = |word: &&String| staying.contains(&without_years(word)) && !is_label(word);
    let words: Vec<&str> = line
        .words
        .iter()
        .take_while(stays)
        .map(String::as_str)
        .collect();
    (!words.is_empty()).then(|| (words.concat(), false))
}
