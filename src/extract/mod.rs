//! Extraction: bytes → [`Page`]s of glyphs and rules (PDF), or [`Block`](crate::content::Block)s (text, whose tabs
//! already separate the cells).
//!
//! The only stage that knows file formats. Geometry is left to [`layout`](crate::layout).

use crate::geometry::Rect;

pub use sniff::{Format, sniff};

#[cfg(feature = "originals")]
mod docx;
#[cfg(feature = "originals")]
mod encrypted;
#[cfg(feature = "originals")]
mod flow;
#[cfg(feature = "originals")]
mod html;
#[cfg(feature = "originals")]
mod package;
pub mod pdf;
pub mod scan;
#[cfg(feature = "originals")]
mod sheet;
mod sniff;
#[cfg(all(test, feature = "originals"))]
mod testing;
pub mod text;
#[cfg(feature = "originals")]
mod writer;

/// Reads an original: a workbook, a Word document, a web page.
///
/// # Errors
///
/// [`Code::Damaged`](crate::diagnostics::Code::Damaged) and the codes of what it costs too much.
#[cfg(feature = "originals")]
pub(crate) fn original(
    bytes: Vec<u8>,
    format: Format,
    options: &crate::ReadOptions,
) -> Result<(crate::content::Content, Vec<crate::diagnostics::Diagnostic>), crate::Error> {
    match format {
        Format::Xlsx => sheet::read_xlsx(bytes, options.limits),
        Format::Xls => sheet::read_xls(bytes, options.limits),
        Format::Docx => docx::read(bytes, options.limits),
        Format::Html => html::read(&bytes, options),
        Format::Pdf | Format::Text => Ok(Default::default()),
    }
}

/// The bytes of a file without the password of an Office file; those of any other file as they are.
///
/// # Errors
///
/// [`Code::Password`](crate::diagnostics::Code::Password) if it needs another one,
/// [`Code::Damaged`](crate::diagnostics::Code::Damaged).
#[cfg(feature = "originals")]
pub(crate) fn opened(
    bytes: Vec<u8>,
    options: &crate::ReadOptions,
) -> Result<Vec<u8>, crate::Error> {
    encrypted::opened(bytes, options.password.as_deref())
}

/// One page as drawn, without any notion of what belongs together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// One-based number.
    pub number: u32,
    /// Width in points, after rotation and crop.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Glyphs in content-stream order.
    pub glyphs: Vec<Glyph>,
    /// Ruled lines: strokes and thin filled rectangles. A dot is two, one along each axis.
    pub rules: Vec<Rule>,
    /// Filled areas that are not rules: shaded cells, including white ones, and white rules.
    pub fills: Vec<Fill>,
    /// Boxes of images.
    pub images: Vec<Rect>,
    /// How its glyphs were recognised, if the page is an image.
    pub scan: Option<Box<scan::Scan>>,
}

/// One character as drawn. A glyph that stands for several characters (a ligature) comes as several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its character; U+FFFD if the file does not define it.
    pub c: char,
    /// Its box: the advance by the em's height (.88 above the baseline, .12 below), rotated as drawn.
    pub bbox: Rect,
    /// The pen position: on the baseline or, in vertical writing, on the vertical centre line.
    pub origin: (f32, f32),
    /// Font size in points as it appears on the page.
    pub size: f32,
    /// Which way the text runs.
    pub direction: Direction,
    /// Whether it is painted; the text layer of a scan is not.
    pub visible: bool,
}

/// The direction of a line of text on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right, upright.
    #[default]
    Right,
    /// Top to bottom with upright characters: vertical writing.
    Vertical,
    /// Rotated a quarter clockwise: reads downward.
    Down,
    /// Rotated a quarter counter-clockwise: reads upward.
    Up,
    /// Upside down.
    Left,
    /// Any other angle: watermarks, stamps.
    Slanted,
}

/// A straight line parallel to an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// The axis that it is parallel to.
    pub axis: Axis,
    /// Its centre line: `y` of a horizontal rule, `x` of a vertical one.
    pub pos: f32,
    /// Its start along the axis.
    pub from: f32,
    /// Its end along the axis, not less than `from`.
    pub to: f32,
    /// Thickness in points.
    pub width: f32,
}

/// An axis of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}

/// A filled area that is too thick to be a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Its box.
    pub bbox: Rect,
    /// Brightness from 0 (black) to 1 (white).
    pub luma: f32,
}
