//! Regular expressions for labels and lines: a few short texts each.
//!
//! The usual engine first builds what makes it quick on long texts, automata and prefilters, and takes longer for that
//! than all of a small document's labels take to match. Without them the same engine is built in half the time. Syntax
//! and meaning are those of the crate `regex`, and a match still takes time linear in the text.

use regex_automata::meta::Regex;

/// Compiles an expression; none if it is wrong or too large.
pub(crate) fn pattern(source: &str) -> Option<Regex> {
    let lean = Regex::config()
        .hybrid(false)
        .dfa(false)
        .onepass(false)
        .auto_prefilter(false);
    Regex::builder().configure(lean).build(source).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the crate `regex`, which a profile is checked with, understands it.
    #[test]
    fn means_what_the_usual_engine_means() {
        let texts = [
            "",
            "令和2年度",
            "R３年\n度",
            "①",
            "  12. 目標",
            "ＡＢab",
            "部部部",
        ];
        let sources = [
            r"^(?P<year>.*?年度)?.{0,10}$",
            r"\d+",
            r"(?i)ab",
            r"^\s*[0-9]{1,2}\.",
            r"^(部|局)+$",
            "",
            "[\u{2460}-\u{2473}]",
        ];
        for source in sources {
            let (lean, usual) = (pattern(source), regex::Regex::new(source).ok());
            for text in texts {
                let lean = lean
                    .as_ref()
                    .and_then(|re| re.find(text))
                    .map(|m| m.range());
                let usual = usual.as_ref().and_then(|re| re.find(text));
                assert_eq!(lean, usual.map(|m| m.range()), "{source} {text}");
            }
        }
        assert!(pattern("(").is_none());
    }
}
