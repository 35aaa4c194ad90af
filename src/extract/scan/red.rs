//! Red ink: seals are left out, red letters and rules are read as if they were black.
//!
//! 1. Red pixels that nearly touch form a piece: black letters interrupt the ring of a seal.
//! 2. A piece as large as a seal, which neither fills its box (a shaded cell) nor has white rows across (lines of
//!    text), is a seal, with all that is in its box.
//! 3. The rest goes back into the page's picture.

use super::components;
use super::raster::{Area, Grey, Ink};

/// A pixel is red if its red channel exceeds the others by this much: yellowed paper reaches 20, the fringes of black
/// letters in a JPEG file 30, a pale seal is above 50.
const RED: u8 = 40;

/// The maximum gap in a piece, in ems: lines of text are further apart.
const GAP: f32 = 0.15;

/// The sides of a seal, in ems: a name seal of 10 mm on a form of nine points has 3 ems, the widest stamp of an office
/// 30.
const NARROWEST: f32 = 1.5;
const SMALLEST: f32 = 2.2;
const LARGEST: f32 = 30.0;

/// The share of its box from which red ink is a shaded cell.
const FILLED: f32 = 0.65;

/// The share of white rows in the box of lines of text.
const LINE_GAPS: f32 = 0.08;

/// The share of a character's box from which a seal's ink makes it uncertain: specks do not.
const COVERED: f32 = 0.02;

/// The red ink of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Red {
    /// The boxes of its seals.
    pub seals: Vec<Area>,
    /// Their ink.
    pub seal_ink: Ink,
}

/// Finds the seals, and puts other red ink into the page's image. `red` is darker where the page is redder.
pub(super) fn separate(red: &Grey, page: &mut Grey, em: f32) -> Red {
    let ink = red.ink(255 - RED);
    let (mut seals, mut others) = (Vec::new(), Vec::new());
    for area in pieces(&ink, (GAP * em).max(1.0) as usize) {
        match kind(&ink, area, em) {
            Kind::Seal => seals.push(area),
            Kind::Shade => {}
            Kind::Text => others.push(area),
        }
    }
    let in_seal = |area: &Area| seals.iter().any(|seal| seal.union(area) == *seal);
    for area in others.iter().filter(|area| !in_seal(area)) {
        darken(page, red, *area);
    }
    let mut seal_ink = Ink::none(ink.width(), ink.height());
    seals.iter().for_each(|area| seal_ink.copy(&ink, *area));
    Red { seals, seal_ink }
}

impl Red {
    /// Whether a seal's ink is in a box.
    pub fn is_on(&self, area: Area) -> bool {
        let inked = self.seal_ink.count(area) as f32;
        inked > 0.0 && inked >= COVERED * (area.width() * area.height()) as f32
    }

    /// The same on a picture with larger pixels.
    pub fn enlarged(&self, by: usize) -> Self {
        let enlarged = |area: &Area| Area {
            x0: area.x0 * by,
            y0: area.y0 * by,
            x1: area.x1 * by,
            y1: area.y1 * by,
        };
        Self {
            seals: self.seals.iter().map(enlarged).collect(),
            seal_ink: self.seal_ink.enlarged(by),
        }
    }
}

enum Kind {
    Seal,
    Shade,
    Text,
}

fn kind(ink: &Ink, area: Area, em: f32) -> Kind {
    let (width, height) = (area.width() as f32 / em, area.height() as f32 / em);
    let filled = ink.count(area) as f32 / (area.width() * area.height()).max(1) as f32;
    let is_large = width.min(height) >= NARROWEST && width.max(height) >= SMALLEST;
    if !is_large {
        Kind::Text
    } else if filled >= FILLED {
        Kind::Shade
    } else if width.max(height) > LARGEST || has_line_gaps(ink, area) {
        Kind::Text
    } else {
        Kind::Seal
    }
}

/// Boxes around pieces of ink with gaps of less than two squares of this side.
fn pieces(ink: &Ink, side: usize) -> Vec<Area> {
    let square = |x: usize, y: usize| Area {
        x0: x * side,
        y0: y * side,
        x1: (x + 1) * side,
        y1: (y + 1) * side,
    };
    let mut squares = Ink::none(ink.width().div_ceil(side), ink.height().div_ceil(side));
    for y in 0..squares.height() {
        for (x, bit) in squares.row_mut(y).iter_mut().enumerate() {
            *bit = ink.count(square(x, y)) > 0;
        }
    }
    let pieces = components::pieces(&squares).into_iter();
    pieces
        .map(|piece| piece.area)
        .map(|a| square(a.x0, a.y0).union(&square(a.x1 - 1, a.y1 - 1)))
        .collect()
}

fn has_line_gaps(ink: &Ink, area: Area) -> bool {
    let is_white = |y: &usize| {
        let row = Area {
            y0: *y,
            y1: y + 1,
            ..area
        };
        ink.count(row) == 0
    };
    let inner = area.y0 + area.height() / 8..area.y1 - area.height() / 8;
    let white = inner.clone().filter(is_white).count();
    white as f32 >= LINE_GAPS * inner.len() as f32
}

/// Each pixel of a box becomes as dark as the red ink on it.
fn darken(page: &mut Grey, red: &Grey, area: Area) {
    for y in area.y0..area.y1.min(page.height()) {
        let from = red.row(y).get(area.x0..area.x1.min(red.width()));
        let to = page.row_mut(y).iter_mut().skip(area.x0);
        to.zip(from.unwrap_or_default())
            .for_each(|(to, &red)| *to = (*to).min(red));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EM: f32 = 20.0;

    fn fill(picture: &mut Grey, x: usize, y: usize, width: usize, height: usize) {
        (y..y + height).for_each(|y| picture.row_mut(y)[x..x + width].fill(60));
    }

    fn ring(picture: &mut Grey, x: usize, y: usize, side: usize) {
        fill(picture, x, y, side, 4);
        fill(picture, x, y + side - 4, side, 4);
        fill(picture, x, y, 4, side);
        fill(picture, x + side - 4, y, 4, side);
    }

    fn letters(picture: &mut Grey, x: usize, y: usize) {
        (0..6).for_each(|i| fill(picture, x + 20 * i, y, 17, 17));
    }

    #[test]
    fn letters_are_put_back_and_seals_are_not() {
        let mut red = Grey::white(400, 300);
        ring(&mut red, 20, 20, 70);
        fill(&mut red, 45, 40, 20, 30);
        letters(&mut red, 150, 30);
        letters(&mut red, 150, 200);
        letters(&mut red, 150, 226);
        let mut page = Grey::white(400, 300);
        let found = separate(&red, &mut page, EM);
        assert_eq!(found.seals.len(), 1);
        assert_eq!(
            found.seal_ink.count(found.seals[0]),
            red.ink(200).count(found.seals[0])
        );
        let restored = |x: usize, y: usize| page.get(x, y) < 100;
        assert!(restored(155, 40) && restored(155, 210) && restored(155, 236));
        assert!(!restored(50, 50) && !restored(21, 50));
    }

    #[test]
    fn a_shaded_cell_is_neither_seal_nor_text() {
        let mut red = Grey::white(400, 300);
        fill(&mut red, 50, 50, 200, 60);
        let mut page = Grey::white(400, 300);
        assert!(separate(&red, &mut page, EM).seals.is_empty());
        assert_eq!(page, Grey::white(400, 300));
    }
}
