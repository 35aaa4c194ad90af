//! Regular expressions of a profile, compiled only for texts that they may fit.
//!
//! Most patterns fit nothing in most files, and are asked of every label. A character that every match holds is seen at
//! once. Parsing an expression takes longer, and tells with which strings a match begins and ends, if they are few. Only a
//! text that has them all is asked.

use std::sync::OnceLock;

use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Hir, Look};

use crate::label_regex::LabelRegex;

/// A regular expression; an empty one, which would match every text, matches none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pattern {
    source: String,
    /// A character that every match holds.
    sign: Option<char>,
    ends: OnceLock<Vec<Ends>>,
    compiled: OnceLock<Option<LabelRegex>>,
}

/// The strings with which every match begins, or those with which every match ends.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ends {
    strings: Vec<String>,
    /// Where in the text they have to be.
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Start,
    End,
    Anywhere,
}

impl Pattern {
    /// Parses nothing yet. An invalid expression matches nothing; loading the profile has reported it.
    pub(crate) fn new(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            sign: sign(source),
            ..Self::default()
        }
    }

    /// Whether it matches anywhere in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.regex_for(text).is_some_and(|re| re.is_match(text))
    }

    /// The text of a named group in the first match; `Some(None)` if it matches without the group.
    pub(crate) fn group<'t>(&self, text: &'t str, name: &str) -> Option<Option<&'t str>> {
        self.regex_for(text)?.group(text, name)
    }

    /// The expression, if the text may match.
    fn regex_for(&self, text: &str) -> Option<&LabelRegex> {
        if self.source.is_empty() || self.sign.is_some_and(|sign| !text.contains(sign)) {
            return None;
        }
        let ends = self.ends.get_or_init(|| ends(&self.source));
        if !ends.iter().all(|ends| ends.are_in(text)) {
            return None;
        }
        let compile = || LabelRegex::new(&self.source);
        self.compiled.get_or_init(compile).as_ref()
    }
}

impl Ends {
    /// `None` if the expression leaves them open.
    fn of(hir: &Hir, kind: ExtractKind, at: At) -> Option<Self> {
        let found = Extractor::new().kind(kind).extract(hir);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
        let strings: Option<Vec<String>> = found
            .literals()?
            .iter()
            .map(|literal| text(literal.as_bytes()).filter(|text| !text.is_empty()))
            .collect();
        strings.map(|strings| Self { strings, at })
    }

    fn are_in(&self, text: &str) -> bool {
        self.strings.iter().any(|s| match self.at {
            At::Start => text.starts_with(s.as_str()),
            At::End => text.ends_with(s.as_str()),
            At::Anywhere => text.contains(s.as_str()),
        })
    }
}

/// The first character that is itself in the expression, outside of groups, and cannot be left out; none where the
/// expression has classes, flags, or alternatives at its top.
fn sign(source: &str) -> Option<char> {
    let mut found = None;
    let mut depth = 0;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '[' => return None,
            '(' => {
                let mut ahead = chars.clone();
                let is_special = ahead.next() == Some('?');
                if is_special && !matches!(ahead.next(), Some('P' | '<' | ':')) {
                    return None;
                }
                depth += 1;
            }
            ')' => depth -= 1,
            '|' if depth == 0 => return None,
            _ if c.is_ascii() || depth > 0 || found.is_some() => {}
            _ if matches!(chars.peek(), Some('?' | '*' | '{')) => {}
            _ => found = Some(c),
        }
    }
    found
}

/// What every matching text has.
fn ends(source: &str) -> Vec<Ends> {
    let Ok(hir) = regex_syntax::parse(source) else {
        return Vec::new();
    };
    let looks = hir.properties();
    let anchored = |is: bool, at: At| if is { at } else { At::Anywhere };
    let start = anchored(looks.look_set_prefix().contains(Look::Start), At::Start);
    let end = anchored(looks.look_set_suffix().contains(Look::End), At::End);
    [(ExtractKind::Prefix, start), (ExtractKind::Suffix, end)]
        .into_iter()
        .filter_map(|(kind, at)| Ends::of(&hir, kind, at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Vec<(String, At)> {
        let ends = ends(source);
        ends.iter().map(|e| (e.strings.join(" "), e.at)).collect()
    }

    #[test]
    fn what_a_match_begins_and_ends_with_is_known() {
        let of_plan = of("総合計画.*位置付け$");
        assert_eq!(
            of_plan,
            [
                ("総合計画".into(), At::Anywhere),
                ("位置付け".into(), At::End)
            ]
        );
        assert_eq!(of("^.{0,10}(部|局)$"), [("局 部".into(), At::End)]);
        let goals = "数値目標 成果目標".to_owned();
        assert_eq!(of("^(数値|成果)目標.*"), [(goals, At::Start)]);
    }

    #[test]
    fn an_expression_that_leaves_them_open_is_always_asked() {
        for source in [".*", "^a?b?$", "[0-9]*", "(", r"\S+年?"] {
            assert_eq!(ends(source), [], "{source}");
        }
        assert!(Pattern::new(r"^\d+年?$").is_match("12"));
        assert!(Pattern::new("(?m)^b$").is_match("a\nb\nc"));
        assert!(Pattern::new("(?i)^no$").is_match("nO"));
        assert!(!Pattern::new("").is_match("12") && !Pattern::new("(").is_match("("));
    }

    #[test]
    fn a_sign_is_in_every_match() {
        let signs = [
            ("^中間(報告|実績)", Some('中')),
            ("^取?り(組|く)み*(?P<year>年度)事項", Some('り')),
            (r"^\d?事業目標$", Some('事')),
            ("^(数値|成果)目標|目的", None),
            ("(?i)目標", None),
            ("^[目標]値", None),
            ("(部|局)$", None),
        ];
        for (source, expected) in signs {
            assert_eq!(sign(source), expected, "{source}");
        }
    }

    #[test]
    fn texts_without_them_do_not_compile_it() {
        let pattern = Pattern::new("評価$");
        assert!(!pattern.is_match("評価の") && pattern.compiled.get().is_none());
        assert!(pattern.is_match("最終評価") && pattern.compiled.get().is_some());
    }
}
