//! The segments of JBIG2 data in a PDF: headers in a row, each before its data (ITU-T T.88, 7.2).

use super::number;

const PAGE_INFORMATION: u32 = 48;

/// A length or a height of all ones is not known before the end.
const UNKNOWN: u32 = u32::MAX;

/// A segment's header.
struct Header {
    kind: u32,
    /// Where its data begin, and their length.
    data: usize,
    length: u32,
}

impl Header {
    /// The header at an offset; `None` if the data end in it.
    fn read(raw: &[u8], at: usize) -> Option<Self> {
        const SHORT_COUNT: u32 = 4;
        let (number_of_segment, flags) = (number(raw, at, 4)?, number(raw, at + 4, 1)?);
        let mut next = at + 5;
        let count = match number(raw, next, 1)? >> 5 {
            count @ ..=SHORT_COUNT => {
                next += 1;
                count as usize
            }
            _ => {
                let count = (number(raw, next, 4)? & 0x1FFF_FFFF) as usize;
                // a bit for each segment that is referred to, and one for this
                next += 4 + (count + 1).div_ceil(8);
                count
            }
        };
        let reference = match number_of_segment {
            ..=0x100 => 1,
            0x101..=0x1_0000 => 2,
            _ => 4,
        };
        let page = if flags & 0x40 == 0 { 1 } else { 4 };
        next += count * reference + page;
        Some(Self {
            kind: flags & 0x3F,
            data: next + 4,
            length: number(raw, next, 4)?,
        })
    }
}

/// The size in the page information, the first segment unless it is in the globals.
pub(super) fn size(raw: &[u8]) -> Option<(u32, u32)> {
    let header = Header::read(raw, 0).filter(|header| header.kind == PAGE_INFORMATION)?;
    let size = (
        number(raw, header.data, 4)?,
        number(raw, header.data + 4, 4)?,
    );
    (size.1 != UNKNOWN).then_some(size)
}

/// Whether no segment is cut off.
pub(super) fn is_complete(raw: &[u8]) -> bool {
    let mut at = 0;
    while at < raw.len() {
        match Header::read(raw, at) {
            Some(header) if header.length == UNKNOWN => return true,
            Some(header) => at = header.data + header.length as usize,
            None => return false,
        }
    }
    at == raw.len()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const PAGE: &[u8] = b"\0\0\0\0\x30\0\x01\0\0\0\x13\0\0\x02\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0";

    #[test]
    fn the_size_is_that_of_the_page() {
        assert_eq!(size(PAGE), Some((512, 256)));
        assert_eq!(size(&PAGE[..12]), None);
    }

    #[test]
    fn a_cut_segment_is_noticed() {
        // a region that refers to one segment, in the long form, with two bytes of data
        let region = b"\0\0\0\x02\x06\xE0\0\0\x01\x00\x01\x01\0\0\0\x02ab";
        let whole = [PAGE, region].concat();
        assert!(is_complete(&whole));
        for end in (1..whole.len()).filter(|&end| end != PAGE.len()) {
            assert!(!is_complete(&whole[..end]), "cut at {end}");
        }
    }
}
