//! Glyphs indexed by place, so that a cell or row looks only at its own glyphs and not at all of the page.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::geometry::Rect;
use crate::layout::glyphs::PlacedGlyph;

/// The height of the strips by which glyphs are indexed, in points: about a line of text.
const STRIP: f32 = 12.0;

/// More strips than a page of the greatest size (14,400 points) has.
const MOST_STRIPS: i32 = 4000;

/// So few boxes are asked one by one, which is quicker than looking them up.
const FEW: usize = 4;

/// The glyphs of a page by the centres of their boxes.
pub(crate) struct Places<'g> {
    glyphs: &'g [PlacedGlyph],
    /// Strip, x and number of each glyph, ascending; sorted when the first area is asked for.
    sorted: OnceCell<Vec<(i32, f32, usize)>>,
}

impl<'g> Places<'g> {
    pub(crate) fn of(glyphs: &'g [PlacedGlyph]) -> Self {
        let sorted = OnceCell::new();
        Self { glyphs, sorted }
    }

    fn sorted(&self) -> &[(i32, f32, usize)] {
        self.sorted.get_or_init(|| {
            let middles = self.glyphs.iter().map(|g| g.bbox.center());
            let entries = middles.zip(0..).map(|((x, y), n)| (strip(y), x, n));
            let mut sorted: Vec<(i32, f32, usize)> = entries.collect();
            sorted.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            sorted
        })
    }

    /// The glyphs whose centres are in an area, in the order in which they were given.
    pub(crate) fn inside(&self, area: &Rect) -> Vec<&'g PlacedGlyph> {
        let sorted = self.sorted();
        let mut found: Vec<usize> = Vec::new();
        let mut next = strip(area.y0);
        let last = strip(area.y1);
        while let Some(strip) = self.strip_from(next).filter(|strip| *strip <= last) {
            let before = |e: &(i32, f32, usize)| e.0 < strip || (e.0 == strip && e.1 < area.x0);
            let start = sorted.partition_point(before);
            let entries = sorted.iter().skip(start);
            let entries = entries.take_while(|e| e.0 == strip && e.1 <= area.x1);
            found.extend(entries.map(|e| e.2));
            let Some(after) = strip.checked_add(1) else {
                break;
            };
            next = after;
        }
        found.sort_unstable();
        let glyphs = found.into_iter().filter_map(|n| self.glyphs.get(n));
        glyphs.filter(|g| g.is_in(area)).collect()
    }

    /// The first strip from this one on that has a glyph.
    fn strip_from(&self, strip: i32) -> Option<i32> {
        let at = self.sorted().partition_point(|e| e.0 < strip);
        self.sorted().get(at).map(|e| e.0)
    }
}

/// Boxes indexed by the strips that they cover, so that a glyph looks only at the tables at its height.
pub(crate) struct Strips {
    of: BTreeMap<i32, Vec<usize>>,
    /// Those that are asked at every height: boxes that cover more strips than any page has, or all where they are few.
    everywhere: Vec<usize>,
}

impl Strips {
    pub(crate) fn of(boxes: &[Rect]) -> Self {
        let mut strips = Self {
            of: BTreeMap::new(),
            everywhere: Vec::new(),
        };
        for (number, b) in boxes.iter().enumerate() {
            let (first, last) = (strip(b.y0), strip(b.y1));
            if boxes.len() <= FEW || last.saturating_sub(first) > MOST_STRIPS {
                strips.everywhere.push(number);
                continue;
            }
            for at in first..=last {
                strips.of.entry(at).or_default().push(number);
            }
        }
        strips
    }

    /// The indexes of the boxes that may contain a height, ascending.
    pub(crate) fn at(&self, y: f32) -> Cow<'_, [usize]> {
        if self.of.is_empty() {
            return Cow::Borrowed(&self.everywhere);
        }
        let near = self.of.get(&strip(y)).map_or(&[][..], Vec::as_slice);
        if self.everywhere.is_empty() {
            return Cow::Borrowed(near);
        }
        let mut numbers = [near, &self.everywhere].concat();
        numbers.sort_unstable();
        Cow::Owned(numbers)
    }
}

fn strip(y: f32) -> i32 {
    (y / STRIP).floor() as i32
}
