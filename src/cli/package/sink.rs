//! Records as a package: tables and records as they come, then what describes them.

use std::fs::File;
use std::io::{BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use juten::Options;
use juten::model::Document;
use juten::profile::Profile;
use juten::write::csv::{CsvOptions, LineEnding};
use juten::write::package::{
    self, About, TableFile, Written, ckan, csvw, descriptor, listing, readme,
};
use juten::write::tables::{self, Table};
use juten::write::{json, schema};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::batch::outputs::WholeFile;
use crate::cli::sink::{Sink, Stream, Tables, Taken, Target, Workbook};

/// The records, one a line.
const RECORDS: &str = "records.jsonl";
/// Their schema.
const SCHEMA: &str = "juten-document.schema.json";
/// The workbook.
const WORKBOOK: &str = "tables.xlsx";

/// Takes records into a package.
pub struct PackageSink {
    folder: PathBuf,
    about: About,
    profile: Arc<Profile>,
    tables: Vec<Table>,
    rows: Vec<u64>,
    documents: u64,
    csv: Box<Tables>,
    records: Box<Stream>,
    workbook: Option<Box<Workbook>>,
    /// A source a line: kept on disk, for there is one for each document.
    sources: File,
}

impl PackageSink {
    /// A package in this folder, with a workbook if asked for.
    pub fn new(
        folder: PathBuf,
        about: About,
        options: &Options,
        no_bom: bool,
        xlsx: bool,
    ) -> anyhow::Result<Self> {
        let profile = Arc::clone(&options.profile);
        let csv = CsvOptions {
            bom: !no_bom,
            line_ending: LineEnding::Crlf,
            ..CsvOptions::default()
        };
        let tables = tables::tables(&profile);
        let workbook = || Workbook::new(&profile, folder.join(WORKBOOK)).map(Box::new);
        Ok(Self {
            rows: vec![0; tables.len()],
            tables,
            documents: 0,
            csv: Box::new(Tables::folder(&profile, csv, &folder)?),
            records: Box::new(Stream::new(json::line, Target::file(folder.join(RECORDS))?)),
            workbook: xlsx.then(workbook).transpose()?,
            sources: tempfile::tempfile().context("a temporary file cannot be made")?,
            about,
            profile,
            folder,
        })
    }
}

impl Sink for PackageSink {
    fn write(&mut self, document: &Document, output: &Path) -> anyhow::Result<Taken> {
        if self.csv.write(document, output)? == Taken::Known {
            return Ok(Taken::Known);
        }
        self.records.write(document, output)?;
        if let Some(workbook) = &mut self.workbook {
            workbook.write(document, output)?;
        }
        for (table, rows) in self.tables.iter().zip(&mut self.rows) {
            *rows += table.rows(document).len() as u64;
        }
        self.documents += 1;
        writeln!(self.sources, "{}", package::source(document, &self.about))?;
        Ok(Taken::Written)
    }

    fn finish(self: Box<Self>) -> anyhow::Result<()> {
        // no record, no file: what an earlier run left stays
        if self.documents == 0 {
            return Ok(());
        }
        let this = *self;
        this.csv.finish()?;
        this.records.finish()?;
        let has_workbook = this.workbook.is_some();
        if let Some(workbook) = this.workbook {
            workbook.finish()?;
        }
        Description {
            folder: &this.folder,
            about: &this.about,
            profile: &this.profile,
            tables: &this.tables,
            documents: this.documents,
            has_workbook,
        }
        .write(&this.rows, this.sources)
    }
}

/// What describes the files, when they are there.
struct Description<'a> {
    folder: &'a Path,
    about: &'a About,
    profile: &'a Profile,
    tables: &'a [Table],
    documents: u64,
    has_workbook: bool,
}

impl Description<'_> {
    fn write(&self, rows: &[u64], sources: File) -> anyhow::Result<()> {
        let files = self.tables.iter().zip(rows);
        let files =
            files.map(|(table, rows)| written(self.folder, format!("{}.csv", table.name), *rows));
        let files: Vec<Written> = files.collect::<anyhow::Result<_>>()?;
        let files: Vec<TableFile<'_>> = self.tables.iter().zip(&files).collect();
        let records = written(self.folder, RECORDS.to_owned(), self.documents)?;
        self.json("csv-metadata.json", &csvw::group(&files, self.about))?;
        for file in &files {
            let name = format!("{}-metadata.json", file.1.path);
            self.json(&name, &csvw::table(file, self.about))?;
            let name = format!("ckan/{}.json", file.0.name);
            self.json(&name, &ckan::dictionary(file.0))?;
        }
        self.json(SCHEMA, &schema::record(self.profile))?;
        let readme = readme::readme(self.about, &files, self.documents, &self.further());
        self.file("README.md", |out| Ok(out.write_all(readme.as_bytes())?))?;
        let listing = listing::listing(self.about)?;
        self.file("opendata-list.csv", |out| Ok(out.write_all(&listing)?))?;
        // last: where it stands, the package is whole
        let sources = spooled(sources)?;
        self.file("datapackage.json", |out| {
            Ok(descriptor::write(
                out, self.about, &files, &records, sources,
            )?)
        })
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
        self.has_workbook
            .then_some(workbook)
            .into_iter()
            .chain(others)
            .collect()
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
        let path = self.folder.join(name);
        let unwritable = || format!("{}: cannot be written", path.display());
        let mut file = WholeFile::create(path.clone()).with_context(unwritable)?;
        write(&mut file).with_context(unwritable)?;
        file.finish().with_context(unwritable)
    }
}

/// The sources as they were put down.
fn spooled(mut file: File) -> anyhow::Result<impl Iterator<Item = serde_json::Result<Value>>> {
    file.rewind()?;
    Ok(serde_json::Deserializer::from_reader(BufReader::new(file)).into_iter())
}

fn written(folder: &Path, path: String, rows: u64) -> anyhow::Result<Written> {
    let (bytes, sha256) = digest(&folder.join(&path))?;
    Ok(Written {
        path,
        bytes,
        sha256,
        rows,
    })
}

/// Size and SHA-256 of a file.
pub fn digest(path: &Path) -> anyhow::Result<(u64, String)> {
    let mut file =
        File::open(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let (mut bytes, mut digest, mut buffer) = (0, Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        let Some(block) = buffer.get(..read).filter(|block| !block.is_empty()) else {
            break;
        };
        bytes += read as u64;
        digest.update(block);
    }
    let hex = digest
        .finalize()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    Ok((bytes, hex))
}
