//! What the local page shows besides records: the report on an input, and the draft of a profile from several.

use std::io;

use super::{Failure, Rendered, Shape, Summary};
use crate::Options;
use crate::batch::frame;
use crate::batch::inputs::Input;
use crate::diagnostics::Code;
use crate::error::Error;
use crate::model::{Coverage, Source};
use crate::normalize::{Mode, normalize};
use crate::propose::{UNNAMED, propose};

/// What a shape makes of an input instead of a record, if it does. Its summary is that of a document without a record.
pub(super) fn made(
    shape: Shape,
    bytes: &[u8],
    source: &Source,
    options: &Options,
) -> Option<Result<Rendered, Failure>> {
    let made = match shape {
        Shape::Report => report(bytes, options),
        Shape::Draft => draft(bytes, options).map(|toml| vec![toml]),
        _ => return None,
    };
    let summary = Summary {
        id: String::new(),
        profile: String::new(),
        why: None,
        source: source.clone(),
        rows: Vec::new(),
        tables: Vec::new(),
        coverage: Coverage::default(),
        diagnostics: Vec::new(),
    };
    let rendered = |parts: Vec<String>| Rendered {
        summary,
        parts: parts.into_iter().map(String::into_bytes).collect(),
    };
    Some(made.map(rendered).map_err(Failure::from))
}

fn report(bytes: &[u8], options: &Options) -> Result<Vec<String>, Error> {
    let made = crate::inspect::inspect(bytes.to_vec(), options, None)?;
    Ok([Some(made.html), made.draft]
        .into_iter()
        .flatten()
        .collect())
}

/// Several documents as one input for [`Shape::Draft`]: the password and the bytes of each as messages.
pub fn together(inputs: &[&Input], max_bytes: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    for input in inputs {
        let password = input.password.as_deref().unwrap_or_default();
        for part in [password.as_bytes(), &input.read(max_bytes)?] {
            // a vector takes everything
            let _ = frame::write(&mut bytes, part);
        }
    }
    Ok(bytes)
}

fn draft(mut bytes: &[u8], options: &Options) -> Result<String, Error> {
    let torn = |error: io::Error| Error::new(Code::Unreadable, error.to_string());
    let mut documents = Vec::new();
    while !bytes.is_empty() {
        let password = frame::read(&mut bytes).map_err(torn)?;
        let document = frame::read(&mut bytes).map_err(torn)?;
        let mut reading = options.reading.clone();
        if !password.is_empty() {
            reading.password = Some(String::from_utf8_lossy(&password).into_owned());
        }
        let mut content = crate::read(document, &reading)?.content;
        normalize(&mut content, Mode::Standard);
        documents.push(content);
    }
    let proposal = propose(&documents, options.profiles.all(), UNNAMED);
    let nothing = "no labelled cells and no table with a header row";
    let found = proposal.ok_or_else(|| Error::new(Code::NoForm, nothing))?;
    Ok(found.toml)
}
