//! Deflated data, with the header of zlib or without: hayro reads both.

use std::io::{Cursor, Read};

use flate2::read::DeflateDecoder;

/// What the data inflate to. Their checksum is not asked for, since hayro goes on without it.
pub(super) fn any<'r>(mut data: Box<dyn Read + 'r>) -> impl Read + 'r {
    let mut head = Vec::new();
    let is_read = data.by_ref().take(2).read_to_end(&mut head).is_ok();
    let is_zlib = |cmf: u8, flg: u8| {
        cmf & 0x0F == 8
            && (u16::from(cmf) << 8 | u16::from(flg)).is_multiple_of(31)
            && flg & 0x20 == 0
    };
    if let ([cmf, flg], true) = (head.as_slice(), is_read)
        && is_zlib(*cmf, *flg)
    {
        head.clear();
    }
    DeflateDecoder::new(Cursor::new(head).chain(data))
}
