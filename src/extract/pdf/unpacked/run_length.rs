//! Runs of bytes (ISO 32000-2, 7.4.5).

use std::io::{self, BufReader, Bytes, Read};

/// A length below 128 and one byte more than that, or one above and a byte that repeats 257 minus it times; 128 ends it.
pub(super) struct RunLength<R> {
    bytes: Bytes<BufReader<R>>,
    /// How many bytes of the run are left, and which, if it repeats one.
    left: usize,
    repeated: Option<u8>,
}

impl<R: Read> RunLength<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            bytes: BufReader::new(inner).bytes(),
            left: 0,
            repeated: None,
        }
    }

    fn next(&mut self) -> io::Result<Option<u8>> {
        if self.left == 0 {
            let length = match self.bytes.next().transpose()? {
                Some(length) if length != 128 => usize::from(length),
                _ => return Ok(None),
            };
            (self.left, self.repeated) = match length {
                0..128 => (length + 1, None),
                _ => (257 - length, self.bytes.next().transpose()?),
            };
        }
        self.left -= 1;
        match self.repeated {
            Some(byte) => Ok(Some(byte)),
            None => self.bytes.next().transpose(),
        }
    }
}

impl<R: Read> Read for RunLength<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        for (done, place) in into.iter_mut().enumerate() {
            match self.next()? {
                Some(byte) => *place = byte,
                None => return Ok(done),
            }
        }
        Ok(into.len())
    }
}
