//! Texts outside tables that repeat at their place on the next page: running titles and page numbers. They are not
//! continuations of a row, however well they fit its columns.

use crate::layout::document::continuation::LINE_GAP;
use crate::layout::glyphs::{PlacedGlyph, bounds};

/// The centres of such texts differ by no more than this many points.
const SAME_PLACE: f32 = 6.0;

/// The texts outside the tables of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Texts(Vec<Text>);

/// A text without digits, which change with the page number, and its centre.
#[derive(Clone, Debug, PartialEq)]
struct Text {
    letters: Vec<char>,
    middle: (f32, f32),
}

impl Texts {
    /// Collects them.
    pub(crate) fn of(outside: &[PlacedGlyph]) -> Self {
        let seen = outside.iter().filter(|i| !i.c.is_whitespace());
        let seen: Vec<&PlacedGlyph> = seen.collect();
        Self(blocks(seen).iter().filter_map(|b| Text::of(b)).collect())
    }

    /// Whether a text of the next page repeats one of them.
    pub(crate) fn hold(&self, block: &[&PlacedGlyph]) -> bool {
        let own = Text::of(block);
        own.is_some_and(|own| self.0.iter().any(|known| known.is_again(&own)))
    }
}

impl Text {
    fn of(block: &[&PlacedGlyph]) -> Option<Self> {
        let own: Vec<PlacedGlyph> = block.iter().map(|i| **i).collect();
        let letters = own.iter().map(|i| i.c);
        let mut letters: Vec<char> = letters
            .filter(|c| !c.is_numeric() && !c.is_whitespace())
            .collect();
        letters.sort_unstable();
        let middle = bounds(&own)?.center();
        Some(Self { letters, middle })
    }

    fn is_again(&self, other: &Self) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() <= SAME_PLACE;
        self.letters == other.letters
            && near(self.middle.0, other.middle.0)
            && near(self.middle.1, other.middle.1)
    }
}

/// Glyphs grouped into texts of closely spaced lines, from top to bottom.
pub(crate) fn blocks(mut glyphs: Vec<&PlacedGlyph>) -> Vec<Vec<&PlacedGlyph>> {
    glyphs.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
    let mut end = f32::NEG_INFINITY;
    let blocks = glyphs.chunk_by(move |a, b| {
        end = end.max(a.bbox.y1);
        b.bbox.y0 - end <= LINE_GAP * b.size
    });
    blocks.map(<[_]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::tests::string;

    #[test]
    fn running_titles_and_page_numbers_come_back() {
        let mut before = string("環境部　重点目標", 40.0, 10.0, 9.0);
        before.extend(string("9/12", 300.0, 500.0, 9.0));
        let texts = Texts::of(&before);
        let again = |text: &str, x: f32, y: f32| {
            texts.hold(&string(text, x, y, 9.0).iter().collect::<Vec<_>>())
        };
        assert!(again("環境部　重点目標", 40.0, 11.0));
        assert!(again("10/12", 298.0, 500.0));
        assert!(!again("環境部　重点目標", 40.0, 60.0), "elsewhere");
        assert!(!again("環境部の点検の結果", 40.0, 10.0), "other text");
    }
}
