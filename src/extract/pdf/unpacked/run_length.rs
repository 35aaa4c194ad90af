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

    /// Begins the next run; whether there is one.
    fn begin(&mut self) -> io::Result<bool> {
        let length = match self.bytes.next().transpose()? {
            Some(length) if length != 128 => usize::from(length),
            _ => return Ok(false),
        };
        (self.left, self.repeated) = match length {
            0..128 => (length + 1, None),
            _ => (257 - length, self.bytes.next().transpose()?),
        };
        Ok(true)
    }
}

impl<R: Read> Read for RunLength<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut rest = &mut *into;
        while !rest.is_empty() && (self.left > 0 || self.begin()?) {
            let length = self.left.min(rest.len());
            let (run, behind) = rest.split_at_mut(length);
            rest = behind;
            self.left -= length;
            let Some(byte) = self.repeated else {
                for (done, place) in run.iter_mut().enumerate() {
                    match self.bytes.next().transpose()? {
                        Some(byte) => *place = byte,
                        None => {
                            let unread = length - done + rest.len();
                            return Ok(into.len() - unread);
                        }
                    }
                }
                continue;
            };
            run.fill(byte);
        }
        let unread = rest.len();
        Ok(into.len() - unread)
    }
}
