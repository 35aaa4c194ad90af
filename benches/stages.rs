//! Each stage by itself, and the whole conversion: `cargo bench`.
//!
//! `interpret` is what hayro-interpret takes for the same pages on a device that does nothing, to compare with `extract`.

#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;

use divan::Bencher;
use juten::content::Content;
use juten::extract::pdf::{self, PdfOptions};
use juten::inspect::inspect;
use juten::layout;
use juten::map::{Ledger, map};
use juten::normalize::{Mode, normalize};
use juten::profile::Profile;
use juten::segment::{Segmented, segment};
use juten::{Options, convert, write};

mod nothing;

const FILES: &[&str] = &[
    "somu-r2.calc-ipaex.pdf",
    "somu-r2.typst.broken_rows.pdf",
    "fukushi-r3.reportlab-ttf.no_inner_verticals.pdf",
    "zaisei-r1.reportlab-cid.fakebold2-fullwidth.pdf",
];

fn main() {
    divan::main();
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn profile() -> Arc<Profile> {
    Arc::new(Profile::builtin("ueda-juten").unwrap())
}

fn content(name: &str) -> Content {
    let pdf = pdf::read(bytes(name), &PdfOptions::default()).unwrap();
    let mut content = layout::layout(&pdf.pages);
    normalize(&mut content, Mode::Standard);
    content
}

#[divan::bench(args = FILES)]
fn interpret(bencher: Bencher<'_, '_>, name: &str) {
    let bytes = Arc::new(bytes(name));
    bencher.bench(|| nothing::interpret(bytes.clone()));
}

#[divan::bench(args = FILES)]
fn extract(bencher: Bencher<'_, '_>, name: &str) {
    let input = bencher.with_inputs(|| bytes(name));
    input.bench_values(|bytes| pdf::read(bytes, &PdfOptions::default()).unwrap());
}

#[divan::bench(args = FILES)]
fn lay_out(bencher: Bencher<'_, '_>, name: &str) {
    let pdf = pdf::read(bytes(name), &PdfOptions::default()).unwrap();
    bencher.bench(|| layout::layout(&pdf.pages));
}

#[divan::bench(args = FILES)]
fn normalise(bencher: Bencher<'_, '_>, name: &str) {
    let pdf = pdf::read(bytes(name), &PdfOptions::default()).unwrap();
    let content = layout::layout(&pdf.pages);
    let input = bencher.with_inputs(|| content.clone());
    input.bench_refs(|content| normalize(content, Mode::Standard));
}

#[divan::bench(args = FILES)]
fn cut_into_forms(bencher: Bencher<'_, '_>, name: &str) {
    let (content, profile) = (content(name), profile());
    let input = bencher.with_inputs(|| content.clone());
    input.bench_values(|content| segment(content, &profile.labels));
}

#[divan::bench(args = FILES)]
fn map_to_record(bencher: Bencher<'_, '_>, name: &str) {
    let profile = profile();
    let input = bencher.with_inputs(|| {
        let mut content = content(name);
        let ledger = Ledger::new(&mut content, false);
        (segment(content, &profile.labels), ledger)
    });
    input.bench_values(|(segmented, mut ledger): (Segmented, Ledger)| {
        map(segmented, &profile, &mut ledger)
    });
}

#[divan::bench(args = FILES)]
fn write_json(bencher: Bencher<'_, '_>, name: &str) {
    let document = convert(bytes(name), &Options::new(name, profile())).unwrap();
    bencher.bench(|| write::json::pretty(&document).unwrap());
}

/// A report: pages rendered, compressed and combined with the record, in one thread.
#[divan::bench(args = FILES)]
fn report(bencher: Bencher<'_, '_>, name: &str) {
    let options = Options::new(name, profile());
    let input = bencher.with_inputs(|| bytes(name));
    input.bench_values(|bytes| inspect(bytes, &options, None).unwrap());
}

#[divan::bench]
fn parse_profile() -> Option<Profile> {
    Profile::builtin("ueda-juten")
}

#[divan::bench(args = FILES)]
fn whole(bencher: Bencher<'_, '_>, name: &str) {
    let options = Options::new(name, profile());
    let input = bencher.with_inputs(|| bytes(name));
    input.bench_values(|bytes| write::json::pretty(&convert(bytes, &options).unwrap()).unwrap());
}
