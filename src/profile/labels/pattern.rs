//! Regular expressions of a profile, compiled only for texts that they may fit.
//!
//! Most patterns fit nothing in most files, and are asked of every label. Which characters a match needs is seen from the
//! expression without compiling it ([`Needs`]); a text without them is not asked.

use std::sync::{Arc, OnceLock};

use serde::Deserialize;

use super::needs::{Letters, Needs};
use crate::label_regex::LabelRegex;

/// A regular expression; an empty one, which would match every text, matches none. It is compiled once for all its clones.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "String")]
pub struct Pattern(Arc<Expression>);

#[derive(Debug, Default)]
struct Expression {
    source: String,
    needs: Needs,
    compiled: OnceLock<Option<LabelRegex>>,
}

/// A text with its letters, of which several patterns are asked.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'t> {
    text: &'t str,
    letters: Letters,
}

/// Patterns, each with what it stands for, that are asked together.
#[derive(Clone, Debug)]
pub(crate) struct Patterns<T>(Vec<(Pattern, T)>);

impl<S: Into<String>> From<S> for Pattern {
    /// Compiles nothing yet. An invalid expression matches nothing; loading the profile has reported it.
    fn from(source: S) -> Self {
        let source = source.into();
        Self(Arc::new(Expression {
            needs: Needs::of(&source),
            source,
            compiled: OnceLock::new(),
        }))
    }
}

impl<'t> From<&'t str> for Asked<'t> {
    fn from(text: &'t str) -> Self {
        let letters = Letters::of(text);
        Self { text, letters }
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source() == other.source()
    }
}

impl Pattern {
    /// The expression as written.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// Whether it matches anywhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.fits(text.into())
    }

    /// The same for a text of which other patterns are asked as well.
    pub(crate) fn fits(&self, asked: Asked<'_>) -> bool {
        let regex = self.regex_for(asked.letters);
        regex.is_some_and(|re| re.is_match(asked.text))
    }

    /// The text of a named group in the first match; `Some(None)` if it matches without the group.
    pub fn group<'t>(&self, text: &'t str, name: &str) -> Option<Option<&'t str>> {
        self.regex_for(Letters::of(text))?.group(text, name)
    }

    /// The expression, if a text with these letters may match.
    fn regex_for(&self, letters: Letters) -> Option<&LabelRegex> {
        let Expression {
            source,
            needs,
            compiled,
        } = self.0.as_ref();
        if source.is_empty() || !needs.are_in(letters) {
            return None;
        }
        compiled.get_or_init(|| LabelRegex::new(source)).as_ref()
    }
}

impl<T> Default for Patterns<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Patterns<T> {
    /// Adds one.
    pub fn push(&mut self, pattern: Pattern, what: T) {
        self.0.push((pattern, what));
    }

    /// What the pattern stands for, if it is among them.
    pub fn get_mut(&mut self, pattern: &Pattern) -> Option<&mut T> {
        let found = self.0.iter_mut().find(|(own, _)| own == pattern);
        found.map(|(_, what)| what)
    }

    /// What those stand for that match a text, in order.
    pub fn matching<'s>(&'s self, text: &'s str) -> impl Iterator<Item = &'s T> {
        let asked = Asked::from(text);
        let fitting = self
            .0
            .iter()
            .filter(move |(pattern, _)| pattern.fits(asked));
        fitting.map(|(_, what)| what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_nothing_is_always_asked() {
        assert!(Pattern::from(r"^\d+年?$").is_match("12"));
        assert!(Pattern::from("(?m)^b$").is_match("a\nb\nc"));
        assert!(Pattern::from("(?i)^no$").is_match("nO"));
        assert!(!Pattern::from("").is_match("12") && !Pattern::from("(").is_match("("));
    }

    #[test]
    fn texts_without_what_it_needs_do_not_compile_it() {
        let pattern = Pattern::from("評価$");
        let is_compiled = || pattern.0.compiled.get().is_some();
        assert!(!pattern.is_match("目標の達成") && !is_compiled());
        assert!(pattern.clone().is_match("最終評価") && is_compiled());
        assert!(!pattern.is_match("評価の"));
    }

    #[test]
    fn all_that_match_are_found_in_order() {
        let mut patterns = Patterns::default();
        for (number, source) in ["目標$", "^成果", "^(数値|成果)目標$", "評価"]
            .into_iter()
            .enumerate()
        {
            patterns.push(Pattern::from(source), number);
        }
        let found: Vec<usize> = patterns.matching("成果目標").copied().collect();
        assert_eq!(found, [0, 1, 2]);
        assert_eq!(patterns.matching("計画").count(), 0);
        assert_eq!(patterns.get_mut(&Pattern::from("評価")), Some(&mut 3));
    }
}
