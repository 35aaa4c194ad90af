#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;

fn names(below: &[&str]) -> Vec<String> {
    let inputs: Vec<&Path> = below.iter().map(Path::new).collect();
    paths(&inputs, "json")
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn an_output_keeps_the_relative_path_of_its_input() {
    let want = ["a.json", "r2/a.json", "r2.1/b.c.json", "stdin.json"];
    assert_eq!(names(&["a.pdf", "r2/a.pdf", "r2.1/b.c.txt", "stdin"]), want);
}

#[test]
fn inputs_with_one_stem_keep_their_full_names() {
    let want = ["a.pdf.json", "a.txt.json", "b.json"];
    assert_eq!(names(&["a.pdf", "a.txt", "b.pdf"]), want);
    assert_eq!(names(&["A.pdf", "a.txt"]), ["A.pdf.json", "a.txt.json"]);
}

#[test]
fn inputs_with_one_name_are_numbered() {
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
fn names_that_are_not_utf_8_stay_distinct() {
    use std::os::unix::ffi::OsStrExt;
    let input = |name: &'static [u8]| Path::new(std::ffi::OsStr::from_bytes(name));
    let paths = paths(&[input(b"\xFE.pdf"), input(b"\xFF.pdf")], "json");
    let shown: HashSet<_> = paths
        .iter()
        .map(|p| p.to_string_lossy().into_owned())
        .collect();
    assert_eq!(shown.len(), 2, "{paths:?}");
}

#[test]
fn a_long_name_leaves_room_for_the_names_of_tables() {
    let kanji = format!("{}.pdf", "重".repeat(82));
    let latin = format!("{}.pdf", "a".repeat(246));
    let twin = format!("{}b.pdf", "a".repeat(245));
    let found = names(&["short.pdf", &kanji, &latin, &twin]);
    assert_eq!(found[0], "short.json");
    for name in &found[1..] {
        let table = Path::new(name).with_extension("diagnostics.csv");
        assert!(table.as_os_str().len() <= 255, "{name}");
    }
    assert!(found[1].starts_with("重重") && found[2].starts_with("aaa"));
    assert_ne!(found[2], found[3]);
}
