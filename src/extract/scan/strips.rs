//! Cuts the span of a line out as the strip that a recogniser reads.

use super::lines::Line;
use super::raster::{Area, Grey};
use super::recognize::{HEIGHT, Strip};

/// White above and below the em of a line, in ems; with more, accuracy drops.
const MARGIN: f32 = 0.06;

/// White before and after the ink, in ems.
const ENDS: f32 = 0.12;

/// Strips are narrowed to this share of their width: the model was trained on narrow text, and takes half the time.
const NARROW: f32 = 0.55;

/// A strip, and where it lies on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// The picture.
    pub strip: Strip,
    /// Left edge on the page, in pixels.
    pub left: f32,
    /// Columns of the strip for one of the page.
    pub scale: f32,
}

/// Cuts a span out of its line, without the lines around it.
pub fn cut(picture: &Grey, line: &Line, span: Area) -> Cut {
    let em = line.em;
    let half = (0.5 + MARGIN) * em;
    let (low, high) = (
        line.area.y0 as f32 - MARGIN * em,
        line.area.y1 as f32 + MARGIN * em,
    );
    let (top, bottom) = (low.min(line.middle - half), high.max(line.middle + half));
    let (left, right) = (span.x0 as f32 - ENDS * em, span.x1 as f32 + ENDS * em);
    let scale = HEIGHT as f32 / (bottom - top);
    let crop = cropped(picture, line, span, (left, top, right, bottom));
    let by = (1.0 / scale) as usize;
    let small = crop.shrunk(by.max(1));
    let ratio = scale * by.max(1) as f32;
    let width = ((right - left) * scale * NARROW).ceil().max(8.0) as usize;
    let across = ratio * NARROW;
    let aside = 0.25 / across;
    let values = (0..HEIGHT * width).map(|i| {
        let (x, y) = ((i % width) as f32, (i / width) as f32);
        let (x, y) = ((x + 0.5) / across - 0.5, (y + 0.5) / ratio - 0.5);
        // the mean of both halves of a column: thin strokes could fall between two samples
        ((small.sample(x - aside, y) + small.sample(x + aside, y)) / 2.0).round() as u8
    });
    Cut {
        strip: Strip {
            width,
            values: values.collect(),
        },
        left: left.floor(),
        scale: scale * NARROW,
    }
}

/// The pixels of a span, with white around them.
fn cropped(
    picture: &Grey,
    line: &Line,
    span: Area,
    (left, top, right, bottom): (f32, f32, f32, f32),
) -> Grey {
    let (left, top) = (left.floor() as i64, top.floor() as i64);
    let (right, bottom) = (right.ceil() as i64 + 1, bottom.ceil() as i64 + 1);
    let (width, height) = ((right - left) as usize, (bottom - top) as usize);
    let mut crop = Grey::white(width, height);
    // the blurred edge of ink is a pixel outside its box
    let rows = line.room.0.max(line.area.y0.saturating_sub(2))..line.room.1.min(line.area.y1 + 2);
    let columns = span.x0.saturating_sub(2)..span.x1 + 2;
    for y in rows {
        let from = picture
            .row(y)
            .get(columns.start..columns.end.min(picture.width()));
        let at = (columns.start as i64 - left).max(0) as usize;
        let row = crop.row_mut((y as i64 - top).max(0) as usize);
        let from = from.unwrap_or_default();
        row.iter_mut()
            .skip(at)
            .zip(from)
            .for_each(|(to, &from)| *to = from);
    }
    crop
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strip_holds_its_span_and_nothing_beside_it() {
        let mut picture = Grey::white(100, 60);
        let square = |picture: &mut Grey, x: usize, y: usize| {
            (y..y + 18).for_each(|y| picture.row_mut(y)[x..x + 18].fill(0));
        };
        square(&mut picture, 20, 21);
        square(&mut picture, 20, 41);
        let area = Area {
            x0: 20,
            y0: 21,
            x1: 38,
            y1: 39,
        };
        let line = Line {
            region: 0,
            area,
            room: (0, 41),
            em: 20.0,
            middle: 30.0,
            spans: vec![area],
        };
        let cut = cut(&picture, &line, area);
        let ink: Vec<usize> = cut
            .strip
            .values
            .iter()
            .enumerate()
            .filter(|(_, v)| **v < 128)
            .map(|(i, _)| i / cut.strip.width)
            .collect();
        let (first, last) = (ink[0], ink[ink.len() - 1]);
        assert!(
            (3..=6).contains(&first) && (42..=45).contains(&last),
            "{first}-{last}"
        );
    }
}
