//! Records as files to save: JSON, tables as CSV, the workbook, the package. Several files come as one zip archive.

use std::path::Path;

use anyhow::{Context, anyhow};
use serde::Deserialize;

use archive::Archive;
use format::Format;

use super::corrected;
use super::desk::Desk;
use super::file::{self, State};
use super::tickets::Parcel;
use crate::batch::job::Setup;
use crate::batch::outputs;
use crate::corrections::Correction;
use crate::model::Document;
use crate::sink::package::Publication;
use crate::write::json;

mod archive;
mod format;

const JSON: &str = "application/json";

/// What is to be saved.
#[derive(Deserialize)]
pub struct Wanted {
    kind: Kind,
    /// The numbers of the files; all that have a record if there are none.
    #[serde(default)]
    files: Vec<u64>,
    /// What the publisher says, for the package.
    #[serde(default)]
    about: Publication,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Json,
    Csv,
    Xlsx,
    Package,
    Corrections,
}

/// A record with the name of its file.
struct Named {
    name: String,
    document: Document,
}

/// Makes the file.
///
/// # Errors
///
/// That there is no record, or what keeps a file from being written.
pub fn make(desk: &Desk, wanted: Wanted) -> anyhow::Result<Parcel> {
    if wanted.kind == Kind::Corrections {
        return corrections(desk, &wanted.files);
    }
    let (documents, setup) = records(desk, &wanted.files)?;
    match (wanted.kind, documents.as_slice()) {
        (_, []) => Err(anyhow!("no file has been read yet")),
        (Kind::Json, [one]) => Ok(Parcel {
            bytes: json::pretty(&one.document)?,
            media_type: JSON,
            save_as: Some(paths(&documents).swap_remove(0)),
        }),
        (Kind::Json, _) => zipped_records(&documents),
        (kind, _) => {
            let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
            let format = Format::of(kind, wanted.about)?;
            format.write(&documents, &setup, folder.path())?;
            format.packed(folder.path())
        }
    }
}

/// The wanted records, and how they were read.
fn records(desk: &Desk, wanted: &[u64]) -> anyhow::Result<(Vec<Named>, Setup)> {
    let is_wanted = |number: &u64| wanted.is_empty() || wanted.contains(number);
    let (records, setup) = {
        let inside = desk.lock();
        let files = inside.files.iter().filter(|(number, _)| is_wanted(number));
        let of = |(_, file): (_, &file::File)| match &file.state {
            State::Read(record) => Some(Kept {
                name: file.input.shown.clone(),
                json: record.json().to_vec(),
                corrections: file.corrections.clone(),
            }),
            _ => None,
        };
        let records: Vec<Kept> = files.filter_map(of).collect();
        (records, inside.press.setup().clone())
    };
    // parsed without the lock, for which the page's next question waits
    let parsed = records.into_iter().map(|kept| {
        let document = corrected::with(&kept.json, &kept.corrections)?;
        Ok(Named {
            name: kept.name,
            document,
        })
    });
    Ok((parsed.collect::<anyhow::Result<_>>()?, setup))
}

/// What a file has to be saved.
struct Kept {
    name: String,
    json: Vec<u8>,
    corrections: Vec<Correction>,
}

/// The corrections of the files, one JSON object per line, as `juten correct` takes them.
fn corrections(desk: &Desk, wanted: &[u64]) -> anyhow::Result<Parcel> {
    let inside = desk.lock();
    let is_wanted = |number: &u64| wanted.is_empty() || wanted.contains(number);
    let files = inside.files.iter().filter(|(number, _)| is_wanted(number));
    let mut bytes = Vec::new();
    for correction in files.flat_map(|(_, file)| &file.corrections) {
        serde_json::to_writer(&mut bytes, correction)?;
        bytes.push(b'\n');
    }
    Ok(Parcel {
        bytes,
        media_type: "application/jsonl",
        save_as: Some("juten-corrections.jsonl".to_owned()),
    })
}

/// The names of the records' files, none twice.
fn paths(documents: &[Named]) -> Vec<String> {
    let names: Vec<&Path> = documents.iter().map(|one| Path::new(&one.name)).collect();
    let paths = outputs::paths(&names, "json");
    paths
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}

fn zipped_records(documents: &[Named]) -> anyhow::Result<Parcel> {
    let mut archive = Archive::default();
    for (path, named) in paths(documents).iter().zip(documents) {
        archive.add(path, json::pretty(&named.document)?.as_slice())?;
    }
    archive.finish("juten-json.zip")
}

/// The header that names a file to save (RFC 6266), with any character.
pub fn disposition(name: &str) -> String {
    let last = Path::new(name)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let coded: String = last
        .bytes()
        .map(|byte| match is_plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect();
    format!("attachment; filename*=UTF-8''{coded}")
}
