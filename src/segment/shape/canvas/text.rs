//! What a piece says as a label: whole, and without what stands below it in small type or in brackets behind it.

use super::super::super::squeezed;
use super::LONGEST_LABEL;
use crate::content::Line;
use crate::profile::folded;

/// Part of a line is in small type if it is at most this fraction of the largest size in its cell.
const SMALL_TYPE: f32 = 0.85;

/// The text of lines as a label, complete and without notes.
pub fn names_of(lines: &[Line]) -> (String, String) {
    let letters = |lines: &[Line]| lines.iter().map(|l| l.text.len()).sum::<usize>();
    if letters(lines) > 4 * LONGEST_LABEL {
        return (String::new(), String::new());
    }
    let text = folded(&squeezed(lines));
    if text.is_empty() || text.chars().count() > LONGEST_LABEL {
        return (String::new(), String::new());
    }
    let largest = lines.iter().fold(0.0_f32, |size, l| size.max(l.size));
    let is_large = |line: &Line| line.size >= SMALL_TYPE * largest;
    let plain = match lines.iter().all(is_large) {
        true => without_note(&text),
        false => {
            let large = lines.iter().filter(|line| is_large(line));
            let large: String = large.map(|line| line.text.squeezed()).collect();
            without_note(&folded(&large))
        }
    };
    (text, plain)
}

/// A text without brackets or ※ at its end.
fn without_note(text: &str) -> String {
    let before_note = text.split('※').next().unwrap_or(text);
    let closed = before_note.strip_suffix(')');
    let open = closed.and_then(|_| before_note.rfind('('));
    let plain = open.and_then(|at| before_note.get(..at));
    match plain {
        Some(plain) if !plain.is_empty() => plain.to_owned(),
        _ => before_note.to_owned(),
    }
}
