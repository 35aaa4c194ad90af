//! The lines of a cell → its text, with only the author's line feeds.
//!
//! A line wrapped if the first unbreakable piece of the next did not fit into its room. Wrapped lines are joined, all
//! others remain lines. How a line opens can overrule this ([`opening`](super::opening)).

use crate::content::Line;
use crate::normalize::opening::{
    Numbering, is_kana_list, is_markers_only, opens_item, opens_numbered,
};
use crate::text::chars::is_middle_dot;
use crate::text::{Char, Text};

mod entries;

/// The most lines that a group of markers spans.
const MOST_LINES_OF_MARKERS: usize = 6;

/// No character fits into less room than this, in font sizes.
const LETTER: f32 = 0.5;

/// Joins the lines of a cell. Drops blank lines and white space at both ends of lines, except a drawn space where a
/// line wrapped.
pub fn join(lines: &[Line]) -> Text {
    let entries = entries::are_entries(lines);
    let mut lines = lines.iter().filter(|line| !line.text.is_blank());
    let Some(first) = lines.next() else {
        return Text::new();
    };
    let texts = lines.clone().map(|line| &line.text);
    let mut numbering = Numbering::of(texts, has_bullets(first, lines.clone()));
    let mut out = first.text.trimmed();
    numbering.note(&with_whole_marker(first, lines.clone()));
    let mut last = first;
    while let Some(line) = lines.next() {
        let text = match is_dotted(line) && wrapped(last, line) {
            true => with_rest(line, lines.clone()),
            false => with_whole_marker(line, lines.clone()),
        };
        let opens = || {
            // a title's sub-points do not precede its first number: `…の取組` `・支援` `(1) …` is one title
            let mut behind = lines.clone().map(|next| next.text.trimmed());
            let is_before_first =
                numbering.is_empty() && behind.next().is_some_and(|next| opens_numbered(&next));
            (!is_before_first || opens_numbered(&text)) && opens_item(&out, &text, &numbering)
        };
        let is_entry = entries && entries::opens_entry(line);
        if wrapped(last, line) && !is_entry && !opens() {
            out.0.extend(gap(last, &out, &text));
        } else {
            numbering.note(&text);
            out.insert('\n');
        }
        out.append(line.text.trimmed());
        last = line;
    }
    out
}

/// Whether some line starts with a middle dot although the line before had room left.
fn has_bullets<'l>(first: &'l Line, lines: impl Iterator<Item = &'l Line>) -> bool {
    let mut last = None;
    std::iter::once(first).chain(lines).any(|line| {
        let is_wrapped = last.replace(line).is_some_and(|last| wrapped(last, line));
        !is_wrapped && is_dotted(line)
    })
}

/// The line together with the following ones if a narrow cell broke its markers, as in `(1)、(2` `)5月`, or the line
/// after them, as in `ア` `R6.4`.
fn with_whole_marker<'l>(line: &Line, rest: impl Iterator<Item = &'l Line>) -> Text {
    let mut text = line.text.trimmed();
    let mut last = line;
    for next in rest.take(MOST_LINES_OF_MARKERS) {
        if !wrapped(last, next) {
            break;
        }
        let is_list = is_kana_list(&text);
        if !is_list && !is_markers_only(&text) {
            break;
        }
        if is_list && ends_in_marker(&text) {
            text.insert(' ');
        }
        text.append(next.text.trimmed());
        last = next;
    }
    text
}

/// How many characters of a line are looked at to decide whether a middle dot is part of a word.
const LONGEST_VIEW: usize = 60;

/// The line together with those that it wrapped into, up to that length.
fn with_rest<'l>(line: &'l Line, rest: impl Iterator<Item = &'l Line>) -> Text {
    let mut text = line.text.trimmed();
    let mut last = line;
    for next in rest {
        if text.len() > LONGEST_VIEW || !wrapped(last, next) || is_dotted(next) {
            break;
        }
        text.append(next.text.trimmed());
        last = next;
    }
    text
}

fn is_dotted(line: &Line) -> bool {
    line.text.first_letter().is_some_and(is_middle_dot)
}

/// Whether the second line starts because the first wrapped. Text input has infinite room and never wraps.
pub fn wrapped(last: &Line, next: &Line) -> bool {
    next.head > last.room
}

/// What goes between two joined lines: the drawn space where the line wrapped, a space between two Latin words or after
/// the marker `ア`, or nothing. A number that a narrow cell broke is joined without a space.
fn gap(last: &Line, before: &Text, after: &Text) -> Option<Char> {
    let drawn = last
        .text
        .chars()
        .last()
        .filter(|ch| ch.c.is_whitespace() && ch.len > 0);
    drawn.copied().or_else(|| {
        let end = before.chars().last()?.c;
        let start = after.chars().first()?.c;
        let is_apart = (are_words(before, end, start) && !is_broken_address(before, last))
            || is_marked(before, last);
        is_apart.then(|| Char::inserted(' '))
    })
}

/// How far back to look for the `://` or `@` of an address; browsers accept no longer URLs.
const LONGEST_ADDRESS: usize = 2_000;

/// Whether a completely full line ends in a URL or e-mail address, which wraps anywhere and has no spaces.
fn is_broken_address(before: &Text, last: &Line) -> bool {
    let backwards = before.chars().iter().rev().map(|ch| ch.c);
    let word = backwards.take_while(char::is_ascii_graphic);
    let word: Vec<char> = word.take(LONGEST_ADDRESS).collect();
    let is_address = word.contains(&'@') || word.windows(3).any(|w| w == ['/', '/', ':']);
    is_address && last.room < LETTER * last.size
}

/// Whether the line has only the markers of what follows.
fn is_marked(before: &Text, last: &Line) -> bool {
    let line = last.text.trimmed();
    let start = before.len().checked_sub(line.len() + 1);
    let begins = start.is_none_or(|at| before.chars().get(at).is_some_and(|ch| ch.c == '\n'));
    begins && is_kana_list(&line) && ends_in_marker(&line)
}

/// Whether a list of kana ends in a kana rather than in a separator.
fn ends_in_marker(list: &Text) -> bool {
    list.len() % 2 == 1
}

fn are_words(before: &Text, end: char, start: char) -> bool {
    let both_digits = end.is_ascii_digit() && start.is_ascii_digit();
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let goes_on = ",;".contains(end) && latin_before_end(before) && start.is_ascii_alphabetic();
    goes_on || (is_word(end) && is_word(start) && !both_digits)
}

fn latin_before_end(text: &Text) -> bool {
    let mut backwards = text.chars().iter().rev().skip(1);
    backwards
        .next()
        .is_some_and(|ch| ch.c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests;
