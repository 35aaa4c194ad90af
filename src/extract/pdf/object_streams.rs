//! Streams that hold objects or the cross-reference table. hayro unpacks them whole, most of them when it opens the file, so
//! what they unpack to is counted before.

use hayro_interpret::hayro_syntax::object::{Dict, FromBytes, Stream};
use memchr::memmem;

use super::contents::MOST;
use super::unpacked::{most, unpacked};
use crate::diagnostics::Code;
use crate::error::Error;

/// Streams do not overlap, but those of a damaged file may seem to: to be this many on average is to do harm.
const MOST_OVERLAPS: usize = 64;

/// Refuses a file whose streams of objects unpack to more than a page may. In an encrypted file they cannot be counted.
pub(super) fn within_bounds(bytes: &[u8]) -> Result<(), Error> {
    let streams = streams(bytes)?;
    let most = streams.iter().map(most);
    // hardly any file has enough of them to be counted
    if most.fold(0, u64::saturating_add) <= MOST {
        return Ok(());
    }
    let mut left = MOST;
    for stream in &streams {
        left = left
            .checked_sub(unpacked(stream, left))
            .ok_or_else(too_large)?;
    }
    Ok(())
}

/// The streams that hold objects.
fn streams(bytes: &[u8]) -> Result<Vec<Stream<'_>>, Error> {
    let mut found = Vec::new();
    let mut unread = bytes.len().saturating_mul(MOST_OVERLAPS);
    let mut before = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let head = bytes.get(before..at).unwrap_or_default();
        before = at;
        // behind the data, which are not searched for a dictionary
        if head.ends_with(b"end") {
            continue;
        }
        let Some(object) = memmem::rfind(head, b"obj") else {
            continue;
        };
        let head = head.get(object + b"obj".len()..).unwrap_or_default();
        let head = head.trim_ascii_start();
        if !holds_objects(head) {
            continue;
        }
        let from = bytes.get(at - head.len()..).unwrap_or_default();
        let stream = Stream::from_bytes(from);
        let read = stream.as_ref().map_or(from.len(), |s| s.raw_data().len());
        unread = unread.checked_sub(read).ok_or_else(too_large)?;
        found.extend(stream);
    }
    Ok(found)
}

/// Whether this is the dictionary of a stream that holds objects, or the table of where objects are.
fn holds_objects(head: &[u8]) -> bool {
    let keys: [&[u8]; 2] = [b"First", b"W"];
    // hardly any stream has them, and finding that out is cheaper than reading its dictionary
    let may_have = |key: &[u8]| memmem::find(head, key).is_some() || head.contains(&b'#');
    keys.into_iter().any(may_have)
        && Dict::from_bytes(head)
            .is_some_and(|dict| keys.into_iter().any(|key| dict.contains_key(key)))
}

fn too_large() -> Error {
    let message = format!(
        "the objects of the PDF take more than {} MB, which no form does; print it again",
        MOST >> 20
    );
    Error::new(Code::OutOfMemory, message)
}
