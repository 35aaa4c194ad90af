//! Character classes that several stages use. This is the only place that defines them.
//!
//! - scripts: [`is_cjk`], [`is_kana`], [`is_katakana`], [`is_hiragana`];
//! - brackets: [`is_opening`], [`is_closing`];
//! - line breaking (kinsoku): [`may_begin_line`], [`may_end_line`], [`ends_clause`], [`continues_line`], [`belongs_to_word_before`],
//!   [`belongs_to_word_behind`];
//! - list marks: [`is_bullet`], [`is_title_mark`], [`is_remark_mark`];
//! - folding: [`half_width`], [`digit`]; characters that draw nothing: [`is_invisible`].
//!
//! Every class includes full-width and half-width forms, so that nothing depends on whether a text was normalised.

/// Scripts written without spaces: radicals, kana, kanji, full-width forms, circled numbers.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Katakana and the prolonged sound mark, but not the middle dot.
pub fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ㇰ'..='ㇿ' | 'ｦ'..='ﾟ')
}

/// Hiragana.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// A hiragana or katakana letter, but not the prolonged sound mark.
pub fn is_kana(c: char) -> bool {
    !matches!(c, 'ー' | 'ｰ') && (is_hiragana(c) || is_katakana(c))
}

/// Kanji that are in none of the tables below: most characters that are looked up.
fn is_usual_kanji(c: char) -> bool {
    matches!(c, '一'..='鿿')
}

/// Opening brackets.
const OPENING: &str = "（［｛〔〈《「『【〘〖｢";
/// Closing brackets.
const CLOSING: &str = "）］｝〕〉》」』】〙〗｣";
/// The ends of clauses and sentences.
const PAUSES: &str = "、。，．､｡";
/// Small kana and iteration marks, which belong to the letter before them.
const ATTACHED: &str = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾｧｨｩｪｫｬｭｮｯ";
/// Other full-width characters that may not start a line.
const NO_START: &str = "ー・：；？！℃～〜…‥ｰ･";

/// ASCII opening brackets.
const ASCII_OPENING: &str = "([{";
const ASCII_CLOSING: &str = ")]}";
/// ASCII characters, and similar signs, that may not start a line.
const ASCII_NO_START: &str = ",.:;?!)]}%％°";

/// An opening bracket of either width.
pub fn is_opening(c: char) -> bool {
    !is_usual_kanji(c) && (OPENING.contains(c) || ASCII_OPENING.contains(c))
}

/// A closing bracket of either width.
pub fn is_closing(c: char) -> bool {
    CLOSING.contains(c) || ASCII_CLOSING.contains(c)
}

/// Whether line-breaking rules (kinsoku) allow a line to start with the character.
pub fn may_begin_line(c: char) -> bool {
    let tables = [CLOSING, PAUSES, ATTACHED, NO_START, ASCII_NO_START];
    is_usual_kanji(c) || !tables.iter().any(|table| table.contains(c))
}

/// Whether line-breaking rules (kinsoku) allow a line to end with the character.
pub fn may_end_line(c: char) -> bool {
    !is_opening(c)
}

/// A closing bracket, or a comma or full stop of Japanese text.
pub fn ends_clause(c: char) -> bool {
    is_closing(c) || (PAUSES.contains(c) && c != '．')
}

/// Characters that no author starts a line with: a line that starts with one continues the line before. No word starts
/// with を, ん or a small kana.
pub fn continues_line(c: char) -> bool {
    !is_usual_kanji(c) && (ends_clause(c) || ATTACHED.contains(c) || "をんンーｰ".contains(c))
}

/// Characters that start no word, however far a justified line separates them from the one before.
pub fn belongs_to_word_before(c: char) -> bool {
    CLOSING.contains(c) || PAUSES.contains(c) || ATTACHED.contains(c)
}

/// Characters that end no word.
pub fn belongs_to_word_behind(c: char) -> bool {
    OPENING.contains(c)
}

/// Marks before an unnumbered point.
const BULLETS: &str = "・･•‣●■◆▪□◇";
/// Marks before a title.
const TITLE_MARKS: &str = "○◯〇◎●◆■□◇";
/// Marks before a remark, which say what kind of remark it is.
const REMARK_MARKS: &str = "※＊→⇒○◯◎";
/// Marks that occur only at the start of a line: stars.
const STARS: &str = "☆★";

/// A mark before an unnumbered point; dropped from its text.
pub fn is_bullet(c: char) -> bool {
    BULLETS.contains(c)
}

/// The middle dot: a bullet at the start of a line, a separator inside it.
pub fn is_middle_dot(c: char) -> bool {
    matches!(c, '・' | '･')
}

/// A mark before a title; dropped from it.
pub fn is_title_mark(c: char) -> bool {
    TITLE_MARKS.contains(c)
}

/// A mark before a remark; kept, since it says what the text is.
pub fn is_remark_mark(c: char) -> bool {
    REMARK_MARKS.contains(c)
}

/// A mark that authors put at the start of a line. Arrows also occur between figures (3000⇒3452) and 〇 in numbers
/// (二〇二〇年), where a line may have wrapped before them, so they do not count.
pub fn opens_line(c: char) -> bool {
    let is_mark = is_bullet(c) || is_title_mark(c) || STARS.contains(c) || c == '※';
    is_mark && c != '〇'
}

/// Full-width ASCII as ASCII.
pub fn half_width(c: char) -> Option<char> {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => None,
    }
}

/// The value of a digit of either width.
pub fn digit(c: char) -> Option<u32> {
    half_width(c).unwrap_or(c).to_digit(10)
}

/// Soft hyphens, zero-width characters, direction marks, variation selectors and control codes.
pub fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    control
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{E0100}'..='\u{E01EF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_contains_a_usual_kanji() {
        let tables = [OPENING, CLOSING, PAUSES, ATTACHED, NO_START];
        assert!(!tables.concat().chars().any(is_usual_kanji));
    }

    type Class = fn(char) -> bool;

    /// The characters of a class among some of every kind.
    fn among_all(class: Class) -> String {
        let all = "漢々あをんっァアーｱｧｰ（(「｢）)」｣、，．。｡・･：%※○→①a7 \n\u{1}\u{200B}\u{FE0F}";
        all.chars().filter(|&c| class(c)).collect()
    }

    #[test]
    fn each_class_has_its_characters_in_either_width() {
        for (class, members) in [
            (is_kana as Class, "あをんっァアｱｧ"),
            (is_katakana, "ァアーｱｧｰ"),
            (is_opening, "（(「｢"),
            (is_closing, "）)」｣"),
            (ends_clause, "）)」｣、，。｡"),
            (continues_line, "々をんっァーｧｰ）)」｣、，。｡"),
            (belongs_to_word_before, "々っァｧ）」｣、，．。｡"),
            (belongs_to_word_behind, "（「｢"),
            (is_middle_dot, "・･"),
            (is_remark_mark, "※○→"),
            (is_invisible, "\u{1}\u{200B}\u{FE0F}"),
        ] {
            assert_eq!(among_all(class), members);
        }
        let no_start = among_all(|c| !may_begin_line(c));
        assert_eq!(no_start, "々っァーｧｰ）)」｣、，．。｡・･：%");
        assert_eq!(among_all(|c| !may_end_line(c)), "（(「｢");
    }

    #[test]
    fn characters_that_end_a_clause_may_not_start_a_line() {
        for c in ('\0'..='\u{FFFF}').filter(|&c| ends_clause(c) || belongs_to_word_before(c)) {
            assert!(!may_begin_line(c), "{c}");
        }
        for c in ('\0'..='\u{FFFF}').filter(|&c| belongs_to_word_behind(c)) {
            assert!(!may_end_line(c), "{c}");
        }
    }

    #[test]
    fn width_makes_no_difference() {
        assert_eq!(
            [digit('7'), digit('７'), digit('七')],
            [Some(7), Some(7), None]
        );
        assert!(is_katakana('ｱ') && is_bullet('･') && !may_begin_line('｣'));
    }

    #[test]
    fn arrows_and_the_kanji_zero_do_not_open_a_line() {
        let opening: String = "・○※→⇒〇＊A".chars().filter(|&c| opens_line(c)).collect();
        assert_eq!(opening, "・○※");
    }
}
