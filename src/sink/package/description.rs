//! The metadata of a package, written after its files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, Write};
use std::path::{Component, Path};

use crate::package::{
    About, TableFile, Written, ckan, csvw, descriptor, files, listing, readme, sql,
};
use crate::profile::Profile;
use crate::write::csv::Headers;
use crate::write::schema;
use crate::write::tables::{self, Table};
use anyhow::Context;
use serde_json::Value;

use super::{Also, RECORDS};
use crate::batch::digest;
use crate::batch::outputs::{OutputFolder, WholeFile};
use crate::sink::{DATABASE, WORKBOOK, begin, finish, unwritable};

/// The metadata of a package whose files are written.
pub struct Description<'a> {
    /// The folder of the package.
    pub folder: &'a OutputFolder,
    /// The publisher's metadata.
    pub about: &'a About,
    /// The form.
    pub profile: &'a Profile,
    /// The number of documents.
    pub documents: u64,
    /// The optional files.
    pub also: Also,
}

impl Description<'_> {
    /// Writes all metadata. `rows` has the row count of each table, `sources` a line for each document.
    pub fn write(&self, rows: &[u64], sources: File) -> anyhow::Result<()> {
        let tables = tables::tables(self.profile);
        let pairs = tables.iter().zip(rows);
        let pairs = pairs.map(|(table, rows)| self.written(&format!("{}.csv", table.name), *rows));
        let written: Vec<Written> = pairs.collect::<anyhow::Result<_>>()?;
        let described: Vec<TableFile<'_>> = tables.iter().zip(&written).collect();
        self.json(files::CSVW, &csvw::group(&described, self.about))?;
        for file in &described {
            self.beside(file)?;
        }
        self.json(files::RECORD_SCHEMA, &schema::record(self.profile))?;
        for (name, sql) in [
            (files::SQL_SCHEMA, sql::schema(&tables)),
            (files::SQL_LOAD, sql::load(&tables)),
        ] {
            self.file(name, |out| Ok(out.write_all(sql.as_bytes())?))?;
        }
        let readme = readme::readme(self.about, &described, self.documents, &self.further());
        self.file(files::README, |out| Ok(out.write_all(readme.as_bytes())?))?;
        let listing = listing::listing(self.about)?;
        self.file(files::LISTING, |out| Ok(out.write_all(&listing)?))?;
        // last, so that a package with a descriptor is complete
        let others = self.others(&tables, rows)?;
        let sources = serde_json::Deserializer::from_reader(BufReader::new(sources)).into_iter();
        let before = self.listed();
        self.file(files::DESCRIPTOR, |out| {
            Ok(descriptor::write(
                out, self.about, &described, others, sources,
            )?)
        })?;
        self.remove_stale(&before);
        Ok(())
    }

    /// The files that the folder's current descriptor lists.
    fn listed(&self) -> BTreeSet<String> {
        let text = fs::read_to_string(self.folder.at(Path::new(files::DESCRIPTOR)));
        let descriptor: Option<Value> = text.ok().and_then(|text| serde_json::from_str(&text).ok());
        descriptor.as_ref().map(files::of).unwrap_or_default()
    }

    /// Removes the files of an earlier package that this one does not have: they hold other records but could be
    /// mistaken for part of this package.
    fn remove_stale(&self, before: &BTreeSet<String>) {
        let now = self.listed();
        let is_below = |part: Component<'_>| matches!(part, Component::Normal(_));
        for path in before.difference(&now).map(Path::new) {
            if path.components().all(is_below) {
                // `juten check` reports any that remain
                let _ = fs::remove_file(self.folder.at(path));
            }
        }
    }

    /// Writes the metadata files of a table.
    fn beside(&self, file: &TableFile<'_>) -> anyhow::Result<()> {
        let (table, written): (&Table, _) = *file;
        let metadata = files::metadata(&written.path);
        self.json(&metadata, &csvw::table(file, self.about))?;
        match self.about.headers {
            Headers::En => self.json(&files::dictionary(&table.name), &ckan::dictionary(table)),
            Headers::Ja => Ok(()),
        }
    }

    /// The files other than tables, as descriptor resources.
    fn others(&self, tables: &[Table], rows: &[u64]) -> anyhow::Result<Vec<Value>> {
        let mut others = vec![descriptor::records(&self.written(RECORDS, self.documents)?)];
        if self.also.workbook.is_some() {
            others.push(descriptor::workbook(&self.written(WORKBOOK, 0)?));
        }
        if self.also.sqlite {
            others.push(descriptor::sqlite(&self.written(DATABASE, 0)?));
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
            "上の表をまとめた Excel ブック（表ごとに1シート、ほかに「要確認」と「列の説明」）",
        );
        let others = [
            (RECORDS, "すべての項目を含むレコード（1行1文書の JSON）"),
            (files::RECORD_SCHEMA, "その JSON Schema"),
            (
                files::DESCRIPTOR,
                "Data Package v2 のメタデータ（型・キー・出典・SHA-256）",
            ),
            (
                files::CSVW,
                "CSV on the Web のメタデータ（表ごとの `*.csv-metadata.json` も）",
            ),
            (
                "schema.sql、load.sql",
                "PostgreSQL の表定義（キー・日本語コメント）と CSV の読み込み",
            ),
            (files::LISTING, "オープンデータ一覧に載せる1行"),
        ];
        let ckan = ("ckan/", "CKAN DataStore のデータディクショナリ（表ごと）");
        let has_ckan = self.about.headers == Headers::En;
        let database = (
            DATABASE,
            "SQLite データベース（キー、日本語名のビュー、全文検索。Datasette で開けます）",
        );
        let parquet = (
            "*.parquet",
            "表ごとの Parquet（型付き。DuckDB、pandas、R などで読めます）",
        );
        let also = [
            (self.also.workbook.is_some(), workbook),
            (self.also.parquet, parquet),
            (self.also.sqlite, database),
            (has_ckan, ckan),
        ];
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
