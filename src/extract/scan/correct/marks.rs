//! Marks at the head of a line: recognisers drop a lone ○ or ・ before text, whose shape is plain.

use super::{CORRECTED, Letter, Line, Shape};

/// Turns unexplained ink before a line's first character into the mark that it looks like.
pub(super) fn restore(line: &mut Line) {
    let Some(start) = line.letters.first().map(|l| l.ink.x0) else {
        return;
    };
    let heads = |shape: &Shape| shape.area.x1 <= start + 1;
    let Some(at) = line.unexplained.iter().position(heads) else {
        return;
    };
    let Some(shape) = line.unexplained.get(at).copied() else {
        return;
    };
    if let Some(c) = mark(&shape, line) {
        line.unexplained.remove(at);
        line.letters.insert(0, letter(c, &shape, line.em));
    }
}

/// What a lone ○ is read as.
const ROUND: &str = "0O〇◯０Ｏ①②③④⑤⑥⑦⑧⑨⑩";

/// Turns a round hollow character before text into ○: a digit in a circle has ink in its middle.
pub(super) fn circle(line: &mut Line) {
    let em = line.em;
    let has_text = line.letters.len() > 1;
    let Some(first) = line.letters.first_mut() else {
        return;
    };
    let (w, h) = (
        first.ink.width() as f32 / em,
        first.ink.height() as f32 / em,
    );
    let is_round = (0.6..=1.1).contains(&w) && (0.85..=1.18).contains(&(w / h.max(0.01)));
    if has_text && is_round && first.is_hollow && ROUND.contains(first.c) {
        first.correct('○');
    }
}

fn mark(shape: &Shape, line: &Line) -> Option<char> {
    let (w, h) = (
        shape.area.width() as f32 / line.em,
        shape.area.height() as f32 / line.em,
    );
    let is_round = (0.75..=1.33).contains(&(w / h.max(0.01)));
    let middle = (shape.area.y0 + shape.area.y1) as f32 / 2.0;
    let is_level = (middle - line.middle).abs() <= 0.25 * line.em;
    match (is_round && is_level, w) {
        (true, 0.5..=1.1) if shape.is_hollow => Some('○'),
        (true, 0.1..=0.36) if !shape.is_hollow => Some('・'),
        _ => None,
    }
}

fn letter(c: char, shape: &Shape, em: f32) -> Letter {
    let middle = (shape.area.x0 + shape.area.x1) as f32 / 2.0;
    Letter {
        c,
        advance: (middle - em / 2.0, middle + em / 2.0),
        ink: shape.area,
        is_hollow: shape.is_hollow,
        confidence: CORRECTED,
        second: None,
    }
}
