#![allow(clippy::unwrap_used)]

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, ZlibEncoder};

use super::*;

const LIMIT: u64 = 1 << 20;

fn zlib(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// Codes of nine to twelve bits for a run of one byte: each is the one about to be added.
fn lzw_run(codes: usize, early: usize) -> Vec<u8> {
    let (mut bits, mut count, mut bytes) = (0_u64, 0, Vec::new());
    let mut entries = 258;
    for n in 0..=codes {
        let code = match n {
            0 => 256,
            1 => usize::from(b'a'),
            _ => entries - 1,
        };
        // the table has one entry fewer than the codes before, since the first adds none
        let table = if n < 2 { 258 } else { entries - 1 };
        let width = (usize::BITS - (table + early).leading_zeros()).clamp(9, 12);
        bits = bits << width | code as u64;
        count += width;
        while count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
        if n > 0 {
            entries += 1;
        }
    }
    bytes.push((bits << (8 - count)) as u8);
    bytes
}

#[test]
fn each_filter_is_counted() {
    let text = b"BT (a) Tj ET ".repeat(100);
    let of = |raw: &[u8], filters: &[Filter]| count(raw, filters, LIMIT);
    assert_eq!(of(&text, &[]), 1300);
    assert_eq!(of(&zlib(&text), &[Filter::FlateDecode]), 1300);
    assert_eq!(of(&deflate(&text), &[Filter::FlateDecode]), 1300);
    assert_eq!(of(b"4a 4B5>junk", &[Filter::AsciiHexDecode]), 3);
    assert_eq!(of(b"zz 87cUR~>", &[Filter::Ascii85Decode]), 12);
    assert_eq!(of(b"87cURDZ~>", &[Filter::Ascii85Decode]), 5);
    assert_eq!(
        of(&[2, 1, 2, 3, 157, 7, 128, 9], &[Filter::RunLengthDecode]),
        103
    );
    assert_eq!(of(b"any", &[Filter::DctDecode]), 3);
}

#[test]
fn filters_behind_each_other_are_counted_as_one() {
    let twice = zlib(&zlib(&[7; 5000]));
    let filters = [Filter::FlateDecode, Filter::FlateDecode];
    assert_eq!(count(&twice, &filters, LIMIT), 5000);
    let digits: String = zlib(&[7; 5000])
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let filters = [Filter::AsciiHexDecode, Filter::FlateDecode];
    assert_eq!(count(digits.as_bytes(), &filters, LIMIT), 5000);
}

#[test]
fn codes_of_lzw_are_as_long_as_what_they_stand_for() {
    for early in [0, 1] {
        // 1 + 2 + … + n
        let run = lzw_run(2000, early);
        assert_eq!(count(&run, &[Filter::LzwDecode], 1 << 30), 2000 * 2001 / 2);
    }
    assert_eq!(count(&[0xFF; 9], &[Filter::LzwDecode], LIMIT), 0);
}

#[test]
fn counting_ends_at_the_limit() {
    let bomb = zlib(&vec![0; 1 << 22]);
    assert_eq!(count(&bomb, &[Filter::FlateDecode], LIMIT), LIMIT + 1);
    let runs = [129_u8, 0].repeat(10_000);
    assert_eq!(count(&runs, &[Filter::RunLengthDecode], LIMIT), LIMIT + 1);
    assert!(count(&lzw_run(3000, 1), &[Filter::LzwDecode], LIMIT) > LIMIT);
    let behind = [Filter::LzwDecode, Filter::FlateDecode];
    assert_eq!(count(b"any", &behind, LIMIT), LIMIT + 1);
}

#[test]
fn damaged_data_count_as_far_as_they_go() {
    let whole = zlib(&b"0123456789abcdef".repeat(4000));
    let half = whole.get(..whole.len() / 2).unwrap();
    let counted = count(half, &[Filter::FlateDecode], LIMIT);
    assert!(counted > 0 && counted < 64_000, "{counted}");
    assert_eq!(count(b"", &[Filter::FlateDecode], LIMIT), 0);
}
