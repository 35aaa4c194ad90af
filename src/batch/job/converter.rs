//! Runs jobs: bytes of an input → record → bytes of a [`Shape`].

use std::collections::HashMap;

use crate::Options;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Document;
use crate::profile::Profile;
use crate::write::csv::{self, CsvOptions};
use crate::write::encoding::{Encoding, Substituted};
use crate::write::json;
use crate::write::tables::{self, Table};

#[cfg(feature = "ocr")]
use crate::batch::models::OnDisk;
use crate::extract::scan::Recognizer;
use std::sync::Arc;

#[cfg(feature = "serve")]
use super::for_page;
use super::{Failure, OnPage, Outcome, Rendered, Setup, Shape, Summary, with_flags};
use crate::batch::inputs::Input;

#[cfg(feature = "ocr")]
fn recognizer(setup: &Setup, on_page: Option<OnPage>) -> Option<Arc<dyn Recognizer>> {
    let path = setup.model.clone()?;
    Some(Arc::new(OnDisk::new(path, setup.threads, on_page)))
}

#[cfg(not(feature = "ocr"))]
fn recognizer(_: &Setup, _: Option<OnPage>) -> Option<Arc<dyn Recognizer>> {
    None
}

/// Runs jobs. Built once from a [`Setup`].
pub struct Converter {
    options: Options,
    shape: Shape,
    /// The tables of each profile, by profile id.
    tables: HashMap<String, Vec<Table>>,
}

impl Converter {
    /// A converter for this setup.
    ///
    /// # Errors
    ///
    /// What is wrong with the setup.
    pub fn new(setup: &Setup) -> Result<Self, String> {
        Self::telling(setup, None)
    }

    /// The same; `on_page` is called after each scanned page.
    pub fn telling(setup: &Setup, on_page: Option<OnPage>) -> Result<Self, String> {
        let mut options = setup.options()?;
        options.reading.recognizer = recognizer(setup, on_page);
        let of = |profile: &Profile| match setup.shape {
            Shape::Json | Shape::Line => Vec::new(),
            #[cfg(feature = "serve")]
            Shape::Report | Shape::Draft => Vec::new(),
            Shape::FlatRows(_) => vec![tables::flat(profile)],
            Shape::JsonAndTables(_) | Shape::Rows(_) | Shape::Package(_) => tables::tables(profile),
        };
        let profiles = options.profiles.all().iter();
        let tables = profiles.map(|profile| (profile.id.clone(), of(profile)));
        let tables = tables.collect();
        Ok(Self {
            options,
            shape: setup.shape,
            tables,
        })
    }

    /// Converts one input.
    pub fn convert(&self, input: &Input) -> Outcome {
        let bytes = match input.read(self.options.reading.limits.max_bytes) {
            Ok(bytes) => bytes,
            Err(error) => {
                return Outcome {
                    sha256: None,
                    result: Err(error.into()),
                };
            }
        };
        let mut options = Options {
            name: input.name(),
            ..self.options.clone()
        };
        if let Some(password) = &input.password {
            options.reading.password = Some(password.clone());
        }
        let about = crate::convert::source(&bytes, &options.name);
        let sha256 = about.sha256.clone();
        #[cfg(feature = "serve")]
        if let Some(result) = for_page::made(self.shape, &bytes, &about, &options) {
            return Outcome {
                sha256: Some(sha256),
                result,
            };
        }
        let result = crate::convert::convert_source(bytes, about, &options).map_err(Failure::from);
        Outcome {
            sha256: Some(sha256),
            result: result.and_then(|made| self.render(&made.document, made.why)),
        }
    }

    /// Renders a record. `why` says why its profile was chosen.
    pub fn render(&self, document: &Document, why: Option<String>) -> Result<Rendered, Failure> {
        let mut substituted = Substituted::default();
        let parts = self.parts(document, &mut substituted)?;
        let mut diagnostics = document.diagnostics.clone();
        let message = substituted.message(Encoding::Cp932);
        diagnostics.extend(message.map(|text| Diagnostic::new(Code::Substituted, text)));
        let summary = Summary {
            id: document.document.id.clone(),
            profile: document.profile.clone(),
            why,
            source: document.source.clone(),
            rows: self.row_counts(document),
            tables: self.table_names(document),
            coverage: document.coverage,
            diagnostics,
        };
        Ok(Rendered { summary, parts })
    }

    fn parts(
        &self,
        document: &Document,
        substituted: &mut Substituted,
    ) -> Result<Vec<Vec<u8>>, Failure> {
        let pretty = || json::pretty(document).map_err(|e| Failure::unwritable(&e));
        let line = || json::line(document).map_err(|e| Failure::unwritable(&e));
        match &self.shape {
            Shape::Json => Ok(vec![pretty()?]),
            Shape::Line => Ok(vec![line()?]),
            // they are made from the input, not from the record
            #[cfg(feature = "serve")]
            Shape::Report | Shape::Draft => Ok(Vec::new()),
            Shape::JsonAndTables(options) => {
                let mut parts = vec![pretty()?];
                parts.extend(self.rows(document, options, true, substituted)?);
                Ok(parts)
            }
            Shape::Rows(options) | Shape::FlatRows(options) => {
                self.rows(document, options, false, substituted)
            }
            Shape::Package(options) => {
                let mut parts = self.rows(document, options, false, substituted)?;
                parts.push(line()?);
                Ok(parts)
            }
        }
    }

    fn tables_of(&self, document: &Document) -> &[Table] {
        self.tables
            .get(&document.profile)
            .map_or(&[], Vec::as_slice)
    }

    /// The names of the tables that are written next to the record.
    fn table_names(&self, document: &Document) -> Vec<String> {
        match self.shape {
            Shape::JsonAndTables(_) => {
                let tables = self.tables_of(document).iter();
                tables.map(|table| table.name.to_string()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn row_counts(&self, document: &Document) -> Vec<u64> {
        let tables = match self.shape {
            Shape::Package(_) => self.tables_of(document),
            _ => &[],
        };
        let count = |table: &Table| table.rows(document).len() as u64;
        tables.iter().map(count).collect()
    }

    fn rows(
        &self,
        document: &Document,
        options: &CsvOptions,
        with_header: bool,
        substituted: &mut Substituted,
    ) -> Result<Vec<Vec<u8>>, Failure> {
        let mut table = |table: &Table| {
            let mut bytes = if with_header {
                csv::header(table, options)?
            } else {
                Vec::new()
            };
            let rows = csv::rows(table, document, options)?;
            bytes.extend(rows.bytes);
            substituted.extend(rows.substituted);
            Ok(bytes)
        };
        let tables = self.tables_of(document).iter();
        let rows: Result<_, csv::CsvError> = tables.map(&mut table).collect();
        rows.map_err(|error| Failure::unwritable(&with_flags(&error)))
    }
}
