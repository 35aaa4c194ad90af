//! Text that is not painted, and which of it can be seen all the same.
//!
//! Invisible text lies under a scan, or over letters that are drawn as curves because their font may not be embedded;
//! there it is the text that can be seen. Elsewhere it is invisible, and under painted text it would repeat that. A
//! page with only invisible text is read as it is.

use crate::extract::Page;
use crate::geometry::Rect;
use crate::layout::glyphs::PlacedGlyph;

/// The largest curves of a letter, in points; larger shapes are backgrounds and drawings.
const CURVES: f32 = 36.0;

/// The number of grid steps each way in which a page's coverage is sampled: a few points on a normal page.
const PARTS: usize = 256;

/// The length of a row of sums.
const STRIDE: usize = PARTS + 1;

/// Drops hidden glyphs.
pub(crate) fn drop_hidden(page: &Page, glyphs: &mut Vec<PlacedGlyph>) {
    let is_seen = |glyph: &PlacedGlyph| glyph.visible;
    let has_ink = |glyph: &&PlacedGlyph| !glyph.c.is_whitespace();
    if glyphs.iter().all(is_seen) || !glyphs.iter().filter(has_ink).any(is_seen) {
        return;
    }
    let boxes = glyphs.iter().map(|glyph| glyph.bbox);
    let Some(frame) = boxes.reduce(|a, b| a.union(&b)) else {
        return;
    };
    let is_small = |r: &Rect| r.width() <= CURVES && r.height() <= CURVES;
    let shapes = page.fills.iter().map(|fill| &fill.bbox);
    let pictures = Cover::new(frame, page.images.iter());
    let curves = Cover::new(frame, shapes.filter(|r| is_small(r)));
    let painted = glyphs.iter().filter(has_ink).filter(|i| is_seen(i));
    let painted = Cover::new(frame, painted.map(|glyph| &glyph.bbox));
    glyphs.retain(|glyph| {
        let b = &glyph.bbox;
        is_seen(glyph)
            || ((pictures.holds_most_of(b) || curves.meets(b)) && !painted.holds_most_of(b))
    });
}

/// Which cells of a sampling grid some boxes cover.
struct Cover {
    frame: Rect,
    /// Summed-area table of covered cells, with an empty row and column first.
    sums: Vec<u32>,
}

impl Cover {
    fn new<'r>(frame: Rect, boxes: impl Iterator<Item = &'r Rect>) -> Self {
        let mut cover = Self {
            frame,
            sums: vec![0; STRIDE],
        };
        // +1 where boxes begin, -1 where they end; the sum is the number of boxes over a cell
        let mut edges = vec![0i32; STRIDE * STRIDE];
        for b in boxes.filter(|b| b.overlaps(&frame)) {
            let [x0, y0, x1, y1] = cover.parts(b);
            for (x, y, step) in [(x0, y0, 1), (x1, y0, -1), (x0, y1, -1), (x1, y1, 1)] {
                if let Some(edge) = edges.get_mut(y * STRIDE + x) {
                    *edge += step;
                }
            }
        }
        let mut depth = vec![0i32; STRIDE];
        for row in edges.chunks(STRIDE) {
            let (mut across, mut count) = (0, 0);
            let above = cover.sums.len() - STRIDE;
            cover.sums.push(0);
            for (x, edge) in row.iter().take(PARTS).enumerate() {
                across += edge;
                let Some(depth) = depth.get_mut(x) else { break };
                *depth += across;
                count += u32::from(*depth > 0);
                let before = cover.sums.get(above + x + 1).copied().unwrap_or_default();
                cover.sums.push(before + count);
            }
        }
        cover
    }

    /// The number of covered cells within a box, and of all its cells.
    fn count(&self, b: &Rect) -> (u32, u32) {
        let [x0, y0, x1, y1] = self.parts(b);
        let sum = |x: usize, y: usize| {
            let sum = self.sums.get(y * STRIDE + x);
            sum.copied().unwrap_or_default()
        };
        let covered = sum(x1, y1) + sum(x0, y0) - sum(x0, y1) - sum(x1, y0);
        (covered, ((x1 - x0) * (y1 - y0)) as u32)
    }

    fn holds_most_of(&self, b: &Rect) -> bool {
        let (covered, all) = self.count(b);
        covered * 2 > all
    }

    fn meets(&self, b: &Rect) -> bool {
        self.count(b).0 > 0
    }

    /// The cells that a box touches, as half-open ranges.
    fn parts(&self, b: &Rect) -> [usize; 4] {
        let frame = &self.frame;
        let part = |v: f32, from: f32, size: f32| {
            ((v - from) / size.max(f32::EPSILON) * PARTS as f32).clamp(0.0, PARTS as f32)
        };
        let [x0, x1] = [b.x0, b.x1].map(|x| part(x, frame.x0, frame.width()));
        let [y0, y1] = [b.y0, b.y1].map(|y| part(y, frame.y0, frame.height()));
        let [x0, y0] = [x0, y0].map(|v| (v as usize).min(PARTS - 1));
        let [x1, y1] = [x1, y1].map(|v| v.ceil() as usize);
        [x0, y0, x1.max(x0 + 1), y1.max(y0 + 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Fill;
    use crate::layout::tests::{glyph, string};

    /// What remains of a title and, below it, a hidden line, with these painted around the line.
    fn left(images: &[Rect], fills: &[Rect], title_y: f32) -> String {
        let line = string("令和", 100.0, 300.0, 10.0);
        let hidden = line.into_iter().map(|mut glyph| {
            glyph.visible = false;
            glyph
        });
        let mut glyphs: Vec<PlacedGlyph> = string("目標", 100.0, title_y, 10.0);
        glyphs.extend(hidden);
        let fills = fills.iter().map(|&bbox| Fill { bbox, luma: 0.0 });
        let page = Page {
            images: images.to_vec(),
            fills: fills.collect(),
            ..Page::default()
        };
        drop_hidden(&page, &mut glyphs);
        glyphs.iter().map(|glyph| glyph.c).collect()
    }

    #[test]
    fn hidden_text_counts_over_an_image_and_over_its_own_curves() {
        let picture = Rect::new(90.0, 290.0, 200.0, 320.0);
        assert_eq!(left(&[], &[], 100.0), "目標");
        assert_eq!(left(&[picture], &[], 100.0), "目標令和");
        let beside = Rect::new(0.0, 0.0, 50.0, 500.0);
        assert_eq!(left(&[beside], &[], 100.0), "目標");
        let strokes = [101.0, 111.0].map(|x| Rect::new(x, 292.0, x + 7.0, 298.0));
        assert_eq!(left(&[], &strokes, 100.0), "目標令和");
        assert_eq!(left(&[], &[picture], 100.0), "目標", "a shaded cell");
    }

    #[test]
    fn text_painted_over_an_image_is_read_once() {
        let picture = Rect::new(0.0, 0.0, 600.0, 800.0);
        assert_eq!(left(&[picture], &[], 301.0), "目標");
    }

    #[test]
    fn a_page_with_only_hidden_text_is_read() {
        let mut glyph = glyph('目', 10.0, 10.0, 9.0);
        glyph.visible = false;
        let mut glyphs = vec![glyph];
        drop_hidden(&Page::default(), &mut glyphs);
        assert_eq!(glyphs.len(), 1);
    }
}
