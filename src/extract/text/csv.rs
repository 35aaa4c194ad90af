//! CSV, as spreadsheets save it: commas between cells, quotes around a cell that holds commas, quotes or line feeds.

use super::rows::{Field, Row, Segment, count};

/// Rows that are looked at to see what a text is.
const LOOKED_AT: usize = 200;

/// The rows of a text that is CSV; none for other texts, in which commas are just commas.
///
/// A spreadsheet pads every row to the same number of cells; of files made by hand most rows have as many. Programs that
/// leave out empty cells at the end of a row put cells with commas and line feeds in quotes, which prose does not.
pub(super) fn rows(text: &str) -> Option<Vec<Row<'_>>> {
    if text.contains('\t') {
        return None;
    }
    let rows = cut(text)?;
    let looked_at: Vec<&Row<'_>> = rows
        .iter()
        .filter(|row| !is_blank(row))
        .take(LOOKED_AT)
        .collect();
    let most = looked_at.iter().map(|row| row.len()).max()?;
    let with = |n: usize| looked_at.iter().filter(|row| row.len() == n).count();
    let filled = looked_at.len() - with(1);
    let is_even = with(most) * 10 >= filled * 6 && filled * 10 >= looked_at.len() * 8;
    let has_quotes = |row: &&&Row<'_>| row.len() > 1 && row.iter().any(|field| field.quoted);
    let is_quoted = looked_at.iter().filter(has_quotes).count() > 1;
    let is_csv =
        most > 1 && filled > 1 && (is_even || (is_quoted && filled * 2 >= looked_at.len()));
    is_csv.then_some(rows)
}

fn is_blank(row: &Row<'_>) -> bool {
    let mut segments = row.iter().flat_map(|field| &field.segments);
    row.len() == 1 && segments.all(|segment| segment.text.trim().is_empty())
}

/// Splits a text at its commas; `None` if a quote is not closed or text follows a closing quote.
fn cut(text: &str) -> Option<Vec<Row<'_>>> {
    let mut cutter = Cutter::new(text);
    let mut rows = Vec::new();
    while !cutter.rest.is_empty() {
        rows.push(cutter.row()?);
    }
    Some(rows)
}

struct Cutter<'t> {
    rest: &'t str,
    line: u32,
    column: u32,
}

impl<'t> Cutter<'t> {
    fn new(rest: &'t str) -> Self {
        Self {
            rest,
            line: 1,
            column: 1,
        }
    }

    fn row(&mut self) -> Option<Row<'t>> {
        let mut row = Vec::new();
        loop {
            let field = match self.rest.strip_prefix('"') {
                Some(_) => self.quoted()?,
                None => self.bare(),
            };
            row.push(field);
            if self.rest.starts_with(',') {
                self.take(1);
            } else {
                self.end_line();
                return Some(row);
            }
        }
    }

    fn bare(&mut self) -> Field<'t> {
        let end = self.rest.find([',', '\n', '\r']);
        let segment = self.take(end.unwrap_or(self.rest.len()));
        Field {
            segments: vec![segment],
            quoted: false,
        }
    }

    /// A cell in quotes; a doubled quote in it is one, which is seen to with the markup.
    fn quoted(&mut self) -> Option<Field<'t>> {
        self.take(1);
        let mut segments = Vec::new();
        loop {
            let end = self.end_of_piece()?;
            segments.push(self.take(end));
            if self.rest.starts_with('"') {
                break;
            }
            self.end_line();
        }
        self.take(1);
        let is_closed = self.rest.is_empty() || self.rest.starts_with([',', '\n', '\r']);
        is_closed.then_some(Field {
            segments,
            quoted: true,
        })
    }

    /// Where the line ends, or the quote.
    fn end_of_piece(&self) -> Option<usize> {
        let mut from = 0;
        loop {
            let end = from + self.rest.get(from..)?.find(['"', '\n', '\r'])?;
            match self.rest.get(end..)?.starts_with("\"\"") {
                true => from = end + 2,
                false => return Some(end),
            }
        }
    }

    fn take(&mut self, length: usize) -> Segment<'t> {
        let (text, rest) = self.rest.split_at(length);
        let segment = Segment {
            text,
            line: self.line,
            column: self.column,
        };
        self.rest = rest;
        self.column += count(text);
        segment
    }

    fn end_line(&mut self) {
        let ending = match self.rest {
            rest if rest.starts_with("\r\n") => 2,
            "" => 0,
            _ => 1,
        };
        self.rest = self.rest.get(ending..).unwrap_or_default();
        self.line += 1;
        self.column = 1;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn texts(text: &str) -> Option<Vec<Vec<String>>> {
        let field = |field: &Field<'_>| {
            let lines: Vec<&str> = field.segments.iter().map(|s| s.text).collect();
            lines.join("/")
        };
        let rows = rows(text)?;
        Some(
            rows.iter()
                .map(|row| row.iter().map(field).collect())
                .collect(),
        )
    }

    #[test]
    fn cells_in_quotes_hold_anything() {
        let text = "題,,\r\n項目,\"(1) 9月\r\n(2) 1,200件\",\"「\"\"x\"\"」\"\r\n,,\r\n";
        let rows = texts(text).unwrap();
        assert_eq!(rows[0], ["題", "", ""]);
        assert_eq!(rows[1], ["項目", "(1) 9月/(2) 1,200件", "「\"\"x\"\"」"]);
        let places = super::rows(text).unwrap();
        let last = places[1][1].segments[1];
        assert_eq!((last.line, last.column), (3, 1));
        assert_eq!(
            (
                places[2][0].segments[0].line,
                places[1][2].segments[0].column
            ),
            (4, 14)
        );
    }

    #[test]
    fn rows_without_their_empty_cells_at_the_end_are_rows() {
        let text = "題\n\n項目,\"(1) 9月、10月\n(2) 通年\",x,y\n注記,\"a,b\"\n所属,総務部,順位\n";
        let rows = texts(text).unwrap();
        let cells: Vec<usize> = rows.iter().map(Vec::len).collect();
        assert_eq!(cells, [1, 1, 4, 2, 3]);
        let padded = texts("a,b\n\nc,d\n\n\ne,f\n").unwrap();
        assert_eq!(padded.len(), 6);
    }

    #[test]
    fn commas_in_prose_are_none_between_cells() {
        assert_eq!(texts("予算 1,200千円\nそのうち国費は少ない\n"), None);
        assert_eq!(texts("a,b\tc\n1,2\t3\n"), None);
        assert_eq!(texts("a,\"b\nc,d\n"), None);
        assert_eq!(texts(""), None);
    }
}
