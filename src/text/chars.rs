//! Classes of characters that several stages ask for. Each table stands here, and nowhere else.
//!
//! - scripts: [`is_cjk`], [`is_kana`], [`is_katakana`], [`is_hiragana`];
//! - brackets: [`is_opening`], [`is_closing`];
//! - line breaking (kinsoku): [`may_begin_line`], [`may_end_line`], [`ends_clause`], [`continues_line`], [`belongs_to_word_before`],
//!   [`belongs_to_word_behind`];
//! - list marks: [`is_bullet`], [`is_title_mark`], [`is_remark_mark`];
//! - folding: [`half_width`], [`digit`]; characters that draw nothing: [`is_invisible`].
//!
//! Every table knows full-width and half-width forms, so that nothing that is read from a text hangs on whether it was
//! normalised.

/// Scripts written without spaces: radicals, kana, kanji, full-width forms, circled numbers.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Katakana and the mark that prolongs it; not the middle dot.
pub fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ㇰ'..='ㇿ' | 'ｦ'..='ﾟ')
}

/// Hiragana.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// A letter of either kana, without the mark that prolongs it.
pub fn is_kana(c: char) -> bool {
    c != 'ー' && (is_hiragana(c) || is_katakana(c))
}

/// Brackets that open.
const OPENING: &str = "（［｛〔〈《「『【〘〖｢";
/// Brackets that close.
const CLOSING: &str = "）］｝〕〉》」』】〙〗｣";
/// The ends of clauses and sentences.
const PAUSES: &str = "、。，．､｡";
/// Kana and marks that go on from the letter before them.
const ATTACHED: &str = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞヽヾｧｨｩｪｫｬｭｮｯ";
/// Other full-width characters that may not begin a line.
const NO_START: &str = "ー・：；？！℃～〜…‥ｰ･";

/// Brackets in ASCII.
const ASCII_OPENING: &str = "([{";
const ASCII_CLOSING: &str = ")]}";
/// ASCII, and signs set like it, that may not begin a line.
const ASCII_NO_START: &str = ",.:;?!)]}%％°";

/// A bracket that opens, of either width.
pub fn is_opening(c: char) -> bool {
    OPENING.contains(c) || ASCII_OPENING.contains(c)
}

/// A bracket that closes, of either width.
pub fn is_closing(c: char) -> bool {
    CLOSING.contains(c) || ASCII_CLOSING.contains(c)
}

/// Whether a typesetter lets a line begin with the character.
pub fn may_begin_line(c: char) -> bool {
    let tables = [CLOSING, PAUSES, ATTACHED, NO_START, ASCII_NO_START];
    !tables.iter().any(|table| table.contains(c))
}

/// Whether a typesetter lets a line end with the character.
pub fn may_end_line(c: char) -> bool {
    !is_opening(c)
}

/// A bracket that closes, a comma or a full stop of Japanese text.
pub fn ends_clause(c: char) -> bool {
    is_closing(c) || (PAUSES.contains(c) && c != '．')
}

/// No author begins a line with these; those who set lines without regard for them do. No word begins with を, ん or a
/// small kana.
pub fn continues_line(c: char) -> bool {
    ends_clause(c) || ATTACHED.contains(c) || "をんンーｰ".contains(c)
}

/// No word begins with these, however far a justified line parts them from the letter before.
pub fn belongs_to_word_before(c: char) -> bool {
    CLOSING.contains(c) || PAUSES.contains(c) || ATTACHED.contains(c)
}

/// No word ends with these.
pub fn belongs_to_word_behind(c: char) -> bool {
    OPENING.contains(c)
}

/// Marks before a point that has no number.
const BULLETS: &str = "・･•‣●■◆▪□◇";
/// Marks before a title.
const TITLE_MARKS: &str = "○◯〇◎●◆■□◇";
/// Marks before a remark, which say what it is.
const REMARK_MARKS: &str = "※＊→⇒○◯◎";
/// Marks that open a line and nothing else: stars.
const STARS: &str = "☆★";

/// A mark before a point that has no number; dropped from the point's text.
pub fn is_bullet(c: char) -> bool {
    BULLETS.contains(c)
}

/// The dot that is a bullet at the start of a line and joins words inside it.
pub fn is_middle_dot(c: char) -> bool {
    matches!(c, '・' | '･')
}

/// A mark before a title; dropped from it.
pub fn is_title_mark(c: char) -> bool {
    TITLE_MARKS.contains(c)
}

/// A mark before a remark; kept, as it says what the text is.
pub fn is_remark_mark(c: char) -> bool {
    REMARK_MARKS.contains(c)
}

/// A mark with which an author begins a line. Arrows stand between figures (3000⇒3452) and 〇 in numbers (二〇二〇年): a
/// line may have wrapped before them.
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
    fn what_ends_a_clause_may_not_begin_a_line() {
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
    fn arrows_and_the_zero_open_no_line() {
        let opening: String = "・○※→⇒〇＊A".chars().filter(|&c| opens_line(c)).collect();
        assert_eq!(opening, "・○※");
    }
}
