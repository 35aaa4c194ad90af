//! The lines of a cell → its text, with the author's line feeds alone.
//!
//! A line wrapped if the next one's first piece had no room on it; wrapped lines are put together again, all others
//! stay lines. How a line opens can overrule this ([`opening`](super::opening)).

use crate::content::Line;
use crate::normalize::opening::{
    Numbering, is_kana_list, is_markers_only, opens_item, opens_numbered,
};
use crate::text::chars::is_middle_dot;
use crate::text::{Char, Text};

/// A group of markers stands on so many lines at most.
const MOST_LINES_OF_MARKERS: usize = 6;

/// Less room than so many font sizes takes no letter.
const LETTER: f32 = 0.5;

/// Joins the lines of a cell. Blank lines are dropped, and so is white space at either end of a line, but for a drawn
/// space at which a line wrapped.
pub fn join(lines: &[Line]) -> Text {
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
            // A title's sub-points do not stand before its first number: `…の取組` `・支援` `(1) …` is one title.
            let mut behind = lines.clone().map(|next| next.text.trimmed());
            let is_before_first =
                numbering.is_empty() && behind.next().is_some_and(|next| opens_numbered(&next));
            (!is_before_first || opens_numbered(&text)) && opens_item(&out, &text, &numbering)
        };
        if wrapped(last, line) && !opens() {
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

/// Whether some line begins with a middle dot, and not because the line before was full.
fn has_bullets<'l>(first: &'l Line, lines: impl Iterator<Item = &'l Line>) -> bool {
    let mut last = None;
    std::iter::once(first).chain(lines).any(|line| {
        let is_wrapped = last.replace(line).is_some_and(|last| wrapped(last, line));
        !is_wrapped && is_dotted(line)
    })
}

/// The line as it opens: with those behind it where a narrow cell broke its markers, as in `(1)、(2` `)5月`, or the line
/// behind them, as in `ア` `R6.4`.
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

/// So much of an author's line tells whether a middle dot is part of a word.
const LONGEST_VIEW: usize = 60;

/// The line with those behind it into which it wrapped, as far as they tell anything.
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

/// Whether the wrapping, not the author, began the second line. Text input has infinite room and never wraps.
pub fn wrapped(last: &Line, next: &Line) -> bool {
    next.head > last.room
}

/// What stands between two joined lines: the drawn space at which the line wrapped, a space between two Latin words or
/// behind the marker `ア`, or nothing. A number that a narrow cell broke joins without a space.
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

/// So far back its `://` or `@` is looked for; browsers take no longer addresses.
const LONGEST_ADDRESS: usize = 2_000;

/// Whether a line that is full to the last letter ends in an address: these are broken anywhere, and have no spaces.
fn is_broken_address(before: &Text, last: &Line) -> bool {
    let backwards = before.chars().iter().rev().map(|ch| ch.c);
    let word = backwards.take_while(char::is_ascii_graphic);
    let word: Vec<char> = word.take(LONGEST_ADDRESS).collect();
    let is_address = word.contains(&'@') || word.windows(3).any(|w| w == ['/', '/', ':']);
    is_address && last.room < LETTER * last.size
}

/// Whether the line holds nothing but the markers of what comes behind it.
fn is_marked(before: &Text, last: &Line) -> bool {
    let line = last.text.trimmed();
    let start = before.len().checked_sub(line.len() + 1);
    let begins = start.is_none_or(|at| before.chars().get(at).is_some_and(|ch| ch.c == '\n'));
    begins && is_kana_list(&line) && ends_in_marker(&line)
}

/// Whether a list of kana ends in one, and not in what joins it to the next.
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
