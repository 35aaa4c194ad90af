//! Scanned pages: picture → [`Page`](super::Page) with glyphs and rules, so that no later stage knows of it.
//!
//! 1. The picture's ground is made white (`paper`), its angle measured (`skew`) and taken back.
//! 2. Letters are measured (`components`), ruled lines found (`rules`) and taken away.
//! 3. What rules enclose (`regions`) is cut into lines and spans (`lines`), each a strip (`strips`) that a
//!    [`Recognizer`] reads.
//! 4. Characters get the boxes of their ink (`boxes`), and small named corrections (`correct`), each of which lowers
//!    its character's confidence.
//!
//! Left to others: which pages are pictures (`read`), how their images are drawn onto one picture (`pdf`), which model
//! reads and where it is kept (the command line).

use raster::{Area, Grey, Ink};
use recognize::Read;

use super::{Axis, Direction, Glyph, Rule};
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
pub mod strips;

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
    /// The angle in radians by which the page lies turned clockwise. Boxes are those of the page laid straight.
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

/// The most confidence in a character of a page with small letters.
const BADLY: f32 = 0.5;

/// Angles below this, in radians, are left: to turn a picture blurs it.
const STRAIGHT: f32 = 0.0004;

/// Of letters lower than this many pixels, strokes and rules are too close to be told apart: the picture is enlarged.
const COARSE: f32 = 16.0;
const ENLARGED: usize = 2;

/// The font size that is taken where a page shows none, in points.
const USUAL_EM: f32 = 9.0;

/// Baseline below the top of the em, in ems.
const ASCENT: f32 = 0.88;

/// The most confidence in a character without ink of its own.
const INKLESS: f32 = 0.5;

/// Reads a page's picture.
///
/// # Errors
///
/// Why the recogniser cannot read.
pub fn read(picture: &Picture, recognizer: &dyn Recognizer) -> Result<Scanned, String> {
    let mut page = Straight::new(picture);
    let found = page.lines();
    let cuts: Vec<(usize, Area, strips::Cut)> = found
        .iter()
        .enumerate()
        .flat_map(|(i, line)| line.spans.iter().map(move |span| (i, *span, line)))
        .map(|(i, span, line)| (i, span, strips::cut(&page.grey, line, span)))
        .collect();
    let strips: Vec<_> = cuts.iter().map(|(_, _, cut)| cut.strip.clone()).collect();
    let reads = recognizer.recognize(&strips)?;
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
    for ((i, span, cut), reads) in cuts.iter().zip(reads) {
        if let (Some(line), Some(to)) = (found.get(*i), lines.get_mut(*i)) {
            page.enter(line, *span, cut, &reads, to);
        }
    }
    correct::correct(&mut lines);
    lines.iter().for_each(|line| page.write(line, &mut scanned));
    Ok(scanned)
}

fn blank(line: &lines::Line) -> correct::Line {
    correct::Line {
        region: line.region,
        em: line.em,
        middle: line.middle,
        ..correct::Line::default()
    }
}

/// A page laid straight, with its rules taken away.
struct Straight {
    grey: Grey,
    ink: Ink,
    rules: Vec<Rule>,
    em: f32,
    scale: f32,
    tilt: f32,
    /// How many times larger it is than the picture.
    enlarged: f32,
}

impl Straight {
    fn new(picture: &Picture) -> Self {
        let mut grey = paper::whitened(&picture.grey);
        let tilt = skew::angle(&grey);
        if tilt.abs() >= STRAIGHT {
            grey = grey.turned(-tilt);
        }
        let mut ink = paper::ink(&grey);
        let mut scale = picture.scale.max(0.1);
        let mut em =
            components::em(components::pieces(&ink).into_iter()).unwrap_or(USUAL_EM * scale);
        let enlarged = if em < COARSE { ENLARGED } else { 1 };
        let pale = (enlarged > 1).then(|| paper::pale(&grey).enlarged(enlarged));
        if enlarged > 1 {
            grey = grey.enlarged(enlarged);
            ink = ink.enlarged(enlarged);
            (em, scale) = (em * enlarged as f32, scale * enlarged as f32);
        }
        let rules = rules::find(&ink, pale.as_ref(), rules::Scale { em, point: scale });
        Self {
            grey,
            ink,
            rules,
            em,
            scale,
            tilt,
            enlarged: enlarged as f32,
        }
    }

    /// Takes the rules away and finds the lines of text between them.
    fn lines(&mut self) -> Vec<lines::Line> {
        for rule in &self.rules {
            let area = covered(rule, self.enlarged as usize);
            self.grey.whiten(area);
            self.ink.clear(area);
        }
        let regions = regions::find(&self.rules, self.ink.width(), self.ink.height());
        let found = regions.iter().enumerate();
        found
            .flat_map(|(i, region)| lines::find(i, region, &self.ink, self.em))
            .collect()
    }

    /// Enters what was read on a span of a line.
    fn enter(
        &self,
        line: &lines::Line,
        span: Area,
        cut: &strips::Cut,
        reads: &[Read],
        to: &mut correct::Line,
    ) {
        let on_span = |r: &Read| cut.left + r.at / cut.scale - span.x0 as f32;
        let at: Vec<f32> = reads.iter().map(on_span).collect();
        let columns = boxes::Columns {
            counts: self.columns(span),
            em: line.em,
        };
        let fit = boxes::fit(reads, &at, &columns);
        let advances = boxes::advances(reads, &fit, line.em);
        let left = span.x0 as f32;
        for (inked, (from, end)) in fit.inked.iter().zip(advances) {
            let Some(read) = reads.get(inked.read) else {
                continue;
            };
            let confidence = if inked.has_ink {
                read.confidence
            } else {
                read.confidence.min(INKLESS)
            };
            let ink = self.tight(span, inked.from, inked.to);
            to.letters.push(correct::Letter {
                c: read.c,
                advance: (left + from, left + end),
                ink,
                is_hollow: self.shape(ink).is_hollow,
                confidence,
                second: read.second,
            });
        }
        let shape = |&(from, end, _): &(f32, f32, usize)| self.shape(self.tight(span, from, end));
        to.unexplained.extend(fit.unexplained.iter().map(shape));
    }

    /// The ink in these columns of a span.
    fn tight(&self, span: Area, from: f32, to: f32) -> Area {
        let columns = Area {
            x0: span.x0 + from.max(0.0) as usize,
            x1: span.x0 + to.max(0.0).ceil() as usize,
            ..span
        };
        lines::tight(&self.ink, columns).unwrap_or(columns)
    }

    fn shape(&self, area: Area) -> correct::Shape {
        let (w, h) = (area.width() / 3, area.height() / 3);
        let middle = Area {
            x0: area.x0 + w,
            y0: area.y0 + h,
            x1: area.x1 - w,
            y1: area.y1 - h,
        };
        correct::Shape {
            area,
            is_hollow: self.ink.count(middle) == 0,
        }
    }

    /// Writes a line's glyphs.
    fn write(&self, line: &correct::Line, scanned: &mut Scanned) {
        let point = |v: f32| v / self.scale;
        let em = line.em;
        let baseline = line.middle + (ASCENT - 0.5) * em;
        for letter in &line.letters {
            let (x0, x1) = letter.advance;
            scanned.glyphs.push(Glyph {
                c: letter.c,
                bbox: Rect::new(
                    point(x0),
                    point(baseline - ASCENT * em),
                    point(x1),
                    point(baseline + (1.0 - ASCENT) * em),
                ),
                origin: (point(x0), point(baseline)),
                size: point(em),
                direction: Direction::Right,
                visible: true,
            });
            let most = if self.em / self.enlarged < SMALL {
                BADLY
            } else {
                1.0
            };
            scanned.scan.readings.push(Reading {
                confidence: letter.confidence.min(most),
                second: letter.second.map(|s| s.0),
            });
        }
        let unread = line
            .unexplained
            .iter()
            .filter(|shape| shape.may_be_text(em));
        let unread = unread.map(|shape| shape.area);
        scanned.scan.unexplained.extend(unread.map(|a| {
            let [x0, y0, x1, y1] = [a.x0, a.y0, a.x1, a.y1].map(|v| point(v as f32));
            Rect::new(x0, y0, x1, y1)
        }));
    }

    /// Ink of each column of a box.
    fn columns(&self, area: Area) -> Vec<usize> {
        let mut counts = vec![0; area.width()];
        for y in area.y0..area.y1 {
            let row = self.ink.row(y).get(area.x0..area.x1).unwrap_or_default();
            counts
                .iter_mut()
                .zip(row)
                .for_each(|(n, &b)| *n += usize::from(b));
        }
        counts
    }

    fn in_points(&self, rule: &Rule) -> Rule {
        let point = |v: f32| v / self.scale;
        Rule {
            axis: rule.axis,
            pos: point(rule.pos),
            from: point(rule.from),
            to: point(rule.to),
            width: point(rule.width),
        }
    }
}

/// The pixels of a rule, with its edges, which blur over so many.
fn covered(rule: &Rule, blur: usize) -> Area {
    let (low, high) = regions::across(rule);
    let (low, high) = (low.saturating_sub(blur), high + blur);
    let (from, to) = (
        rule.from.max(0.0) as usize,
        rule.to.ceil().max(0.0) as usize + 1,
    );
    match rule.axis {
        Axis::Horizontal => Area {
            x0: from,
            y0: low,
            x1: to,
            y1: high,
        },
        Axis::Vertical => Area {
            x0: low,
            y0: from,
            x1: high,
            y1: to,
        },
    }
}
