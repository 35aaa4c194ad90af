//! What a page's content streams are like before they are interpreted: too large, damaged or missing.
//!
//! hayro unpacks a page's contents whole and says nothing of streams that it cannot find or unpack. Both are looked at
//! here at hardly any cost: only streams that could be too large, or whose check sum does not fit, are unpacked for it.

use std::collections::HashMap;
use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::{Array, MaybeRef, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page as Source;

use crate::diagnostics::Code;
use crate::error::Error;

/// A page's contents are no larger than this. A dense form of a page takes 1 MB, a map of vectors 50.
const MOST: u64 = 256 << 20;
/// Deflate makes no more of a byte than this (zlib's technical note).
const DEFLATE: u64 = 1032;
/// LZW's longest code stands for 4,096 bytes and takes 12 bits.
const LZW: u64 = 2731;
/// A run of 128 bytes takes two; in base 85, `z` stands for four.
const RUN: u64 = 64;
const BASE_85: u64 = 4;
/// Behind a stream's check sum there may be a line end that its length counts.
const BEHIND: usize = 3;

/// A page's contents as they are in the file.
pub(super) struct Contents<'a> {
    streams: Vec<Stream<'a>>,
    is_missing: bool,
}

impl<'a> Contents<'a> {
    /// Those of a page.
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
        }
    }

    /// An error if they unpack to more than any page holds.
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
                .or_insert_with(|| unpacked(stream));
            all = all.saturating_add(length);
            if all > MOST {
                let message = format!(
                    "what page {page} draws takes more than {} MB, which no form does; take the page out of the PDF",
                    MOST >> 20
                );
                return Err(Error::new(Code::OutOfMemory, message));
            }
        }
        Ok(())
    }

    /// Whether something of them is not there or cannot be unpacked to its end.
    pub(super) fn is_damaged(&self, page: &Source<'a>) -> bool {
        self.is_missing
            || match self.streams.as_slice() {
                [] => false,
                [single] => page
                    .page_stream()
                    .is_none_or(|data| !is_sound(single, data)),
                several => several.iter().any(is_broken),
            }
    }
}

/// The most that a stream can unpack to.
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

/// What a stream unpacks to, to the limit and one byte further. Of filters other than deflate it is not known.
fn unpacked(stream: &Stream<'_>) -> u64 {
    let raw = stream.raw_data();
    match deflates(stream) {
        Some(times) => {
            let mut counter = Counter(0);
            let mut limited = inflating(&raw, times).take(MOST + 1);
            // what cannot be unpacked takes no room
            let _ = io::copy(&mut limited, &mut counter);
            counter.0
        }
        None => raw.len() as u64,
    }
}

/// How often a stream is deflated, if nothing else is done to it.
fn deflates(stream: &Stream<'_>) -> Option<usize> {
    let filters = stream.filters();
    let is_deflate = |filter: &Filter| *filter == Filter::FlateDecode;
    filters.iter().all(is_deflate).then_some(filters.len())
}

fn inflating<'r>(raw: &'r [u8], times: usize) -> Box<dyn Read + 'r> {
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

/// Whether what was unpacked has the check sum that stands behind the stream.
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

/// Whether a stream ends too early or has a fault within.
fn is_broken(stream: &Stream<'_>) -> bool {
    let raw = stream.raw_data();
    match deflates(stream) {
        Some(0) => false,
        Some(times) => io::copy(&mut inflating(&raw, times), &mut io::sink()).is_err(),
        None => stream.decoded_data().is_err(),
    }
}
