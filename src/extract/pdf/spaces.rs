//! Invisible spaces: OCR software (Tesseract, OCRmyPDF, many scanners) ends each word with a space glyph that lies
//! under the next word. Between Latin words the gap is a space; Japanese has none there.

use crate::extract::{Direction, Glyph};

/// Gaps below this many font sizes are not spaces: they occur in typeset text, and between word boxes measured on a
/// scan.
const NATURAL: f32 = 0.15;
/// How many font sizes neighbouring boxes may overlap.
const OVERLAP: f32 = 0.6;
/// How many font sizes the baselines of one line may differ.
const LEVEL: f32 = 0.3;

/// Removes spaces between Japanese characters, and between these and digits, where the characters are adjacent anyway.
pub(super) fn remove(glyphs: &mut Vec<Glyph>) {
    if !glyphs.iter().any(|glyph| glyph.c == ' ') {
        return;
    }
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut spaces = 0;
    for glyph in glyphs.iter() {
        if glyph.c == ' ' {
            spaces += 1;
        } else {
            let before = kept
                .len()
                .checked_sub(spaces + 1)
                .and_then(|at| kept.get(at));
            if spaces > 0 && before.is_some_and(|before| are_joined(before, glyph)) {
                kept.truncate(kept.len() - spaces);
            }
            spaces = 0;
        }
        kept.push(*glyph);
    }
    *glyphs = kept;
}

fn are_joined(a: &Glyph, b: &Glyph) -> bool {
    let size = a.size.min(b.size);
    let gap = (b.bbox.x0 - a.bbox.x1) / size;
    let is_word = match (is_japanese(a.c), is_japanese(b.c)) {
        (true, true) => true,
        (true, false) => b.c.is_ascii_digit(),
        (false, true) => a.c.is_ascii_digit(),
        (false, false) => false,
    };
    is_word
        && a.direction == Direction::Right
        && b.direction == Direction::Right
        && (a.origin.1 - b.origin.1).abs() < LEVEL * size
        && (-OVERLAP..NATURAL).contains(&gap)
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    /// Ten-point glyphs with these gaps before them; a space lies under what follows.
    fn glyphs(of: &[(char, f32)]) -> Vec<Glyph> {
        let mut x = 100.0;
        let mut all = Vec::new();
        for &(c, gap) in of {
            let width = if c == ' ' { 0.0 } else { 10.0 };
            all.push(Glyph {
                c,
                bbox: Rect::new(x + gap, 0.0, x + gap + 10.0, 10.0),
                origin: (x + gap, 8.8),
                size: 10.0,
                direction: Direction::Right,
                visible: false,
            });
            x += gap + width;
        }
        all
    }

    fn left(of: &[(char, f32)]) -> String {
        without_spaces(glyphs(of))
    }

    fn without_spaces(mut glyphs: Vec<Glyph>) -> String {
        remove(&mut glyphs);
        glyphs.iter().map(|glyph| glyph.c).collect()
    }

    #[test]
    fn words_of_japanese_are_joined_where_nothing_parts_them() {
        let layer = [
            ('公', 0.0),
            (' ', 0.0),
            ('の', 0.5),
            (' ', 0.0),
            ('6', 1.0),
            (' ', 0.0),
            ('基', 0.0),
        ];
        assert_eq!(left(&layer), "公の6基");
    }

    #[test]
    fn spaces_that_are_seen_and_those_of_latin_words_stay() {
        assert_eq!(left(&[('公', 0.0), (' ', 0.0), ('園', 5.0)]), "公 園");
        assert_eq!(left(&[('a', 0.0), (' ', 0.0), ('b', 0.0)]), "a b");
        assert_eq!(left(&[(' ', 0.0), ('公', 0.0), (' ', 0.0)]), " 公 ");
    }

    #[test]
    fn a_raised_character_is_on_another_line() {
        let raised = |by: f32| {
            let mut glyphs = glyphs(&[('公', 0.0), (' ', 0.0), ('園', 0.0)]);
            glyphs[2].origin.1 -= by;
            without_spaces(glyphs)
        };
        assert_eq!(raised(2.0), "公園");
        assert_eq!(raised(4.0), "公 園");
    }
}
