//! Glyphs looked up by their place, so that a cell or a row asks its own glyphs and not those of the page.

use std::collections::BTreeMap;

use crate::geometry::Rect;
use crate::layout::glyphs::PlacedGlyph;

/// Glyphs are kept by strips of the page of this height in points: about a line of text.
const STRIP: f32 = 12.0;

/// A page of the greatest size (14,400 points) has fewer strips.
const MOST_STRIPS: i32 = 4000;

/// The glyphs of a page by the middles of their boxes.
pub(crate) struct Places<'g> {
    glyphs: &'g [PlacedGlyph],
    /// Strip, x and number of each glyph, ascending.
    sorted: Vec<(i32, f32, usize)>,
}

impl<'g> Places<'g> {
    pub(crate) fn of(glyphs: &'g [PlacedGlyph]) -> Self {
        let middles = glyphs.iter().map(|g| g.bbox.center());
        let entries = middles.zip(0..).map(|((x, y), n)| (strip(y), x, n));
        let mut sorted: Vec<(i32, f32, usize)> = entries.collect();
        sorted.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        Self { glyphs, sorted }
    }

    /// The glyphs whose middles lie in an area, in the order in which they were given.
    pub(crate) fn inside(&self, area: &Rect) -> Vec<&'g PlacedGlyph> {
        let mut found: Vec<usize> = Vec::new();
        let mut next = strip(area.y0);
        let last = strip(area.y1);
        while let Some(strip) = self.strip_from(next).filter(|strip| *strip <= last) {
            let before = |e: &(i32, f32, usize)| e.0 < strip || (e.0 == strip && e.1 < area.x0);
            let start = self.sorted.partition_point(before);
            let entries = self.sorted.iter().skip(start);
            let entries = entries.take_while(|e| e.0 == strip && e.1 <= area.x1);
            found.extend(entries.map(|e| e.2));
            let Some(after) = strip.checked_add(1) else {
                break;
            };
            next = after;
        }
        found.sort_unstable();
        let glyphs = found.into_iter().filter_map(|n| self.glyphs.get(n));
        glyphs.filter(|g| holds(area, g)).collect()
    }

    /// The first strip from this one on that holds a glyph.
    fn strip_from(&self, strip: i32) -> Option<i32> {
        let at = self.sorted.partition_point(|e| e.0 < strip);
        self.sorted.get(at).map(|e| e.0)
    }
}

/// Boxes looked up by the strips that they cover: a glyph asks the tables at its height, and not all of the page.
pub(crate) struct Strips {
    of: BTreeMap<i32, Vec<usize>>,
    /// Boxes that cover more strips than any page has.
    huge: Vec<usize>,
}

impl Strips {
    pub(crate) fn of(boxes: &[Rect]) -> Self {
        let mut strips = Self {
            of: BTreeMap::new(),
            huge: Vec::new(),
        };
        for (number, b) in boxes.iter().enumerate() {
            let (first, last) = (strip(b.y0), strip(b.y1));
            if last.saturating_sub(first) > MOST_STRIPS {
                strips.huge.push(number);
                continue;
            }
            for at in first..=last {
                strips.of.entry(at).or_default().push(number);
            }
        }
        strips
    }

    /// The numbers of the boxes that may hold a height, ascending.
    pub(crate) fn at(&self, y: f32) -> Vec<usize> {
        let near = self.of.get(&strip(y)).into_iter().flatten();
        let mut numbers: Vec<usize> = near.chain(&self.huge).copied().collect();
        numbers.sort_unstable();
        numbers
    }
}

fn strip(y: f32) -> i32 {
    (y / STRIP).floor() as i32
}

fn holds(area: &Rect, glyph: &PlacedGlyph) -> bool {
    let (x, y) = glyph.bbox.center();
    area.contains(x, y)
}
