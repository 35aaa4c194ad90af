//! Messages between a batch and its workers: an eight-byte little-endian length, then that many bytes.

use std::io::{self, Read, Write};

/// The most that is allocated for a message before any of it has arrived. Most records are smaller.
const MOST_AT_ONCE: u64 = 1 << 20;

/// Writes a message. Flushing the writer is up to the caller.
pub fn write(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

/// Reads a message. An end of the stream before or within it is `UnexpectedEof`.
pub fn read(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    // the length is not trusted: memory grows with what actually arrives
    let room = length.min(MOST_AT_ONCE);
    let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    let count = from.take(length).read_to_end(&mut bytes)?;
    match count as u64 == length {
        true => Ok(bytes),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn messages_are_read_as_written() {
        let mut pipe = Vec::new();
        for message in [&b"abc"[..], b"", &[0; 300]] {
            write(&mut pipe, message).unwrap();
        }
        let mut pipe = &pipe[..];
        assert_eq!(read(&mut pipe).unwrap(), b"abc");
        assert_eq!(read(&mut pipe).unwrap(), b"");
        assert_eq!(read(&mut pipe).unwrap().len(), 300);
        assert!(read(&mut pipe).is_err());
    }

    #[test]
    fn a_truncated_message_is_an_error_and_allocates_little() {
        let torn = [&u64::MAX.to_le_bytes()[..], b"ab"].concat();
        let error = read(&mut &torn[..]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        assert!(read(&mut &torn[..5]).is_err());
    }
}
