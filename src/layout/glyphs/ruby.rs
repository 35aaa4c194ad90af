//! Ruby: small kana above a word that give its reading. They are set next to the text, not in it, so they are taken out
//! before anything else looks at the lines.

use crate::extract::Direction;
use crate::layout::glyphs::{PlacedGlyph, bounds, largest};
use crate::layout::lines;
use crate::text::chars::{is_hiragana, is_katakana};

/// The greatest size of ruby relative to the text below it; half is normal.
const SMALL: f32 = 0.6;

/// It ends at most this many font sizes of the word above its box, or reaches at most as far into it.
const NEAR: f32 = 0.35;

/// Its centre is within this many font sizes of the word's …
const OFF_CENTRE: f32 = 0.6;

/// … and it extends over the word's ends by no more than this many: a longer text is a line of its own.
const OVER_ENDS: f32 = 1.0;

/// The widest gap within the ruby of one word, in its own font sizes …
const LOOSE: f32 = 1.2;

/// … and where words with ruby follow each other.
const TIGHT: f32 = 0.3;

/// The text of a page, and its ruby word by word. Only text near possible ruby is examined.
pub(crate) fn parted(glyphs: Vec<PlacedGlyph>) -> (Vec<PlacedGlyph>, Vec<Vec<PlacedGlyph>>) {
    let below = with_room(&glyphs);
    let most = largest(&below);
    let tops = || below.iter().map(|i| i.bbox.y0);
    let near = tops().fold(f32::INFINITY, f32::min) - most
        ..=tops().fold(f32::NEG_INFINITY, f32::max) + most;
    let is_small = |i: &PlacedGlyph| {
        let is_upright = i.direction == Direction::Right;
        is_upright && i.size <= SMALL * most && near.contains(&i.bbox.y1)
    };
    if below.is_empty() || !glyphs.iter().any(|i| is_small(i) && is_kana(i.c)) {
        return (glyphs, Vec::new());
    }
    let (small, mut text): (Vec<PlacedGlyph>, Vec<PlacedGlyph>) =
        glyphs.into_iter().partition(is_small);
    let is_close = |a: &PlacedGlyph, b: &PlacedGlyph| b.bbox.x0 - a.bbox.x1 <= LOOSE * a.size;
    let touches = |a: &PlacedGlyph, b: &PlacedGlyph| b.bbox.x0 - a.bbox.x1 <= TIGHT * a.size;
    let mut ruby = Vec::new();
    for row in lines::level(&small) {
        for run in row.chunk_by(is_close) {
            if is_ruby(run, &below) {
                ruby.push(run.to_vec());
                continue;
            }
            // over `年1月` there is the ruby of two words, as close as the digit is wide
            for piece in run.chunk_by(touches) {
                match is_ruby(piece, &below) {
                    true => ruby.push(piece.to_vec()),
                    false => text.extend(piece),
                }
            }
        }
    }
    (text, ruby)
}

/// The glyphs that are larger than some kana of the page by enough to have ruby, by top.
fn with_room(glyphs: &[PlacedGlyph]) -> Vec<PlacedGlyph> {
    let kana = glyphs.iter().filter(|i| is_kana(i.c));
    let smallest = kana.map(|i| i.size).fold(f32::INFINITY, f32::min);
    let bears = |i: &&PlacedGlyph| SMALL * i.size >= smallest;
    let seen = glyphs.iter().filter(|i| !i.c.is_whitespace());
    let mut below: Vec<PlacedGlyph> = seen.filter(bears).copied().collect();
    below.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
    below
}

/// Whether a run is only kana and centred directly above a word of other letters.
fn is_ruby(run: &[PlacedGlyph], below: &[PlacedGlyph]) -> bool {
    let Some(own) = bounds(run) else {
        return false;
    };
    let (size, most) = (largest(run), largest(below));
    let from = below.partition_point(|i| i.bbox.y0 < own.y1 - NEAR * most);
    let bears = |i: &&PlacedGlyph| {
        let (b, s) = (&i.bbox, i.size);
        let is_near = (b.y0 - own.y1).abs() <= NEAR * s && size <= SMALL * s;
        is_near && b.x0 < own.x1 && own.x0 < b.x1
    };
    let near = below.iter().skip(from);
    let near = near.take_while(|i| i.bbox.y0 <= own.y1 + NEAR * most);
    let (word, rest): (Vec<&PlacedGlyph>, Vec<&PlacedGlyph>) =
        near.filter(bears).partition(|i| bears_ruby(i.c));
    let s = largest(word.iter().copied());
    let word = word.iter().map(|i| i.bbox).reduce(|a, b| a.union(&b));
    let is_inside = |i: &&PlacedGlyph| (own.x0..own.x1).contains(&i.bbox.center().0);
    let mut seen = run.iter().filter(|i| !i.c.is_whitespace());
    word.is_some_and(|word| {
        seen.all(|i| is_kana(i.c))
            && !rest.iter().any(is_inside)
            && (own.center().0 - word.center().0).abs() <= OFF_CENTRE * s
            && own.width() <= word.width() + 2.0 * OVER_ENDS * s
    })
}

/// Whether a character may have ruby: mostly kanji, but also Latin words.
fn bears_ruby(c: char) -> bool {
    c.is_alphabetic() && !is_kana(c)
}

fn is_kana(c: char) -> bool {
    is_hiragana(c) || is_katakana(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::tests::string;

    fn ruby_of(small: &str, x: f32, y: f32) -> Vec<String> {
        let mut glyphs = string("公園の樹木の診断", 0.0, 30.0, 10.0);
        glyphs.extend(string(small, x, y, 5.0));
        let (text, ruby) = parted(glyphs);
        assert_eq!(text.len() + ruby.concat().len(), 8 + small.chars().count());
        let word = |run: &Vec<PlacedGlyph>| run.iter().map(|i| i.c).collect();
        ruby.iter().map(word).collect()
    }

    #[test]
    fn small_kana_over_kanji_are_ruby() {
        assert_eq!(ruby_of("じゅもく", 30.0, 20.5), ["じゅもく"]);
    }

    #[test]
    fn ruby_on_either_side_of_a_digit_is_two_words() {
        let mut glyphs = string("年1月末", 0.0, 30.0, 10.0);
        glyphs.extend(string("ねん", 0.0, 20.5, 5.0));
        glyphs.extend(string("がつまつ", 15.0, 20.5, 5.0));
        let (text, ruby) = parted(glyphs);
        assert_eq!((text.len(), ruby.len()), (4, 2));
    }

    #[test]
    fn other_small_text_is_text() {
        assert!(ruby_of("じゅもく", 30.0, 10.0).is_empty(), "far above");
        assert!(ruby_of("（樹木）", 30.0, 20.5).is_empty(), "no kana");
        assert!(
            ruby_of("これはしたのぶんのちゅうき", 0.0, 20.5).is_empty(),
            "longer than any word"
        );
        assert!(ruby_of("の", 21.0, 20.5).is_empty(), "over kana");
    }
}
