//! A text to search for figures, folded, with the mapping back to the original.

use crate::values::folded;
use crate::values::numeral;

/// A text and its folded form, which leaves out blanks that separate a number from its sign, scale or unit but
/// remembers where they were.
pub struct Source<'a> {
    text: &'a str,
    folded: String,
    /// For each character: its first byte in the folded text, its first byte in the original, and the byte after it.
    places: Vec<(usize, usize, usize)>,
    /// Bytes of the folded text before which a blank was left out.
    torn: Vec<usize>,
    /// Byte ranges of the folded text inside 「…」, and inside 『…』.
    quoted: [Vec<(usize, usize)>; 2],
}

impl<'a> Source<'a> {
    /// Folds the text.
    pub fn new(text: &'a str) -> Self {
        let mut source = Self {
            text,
            folded: String::with_capacity(text.len()),
            places: Vec::with_capacity(text.len() / 2 + 1),
            torn: Vec::new(),
            quoted: [Vec::new(), Vec::new()],
        };
        let mut chars = text.char_indices().peekable();
        let mut blanks = Vec::new();
        while let Some((at, c)) = chars.next() {
            let end = chars.peek().map_or(text.len(), |(at, _)| *at);
            let c = folded(c);
            if c == ' ' {
                blanks.push((at, end));
                continue;
            }
            source.put_blanks(&mut blanks, c);
            source.put(c, at, end);
        }
        source.quoted = [('「', '」'), ('『', '』')].map(|(o, c)| quoted(&source.folded, o, c));
        source
    }

    fn put(&mut self, c: char, at: usize, end: usize) {
        self.places.push((self.folded.len(), at, end));
        self.folded.push(c);
    }

    /// Appends the blanks before a character, or remembers that there were some.
    fn put_blanks(&mut self, blanks: &mut Vec<(usize, usize)>, next: char) {
        // more than two blanks separate columns
        if (1..=2).contains(&blanks.len()) && self.is_tear(next) {
            self.torn.push(self.folded.len());
            blanks.clear();
        }
        for (at, end) in blanks.drain(..) {
            self.put(' ', at, end);
        }
    }

    /// Whether a blank before `next` comes from typesetting: △ 5, 12 千円, 1億 2,000万, 令和4年 4月.
    fn is_tear(&self, next: char) -> bool {
        let mut back = self.folded.chars().rev();
        let Some(last) = back.next() else {
            return false;
        };
        let behind_digit = back.next().is_some_and(|c| c.is_ascii_digit());
        if next.is_ascii_digit() {
            return "△▲±¥年月".contains(last) || (behind_digit && "兆億万千百".contains(last));
        }
        let number = last.is_ascii_digit() || (numeral::is_scale(last) && behind_digit);
        number && !next.is_whitespace() && !"-~△▲±+→⇒➡⇨▶(「『・、,./".contains(next)
    }

    /// The folded text.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The folded text before a byte.
    pub fn before(&self, at: usize) -> &str {
        self.folded.get(..at).unwrap_or_default()
    }

    /// The folded text from a byte on.
    pub fn behind(&self, at: usize) -> &str {
        self.folded.get(at..).unwrap_or_default()
    }

    /// The folded text between two bytes.
    pub fn between(&self, start: usize, end: usize) -> &str {
        self.folded.get(start..end).unwrap_or_default()
    }

    /// The character before a byte.
    pub fn last_before(&self, at: usize) -> Option<char> {
        self.before(at).chars().next_back()
    }

    /// Whether a blank was left out before a byte.
    pub fn is_torn(&self, at: usize) -> bool {
        self.torn.binary_search(&at).is_ok()
    }

    /// The original text of a byte range of the folded text.
    pub fn original(&self, start: usize, end: usize) -> Option<&'a str> {
        let first = self.places.partition_point(|&(folded, ..)| folded < start);
        let behind = self.places.partition_point(|&(folded, ..)| folded < end);
        let &(_, from, _) = self.places.get(first)?;
        let &(_, _, to) = self.places.get(behind.checked_sub(1)?)?;
        self.text.get(from..to)
    }

    /// The end of the name or quotation that a byte is in; numbers inside it are not figures.
    pub fn quotation_end(&self, at: usize) -> Option<usize> {
        let close = |ranges: &Vec<(usize, usize)>| {
            let after = ranges.partition_point(|&(open, _)| open <= at);
            let &(_, close) = ranges.get(after.checked_sub(1)?)?;
            (at < close).then_some(close)
        };
        self.quoted.iter().find_map(close)
    }
}

/// The ranges between brackets of one kind; a bracket that is never closed quotes nothing.
fn quoted(text: &str, open: char, close: char) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut opened = None;
    for (at, bracket) in text.match_indices([open, close]) {
        if bracket.starts_with(open) {
            opened = Some(at);
        } else if let Some(start) = opened.take() {
            found.push((start, at));
        }
    }
    found
}
