//! Finds the lines of text in a region, and the spans of a line that are read at once.
//!
//! 1. A region is cut at white columns of its whole height, then at white rows, alternately (`blocks`).
//! 2. What is higher than a line is cut at the rows with the least ink, by dynamic programming (`cuts`): with a pitch
//!    of 1.06 em there is no white row between lines.
//! 3. Low bands of ink above each other (二) are one line.
//! 4. A line is cut into spans at gaps wider than `SPAN`.

use super::components::{self, Piece};
use super::raster::{Area, Ink, runs};
use super::regions::Region;

mod blocks;
mod cuts;
#[cfg(test)]
mod tests;

/// A gap wider than this, in ems, separates spans: models read wide white space badly.
const SPAN: f32 = 1.6;

/// An isolated piece smaller than this, in ems, is dust; an isolated 。 is larger.
const DUST: f32 = 0.23;

/// The minimum number of pieces from which a smaller font size is measured.
const MANY: usize = 30;

/// A stroke lower than this, and this close to the region's edge, in ems, is the remainder of a bent rule.
const STROKE: f32 = 0.14;
const NEAR: f32 = 0.3;

/// A line, in pixels of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Number of its region.
    pub region: usize,
    /// The box around its ink.
    pub area: Area,
    /// The rows where the lines before and after end and begin: the strip may include the rows in between.
    pub room: (usize, usize),
    /// Font size.
    pub em: f32,
    /// Middle of its em boxes.
    pub middle: f32,
    /// Boxes around the ink of its spans, left to right.
    pub spans: Vec<Area>,
}

/// The lines of a region, whose rules have been erased.
pub fn find(number: usize, region: &Region, page: &Ink, page_em: f32) -> Vec<Line> {
    let mut ink = region.ink(page);
    let pieces = components::pieces(&ink);
    // the parts of a few kanji (総務部) look like small letters
    let is_sure = |em: &f32| *em >= page_em || pieces.len() >= MANY;
    let em = components::em(pieces.iter().copied())
        .filter(is_sure)
        .map_or(page_em, |em| em.clamp(0.4 * page_em, 3.0 * page_em));
    clear_specks(&mut ink, &pieces, em);
    let mut lines: Vec<Line> = blocks::find(&ink, em)
        .into_iter()
        .flat_map(|block| in_block(&ink, block, em))
        .map(|(area, room)| line(number, &ink, area, room, em))
        .filter(|line| !line.spans.is_empty() && !is_rest(&line.area, &ink, em))
        .collect();
    place_slips(&mut lines);
    lines.iter_mut().for_each(|line| shift(line, &region.area));
    lines
}

/// Whether a line is only a flat stroke next to the upper or lower edge of its region.
fn is_rest(area: &Area, ink: &Ink, em: f32) -> bool {
    let edge = area.y0.min(ink.height().saturating_sub(area.y1)) as f32;
    area.height() as f32 <= (STROKE * em).max(3.0) && edge <= NEAR * em
}

/// Removes dust: isolated pieces smaller than any dot of a font.
fn clear_specks(ink: &mut Ink, pieces: &[Piece], em: f32) {
    let side = (0.1 * em).max(1.0);
    let far = (0.5 * em) as usize;
    for piece in pieces.iter().filter(|p| (p.pixels as f32) <= side * side) {
        let a = piece.area;
        let around = Area {
            x0: a.x0.saturating_sub(far),
            y0: a.y0.saturating_sub(far),
            x1: a.x1 + far,
            y1: a.y1 + far,
        };
        if ink.count(around) == piece.pixels {
            ink.clear(a);
        }
    }
}

/// The lines of a block without white rows or columns: the box of the ink of each, and the rows up to the next ink.
fn in_block(ink: &Ink, block: Area, em: f32) -> Vec<(Area, (usize, usize))> {
    let profile = ink.rows(block);
    let bands = joined(
        runs(&profile.iter().map(|&n| n > 0).collect::<Vec<_>>(), 0),
        em,
    );
    let mut cut: Vec<(usize, usize)> = Vec::new();
    for (from, to) in bands {
        let counts = profile.get(from..to).unwrap_or_default();
        cut.extend(
            cuts::lines(counts, em)
                .into_iter()
                .map(|(a, b)| (from + a, from + b)),
        );
    }
    let room = |i: usize| {
        let before = i
            .checked_sub(1)
            .and_then(|i| cut.get(i))
            .map_or(0, |b| block.y0 + b.1);
        let after = cut.get(i + 1).map_or(ink.height(), |b| block.y0 + b.0);
        (before, after)
    };
    let boxes = cut.iter().enumerate().filter_map(|(i, &(from, to))| {
        let band = Area {
            y0: block.y0 + from,
            y1: block.y0 + to,
            ..block
        };
        Some((ink.tight(band)?, room(i)))
    });
    boxes.collect()
}

/// Joins bands that are parts of one line.
fn joined(bands: Vec<(usize, usize)>, em: f32) -> Vec<(usize, usize)> {
    /// The maximum height of a low band, and of several with the gaps between them, in ems.
    const SLIP: f32 = 0.6;
    const TOGETHER: f32 = 1.05;
    let mut out: Vec<(usize, usize)> = Vec::new();
    for band in bands {
        let is_slip = |b: &(usize, usize)| ((b.1 - b.0) as f32) < SLIP * em;
        match out.last_mut() {
            Some(last)
                if (is_slip(last) || is_slip(&band))
                    && (band.1 - last.0) as f32 <= TOGETHER * em =>
            {
                last.1 = band.1;
            }
            _ => out.push(band),
        }
    }
    out
}

fn line(region: usize, ink: &Ink, area: Area, room: (usize, usize), em: f32) -> Line {
    let columns = ink.columns(area);
    let spans = runs(&columns, (SPAN * em) as usize);
    let spans = spans.into_iter().filter_map(|(from, to)| {
        ink.tight(Area {
            x0: area.x0 + from,
            x1: area.x0 + to,
            ..area
        })
    });
    let is_dust = |span: &Area| (span.width().max(span.height()) as f32) < DUST * em;
    let spans = spans.filter(|span| !is_dust(span));
    let height = area.height() as f32;
    Line {
        region,
        area,
        room,
        em: own_em(height, em),
        middle: (area.y0 + area.y1) as f32 / 2.0,
        spans: spans.collect(),
    }
}

/// The font size of a line: that of a title in a region of smaller text comes from its height.
fn own_em(height: f32, em: f32) -> f32 {
    if height > 1.3 * em { height / 0.98 } else { em }
}

/// Places the middle of a line of low ink (、。ー一) by the pitch of its neighbours.
fn place_slips(lines: &mut [Line]) {
    /// Ink lower than this, in ems, does not show where the middle of the line is.
    const LOW: f32 = 0.55;
    let known: Vec<(f32, f32, f32)> = lines
        .iter()
        .map(|l| (l.middle, l.area.height() as f32, l.em))
        .collect();
    let mut pitches: Vec<f32> = known
        .windows(2)
        .filter_map(|pair| Some(pair.get(1)?.0 - pair.first()?.0))
        .filter(|pitch| *pitch > 0.0)
        .collect();
    pitches.sort_by(f32::total_cmp);
    let Some(&pitch) = pitches.get(pitches.len() / 2) else {
        return;
    };
    for (i, line) in lines.iter_mut().enumerate() {
        if line.area.height() as f32 >= LOW * line.em || pitch > 2.0 * line.em {
            continue;
        }
        let before = i.checked_sub(1).and_then(|i| known.get(i));
        let after = known.get(i + 1);
        let is_full = |k: &&(f32, f32, f32)| k.1 >= LOW * k.2;
        let expected = before
            .filter(is_full)
            .map(|k| k.0 + pitch)
            .or_else(|| after.filter(is_full).map(|k| k.0 - pitch));
        let reach = 0.55 * line.em;
        if let Some(middle) = expected.filter(|m| (m - line.middle).abs() <= reach) {
            line.middle = middle;
        }
    }
}

fn shift(line: &mut Line, by: &Area) {
    for area in line.spans.iter_mut().chain([&mut line.area]) {
        (area.x0, area.x1) = (area.x0 + by.x0, area.x1 + by.x0);
        (area.y0, area.y1) = (area.y0 + by.y0, area.y1 + by.y0);
    }
    line.room = (line.room.0 + by.y0, line.room.1 + by.y0);
    line.middle += by.y0 as f32;
}
