//! Bytes written as letters (ISO 32000-2, 7.4.2 and 7.4.3).

use std::io::{self, BufReader, Bytes, Read};

/// Two hexadecimal digits a byte, up to `>`.
pub(super) struct Base16<R>(Bytes<BufReader<R>>);

/// Five letters for four bytes, `z` for four zeros, up to `~`.
pub(super) struct Base85<R> {
    letters: Bytes<BufReader<R>>,
    /// Bytes that are decoded and not read yet, last first.
    ready: Vec<u8>,
}

impl<R: Read> Base16<R> {
    pub(super) fn new(inner: R) -> Self {
        Self(BufReader::new(inner).bytes())
    }

    fn digit(&mut self) -> io::Result<Option<u8>> {
        let digits = self.0.by_ref();
        let mut digits = digits.filter(|c| !matches!(c, Ok(c) if c.is_ascii_whitespace()));
        let digit = digits.next().transpose()?;
        Ok(digit
            .and_then(|c| char::from(c).to_digit(16))
            .map(|d| d as u8))
    }
}

impl<R: Read> Read for Base16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        for (done, place) in into.iter_mut().enumerate() {
            let Some(high) = self.digit()? else {
                return Ok(done);
            };
            *place = high << 4 | self.digit()?.unwrap_or(0);
        }
        Ok(into.len())
    }
}

impl<R: Read> Base85<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            letters: BufReader::new(inner).bytes(),
            ready: Vec::new(),
        }
    }

    /// Decodes the next group; of an incomplete one at the end there is a byte less than letters.
    fn group(&mut self) -> io::Result<()> {
        let mut number: u32 = 0;
        let mut letters = 0;
        while letters < 5 {
            match self.letters.next().transpose()? {
                Some(b'z') if letters == 0 => {
                    self.ready = vec![0; 4];
                    return Ok(());
                }
                Some(c @ b'!'..=b'u') => {
                    number = number.wrapping_mul(85).wrapping_add(u32::from(c - b'!'));
                    letters += 1;
                }
                Some(c) if c.is_ascii_whitespace() => {}
                _ => break,
            }
        }
        let missing = 5 - letters;
        for _ in 0..missing {
            number = number.wrapping_mul(85).wrapping_add(84);
        }
        let bytes = number.to_be_bytes();
        let bytes = bytes.get(..4_usize.saturating_sub(missing));
        self.ready = bytes.unwrap_or_default().iter().rev().copied().collect();
        Ok(())
    }
}

impl<R: Read> Read for Base85<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        for (done, place) in into.iter_mut().enumerate() {
            if self.ready.is_empty() {
                self.group()?;
            }
            match self.ready.pop() {
                Some(byte) => *place = byte,
                None => return Ok(done),
            }
        }
        Ok(into.len())
    }
}
