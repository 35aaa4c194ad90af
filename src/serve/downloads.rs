//! Records as files to save: JSON, tables as CSV, the workbook, the package. Several files come as one zip archive.

use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::Path;

use anyhow::{Context, anyhow};
use serde::Deserialize;
use walkdir::WalkDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::corrected;
use super::desk::Desk;
use super::file::{self, State};
use super::tickets::Parcel;
use crate::batch::job::{Converter, Rendered, Setup, Shape};
use crate::batch::outputs::{self, OutputFolder};
use crate::corrections::Correction;
use crate::model::Document;
use crate::profile::Profile;
use crate::sink::package::{Also, PackageSink, Publication};
use crate::sink::{ByForm, Sink, Tables, WORKBOOK, Workbook};
use crate::write::csv::{CsvOptions, Headers, LineEnding};
use crate::write::json;

const ZIP: &str = "application/zip";
const JSON: &str = "application/json";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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

/// A format in which all records of a form share files.
enum Format {
    Csv(CsvOptions),
    Workbook,
    Package(CsvOptions, Box<Publication>),
}

impl Format {
    fn of(kind: Kind, about: Publication) -> anyhow::Result<Self> {
        let csv = CsvOptions {
            bom: true,
            line_ending: LineEnding::Crlf,
            ..CsvOptions::default()
        };
        Ok(match kind {
            Kind::Xlsx => Self::Workbook,
            Kind::Package => {
                about.verify(&str::to_owned).map_err(anyhow::Error::msg)?;
                Self::Package(csv, Box::new(about))
            }
            Kind::Csv | Kind::Json | Kind::Corrections => Self::Csv(csv),
        })
    }

    /// Writes the records into a folder; each form after the first into a subfolder.
    fn write(&self, documents: &[Named], setup: &Setup, folder: &Path) -> anyhow::Result<()> {
        let output = OutputFolder::open(folder)?;
        let make = |profile: &Profile, others: bool| {
            let folder = output.of_form(&profile.id, others);
            self.sink(profile, setup, folder).map(Some)
        };
        let mut sink = Box::new(ByForm::new(setup.profiles.parsed(), make));
        let converter = Converter::new(&self.setup(setup)).map_err(anyhow::Error::msg)?;
        for named in documents {
            let rendered = converter.render(&named.document, None);
            let rendered: Rendered = rendered.map_err(|failure| anyhow!(failure.message))?;
            sink.write(&rendered)?;
        }
        sink.finish()
    }

    fn setup(&self, setup: &Setup) -> Setup {
        let csv = match self {
            Self::Csv(csv) | Self::Package(csv, _) => *csv,
            Self::Workbook => CsvOptions::default(),
        };
        Setup {
            shape: Shape::Package(csv),
            ..setup.clone()
        }
    }

    fn sink(
        &self,
        profile: &Profile,
        setup: &Setup,
        folder: OutputFolder,
    ) -> anyhow::Result<Box<dyn Sink>> {
        Ok(match self {
            Self::Csv(csv) => Box::new(Tables::folder(profile, *csv, &folder)?),
            Self::Workbook => Box::new(Workbook::new(profile, Headers::Ja, &folder)?),
            Self::Package(csv, flags) => {
                let municipality = match flags.municipality().map_err(anyhow::Error::msg)? {
                    Some(named) => Some(named),
                    None => setup.municipality.clone(),
                };
                let about = flags.as_ref().clone().about(profile, municipality);
                let about = about.map_err(anyhow::Error::msg)?;
                let also = Also {
                    workbook: Some(Headers::Ja),
                    parquet: false,
                    sqlite: false,
                };
                Box::new(PackageSink::new(
                    folder,
                    about,
                    profile.clone(),
                    *csv,
                    also,
                )?)
            }
        })
    }

    /// The folder's only file, or all of them as an archive.
    fn packed(&self, folder: &Path) -> anyhow::Result<Parcel> {
        let workbook = folder.join(WORKBOOK);
        let forms = fs::read_dir(folder)?
            .flatten()
            .filter(|e| e.path().is_dir());
        match self {
            Self::Workbook if forms.count() == 0 => Ok(Parcel {
                bytes: fs::read(workbook)?,
                media_type: XLSX,
                save_as: Some("juten.xlsx".to_owned()),
            }),
            Self::Workbook => zipped_folder(folder, "juten-excel.zip"),
            Self::Csv(_) => zipped_folder(folder, "juten-csv.zip"),
            Self::Package(..) => zipped_folder(folder, "juten-package.zip"),
        }
    }
}

fn zipped_folder(folder: &Path, name: &str) -> anyhow::Result<Parcel> {
    let mut archive = Archive::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder)?.components();
            let below: Vec<_> = below
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            archive.add(&below.join("/"), File::open(entry.path())?)?;
        }
    }
    archive.finish(name)
}

/// A zip archive being written.
struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Default for Archive {
    fn default() -> Self {
        Self(ZipWriter::new(Cursor::default()))
    }
}

impl Archive {
    fn add(&mut self, name: &str, mut content: impl Read) -> anyhow::Result<()> {
        self.0
            .start_file(name.replace('\\', "/"), SimpleFileOptions::default())?;
        std::io::copy(&mut content, &mut self.0)?;
        Ok(self.0.flush()?)
    }

    fn finish(self, name: &str) -> anyhow::Result<Parcel> {
        Ok(Parcel {
            bytes: self.0.finish()?.into_inner(),
            media_type: ZIP,
            save_as: Some(name.to_owned()),
        })
    }
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
