//! Text → rows of cells, as spreadsheets write them: tabs between cells, and quotes around a cell with line feeds,
//! commas or quotes (Excel's "Unicode text" and its clipboard).

/// A cell with more lines than this is a stray quote.
const CELL_LINES: usize = 200;

/// A row, or a line of text if it has one cell only.
pub(super) type Row<'t> = Vec<Field<'t>>;

/// A cell as written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field<'t> {
    /// Its lines; only a quoted cell has several.
    pub(super) segments: Vec<Segment<'t>>,
    /// Whether it was in quotes; inside them a doubled quote is one.
    pub(super) quoted: bool,
}

/// A piece of one line of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Segment<'t> {
    /// Its text.
    pub(super) text: &'t str,
    /// Line of the file, one-based.
    pub(super) line: u32,
    /// Column of its first character, one-based.
    pub(super) column: u32,
}

/// Splits a text into rows.
pub(super) fn rows(text: &str) -> Vec<Row<'_>> {
    let lines: Vec<Vec<Segment<'_>>> = lines(text).zip(1..).map(cells).collect();
    let mut rows = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (row, taken) = row(lines.get(at..).unwrap_or_default());
        rows.push(row);
        at += taken;
    }
    rows
}

/// Lines that end with LF, CRLF or, as old Macs wrote, CR.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        let Some(end) = all.find(['\n', '\r']) else {
            rest = None;
            return (!all.is_empty()).then_some(all);
        };
        let (line, tail) = all.split_at(end);
        let ending = if tail.starts_with("\r\n") { 2 } else { 1 };
        rest = tail.get(ending..);
        Some(line)
    })
}

fn cells((text, line): (&str, u32)) -> Vec<Segment<'_>> {
    let mut next = 1;
    let segment = |text| {
        let column = next;
        next += count(text) + 1;
        Segment { text, line, column }
    };
    text.split('\t').map(segment).collect()
}

/// The number of characters.
pub(super) fn count(text: &str) -> u32 {
    text.chars().count() as u32
}

/// The first row of some lines, and how many of them it takes.
fn row<'t>(lines: &[Vec<Segment<'t>>]) -> (Row<'t>, usize) {
    let mut row: Row<'t> = Vec::new();
    let mut taken = 0;
    let mut open: Vec<Segment<'t>> = Vec::new();
    while let Some(line) = lines.get(taken) {
        taken += 1;
        for (i, &cell) in line.iter().enumerate() {
            if i == 0 && !open.is_empty() {
                open.push(cell);
                if ends_quote(cell.text) {
                    row.push(unquoted(std::mem::take(&mut open)));
                }
            } else if is_open(cell.text) && i + 1 == line.len() && is_closed_later(lines, taken, i)
            {
                open.push(cell);
            } else {
                row.push(single(cell));
            }
        }
        if open.is_empty() {
            break;
        }
    }
    (row, taken)
}

/// Whether the cell begins with a quote that does not end in it.
fn is_open(text: &str) -> bool {
    text.strip_prefix('"').is_some_and(|rest| !ends_quote(rest))
}

/// Whether the text ends with a quote that is not doubled.
fn ends_quote(text: &str) -> bool {
    let quotes = text.bytes().rev().take_while(|&b| b == b'"').count();
    quotes % 2 == 1
}

/// Whether one of the next lines ends the quote in its first cell, and tabs show that it is a cell.
fn is_closed_later(lines: &[Vec<Segment<'_>>], next: usize, cells_before: usize) -> bool {
    let rest = lines.iter().skip(next).take(CELL_LINES);
    let mut inside = rest.skip_while(|line| {
        line.len() == 1 && line.first().is_some_and(|cell| !ends_quote(cell.text))
    });
    inside.next().is_some_and(|line| {
        let ends = line.first().is_some_and(|cell| ends_quote(cell.text));
        ends && (cells_before > 0 || line.len() > 1)
    })
}

fn single(cell: Segment<'_>) -> Field<'_> {
    let inner = cell.text.strip_prefix('"').filter(|rest| ends_quote(rest));
    let inner = inner.and_then(|rest| rest.strip_suffix('"'));
    // without a reason for quotes they are the author's
    if inner.is_some_and(|inner| inner.contains(',') || inner.contains("\"\"")) {
        return unquoted(vec![cell]);
    }
    Field {
        segments: vec![cell],
        quoted: false,
    }
}

/// The cell without the quotes at both ends.
fn unquoted(mut segments: Vec<Segment<'_>>) -> Field<'_> {
    if let Some(first) = segments.first_mut() {
        first.text = first.text.strip_prefix('"').unwrap_or(first.text);
        first.column += 1;
    }
    if let Some(last) = segments.last_mut() {
        last.text = last.text.strip_suffix('"').unwrap_or(last.text);
    }
    Field {
        segments,
        quoted: true,
    }
}
