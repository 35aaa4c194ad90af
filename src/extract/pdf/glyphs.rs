//! Glyph runs → [`Glyph`]s with their boxes.
//!
//! The ascent of a font is rarely known, so every box is one em high: .88 above the baseline and .12 below, as usual in
//! Japanese fonts. The box of a glyph that stands for several characters is divided evenly.

use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, Point, Rect as Area};

use super::content::text::{Placed, Run};
use super::device::{bounds, intersection};
use super::fonts::Character;
use crate::extract::{Direction, Glyph};
use crate::geometry::Rect;

/// The units of glyph space.
pub(super) const UNITS_PER_EM: f64 = 1000.0;
/// Top of the em above the baseline, in glyph space.
const ASCENT: f64 = 880.0;
/// Bottom of the em below the baseline.
pub(super) const DESCENT: f64 = -120.0;
/// Text within this angle of an axis counts as parallel to it: scans and hand-set stamps are off by less than 3
/// degrees.
const STRAIGHT: f64 = 3.0 * std::f64::consts::PI / 180.0;
/// A run of this many glyphs may be a bullet or check mark, with a blank or two after it.
const BULLET: usize = 3;

/// The most characters that a ToUnicode map may give a glyph (ISO 32000-1, 9.10.3: 512 bytes).
const LONGEST: usize = 256;
/// A run with more characters is an attack on memory.
const MOST: usize = 2_000_000;

/// The start of a run, to recognise that the next repeats it: fill-and-stroke text comes once filled and once stroked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Drawn {
    place: [f64; 6],
    glyphs: usize,
    codes: u64,
}

impl Drawn {
    /// `None` for an empty run.
    pub(super) fn new(run: &Run<'_, '_>) -> Option<Self> {
        let first = run.glyphs.first()?;
        let codes = run.glyphs.iter().fold(0u64, |hash, glyph| {
            hash.wrapping_mul(31).wrapping_add(u64::from(glyph.code))
        });
        Some(Self {
            place: (run.to_page * first.place).as_coeffs(),
            glyphs: run.glyphs.len(),
            codes,
        })
    }
}

/// Whether the glyph is visible: the centre of its box is inside the clip. (A box is wider than the ink.)
pub(super) fn is_inside(clip: &Rect, glyph: &Glyph) -> bool {
    let (w, h) = (glyph.bbox.width() / 4.0, glyph.bbox.height() / 4.0);
    let b = &glyph.bbox;
    b.x0 + w < clip.x1 && b.x1 - w > clip.x0 && b.y0 + h < clip.y1 && b.y1 - h > clip.y0
}

/// The box of a visible glyph, or the part of it inside the clip if its centre is outside: a line that is cut off by
/// its cell does not belong to the cell below.
pub(super) fn seen_box(clip: &Rect, glyph: &Glyph) -> Rect {
    let (x, y) = glyph.bbox.center();
    let is_whole = (clip.x0..=clip.x1).contains(&x) && (clip.y0..=clip.y1).contains(&y);
    if is_whole {
        return glyph.bbox;
    }
    intersection(clip, &glyph.bbox)
}

/// Adds the characters of a run.
pub(super) fn read_run(run: &Run<'_, '_>, out: &mut Vec<Glyph>) {
    read_some(run, |_| true, out);
}

/// Adds the characters of the selected glyphs of a run.
pub(super) fn read_some(
    run: &Run<'_, '_>,
    is_wanted: impl Fn(&Placed) -> bool,
    out: &mut Vec<Glyph>,
) {
    let (font, count) = (run.font, run.glyphs.len());
    for (i, glyph) in run.glyphs.iter().enumerate() {
        if out.len() > MOST {
            return;
        }
        if !is_wanted(glyph) {
            continue;
        }
        let place = run.to_page * glyph.place;
        let is_last = i + 1 == count;
        font.with(glyph.number, |width, character| {
            let cell = Cell::new(place, f64::from(width), font.is_vertical());
            if let Some(cell) = cell {
                cell.push_character(character, count <= BULLET, is_last, out);
            }
        });
    }
}

/// Adds a character that no font draws, at a place and with a width in glyph space.
pub(super) fn set(c: char, place: Affine, width: f64, out: &mut Vec<Glyph>) {
    if let Some(cell) = Cell::new(place, width, false) {
        cell.push(c, out);
    }
}

/// Whether a ToUnicode entry is meaningful; control codes and U+FFFD are not.
pub(super) fn is_told(unicode: &BfString) -> bool {
    let is_told = |c: char| !c.is_control() && !matches!(c, '\u{FFFD}'..='\u{FFFF}');
    match unicode {
        BfString::Char(c) => is_told(*c),
        BfString::String(s) => !s.is_empty() && s.chars().all(is_told),
    }
}

/// The length of a vector, fast for the usual case of one parallel to an axis.
fn length(x: f64, y: f64) -> f64 {
    if x == 0.0 {
        y.abs()
    } else if y == 0.0 {
        x.abs()
    } else {
        x.hypot(y)
    }
}

/// The place of a drawn glyph.
struct Cell {
    place: Affine,
    x1: f64,
    vertical: bool,
    size: f32,
    direction: Direction,
}

impl Cell {
    fn new(place: Affine, advance: f64, vertical: bool) -> Option<Self> {
        let [a, b, c, d, e, f] = place.as_coeffs();
        let size = (UNITS_PER_EM * length(c, d)) as f32;
        if ![a, b, c, d, e, f, advance].iter().all(|v| v.is_finite()) || size <= 0.0 {
            return None;
        }
        Some(Self {
            place,
            x1: if vertical { UNITS_PER_EM } else { advance },
            vertical,
            size,
            direction: direction(a, b, vertical),
        })
    }

    fn push_character(
        &self,
        character: &Character,
        is_short: bool,
        is_last: bool,
        out: &mut Vec<Glyph>,
    ) {
        match (&character.text, character.sign) {
            (_, Some(sign)) if is_short => self.push(sign, out),
            _ if is_last && character.ends_line => self.push(' ', out),
            (BfString::Char(c), _) => self.push(*c, out),
            (BfString::String(s), _) => self.push_all(s, out),
        }
    }

    fn push(&self, c: char, out: &mut Vec<Glyph>) {
        if is_text(c) {
            out.push(self.part(self.seen_as(c), 0, 1));
        }
    }

    /// IPA fonts use one glyph for the soft hyphen and the minus sign, and one for a strikethrough and the em dash;
    /// maps made from such a font give the first. A glyph with a width of its own is the second.
    fn seen_as(&self, c: char) -> char {
        match c {
            '\u{AD}' if self.x1 > 0.0 => '−',
            '\u{336}' if self.x1 > 0.0 => '—',
            _ => c,
        }
    }

    fn push_all(&self, s: &str, out: &mut Vec<Glyph>) {
        let characters = s.chars().filter(|&c| is_text(c)).take(LONGEST);
        let parts = characters.clone().count();
        out.extend(characters.enumerate().map(|(i, c)| self.part(c, i, parts)));
    }

    /// The part of the cell of the `i`th of `n` characters.
    fn part(&self, c: char, i: usize, n: usize) -> Glyph {
        let share = |of: usize| of as f64 / n as f64;
        let (area, origin) = if self.vertical {
            let y = |of| ASCENT - UNITS_PER_EM * share(of);
            let area = Area::new(0.0, y(i + 1), UNITS_PER_EM, y(i));
            (area, Point::new(UNITS_PER_EM / 2.0, y(i)))
        } else {
            let x = |of| self.x1 * share(of);
            let area = Area::new(x(i), DESCENT, x(i + 1), ASCENT).abs();
            (area, Point::new(x(i), 0.0))
        };
        let pen = self.place * origin;
        Glyph {
            c,
            bbox: bounds(self.place, area),
            origin: (pen.x as f32, pen.y as f32),
            size: self.size,
            direction: self.direction,
            visible: true,
        }
    }
}

/// Whether the character is text: not a variation selector, byte order mark, zero-width space or control code.
pub(super) fn is_text(c: char) -> bool {
    !matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{FEFF}' | '\u{200B}')
        && (!c.is_control() || c == '\t')
}

/// The direction of text whose baseline points along (`a`, `b`), `y` down.
fn direction(a: f64, b: f64, vertical: bool) -> Direction {
    use std::f64::consts::{FRAC_PI_2, PI};
    let angle = match b == 0.0 && a > 0.0 {
        true => 0.0, // nearly all text: no need to ask the library
        false => b.atan2(a),
    };
    let near = |to: f64| (angle - to).abs() <= STRAIGHT;
    match vertical {
        true if near(0.0) => Direction::Vertical,
        true => Direction::Slanted,
        false if near(0.0) => Direction::Right,
        false if near(FRAC_PI_2) => Direction::Down,
        false if near(-FRAC_PI_2) => Direction::Up,
        false if near(PI) || near(-PI) => Direction::Left,
        false => Direction::Slanted,
    }
}
