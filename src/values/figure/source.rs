//! A text in which figures are looked for: its numerals, and the way back from the folded text to what was written.

use crate::values::folded;
use crate::values::numeral;

/// A number in the text: byte range in the folded text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// First byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
    /// Whether it is written with kanji alone.
    pub kanji: bool,
}

/// A text and its folded form, of the same number of characters.
pub(super) struct Source<'a> {
    text: &'a str,
    folded: String,
    /// For each character, and for the end: its first byte in the folded text and in the text.
    starts: Vec<(usize, usize)>,
    /// Byte ranges of the folded text inside 「…」, and inside 『…』.
    quoted: [Vec<(usize, usize)>; 2],
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut source = String::with_capacity(text.len());
        let mut starts = Vec::with_capacity(text.len() / 2 + 1);
        for (at, c) in text.char_indices() {
            starts.push((source.len(), at));
            source.push(folded(c));
        }
        starts.push((source.len(), text.len()));
        Self {
            quoted: [quoted(&source, '「', '」'), quoted(&source, '『', '』')],
            text,
            folded: source,
            starts,
        }
    }

    pub fn before(&self, at: usize) -> &str {
        self.folded.get(..at).unwrap_or_default()
    }

    pub fn behind(&self, at: usize) -> &str {
        self.folded.get(at..).unwrap_or_default()
    }

    pub fn between(&self, start: usize, end: usize) -> &str {
        self.folded.get(start..end).unwrap_or_default()
    }

    pub fn last_before(&self, at: usize) -> Option<char> {
        self.before(at).chars().next_back()
    }

    /// The characters of a numeral.
    pub fn written(&self, numeral: &Numeral) -> &str {
        self.between(numeral.start, numeral.end)
    }

    /// What the text itself has at a byte range of the folded text.
    pub fn original(&self, start: usize, end: usize) -> Option<&'a str> {
        let at = |byte: usize| {
            let index = self.starts.binary_search_by_key(&byte, |&(f, _)| f).ok()?;
            self.starts.get(index).map(|&(_, at)| at)
        };
        self.text.get(at(start)?..at(end)?)
    }

    /// Whether it stands in a name or a quotation, whose numbers count nothing here.
    pub fn is_quoted(&self, at: usize) -> bool {
        self.quoted.iter().any(|ranges| {
            let after = ranges.partition_point(|&(open, _)| open < at);
            let last = after.checked_sub(1).and_then(|i| ranges.get(i));
            last.is_some_and(|&(_, close)| at < close)
        })
    }

    /// The next run of digits with separators and kanji scales, or of kanji numerals.
    pub fn next_numeral(&self, from: usize) -> Option<Numeral> {
        let is_numeral = |c: char| c.is_ascii_digit() || numeral::is_kanji(c);
        let start = from + self.behind(from).find(is_numeral)?;
        let rest = self.behind(start);
        let digits = digits_len(rest);
        let kanji = digits == 0;
        let len = if kanji { kanji_len(rest) } else { digits };
        Some(Numeral {
            start,
            end: start + len,
            kanji,
        })
    }
}

/// Where brackets of one kind open and close; one that is never closed quotes nothing.
fn quoted(text: &str, open: char, close: char) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if !text.contains(open) {
        return found;
    }
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

/// Length of a number in digits: 1,246 or 23.7, with scales: 4億5,000万, 11,721千.
pub fn digits_len(text: &str) -> usize {
    let mut len = plain_len(text);
    loop {
        let rest = text.get(len..).unwrap_or_default();
        let scales = rest.find(|c| !numeral::is_scale(c)).unwrap_or(rest.len());
        if scales == 0 || len == 0 {
            return len;
        }
        len += scales;
        len += plain_len(text.get(len..).unwrap_or_default());
    }
}

/// Digits, then groups of three behind commas, then a decimal part.
fn plain_len(text: &str) -> usize {
    let digits = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len())
    };
    let behind = |at: usize, c: char| text.get(at..).is_some_and(|rest| rest.starts_with(c));
    let first = digits(0);
    let mut len = first;
    while (1..=3).contains(&first) && behind(len, ',') && digits(len + 1) == 3 {
        len += 4;
    }
    let decimal = len > 0 && behind(len, '.');
    match digits(len + 1) {
        n if decimal && n > 0 => len + 1 + n,
        _ => len,
    }
}

fn kanji_len(text: &str) -> usize {
    text.find(|c| !numeral::is_kanji(c)).unwrap_or(text.len())
}
