//! Regular expressions for labels and lines: a few short texts each.
//!
//! What makes the crate `regex` quick on long texts, automata over bytes, takes it longer to build than all labels of a
//! small document take to match: a tenth of the whole conversion. `regex-lite`, by the same authors, builds none. Both
//! understand a plain expression alike; one that asks for Unicode's tables, flags or arithmetic of classes goes to `regex`.

use std::ops::Range;

/// A compiled expression.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    Plain(regex_lite::Regex),
    Full(regex::Regex),
}

impl Pattern {
    /// Compiles an expression; none if it is wrong or too large.
    pub(crate) fn new(source: &str) -> Option<Self> {
        let plain = || regex_lite::Regex::new(source).ok().map(Self::Plain);
        let full = || regex::Regex::new(source).ok().map(Self::Full);
        is_plain(source).then(plain).flatten().or_else(full)
    }

    /// Whether it fits somewhere in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Plain(re) => re.is_match(text),
            Self::Full(re) => re.is_match(text),
        }
    }

    /// The bytes that it takes where it fits first.
    pub(crate) fn find(&self, text: &str) -> Option<Range<usize>> {
        match self {
            Self::Plain(re) => re.find(text).map(|m| m.range()),
            Self::Full(re) => re.find(text).map(|m| m.range()),
        }
    }

    /// What the group of this name takes where it fits first; `Some(None)` where it fits without the group.
    pub(crate) fn group<'t>(&self, text: &'t str, name: &str) -> Option<Option<&'t str>> {
        match self {
            Self::Plain(re) => {
                let found = re.captures(text)?;
                Some(found.name(name).map(|m| m.as_str()))
            }
            Self::Full(re) => {
                let found = re.captures(text)?;
                Some(found.name(name).map(|m| m.as_str()))
            }
        }
    }
}

/// Whether both engines are sure to understand it alike: it escapes nothing but punctuation, sets no flags, and its
/// classes are lists of characters and ranges.
fn is_plain(source: &str) -> bool {
    let escapes_letters = source
        .split('\\')
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| !c.is_ascii_punctuation()));
    let sets_flags = source
        .split("(?")
        .skip(1)
        .any(|rest| !rest.starts_with(['<', ':']) && !rest.starts_with("P<"));
    let mixes_classes = ["[[", "&&", "--", "~~"];
    !(escapes_letters || sets_flags || mixes_classes.iter().any(|s| source.contains(s)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 8] = [
        "",
        "令和2年度",
        "R３年\n度",
        "①",
        "  12. 目標",
        "ＡＢab",
        "部部部",
        "a.b[c]",
    ];

    /// A profile is checked with `regex`: what passes there must mean the same here.
    #[test]
    fn means_what_regex_means() {
        let plain = [
            "",
            "^(?P<year>.*?年度)?.{0,10}$",
            r"^ *[0-9]{1,2}\.",
            "^(部|局)+$",
            "[①-⑳]",
            r"\.b\[",
            "^[^0-9]*(?:[0-9０-９])",
            "(?<a>R)(.)",
        ];
        let full = [
            r"\d+",
            "(?i)AB",
            r"^\s*[0-9]{1,2}\.",
            r"\p{Han}",
            "[a-z&&[^b]]",
        ];
        for source in plain.into_iter().chain(full) {
            assert_eq!(is_plain(source), plain.contains(&source), "{source}");
            let (ours, regex) = (Pattern::new(source), regex::Regex::new(source).ok());
            for text in TEXTS {
                let ours = ours.as_ref().and_then(|re| re.find(text));
                let theirs = regex.as_ref().and_then(|re| re.find(text));
                assert_eq!(ours, theirs.map(|m| m.range()), "{source} {text}");
            }
        }
        assert!(Pattern::new("(").is_none());
    }

    #[test]
    fn groups_are_known_by_name() {
        let pattern = Pattern::new("^(?P<year>.*年度)?点検$");
        let year = |text| pattern.as_ref().and_then(|p| p.group(text, "year"));
        assert_eq!(year("令和2年度点検"), Some(Some("令和2年度")));
        assert_eq!(year("点検"), Some(None));
        assert_eq!(year("点"), None);
    }
}
