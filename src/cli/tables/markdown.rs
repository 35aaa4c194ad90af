//! A table as GitHub Flavored Markdown.

use std::io::{self, Write};

use crate::content::Table;
use crate::write::grid::Grid;

/// Writes a table. Its first row becomes the header; a merged cell's text is in its first slot.
pub fn write(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    for (number, row) in Grid::of(table).texts("\n").enumerate() {
        let cells: Vec<String> = row.iter().map(|text| escaped(text)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
        if number == 0 {
            writeln!(out, "|{}", "---|".repeat(row.len()))?;
        }
    }
    Ok(())
}

/// The text with everything escaped that would end the cell or be markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '|' | '\\' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::write::blocks::sample;

    #[test]
    fn a_table_has_a_header_and_no_cell_breaks_it() {
        let mut out = Vec::new();
        write(&sample(), &mut out).unwrap();
        let want = "| 見出し |  |  |\n|---|---|---|\n| 項目<br>二行目 | ab | 1 |\n|  |  | 2 |\n";
        assert_eq!(String::from_utf8(out).unwrap(), want);
        assert_eq!(escaped("a|b*"), "a\\|b\\*");
    }
}
