//! Labels of one kind, and how labels are compared.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::likeness::likeness;
use super::pattern::{Pattern, Patterns};

/// Labels of one kind, each with the index that it names.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    exact: HashMap<String, usize>,
    patterns: Patterns<usize>,
    /// The labels as characters, in the profile's order, for matching by similarity.
    pub(super) letters: Vec<(Vec<char>, usize)>,
}

impl Names {
    pub(super) fn new(entries: impl Iterator<Item = (Vec<String>, Vec<Pattern>)>) -> Self {
        let mut names = Self::default();
        for (number, (labels, patterns)) in entries.enumerate() {
            for label in labels {
                let label = folded(&label);
                names.letters.push((label.chars().collect(), number));
                names.exact.entry(label).or_insert(number);
            }
            for pattern in patterns {
                names.patterns.push(pattern, number);
            }
        }
        names
    }

    /// The index that the label names, with the number of differing characters.
    pub(super) fn find(&self, label: &str) -> Option<(usize, usize)> {
        let bare = bare(label);
        if bare.is_empty() {
            return None;
        }
        let known = self.find_written(label).or_else(|| self.find_written(bare));
        known.map_or_else(|| self.find_like(bare), |number| Some((number, 0)))
    }

    fn find_written(&self, label: &str) -> Option<usize> {
        let matching = || self.patterns.matching(label).next().copied();
        self.exact.get(label).copied().or_else(matching)
    }

    /// The nearest label within the bound; `None` if two names are equally near.
    fn find_like(&self, label: &str) -> Option<(usize, usize)> {
        let label: Vec<char> = label.chars().collect();
        let mut best: Option<(usize, usize)> = None;
        let mut tie = false;
        for (letters, number) in &self.letters {
            let Some(distance) = likeness(letters, &label) else {
                continue;
            };
            match best {
                Some((n, d)) if distance > d || n == *number => {}
                Some((_, d)) if distance == d => tie = true,
                _ => (best, tie) = (Some((*number, distance)), false),
            }
        }
        best.filter(|_| !tie)
    }
}

/// A label without surrounding brackets and a colon at its end.
pub(crate) fn bare(label: &str) -> &str {
    let label = label.strip_suffix(':').unwrap_or(label);
    let brackets = [
        ('【', '】'),
        ('〔', '〕'),
        ('[', ']'),
        ('《', '》'),
        ('<', '>'),
    ];
    let within = |(open, close)| label.strip_prefix(open)?.strip_suffix(close);
    brackets.into_iter().find_map(within).unwrap_or(label)
}

/// A label in the form in which labels are compared: NFKC, without white space.
pub fn folded(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    for c in label.chars() {
        match folded_alone(c) {
            Alone::As(c) => folded.push(c),
            Alone::Nothing => {}
            Alone::Unknown => return label.nfkc().filter(|c| !c.is_whitespace()).collect(),
        }
    }
    folded
}

/// What is left of a character wherever it stands, of those that most labels are made of.
enum Alone {
    As(char),
    Nothing,
    /// NFKC's tables know.
    Unknown,
}

fn folded_alone(c: char) -> Alone {
    match c {
        '!'..='~'
        | '\u{3001}'..='\u{3020}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FC}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{25A0}'..='\u{2666}'
        | '→'
        | '×'
        | '※' => Alone::As(c),
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).map_or(Alone::Unknown, Alone::As),
        ' ' | '\n' | '\t' | '\u{3000}' => Alone::Nothing,
        _ => Alone::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_folded_as_nfkc_does() {
        for c in (0..=0x3_FFFF).filter_map(char::from_u32) {
            let nfkc = || c.to_string().nfkc().collect::<String>();
            match folded_alone(c) {
                Alone::As(folded) => assert_eq!(nfkc(), folded.to_string()),
                Alone::Nothing => assert!(nfkc().trim().is_empty(), "{c}"),
                Alone::Unknown => {}
            }
        }
        assert_eq!(folded("か\u{3099}Ａ 亜"), "がA亜");
        assert_eq!(
            folded("期間・期限（いつ）、 他\u{3000}。"),
            "期間・期限(いつ)、他。"
        );
    }
}
