#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

fn message(bytes: &[u8]) -> String {
    let error = sniff(bytes).unwrap_err();
    assert_eq!(error.code, Code::UnknownFormat, "{error}");
    error.to_string()
}

#[test]
fn a_pdf_may_follow_junk() {
    for bytes in [
        &b"%PDF-1.4"[..],
        b"\xEF\xBB\xBF%PDF-1.4",
        b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7",
    ] {
        assert_eq!(sniff(bytes).unwrap(), Format::Pdf);
    }
}

#[test]
fn a_pdf_without_a_clean_header_is_one() {
    let body = "1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
    for head in ["", "%PDF1.7\n", "%\u{e2}\u{e3}\n", &"x".repeat(3000)] {
        let bytes = format!("{head}\n{body}");
        assert_eq!(sniff(bytes.as_bytes()).unwrap(), Format::Pdf, "{head}");
    }
    let notes = "the trailer has an obj\nendobj is a word of PDF";
    assert_eq!(sniff(notes.as_bytes()).unwrap(), Format::Text);
}

/// The header of a tar archive, as `tar` and older programs write it.
fn tar(name: &str, magic: &str) -> Vec<u8> {
    let mut header = vec![0; 512];
    let fields = [
        (0, name),
        (100, "0000644\0"),
        (124, "00000000100\0"),
        (148, "        "),
        (257, magic),
    ];
    for (at, text) in fields {
        header[at..at + text.len()].copy_from_slice(text.as_bytes());
    }
    let sum: u32 = header.iter().map(|b| u32::from(*b)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    header
}

#[test]
fn an_archive_is_none_of_the_documents_in_it() {
    let pdf = b"%PDF-1.4 1 0 obj endobj trailer";
    for magic in ["ustar\0", ""] {
        let archive = [&tar("a.pdf", magic)[..], pdf].concat();
        assert!(message(&archive).contains("(tar)"));
    }
    let stored = [b"PK\x03\x04 a.pdf", &pdf[..]].concat();
    assert!(message(&stored).contains("name it .zip"));
    assert!(message(b"!.-lh5-").contains("(lzh)"));
    assert!(message(b"\x1F\x8B\x08").contains("unpack"));
}

#[test]
fn what_is_not_known_to_be_foreign_is_text() {
    for text in [
        "重点目標\t",
        "<p>x</p>",
        "[別紙1]\n重点目標",
        "{注}",
        "<table><tr>",
        "MZ 部",
        "\"a\tb",
    ] {
        assert_eq!(sniff(text.as_bytes()).unwrap(), Format::Text, "{text}");
    }
}

#[test]
fn a_web_page_is_one_however_it_begins() {
    let wide: Vec<u8> = "\u{FEFF}<html>あ"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let pages: [&[u8]; 6] = [
        b"<!DOCTYPE html>",
        b"\xEF\xBB\xBF\r\n <HTML LANG=ja>",
        b"<!-- saved from url -->\n<!-- x --><html><body>",
        b"<HEAD><META http-equiv=x>\x83\x79",
        b"<?xml version=\"1.0\"?>\n<html xmlns=\"x\">",
        &wide,
    ];
    for page in pages {
        assert!(message(page).starts_with("this is a web page"), "{page:?}");
    }
}

#[cfg(feature = "originals")]
#[test]
fn originals_are_known_by_their_bytes() {
    let utf_16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let compound = |stream: &str| [b"\xD0\xCF\x11\xE0\0\0", &utf_16(stream)[..], b"\0\0"].concat();
    let cases: [(&[u8], Format); 6] = [
        (b"PK\x03\x04....xl/workbook.xml", Format::Xlsx),
        (b"PK\x03\x04....word/document.xml", Format::Docx),
        (&compound("Workbook"), Format::Xls),
        (b"<html><body><TABLE><tr><td>x", Format::Html),
        (b"<table border=1><tr><td>x</table>", Format::Html),
        (
            b"\xEF\xBB\xBF<style>x</style><table><tr><th>x",
            Format::Html,
        ),
    ];
    for (bytes, format) in cases {
        assert_eq!(sniff(bytes).unwrap(), format, "{bytes:?}");
    }
    let locked = sniff(&compound("EncryptedPackage")).unwrap_err();
    assert_eq!(locked.code, Code::Password);
    assert!(message(&compound("WordDocument")).contains("old Office"));
}

#[test]
fn data_and_mail_are_named() {
    assert!(message(b"{\"error\":\"not found\"}").contains("JSON"));
    assert!(message(b"[1, 2]").contains("JSON"));
    assert!(message(b"{ \"format\": \"juten-document\"").contains("juten check"));
    assert!(message(b"<?xml version=\"1.0\"?><a/>").contains("XML"));
    assert!(message(b"MIME-Version: 1.0\r\n").contains("mail"));
    assert!(message(b"From: a@b\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\ny").contains("mail"));
    assert!(message(b"From a@b\nReceived: x\n").contains("mail"));
    assert!(message(b"[InternetShortcut]\r\nURL=http://b/\r\n").contains("shortcut"));
}

#[test]
fn foreign_files_are_named_with_what_to_do() {
    assert_eq!(
        message(b"PK\x03\x04....ppt/presentation.xml"),
        "this is a PowerPoint presentation (pptx); print it to PDF first"
    );
    assert!(message(b"\xD0\xCF\x11\xE0\xA1\xB1").contains("old Office"));
    assert!(message(b"\x89PNG\r\n").contains("PNG"));
    assert!(message(b"\0\0\0\x18ftypheic").contains("HEIC"));
    assert!(message(b"\0\x05\x16\x07\0\x02").contains("AppleDouble"));
    assert!(message(&[0; 4096]).contains("zero bytes"));
    assert!(message(b"MZ\x90\0").contains("a program"));
    assert_eq!(sniff(b"").unwrap_err().code, Code::Empty);
}
