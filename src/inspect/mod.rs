//! Inspection: the source next to what was read from it, as one self-contained HTML file.
//!
//! [`inspect`] runs the whole conversion with a [`trace`](crate::map::trace) that records where everything was found.
//! The left side is the source as it is (`pages`). The right side is the record (`record`); on request, or if there is
//! none, the output of a stage (`stages`), with a proposed profile if none fits (`proposal`). Both sides refer to boxes
//! by their numbers in `marks`, and `report.js` links them. Markup is made only in `html`; `strings` holds the messages
//! in both languages, `shell` the frame around both sides. [`index`] lists the reports of many inputs.
//!
//! The file loads nothing, and its Content-Security-Policy allows only its own script and style.

use crate::convert::{Conversion, record, source};
use crate::diagnostics::{Code, Diagnostic};
use crate::error::Error;
use crate::extract::Page;
use crate::map::Ledger;
use crate::model::Coverage;
use crate::options::Options;
use crate::read::{Read, read_showing};
use html::Html;
use marks::{Kind, Marks};
use pages::{Size, Source};
use shell::Report;
use stages::Drawn;

mod html;
mod index;
mod marks;
mod pages;
mod proposal;
mod record;
mod sheets;
mod shell;
mod stages;
mod strings;

pub use index::{Listed, index};
pub use stages::Stage;

/// The report on an input.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// The report: an HTML file.
    pub html: String,
    /// The diagnostics of the input.
    pub diagnostics: Vec<Diagnostic>,
    /// Why the input yields no record, if so.
    pub refused: Option<Error>,
    /// Which profile was chosen and why, if there were several.
    pub chosen: Option<String>,
    /// The number of pages.
    pub pages: u32,
    /// Where the characters of the source went, if there is a record.
    pub coverage: Option<Coverage>,
    /// The TOML of the profile that the report proposes, if it does.
    pub draft: Option<String>,
}

/// One side of the report, with the boxes that it puts on the other side.
struct Pane {
    kinds: &'static [Kind],
    marks: Marks,
    html: Html,
}

/// Reads an input and writes the report on it: on its record, or on the output of a stage.
///
/// # Errors
///
/// An `E1xx` code if the bytes cannot be read. If no form is recognised (`E2xx`), the report says so.
pub fn inspect(
    bytes: Vec<u8>,
    options: &Options,
    stage: Option<Stage>,
) -> Result<Inspection, Error> {
    inspect_pages(bytes, options, stage, &|_| true)
}

/// The same; of a PDF, only the pages are shown whose number, from 1, is wanted. The record is that of all pages.
///
/// # Errors
///
/// As [`inspect`].
pub fn inspect_pages(
    bytes: Vec<u8>,
    options: &Options,
    stage: Option<Stage>,
    is_wanted: &(dyn Fn(u32) -> bool + Sync),
) -> Result<Inspection, Error> {
    let about = source(&bytes, &options.name);
    let mut sizes = Vec::new();
    let mut drawn = Drawn::new(stage);
    let see = |page: &Page| {
        sizes.push(Size::from(page));
        drawn.see(page);
    };
    let (read, scan) = read_showing(bytes.clone(), &options.reading, see)?;
    let media_type = read.media_type;
    let source = match media_type {
        "application/pdf" => Source::draw(bytes, &options.reading, sizes, is_wanted)?,
        _ if !read.content.addresses.is_empty() => Source::Sheets(read.content.clone()),
        _ => Source::lines(&bytes, options.reading.input_encoding)?,
    };
    let about = crate::model::Source {
        media_type: media_type.to_owned(),
        pages: read.content.pages,
        producer: read.producer.clone(),
        ..about
    };
    let told = read.diagnostics.clone();
    let Some(first) = options.profiles.all().first() else {
        return Err(Error::new(
            Code::NoForm,
            "there are no profiles to choose from",
        ));
    };
    let made = make(read, scan, about.clone(), options, stage, drawn);
    let (conversion, refused) = match made.result {
        Ok(conversion) => (Some(conversion), None),
        Err(error) => (None, Some(error)),
    };
    let document = conversion.as_ref().map(|made| &made.document);
    let profile = conversion.as_ref().map_or(first, |made| &made.profile);
    let diagnostics = document.map_or(told, |document| document.diagnostics.clone());
    let report = Report {
        source: &about,
        pages: &source,
        stage,
        document,
        refused: refused.as_ref(),
        diagnostics: &diagnostics,
        profile,
    };
    let html = report.write(made.pane);
    Ok(Inspection {
        html,
        diagnostics,
        refused,
        chosen: conversion.as_ref().and_then(Conversion::chosen),
        pages: about.pages,
        coverage: document.map(|document| document.coverage),
        draft: made.draft,
    })
}

/// The result of the conversion.
struct Made {
    result: Result<Conversion, Error>,
    pane: Pane,
    draft: Option<String>,
}

fn make(
    mut read: Read,
    scan: Option<Error>,
    about: crate::model::Source,
    options: &Options,
    stage: Option<Stage>,
    drawn: Drawn,
) -> Made {
    let content = read.content.clone();
    let mut ledger = Ledger::tracing(&mut read.content);
    let mut rows = None;
    let result = match scan {
        Some(error) => Err(error),
        None => record(
            read,
            about,
            options,
            &mut ledger,
            |segmented, ledger, profile| {
                if stage == Some(Stage::Rows) {
                    rows = Some(stages::rows(&content, segmented, ledger, profile));
                }
            },
        ),
    };
    let mut draft = None;
    let pane = match (stage, &result) {
        (Some(Stage::Rows), _) => rows.unwrap_or_else(|| stages::cells(&content)),
        (Some(Stage::Glyphs | Stage::Rules), _) => drawn.pane(&content),
        (None, Ok(made)) => record::pane(&made.document, ledger.take_trace(), &made.profile),
        (Some(Stage::Cells), _) => stages::cells(&content),
        (None, Err(_)) => {
            let known = options.profiles.all();
            let (pane, toml) = proposal::before(stages::cells(&content), content, known);
            draft = toml;
            pane
        }
    };
    Made {
        result,
        pane,
        draft,
    }
}
