//! Names of outputs, and the folder that they are written into ([`OutputFolder`]).

mod folder;

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

pub use self::folder::{OutputFolder, WholeFile};
use super::digest;

/// Files of the batch itself, which no record may take the name of.
pub const MANIFEST: &str = "manifest.jsonl";
/// The report for programs.
pub const REPORT_JSON: &str = "report.json";
/// The report for spreadsheets.
pub const REPORT_CSV: &str = "report.csv";
/// Files that are not yet whole.
const UNFINISHED: &str = ".juten";

/// A name of a file takes no more bytes on any usual file system.
const LONGEST: usize = 255;
/// The longest that stands behind a stem: `.diagnostics.csv`, a table beside a record; a counter before it.
const BEHIND: usize = 40;

/// A path below the output folder for each input, which is known by its path below what named it: the same with
/// another extension.
///
/// `a.pdf` and `a.txt` of one folder would both be `a.json`: they keep their whole names (`a.pdf.json`), and so does
/// what would have the name of a folder or of a file of the batch. What is still the same counts on (`a.pdf-2.json`).
/// Names are compared without case, as some file systems do. None leads out of the output folder. A stem that leaves no
/// room for what stands behind it is cut, with a mark of the whole.
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

/// The path without what leads elsewhere: roots, drives, `..`.
fn inside(path: &Path) -> PathBuf {
    let is_normal = |part: &Component<'_>| matches!(part, Component::Normal(_));
    let inside: PathBuf = path.components().filter(is_normal).collect();
    match inside.file_name() {
        Some(_) => inside,
        None => PathBuf::from("unnamed"),
    }
}

/// The path with a name that leaves room for what is added to it. The digits of the whole name's SHA-256 tell names apart
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
