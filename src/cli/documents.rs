//! What the commands that show documents (`text`, `tables`, `inspect`) share: the inputs, the pages, the output.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;

use clap::Args;

use super::batch::{self, in_parallel};
use super::messages::Messages;
use super::reading::{self, Bounds, Reading};
use super::usage;
use crate::content::{Block, Content};
use crate::normalize::Mode;
use crate::sink::Target;

// The documents and where to print them.
#[derive(Args)]
pub struct Documents {
    /// Files, folders and zip archives (every PDF, text, CSV, Excel and Word file in them), patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Only these pages, for example 3 or 1-4,7-
    #[arg(long, visible_alias = "page", value_name = "PAGES")]
    pub pages: Option<Ranges>,
    /// Write to this file or, for several inputs, one file each into this folder
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,
    /// Number of pages to read in parallel; 0 means one per processor
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    jobs: u16,
    /// Limits of each document.
    #[command(flatten)]
    pub bounds: Bounds,
    /// How the documents are read.
    #[command(flatten)]
    pub reading: Reading,
    /// How messages are written.
    #[command(flatten)]
    pub messages: Messages,
}

/// How the outputs of several documents share one stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// Each after a header line with its name, as `head` prints it.
    Named,
    /// One after another.
    Joined,
    /// They cannot: each needs its own file.
    Files,
}

impl Documents {
    /// Reads and prints one document after another. Files in a folder get this extension.
    pub fn each(
        &self,
        extension: &str,
        apart: Apart,
        print: impl Fn(&str, Content, &mut dyn Write) -> anyhow::Result<()>,
    ) -> anyhow::Result<ExitCode> {
        let tasks = self.tasks(extension);
        let one_stream = self.one_stream(tasks.len(), apart)?;
        let mut stream = one_stream.then(|| self.target()).transpose()?;
        let mut failed = false;
        for task in &tasks {
            let Some(content) = self.content(task)? else {
                failed = true;
                continue;
            };
            let mut out = Vec::new();
            if one_stream && apart == Apart::Named && tasks.len() > 1 {
                writeln!(out, "==> {} <==", task.shown())?;
            }
            print(task.shown(), content, &mut out)?;
            match (&mut stream, &self.output) {
                (Some(stream), _) => stream.write(&out)?,
                (None, Some(folder)) => write(&folder.join(&task.output), &out)?,
                (None, None) => {}
            }
        }
        stream.map_or(Ok(()), Target::finish)?;
        Ok(ExitCode::from(u8::from(failed)))
    }

    /// The number of pages that are read in parallel.
    pub fn threads(&self) -> usize {
        in_parallel(self.jobs)
    }

    /// The documents as tasks, whose outputs get this extension.
    pub fn tasks(&self, extension: &str) -> Vec<batch::Task> {
        let (tasks, passed_over) = batch::tasks_with(&self.inputs, extension);
        for note in passed_over.notes() {
            self.messages.note("inputs", &note);
        }
        tasks
    }

    /// Whether an input is a folder or an archive, which may hold any number of documents.
    pub fn is_given_a_folder(&self) -> bool {
        let is_archive = |path: &Path| {
            path.extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("zip"))
        };
        self.inputs
            .iter()
            .any(|path| path.is_dir() || is_archive(path))
    }

    /// Whether everything goes to standard output or to one file.
    fn one_stream(&self, documents: usize, apart: Apart) -> anyhow::Result<bool> {
        let is_folder = self.output.as_deref().is_some_and(Path::is_dir);
        match (&self.output, documents) {
            (None, _) if apart == Apart::Files => Err(usage(
                "a workbook cannot go to standard output; add -o FILE",
            )),
            (Some(_), 1) if !is_folder => Ok(true),
            (Some(_), _) => Ok(false),
            (None, _) => Ok(true),
        }
    }

    fn target(&self) -> anyhow::Result<Target> {
        match &self.output {
            Some(path) => Target::lone_file(path),
            None => Ok(Target::stdout()),
        }
    }

    /// The selected pages of a document; `None` if it could not be read, which is then already reported.
    fn content(&self, task: &batch::Task) -> anyhow::Result<Option<Content>> {
        let input = match &task.input {
            Ok(input) => input,
            Err(rejected) => {
                self.messages.error(&rejected.shown, &rejected.error);
                return Ok(None);
            }
        };
        let how = (&self.reading, &self.bounds, self.threads());
        let content = reading::normalized(input, how, Mode::None, self.messages)?;
        Ok(content.map(|mut content| {
            let is_wanted = |block: &Block| {
                let pages = self.pages.as_ref();
                pages.is_none_or(|pages| pages.contains(block.page()))
            };
            content.blocks.retain(is_wanted);
            content
        }))
    }
}

/// Writes a file, and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut target = Target::lone_file(path)?;
    target.write(bytes)?;
    target.finish()
}

/// Page ranges as people write them: `3`, `1-4,7-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    /// Whether this page is selected.
    pub fn contains(&self, page: u32) -> bool {
        self.0
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&page))
    }
}

impl FromStr for Ranges {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || "expected pages counted from 1, for example 3 or 1-4,7-".to_owned();
        let number = |text: &str| match text.trim().parse::<u32>() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err(wrong()),
        };
        let range = |part: &str| match part.split_once('-') {
            None => number(part).map(|page| (page, page)),
            Some((from, "")) => Ok((number(from)?, u32::MAX)),
            Some((from, to)) => {
                let (from, to) = (number(from)?, number(to)?);
                (from <= to).then_some((from, to)).ok_or_else(wrong)
            }
        };
        text.split(',')
            .map(range)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn page_ranges_are_parsed() {
        let pages: Ranges = "2,4-5,9-".parse().unwrap();
        let wanted: Vec<u32> = (1..=11).filter(|page| pages.contains(*page)).collect();
        assert_eq!(wanted, [2, 4, 5, 9, 10, 11]);
        for wrong in ["", "0", "a", "3-2", "-4", "1,"] {
            assert!(wrong.parse::<Ranges>().is_err(), "{wrong}");
        }
    }
}
