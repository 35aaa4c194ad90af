//! Names of outputs, and files that appear whole or not at all.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::inputs::Input;

/// A path below the output folder for each input: the input's own with another extension.
///
/// `a.pdf` and `a.txt` of one folder would both be `a.json`: they keep their whole names (`a.pdf.json`). What is still
/// the same counts on (`a.pdf-2.json`). Names are compared without case, as some file systems do.
pub fn paths(inputs: &[Input], extension: &str) -> Vec<PathBuf> {
    let short: Vec<PathBuf> = inputs
        .iter()
        .map(|i| i.below.with_extension(extension))
        .collect();
    let mut uses: HashMap<String, usize> = HashMap::new();
    for path in &short {
        *uses.entry(folded(path)).or_default() += 1;
    }
    let mut taken: HashSet<String> = HashSet::new();
    let mut names = Vec::with_capacity(inputs.len());
    for (input, path) in inputs.iter().zip(short) {
        let is_only = uses.get(&folded(&path)) == Some(&1);
        let path = if is_only {
            path
        } else {
            with_whole_name(&input.below, extension)
        };
        names.push(free(path, extension, &mut taken));
    }
    names
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
    /// Begins the file, making its folder where there is none.
    pub fn create(path: PathBuf) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new();
        file.prefix(".juten-");
        // A temporary file is its owner's alone; what it becomes is for everyone whom the umask lets.
        #[cfg(unix)]
        file.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Ok(Self {
            file: BufWriter::new(file.tempfile_in(folder)?),
            path,
        })
    }

    /// Gives the file its name, in place of one that had it.
    pub fn finish(self) -> io::Result<()> {
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.persist(self.path).map_err(|error| error.error)?;
        Ok(())
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
    fn a_file_is_there_when_it_is_finished_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sub/a.json");
        let mut file = WholeFile::create(path.clone()).unwrap();
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
        let mut file = WholeFile::create(path.clone()).unwrap();
        file.write_all(b"new").unwrap();
        drop(file);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
