//! Shared by the integration tests.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

pub mod hostile;
pub mod truth;

use std::path::PathBuf;
use std::process::Command;

use juten::model::Document;
use juten::profile::Profile;
use juten::{Options, convert};

/// A text, then PDFs of the same document from other producers.
pub const SOMU: &[&str] = &[
    "somu-r2.txt",
    "somu-r2.calc-ipaex.pdf",
    "somu-r2.chromium.objstm_linear.pdf",
    "somu-r2.reportlab-cid.rect_rules-broken_rows.pdf",
    "somu-r2.typst.broken_rows.pdf",
    "somu-r2.weasyprint.marker_in_cell.pdf",
];
/// The same for a document with full-width markers.
pub const ZAISEI: &[&str] = &[
    "zaisei-r1.txt",
    "zaisei-r1.reportlab-cid.fakebold2-fullwidth.pdf",
    "zaisei-r1.weasyprint.vertical_labels.pdf",
];
/// The same for a document with parenthesised markers.
pub const FUKUSHI: &[&str] = &[
    "fukushi-r3.txt",
    "fukushi-r3.calc-ipaex.subrows.pdf",
    "fukushi-r3.reportlab-ttf.no_inner_verticals.pdf",
];

pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(path(name)).expect(name)
}

pub fn options(name: &str) -> Options {
    Options::new(name, Profile::builtin("ueda-juten").unwrap())
}

pub fn document(name: &str) -> Document {
    convert(fixture(name), &options(name)).expect(name)
}

/// The command, with English messages whatever the locale.
pub fn juten() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_juten"));
    command.env("LC_ALL", "C").env_remove("JUTEN_LANG");
    command
}
