//! Words around a figure that say how exact it is or what it sums up: 約, 延べ, 以上.

use crate::values::era::is_kanji;

/// Words before a figure, longer ones first.
pub(super) const BEFORE: &[&str] = &[
    "おおよそ",
    "おおむね",
    "およそ",
    "概ね",
    "延べ",
    "のべ",
    "累計",
    "合計",
    "平均",
    "最大",
    "最小",
    "最高",
    "最低",
    "最多",
    "最少",
    "最長",
    "最短",
    "通算",
    "総計",
    "推計",
    "推定",
    "概算",
    "少なくとも",
    "ほぼ",
    "約",
    "延",
    "計",
    "全",
];
/// Those that other words end with (安全, 設計), so that they do not count after a kanji.
const ENDING_WORDS: &[&str] = &["延", "計", "全"];
/// Kanji that form a word with 約: 契約, 予約. After other kanji 約 is a qualifier: 年間約.
const BEFORE_YAKU: &[char] = &['契', '予', '節', '解', '誓'];
/// Words after a figure, and what must not follow them.
const BEHIND: &[(&str, &str)] = &[
    ("以上", ""),
    ("以下", ""),
    ("以内", ""),
    ("未満", ""),
    ("程度", ""),
    ("前後", ""),
    ("近く", ""),
    ("ほど", ""),
    ("くらい", ""),
    ("ぐらい", ""),
    ("余り", ""),
    ("余", "裕剰地暇計"),
    ("超", "過"),
    ("弱", "者"),
    ("強", "化い引力調"),
    ("増", "員額設資進強税産刷収量補築床便車改殖発"),
    ("減", "員額税免量災反収価点塩圧農便車"),
];
/// Equivalents in prose: the qualifier, and how the phrase begins.
const SAID: &[(&str, &str)] = &[("超", "を超え"), ("未満", "に満たな")];

/// The words directly before a figure, in order.
pub fn before(text: &str) -> Vec<&'static str> {
    let mut words = Vec::new();
    let mut text = text.trim_end_matches(' ');
    while let Some(word) = BEFORE.iter().find(|word| text.ends_with(**word)) {
        let rest = text.strip_suffix(word).unwrap_or_default();
        let ends_word = |last: char| match *word {
            "約" => BEFORE_YAKU.contains(&last),
            _ => ENDING_WORDS.contains(word) && is_kanji(last),
        };
        if rest.chars().next_back().is_some_and(ends_word) {
            break;
        }
        words.insert(0, *word);
        text = rest.trim_end_matches(' ');
    }
    words
}

/// The word directly after a figure; 台 only if it is not a counter (7億円台, 70%台).
pub fn behind(figure: &str, rest: &str) -> Option<&'static str> {
    if rest.starts_with('台') && figure.ends_with(['円', '%']) {
        return Some("台");
    }
    let said = SAID.iter().find(|(_, said)| rest.starts_with(said));
    let apart = rest.strip_prefix(' ').and_then(plain);
    // a kanji after a blank may start a word
    let apart = apart.filter(|word| word.chars().count() > 1);
    said.map(|(word, _)| *word)
        .or_else(|| plain(rest))
        .or(apart)
}

/// 以上, 未満 and similar at the start of a text.
pub fn plain(rest: &str) -> Option<&'static str> {
    let (word, _) = BEHIND.iter().find(|(word, not_before)| {
        let after = rest.strip_prefix(word);
        after.is_some_and(|after| !after.starts_with(|c| not_before.contains(c)))
    })?;
    Some(word)
}
