//! Files that all records of a form share: tables as CSV, the workbook, the package.

use std::fs;
use std::path::Path;

use anyhow::anyhow;

use super::archive::zipped_folder;
use super::{Kind, Named};
use crate::batch::job::{Converter, Rendered, Setup, Shape};
use crate::batch::outputs::OutputFolder;
use crate::profile::Profile;
use crate::serve::tickets::Parcel;
use crate::sink::package::{Also, PackageSink, Publication};
use crate::sink::{ByForm, Sink, Tables, WORKBOOK, Workbook};
use crate::write::csv::{CsvOptions, Headers, LineEnding};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A format in which all records of a form share files.
pub(super) enum Format {
    Csv(CsvOptions),
    Workbook,
    Package(CsvOptions, Box<Publication>),
}

impl Format {
    pub(super) fn of(kind: Kind, about: Publication) -> anyhow::Result<Self> {
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
    pub(super) fn write(
        &self,
        documents: &[Named],
        setup: &Setup,
        folder: &Path,
    ) -> anyhow::Result<()> {
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
    pub(super) fn packed(&self, folder: &Path) -> anyhow::Result<Parcel> {
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
