//! Which characters every match of a regular expression has, seen without compiling it.
//!
//! A character is one of 256 bits, which it shares with others: enough to see in a few steps that a text does not match.

use std::array;
use std::iter::Peekable;
use std::str::Chars;

/// A set of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters([u64; 4]);

/// The characters that every match of an expression has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// All of these.
    all: Letters,
    /// One of each of these sets.
    any: Vec<Letters>,
}

impl Letters {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        text.chars().for_each(|c| letters.add(c));
        letters
    }

    fn add(&mut self, c: char) {
        let (word, bit) = (u32::from(c) / u64::BITS % 4, u32::from(c) % u64::BITS);
        if let Some(word) = self.0.get_mut(word as usize) {
            *word |= 1 << bit;
        }
    }

    fn or(self, other: Self) -> Self {
        let words = self.0.into_iter().zip(other.0);
        let mut words = words.map(|(own, other)| own | other);
        Self(array::from_fn(|_| words.next().unwrap_or_default()))
    }

    fn has_all(self, other: Self) -> bool {
        let mut words = self.0.into_iter().zip(other.0);
        words.all(|(own, other)| own & other == other)
    }

    fn has_any(self, other: Self) -> bool {
        let mut words = self.0.into_iter().zip(other.0);
        words.any(|(own, other)| own & other != 0)
    }
}

impl Needs {
    /// Those of an expression. An expression that is not read whole, having flags for example, needs nothing.
    pub(super) fn of(source: &str) -> Self {
        let mut chars = source.chars().peekable();
        let found = alternatives(&mut chars);
        // what is left after an unmatched bracket is no expression
        let whole = found.ok().filter(|_| chars.next().is_none());
        whole.unwrap_or_default()
    }

    /// Whether a text with these letters may match.
    pub(super) fn are_in(&self, letters: Letters) -> bool {
        letters.has_all(self.all) && self.any.iter().all(|set| letters.has_any(*set))
    }

    fn one(c: char) -> Self {
        let mut needs = Self::default();
        needs.all.add(c);
        needs
    }

    fn and(mut self, mut other: Self) -> Self {
        self.all = self.all.or(other.all);
        self.any.append(&mut other.any);
        self
    }

    /// A set of which every match has one.
    fn set(&self) -> Option<Letters> {
        let is_empty = self.all == Letters::default();
        (!is_empty)
            .then_some(self.all)
            .or(self.any.first().copied())
    }
}

/// What this does not read: flags, character properties, classes in classes.
struct Unread;

/// What alternatives need, up to the bracket that closes them.
fn alternatives(chars: &mut Peekable<Chars<'_>>) -> Result<Needs, Unread> {
    let first = sequence(chars)?;
    if chars.peek() != Some(&'|') {
        return Ok(first);
    }
    let mut any = first.set();
    while chars.next_if_eq(&'|').is_some() {
        let own = sequence(chars)?.set();
        any = any.zip(own).map(|(all, own)| all.or(own));
    }
    Ok(Needs {
        any: any.into_iter().collect(),
        ..Needs::default()
    })
}

fn sequence(chars: &mut Peekable<Chars<'_>>) -> Result<Needs, Unread> {
    let mut needs = Needs::default();
    while chars.peek().is_some_and(|c| !matches!(c, '|' | ')')) {
        let own = item(chars)?;
        if !may_be_missing(chars) {
            needs = needs.and(own);
        }
    }
    Ok(needs)
}

fn item(chars: &mut Peekable<Chars<'_>>) -> Result<Needs, Unread> {
    match chars.next() {
        Some('(') => {
            named(chars)?;
            let inner = alternatives(chars)?;
            chars.next_if_eq(&')').map(|_| inner).ok_or(Unread)
        }
        Some('[') => class(chars).map(|()| Needs::default()),
        Some('\\') => match chars.next() {
            Some(c) if c.is_ascii_punctuation() => Ok(Needs::one(c)),
            Some('d' | 'D' | 's' | 'S' | 'w' | 'W' | 'b' | 'B') => Ok(Needs::default()),
            _ => Err(Unread),
        },
        Some('.' | '^' | '$') => Ok(Needs::default()),
        Some(c) => Ok(Needs::one(c)),
        None => Err(Unread),
    }
}

/// Passes over what says how a group is kept: `?:`, `?<name>`, `?P<name>`.
fn named(chars: &mut Peekable<Chars<'_>>) -> Result<(), Unread> {
    if chars.next_if_eq(&'?').is_none() {
        return Ok(());
    }
    match chars.next() {
        Some(':') => Ok(()),
        Some('P') if chars.next_if_eq(&'<').is_some() => name(chars),
        Some('<') => name(chars),
        _ => Err(Unread),
    }
}

fn name(chars: &mut Peekable<Chars<'_>>) -> Result<(), Unread> {
    chars.find(|c| *c == '>').map(|_| ()).ok_or(Unread)
}

/// Passes over a class.
fn class(chars: &mut Peekable<Chars<'_>>) -> Result<(), Unread> {
    chars.next_if_eq(&'^');
    chars.next_if_eq(&']');
    loop {
        match chars.next() {
            Some(']') => return Ok(()),
            Some('\\') => drop(chars.next()),
            Some('[') | None => return Err(Unread),
            Some(_) => {}
        }
    }
}

/// Passes over how often an item may occur: whether that includes never. A `?` behind another sign means no number.
fn may_be_missing(chars: &mut Peekable<Chars<'_>>) -> bool {
    let mut may = chars.next_if_eq(&'?').is_some();
    while let Some(c) = chars.next_if(|c| matches!(c, '?' | '*' | '+' | '{')) {
        may |= match c {
            '{' => {
                let least: String = chars.by_ref().take_while(|c| *c != '}').collect();
                let digits = least.split(',').next().unwrap_or_default();
                digits.parse().unwrap_or(0_u32) == 0
            }
            sign => sign == '*',
        };
    }
    may
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a text may match; the letters of these tests differ in their bits.
    fn may(source: &str, text: &str) -> bool {
        Needs::of(source).are_in(Letters::of(text))
    }

    #[test]
    fn a_text_without_a_letter_that_it_needs_does_not_match() {
        let cases = [
            ("^中間(報告|実績)", "中間報告 中間実績", "中間 間報 実績"),
            (
                "^取?り(組|く)み*(?P<year>年)$",
                "取り組み年 りく年",
                "取組み年 りく り年",
            ),
            (r"^\d?事業目標$", "3事業目標 事業目標", "事業目 業標"),
            ("^(数値|成果)目標|目的", "成果目標 目的", "数値 成果"),
            ("^.{0,10}(部|局)+$", "総務部 局", "課 0"),
            (
                r"^\(\d\).{2,20}(体系|概要)$",
                "(1)事業の概要",
                "(1)事業の効果 事業の概要",
            ),
            ("^[目標]値", "目値 標値", "目標"),
            ("^(R|令和)年度$", "R年度 令和年度", "年度 R年 和度"),
            ("a{2}b{0,1}c+", "aabc aac", "aab cc"),
            ("目*?標+?値", "標値 目標値", "目値 標"),
        ];
        for (source, may_match, cannot) in cases {
            for text in may_match.split(' ') {
                assert!(may(source, text), "{source} {text}");
            }
            for text in cannot.split(' ') {
                assert!(!may(source, text), "{source} {text}");
            }
        }
    }

    #[test]
    fn what_is_not_read_needs_nothing() {
        for source in [
            "",
            ".*",
            "^a?b*$",
            "a{0,3}",
            "[0-9]*",
            "(",
            ")目",
            "目|",
            "(?i)目標",
            r"\p{Han}目",
            "[[:alpha:]]目",
            r"\S+年?",
            "(目標)?(値)*",
        ] {
            assert_eq!(Needs::of(source), Needs::default(), "{source}");
        }
    }
}
