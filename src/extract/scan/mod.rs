//! Scanned pages: turns an image into a [`Page`](super::Page) with glyphs and rules, so that later stages need not
//! know.
//!
//! 1. The background is made white (`paper`), the skew measured (`skew`) and corrected; seals are left out (`red`).
//! 2. The font size is measured (`components`), ruled lines are found (`rules`) and erased (`erase`).
//! 3. The areas between rules (`regions`) are cut into lines and spans (`lines`), each a strip (`strips`) for the
//!    [`Recognizer`].
//! 4. Characters get the boxes of their ink (`boxes`), and small corrections (`correct`), each of which lowers the
//!    confidence in its character.
//! 5. A page that is read badly is tried in the other three orientations (`turn`).
//!
//! Elsewhere: which pages are images (`read`), how the images of a page become one (`pdf`), which model is used and
//! where it is stored (the command line).

use raster::Grey;
use recognize::{Read, Strip};
use straight::Straight;

use super::{Glyph, Rule};
use crate::geometry::Rect;

pub mod boxes;
pub mod components;
pub mod correct;
mod dense;
mod erase;
pub mod lines;
#[cfg(feature = "ocr")]
pub mod model;
pub mod paper;
pub mod raster;
pub mod recognize;
mod red;
pub mod regions;
pub mod rules;
pub mod skew;
mod straight;
pub mod strips;
#[cfg(test)]
mod tests;
mod turn;

pub use recognize::{Model, Recognizer};

/// A page as one image.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Its grey values, in which red is white.
    pub grey: Grey,
    /// How red it is: the redder, the darker. `None` if it has no red.
    pub red: Option<Grey>,
    /// Pixels per point.
    pub scale: f32,
    /// How many of the page's images could not be decoded, or not to their end.
    pub incomplete: usize,
}

/// What was read on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scanned {
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// The ruled lines.
    pub rules: Vec<Rule>,
    /// How they were read.
    pub scan: Scan,
}

/// How a scanned page was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    /// How each of its glyphs was read, in their order.
    pub readings: Vec<Reading>,
    /// The number of clockwise quarter turns that set the page upright. Boxes refer to the upright, deskewed page.
    pub turns: u8,
    /// The clockwise skew of the upright page, in radians.
    pub tilt: f32,
    /// Font size of most letters in pixels.
    pub em: f32,
    /// Ink that no character explains.
    pub unexplained: Vec<Rect>,
    /// How many of the page's images could not be decoded, or not to their end.
    pub incomplete: usize,
    /// Red ink that was taken for seals and not read.
    pub seals: Vec<Rect>,
}

/// How a glyph was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Its confidence, 0 to 1.
    pub confidence: f32,
    /// The second guess.
    pub second: Option<char>,
}

/// Letters smaller than this many pixels are read badly: .31 of the values are right at 13, nearly all at 18.
pub const SMALL: f32 = 16.0;

/// An A3 page full of small letters gives 330,000 columns of strips. From this number on it is noise, which would take
/// minutes and tell nothing.
const MOST_COLUMNS: usize = 600_000;

/// Reads a page's image, in the orientation in which it is read best.
///
/// # Errors
///
/// Why the recogniser cannot read.
pub fn read(picture: &Picture, recognizer: &dyn Recognizer) -> Result<Scanned, String> {
    let (mut scanned, reads) = as_it_lies(picture, recognizer)?;
    if let Some((turns, picture)) = turn::better(picture, &reads, recognizer)? {
        (scanned, _) = as_it_lies(&picture, recognizer)?;
        scanned.scan.turns = turns;
    }
    scanned.scan.incomplete = picture.incomplete;
    Ok(scanned)
}

/// Reads an image as it is; the result and the recogniser's output.
fn as_it_lies(
    picture: &Picture,
    recognizer: &dyn Recognizer,
) -> Result<(Scanned, Vec<Vec<Read>>), String> {
    let mut page = Straight::new(picture);
    let found = page.lines();
    let cuts = page.cuts(&found);
    let strips: Vec<_> = cuts.iter().map(|(.., cut)| cut.strip.clone()).collect();
    let reads = recognized(&strips, recognizer)?;
    let mut scanned = Scanned {
        rules: page.rules.iter().map(|rule| page.in_points(rule)).collect(),
        glyphs: Vec::new(),
        scan: Scan {
            tilt: page.tilt,
            em: page.em / page.enlarged,
            seals: page.seals(),
            unexplained: page.pictures(),
            ..Scan::default()
        },
    };
    let mut lines: Vec<correct::Line> = found.iter().map(blank).collect();
    for ((i, span, cut), reads) in cuts.iter().zip(&reads) {
        if let (Some(line), Some(to)) = (found.get(*i), lines.get_mut(*i)) {
            page.enter(line, *span, cut, reads, to);
        }
    }
    correct::correct(&mut lines);
    lines.iter().for_each(|line| page.write(line, &mut scanned));
    Ok((scanned, reads))
}

/// What is read on strips; nothing if there are none, or too many.
fn recognized(strips: &[Strip], recognizer: &dyn Recognizer) -> Result<Vec<Vec<Read>>, String> {
    let columns: usize = strips.iter().map(|strip| strip.width).sum();
    match columns {
        0 | MOST_COLUMNS.. => Ok(vec![Vec::new(); strips.len()]),
        _ => recognizer.recognize(strips),
    }
}

fn blank(line: &lines::Line) -> correct::Line {
    correct::Line {
        region: line.region,
        em: line.em,
        middle: line.middle,
        ..correct::Line::default()
    }
}
