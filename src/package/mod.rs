//! A data package: what describes the tables to portals, programs and people.
//!
//! - [`descriptor`]: `datapackage.json`, Data Package v2;
//! - [`csvw`]: CSV on the Web, beside each table and for all together;
//! - [`ckan`]: the data dictionary that a CKAN DataStore takes;
//! - [`readme`]: what it is, for people; [`dictionary`]: every column;
//! - [`listing`]: the row for a city's list of open data (オープンデータ一覧);
//! - [`license`]: names and addresses of licences;
//! - [`sql`]: tables, keys and loading for PostgreSQL, and the tables of a SQLite file;
//! - [`files`]: which files a package has, and which do not belong to it.
//!
//! All follow from [`tables`](crate::write::tables) and from what the publisher says ([`About`]). Nothing is taken from a
//! clock, so that two runs give the same bytes.

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

/// What the publisher says of the package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Short ASCII name, also of the package.
    pub name: String,
    /// Title, in Japanese.
    pub title: String,
    /// What the form calls its goals.
    pub subject: String,
    /// What it is, where the usual sentence does not do.
    pub description: Option<String>,
    /// Version of the data.
    pub version: Option<String>,
    /// The licence; none where it is not decided.
    pub license: Option<License>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Whose documents they are.
    pub municipality: Option<Municipality>,
    /// Where the package is published.
    pub homepage: Option<String>,
    /// Where the source files are published.
    pub source_url: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// How often it is brought up to date.
    pub update_frequency: Option<String>,
    /// What stands in the first rows of the tables.
    pub headers: Headers,
}

impl About {
    /// What it is.
    pub fn description(&self) -> String {
        let usual = || {
            format!(
                "{}を機械判読できる形に変換した表形式のデータ。取組項目・具体的な取組・期間・数値目標・報告を1行ずつ収める。",
                self.title
            )
        };
        self.description.clone().unwrap_or_else(usual)
    }

    /// The sentence that those who reuse the data owe to its source.
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

/// A file of the package as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Path in the package.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Rows without the header, or records.
    pub rows: u64,
}

/// A table with the file that holds it.
pub type TableFile<'a> = (&'a Table, &'a Written);

/// The source of the document with this id, as the descriptor has it.
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
