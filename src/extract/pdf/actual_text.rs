//! ActualText: the replacement text of a marked span of glyphs.
//!
//! Chromium's ToUnicode maps give U+2EA0 for 民, while the span around the glyph has the right character. The characters
//! are assigned to the span's glyphs one by one or, if the numbers differ, spread over them.

use hayro_interpret::hayro_syntax::object::{Dict, String as Bytes};

use super::glyphs::is_text;
use crate::extract::{Direction, Glyph};
use crate::geometry::Rect;

/// A longer span whose text differs in length is a whole line or paragraph of a tagged file: its characters cannot be
/// placed, and the glyphs have their own.
const LONG: usize = 8;

/// The replacement text in a property list.
pub(super) fn of(properties: &Dict<'_>) -> Option<String> {
    let bytes = properties.get::<Bytes<'_>>(b"ActualText")?;
    let text: String = decode(bytes.as_bytes())
        .chars()
        .filter(|&c| is_text(c))
        .collect();
    (!text.is_empty()).then_some(text)
}

/// Decodes a PDF text string: UTF-16 or UTF-8 by byte order mark, else PDFDocEncoding, limited to Latin-1.
pub(super) fn decode(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .as_chunks::<2>()
            .0
            .iter()
            .map(|&pair| unit(pair))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

/// An open marked span.
pub(super) struct Span {
    text: Option<String>,
    start: usize,
}

impl Span {
    /// A span that begins before the glyph with this index.
    pub(super) fn new(text: Option<String>, start: usize) -> Self {
        Self { text, start }
    }

    /// Assigns the text to the glyphs drawn since the span began.
    pub(super) fn apply(self, glyphs: &mut Vec<Glyph>) {
        let Some(text) = self.text else { return };
        let drawn = glyphs.get(self.start..).unwrap_or_default();
        let text: Vec<char> = text.chars().collect();
        if text.len() == drawn.len() {
            let drawn = glyphs.iter_mut().skip(self.start);
            drawn.zip(text).for_each(|(glyph, c)| glyph.c = c);
        } else if !drawn.is_empty() && drawn.len().max(text.len()) <= LONG && !is_same(drawn, &text)
        {
            let spread = spread(drawn, &text);
            glyphs.truncate(self.start);
            glyphs.extend(spread);
        }
    }
}

/// Whether the glyphs have the same text apart from white space.
fn is_same(drawn: &[Glyph], text: &[char]) -> bool {
    let drawn = drawn.iter().map(|glyph| glyph.c);
    let ink = |c: &char| !c.is_whitespace();
    drawn.filter(ink).eq(text.iter().copied().filter(ink))
}

/// Character `k` of `n` goes to the glyph at the same fraction of the span; glyphs left over are merged into the one
/// before.
fn spread(drawn: &[Glyph], text: &[char]) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(text.len());
    let owner = |k: usize| k * drawn.len() / text.len();
    for (i, glyph) in drawn.iter().enumerate() {
        let mine: Vec<char> = (0..text.len())
            .filter(|&k| owner(k) == i)
            .map(|k| text[k])
            .collect();
        let parts = mine.len();
        out.extend(
            mine.into_iter()
                .enumerate()
                .map(|(k, c)| part(glyph, c, k, parts)),
        );
        if let Some(last) = out.last_mut().filter(|_| parts == 0) {
            last.bbox = last.bbox.union(&glyph.bbox);
        }
    }
    out
}

/// The `i`th of `n` parts of a glyph's box, cut across the writing direction.
fn part(glyph: &Glyph, c: char, i: usize, n: usize) -> Glyph {
    let b = &glyph.bbox;
    let (from, to) = (i as f32 / n as f32, (i + 1) as f32 / n as f32);
    let x = |share: f32| b.x0 + b.width() * share;
    let y = |share: f32| b.y0 + b.height() * share;
    let bbox = match glyph.direction {
        Direction::Right | Direction::Slanted => Rect::new(x(from), b.y0, x(to), b.y1),
        Direction::Left => Rect::new(x(1.0 - to), b.y0, x(1.0 - from), b.y1),
        Direction::Down | Direction::Vertical => Rect::new(b.x0, y(from), b.x1, y(to)),
        Direction::Up => Rect::new(b.x0, y(1.0 - to), b.x1, y(1.0 - from)),
    };
    let origin = (
        glyph.origin.0 + bbox.x0 - b.x0,
        glyph.origin.1 + bbox.y0 - b.y0,
    );
    Glyph {
        c,
        bbox,
        origin,
        ..*glyph
    }
}
