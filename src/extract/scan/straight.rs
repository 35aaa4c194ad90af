//! A deskewed page in pixels, and its conversion to glyphs and rules in points.

use super::raster::{Area, Grey, Ink};
use super::recognize::Read;
use super::red::{self, Red};
use super::{
    Picture, Reading, SMALL, Scanned, boxes, components, correct, dense, erase, lines, paper,
    regions, rules, skew, strips,
};
use crate::extract::{Direction, Glyph, Rule};
use crate::geometry::Rect;

/// The maximum confidence in small letters.
const BADLY: f32 = 0.5;

/// Smaller angles, in radians, are not corrected: turning an image blurs it.
const STRAIGHT: f32 = 0.0004;

/// The font size assumed where none can be measured, in points.
const USUAL_EM: f32 = 9.0;

/// The distance of the baseline from the top of the em, in ems.
const ASCENT: f32 = 0.88;

/// The maximum confidence in a character without ink of its own, or under a seal.
const OBSCURED: f32 = 0.5;

/// A page with small letters is enlarged: its strokes and rules are too close to be distinguished.
const ENLARGED: usize = 2;

/// A deskewed page.
pub(super) struct Straight {
    grey: Grey,
    ink: Ink,
    red: Red,
    /// Its ruled lines.
    pub rules: Vec<Rule>,
    /// Its photographs and black areas.
    pictures: Vec<Area>,
    /// Font size of most letters.
    pub em: f32,
    /// Pixels per point.
    scale: f32,
    /// The skew of the image.
    pub tilt: f32,
    /// By how much it is larger than the image.
    pub enlarged: f32,
}

impl Straight {
    pub fn new(picture: &Picture) -> Self {
        let mut grey = paper::whitened(&picture.grey);
        let tilt = skew::angle(&grey);
        let straight = |grey: &Grey| (tilt.abs() >= STRAIGHT).then(|| grey.turned(-tilt));
        grey = straight(&grey).unwrap_or(grey);
        let mut ink = paper::ink(&grey);
        let mut scale = picture.scale.max(0.1);
        let mut em =
            components::em(components::pieces(&ink).into_iter()).unwrap_or(USUAL_EM * scale);
        let mut red = Red::default();
        if let Some(redness) = &picture.red {
            let turned = straight(redness);
            red = red::separate(turned.as_ref().unwrap_or(redness), &mut grey, em);
            ink = paper::ink(&grey);
        }
        let enlarged = if em < SMALL { ENLARGED } else { 1 };
        if enlarged > 1 {
            grey = grey.enlarged(enlarged);
            ink = ink.enlarged(enlarged);
            red = red.enlarged(enlarged);
            (em, scale) = (em * enlarged as f32, scale * enlarged as f32);
        }
        let faint = (enlarged > 1).then_some(&grey);
        let rules = rules::find(&ink, faint, rules::Scale { em, point: scale });
        Self {
            grey,
            ink,
            red,
            rules,
            pictures: Vec::new(),
            em,
            scale,
            tilt,
            enlarged: enlarged as f32,
        }
    }

    /// Erases rules, photographs and black areas, and finds the lines of text between them.
    pub fn lines(&mut self) -> Vec<lines::Line> {
        for rule in &self.rules {
            let blur = self.enlarged as usize;
            erase::erase(rule, blur, self.em, &mut self.grey, &mut self.ink);
        }
        self.pictures = dense::erase(&mut self.ink, self.em);
        let regions = regions::find(&self.rules, self.ink.width(), self.ink.height());
        let found = regions.iter().enumerate();
        found
            .flat_map(|(i, region)| lines::find(i, region, &self.ink, self.em))
            .collect()
    }

    /// Cuts the strips out, one for each span of a line; with the index of the line.
    pub fn cuts(&self, found: &[lines::Line]) -> Vec<(usize, Area, strips::Cut)> {
        let lines = found.iter().enumerate();
        lines
            .flat_map(|(i, line)| line.spans.iter().map(move |span| (i, *span, line)))
            .map(|(i, span, line)| (i, span, strips::cut(&self.grey, line, span)))
            .collect()
    }

    /// Adds what was read on a span to its line.
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
            let under_seal = self.red.is_on(Area {
                x0: span.x0 + from.max(0.0) as usize,
                x1: span.x0 + end.max(0.0) as usize,
                ..span
            });
            let most = match inked.has_ink && !under_seal {
                true => 1.0,
                false => OBSCURED,
            };
            let confidence = read.confidence.min(most);
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
        self.ink.tight(columns).unwrap_or(columns)
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

    /// Adds a line's glyphs to the result.
    pub fn write(&self, line: &correct::Line, scanned: &mut Scanned) {
        let point = |v: f32| v / self.scale;
        let em = line.em;
        let baseline = line.middle + (ASCENT - 0.5) * em;
        let is_small = em.min(self.em) / self.enlarged < SMALL;
        let most = if is_small { BADLY } else { 1.0 };
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
            scanned.scan.readings.push(Reading {
                confidence: letter.confidence.min(most),
                second: letter.second.map(|s| s.0),
            });
        }
        let unread = line
            .unexplained
            .iter()
            .filter(|shape| shape.may_be_text(em));
        let unread = unread.map(|shape| self.box_in_points(shape.area));
        scanned.scan.unexplained.extend(unread);
    }

    /// The boxes of photographs and black areas, in points.
    pub fn pictures(&self) -> Vec<Rect> {
        let pictures = self.pictures.iter();
        pictures.map(|area| self.box_in_points(*area)).collect()
    }

    /// The boxes of its seals, in points.
    pub fn seals(&self) -> Vec<Rect> {
        let seals = self.red.seals.iter();
        seals.map(|seal| self.box_in_points(*seal)).collect()
    }

    fn box_in_points(&self, area: Area) -> Rect {
        let [x0, y0, x1, y1] = [area.x0, area.y0, area.x1, area.y1].map(|v| v as f32 / self.scale);
        Rect::new(x0, y0, x1, y1)
    }

    /// The amount of ink in each column of a box.
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
