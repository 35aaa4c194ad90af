//! What each layout pass is for: turns off one at a time and names the documents that are then read differently.
//!
//!     cargo run --release --example ablation                    the fixtures, as a table in Markdown
//!     cargo run --release --example ablation -- DIR [DIR …]     other documents, counted

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use juten::content::{Block, Content};
use juten::extract::Page;
use juten::extract::pdf::{self, PdfOptions};
use juten::layout::{Pass, Passes, layout_with};

/// The most documents that are named; beyond that only their number is given.
const NAMED: usize = 3;

fn main() -> std::io::Result<()> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let is_own = folders.is_empty();
    let folders = match is_own {
        true => vec![PathBuf::from("fixtures")],
        false => folders,
    };
    let mut documents = Vec::new();
    for folder in &folders {
        gather(folder, &mut documents)?;
    }
    documents.sort();
    let read: Vec<(String, Vec<Page>)> = documents.iter().filter_map(|path| pages(path)).collect();
    let whole: Vec<String> = read
        .iter()
        .map(|(_, p)| seen(p, Passes::default()))
        .collect();
    println!(
        "| pass | documents of {} that change without it |\n|---|---|",
        read.len()
    );
    for pass in Pass::ALL {
        let documents = read.iter().zip(&whole);
        let changed =
            documents.filter(|((_, pages), whole)| seen(pages, Passes::without(pass)) != **whole);
        let names: Vec<&str> = changed.map(|((name, _), _)| name.as_str()).collect();
        println!("| {pass:?} | {} |", told(&names, is_own));
    }
    Ok(())
}

fn told(names: &[&str], named: bool) -> String {
    let shown: Vec<String> = names.iter().take(NAMED).map(|n| format!("`{n}`")).collect();
    match named && !names.is_empty() {
        true => format!("{}: {}", names.len(), shown.join(", ")),
        false => names.len().to_string(),
    }
}

fn gather(folder: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, out)?;
        } else if path.extension() == Some(OsStr::new("pdf")) {
            out.push(path);
        }
    }
    Ok(())
}

/// A document's pages, if it can be read.
fn pages(path: &Path) -> Option<(String, Vec<Page>)> {
    let read = pdf::read(fs::read(path).ok()?, &PdfOptions::default()).ok()?;
    let name = path.file_stem()?.to_string_lossy().into_owned();
    Some((name, read.pages))
}

/// Everything that is read from the pages: text by block, and cells by row and column.
fn seen(pages: &[Page], passes: Passes) -> String {
    let content: Content = layout_with(pages, passes);
    let mut out = String::new();
    for block in &content.blocks {
        match block {
            Block::Table(table) => {
                for cell in &table.cells {
                    let (rows, cols) = (cell.row_span, cell.col_span);
                    out += &format!("{}+{rows} {}+{cols} {}\n", cell.row, cell.col, cell.text());
                }
            }
            Block::Line(line) => out += &format!("{}\n", line.text),
            Block::Furniture(line) => out += &format!("({})\n", line.text),
        }
    }
    out
}
