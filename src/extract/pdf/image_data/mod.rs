//! The data of an image before they are decoded: how large it really is, and whether they are complete.
//!
//! Decoders trust the size in the data, whatever the PDF says: a file of a kilobyte may ask for gigabytes. And they
//! show incomplete data as an image that ends in white.

use std::io;

use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::Stream;

use super::unpacked::inflating;

mod fax;
mod jbig2;

/// The most pixels of an image: A3 at 1,200 dpi has 278 million.
const MOST_PIXELS: u64 = 300_000_000;

/// The most bytes of a pixel.
const DEEPEST: u64 = 8;

/// The end of JPEG and JPEG 2000 data, which has to be within this many bytes of the end of the stream.
const END: [u8; 2] = [0xFF, 0xD9];
const BEHIND: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Complete,
    Incomplete,
    TooLarge,
}

/// The state of an image of this size, as the PDF says.
pub(super) fn state(stream: &Stream<'_>, (width, height): (u32, u32)) -> State {
    let raw = stream.raw_data();
    let filters = stream.filters();
    let inner = match filters.last() {
        Some(Filter::DctDecode) => jpeg_size(&raw),
        Some(Filter::JpxDecode) => jpeg2000_size(&raw),
        Some(Filter::Jbig2Decode) => jbig2::size(&raw),
        _ => None,
    };
    let pixels = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
    let pixels = pixels((width, height)).max(inner.map_or(0, pixels));
    if pixels > MOST_PIXELS {
        return State::TooLarge;
    }
    let is_complete = match filters.as_slice() {
        [Filter::DctDecode | Filter::JpxDecode] => ends(&raw),
        [Filter::CcittFaxDecode] => fax::is_complete(stream, (width, height)),
        [Filter::Jbig2Decode] => jbig2::is_complete(&raw),
        [Filter::FlateDecode] => return inflates(&raw, pixels),
        _ => true,
    };
    match is_complete {
        true => State::Complete,
        false => State::Incomplete,
    }
}

fn ends(raw: &[u8]) -> bool {
    let tail = raw
        .get(raw.len().saturating_sub(BEHIND)..)
        .unwrap_or_default();
    tail.windows(END.len()).any(|window| window == END)
}

/// Whether deflated data have an end, and are no larger than pixels can be.
fn inflates(raw: &[u8], pixels: u64) -> State {
    let most = pixels * DEEPEST;
    let mut limited = io::Read::take(inflating(raw, 1), most + 1);
    match io::copy(&mut limited, &mut io::sink()) {
        Ok(length) if length > most => State::TooLarge,
        Ok(_) => State::Complete,
        Err(_) => State::Incomplete,
    }
}

/// The size in the frame header of a JPEG file.
fn jpeg_size(raw: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let &[0xFF, marker] = raw.get(at..at + 2)? else {
            return None;
        };
        // all frame headers but DHT, JPG and DAC, which share their range
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            return Some((number(raw, at + 7, 2)?, number(raw, at + 5, 2)?));
        }
        at += 2 + number(raw, at + 2, 2)? as usize;
    }
}

/// The size in the first SIZ segment of JPEG 2000 data.
fn jpeg2000_size(raw: &[u8]) -> Option<(u32, u32)> {
    let siz = raw.windows(4).position(|w| w == [0xFF, 0x4F, 0xFF, 0x51])?;
    Some((number(raw, siz + 8, 4)?, number(raw, siz + 12, 4)?))
}

/// A big-endian number.
fn number(raw: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = raw.get(at..at + length)?;
    Some(
        bytes
            .iter()
            .fold(0, |sum, &byte| sum << 8 | u32::from(byte)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_the_data() {
        let jpeg = b"\xFF\xD8\xFF\xE0\x00\x04AB\xFF\xC0\x00\x0B\x08\x01\x00\x02\x00\x01";
        assert_eq!(jpeg_size(jpeg), Some((512, 256)));
        assert_eq!(jpeg_size(b"\xFF\xD8\x00"), None);
        let jpx = b"box.\xFF\x4F\xFF\x51\x00\x29\x00\x00\x00\x01\x00\x00\x00\x00\x03\x00";
        assert_eq!(jpeg2000_size(jpx), Some((65536, 768)));
    }

    #[test]
    fn data_without_an_end_are_incomplete() {
        assert!(ends(b"\xFF\xD8...\xFF\xD9\n"));
        assert!(!ends(b"\xFF\xD8..."));
        let deflated = [120, 156, 75, 76, 36, 14, 0, 0, 54, 235, 15, 41];
        assert_eq!(inflates(&deflated, 40), State::Complete);
        assert_eq!(inflates(&deflated[..6], 40), State::Incomplete);
        assert_eq!(inflates(&deflated, 4), State::TooLarge);
    }
}
