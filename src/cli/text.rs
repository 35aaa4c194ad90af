//! `juten text`: what was read, before any form is looked for.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::content::{Block, Content};
use clap::Args;

use super::documents::{Apart, Documents};
use super::grid::Grid;

/// Print what was read, page by page, in reading order
///
/// Pages are parted by form feeds, the cells of a table's row by tabs.
#[derive(Args)]
pub struct PrintText {
    #[command(flatten)]
    documents: Documents,
}

impl PrintText {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        self.documents.each("txt", Apart::Named, |_, content, out| {
            Ok(print(&content, out)?)
        })
    }
}

fn print(content: &Content, out: &mut dyn Write) -> io::Result<()> {
    let mut page = 1;
    for block in &content.blocks {
        while page < block.page() {
            out.write_all(b"\x0c")?;
            page += 1;
        }
        match block {
            Block::Line(line) | Block::Furniture(line) => writeln!(out, "{}", line.text)?,
            Block::Table(table) => {
                for row in Grid::of(table).texts(" ") {
                    writeln!(out, "{}", row.join("\t"))?;
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::cli::tables::sample;
    use crate::content::Line;
    use crate::text::Text;

    fn line(page: u32, text: &str) -> Line {
        Line {
            page,
            text: Text::unplaced(text),
            ..Line::default()
        }
    }

    #[test]
    fn pages_and_cells_are_parted() {
        let content = Content {
            blocks: vec![
                Block::Line(line(1, "題")),
                Block::Table(sample()),
                Block::Furniture(line(3, "- 3 -")),
            ],
            pages: 3,
            ..Content::default()
        };
        let mut out = Vec::new();
        print(&content, &mut out).unwrap();
        let want = "題\n\x0c見出し\t\t\n項目 二行目\tab\t1\n\t\t2\n\x0c- 3 -\n";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }
}
