//! Which of a profile's labels a text is, all of them in one look-up.

use std::collections::HashMap;

use super::{Pattern, Patterns, bare, folded};

/// Labels and patterns with one meaning.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Number of the meaning; `None` if nothing has it.
    meaning: Option<usize>,
    labels: Vec<String>,
    patterns: Vec<Pattern>,
}

/// What a text may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meanings(Vec<usize>);

/// The words of all meanings.
#[derive(Clone, Debug, Default)]
pub struct WordIndex {
    exact: HashMap<String, Vec<usize>>,
    patterns: Patterns<Vec<usize>>,
    meanings: usize,
}

impl Words {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty() && self.patterns.is_empty()
    }

    /// Whether a text with these meanings is one of them.
    pub fn are_among(&self, meanings: &Meanings) -> bool {
        self.meaning.is_some_and(|own| meanings.0.contains(&own))
    }

    /// The group `year` of the pattern that matches a text.
    pub fn year(&self, text: &str) -> Option<String> {
        let year = |p: &Pattern| p.group(text, "year").flatten().map(str::to_owned);
        self.patterns.iter().find_map(year)
    }

    /// The labels as written in the profile, folded.
    pub fn exact(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(String::as_str)
    }
}

impl WordIndex {
    /// A meaning of its own for labels and patterns.
    pub fn add(&mut self, labels: &[String], patterns: &[Pattern]) -> Words {
        let mut words = Words::default();
        self.extend(&mut words, labels, patterns);
        words
    }

    /// Gives further labels and patterns the meaning of others.
    pub fn extend(&mut self, words: &mut Words, labels: &[String], patterns: &[Pattern]) {
        if labels.is_empty() && patterns.is_empty() {
            return;
        }
        let meaning = *words.meaning.get_or_insert_with(|| {
            self.meanings += 1;
            self.meanings
        });
        for label in labels {
            let label = folded(label);
            let label = bare(&label);
            self.exact
                .entry(label.to_owned())
                .or_default()
                .push(meaning);
            words.labels.push(label.to_owned());
        }
        for pattern in patterns {
            match self.patterns.get_mut(pattern) {
                Some(meanings) => meanings.push(meaning),
                None => self.patterns.push(pattern.clone(), vec![meaning]),
            }
            words.patterns.push(pattern.clone());
        }
    }

    /// The same for texts of which those that begin with `^` are patterns.
    pub fn extend_mixed(&mut self, words: &mut Words, texts: &[String]) {
        let (patterns, labels): (Vec<_>, Vec<_>) =
            texts.iter().cloned().partition(|t| t.starts_with('^'));
        let patterns: Vec<Pattern> = patterns.into_iter().map(Pattern::from).collect();
        self.extend(words, &labels, &patterns);
    }

    /// The meanings of a text, with or without brackets around it.
    pub fn find(&self, text: &str) -> Meanings {
        let mut found = Meanings::default();
        if text.is_empty() {
            return found;
        }
        self.find_written(text, &mut found);
        let bare = bare(text);
        if bare != text {
            self.find_written(bare, &mut found);
        }
        found
    }

    fn find_written(&self, text: &str, found: &mut Meanings) {
        found.0.extend(self.exact.get(text).into_iter().flatten());
        found.0.extend(self.patterns.matching(text).flatten());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> (WordIndex, Words, Words) {
        let mut index = WordIndex::default();
        let goals = index.add(&["目 標".to_owned()], &[Pattern::from("^(数値|成果)目標$")]);
        let mut years = Words::default();
        let texts = ["^(?P<year>.+年度)目標$".to_owned(), "目標".to_owned()];
        index.extend_mixed(&mut years, &texts);
        (index, goals, years)
    }

    #[test]
    fn a_text_has_the_meanings_of_all_that_it_is() {
        let (index, goals, years) = index();
        let is = |text: &str| {
            let found = index.find(text);
            (goals.are_among(&found), years.are_among(&found))
        };
        assert_eq!(is("目標"), (true, true));
        assert_eq!(is("【目標】"), (true, true));
        assert_eq!(is("成果目標"), (true, false));
        assert_eq!(is("令和6年度目標"), (false, true));
        assert_eq!(is("目標値"), (false, false));
        assert_eq!(is(""), (false, false));
        assert_eq!(years.year("令和6年度目標").as_deref(), Some("令和6年度"));
        assert_eq!(goals.exact().collect::<Vec<_>>(), ["目標"]);
    }

    #[test]
    fn nothing_is_a_word_without_labels() {
        let (mut index, ..) = index();
        let none = index.add(&[], &[]);
        assert!(none.is_empty() && !none.are_among(&index.find("目標")));
        assert!(!none.are_among(&Meanings::default()));
    }

    #[test]
    fn words_are_extended_by_those_of_others() {
        let (mut index, goals, _) = index();
        let mut any = Words::default();
        index.extend(&mut any, &["成果".to_owned()], &[]);
        index.extend(&mut any, &["目標".to_owned()], &[]);
        let found = index.find("目標");
        assert!(any.are_among(&found) && goals.are_among(&found));
        assert!(any.are_among(&index.find("成果")) && !goals.are_among(&index.find("成果")));
    }
}
