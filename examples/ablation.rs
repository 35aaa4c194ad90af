//! What each layout pass is for: turns off one at a time and names the documents that are then read differently.
//!
//!     cargo run --release --example ablation                    the fixtures that were drawn for the layout
//!     cargo run --release --example ablation -- DIR [DIR …]     other documents
//!
//! The table that it prints is kept in `docs/layout.md`.

use std::ffi::OsStr;
use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use juten::content::{Block, Content};
use juten::extract::Page;
use juten::extract::pdf::{self, PdfOptions};
use juten::layout::{Pass, Passes, layout_with};

/// The most documents that are named; beyond that only their number is given.
const NAMED: usize = 3;

/// The folders whose documents differ in layout; others repeat one layout by several producers.
const DRAWN_FOR_THE_LAYOUT: [&str; 3] = ["fixtures/quirks", "fixtures/forms", "fixtures/tables"];

fn main() -> std::io::Result<()> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let folders = match folders.is_empty() {
        true => DRAWN_FOR_THE_LAYOUT.map(PathBuf::from).to_vec(),
        false => folders,
    };
    let mut documents = Vec::new();
    for folder in &folders {
        gather(folder, &mut documents)?;
    }
    documents.sort();
    let changed = in_threads(&documents);
    println!(
        "| pass | documents of {} that change without it |\n|---|---|",
        changed.len()
    );
    for pass in Pass::ALL {
        let by_pass = changed.iter().filter(|(_, passes)| passes.contains(&pass));
        let names: Vec<&str> = by_pass.map(|(name, _)| name.as_str()).collect();
        println!("| `{pass:?}` | {} |", listed(&names));
    }
    Ok(())
}

/// Each document that can be read, with the passes without which it changes.
fn in_threads(documents: &[PathBuf]) -> Vec<(String, Vec<Pass>)> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = documents.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let workers = documents.chunks(share).map(|own| {
            scope.spawn(|| {
                own.iter()
                    .filter_map(|path| needed(path))
                    .collect::<Vec<_>>()
            })
        });
        let workers: Vec<_> = workers.collect();
        let found = workers.into_iter().flat_map(|worker| worker.join());
        found.flatten().collect()
    })
}

/// A document's name, with the passes without which it changes.
fn needed(path: &Path) -> Option<(String, Vec<Pass>)> {
    let (name, pages) = pages(path)?;
    let whole = seen(&pages, Passes::default());
    let changes = |pass: &Pass| seen(&pages, Passes::without(*pass)) != whole;
    Some((name, Pass::ALL.into_iter().filter(changes).collect()))
}

fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(NAMED).map(|n| format!("`{n}`")).collect();
    match names {
        [] => "none".to_owned(),
        _ => format!("{}: {}", names.len(), shown.join(", ")),
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
