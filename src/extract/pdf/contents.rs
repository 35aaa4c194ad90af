//! Checks a page's content streams before they are interpreted: too large, damaged or missing.
//!
//! hayro does not limit what a stream decompresses to, and does not report missing or broken streams. Both are checked
//! here at low cost: only streams that could be too large, or whose checksum is wrong, are decompressed for it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{Array, MaybeRef, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page as Source;

use super::content::TooMuch;
use crate::diagnostics::Code;
use crate::error::Error;

/// The largest contents of a page. A dense one-page form takes 1 MB, a vector map 50.
pub(super) const MOST: u64 = 256 << 20;
/// The highest compression ratio of Deflate (zlib's technical note).
const DEFLATE: u64 = 1032;
/// The highest ratio of LZW: the longest code is 4,096 bytes in 12 bits.
const LZW: u64 = 2731;
/// The highest ratio of run lengths (128 bytes in two) and of base 85 (`z` is four bytes).
const RUN: u64 = 64;
const BASE_85: u64 = 4;
/// After a stream's checksum there may be a line end that its length includes.
const BEHIND: usize = 3;

/// A page's contents as stored in the file.
pub(super) struct Contents<'a> {
    streams: Vec<Stream<'a>>,
    is_missing: bool,
}

impl<'a> Contents<'a> {
    /// The contents of a page.
    pub(super) fn of(page: &Source<'a>) -> Self {
        let mut contents = Self {
            streams: Vec::new(),
            is_missing: false,
        };
        match page.raw().get_raw::<Object<'a>>(b"Contents") {
            None => {}
            Some(entry) if page.raw().get::<Array<'a>>(b"Contents").is_none() => {
                contents.add(page, entry);
            }
            Some(_) => {
                let array = page.raw().get::<Array<'a>>(b"Contents");
                for entry in array.iter().flat_map(Array::raw_iter) {
                    contents.add(page, entry);
                }
            }
        }
        contents
    }

    fn add(&mut self, page: &Source<'a>, entry: MaybeRef<Object<'a>>) {
        if let MaybeRef::Ref(reference) = entry {
            match page.xref().get::<Object<'a>>(reference.into()) {
                Some(Object::Stream(stream)) => self.streams.push(stream),
                Some(Object::Null(_)) => {}
                Some(_) | None => self.is_missing = true,
            }
        } else if let MaybeRef::NotRef(Object::Stream(stream)) = entry {
            // not allowed, but read by others too
            self.streams.push(stream);
        }
    }

    /// An error if they decompress to more than the limit.
    pub(super) fn within_bounds(&self, page: u32) -> Result<(), Error> {
        let most = self.streams.iter().map(most).fold(0, u64::saturating_add);
        if most <= MOST {
            return Ok(());
        }
        let mut known: HashMap<ObjectIdentifier, u64> = HashMap::new();
        let mut all = 0u64;
        for stream in &self.streams {
            let length = *known
                .entry(stream.obj_id())
                .or_insert_with(|| unpacked(stream, MOST));
            all = all.saturating_add(length);
            if all > MOST {
                return Err(too_much(page, TooMuch));
            }
        }
        Ok(())
    }

    /// What they decompress to, without streams that cannot be decompressed at all.
    pub(super) fn data(&self) -> Cow<'a, [u8]> {
        match self.streams.as_slice() {
            [single] => single.decoded_data().unwrap_or_default(),
            several => {
                let mut all = Vec::new();
                for data in several
                    .iter()
                    .filter_map(|stream| stream.decoded_data().ok())
                {
                    all.extend_from_slice(&data);
                    // an operator does not go on in the next stream
                    all.push(b' ');
                }
                all.into()
            }
        }
    }

    /// Whether a stream is missing or cannot be decompressed to its end, given what they decompress to.
    pub(super) fn is_damaged(&self, data: &[u8]) -> bool {
        self.is_missing
            || match self.streams.as_slice() {
                [single] => !is_sound(single, data),
                several => several.iter().any(is_broken),
            }
    }
}

/// The error of a page that draws too much.
pub(super) fn too_much(page: u32, _: TooMuch) -> Error {
    let message = format!(
        "the contents of page {page} take more than {} MB, which no form does; remove the page from the PDF",
        MOST >> 20
    );
    Error::new(Code::OutOfMemory, message)
}

/// Whether a stream decompresses to more than this.
pub(super) fn is_larger(stream: &Stream<'_>, limit: u64) -> bool {
    most(stream) > limit && unpacked(stream, limit) > limit
}

/// The most that a stream can decompress to.
fn most(stream: &Stream<'_>) -> u64 {
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

/// The decompressed size of a stream, up to one byte past the limit; known only for Deflate.
fn unpacked(stream: &Stream<'_>, limit: u64) -> u64 {
    let raw = stream.raw_data();
    match deflates(stream) {
        Some(times) => {
            let mut counter = Counter(0);
            let mut limited = inflating(&raw, times).take(limit.saturating_add(1));
            // what cannot be decompressed takes no memory
            let _ = io::copy(&mut limited, &mut counter);
            counter.0
        }
        None => raw.len() as u64,
    }
}

/// How many times a stream is deflated, if that is its only filter.
fn deflates(stream: &Stream<'_>) -> Option<usize> {
    let filters = stream.filters();
    let is_deflate = |filter: &Filter| *filter == Filter::FlateDecode;
    filters.iter().all(is_deflate).then_some(filters.len())
}

pub(super) fn inflating<'r>(raw: &'r [u8], times: usize) -> Box<dyn Read + 'r> {
    (0..times).fold(Box::new(raw), |inner: Box<dyn Read + 'r>, _| {
        Box::new(ZlibDecoder::new(inner))
    })
}

struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether the decompressed data match the checksum at the end of the stream.
fn is_sound(stream: &Stream<'_>, data: &[u8]) -> bool {
    let raw = stream.raw_data();
    if deflates(stream) != Some(1) {
        return !is_broken(stream);
    }
    let sum = simd_adler32::adler32(&data).to_be_bytes();
    let end = raw.get(raw.len().saturating_sub(sum.len() + BEHIND)..);
    let has_sum = end.is_some_and(|end| end.windows(sum.len()).any(|window| window == sum));
    has_sum || !is_broken(stream)
}

/// Whether a stream ends early or is corrupt.
fn is_broken(stream: &Stream<'_>) -> bool {
    let raw = stream.raw_data();
    match deflates(stream) {
        Some(0) => false,
        Some(times) => io::copy(&mut inflating(&raw, times), &mut io::sink()).is_err(),
        None => stream.decoded_data().is_err(),
    }
}
