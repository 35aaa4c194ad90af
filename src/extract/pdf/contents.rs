//! Checks a page's content streams before they are interpreted: too large, damaged or missing.
//!
//! hayro does not limit what a stream decompresses to, and does not report missing or broken streams. Both are checked
//! here at low cost: only streams that could be too large, or whose checksum is wrong, are decompressed for it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use hayro_interpret::hayro_syntax::object::{Array, MaybeRef, Object, ObjectIdentifier, Stream};
use hayro_interpret::hayro_syntax::page::Page as Source;

use super::content::TooMuch;
use super::unpacked::{deflated, inflating, most, unpacked};
use crate::diagnostics::Code;
use crate::error::Error;

/// The largest contents of a page. A dense one-page form takes 1 MB, a vector map 50.
pub(super) const MOST: u64 = 256 << 20;
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

/// Whether the decompressed data match the checksum at the end of the stream.
fn is_sound(stream: &Stream<'_>, data: &[u8]) -> bool {
    let Some((packed, 1)) = deflated(stream) else {
        return !is_broken(stream);
    };
    let sum = simd_adler32::adler32(&data).to_be_bytes();
    let end = packed.get(packed.len().saturating_sub(sum.len() + BEHIND)..);
    let has_sum = end.is_some_and(|end| end.windows(sum.len()).any(|window| window == sum));
    has_sum || !is_broken(stream)
}

/// Whether a stream ends early or is corrupt.
fn is_broken(stream: &Stream<'_>) -> bool {
    match deflated(stream) {
        Some((_, 0)) => false,
        Some((packed, times)) => io::copy(&mut inflating(&packed, times), &mut io::sink()).is_err(),
        None => stream.decoded_data().is_err(),
    }
}
