//! A middle dot at the start of a line: a bullet, or part of a word that wrapped before it (発注・納品).
//!
//! Typesetters that keep kinsoku start no line with it; with others, such as a spreadsheet without a language, its
//! neighbours have to decide. The rules below were weighed on the sheets of several departments, wrapped at every
//! width.

use crate::text::Char;
use crate::text::chars::{is_closing, is_hiragana, is_katakana, is_opening};

/// How far to look for brackets in both directions; text in brackets is mostly shorter, the text of a bullet longer.
const FURTHEST_BRACKET: usize = 40;
/// The longest noun that forms a pair such as 協議・調整.
const LONGEST_NOUN: usize = 8;
/// The longest remainder of a line after a pair: 取組・支援 soon ends its line, a point is longer.
const LONGEST_REST: usize = 2;
/// After a title (…の設置) a point starts with a noun of at least this length, and the rest of a word is shorter …
const LONG_NOUN: usize = 4;
/// … and this length is enough if the title has a marker, since points follow such titles.
const LONG_NOUN_BELOW_TITLE: usize = 3;

/// Characters that end a sentence, bracket or list.
const ENDS: &str = "。｡）)」｣』．、､，";
/// Characters that no noun ends with: particles, and verb endings.
const NO_NOUN: &str = "をはがにでへとのもやるたすくうむぶつぐぬだよねい";

/// The context of a middle dot at the start of a line.
pub(super) struct Dot<'a> {
    /// The preceding text of the author's line, as far as it is known.
    pub(super) before: &'a [Char],
    /// The text after it, to the end of the author's line.
    pub(super) behind: &'a [Char],
    /// Whether the line before it starts with a marker.
    pub(super) below_title: bool,
    /// Whether another line of the cell starts with a middle dot although the line before had room left.
    pub(super) has_bullets: bool,
}

impl Dot<'_> {
    /// Whether its neighbours make it part of a word.
    pub(super) fn is_in_word(&self) -> bool {
        let (Some(last), Some(next)) = (self.before.last(), self.behind.first()) else {
            return false;
        };
        let (last, next) = (last.c, next.c);
        if next.is_whitespace() || ENDS.contains(last) {
            return false;
        }
        if is_certain(self.before, self.behind) {
            return true;
        }
        !NO_NOUN.contains(last) && self.joins_nouns(next)
    }

    /// Whether it joins the noun before it with the one after it.
    fn joins_nouns(&self, next: char) -> bool {
        let before = noun(self.before.iter().rev());
        let behind = noun(self.behind.iter());
        let is_pair =
            before.kind == behind.kind && (before.len == behind.len || before.first == behind.last);
        let is_chained = self
            .before
            .iter()
            .rev()
            .nth(before.len)
            .is_some_and(|ch| ch.c == '・');
        if is_pair || (is_chained && !self.has_bullets) || is_short(&before, &behind) {
            return true;
        }
        if self.has_bullets {
            return self.behind.len() <= LONGEST_REST;
        }
        let follows_title = self
            .before
            .iter()
            .rev()
            .nth(before.len)
            .is_some_and(|ch| ch.c == 'の');
        let enough = match self.below_title {
            true => LONG_NOUN_BELOW_TITLE,
            false => LONG_NOUN,
        };
        let is_point = follows_title && behind.len >= enough;
        !is_point && !next.is_ascii_digit()
    }
}

/// Whether a middle dot in this context is part of a word regardless of the rest of the cell: between two katakana
/// words, two words in Latin letters, or two numbers, or inside brackets.
pub fn is_certain(before: &[Char], behind: &[Char]) -> bool {
    let (Some(last), Some(next)) = (before.last(), behind.first()) else {
        return false;
    };
    let both = |is: fn(char) -> bool| is(last.c) && is(next.c);
    both(is_katakana)
        || both(|c| c.is_ascii_alphanumeric())
        || is_in_bracket(before.iter().rev(), is_opening, is_closing)
        || is_in_bracket(behind.iter(), is_closing, is_opening)
}

/// Whether the next bracket in this direction shows that the dot is inside a pair of brackets.
fn is_in_bracket<'c>(
    chars: impl Iterator<Item = &'c Char>,
    ends: fn(char) -> bool,
    begins: fn(char) -> bool,
) -> bool {
    let mut open = 0_usize;
    for ch in chars.take(FURTHEST_BRACKET).take_while(|ch| ch.c != '。') {
        if begins(ch.c) {
            open += 1;
        } else if ends(ch.c) {
            match open.checked_sub(1) {
                Some(less) => open = less,
                None => return true,
            }
        }
    }
    false
}

/// The run of characters of one kind next to a middle dot.
struct Noun {
    kind: Option<Kind>,
    len: usize,
    /// The character next to the dot, and the one furthest from it.
    first: Option<char>,
    last: Option<char>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kanji,
    Katakana,
    Hiragana,
    Latin,
}

fn kind(c: char) -> Option<Kind> {
    match c {
        _ if is_katakana(c) => Some(Kind::Katakana),
        _ if is_hiragana(c) => Some(Kind::Hiragana),
        '一'..='鿿' | '々' => Some(Kind::Kanji),
        _ if c.is_ascii_alphanumeric() => Some(Kind::Latin),
        _ => None,
    }
}

fn noun<'c>(chars: impl Iterator<Item = &'c Char>) -> Noun {
    let mut letters = chars.map(|ch| ch.c).take(LONGEST_NOUN).peekable();
    let first = letters.peek().copied();
    let of = first.and_then(kind);
    let letters: Vec<char> = letters.take_while(|c| kind(*c) == of).collect();
    Noun {
        kind: of,
        len: letters.len(),
        first,
        last: letters.last().copied(),
    }
}

/// A pair whose first half is a single kanji: 国・県, 小・中学校.
fn is_short(before: &Noun, behind: &Noun) -> bool {
    let both_kanji = before.kind == Some(Kind::Kanji) && behind.kind == Some(Kind::Kanji);
    both_kanji && before.len == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn is_in_word(before: &str, behind: &str, has_bullets: bool) -> bool {
        let (before, behind) = (Text::unplaced(before), Text::unplaced(behind));
        let dot = Dot {
            before: before.chars(),
            behind: behind.chars(),
            below_title: false,
            has_bullets,
        };
        dot.is_in_word()
    }

    #[test]
    fn pairs_of_nouns_are_words() {
        for (before, behind) in [
            ("什器の仕様、計画的な発注", "納品"),
            ("関係課との協議", "調整を行った。"),
            ("情報伝達の多重化", "多様化を進める"),
            ("地域の取組", "支援"),
            ("職員のワーク", "ライフ・バランス"),
            ("生成AI", "RPAの活用"),
            ("年2回（6", "12月）"),
            ("専門職（学芸員、電気", "機械技師）の採用"),
            ("「自助", "共助」を主とする"),
            ("財源の確保に向けた国", "県の支援"),
        ] {
            assert!(is_in_word(before, behind, true), "{before}・{behind}");
        }
    }

    #[test]
    fn points_are_not_words() {
        for (before, behind) in [
            ("定例会を開いた。", "関係課で構成"),
            ("台帳を整備する", "点検を行う"),
            ("訓練の実施（2回）", "出前講座12件"),
            ("庁内会議の設置", "担当課長で構成する"),
            ("備品の購入", " 机12脚"),
        ] {
            assert!(!is_in_word(before, behind, true), "{before}・{behind}");
        }
    }

    #[test]
    fn without_other_bullets_an_uneven_pair_is_a_word() {
        assert!(is_in_word("適正な管理と入札", "契約制度の改善", false));
        assert!(!is_in_word("適正な管理と入札", "契約制度の改善", true));
        assert!(!is_in_word("手話の普及", "出前講座実施", false));
    }
}
