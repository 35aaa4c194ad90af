#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;

fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
    }
    folder
}

fn below(arguments: &[PathBuf]) -> Vec<String> {
    find(arguments, None)
        .0
        .into_iter()
        .map(|input| match input {
            Ok(input) => input.below.to_string_lossy().into_owned(),
            Err(rejected) => rejected.error.code.as_str().to_owned(),
        })
        .collect()
}

#[test]
fn a_folder_gives_its_pdf_and_text_files_sorted() {
    let folder = folder(&["b.pdf", "a.txt", "c.PDF", "d.odt", "sub/e.pdf", "sub/.pdf"]);
    let want = ["a.txt", "b.pdf", "c.PDF", "sub/e.pdf"];
    assert_eq!(below(&[folder.path().to_owned()]), want);
}

#[test]
fn a_folder_without_inputs_is_reported() {
    let folder = folder(&["d.odt"]);
    assert_eq!(below(&[folder.path().to_owned()]), ["E108"]);
}

#[test]
fn a_pattern_gives_its_files_and_keeps_the_folders_it_leaves_open() {
    let folder = folder(&["r1/b.pdf", "r2/a.pdf", "r2/a.txt"]);
    assert_eq!(
        below(&[folder.path().join("*/*.pdf")]),
        ["r1/b.pdf", "r2/a.pdf"]
    );
    assert_eq!(below(&[folder.path().join("*.pdf")]), ["E108"]);
    assert_eq!(below(&[folder.path().join("a**/[")]), ["E108"]);
}

#[test]
fn an_existing_file_is_not_a_pattern() {
    let folder = folder(&["a[1].pdf"]);
    assert_eq!(below(&[folder.path().join("a[1].pdf")]), ["a[1].pdf"]);
}

#[test]
fn a_file_named_twice_is_taken_once() {
    let folder = folder(&["a.pdf", "b.pdf"]);
    let arguments = [folder.path().join("b.pdf"), folder.path().to_owned()];
    assert_eq!(below(&arguments), ["b.pdf", "a.pdf"]);
}

#[test]
fn a_missing_file_is_reported_when_it_is_read() {
    let input = file(Path::new("no/such.pdf"), None);
    let error = input.read(10).unwrap_err();
    assert_eq!(error.code, Code::Unreadable);
    assert_eq!(
        error.message,
        "there is no such file or folder; check the path"
    );
}

#[test]
fn a_file_over_the_limit_is_reported() {
    let folder = folder(&["a.pdf"]);
    let input = file(&folder.path().join("a.pdf"), None);
    assert_eq!(input.read(1).unwrap(), b"x");
    assert_eq!(input.read(0).unwrap_err().code, Code::Limit);
}

#[test]
fn standard_input_is_named() {
    let (inputs, _) = find(&[PathBuf::from("-")], None);
    let input = inputs[0].as_ref().unwrap();
    assert_eq!(
        (input.name().as_str(), input.source.clone()),
        ("-", Source::Stdin)
    );
}

#[test]
fn side_files_and_archives_of_a_folder_are_passed_over() {
    let folder = folder(&["a.pdf", "~$a.pdf", "__MACOSX/b.pdf", "c.tar.gz", "d.odt"]);
    let (inputs, passed_over) = find(&[folder.path().to_owned()], None);
    assert_eq!(inputs.len(), 1);
    assert_eq!(passed_over.side_files, 2);
    assert_eq!(passed_over.archives.len(), 1);
    // named explicitly they are inputs
    let (named, none) = find(&[folder.path().join("~$a.pdf")], None);
    assert_eq!((named.len(), none.side_files), (1, 0));
}

#[test]
fn a_folder_with_only_side_files_has_no_input() {
    let folder = folder(&["~$a.pdf"]);
    assert_eq!(below(&[folder.path().to_owned()]), ["E108"]);
}
