//! What describes the files of a package, written when they are there.

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

use crate::package::{About, TableFile, Written, ckan, csvw, descriptor, listing, readme};
use crate::profile::Profile;
use crate::write::schema;
use crate::write::tables::{self, Table};
use anyhow::Context;
use serde_json::Value;

use super::sink::{Also, RECORDS};
use crate::batch::digest;
use crate::batch::outputs::{OutputFolder, WholeFile};
use crate::cli::sink::{WORKBOOK, begin, finish, unwritable};

/// The schema of the records.
const SCHEMA: &str = "juten-document.schema.json";

/// What describes the files, when they are there.
pub struct Description<'a> {
    /// Where they stand.
    pub folder: &'a OutputFolder,
    /// What the publisher says.
    pub about: &'a About,
    /// The form.
    pub profile: &'a Profile,
    /// How many there are.
    pub documents: u64,
    /// What there is beside tables as CSV and records.
    pub also: Also,
}

impl Description<'_> {
    /// Writes all of it; `rows` are those of each table, `sources` a line for each document.
    pub fn write(&self, rows: &[u64], sources: File) -> anyhow::Result<()> {
        let tables = tables::tables(self.profile);
        let files = tables.iter().zip(rows);
        let files = files.map(|(table, rows)| self.written(&format!("{}.csv", table.name), *rows));
        let files: Vec<Written> = files.collect::<anyhow::Result<_>>()?;
        let files: Vec<TableFile<'_>> = tables.iter().zip(&files).collect();
        self.json("csv-metadata.json", &csvw::group(&files, self.about))?;
        for file in &files {
            self.beside(file)?;
        }
        self.json(SCHEMA, &schema::record(self.profile))?;
        let readme = readme::readme(self.about, &files, self.documents, &self.further());
        self.file("README.md", |out| Ok(out.write_all(readme.as_bytes())?))?;
        let listing = listing::listing(self.about)?;
        self.file("opendata-list.csv", |out| Ok(out.write_all(&listing)?))?;
        // last: where it stands, the package is whole
        let others = self.others(&tables, rows)?;
        let sources = serde_json::Deserializer::from_reader(BufReader::new(sources)).into_iter();
        self.file("datapackage.json", |out| {
            Ok(descriptor::write(out, self.about, &files, others, sources)?)
        })
    }

    /// What stands beside a table.
    fn beside(&self, file: &TableFile<'_>) -> anyhow::Result<()> {
        let (table, written): (&Table, _) = *file;
        let metadata = format!("{}-metadata.json", written.path);
        self.json(&metadata, &csvw::table(file, self.about))?;
        let dictionary = format!("ckan/{}.json", table.name);
        self.json(&dictionary, &ckan::dictionary(table))
    }

    /// The files that are no tables, as the descriptor has them.
    fn others(&self, tables: &[Table], rows: &[u64]) -> anyhow::Result<Vec<Value>> {
        let mut others = vec![descriptor::records(&self.written(RECORDS, self.documents)?)];
        if self.also.workbook {
            others.push(descriptor::workbook(&self.written(WORKBOOK, 0)?));
        }
        let parquet = tables.iter().filter(|_| self.also.parquet);
        for (table, rows) in parquet.zip(rows) {
            let written = self.written(&format!("{}.parquet", table.name), *rows)?;
            others.push(descriptor::parquet(table, &written));
        }
        Ok(others)
    }

    fn further(&self) -> Vec<(&'static str, &'static str)> {
        let workbook = (
            WORKBOOK,
            "上の表を1冊にした Excel ブック（表ごとに1シート）",
        );
        let others = [
            (RECORDS, "1行が1文書の JSON。入れ子のままの全項目"),
            (SCHEMA, "その JSON Schema"),
            (
                "datapackage.json",
                "Data Package v2 の記述（型・キー・出典・SHA-256）",
            ),
            (
                "csv-metadata.json",
                "CSV on the Web の記述（表ごとの `*.csv-metadata.json` も）",
            ),
            ("ckan/", "CKAN DataStore のデータディクショナリ（表ごと）"),
            ("opendata-list.csv", "オープンデータ一覧に載せる1行"),
        ];
        let parquet = (
            "*.parquet",
            "表ごとの Parquet（型付き。DuckDB、pandas、R などで読む）",
        );
        let also = [(self.also.workbook, workbook), (self.also.parquet, parquet)];
        also.into_iter()
            .filter_map(|(is_there, file)| is_there.then_some(file))
            .chain(others)
            .collect()
    }

    fn written(&self, path: &str, rows: u64) -> anyhow::Result<Written> {
        let (bytes, sha256) = digest(&self.folder.at(Path::new(path)))?;
        Ok(Written {
            path: path.to_owned(),
            bytes,
            sha256,
            rows,
        })
    }

    fn json(&self, name: &str, value: &Value) -> anyhow::Result<()> {
        self.file(name, |out| {
            serde_json::to_writer_pretty(&mut *out, value)?;
            Ok(out.write_all(b"\n")?)
        })
    }

    fn file(
        &self,
        name: &str,
        write: impl FnOnce(&mut WholeFile) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let mut file = begin(self.folder, name)?;
        write(&mut file).with_context(|| unwritable(&self.folder.at(Path::new(name))))?;
        finish(file)
    }
}

/// Size and SHA-256 of a file.
pub fn digest(path: &Path) -> anyhow::Result<(u64, String)> {
    let unreadable = || format!("{}: cannot be read", path.display());
    let bytes = path.metadata().with_context(unreadable)?.len();
    Ok((bytes, digest::of_file(path).with_context(unreadable)?))
}
