//! Ink that was not read makes the characters around it uncertain: one may be missing there, or stand for two.

use super::{Letter, Line, Shape};

/// The maximum confidence in a character next to unread ink.
const BESIDE: f32 = 0.5;

/// Lowers the confidence of the characters on both sides of unread ink. For a line of which nothing was read, these are
/// the last one before it and the first one after it.
pub(super) fn doubt(cell: &mut [Line]) {
    for line in cell.iter_mut() {
        let em = line.em;
        for shape in line.unexplained.iter().filter(|s| s.may_be_text(em)) {
            let after = line.letters.partition_point(|l| is_before(l, shape));
            let letters = line.letters.iter_mut().enumerate();
            letters
                .filter(|(at, _)| (after.saturating_sub(1)..=after).contains(at))
                .for_each(|(_, letter)| lower(letter));
        }
    }
    let mut last: Option<&mut Letter> = None;
    let mut is_missing = false;
    for line in cell {
        if is_unread(line) {
            last.iter_mut().for_each(|letter| lower(letter));
            is_missing = true;
        }
        if let Some(first) = line.letters.first_mut().filter(|_| is_missing) {
            lower(first);
            is_missing = false;
        }
        last = line.letters.last_mut().or(last);
    }
}

/// How close to the longest line's end a line ends that has no room for another character, in ems.
const FULL: f32 = 1.1;

/// Lowers the confidence of a cell's last character where its 。 may be missing: programs let it hang over the edge of a
/// full cell, which cuts it off. Seen in a form printed by LibreOffice.
pub(super) fn doubt_end(cell: &mut [Line]) {
    let mut letters = cell.iter().flat_map(|line| &line.letters);
    if !letters.any(|letter| letter.c == '。') {
        return;
    }
    let mut lines = cell
        .iter_mut()
        .rev()
        .filter(|line| !line.letters.is_empty());
    let (last, others) = (lines.next(), lines);
    let ends = others.filter_map(|line| line.letters.last());
    let Some((line, longest)) = last.zip(ends.map(|letter| letter.ink.x1).max()) else {
        return;
    };
    let em = line.em;
    if let Some(last) = line.letters.last_mut() {
        let is_full = longest as f32 - last.ink.x1 as f32 <= FULL * em;
        let is_word = matches!(last.c, 'ぁ'..='ヺ' | '一'..='鿿');
        if is_full && is_word {
            lower(last);
        }
    }
}

fn is_before(letter: &Letter, shape: &Shape) -> bool {
    letter.ink.x0 < shape.area.x0
}

/// Whether nothing was read of a line with ink.
fn is_unread(line: &Line) -> bool {
    let mut unexplained = line.unexplained.iter();
    line.letters.is_empty() && unexplained.any(|shape| shape.may_be_text(line.em))
}

fn lower(letter: &mut Letter) {
    letter.confidence = letter.confidence.min(BESIDE);
}
