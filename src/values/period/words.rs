//! The words around date expressions.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::values::cursor::Cursor;
use crate::values::period::token::Token;

/// Words and their tokens, by first character, since they are looked up at every character.
pub struct Words(HashMap<char, Vec<(&'static str, Token)>>);

impl Words {
    fn of(lists: &[&[(Token, &[&'static str])]]) -> Self {
        let mut by_first: HashMap<char, Vec<(&str, Token)>> = HashMap::new();
        for (token, words) in lists.iter().copied().flatten() {
            for word in *words {
                let same = word.chars().next().map(|c| by_first.entry(c).or_default());
                same.into_iter().for_each(|same| same.push((word, *token)));
            }
        }
        let longest_first =
            |words: &mut Vec<(&str, Token)>| words.sort_by_key(|(word, _)| usize::MAX - word.len());
        by_first.values_mut().for_each(longest_first);
        Self(by_first)
    }

    /// Advances past the longest word at the cursor.
    pub fn eat(&self, cursor: &mut Cursor) -> Option<Token> {
        let words = self.0.get(&cursor.peek()?)?;
        let (_, token) = words.iter().find(|(word, _)| cursor.eat(word))?;
        Some(*token)
    }
}

/// The words that count directly after a moment or its noun.
pub static BEHIND_MOMENT: LazyLock<Words> = LazyLock::new(|| Words::of(&[BEHIND]));
/// The words that count only directly after a moment: 9月目標, but not 令和2年度重点目標.
pub static STRAIGHT_BEHIND: LazyLock<Words> =
    LazyLock::new(|| Words::of(&[&[(Token::Until, &["目標"])]]));
/// The words that count anywhere.
pub static ANYWHERE: LazyLock<Words> = LazyLock::new(|| Words::of(&[JOINING, BEFORE, TIME_WORDS]));

/// Directly after a moment or its noun.
const BEHIND: &[(Token, &[&str])] = &[
    (
        Token::Vague,
        &[
            "頃",
            "ころ",
            "ごろ",
            "前後",
            "以前",
            "当初",
            "初め",
            "はじめ",
            "初頭",
            "前半",
            "後半",
            "半ば",
            "なかば",
            "中頃",
            "中ごろ",
            "早々",
            "前期",
            "後期",
            "を除",
            "は除",
            "除く",
            "以外",
            "春",
            "夏",
            "秋",
            "冬",
            "比",
            "くらい",
            "ぐらい",
            "あたり",
            "同様",
            "並み",
            "明け",
            "前まで",
            "より前",
            "より以前",
            "前に",
        ],
    ),
    (
        Token::Until,
        &[
            "までの間に",
            "まで",
            "迄",
            "を目途",
            "を目処",
            "をめど",
            "をメド",
            "目途",
            "目処",
            "めど",
            "メド",
            "を目標",
            "を期限",
            "期限",
            "期日",
            "をもって",
            "締め",
            "を締",
            "締切",
            "締め切り",
            "〆切",
            "〆",
            "必着",
            "消印有効",
            "当日消印有効",
            "納期",
            "いっぱい",
            "一杯",
            "限り",
        ],
    ),
    (
        Token::Since,
        &[
            "以降",
            "以後",
            "開始",
            "運用開始",
            "供用開始",
            "着手",
            "着工",
            "スタート",
        ],
    ),
];

/// Between moments, or anywhere.
const JOINING: &[(Token, &[&str])] = &[
    (Token::To(true), &["~"]),
    (Token::To(false), &["から", "より"]),
    (Token::Hyphen, &["-", "ー", "―", "—"]),
    (Token::Stop, &["\n", "、", ",", "・", ":", "及び", "並びに"]),
    (Token::Open, &["("]),
    (Token::Close, &[")"]),
];

/// Before a moment.
const BEFORE: &[(Token, &[&str])] = &[
    (
        Token::Due,
        &[
            "遅くとも",
            "期限日",
            "期限",
            "締切日",
            "締切",
            "締め切り",
            "〆切",
            "納期",
            "期日",
        ],
    ),
    (
        Token::Vague,
        &[
            "おおむね",
            "概ね",
            "おおよそ",
            "およそ",
            "約",
            "早ければ",
            "遅くても",
        ],
    ),
    (Token::Until, &["まで", "迄"]),
];

/// Words about time that are not understood.
const TIME_WORDS: &[(Token, &[&str])] = &[(
    Token::TimeWord,
    &[
        "年明け",
        "年始",
        "年越",
        "来春",
        "今春",
        "来夏",
        "今夏",
        "来秋",
        "今秋",
        "春",
        "夏",
        "秋",
        "冬",
        "末",
        "翌",
        "来月",
        "今月",
        "先月",
        "前月",
        "月末",
        "月初",
        "同",
    ],
)];
