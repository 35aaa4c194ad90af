//! Files that name a page more than once, that lack pages or streams, or whose pages decompress to too much.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;

/// A PDF of these objects, numbered from 1, without cross-reference table.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        out.extend(format!("{number} 0 obj\n").into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    out.extend(b"trailer\n<< /Root 1 0 R /Size 20 >>\n%%EOF\n");
    out
}

fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<< {dictionary} /Length {} >>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Objects: catalogue, tree, page 3 with these contents, page 4 with its own text, the text of page 3.
fn document(tree: &str, contents: &str, content: Vec<u8>) -> Vec<u8> {
    let page = |contents: &str| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents {contents} /Resources << /Font << {HELVETICA} >> >> >>"
        )
    };
    file(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages {tree} >>").into_bytes(),
        page(contents).into_bytes(),
        page("6 0 R").into_bytes(),
        content,
        stream("", b"BT /F 10 Tf 20 50 Td (second) Tj ET"),
    ])
}

const FIRST: &[u8] = b"BT /F 10 Tf 20 50 Td (first) Tj ET";

fn texts(pdf: &Pdf) -> Vec<String> {
    pdf.pages.iter().map(text).collect()
}

fn repaired(pdf: &Pdf) -> Vec<&str> {
    let notes = pdf.diagnostics.iter().filter(|d| d.code == Code::Repaired);
    notes.map(|d| d.message.as_str()).collect()
}

fn opened(bytes: Vec<u8>) -> Pdf {
    read(bytes, &PdfOptions::default()).unwrap()
}

#[test]
fn a_page_is_read_as_often_as_the_tree_names_it() {
    let pdf = opened(document(
        "/Kids [3 0 R 3 0 R 4 0 R 3 0 R] /Count 4",
        "5 0 R",
        stream("", FIRST),
    ));
    assert_eq!(texts(&pdf), ["first", "first", "second", "first"]);
    assert_eq!(
        pdf.pages.iter().map(|p| p.number).collect::<Vec<_>>(),
        [1, 2, 3, 4]
    );
    // as many as the tree counts
    let pdf = opened(document(
        "/Kids [3 0 R 3 0 R 3 0 R 4 0 R] /Count 3",
        "5 0 R",
        stream("", FIRST),
    ));
    assert_eq!(texts(&pdf), ["first", "first", "first"]);
}

#[test]
fn a_tree_that_names_itself_ends() {
    let pdf = opened(document(
        "/Kids [2 0 R 3 0 R 2 0 R 4 0 R] /Count 9",
        "5 0 R",
        stream("", FIRST),
    ));
    assert_eq!(texts(&pdf), ["first", "second"]);
    assert!(
        repaired(&pdf)[1].starts_with("7 of the 9 pages"),
        "{:?}",
        repaired(&pdf)
    );
}

#[test]
fn a_page_that_is_lost_keeps_its_number_and_is_reported() {
    let pdf = opened(document(
        "/Kids [3 0 R 44 0 R 4 0 R] /Count 3",
        "5 0 R",
        stream("", FIRST),
    ));
    assert_eq!(texts(&pdf), ["first", "", "second"]);
    let notes = repaired(&pdf);
    assert!(notes[1].contains("1 of the 3 pages"), "{notes:?}");
    assert!(notes[1].contains("on page 2"), "{notes:?}");
}

#[test]
fn contents_that_are_missing_or_damaged_are_reported() {
    let tree = "/Kids [3 0 R 4 0 R] /Count 2";
    let whole = packed(&FIRST.repeat(50));
    let mut faulty = whole.clone();
    let middle = faulty.len() / 2;
    faulty[middle] ^= 0x55;
    let cut = whole[..whole.len() / 2].to_vec();
    let flate = |bytes: &[u8]| stream("/Filter /FlateDecode", bytes);
    let in_letters = |bytes: &[u8]| {
        let letters: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
        let filters = "/Filter [/ASCIIHexDecode /FlateDecode]";
        stream(filters, (letters + ">").as_bytes())
    };
    for (contents, content, is_damaged) in [
        ("5 0 R", flate(&whole), false),
        ("[5 0 R 6 0 R]", flate(&whole), false),
        ("5 0 R", stream("", FIRST), false),
        ("5 0 R", flate(&faulty), true),
        ("5 0 R", flate(&cut), true),
        ("[6 0 R 5 0 R]", flate(&cut), true),
        ("5 0 R", in_letters(&whole), false),
        ("5 0 R", in_letters(&faulty), true),
        ("[6 0 R 5 0 R]", in_letters(&cut), true),
        ("44 0 R", flate(&whole), true),
        ("[5 0 R 44 0 R]", flate(&whole), true),
    ] {
        let pdf = opened(document(tree, contents, content));
        let is_told = repaired(&pdf).iter().any(|note| note.contains("on page 1"));
        assert_eq!(is_told, is_damaged, "{contents} {:?}", repaired(&pdf));
    }
}

#[test]
fn contents_that_no_page_can_hold_are_refused() {
    let tree = "/Kids [3 0 R] /Count 1";
    let megabytes = packed(&vec![b' '; 4 << 20]);
    let often = format!("[{}]", "5 0 R ".repeat(100));
    let twice = packed(&packed(&vec![b' '; 300 << 20]));
    for (contents, content) in [
        (often.as_str(), stream("/Filter /FlateDecode", &megabytes)),
        (
            "5 0 R",
            stream("/Filter [/FlateDecode /FlateDecode]", &twice),
        ),
    ] {
        let error = read(document(tree, contents, content), &PdfOptions::default()).unwrap_err();
        assert_eq!(error.code, Code::OutOfMemory, "{error}");
        assert!(error.message.contains("page 1"), "{error}");
    }
}

#[test]
fn objects_in_a_stream_that_no_file_can_hold_are_refused() {
    let tree = "/Kids [3 0 R] /Count 1";
    let with = |holder: &str, size: usize| {
        let holder = stream(holder, &packed(&vec![b' '; size]));
        let more = [b"\n9 0 obj\n", holder.as_slice(), b"\nendobj\n"].concat();
        let bytes = document(tree, "5 0 R", stream("", FIRST));
        let trailer = bytes.windows(7).rposition(|w| w == b"trailer").unwrap();
        read(
            [&bytes[..trailer], &more, &bytes[trailer..]].concat(),
            &PdfOptions::default(),
        )
    };
    let objects = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";
    let table = "/Type /XRef /W [1 2 1] /Size 9 /Filter [/FlateDecode]";
    let escaped = "/N 1 /Fir#73t 4 /Filter /Fl";
    for holder in [objects, table, escaped] {
        let error = with(holder, 300 << 20).unwrap_err();
        assert_eq!(error.code, Code::OutOfMemory, "{holder}");
        assert!(with(holder, 1 << 20).is_ok(), "{holder}");
    }
    // of other streams, only those that a page uses are unpacked
    assert!(with("/Filter /FlateDecode", 300 << 20).is_ok());
}

#[test]
fn objects_in_streams_that_end_nowhere_are_damage() {
    let open = b"9 0 obj\n<< /Type /ObjStm /N 1 /First 4 >>\nstream\n".repeat(20);
    let mut bytes = document("/Kids [3 0 R] /Count 1", "5 0 R", stream("", FIRST));
    bytes.extend(open);
    assert!(read(bytes, &PdfOptions::default()).is_ok());
}
