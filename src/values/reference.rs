//! Texts that only refer to another: 中間報告のとおり.

/// What such a text can name, longer names first.
const NAMED: &[&str] = &[
    "中間報告",
    "期末報告",
    "数値目標",
    "取組項目",
    "左記",
    "上記",
    "前記",
    "前回",
    "前年度",
    "前期",
];
const LIKE: &[&str] = &[
    "のとおり",
    "の通り",
    "と同じ",
    "に同じ",
    "と同様",
    "に同様",
    "同様",
    "同じ",
];
const ALONE: &[&str] = &["同左", "同上", "左に同じ", "上に同じ"];

/// The text that `text` refers to, if its first sentence is nothing but a reference: 中間報告のとおり。 → 中間報告.
pub fn refers_to(text: &str) -> Option<&'static str> {
    let line = text.trim_start_matches(|c: char| c.is_whitespace() || "・○※".contains(c));
    let sentence = line.split(['。', '\n', '．']).next()?.trim();
    let alone = ALONE.iter().find(|word| **word == sentence);
    alone
        .or_else(|| NAMED.iter().find(|name| is_like(sentence, name)))
        .copied()
}

fn is_like(sentence: &str, name: &str) -> bool {
    sentence
        .strip_prefix(name)
        .and_then(|rest| LIKE.iter().find_map(|like| rest.strip_prefix(like)))
        .is_some_and(|rest| matches!(rest, "" | "です" | "である" | "とする" | "とします"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_their_text() {
        let cases = [
            ("中間報告のとおり。", Some("中間報告")),
            ("中間報告の通り", Some("中間報告")),
            ("中間報告と同じ", Some("中間報告")),
            ("・中間報告に同じ。", Some("中間報告")),
            ("中間報告のとおり。\n・訓練を実施した。", Some("中間報告")),
            ("同左", Some("同左")),
            ("上記のとおり", Some("上記")),
            ("中間報告のとおり進めた。", None),
            ("同左右", None),
            ("中間報告会を開催した。", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(refers_to(text), expected, "{text}");
        }
    }
}
