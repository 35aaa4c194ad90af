//! Scanned pages: picture → [`Page`](super::Page) with glyphs and rules, so that no later stage knows of it.
//!
//! 1. The picture's ground is made white (`paper`), its angle measured (`skew`) and taken back.
//! 2. Letters are measured (`components`), ruled lines found (`rules`) and taken away.
//! 3. What rules enclose (`regions`) is cut into lines and spans (`lines`), each a strip (`strips`) that a
//!    [`Recognizer`] reads.
//! 4. Characters get the boxes of their ink (`boxes`), and small named corrections (`correct`), each of which lowers
//!    its character's confidence.
//! 5. A page that reads badly is tried in the other three directions (`turn`).
//!
//! Left to others: which pages are pictures (`read`), how their images are drawn onto one picture (`pdf`), which model
//! reads and where it is kept (the command line).

use raster::Grey;
use recognize::Read;
use straight::Straight;

use super::{Glyph, Rule};
use crate::geometry::Rect;

pub mod boxes;
pub mod components;
pub mod correct;
pub mod lines;
#[cfg(feature = "ocr")]
pub mod model;
pub mod paper;
pub mod raster;
pub mod recognize;
pub mod regions;
pub mod rules;
pub mod skew;
mod straight;
pub mod strips;
mod turn;

pub use recognize::{Model, Recognizer};

/// A page's picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Its grey values.
    pub grey: Grey,
    /// Pixels for a point.
    pub scale: f32,
}

/// What was read on a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scanned {
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// The ruled lines.
    pub rules: Vec<Rule>,
    /// How they were read.
    pub scan: Scan,
}

/// How a page that is a picture was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scan {
    /// How each of its glyphs was read, in their order.
    pub readings: Vec<Reading>,
    /// The right angles by which the page was turned clockwise to set it upright. Boxes are those of the page upright and
    /// straight.
    pub turns: u8,
    /// The angle in radians by which the page, then, lies turned clockwise.
    pub tilt: f32,
    /// Font size of most letters in pixels.
    pub em: f32,
    /// Ink that no character explains.
    pub unexplained: Vec<Rect>,
}

/// How a glyph was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// How sure it is, 0 to 1.
    pub confidence: f32,
    /// What it would be otherwise.
    pub second: Option<char>,
}

/// Letters lower than this many pixels are read badly.
pub const SMALL: f32 = 15.0;

/// Reads a page's picture; one that lies sideways or upside down as it reads best.
///
/// # Errors
///
/// Why the recogniser cannot read.
pub fn read(picture: &Picture, recognizer: &dyn Recognizer) -> Result<Scanned, String> {
    let (scanned, reads) = as_it_lies(picture, recognizer)?;
    let Some((turns, picture)) = turn::better(picture, &reads, recognizer)? else {
        return Ok(scanned);
    };
    let (mut turned, _) = as_it_lies(&picture, recognizer)?;
    turned.scan.turns = turns;
    Ok(turned)
}

/// What is read on a picture that is not turned, as glyphs and as it was read.
fn as_it_lies(
    picture: &Picture,
    recognizer: &dyn Recognizer,
) -> Result<(Scanned, Vec<Vec<Read>>), String> {
    let mut page = Straight::new(picture);
    let found = page.lines();
    let cuts = page.cuts(&found);
    let strips: Vec<_> = cuts.iter().map(|(.., cut)| cut.strip.clone()).collect();
    let reads = match strips.is_empty() {
        true => Vec::new(),
        false => recognizer.recognize(&strips)?,
    };
    let mut scanned = Scanned {
        rules: page.rules.iter().map(|rule| page.in_points(rule)).collect(),
        glyphs: Vec::new(),
        scan: Scan {
            tilt: page.tilt,
            em: page.em / page.enlarged,
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

fn blank(line: &lines::Line) -> correct::Line {
    correct::Line {
        region: line.region,
        em: line.em,
        middle: line.middle,
        ..correct::Line::default()
    }
}
