//! Bytes → text: UTF-8, UTF-16, CP932, EUC-JP and ISO-2022-JP.
//!
//! 1. An encoding that was asked for, or a byte order mark, decides.
//! 2. NUL bytes mean UTF-16 without a byte order mark, or not text at all.
//! 3. Escape sequences mean ISO-2022-JP; bytes that are UTF-8 are UTF-8.
//! 4. CP932 and EUC-JP are distinguished as browsers do.
//!
//! Malformed bytes are an error with their offset: a record with a lost character must not look right.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    DecoderResult, EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE,
};

use crate::diagnostics::Code;
use crate::error::Error;

/// More than one control character in this many means that it is not text.
const CONTROLS: usize = 100;

/// Decodes with the given encoding, or the one that is detected.
pub(super) fn decode(bytes: &[u8], given: Option<&'static Encoding>) -> Result<String, Error> {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        // a mark is stripped if it agrees; otherwise the user knows better
        if given.is_none_or(|given| given == marked) {
            return strict(marked, bytes, length);
        }
    }
    let encoding = match given {
        Some(encoding) => encoding,
        None => detect(bytes)?,
    };
    let text = strict(encoding, bytes, 0)?;
    if is_binary(&text) {
        Err(no_text())
    } else {
        Ok(text)
    }
}

fn detect(bytes: &[u8]) -> Result<&'static Encoding, Error> {
    if bytes.contains(&0) {
        return utf_16(bytes).ok_or_else(no_text);
    }
    if bytes.windows(2).any(|pair| pair == b"\x1B$") && bytes.is_ascii() {
        return Ok(ISO_2022_JP);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(UTF_8);
    }
    Ok(japanese(bytes))
}

/// UTF-16 without a mark: the byte order in which more units are ASCII (line feeds, tabs, digits).
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.as_chunks::<2>().0;
    let ascii = |unit: fn([u8; 2]) -> u16| {
        let units = pairs.iter().map(|&pair| unit(pair));
        units
            .filter(|u| matches!(u, 9 | 10 | 13 | 0x20..=0x7E))
            .count()
    };
    let (le, be) = (ascii(u16::from_le_bytes), ascii(u16::from_be_bytes));
    let encoding = if le >= be { UTF_16LE } else { UTF_16BE };
    let is_even = bytes.len().is_multiple_of(2);
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (is_even && le != be && !text.contains('\0')).then_some(encoding)
}

/// The browsers' guess for a Japanese page. If they guess neither of the Japanese encodings, it is CP932 or EUC-JP
/// nevertheless if it can be; otherwise damaged UTF-8, whose damage is then reported.
fn japanese(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    let fits = |encoding: &&'static Encoding| {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some()
    };
    let guess = Some(guess).filter(|guess| [SHIFT_JIS, EUC_JP].contains(guess));
    let mut candidates = guess.into_iter().chain([SHIFT_JIS, EUC_JP]);
    candidates
        .find(fits)
        .unwrap_or_else(|| damaged(bytes, guess))
}

/// The encoding that damaged text was written in: the one that decodes furthest.
fn damaged(bytes: &[u8], guess: Option<&'static Encoding>) -> &'static Encoding {
    let sound = |encoding: &&'static Encoding| fault(encoding, bytes).unwrap_or(bytes.len());
    let all = guess.into_iter().chain([EUC_JP, SHIFT_JIS, UTF_8]);
    all.max_by_key(sound).unwrap_or(UTF_8)
}

fn strict(encoding: &'static Encoding, bytes: &[u8], skip: usize) -> Result<String, Error> {
    let body = bytes.get(skip..).unwrap_or_default();
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => Ok(text.into_owned()),
        None => {
            let at = skip + fault(encoding, body).unwrap_or(0);
            let message = format!("the text is not {} from byte {at} on", encoding.name());
            Err(Error::new(Code::Encoding, message))
        }
    }
}

/// Offset of the first malformed sequence.
fn fault(encoding: &'static Encoding, bytes: &[u8]) -> Option<usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let length = decoder.max_utf8_buffer_length_without_replacement(bytes.len())?;
    let mut text = String::with_capacity(length);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::Malformed(bad, after), read) => {
            Some(read.saturating_sub(usize::from(bad) + usize::from(after)))
        }
        _ => None,
    }
}

fn is_binary(text: &str) -> bool {
    let is_odd =
        |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\u{B}' | '\u{C}' | '\r');
    let odd = text.chars().filter(is_odd).count();
    odd * CONTROLS > text.len()
}

fn no_text() -> Error {
    Error::new(
        Code::UnknownFormat,
        "this is neither a PDF nor text; give a PDF, or a text file with tabs between cells",
    )
}
