//! Marks at the head of a line: recognisers drop an isolated ○ or ・ before text, which its shape identifies.

use super::{CORRECTED, Letter, Line, Shape};

/// Turns unexplained ink into the mark that it looks like: ○ anywhere in a line, ・ before its first character.
pub(super) fn restore(line: &mut Line) {
    let Some(start) = line.letters.first().map(|l| l.ink.x0) else {
        return;
    };
    let shapes = std::mem::take(&mut line.unexplained);
    for shape in shapes {
        let is_head = shape.area.x1 <= start + 1;
        match mark(&shape, line).filter(|&c| is_head || c == '○') {
            Some(c) => {
                let after = |l: &Letter| l.ink.x0 >= shape.area.x1;
                let at = line.letters.iter().position(after);
                let at = at.unwrap_or(line.letters.len());
                line.letters.insert(at, letter(c, &shape, line.em));
            }
            None => line.unexplained.push(shape),
        }
    }
}

/// What an isolated ○ is read as.
const ROUND: &str = "0O〇◯０Ｏ①②③④⑤⑥⑦⑧⑨⑩CGQo";

/// Turns a round hollow character before text into ○: a digit in a circle has ink in its middle.
pub(super) fn circle(line: &mut Line) {
    let em = line.em;
    let next = line.letters.get(1).map(|l| l.c);
    let has_text = next.is_some_and(|c| !c.is_ascii_alphanumeric());
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

/// Turns unexplained ink after a line's last character into the 。 that it looks like.
pub(super) fn stop(line: &mut Line) {
    let Some(end) = line.letters.last().map(|l| l.ink.x1) else {
        return;
    };
    let is_stop = |shape: &Shape| {
        let area = shape.area;
        let (w, h) = (
            area.width() as f32 / line.em,
            area.height() as f32 / line.em,
        );
        let middle = (area.y0 + area.y1) as f32 / 2.0;
        area.x0 + 1 >= end
            && (0.18..=0.45).contains(&w)
            && (0.75..=1.33).contains(&(w / h.max(0.01)))
            && (0.15..=0.5).contains(&((middle - line.middle) / line.em))
    };
    if let Some(at) = line.unexplained.iter().position(is_stop) {
        let shape = line.unexplained.remove(at);
        let mut stop = letter('。', &shape, line.em);
        stop.advance.0 = shape.area.x0 as f32;
        line.letters.push(stop);
    }
}

/// Turns a dot at half the height of its line, unless it is between digits, into ・.
pub(super) fn middle_dot(line: &mut Line) {
    let chars: Vec<char> = line.letters.iter().map(|l| l.c).collect();
    let (em, level) = (line.em, line.middle);
    let is_latin = |i: Option<usize>| {
        i.and_then(|i| chars.get(i))
            .is_some_and(char::is_ascii_alphanumeric)
    };
    for (i, letter) in line.letters.iter_mut().enumerate() {
        let area = letter.ink;
        let middle = (area.y0 + area.y1) as f32 / 2.0;
        let is_small = area.width().max(area.height()) as f32 <= 0.36 * em;
        let is_level = (middle - level).abs() <= 0.15 * em;
        let in_number = is_latin(i.checked_sub(1)) && is_latin(Some(i + 1));
        if matches!(letter.c, '.' | '．' | ',' | '、' | '。') && is_small && is_level && !in_number
        {
            letter.correct('・');
        }
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
