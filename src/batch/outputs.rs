//! Names of outputs, and files that appear whole or not at all.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use super::inputs::Input;

/// Files of the batch itself, which no record may take the name of.
pub const MANIFEST: &str = "manifest.jsonl";
/// The report for programs.
pub const REPORT_JSON: &str = "report.json";
/// The report for spreadsheets.
pub const REPORT_CSV: &str = "report.csv";
/// Files that are not yet whole.
const UNFINISHED: &str = ".juten";

/// A path below the output folder for each input: the input's own with another extension.
///
/// `a.pdf` and `a.txt` of one folder would both be `a.json`: they keep their whole names (`a.pdf.json`), and so does
/// what would have the name of a folder or of a file of the batch. What is still the same counts on (`a.pdf-2.json`).
/// Names are compared without case, as some file systems do. None leads out of the output folder.
pub fn paths(inputs: &[Input], extension: &str) -> Vec<PathBuf> {
    let below: Vec<PathBuf> = inputs.iter().map(|i| inside(&i.below)).collect();
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

/// A file that takes its name when it is finished; dropped before that, it leaves nothing.
pub struct WholeFile {
    path: PathBuf,
    file: BufWriter<tempfile::NamedTempFile>,
}

impl WholeFile {
    /// Begins the file in the folder of unfinished ones, and makes its own where there is none.
    fn create(path: PathBuf, unfinished: &Path) -> io::Result<Self> {
        fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
        let mut file = tempfile::Builder::new();
        file.prefix(".juten-");
        // A temporary file is its owner's alone; what it becomes is for everyone whom the umask lets.
        #[cfg(unix)]
        file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Ok(Self {
            file: BufWriter::new(file.tempfile_in(unfinished)?),
            path,
        })
    }

    /// Where it will stand.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, in place of one that had it, when all of it is on the disk.
    pub fn finish(self) -> io::Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_data()?;
        file.persist(self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

/// An output folder whose unfinished files stand aside, so that those of a batch that was killed are found and
/// removed by the next.
pub struct OutputFolder {
    folder: PathBuf,
    unfinished: PathBuf,
}

impl OutputFolder {
    /// Opens the folder, making it where there is none.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let unfinished = folder.join(UNFINISHED);
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        fs::create_dir_all(&unfinished)?;
        Ok(Self {
            folder: folder.to_owned(),
            unfinished,
        })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Where a file of this relative path stands.
    pub fn at(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// Begins a file of this relative path.
    pub fn create(&self, path: &Path) -> io::Result<WholeFile> {
        WholeFile::create(self.at(path), &self.unfinished)
    }

    /// Writes a file, whole or not at all.
    pub fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create(path)?;
        file.write_all(bytes)?;
        file.finish()
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        // what is left in it is unfinished, and the next batch removes it
        let _ = fs::remove_dir_all(&self.unfinished);
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::batch::inputs::Source;

    fn names(below: &[&str]) -> Vec<String> {
        let input = |below: &&str| Input {
            shown: (*below).to_owned(),
            source: Source::Stdin,
            below: PathBuf::from(below),
        };
        let inputs: Vec<Input> = below.iter().map(input).collect();
        paths(&inputs, "json")
            .iter()
            .map(|path| path.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn an_output_stands_where_its_input_stood() {
        let want = ["a.json", "r2/a.json", "r2.1/b.c.json", "stdin.json"];
        assert_eq!(names(&["a.pdf", "r2/a.pdf", "r2.1/b.c.txt", "stdin"]), want);
    }

    #[test]
    fn inputs_of_one_stem_keep_their_whole_names() {
        let want = ["a.pdf.json", "a.txt.json", "b.json"];
        assert_eq!(names(&["a.pdf", "a.txt", "b.pdf"]), want);
        assert_eq!(names(&["A.pdf", "a.txt"]), ["A.pdf.json", "a.txt.json"]);
    }

    #[test]
    fn inputs_of_one_name_are_counted() {
        let want = ["a.pdf.json", "a.pdf-2.json", "a.pdf-3.json"];
        assert_eq!(
            names(&["a.pdf", "a.pdf", "A.PDF"]),
            ["a.pdf.json", "a.pdf-2.json", "A.PDF-3.json"]
        );
        assert_eq!(names(&["a.pdf", "a.pdf", "a.pdf"]), want);
    }

    #[test]
    fn no_record_takes_the_name_of_a_folder_or_of_a_file_of_the_batch() {
        assert_eq!(
            names(&["report.pdf", "r2/report.pdf"]),
            ["report.pdf.json", "r2/report.json"]
        );
        assert_eq!(
            names(&["a.pdf", "a.json/b.pdf"]),
            ["a.pdf.json", "a.json/b.json"]
        );
    }

    #[test]
    fn no_name_leads_out_of_the_output_folder() {
        let want = ["b/a.json", "etc/c.json", "unnamed.json"];
        assert_eq!(
            names(&["x/../../b/a.pdf", "/etc/c.txt", ".."].map(|p| p.trim_start_matches("x/"))),
            want
        );
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf_8_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let input = |name: &[u8]| Input {
            shown: String::new(),
            source: Source::Stdin,
            below: PathBuf::from(std::ffi::OsStr::from_bytes(name)),
        };
        let paths = paths(&[input(b"\xFE.pdf"), input(b"\xFF.pdf")], "json");
        let shown: HashSet<_> = paths
            .iter()
            .map(|p| p.to_string_lossy().into_owned())
            .collect();
        assert_eq!(shown.len(), 2, "{paths:?}");
    }

    #[test]
    fn what_a_killed_batch_left_unfinished_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(UNFINISHED)).unwrap();
        fs::write(folder.path().join(UNFINISHED).join(".juten-x"), "half").unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        output.write(Path::new("r2/a.json"), b"{}").unwrap();
        drop(output);
        let left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        assert_eq!(left, ["r2"]);
    }

    #[test]
    fn a_file_is_there_when_it_is_finished_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        let path = folder.path().join("sub/a.json");
        let mut file = output.create(Path::new("sub/a.json")).unwrap();
        file.write_all(b"{}").unwrap();
        assert!(!path.exists());
        file.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"{}");
    }

    #[test]
    fn an_unfinished_file_leaves_the_old_one_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::write(&path, "old").unwrap();
        let output = OutputFolder::open(folder.path()).unwrap();
        let mut file = output.create(Path::new("a.json")).unwrap();
        file.write_all(b"new").unwrap();
        drop((file, output));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
