//! The text of all tables together with the text outside their boxes is the text of the page: no text inside a table's
//! box is missing from its cells.
//!
//! `JUTEN_PDFS=DIR cargo test --test tables_and_text -- --ignored --nocapture` lists the files of a folder that violate
//! it.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use juten::content::{Block, Content};
use juten::extract::pdf::{self, PdfOptions};
use juten::geometry::Rect;
use juten::layout::{Pass, Passes, layout_with};
use juten::text::Position;

/// A glyph this close to the edge of a box, in points, may be outside as well as inside.
const EDGE: f32 = 0.5;

fn gather(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, out);
        } else if path.extension().is_some_and(|e| e == "pdf") {
            out.push(path);
        }
    }
}

fn content(path: &Path, passes: Passes) -> Option<Content> {
    let read = pdf::read(fs::read(path).ok()?, &PdfOptions::default()).ok()?;
    Some(layout_with(&read.pages, passes))
}

/// The characters of lines outside all tables that are in the box of one.
fn stray(content: &Content) -> String {
    let tables: Vec<(u32, Rect)> = content
        .tables()
        .map(|t| (t.page, t.bbox.grown(-EDGE)))
        .collect();
    let in_a_table = |page: u32, b: &Rect| {
        let (x, y) = b.center();
        tables
            .iter()
            .any(|(p, table)| *p == page && table.contains(x, y))
    };
    let lines = content.blocks.iter().filter_map(|block| match block {
        Block::Line(line) => Some(line),
        _ => None,
    });
    let chars = lines.flat_map(|line| line.text.chars());
    let strays = chars.filter(|ch| {
        ch.places().any(|at| match content.places.get(at) {
            Some(place) => matches!(&place.position, Position::Box(b) if in_a_table(place.page, b)),
            None => false,
        })
    });
    strays.map(|ch| ch.c).collect()
}

#[test]
fn nothing_in_a_tables_box_is_outside_its_cells() {
    let mut files = Vec::new();
    gather(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"),
        &mut files,
    );
    let mut tables = 0;
    for file in &files {
        if let Some(content) = content(file, Passes::default()) {
            tables += content.tables().count();
            assert_eq!(stray(&content), "", "{}", file.display());
        }
    }
    assert!(tables > 100, "{tables} tables");
}

#[test]
#[ignore = "asks JUTEN_PDFS for a folder"]
fn files_of_a_folder_that_violate_it() {
    let mut files = Vec::new();
    gather(Path::new(&std::env::var("JUTEN_PDFS").unwrap()), &mut files);
    let broken = |passes: Passes| -> Vec<&PathBuf> {
        let strays = |file: &&PathBuf| content(file, passes).is_some_and(|c| !stray(&c).is_empty());
        files.iter().filter(strays).collect()
    };
    let before = broken(Passes::without(Pass::OpenRegions)).len();
    let now = broken(Passes::default());
    println!(
        "{before} of {} files without open regions, {} with: {now:?}",
        files.len(),
        now.len()
    );
}
