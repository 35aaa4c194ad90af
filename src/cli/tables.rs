//! `juten tables`: the tables of any document, without a profile.

mod draw;
mod markdown;
mod xlsx;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::layout::joined_tables::{Continued, continued, single};
use crate::write::blocks;
use clap::{Args, ValueEnum};

use super::documents::{Apart, Documents};

#[derive(Args)]
pub struct Tables {
    /// Join tables that continue over pages; JSON then gives the page of each cell
    #[arg(long)]
    join: bool,
    /// What to write
    #[arg(short, long, default_value = "text")]
    format: Format,
    #[command(flatten)]
    documents: Documents,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Drawn with lines, to read on a terminal
    Text,
    /// One table after another, separated by an empty line; a merged cell's text is in the first of its places
    Csv,
    /// An array of tables with position and extent of every cell and position of each of its lines
    Json,
    /// Markdown, for documents and chats
    Markdown,
    /// A workbook, one sheet for each table
    Xlsx,
}

impl Format {
    fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Xlsx => "xlsx",
        }
    }

    fn apart(self) -> Apart {
        match self {
            Self::Text | Self::Markdown => Apart::Named,
            Self::Csv | Self::Json => Apart::Joined,
            Self::Xlsx => Apart::Files,
        }
    }
}

impl Tables {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let width = self.width();
        let (extension, apart) = (self.format.extension(), self.format.apart());
        self.documents
            .each(extension, apart, |shown, content, out| {
                let tables = match self.join {
                    true => continued(content),
                    false => single(content),
                };
                if tables.is_empty() {
                    self.documents.messages.note(shown, "there are no tables");
                }
                print(&tables, self.join, self.format, width, out)
            })
    }

    /// The terminal's width, if tables are drawn on one.
    fn width(&self) -> Option<usize> {
        let terminal = || terminal_size::terminal_size_of(io::stdout());
        terminal().map(|(width, _)| width.0.into())
    }
}

fn print(
    tables: &[Continued],
    joined: bool,
    format: Format,
    width: Option<usize>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    match format {
        Format::Json => Ok(blocks::tables_json(tables, joined, out)?),
        Format::Csv => Ok(blocks::tables_csv(tables, out)?),
        Format::Text => Ok(text(tables, width, out)?),
        Format::Markdown => Ok(markdown(tables, out)?),
        Format::Xlsx => Ok(out.write_all(&xlsx::write(tables)?)?),
    }
}

fn markdown(tables: &[Continued], out: &mut dyn Write) -> io::Result<()> {
    for (number, Continued { table, .. }) in tables.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        markdown::write(table, out)?;
    }
    Ok(())
}

fn text(tables: &[Continued], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    for (number, Continued { table, .. }) in (1..).zip(tables) {
        let (page, rows, cols) = (table.page, table.rows, table.cols);
        writeln!(out, "table {number}, page {page}, {rows} × {cols}")?;
        draw::draw(table, width, out)?;
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
