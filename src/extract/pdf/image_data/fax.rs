//! Fax data (CCITT Group 3 and 4), which end with a code of their own or when all rows are there.

use hayro_interpret::hayro_syntax::object::Stream;
use hayro_interpret::hayro_syntax::object::stream::ImageDecodeParams;

/// Two ends of lines in a row: with a bit for the kind of the next line (ITU-T T.4, 4.2.2) and without (T.6, 2.4.1.1).
const END: [(u64, u32); 2] = [(0b110_0000_0000_0011, 26), (0b1_0000_0000_0001, 24)];

/// The bytes at the end of the data among which that code has to be: it may be repeated, and padded.
const BEHIND: usize = 16;

/// Whether all rows are there, or the data have an end before.
pub(super) fn is_complete(stream: &Stream<'_>, (width, height): (u32, u32)) -> bool {
    let wanted = ImageDecodeParams {
        is_indexed: true, // eight pixels in a byte, and as many rows as there are
        width,
        height,
        ..ImageDecodeParams::default()
    };
    let Ok(decoded) = stream.decoded_image(&wanted) else {
        return false;
    };
    let columns = decoded.image_data.map_or(width, |image| image.width);
    let row = columns.div_ceil(8).max(1) as usize;
    decoded.data.len() / row >= height as usize || ends(&stream.raw_data())
}

fn ends(raw: &[u8]) -> bool {
    let tail = raw.iter().skip(raw.len().saturating_sub(BEHIND));
    let mut bits = u64::MAX;
    let mut all = tail.flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    all.any(|bit| {
        bits = bits << 1 | u64::from(bit);
        END.iter()
            .any(|(end, length)| bits & ((1 << length) - 1) == *end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_may_begin_at_any_bit() {
        assert!(ends(&[0x26, 0xA0, 0x00, 0x10, 0x01]));
        assert!(ends(&[0x26, 0xA0, 0x01, 0x00, 0x10, 0x00]));
        assert!(ends(&[0x26, 0x00, 0x18, 0x00, 0xC0]));
        assert!(!ends(&[0x26, 0xA0, 0x00, 0x10]));
        assert!(!ends(&[]));
    }
}
