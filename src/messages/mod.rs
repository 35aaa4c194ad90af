//! Messages in Japanese. The library writes its messages in English, and so they stand in records; here they are
//! translated for people who read Japanese.
//!
//! `ja/` is the catalogue: English templates with their Japanese, in the order in which they are tried. A message that
//! no template fits keeps its English after the Japanese meaning of its code.

mod advice;
mod ja;
mod meaning;
mod template;

pub use advice::advice;
pub use meaning::meaning;

use crate::diagnostics::Code;

/// The message in Japanese, if the catalogue has it: clause by clause, which `; ` parts, or as a whole where a clause
/// alone is not in the catalogue.
pub fn japanese(message: &str) -> Option<String> {
    let clauses: Option<Vec<String>> = message.split("; ").map(whole).collect();
    clauses
        .map(|clauses| clauses.join("。"))
        .or_else(|| whole(message))
}

/// The message of a diagnostic in Japanese: the code's meaning and the English where the catalogue lacks it.
pub fn of_diagnostic(code: Code, message: &str) -> String {
    japanese(message).unwrap_or_else(|| format!("{}（{message}）", meaning(code)))
}

fn whole(message: &str) -> Option<String> {
    let mut pairs = ja::CATALOGUE.iter().copied().flatten();
    pairs.find_map(|(english, japanese)| {
        let parts = template::captures(english, message)?;
        template::filled(japanese, &parts)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_message_is_translated_with_its_values() {
        assert_eq!(
            japanese("item 3 has number 5, after 3").unwrap(),
            "3 番目の項目の番号が 5 です（直前は 3）"
        );
        assert_eq!(japanese("the input is empty").unwrap(), "ファイルが空です");
    }

    /// A general template before a special one would take its messages.
    #[test]
    fn no_template_stands_before_one_that_it_fits() {
        let all: Vec<(&str, &str)> = ja::CATALOGUE.iter().copied().flatten().copied().collect();
        let mut shadowed = Vec::new();
        for (english, _) in &all {
            let fits = |(known, _): &&(&str, &str)| template::captures(known, english).is_some();
            let first = all.iter().find(fits).map(|(known, _)| *known);
            shadowed.extend(
                first
                    .filter(|first| first != english)
                    .map(|first| (*english, first)),
            );
        }
        assert_eq!(shadowed, []);
    }

    #[test]
    fn phrases_inside_a_message_are_translated_as_well() {
        assert_eq!(
            japanese("a font could not be read; its text may be missing, on pages 1, 2 and 3 more")
                .unwrap(),
            "読み取れないフォントがあり、文字が欠けているおそれがあります（1, 2 ページほか 3 件）"
        );
    }

    #[test]
    fn clauses_are_translated_one_by_one() {
        assert_eq!(
            japanese("it took longer than 3 seconds; raise --timeout if you trust it").unwrap(),
            "3 秒を超えたため打ち切りました。信頼できるファイルなら --timeout を増やしてください"
        );
    }

    #[test]
    fn what_the_catalogue_lacks_keeps_its_english() {
        assert_eq!(japanese("no such message"), None);
        let told = of_diagnostic(Code::SchemaBroken, "\"x\" is not an integer");
        assert_eq!(
            told,
            "レコードがスキーマに適合しない（\"x\" is not an integer）"
        );
    }
}
