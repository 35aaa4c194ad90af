//! How much a stream decompresses to, counted without keeping it.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::Stream;

use ascii::{Base16, Base85};
use run_length::RunLength;

mod ascii;
mod inflate;
mod lzw;
mod run_length;

/// The highest compression ratio of Deflate (zlib's technical note).
const DEFLATE: u64 = 1032;
/// The highest ratio of LZW: the longest code is 4,096 bytes in 12 bits.
const LZW: u64 = 2731;
/// The highest ratio of run lengths (128 bytes in two) and of base 85 (`z` is four bytes).
const RUN: u64 = 64;
const BASE_85: u64 = 4;

/// The most that a stream can decompress to, by its length alone. Images (JPEG, fax) are bounded by their size in pixels
/// where they are read.
pub(super) fn most(stream: &Stream<'_>) -> u64 {
    let factor = |filter: &Filter| match filter {
        Filter::FlateDecode => DEFLATE,
        Filter::LzwDecode => LZW,
        Filter::RunLengthDecode => RUN,
        Filter::Ascii85Decode => BASE_85,
        _ => 1,
    };
    let length = stream.raw_data().len() as u64;
    let filters = stream.filters();
    filters
        .iter()
        .fold(length, |most, filter| most.saturating_mul(factor(filter)))
}

/// Whether a stream decompresses to more than this.
pub(super) fn is_larger(stream: &Stream<'_>, limit: u64) -> bool {
    most(stream) > limit && unpacked(stream, limit) > limit
}

/// The decompressed size of a stream, counted up to one byte past the limit.
pub(super) fn unpacked(stream: &Stream<'_>, limit: u64) -> u64 {
    let raw = stream.raw_data();
    count(&raw, &stream.filters(), limit)
}

fn count(raw: &[u8], filters: &[Filter], limit: u64) -> u64 {
    let (filters, is_lzw) = match filters.split_last() {
        Some((Filter::LzwDecode, before)) => (before, true),
        _ => (filters, false),
    };
    let past_limit = limit.saturating_add(1);
    if is_lzw {
        // a dictionary, which may be wrong, says when codes get wider: the greater size counts
        let size = |early| reader(raw, filters).map(|data| lzw::count(data, early, limit));
        return size(true).max(size(false)).unwrap_or(past_limit);
    }
    let Some(data) = reader(raw, filters) else {
        return past_limit;
    };
    let mut data = data.take(past_limit);
    // what cannot be decompressed takes no memory
    let _ = io::copy(&mut data, &mut io::sink());
    past_limit - data.limit()
}

/// The data behind the filters; `None` if LZW is not the last of them, which no program writes.
fn reader<'r>(raw: &'r [u8], filters: &[Filter]) -> Option<Box<dyn Read + 'r>> {
    let mut reader: Box<dyn Read + 'r> = Box::new(raw);
    for filter in filters {
        reader = match filter {
            Filter::FlateDecode => Box::new(inflate::any(reader)),
            Filter::RunLengthDecode => Box::new(RunLength::new(reader)),
            Filter::Ascii85Decode => Box::new(Base85::new(reader)),
            Filter::AsciiHexDecode => Box::new(Base16::new(reader)),
            Filter::LzwDecode => return None,
            _ => reader,
        };
    }
    Some(reader)
}

/// The deflated data of a stream, and how many times they are deflated; `None` if it has other filters than that and
/// letters around it, which reportlab writes.
pub(super) fn deflated<'s>(stream: &'s Stream<'_>) -> Option<(Cow<'s, [u8]>, usize)> {
    let filters = stream.filters();
    let is_letters = |f: &&Filter| matches!(f, Filter::Ascii85Decode | Filter::AsciiHexDecode);
    let letters = filters.iter().take_while(is_letters).count();
    let (letters, rest) = filters.split_at_checked(letters)?;
    if rest.iter().any(|filter| *filter != Filter::FlateDecode) {
        return None;
    }
    let raw = stream.raw_data();
    if letters.is_empty() {
        return Some((raw, rest.len()));
    }
    let mut packed = Vec::new();
    reader(&raw, letters)?.read_to_end(&mut packed).ok()?;
    Some((packed.into(), rest.len()))
}

/// The data of a stream that is deflated `times` times.
pub(super) fn inflating<'r>(raw: &'r [u8], times: usize) -> Box<dyn Read + 'r> {
    (0..times).fold(Box::new(raw), |inner: Box<dyn Read + 'r>, _| {
        Box::new(ZlibDecoder::new(inner))
    })
}

#[cfg(test)]
mod tests;
