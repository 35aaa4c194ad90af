//! Pages that are images, from the PDF to the blocks, with a recogniser that reads every letter as 目.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;

use juten::ReadOptions;
use juten::content::Block;
use juten::diagnostics::Code;
use juten::extract::scan::Recognizer;
use juten::extract::scan::recognize::{HEIGHT, Model, Read, Strip};

/// Reads each piece of ink between white columns as 目, except isolated ones, which it misses.
#[derive(Debug)]
struct Fake {
    confidence: f32,
}

impl Recognizer for Fake {
    fn recognize(&self, strips: &[Strip]) -> Result<Vec<Vec<Read>>, String> {
        let read = |strip| letters(strip, self.confidence);
        Ok(strips.iter().map(read).collect())
    }

    fn model(&self) -> Model {
        Model {
            model: "fake".to_owned(),
            sha256: "00".repeat(32),
        }
    }
}

fn letters(strip: &Strip, confidence: f32) -> Vec<Read> {
    let is_dark = |x: &usize| (0..HEIGHT).any(|y| strip.values[y * strip.width + x] < 128);
    let dark: Vec<usize> = (0..strip.width).filter(is_dark).collect();
    let pieces: Vec<&[usize]> = dark.chunk_by(|a, b| b - a == 1).collect();
    let read = |piece: &&[usize]| Read {
        c: '目',
        at: (piece[0] + piece[piece.len() - 1]) as f32 / 2.0,
        confidence,
        second: Some(('日', 0.1)),
    };
    let all: Vec<Read> = pieces.iter().map(read).collect();
    if all.len() == 1 { Vec::new() } else { all }
}

/// A greyscale image with a table of two rows and columns, and a square of this size for each letter.
fn table(side: usize) -> (usize, usize, Vec<u8>) {
    let (width, height) = (40 * side, 14 * side);
    let mut picture = vec![255; width * height];
    let mut fill = |x: usize, y: usize, w: usize, h: usize| {
        (y..y + h).for_each(|y| picture[y * width + x..y * width + x + w].fill(0));
    };
    let (left, top, step) = (4 * side, 2 * side, 5 * side);
    for i in 0..3 {
        fill(left, top + i * step, 30 * side + 3, 3);
        fill(left + i * 15 * side, top, 3, 2 * step + 3);
    }
    for (row, column, count) in [(0, 0, 4), (0, 1, 6), (1, 0, 5), (1, 1, 1)] {
        for i in 0..count {
            let x = left + column * 15 * side + side + i * (side + side / 4);
            fill(x, top + row * step + 2 * side, side, side);
        }
    }
    (width, height, picture)
}

/// A PDF with one page that shows the image, one point per pixel, rotated by this many degrees.
fn pdf((width, height, picture): (usize, usize, Vec<u8>), rotate: u32) -> Vec<u8> {
    let mut bytes = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Rotate {rotate} /Contents 4 0 R \
         /Resources << /XObject << /P 5 0 R >> >> >>\nendobj\n"
    );
    let content = format!("{width} 0 0 {height} 0 0 cm /P Do");
    bytes += &format!(
        "4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n",
        content.len()
    );
    bytes += &format!(
        "5 0 obj\n<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray \
         /BitsPerComponent 8 /Length {} >>\nstream\n",
        picture.len()
    );
    let mut bytes = bytes.into_bytes();
    bytes.extend(picture);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n");
    bytes
}

fn options() -> ReadOptions {
    confident(0.8)
}

/// A recogniser as sure as this of each letter.
fn confident(confidence: f32) -> ReadOptions {
    let mut options = ReadOptions::default();
    options.recognizer = Some(Arc::new(Fake { confidence }));
    options
}

fn cells(read: &juten::Read) -> Vec<Vec<String>> {
    let tables = read.content.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables
        .map(|t| t.cells.iter().map(|c| c.text()).collect())
        .collect()
}

#[test]
fn a_picture_of_a_table_is_a_table() {
    let read = juten::read(pdf(table(20), 0), &options()).unwrap();
    let want = ["目目目目", "目目目目目目", "目目目目目", ""];
    assert_eq!(cells(&read), [want]);
    assert_eq!(read.content.readings.len(), 15);
    assert_eq!(read.ocr.unwrap().model, "fake");
}

/// Reads letters that stand on a bar with confidence, and others without.
#[derive(Debug)]
struct Upright;

impl Recognizer for Upright {
    fn recognize(&self, strips: &[Strip]) -> Result<Vec<Vec<Read>>, String> {
        let read = |strip: &Strip| {
            let half = strip.values.len() / 2;
            let dark = |values: &[u8]| values.iter().filter(|&&v| v < 128).count();
            let stands = dark(&strip.values[half..]) > 2 * dark(&strip.values[..half]);
            let confidence = if stands { 0.99 } else { 0.5 };
            letters(strip, confidence)
        };
        Ok(strips.iter().map(read).collect())
    }

    fn model(&self) -> Model {
        Fake { confidence: 0.8 }.model()
    }
}

/// The table with the upper half of each letter wiped out but for a stem.
fn standing() -> (usize, usize, Vec<u8>) {
    let (width, height, mut picture) = table(20);
    for (row, column, count) in [(0, 0, 4), (0, 1, 6), (1, 0, 5)] {
        for i in 0..count {
            let x = 80 + column * 300 + 20 + i * 25;
            let y = 40 + row * 100 + 40;
            for y in y..y + 12 {
                let line = y * width + x;
                picture[line..line + 8].fill(255);
                picture[line + 12..line + 20].fill(255);
            }
        }
    }
    (width, height, picture)
}

#[test]
fn a_page_that_is_sideways_or_upside_down_is_turned() {
    let mut options = options();
    options.recognizer = Some(Arc::new(Upright));
    for rotate in [0, 90, 180, 270] {
        let read = juten::read(pdf(standing(), rotate), &options).unwrap();
        let want = ["目目目目", "目目目目目目", "目目目目目", ""];
        assert_eq!(cells(&read), [want], "{rotate}");
        let mut told = read.diagnostics.iter().map(|d| d.message.as_str());
        let is_turned = told.any(|m| m.contains("page 1 was turned upright first"));
        assert_eq!(is_turned, rotate > 0, "{rotate}");
    }
}

#[test]
fn what_a_scan_wants_to_be_said() {
    let codes = |side| -> Vec<&str> {
        let read = juten::read(pdf(table(side), 0), &options()).unwrap();
        read.diagnostics.iter().map(|d| d.code.as_str()).collect()
    };
    // the isolated letter has ink but no character
    let large = codes(20);
    assert!(
        large.contains(&"W120") && large.contains(&"W122"),
        "{large:?}"
    );
    assert!(!large.contains(&"W123"), "{large:?}");
    let small = codes(12);
    assert!(small.contains(&"W123"), "{small:?}");
}

#[test]
fn a_page_without_a_sure_character_is_no_print() {
    let read = juten::read(pdf(table(20), 0), &confident(0.6)).unwrap();
    assert!(codes(&read).contains(&"W126"));
    assert_eq!(read.lossy_pages, [1]);
    let print = juten::read(pdf(table(20), 0), &options()).unwrap();
    assert!(!codes(&print).contains(&"W126"));
}

#[test]
fn without_a_recogniser_the_page_is_named() {
    let error = juten::read(pdf(table(20), 0), &ReadOptions::default()).unwrap_err();
    assert_eq!(error.code, Code::Scan);
    assert!(
        error.message.contains("page 1 is an image without text"),
        "{}",
        error.message
    );
}

#[test]
fn a_blank_picture_holds_no_text() {
    let blank = (200, 100, vec![255; 20_000]);
    let error = juten::read(pdf(blank, 0), &options()).unwrap_err();
    assert!(
        error
            .message
            .contains("page 1 is an image on which no text was found"),
        "{}",
        error.message
    );
}

#[test]
fn a_broken_picture_is_reported() {
    let mut bytes = pdf(table(20), 0);
    let at = bytes.windows(11).position(|w| w == b"/DeviceGray").unwrap();
    bytes[at..at + 11].copy_from_slice(b"/NoColours ");
    match juten::read(bytes, &options()) {
        Err(error) => assert_eq!(error.code, Code::Scan),
        Ok(read) => assert!(!read.diagnostics.is_empty()),
    }
}

/// What is read of a file of `fixtures/scans/`.
fn fixture(name: &str) -> juten::Read {
    try_fixture(name).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn try_fixture(name: &str) -> Result<juten::Read, juten::Error> {
    let path = format!("{}/fixtures/scans/{name}.pdf", env!("CARGO_MANIFEST_DIR"));
    juten::read(std::fs::read(path).unwrap(), &options())
}

fn codes(read: &juten::Read) -> Vec<&str> {
    read.diagnostics.iter().map(|d| d.code.as_str()).collect()
}

#[test]
fn every_way_to_store_a_scan_is_read() {
    let names = [
        "ccitt-g3", "ccitt-g4", "cmyk", "fine", "jbig2", "jpeg", "jpeg2000", "mask", "negative",
        "strips",
    ];
    for name in names {
        let read = fixture(name);
        let want = ["目目目目", "目目目目目目", "目目目目目", ""];
        assert_eq!(cells(&read), [want], "{name}");
        assert!(!codes(&read).contains(&"W125"), "{name}");
    }
}

#[test]
fn red_letters_are_read_and_a_seal_is_not() {
    let read = fixture("red");
    let want = ["目目目目", "目目目目目目", "目目目目目", ""];
    assert_eq!(cells(&read), [want]);
    assert!(codes(&read).contains(&"W124"));
    let seals = read.diagnostics.iter().filter(|d| d.code == Code::Seals);
    let boxes: Vec<_> = seals.filter_map(|d| d.bbox).collect();
    let [seal] = boxes[..] else {
        panic!("{boxes:?}")
    };
    let side = 81.0 * 0.36;
    assert!(
        (seal.x0 - 560.0 * 0.36).abs() < 3.0 && (seal.x1 - seal.x0 - side).abs() < 5.0,
        "{seal:?}"
    );
}

#[test]
fn a_black_area_is_no_text() {
    let (width, height, mut pixels) = table(20);
    pixels.extend(vec![0; width * height / 2]);
    let read = juten::read(pdf((width, height * 3 / 2, pixels), 0), &options()).unwrap();
    let alone = juten::read(pdf(table(20), 0), &options()).unwrap();
    assert_eq!(cells(&read), cells(&alone));
    let unread = |read: &juten::Read| {
        let mut found = read.diagnostics.iter();
        found
            .find(|d| d.code == Code::UnreadInk)
            .map(|d| d.message.clone())
    };
    assert!(unread(&alone).unwrap().starts_with("1 place(s)"));
    assert!(unread(&read).unwrap().starts_with("2 place(s)"));
}

#[test]
fn what_cannot_be_decoded_is_reported() {
    for name in ["cut", "cut-g4", "lost-strip"] {
        let read = fixture(name);
        assert!(codes(&read).contains(&"W125"), "{name}");
        assert_eq!(read.lossy_pages, [1], "{name}");
    }
    let error = try_fixture("cut-jbig2").unwrap_err();
    assert_eq!(error.code, Code::Scan);
    assert!(error.message.contains("cannot be decoded"), "{error}");
}

/// A page with an image of one byte, which the PDF says is as large as this.
fn declared(width: usize, height: usize) -> Vec<u8> {
    let bytes = String::from_utf8(pdf((400, 300, vec![0]), 0)).unwrap();
    let size = format!("/Width {width} /Height {height} ");
    bytes.replace("/Width 400 /Height 300 ", &size).into_bytes()
}

#[test]
fn a_picture_that_is_too_large_is_not_decoded() {
    let error = juten::read(declared(100_000, 100_000), &options()).unwrap_err();
    assert_eq!(error.code, Code::Scan);
    assert!(
        error.message.contains("cannot be decoded, or too large"),
        "{}",
        error.message
    );
}

#[test]
fn a_picture_of_one_pixel_holds_no_text() {
    let error = juten::read(declared(1, 1), &options()).unwrap_err();
    assert!(
        error.message.contains("on which no text was found"),
        "{}",
        error.message
    );
}
