//! A data package: metadata that describes the tables to portals, programs and people.
//!
//! - [`descriptor`]: `datapackage.json`, Data Package v2;
//! - [`csvw`]: CSV on the Web, for each table and for all together;
//! - [`ckan`]: the data dictionary for a CKAN DataStore;
//! - [`readme`]: a description for people; [`dictionary`]: every column;
//! - [`listing`]: the row for a city's list of open data (オープンデータ一覧);
//! - [`license`]: names and URLs of licences;
//! - [`sql`]: tables, keys and loading for PostgreSQL, and the tables of a SQLite file;
//! - [`files`]: which files belong to a package.
//!
//! Everything is derived from [`tables`](crate::write::tables) and from what the publisher says ([`About`]). The clock
//! is never read, so that two runs give the same bytes.

pub mod ckan;
pub mod csvw;
pub mod descriptor;
pub mod dictionary;
pub mod files;
pub mod license;
pub mod listing;
pub mod readme;
pub mod sql;

pub use license::License;

use crate::model::{Municipality, Source};
use crate::write::csv::Headers;
use crate::write::tables::Table;

/// Metadata of the package that the publisher supplies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The short ASCII name of the package.
    pub name: String,
    /// The title, in Japanese.
    pub title: String,
    /// The form's word for its goals.
    pub subject: String,
    /// The description, if the default sentence does not fit.
    pub description: Option<String>,
    /// The version of the data.
    pub version: Option<String>,
    /// The licence; `None` if it is undecided.
    pub license: Option<License>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The municipality whose documents these are.
    pub municipality: Option<Municipality>,
    /// The URL where the package is published.
    pub homepage: Option<String>,
    /// The URL where the source files are published.
    pub source_url: Option<String>,
    /// The publication date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// How often the package is updated.
    pub update_frequency: Option<String>,
    /// The language of the tables' header rows.
    pub headers: Headers,
}

impl About {
    /// The description, or the default sentence.
    pub fn description(&self) -> String {
        let usual = || {
            format!(
                "{}を機械判読可能な形式に変換した表データ。取組項目、個々の取組、期間、数値目標、報告を1行ずつ収録。",
                self.title
            )
        };
        self.description.clone().unwrap_or_else(usual)
    }

    /// The attribution that reusers of the data have to give.
    pub fn credit(&self) -> String {
        let publisher = self.publisher.as_deref().map(str::to_owned);
        let at = self.source_url.as_deref().map(|url| format!("（{url}）"));
        format!(
            "{}「{}」{}を加工して作成",
            publisher.unwrap_or_default(),
            self.title,
            at.unwrap_or_default()
        )
    }
}

/// A file of the package, after it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The path in the package.
    pub path: String,
    /// The size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: String,
    /// The number of rows without the header, or of records.
    pub rows: u64,
}

/// A table with the file that holds it.
pub type TableFile<'a> = (&'a Table, &'a Written);

/// The source of the document with this id, as the descriptor lists it.
pub fn source(source: &Source, id: &str, about: &About) -> serde_json::Value {
    let mut entry = serde_json::json!({ "title": source.name });
    if let Some(url) = &about.source_url {
        entry["path"] = url.as_str().into();
    }
    entry["documentId"] = id.into();
    entry["sha256"] = source.sha256.as_str().into();
    entry["bytes"] = source.bytes.into();
    entry["mediatype"] = source.media_type.as_str().into();
    entry
}
