//! How long LZW data get (ISO 32000-2, 7.4.4): what each code stands for is not needed for that, only how long it is.

use std::io::{BufReader, Read};

const CLEAR: usize = 256;
const END: usize = 257;
const SHORTEST_CODE: u32 = 9;
const LONGEST_CODE: u32 = 12;

/// The decompressed size, up to a code past the limit; `early` says that codes get wider one code early, as is usual.
pub(super) fn count(data: impl Read, early: bool, limit: u64) -> u64 {
    let mut bits = Bits::new(data);
    let mut lengths = table();
    let mut before: Option<u64> = None;
    let mut all = 0;
    while all <= limit {
        let width = width(lengths.len() + usize::from(early));
        match bits.take(width) {
            None | Some(END) => break,
            Some(CLEAR) => {
                lengths = table();
                before = None;
            }
            Some(code) => {
                // a code that is not in the table yet is the one that is about to be added
                let own = lengths.get(code).copied().or(before.map(|b| b + 1));
                let Some(own) = own else { break };
                if let Some(before) = before.filter(|_| lengths.len() < 1 << LONGEST_CODE) {
                    lengths.push(before + 1);
                }
                before = Some(own);
                all += own;
            }
        }
    }
    all
}

/// The lengths of codes: a byte each, and two that stand for none.
fn table() -> Vec<u64> {
    vec![1; END + 1]
}

/// The width of a code that may be one of this many.
fn width(codes: usize) -> u32 {
    (usize::BITS - codes.leading_zeros()).clamp(SHORTEST_CODE, LONGEST_CODE)
}

/// Codes of any width, highest bit first.
struct Bits<R> {
    bytes: std::io::Bytes<BufReader<R>>,
    held: u32,
    count: u32,
}

impl<R: Read> Bits<R> {
    fn new(data: R) -> Self {
        Self {
            bytes: BufReader::new(data).bytes(),
            held: 0,
            count: 0,
        }
    }

    fn take(&mut self, width: u32) -> Option<usize> {
        while self.count < width {
            let byte = self.bytes.next()?.ok()?;
            self.held = self.held << 8 | u32::from(byte);
            self.count += 8;
        }
        self.count -= width;
        let code = self.held >> self.count;
        self.held &= (1 << self.count) - 1;
        Some(code as usize)
    }
}
