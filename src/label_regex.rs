//! Regular expressions for labels and lines, each of which is matched against a few short strings only.
//!
//! The automata that make the crate `regex` fast on long texts take longer to build than it takes to match all labels of
//! a small document: a tenth of the whole conversion. `regex-lite`, by the same authors, builds none. Both treat plain
//! expressions alike; those with Unicode classes, flags or class set operations go to `regex`. `\d` and `\s` are plain,
//! as ASCII digits and ASCII white space: in labels NFKC has left hardly any others.

use std::ops::Range;

/// A compiled expression.
#[derive(Clone, Debug)]
pub(crate) enum LabelRegex {
    Plain(regex_lite::Regex),
    Full(regex::Regex),
}

impl LabelRegex {
    /// Compiles an expression; `None` if it is invalid or too large.
    pub(crate) fn new(source: &str) -> Option<Self> {
        let plain = || regex_lite::Regex::new(source).ok().map(Self::Plain);
        let full = || regex::Regex::new(source).ok().map(Self::Full);
        is_plain(source).then(plain).flatten().or_else(full)
    }

    /// Whether it matches anywhere in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Plain(re) => re.is_match(text),
            Self::Full(re) => re.is_match(text),
        }
    }

    /// The byte range of the first match.
    pub(crate) fn find(&self, text: &str) -> Option<Range<usize>> {
        match self {
            Self::Plain(re) => re.find(text).map(|m| m.range()),
            Self::Full(re) => re.find(text).map(|m| m.range()),
        }
    }

    /// The text of a named group in the first match; `Some(None)` if it matches without the group.
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

/// Whether both engines are known to treat it alike: it escapes only punctuation, digits and white space, sets no flags,
/// and its classes are lists of characters and ranges.
fn is_plain(source: &str) -> bool {
    let escapes_letters = source
        .split('\\')
        .skip(1)
        .any(|rest| !rest.starts_with(|c: char| c.is_ascii_punctuation() || "dDsS".contains(c)));
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

    /// Profiles are checked with `regex`: what passes there must mean the same here.
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
        let full = [r"\w+", "(?i)AB", r"\p{Han}", "[a-z&&[^b]]"];
        for source in plain.into_iter().chain(full) {
            assert_eq!(is_plain(source), plain.contains(&source), "{source}");
            let (ours, regex) = (LabelRegex::new(source), regex::Regex::new(source).ok());
            for text in TEXTS {
                let ours = ours.as_ref().and_then(|re| re.find(text));
                let theirs = regex.as_ref().and_then(|re| re.find(text));
                assert_eq!(ours, theirs.map(|m| m.range()), "{source} {text}");
            }
        }
        assert!(LabelRegex::new("(").is_none());
    }

    #[test]
    fn digits_and_white_space_are_those_of_ascii() {
        let matches = |source: &str, text: &str| {
            let re = LabelRegex::new(source);
            assert!(is_plain(source));
            re.is_some_and(|re| re.is_match(text))
        };
        assert!(matches(r"^(R|令和)(\d+|元)年度$", "令和12年度"));
        assert!(!matches(r"\d", "三"));
        assert!(matches(r"^\S+\s\S+$", "目標 12"));
        assert!(matches(r"^[\d.]+\D$", "3.5人"));
    }

    #[test]
    fn groups_are_known_by_name() {
        let pattern = LabelRegex::new("^(?P<year>.*年度)?点検$");
        let year = |text| pattern.as_ref().and_then(|p| p.group(text, "year"));
        assert_eq!(year("令和2年度点検"), Some(Some("令和2年度")));
        assert_eq!(year("点検"), Some(None));
        assert_eq!(year("点"), None);
    }
}
