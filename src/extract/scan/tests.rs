//! A snapshot of every step, from a drawn image to glyphs and rules.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write;

use super::raster::Area;
use super::recognize::HEIGHT;
use super::straight::Straight;
use super::*;

const EM: usize = 24;
const PAPER: u8 = 225;

/// A sheet of grey paper at 200 dpi, askew, with a table of two rows and columns, letters in three cells and a red ring
/// in the fourth.
fn picture() -> Picture {
    let (width, height) = (34 * EM, 14 * EM);
    let mut grey = Grey::white(width, height);
    fill(&mut grey, (0, 0, width, height), PAPER);
    let (left, top, right, bottom) = (2 * EM, 2 * EM, 32 * EM, 12 * EM);
    for i in 0..3 {
        let (x, y) = (left + i * 15 * EM, top + i * 5 * EM);
        fill(&mut grey, (left, y, right + 3, y + 3), 0);
        fill(&mut grey, (x, top, x + 3, bottom), 0);
    }
    for (x, y, letters) in [(3, 4, 8), (18, 4, 3), (3, 9, 5)] {
        (0..letters).for_each(|i| letter(&mut grey, x * EM + i * EM, y * EM));
    }
    let mut red = Grey::white(width, height);
    ring(&mut red, (25 * EM, 9 * EM), 2 * EM);
    Picture {
        grey: grey.turned(0.012),
        red: Some(red.turned(0.012)),
        scale: 200.0 / 72.0,
        incomplete: 0,
    }
}

fn fill(grey: &mut Grey, (x0, y0, x1, y1): (usize, usize, usize, usize), value: u8) {
    (y0..y1).for_each(|y| grey.row_mut(y).get_mut(x0..x1).unwrap().fill(value));
}

/// A frame with a bar in it, as 日 has.
fn letter(grey: &mut Grey, x: usize, y: usize) {
    let side = EM - 4;
    for bar in [0, side / 2, side - 3] {
        fill(grey, (x, y + bar, x + side, y + bar + 3), 20);
    }
    for stem in [0, side - 3] {
        fill(grey, (x + stem, y, x + stem + 3, y + side), 20);
    }
}

fn ring(red: &mut Grey, (x, y): (usize, usize), radius: usize) {
    for degree in 0..720 {
        let (sin, cos) = (degree as f32 / 2.0).to_radians().sin_cos();
        let at = |middle: usize, by: f32| (middle as f32 + radius as f32 * by) as usize;
        let (x, y) = (at(x, cos), at(y, sin));
        fill(red, (x - 2, y - 2, x + 2, y + 2), 30);
    }
}

/// Reads each letter as the old form of 決, without much doubt.
#[derive(Debug)]
struct Fake;

impl Recognizer for Fake {
    fn recognize(&self, strips: &[Strip]) -> Result<Vec<Vec<Read>>, String> {
        Ok(strips.iter().map(letters).collect())
    }

    fn model(&self) -> Model {
        Model::default()
    }
}

fn letters(strip: &Strip) -> Vec<Read> {
    let is_dark = |x: &usize| (0..HEIGHT).any(|y| strip.values[y * strip.width + x] < 128);
    let dark: Vec<usize> = (0..strip.width).filter(is_dark).collect();
    let pieces = dark.chunk_by(|a, b| b - a == 1);
    let read = |piece: &[usize]| Read {
        c: '决',
        at: (piece[0] + piece[piece.len() - 1]) as f32 / 2.0,
        confidence: 0.95,
        second: Some(('決', 0.04)),
    };
    pieces.map(read).collect()
}

#[test]
fn a_page_of_noise_is_not_read() {
    let strip = |width| Strip {
        width,
        values: vec![0; width * HEIGHT],
    };
    let read = |width| recognized(&[strip(8), strip(width)], &Fake).unwrap();
    assert_eq!(read(MOST_COLUMNS - 9).concat().len(), 2);
    assert_eq!(read(MOST_COLUMNS - 8), [Vec::new(), Vec::new()]);
}

fn shown(area: &Area) -> String {
    format!("{},{} to {},{}", area.x0, area.y0, area.x1, area.y1)
}

/// Every second column and fourth row of a strip.
fn drawing(strip: &Strip) -> String {
    let dot = |y: usize, x: usize| match strip.values[y * strip.width + x] {
        ..96 => '#',
        96..192 => '+',
        _ => '.',
    };
    let row = |y| (0..strip.width).step_by(2).map(|x| dot(y, x)).collect();
    let rows: Vec<String> = (0..HEIGHT).step_by(4).map(row).collect();
    rows.join("\n")
}

#[test]
fn every_step_is_as_before() {
    let picture = picture();
    let mut out = String::new();
    let mut page = Straight::new(&picture);
    writeln!(out, "tilt {:.4}, em {:.1} px", page.tilt, page.em).unwrap();
    writeln!(out, "seals, in points: {:.0?}", page.seals()).unwrap();
    writeln!(out, "\nrules, in pixels:").unwrap();
    for rule in &page.rules {
        let (pos, from, to, width) = (rule.pos, rule.from, rule.to, rule.width);
        writeln!(
            out,
            "{:?} at {pos:.0}, {from:.0} to {to:.0}, {width:.0} wide",
            rule.axis
        )
        .unwrap();
    }
    let regions = regions::find(&page.rules, picture.grey.width(), picture.grey.height());
    writeln!(out, "\nregions:").unwrap();
    for region in &regions {
        writeln!(out, "{}", shown(&region.area)).unwrap();
    }
    let found = page.lines();
    writeln!(out, "\nlines, with the spans that are read at once:").unwrap();
    for line in &found {
        let spans: Vec<String> = line.spans.iter().map(shown).collect();
        writeln!(
            out,
            "region {}, em {:.1}: {}",
            line.region,
            line.em,
            spans.join("; ")
        )
        .unwrap();
    }
    let cuts = page.cuts(&found);
    writeln!(out, "\nthe strip of the second line:").unwrap();
    writeln!(out, "{}", drawing(&cuts[1].2.strip)).unwrap();
    let scanned = read(&picture, &Fake).unwrap();
    writeln!(out, "\nglyphs, corrected, in points:").unwrap();
    for (glyph, reading) in scanned.glyphs.iter().zip(&scanned.scan.readings) {
        let b = glyph.bbox;
        let [x0, y0, x1, y1] = [b.x0, b.y0, b.x1, b.y1];
        writeln!(
            out,
            "{} {x0:.1},{y0:.1} to {x1:.1},{y1:.1} {}",
            glyph.c, reading.confidence
        )
        .unwrap();
    }
    insta::assert_snapshot!(out);
}
