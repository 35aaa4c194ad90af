#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;

mod characters;
mod contents;
mod damage;
mod glyphs;
mod oracle;
mod rules;

/// A one-page PDF (200 by 100 points) with this content and these font entries, without cross-reference table: hayro
/// scans for the objects.
fn pdf(content: &str, fonts: &str, more: &str) -> Vec<u8> {
    let resources = format!("/Resources << /Font << {fonts} >> >>");
    one_page(
        content,
        &format!("/MediaBox [0 0 200 100] {resources}"),
        more,
    )
}

fn one_page(content: &str, page: &str, more: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R >>\nendobj\n\
         4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n{more}\n\
         trailer\n<< /Root 1 0 R /Size 20 >>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

const HELVETICA: &str = "/F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

/// A composite font that is not embedded, with this CMap.
fn cid_font(cmap: &str) -> String {
    format!(
        "/F << /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /{cmap} /DescendantFonts [<< /Type /Font \
         /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) \
         /Supplement 2 >> >>] >>"
    )
}

fn page(bytes: Vec<u8>) -> Page {
    let mut pdf = read(bytes, &PdfOptions::default()).unwrap();
    assert_eq!(pdf.pages.len(), 1);
    pdf.pages.remove(0)
}

fn drawn(content: &str) -> Page {
    page(pdf(content, HELVETICA, ""))
}

fn text(page: &Page) -> String {
    page.glyphs.iter().map(|glyph| glyph.c).collect()
}

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.02
}

#[test]
fn a_font_with_an_unknown_cmap_is_reported() {
    let bytes = pdf(
        "BT /F 10 Tf 20 50 Td <8140> Tj ET",
        &cid_font("No-Such-H"),
        "",
    );
    let read = read(bytes, &PdfOptions::default()).unwrap();
    assert!(
        read.diagnostics
            .iter()
            .any(|d| d.code == Code::Font && d.page == Some(1))
    );
}

#[test]
fn damage_passwords_and_limits_have_their_own_codes() {
    let code = |bytes: Vec<u8>, options: &PdfOptions| read(bytes, options).unwrap_err().code;
    let options = PdfOptions::default();
    assert_eq!(code(b"%PDF-1.7 nothing".to_vec(), &options), Code::Damaged);
    let mut small = PdfOptions::default();
    small.limits.max_bytes = 10;
    assert_eq!(code(pdf("", HELVETICA, ""), &small), Code::Limit);
    let mut few = PdfOptions::default();
    few.limits.max_pages = 0;
    assert_eq!(code(pdf("", HELVETICA, ""), &few), Code::Limit);
    let mut marks = PdfOptions::default();
    marks.limits.max_marks = 3;
    let long = pdf("BT /F 10 Tf 20 50 Td (ABCD) Tj ET", HELVETICA, "");
    assert_eq!(code(long, &marks), Code::TooMuch);
}

#[test]
fn a_file_without_an_xref_is_read_and_says_so() {
    let read = read(
        pdf("BT /F 10 Tf (A) Tj ET", HELVETICA, ""),
        &PdfOptions::default(),
    )
    .unwrap();
    assert!(read.diagnostics.iter().any(|d| d.code == Code::Repaired));
}

#[test]
fn locked_files_open_with_their_password() {
    let locked = include_bytes!("../../../../fixtures/locked.pdf").to_vec();
    let with = |password: &str| {
        let password = Some(password.to_owned());
        read(
            locked.clone(),
            &PdfOptions {
                password,
                ..PdfOptions::default()
            },
        )
    };
    assert_eq!(text(&with("ueda").unwrap().pages[0]), "juten");
    let wrong = with("wrong").unwrap_err();
    assert!(wrong.code == Code::Password && wrong.message.contains("different password"));
    let none = read(locked, &PdfOptions::default()).unwrap_err();
    assert!(none.code == Code::Password && none.message.contains("protected"));
}

#[test]
fn a_file_that_asks_not_to_copy_is_read_and_says_so() {
    let bytes = include_bytes!("../../../../fixtures/no-copy.pdf").to_vec();
    for password in [None, Some("of another file".to_owned())] {
        let read = read(
            bytes.clone(),
            &PdfOptions {
                password,
                ..PdfOptions::default()
            },
        )
        .unwrap();
        assert_eq!(text(&read.pages[0]), "juten");
        assert!(read.diagnostics.iter().any(|d| d.code == Code::Permissions));
    }
    let locked = include_bytes!("../../../../fixtures/locked.pdf").to_vec();
    let password = Some("ueda".to_owned());
    let read = read(
        locked,
        &PdfOptions {
            password,
            ..PdfOptions::default()
        },
    )
    .unwrap();
    assert!(read.diagnostics.is_empty());
}
