//! The advance boxes of characters, from the boxes of their ink.

use super::super::recognize::Read;
use super::{Fit, Inked};

/// The advance boxes of the characters, in pixels of the span.
pub fn advances(reads: &[Read], fit: &Fit, em: f32) -> Vec<(f32, f32)> {
    let pitch = pitch(reads, fit, em);
    let mut boxes: Vec<(f32, f32)> = fit
        .inked
        .iter()
        .map(|inked| ideal(reads, inked, pitch))
        .collect();
    for i in 1..boxes.len() {
        let (Some(a), Some(b)) = (fit.inked.get(i - 1), fit.inked.get(i)) else {
            continue;
        };
        let c = |inked: &Inked| reads.get(inked.read).map_or(' ', |r| r.c);
        let (Some(&(_, end)), Some(&(start, _))) = (boxes.get(i - 1), boxes.get(i)) else {
            continue;
        };
        if start - end >= closest(c(a), c(b)) * em {
            continue;
        }
        let meet = if start < end {
            (a.to + b.from) / 2.0
        } else {
            (start + end) / 2.0
        };
        if let Some(before) = boxes.get_mut(i - 1) {
            before.1 = meet.max(before.0 + 1.0);
        }
        if let Some(after) = boxes.get_mut(i) {
            after.0 = meet.min(after.1 - 1.0);
        }
    }
    boxes
}

/// The minimum width in ems of a space between two characters.
fn closest(a: char, b: char) -> f32 {
    let is_alphanumeric = |c: char| c.is_ascii_alphanumeric();
    match (is_alphanumeric(a), is_alphanumeric(b)) {
        (true, true) => 0.12,
        // Programs insert a quarter of an em there.
        (true, false) | (false, true) => 0.42,
        (false, false) => 0.22,
    }
}

/// The distance between the full-width characters of a line.
fn pitch(reads: &[Read], fit: &Fit, em: f32) -> f32 {
    let is_full = |inked: &Inked| {
        inked.has_ink
            && reads
                .get(inked.read)
                .is_some_and(|r| matches!(r.c, '一'..='鿿' | 'ぁ'..='ヺ'))
    };
    let mut steps: Vec<f32> = fit
        .inked
        .windows(2)
        .filter_map(|pair| pair.first().zip(pair.get(1)))
        .filter(|(a, b)| is_full(a) && is_full(b))
        .map(|(a, b)| (b.from + b.to - a.from - a.to) / 2.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps
        .get(steps.len() / 2)
        .copied()
        .filter(|_| steps.len() >= 5);
    usual.unwrap_or(em).clamp(0.75 * em, 1.1 * em)
}

/// The box of a character regardless of its neighbours.
fn ideal(reads: &[Read], inked: &Inked, pitch: f32) -> (f32, f32) {
    let c = reads.get(inked.read).map_or(' ', |r| r.c);
    let (from, to) = (inked.from, inked.to);
    let side = 0.06 * pitch;
    match c {
        '!'..='~' => (from - side, to + side),
        '、' | '。' | '，' | '．' | '」' | '』' | '）' | '】' | '〕' | '］' | '》' => {
            (from - side, from - side + pitch)
        }
        '「' | '『' | '（' | '【' | '〔' | '［' | '《' => (to + side - pitch, to + side),
        _ => {
            let middle = (from + to) / 2.0;
            let half = (pitch / 2.0).max((to - from) / 2.0);
            (middle - half, middle + half)
        }
    }
}
