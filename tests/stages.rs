//! Snapshots of every stage on the real document: as text, and from three PDF producers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fmt::Write;

use common::{document, fixture, options};
use juten::content::{Block, Content, Line};
use juten::extract::pdf::{PdfOptions, Reader};
use juten::normalize::{Mode, normalize};
use juten::read;
use juten::segment::{Form, Segmented, segment};

const PRODUCERS: &[(&str, &str)] = &[
    ("text", "somu-r2.txt"),
    ("calc", "somu-r2.calc-ipaex.pdf"),
    (
        "reportlab",
        "somu-r2.reportlab-cid.rect_rules-broken_rows.pdf",
    ),
    ("weasyprint", "somu-r2.weasyprint.marker_in_cell.pdf"),
];

fn each(stage: &str, dump: impl Fn(&str) -> String) {
    for (producer, name) in PRODUCERS {
        insta::assert_snapshot!(format!("{stage}-{producer}"), dump(name));
    }
}

/// The pages with their counts, and the first glyphs of each.
fn extraction(name: &str) -> String {
    let mut out = String::new();
    let reader = Reader::open(fixture(name), &PdfOptions::default()).unwrap();
    let mut pages = reader.pages();
    for index in 0..reader.page_count() {
        let (page, _) = pages.read(index).unwrap();
        let (glyphs, rules) = (page.glyphs.len(), page.rules.len());
        writeln!(
            out,
            "page {} {:.1}×{:.1}: {glyphs} glyphs, {rules} rules, {} fills, {} images",
            page.number,
            page.width,
            page.height,
            page.fills.len(),
            page.images.len()
        )
        .unwrap();
        for g in page.glyphs.iter().take(8) {
            writeln!(
                out,
                "  {} {:.1},{:.1} size {:.1} {:?}",
                g.c, g.origin.0, g.origin.1, g.size, g.direction
            )
            .unwrap();
        }
        for r in page.rules.iter().take(4) {
            writeln!(
                out,
                "  {:?} at {:.1} from {:.1} to {:.1}, {:.2} wide",
                r.axis, r.pos, r.from, r.to, r.width
            )
            .unwrap();
        }
    }
    out
}

fn content(name: &str) -> Content {
    read(fixture(name), &options(name).reading).unwrap().content
}

fn joined(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|l| l.text.to_string())
        .collect::<Vec<_>>()
        .join("⏎")
}

fn layout(content: &Content) -> String {
    let mut out = String::new();
    for block in &content.blocks {
        match block {
            Block::Line(line) => writeln!(out, "p{} line: {}", line.page, line.text).unwrap(),
            Block::Furniture(line) => {
                writeln!(out, "p{} furniture: {}", line.page, line.text).unwrap()
            }
            Block::Table(table) => {
                writeln!(out, "p{} table {}×{}", table.page, table.rows, table.cols).unwrap();
                for c in table.cells.iter().filter(|c| !c.lines.is_empty()) {
                    writeln!(
                        out,
                        "  {},{} {}×{}: {}",
                        c.row,
                        c.col,
                        c.row_span,
                        c.col_span,
                        joined(&c.lines)
                    )
                    .unwrap();
                }
            }
        }
    }
    out
}

/// The lines that normalisation changed, before and after.
fn normalization(name: &str) -> String {
    let mut content = content(name);
    let before = layout(&content);
    let told = normalize(&mut content, Mode::Standard);
    let after = layout(&content);
    let mut out: String = told
        .iter()
        .map(|d| format!("{} {}\n", d.code.as_str(), d.message))
        .collect();
    for (a, b) in before.lines().zip(after.lines()).filter(|(a, b)| a != b) {
        writeln!(out, "- {a}\n+ {b}").unwrap();
    }
    out
}

fn segmented(name: &str) -> Segmented {
    let mut content = content(name);
    normalize(&mut content, Mode::Standard);
    segment(content, &options(name).profiles.all()[0].labels)
}

fn segmentation(name: &str) -> String {
    let found = segmented(name);
    let mut out = String::new();
    for cover in &found.covers {
        writeln!(out, "cover {:?} {}", cover.year, joined(&cover.department)).unwrap();
        for (no, title) in &cover.goals {
            writeln!(out, "  goal {}: {}", joined(no), joined(title)).unwrap();
        }
    }
    found
        .forms
        .iter()
        .for_each(|form| form_dump(form, &mut out));
    writeln!(out, "loose: {}", joined(&found.loose)).unwrap();
    writeln!(out, "furniture: {}", joined(&found.furniture)).unwrap();
    out
}

fn form_dump(form: &Form, out: &mut String) {
    writeln!(out, "form {:?} after cover {:?}", form.year, form.cover).unwrap();
    for field in &form.fields {
        let known = field.known.map(|k| k.field);
        writeln!(
            out,
            "  field {known:?}/{:?} {}: {}",
            field.part,
            joined(&field.label),
            joined(&field.value)
        )
        .unwrap();
    }
    for row in &form.rows {
        writeln!(out, "  row {}", joined(&row.marker)).unwrap();
        row.cells
            .iter()
            .for_each(|cell| writeln!(out, "    | {}", joined(cell)).unwrap());
    }
}

#[test]
fn extraction_stage() {
    for (producer, name) in &PRODUCERS[1..] {
        insta::assert_snapshot!(format!("extraction-{producer}"), extraction(name));
    }
}

#[test]
fn layout_stage() {
    each("layout", |name| layout(&content(name)));
}

#[test]
fn normalization_stage() {
    each("normalization", normalization);
}

#[test]
fn segmentation_stage() {
    each("segmentation", segmentation);
}

#[test]
fn record() {
    let json = |name: &str| serde_json::to_string_pretty(&document(name)).unwrap();
    insta::assert_snapshot!("record-text", json(PRODUCERS[0].1));
    insta::assert_snapshot!("record-calc", json(PRODUCERS[1].1));
}
