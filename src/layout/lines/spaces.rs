//! Gaps between glyphs that stand for a space.
//!
//! Next to CJK letters a gap counts if it stands out in its row: justified and spaced-out text has even gaps of any
//! width, while programs that draw glyphs singly leave out a space of a quarter of an em.

use crate::layout::glyphs::PlacedGlyph;
use crate::text::chars::{belongs_to_word_before, belongs_to_word_behind, is_cjk, is_kana};

/// The least gaps, in font sizes, that stand for a space: between Latin glyphs, between CJK and Latin glyphs (which
/// some producers set .25 apart), and between CJK glyphs.
const LATIN: f32 = 0.2;
const MIXED: f32 = 0.5;
const CJK: f32 = 0.8;

/// Between two letters of which one is CJK this is enough (punctuation has white space of its own, and typesetters
/// widen it) …
const LETTERS: f32 = 0.25;

/// … if it exceeds the row's usual gap by this much. Rounded widths of producers differ by less.
const STANDS_OUT: f32 = 0.2;

/// The usual gaps between letters of a row, in font sizes; a single pair is no evidence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usual {
    cjk: Option<f32>,
    mixed: Option<f32>,
}

impl Usual {
    /// The usual gaps of a row whose glyphs are ordered by position.
    pub(crate) fn of(row: &[PlacedGlyph]) -> Self {
        let (mut cjk, mut mixed) = (Vec::with_capacity(row.len()), Vec::new());
        for pair in row.windows(2) {
            let [a, b] = pair else { continue };
            match Pair::of(a, b) {
                Some(Pair::Cjk) => cjk.push(ems(a, b)),
                Some(Pair::Mixed) => mixed.push(ems(a, b)),
                None => {}
            }
        }
        // `イ 年2回`: one pair of CJK letters is no evidence, and those with digits are set no wider
        let mixed = lower(mixed);
        Self {
            cjk: lower(cjk).or(mixed),
            mixed,
        }
    }

    /// Whether the gap between two consecutive glyphs stands for a space in this row.
    pub(crate) fn is_gap(&self, a: &PlacedGlyph, b: &PlacedGlyph) -> bool {
        let usual = match Pair::of(a, b) {
            Some(Pair::Cjk) => self.cjk,
            Some(Pair::Mixed) => self.mixed,
            None => None,
        };
        let enough = usual.map(|usual| LETTERS.max(usual + STANDS_OUT));
        let is_wide = is_gap(a, b) || enough.is_some_and(|enough| ems(a, b) >= enough);
        is_wide && !belong_together(a.c, b.c)
    }
}

/// Whether no word ends or begins between them, however far apart a justified line sets them.
fn belong_together(a: char, b: char) -> bool {
    belongs_to_word_before(b) || belongs_to_word_behind(a) || (b == 'ー' && is_kana(a))
}

/// Adjacent letters, at least one of them CJK.
#[derive(Clone, Copy)]
enum Pair {
    Cjk,
    Mixed,
}

impl Pair {
    fn of(a: &PlacedGlyph, b: &PlacedGlyph) -> Option<Self> {
        let (a, b) = (a.c, b.c);
        match (is_cjk(a), is_cjk(b)) {
            (false, false) => None,
            _ if !is_letter(a) || !is_letter(b) => None,
            (true, true) => Some(Self::Cjk),
            _ => Some(Self::Mixed),
        }
    }
}

/// Whether the character is a letter. Most calls are for kana, kanji and punctuation; the tables of other letters are
/// slow.
fn is_letter(c: char) -> bool {
    match c {
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '\u{4E00}'..='\u{9FFF}' => true,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '・' | '\u{FF01}'..='\u{FF0F}' => {
            false
        }
        _ => c.is_alphanumeric(),
    }
}

/// The lower quartile of at least two gaps: markers in a row leave more wide gaps than a word has close ones.
fn lower(mut gaps: Vec<f32>) -> Option<f32> {
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 4).copied().filter(|_| gaps.len() > 1)
}

/// Whether the way from one glyph to the next may mean a space in any row: most are none.
pub(crate) fn may_be_gap(a: &PlacedGlyph, b: &PlacedGlyph) -> bool {
    ems(a, b) >= LATIN.min(LETTERS)
}

/// Whether the gap between two consecutive glyphs stands for a space in any row.
pub(crate) fn is_gap(a: &PlacedGlyph, b: &PlacedGlyph) -> bool {
    let least = match (is_wide(a), is_wide(b)) {
        (false, false) => LATIN,
        (true, true) => CJK,
        _ => MIXED,
    };
    ems(a, b) >= least
}

fn ems(a: &PlacedGlyph, b: &PlacedGlyph) -> f32 {
    (b.bbox.x0 - a.bbox.x1) / a.size.min(b.size)
}

/// Whether a glyph is set like CJK text: any character of these scripts, and punctuation of the same width.
fn is_wide(glyph: &PlacedGlyph) -> bool {
    let c = glyph.c;
    is_cjk(c) || (!c.is_alphanumeric() && glyph.bbox.width() > 0.8 * glyph.size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lines::rows;
    use crate::layout::tests::glyph;

    #[test]
    fn the_fast_path_for_letters_equals_the_tables() {
        for c in '\u{3000}'..='\u{FFFF}' {
            assert_eq!(is_letter(c), c.is_alphanumeric(), "{c}");
        }
    }

    /// CJK glyphs of ten points with these gaps before them.
    fn text(spaced: &[(char, f32)]) -> String {
        let mut x = 0.0;
        let mut glyphs = Vec::new();
        for &(c, gap) in spaced {
            glyphs.push(glyph(c, x + gap, 20.0, 10.0));
            x += gap + 10.0;
        }
        rows(&glyphs).iter().map(|r| r.text().to_string()).collect()
    }

    #[test]
    fn a_gap_that_stands_out_is_a_space() {
        assert_eq!(text(&[('ア', 0.0), ('遊', 2.8), ('具', 0.0)]), "ア 遊具");
        let group = [('イ', 0.0), ('ウ', 2.8), ('通', 2.8), ('年', 0.0)];
        assert_eq!(text(&group), "イ ウ 通年");
    }

    #[test]
    fn pairs_with_digits_show_what_is_usual() {
        let row = [('イ', 0.0), ('年', 2.8), ('2', 0.0), ('回', -5.0)];
        assert_eq!(text(&row), "イ 年2回");
        assert_eq!(text(&row[..2]), "イ年");
    }

    #[test]
    fn even_gaps_are_not_spaces() {
        let spaced: Vec<_> = "重点目標管理".chars().map(|c| (c, 4.0)).collect();
        assert_eq!(text(&spaced), "重点目標管理");
        let justified = [
            ('進', 0.0),
            ('捗', 1.5),
            ('状', 1.4),
            ('況', 1.6),
            ('等', 1.5),
        ];
        assert_eq!(text(&justified), "進捗状況等");
        assert_eq!(text(&[('氏', 0.0), ('名', 4.0)]), "氏名");
    }

    #[test]
    fn a_space_in_spaced_out_text_is_wider_than_its_gaps() {
        let words = [
            ('総', 0.0),
            ('務', 3.0),
            ('部', 3.0),
            ('危', 6.0),
            ('機', 3.0),
        ];
        assert_eq!(text(&words), "総務部 危機");
    }

    #[test]
    fn digits_spaced_out_throughout_are_not_words() {
        let mut glyphs = Vec::new();
        for (c, x) in [('令', 0.0), ('3', 12.5), ('年', 20.0), ('度', 30.0)] {
            glyphs.push(glyph(c, x, 20.0, 10.0));
        }
        let text = |glyphs: &[PlacedGlyph]| rows(glyphs)[0].text().to_string();
        assert_eq!(text(&glyphs), "令3年度");
        glyphs.iter_mut().skip(2).for_each(|i| {
            i.bbox.x0 -= 2.5;
            i.bbox.x1 -= 2.5;
        });
        assert_eq!(text(&glyphs), "令 3年度");
    }

    #[test]
    fn a_justified_line_does_not_separate_a_word_from_its_ending() {
        let line = [
            ('カ', 0.0),
            ('ー', 9.0),
            ('ド', 0.0),
            ('（', 9.0),
            ('一', 9.0),
            ('）', 9.0),
        ];
        assert_eq!(text(&line), "カード （一）");
    }

    #[test]
    fn typesetters_widen_punctuation() {
        let line = [
            ('市', 0.0),
            ('民', 0.0),
            ('、', 0.0),
            ('企', 4.0),
            ('業', 0.0),
        ];
        assert_eq!(text(&line), "市民、企業");
    }
}
