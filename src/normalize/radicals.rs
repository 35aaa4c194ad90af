//! Radicals → kanji: ⾏ (U+2F8F) → 行, ⻑ (U+2ED1) → 長.
//!
//! Fonts often share one glyph between a kanji and the radical of the same shape; a PDF's ToUnicode map may then name
//! the radical, which no search for the kanji finds.

use std::collections::BTreeMap;

use unicode_normalization::char::decompose_compatible;

use crate::normalize::Mode;
use crate::text::Text;

/// The ordinary kanji of a radical.
pub fn kanji(c: char) -> Option<char> {
    match c {
        // Unicode gives 戶 and 黑, but Japanese fonts draw these radicals with the glyphs of 戸 and 黒 (Adobe-Japan1)
        '\u{2F3E}' => Some('戸'),
        '\u{2FCA}' => Some('黒'),
        '\u{2F00}'..='\u{2FD5}' => compatible(c),
        '\u{2E80}'..='\u{2EF3}' => supplement(c),
        _ => None,
    }
}

fn compatible(c: char) -> Option<char> {
    let mut kanji = None;
    decompose_compatible(c, |d| kanji = Some(d));
    kanji.filter(|&k| k != c)
}

fn supplement(c: char) -> Option<char> {
    let index = SUPPLEMENT
        .binary_search_by_key(&c, |&(radical, _)| radical)
        .ok()?;
    SUPPLEMENT.get(index).map(|&(_, kanji)| kanji)
}

/// Counts the radicals that were replaced.
#[derive(Debug, Default)]
pub struct Count(BTreeMap<(char, char), u64>);

impl Count {
    /// The most examples in a message.
    const EXAMPLES: usize = 5;

    /// Counts the radicals of a text that `mode` replaces.
    pub fn add(&mut self, t: &Text, mode: Mode) {
        for pair in t.chars().iter().filter_map(|ch| replaced(ch.c, mode)) {
            *self.0.entry(pair).or_default() += 1;
        }
    }

    /// The message, if any were replaced: the count and the most frequent ones.
    pub fn message(&self) -> Option<String> {
        let total: u64 = self.0.values().sum();
        let mut found: Vec<_> = self.0.iter().collect();
        found.sort_by_key(|&(_, &count)| std::cmp::Reverse(count));
        let examples: Vec<String> = found
            .iter()
            .take(Self::EXAMPLES)
            .map(|&(&(c, kanji), _)| format!("U+{:04X} → {kanji}", u32::from(c)))
            .collect();
        (total > 0).then(|| {
            format!(
                "{total} radical code points were replaced by the kanji of the same shape ({})",
                examples.join(", ")
            )
        })
    }
}

fn replaced(c: char, mode: Mode) -> Option<(char, char)> {
    let becomes = match mode {
        Mode::Standard => kanji(c),
        // NFKC maps only two characters of the supplement
        Mode::Nfkc if ('\u{2E80}'..='\u{2FD5}').contains(&c) => compatible(c),
        Mode::Nfkc | Mode::None => None,
    };
    becomes.map(|kanji| (c, kanji))
}

/// CJK Radicals Supplement → Equivalent_Unified_Ideograph (Unicode 14, unchanged since), without those that have none
/// (U+2E80).
#[rustfmt::skip]
const SUPPLEMENT: [(char, char); 114] = [
    ('\u{2E81}', '厂'), ('\u{2E82}', '乛'), ('\u{2E83}', '乚'), ('\u{2E84}', '乙'),
    ('\u{2E85}', '亻'), ('\u{2E86}', '冂'), ('\u{2E87}', '𠘨'), ('\u{2E88}', '刀'),
    ('\u{2E89}', '刂'), ('\u{2E8A}', '卜'), ('\u{2E8B}', '㔾'), ('\u{2E8C}', '小'),
    ('\u{2E8D}', '小'), ('\u{2E8E}', '兀'), ('\u{2E8F}', '尣'), ('\u{2E90}', '尢'),
    ('\u{2E91}', '𡯂'), ('\u{2E92}', '巳'), ('\u{2E93}', '幺'), ('\u{2E94}', '彑'),
    ('\u{2E95}', '彐'), ('\u{2E96}', '忄'), ('\u{2E97}', '心'), ('\u{2E98}', '扌'),
    ('\u{2E99}', '攵'), ('\u{2E9B}', '旡'), ('\u{2E9C}', '日'), ('\u{2E9D}', '月'),
    ('\u{2E9E}', '歺'), ('\u{2E9F}', '母'), ('\u{2EA0}', '民'), ('\u{2EA1}', '氵'),
    ('\u{2EA2}', '氺'), ('\u{2EA3}', '灬'), ('\u{2EA4}', '爫'), ('\u{2EA5}', '爫'),
    ('\u{2EA6}', '丬'), ('\u{2EA7}', '牛'), ('\u{2EA8}', '犭'), ('\u{2EA9}', '王'),
    ('\u{2EAA}', '𤴔'), ('\u{2EAB}', '目'), ('\u{2EAC}', '示'), ('\u{2EAD}', '礻'),
    ('\u{2EAE}', '𥫗'), ('\u{2EAF}', '糹'), ('\u{2EB0}', '纟'), ('\u{2EB1}', '罓'),
    ('\u{2EB2}', '罒'), ('\u{2EB3}', '㓁'), ('\u{2EB4}', '冗'), ('\u{2EB5}', '𦉫'),
    ('\u{2EB6}', '羊'), ('\u{2EB7}', '𦍌'), ('\u{2EB8}', '𦍋'), ('\u{2EB9}', '耂'),
    ('\u{2EBA}', '肀'), ('\u{2EBB}', '聿'), ('\u{2EBC}', '肉'), ('\u{2EBD}', '𦥑'),
    ('\u{2EBE}', '艹'), ('\u{2EBF}', '艹'), ('\u{2EC0}', '艹'), ('\u{2EC1}', '虎'),
    ('\u{2EC2}', '衤'), ('\u{2EC3}', '覀'), ('\u{2EC4}', '西'), ('\u{2EC5}', '见'),
    ('\u{2EC6}', '角'), ('\u{2EC7}', '𧢲'), ('\u{2EC8}', '讠'), ('\u{2EC9}', '贝'),
    ('\u{2ECA}', '𧾷'), ('\u{2ECB}', '车'), ('\u{2ECC}', '辶'), ('\u{2ECD}', '辶'),
    ('\u{2ECE}', '辶'), ('\u{2ECF}', '邑'), ('\u{2ED0}', '钅'), ('\u{2ED1}', '長'),
    ('\u{2ED2}', '镸'), ('\u{2ED3}', '长'), ('\u{2ED4}', '门'), ('\u{2ED5}', '𨸏'),
    ('\u{2ED6}', '阝'), ('\u{2ED7}', '雨'), ('\u{2ED8}', '青'), ('\u{2ED9}', '韦'),
    ('\u{2EDA}', '页'), ('\u{2EDB}', '风'), ('\u{2EDC}', '飞'), ('\u{2EDD}', '食'),
    ('\u{2EDE}', '𩙿'), ('\u{2EDF}', '飠'), ('\u{2EE0}', '饣'), ('\u{2EE1}', '𩠐'),
    ('\u{2EE2}', '马'), ('\u{2EE3}', '骨'), ('\u{2EE4}', '鬼'), ('\u{2EE5}', '鱼'),
    ('\u{2EE6}', '鸟'), ('\u{2EE7}', '卤'), ('\u{2EE8}', '麦'), ('\u{2EE9}', '黄'),
    ('\u{2EEA}', '黾'), ('\u{2EEB}', '斉'), ('\u{2EEC}', '齐'), ('\u{2EED}', '歯'),
    ('\u{2EEE}', '齿'), ('\u{2EEF}', '竜'), ('\u{2EF0}', '龙'), ('\u{2EF1}', '龜'),
    ('\u{2EF2}', '亀'), ('\u{2EF3}', '龟'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kangxi_radicals_become_the_kanji_of_their_shape() {
        let text = "⼈⾏⾧⿓⼀";
        let kanji: String = text.chars().filter_map(kanji).collect();
        assert_eq!(kanji, "人行長龍一");
    }

    #[test]
    fn every_kangxi_radical_has_a_kanji() {
        assert!(('\u{2F00}'..='\u{2FD5}').all(|c| kanji(c).is_some()));
    }

    #[test]
    fn japanese_shapes_win_over_the_traditional_ones() {
        assert_eq!((kanji('⼾'), kanji('⿊')), (Some('戸'), Some('黒')));
    }

    #[test]
    fn the_supplement_is_sorted_and_reads_as_japanese() {
        assert!(SUPPLEMENT.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let kanji: String = "⺠⻑⻘⻄⻁⻩⻲⻭⻯⻨⻝⻆"
            .chars()
            .filter_map(kanji)
            .collect();
        assert_eq!(kanji, "民長青西虎黄亀歯竜麦食角");
    }

    #[test]
    fn ordinary_kanji_and_names_are_unchanged() {
        assert!("人﨑神塚髙".chars().all(|c| kanji(c).is_none()));
    }
}
