//! The names of outputs, and the folder that they are written to ([`OutputFolder`]).

mod folder;

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

pub use self::folder::{OutputFolder, WholeFile};
use super::digest;

/// The file name of the manifest. No record may take this name, nor those of the reports.
pub const MANIFEST: &str = "manifest.jsonl";
/// The file name of the report for programs.
pub const REPORT_JSON: &str = "report.json";
/// The file name of the report for spreadsheets.
pub const REPORT_CSV: &str = "report.csv";
/// The folder of files that are still being written.
const UNFINISHED: &str = ".juten";

/// The longest file name that common file systems allow, in bytes.
const LONGEST: usize = 255;
/// Room to keep after a stem: for `.diagnostics.csv`, the suffix of a table, and a counter.
const BEHIND: usize = 40;

/// An output path for each input, relative to the output folder: the input's relative path with another extension.
///
/// `a.pdf` and `a.txt` in one folder would both become `a.json`, so they keep their full names (`a.pdf.json`); so does
/// an input whose output would collide with a folder or a file of the batch. Any that still collide are numbered
/// (`a.pdf-2.json`). Names are compared without case, as some file systems do. No path leaves the output folder. A stem
/// too long for its suffixes is cut and marked with a digest of the full name.
pub fn paths(inputs: &[&Path], extension: &str) -> Vec<PathBuf> {
    let below: Vec<PathBuf> = inputs.iter().map(|path| fitting(inside(path))).collect();
    let short = |below: &PathBuf| below.with_extension(extension);
    let mut taken: HashSet<String> = [MANIFEST, REPORT_JSON, REPORT_CSV, UNFINISHED]
        .map(str::to_owned)
        .into();
    let folders = below.iter().flat_map(|path| path.ancestors().skip(1));
    taken.extend(folders.map(folded));
    let mut uses: HashMap<String, usize> = HashMap::new();
    for path in &below {
        *uses.entry(folded(&short(path))).or_default() += 1;
    }
    let mut names = Vec::with_capacity(inputs.len());
    for below in &below {
        let path = short(below);
        let key = folded(&path);
        let is_only = uses.get(&key) == Some(&1) && !taken.contains(&key);
        let path = match is_only {
            true => path,
            false => with_whole_name(below, extension),
        };
        names.push(free(path, extension, &mut taken));
    }
    names
}

/// The path without the components that lead elsewhere: roots, drives, `..`.
fn inside(path: &Path) -> PathBuf {
    let is_normal = |part: &Component<'_>| matches!(part, Component::Normal(_));
    let inside: PathBuf = path.components().filter(is_normal).collect();
    match inside.file_name() {
        Some(_) => inside,
        None => PathBuf::from("unnamed"),
    }
}

/// The path with its file name cut to leave room for suffixes. Digits of the full name's SHA-256 keep names distinct
/// that begin alike.
fn fitting(path: PathBuf) -> PathBuf {
    let name = path.file_name().unwrap_or_default();
    if name.len() + BEHIND <= LONGEST {
        return path;
    }
    let shown = Path::new(name)
        .file_stem()
        .unwrap_or(name)
        .to_string_lossy();
    let mark = digest::of(name.as_encoded_bytes());
    let mark = mark.get(..8).unwrap_or_default();
    let most = LONGEST - BEHIND - mark.len() - 1;
    let end = (0..=most.min(shown.len()))
        .rev()
        .find(|end| shown.is_char_boundary(*end))
        .unwrap_or_default();
    let stem = shown.get(..end).unwrap_or_default();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{mark}.{extension}"))
}

fn folded(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

fn with_whole_name(below: &Path, extension: &str) -> PathBuf {
    let name = below.file_name().unwrap_or_default().to_string_lossy();
    below.with_file_name(format!("{name}.{extension}"))
}

fn free(path: PathBuf, extension: &str, taken: &mut HashSet<String>) -> PathBuf {
    let mut free = path.clone();
    let mut count = 2;
    while !taken.insert(folded(&free)) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        free = path.with_file_name(format!("{stem}-{count}.{extension}"));
        count += 1;
    }
    free
}

#[cfg(test)]
mod tests;
