//! Extraction: bytes → [`Page`]s of glyphs and rules (PDF), or [`Block`](crate::content::Block)s
//! (text, whose tabs already say where the cells are).
//!
//! The only stage that knows file formats. Geometry is left to [`layout`](crate::layout).

use crate::geometry::Rect;

pub use sniff::{Format, sniff};

pub mod pdf;
pub mod scan;
mod sniff;
pub mod text;

/// One page as drawn: what a reader would see, with no opinion on what belongs together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// One-based number.
    pub number: u32,
    /// Width in points, after rotation and crop.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Glyphs in the order of the content stream.
    pub glyphs: Vec<Glyph>,
    /// Ruled lines: strokes and thin filled rectangles. A dot is two, one along each axis.
    pub rules: Vec<Rule>,
    /// Filled areas that are no rules: shaded cells, also white ones, and white rules.
    pub fills: Vec<Fill>,
    /// Boxes of images.
    pub images: Vec<Rect>,
    /// How its glyphs were read, if the page is a picture.
    pub scan: Option<Box<scan::Scan>>,
}

/// One character as drawn. A glyph that stands for several characters (a ligature) comes as several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its character; U+FFFD where the file does not tell.
    pub c: char,
    /// Its box: the advance by the em's height (.88 above the baseline, .12 below), turned as it is drawn.
    pub bbox: Rect,
    /// The pen's position: on the baseline; on the vertical's middle axis in vertical writing.
    pub origin: (f32, f32),
    /// Font size in points as it appears on the page.
    pub size: f32,
    /// Which way the text runs.
    pub direction: Direction,
    /// Whether it is drawn at all: text under a scan is not.
    pub visible: bool,
}

/// Which way a line of text runs on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right, upright.
    #[default]
    Right,
    /// Top to bottom with upright characters: vertical writing.
    Vertical,
    /// Turned a quarter clockwise: reads downward.
    Down,
    /// Turned a quarter counter-clockwise: reads upward.
    Up,
    /// Upside down.
    Left,
    /// Any other angle: watermarks, stamps.
    Slanted,
}

/// A straight ruled line, along one axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Along which axis it runs.
    pub axis: Axis,
    /// Its middle, across the axis: `y` of a horizontal rule, `x` of a vertical one.
    pub pos: f32,
    /// Where it begins along the axis.
    pub from: f32,
    /// Where it ends, not less than `from`.
    pub to: f32,
    /// Thickness in points.
    pub width: f32,
}

/// The axis along which a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}

/// A filled area that is too thick for a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Its box.
    pub bbox: Rect,
    /// Brightness from 0 (black) to 1 (white).
    pub luma: f32,
}
