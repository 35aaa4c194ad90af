//! Figures: numbers with their units, as written and as numbers.
//!
//! Each number of the text is looked at with what stands on either side:
//! 1. what stands before may show that it is none: 第2回, 令和2, R3.1, 0268-22;
//! 2. what stands behind must be a unit, or ～ or ⇒ and a number that has one; a bare number counts only with a
//!    thousands separator, a ▲, or on either side of ⇒;
//! 3. 約, 延べ and 以上, 未満 around it become its qualifier.
//!
//! A number that is left out is no error, a wrong one is: in doubt there is none.

use serde_json::Number;

use crate::values::era::is_kanji;
use crate::values::folded;
use crate::values::numeral;
use crate::values::unit::{counts_kanji, stands_apart, unit};

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureValue {
    /// As written, with sign and unit: 11,721千円.
    pub text: String,
    /// The number: 11721000.
    pub value: Number,
    /// The unit: 円; empty for a bare number.
    pub unit: String,
    /// 約, 延べ, 以上, 未満 and the like; two are separated by a space.
    pub qualifier: Option<String>,
}

/// Words before a figure that qualify it, the longer first.
const BEFORE: &[&str] = &[
    "おおよそ", "おおむね", "およそ", "概ね", "延べ", "のべ", "累計", "合計", "平均", "最大", "最低", "ほぼ", "約",
    "延", "計", "全",
];
/// Of these, the ones that other words end with (安全, 設計): not after a kanji.
const ENDING_WORDS: &[&str] = &["延", "計", "全"];
/// Words behind a figure that qualify it, and what must not follow.
const BEHIND: &[(&str, &str)] = &[
    ("以上", ""),
    ("以下", ""),
    ("以内", ""),
    ("未満", ""),
    ("程度", ""),
    ("前後", ""),
    ("余り", ""),
    ("余", "裕剰地暇計"),
    ("超", "過"),
    ("弱", "者"),
    ("強", "化い引力調"),
];
/// Signs and words that turn a number negative.
const NEGATIVE: &[&str] = &["マイナス", "△", "▲", "-"];
/// What joins a number to one that has its unit: from–to and before–after.
const TO: &[&str] = &["～", "~", "-", "から", "ないし"];
const ARROWS: &[&str] = &["⇒", "→", "➡", "⇨", "▶"];

/// Every figure of the text, in order.
pub fn figures(text: &str) -> Vec<FigureValue> {
    let source = Source::new(text);
    let mut found = Vec::new();
    let mut earlier: Option<Numeral> = None;
    let mut at = 0;
    while let Some(numeral) = source.next_numeral(at) {
        at = numeral.end;
        let follows = earlier.filter(|last| source.is_joined(last, &numeral));
        let rejected = follows.is_some_and(|last| last.rejected);
        let numeral = Numeral {
            rejected: rejected || source.is_no_quantity(&numeral, earlier.as_ref()),
            ..numeral
        };
        if !numeral.rejected {
            found.extend(source.figure(&numeral, follows.is_some()));
        }
        earlier = Some(numeral);
    }
    found
}

/// A number in the text: byte range in the folded text.
#[derive(Clone, Copy, Debug)]
struct Numeral {
    start: usize,
    end: usize,
    kanji: bool,
    rejected: bool,
}

/// A text and its folded form, of the same number of characters.
struct Source<'a> {
    text: &'a str,
    folded: String,
}

impl<'a> Source<'a> {
    fn new(text: &'a str) -> Self {
        let folded = text.chars().map(folded).collect();
        Self { text, folded }
    }

    fn before(&self, at: usize) -> &str {
        self.folded.get(..at).unwrap_or_default()
    }

    fn behind(&self, at: usize) -> &str {
        self.folded.get(at..).unwrap_or_default()
    }

    /// The next run of digits with separators and kanji scales, or of kanji numerals.
    fn next_numeral(&self, from: usize) -> Option<Numeral> {
        let rest = self.behind(from);
        let offset = rest.find(|c: char| c.is_ascii_digit() || numeral::is_kanji(c))?;
        let start = from + offset;
        let kanji = !self.behind(start).starts_with(|c: char| c.is_ascii_digit());
        let end = start + if kanji { kanji_len(self.behind(start)) } else { digits_len(self.behind(start)) };
        Some(Numeral {
            start,
            end,
            kanji,
            rejected: false,
        })
    }

    /// Whether only a range sign or an arrow, perhaps with a unit before it, stands between two numbers.
    fn is_joined(&self, last: &Numeral, next: &Numeral) -> bool {
        let between = self.folded.get(last.end..next.start).unwrap_or_default();
        let unitless = unit(between).map_or(between, |u| between.strip_prefix(u).unwrap_or(between));
        let sign = strip_any(unitless.trim(), NEGATIVE).unwrap_or(unitless.trim());
        let joints = || TO.iter().chain(ARROWS);
        joints().any(|j| *j == sign || *j == unitless.trim())
    }

    /// Whether what stands before the number, or what it is written with, shows that it counts nothing.
    fn is_no_quantity(&self, numeral: &Numeral, earlier: Option<&Numeral>) -> bool {
        let before = self.before(numeral.start);
        let digits = self.folded.get(numeral.start..numeral.end).unwrap_or_default();
        let last = before.chars().next_back();
        let touches = |c: char| c.is_ascii_alphanumeric() || "第数何幾.,/〒№#".contains(c);
        last.is_some_and(touches)
            || is_part_of_code(before, self.behind(numeral.end))
            || ERAS.iter().any(|era| before.trim_end().ends_with(era))
            || (numeral.kanji && last.is_some_and(is_kanji))
            || is_open(before)
            || earlier.is_some_and(|e| self.is_rough(e, numeral))
            || numeral::parse(digits).is_none()
    }

    /// 2、3件: two or three.
    fn is_rough(&self, earlier: &Numeral, numeral: &Numeral) -> bool {
        let value = |n: &Numeral| numeral::small(self.folded.get(n.start..n.end)?);
        let between = self.folded.get(earlier.end..numeral.start);
        let follows = value(earlier).map(|v| v + 1) == value(numeral);
        matches!(between, Some("、" | "・")) && follows
    }

    fn figure(&self, numeral: &Numeral, joined: bool) -> Option<FigureValue> {
        let start = self.sign_start(numeral.start);
        let negative = start < numeral.start;
        let tail = self.tail(numeral, negative, joined)?;
        let written = self.folded.get(numeral.start..tail.number_end)?;
        let value = numeral::parse(written)?;
        let value = if negative { value.negated() } else { value };
        Some(FigureValue {
            text: self.original(start, tail.end)?.to_owned(),
            value: value.number()?,
            unit: tail.unit,
            qualifier: self.qualifier(start, tail.end, tail.extra),
        })
    }

    /// Where the sign before the number begins: a hyphen after a letter, a digit or a bracket is none.
    fn sign_start(&self, at: usize) -> usize {
        let before = self.before(at);
        let Some(sign) = NEGATIVE.iter().find(|sign| before.ends_with(**sign)) else {
            return at;
        };
        let start = at - sign.len();
        let stuck = |c: char| c.is_ascii_alphanumeric() || ")）%‰".contains(c) || is_katakana(c);
        let hyphen = *sign == "-" && self.before(start).chars().next_back().is_some_and(stuck);
        if hyphen { at } else { start }
    }

    /// What stands behind the number: its unit, or what makes it a figure without one.
    fn tail(&self, numeral: &Numeral, negative: bool, joined: bool) -> Option<Tail> {
        let (extra, rest) = remainder(self.behind(numeral.end));
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        let found = unit(rest.trim_start_matches(' ')).filter(|u| spaces == 0 || (spaces == 1 && stands_apart(u)));
        let digits = self.folded.get(numeral.start..numeral.end)?;
        if let Some(unit) = found {
            let end = self.folded.len() - rest.len() + spaces + unit.len();
            let accepted = !numeral.kanji || counts_in_kanji(digits, unit);
            return accepted.then(|| Tail {
                number_end: numeral.end,
                end,
                unit: unit.to_owned(),
                extra,
            });
        }
        if let Some(end) = self.days_end(numeral) {
            return Some(Tail {
                number_end: numeral.end,
                end,
                unit: "日".to_owned(),
                extra: None,
            });
        }
        let bare = |unit: String| Tail {
            number_end: numeral.end,
            end: numeral.end,
            unit,
            extra: None,
        };
        if let Some(unit) = self.carried(numeral) {
            return Some(bare(unit));
        }
        let signed = negative && !self.before(numeral.start).ends_with('-');
        let arrow = ARROWS.iter().any(|a| self.before(numeral.start).trim_end().ends_with(a));
        let stands_alone = !self.behind(numeral.end).starts_with(|c: char| c.is_ascii_alphabetic() || "年月日時階位".contains(c));
        let counts = digits.contains(',') || signed || (joined && arrow);
        (counts && stands_alone && !numeral.kanji).then(|| bare(String::new()))
    }

    /// The unit of the number that a range sign or an arrow leads to; empty after an arrow between bare numbers.
    fn carried(&self, numeral: &Numeral) -> Option<String> {
        let rest = self.behind(numeral.end).trim_start_matches(' ');
        let arrow = strip_any(rest, ARROWS);
        let next = arrow.or_else(|| strip_any(rest, TO))?.trim_start_matches(' ');
        let next = strip_any(next, BEFORE).unwrap_or(next);
        let next = strip_any(next, NEGATIVE).unwrap_or(next);
        let len = digits_len(next);
        let after = next.get(len..).filter(|_| len > 0)?;
        let after = after.trim_start_matches(' ');
        match unit(after) {
            Some(unit) => Some(unit.to_owned()),
            None => (arrow.is_some() && !after.starts_with(['年', '月', '日', '時', '階', '位'])).then(String::new),
        }
    }

    /// 日 counts days only where no date can be meant: 9.5日, 245日, 10日以内, 年5日.
    fn days_end(&self, numeral: &Numeral) -> Option<usize> {
        const LONGEST_MONTH: u32 = 31;
        let digits = self.folded.get(numeral.start..numeral.end)?;
        let after = self.behind(numeral.end).strip_prefix('日')?;
        let before = self.before(numeral.start);
        let cannot_be_date = digits.contains('.')
            || numeral::small(digits).is_some_and(|n| n > LONGEST_MONTH)
            || BEHIND.iter().any(|(word, _)| after.starts_with(word))
            || ["延べ", "のべ", "約", "年", "平均"].iter().any(|w| before.ends_with(w));
        let counts = cannot_be_date && !before.ends_with('月') && !after.starts_with('付') && !numeral.kanji;
        counts.then(|| numeral.end + "日".len())
    }

    fn qualifier(&self, start: usize, end: usize, extra: Option<&str>) -> Option<String> {
        let mut words = self.words_before(start);
        words.extend(extra);
        words.extend(word_behind(self.behind(end), self.before(end)));
        (!words.is_empty()).then(|| words.join(" "))
    }

    fn words_before(&self, start: usize) -> Vec<&'static str> {
        let mut words = Vec::new();
        let mut before = self.before(start).trim_end_matches(' ');
        while let Some(word) = BEFORE.iter().find(|word| before.ends_with(**word)) {
            let rest = before.strip_suffix(word).unwrap_or_default();
            if ENDING_WORDS.contains(word) && rest.chars().next_back().is_some_and(is_kanji) {
                break;
            }
            words.insert(0, *word);
            before = rest.trim_end_matches(' ');
        }
        words
    }

    /// The characters of the source that stand at a byte range of the folded text.
    fn original(&self, start: usize, end: usize) -> Option<&'a str> {
        let skip = self.before(start).chars().count();
        let take = self.folded.get(start..end)?.chars().count();
        let mut bounds = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).skip(skip);
        let first = bounds.next()?;
        let last = if take == 0 { first } else { bounds.nth(take - 1)? };
        self.text.get(first..last)
    }
}

const ERAS: &[&str] = &["令和", "平成", "昭和", "大正", "明治", "㋿", "㍻", "午前", "午後", "西暦", "No.", "Ver."];

/// What stands behind a number and makes it a figure.
struct Tail {
    number_end: usize,
    end: usize,
    unit: String,
    extra: Option<&'static str>,
}

/// 100余人: 余 between number and unit.
fn remainder(rest: &str) -> (Option<&'static str>, &str) {
    for word in ["余り", "余"] {
        if let Some(after) = rest.strip_prefix(word)
            && unit(after.trim_start_matches('の')).is_some()
        {
            return (Some(word), after.trim_start_matches('の'));
        }
    }
    (None, rest)
}

/// 以上, 未満 and the like behind a figure; 台 only where it is no counter (7億円台, 70%台).
fn word_behind(rest: &str, figure: &str) -> Option<&'static str> {
    if rest.starts_with("を超え") {
        return Some("超");
    }
    if rest.starts_with("に満たな") {
        return Some("未満");
    }
    if rest.starts_with('台') && figure.ends_with(['円', '%']) {
        return Some("台");
    }
    let (word, _) = BEHIND.iter().find(|(word, not_before)| {
        let after = rest.strip_prefix(word);
        after.is_some_and(|after| !after.starts_with(|c| not_before.contains(c)))
    })?;
    Some(word)
}

/// Length of a number in digits: 1,246 or 23.7, with scales: 4億5,000万, 11,721千.
fn digits_len(text: &str) -> usize {
    let mut len = plain_len(text);
    loop {
        let rest = text.get(len..).unwrap_or_default();
        let scales = rest.find(|c| !numeral::is_scale(c)).unwrap_or(rest.len());
        if scales == 0 || len == 0 {
            return len;
        }
        len += scales;
        len += plain_len(text.get(len..).unwrap_or_default());
    }
}

/// Digits, then groups of three behind commas, then a decimal part.
fn plain_len(text: &str) -> usize {
    let digits = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())
    };
    let mut len = digits(0);
    while (1..=3).contains(&len) || len > 4 {
        let grouped = text.get(len..).is_some_and(|rest| rest.starts_with(',')) && digits(len + 1) == 3;
        if !grouped {
            break;
        }
        len += 4;
    }
    let decimal = text.get(len..).is_some_and(|rest| rest.starts_with('.')) && len > 0;
    match digits(len + 1) {
        n if decimal && n > 0 => len + 1 + n,
        _ => len,
    }
}

fn kanji_len(text: &str) -> usize {
    text.find(|c| !numeral::is_kanji(c)).unwrap_or(text.len())
}

/// 二十三件 and 三千円 are numbers; 千円 alone is a unit, and 一部 is a word.
fn counts_in_kanji(digits: &str, unit: &str) -> bool {
    let scales_alone = digits.chars().all(|c| numeral::is_scale(c) && c != '十');
    let several = digits.chars().count() > 1;
    !scales_alone && (counts_kanji(unit) || (several && unit == "人"))
}

/// A telephone number, a version, a time: digits, then a point, hyphen or colon, then digits again and again.
fn is_part_of_code(before: &str, behind: &str) -> bool {
    let next_digit = |s: &str| s.starts_with(|c: char| c.is_ascii_digit());
    let last_digit = |s: &str| s.ends_with(|c: char| c.is_ascii_digit());
    let dotted = behind.strip_prefix('.').is_some_and(next_digit);
    let comma = behind.strip_prefix(',').is_some_and(next_digit);
    let clock = behind.strip_prefix(':').is_some_and(next_digit);
    let hyphens = |s: &str| s.strip_prefix('-').is_some_and(next_digit);
    let after_hyphen = before.strip_suffix('-').filter(|rest| last_digit(rest));
    let chain = after_hyphen.is_some_and(|rest| {
        let earlier = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        hyphens(behind) || earlier.ends_with('-') || rest.len() - earlier.len() > 3 || rest.ends_with('0') && earlier.is_empty()
    });
    let fraction = behind.strip_prefix('/').is_some_and(next_digit);
    dotted || comma || clock || chain || fraction
}

/// Whether the text ends inside 「…」 or 『…』: a name or a quotation, whose numbers count nothing here.
fn is_open(before: &str) -> bool {
    [('「', '」'), ('『', '』')]
        .iter()
        .any(|(open, close)| before.rfind(*open) > before.rfind(*close))
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

fn strip_any<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(*word))
}
