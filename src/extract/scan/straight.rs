//! A page laid straight: what its picture shows, in pixels, and how that becomes glyphs and rules in points.

use super::raster::{Area, Grey, Ink};
use super::recognize::Read;
use super::{
    Picture, Reading, SMALL, Scanned, boxes, components, correct, lines, paper, regions, rules,
    skew, strips,
};
use crate::extract::{Axis, Direction, Glyph, Rule};
use crate::geometry::Rect;

/// The most confidence in a character of a page with small letters.
const BADLY: f32 = 0.5;

/// Angles below this, in radians, are left: to turn a picture blurs it.
const STRAIGHT: f32 = 0.0004;

/// The font size that is taken where a page shows none, in points.
const USUAL_EM: f32 = 9.0;

/// Baseline below the top of the em, in ems.
const ASCENT: f32 = 0.88;

/// The most confidence in a character without ink of its own.
const INKLESS: f32 = 0.5;

/// Of letters lower than this many pixels, strokes and rules are too close to be told apart: the picture is enlarged.
const COARSE: f32 = 16.0;
const ENLARGED: usize = 2;

/// A page laid straight, with its rules taken away.
pub(super) struct Straight {
    grey: Grey,
    ink: Ink,
    /// Its ruled lines.
    pub rules: Vec<Rule>,
    /// Font size of most letters.
    pub em: f32,
    /// Pixels for a point.
    scale: f32,
    /// The angle at which the picture lies.
    pub tilt: f32,
    /// How many times larger it is than the picture.
    pub enlarged: f32,
}

impl Straight {
    pub fn new(picture: &Picture) -> Self {
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
    pub fn lines(&mut self) -> Vec<lines::Line> {
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

    /// Cuts out the spans of lines; with the number of its line.
    pub fn cuts(&self, found: &[lines::Line]) -> Vec<(usize, Area, strips::Cut)> {
        let lines = found.iter().enumerate();
        lines
            .flat_map(|(i, line)| line.spans.iter().map(move |span| (i, *span, line)))
            .map(|(i, span, line)| (i, span, strips::cut(&self.grey, line, span)))
            .collect()
    }

    /// Enters what was read on a span of a line.
    pub fn enter(
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
    pub fn write(&self, line: &correct::Line, scanned: &mut Scanned) {
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

    pub fn in_points(&self, rule: &Rule) -> Rule {
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
