//! A period's text as tokens: date expressions, the words that join or limit them, and the rest.

use crate::values::cursor::Cursor;
use crate::values::era::is_kanji;
use crate::values::period::moment::{Moment, moment, second_end};
use crate::values::period::words::{ANYWHERE, BEHIND_MOMENT, STRAIGHT_BEHIND};

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A date expression.
    Moment(Moment),
    /// ～, から: a range, or open at the end. `true` if it may also start the text (～9月).
    To(bool),
    /// A hyphen: a range only between two moments.
    Hyphen,
    /// まで, 締切: what precedes it is the last day.
    Until,
    /// 以降, 開始: what precedes it is the first day.
    Since,
    /// 期限：: what follows it is the last day.
    Due,
    /// 頃, 当初, を除く: the adjacent date is not meant as written.
    Vague,
    /// A comma, colon or line feed.
    Stop,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A word of kanji, katakana or letters directly after a date expression: 定例会 in 6月定例会まで.
    Noun,
    /// A word about time that is not understood: 年明け, 翌, 秋.
    TimeWord,
    /// A digit that is not part of a date expression.
    Digit,
    /// Any other word.
    Word,
}

/// Splits a folded text without blanks into tokens.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(text);
    let mut found: Vec<Token> = Vec::new();
    while cursor.peek().is_some() {
        if let Some(token) = date(&mut cursor, &found).or_else(|| word(&mut cursor, &found)) {
            found.push(token);
        } else if let Some(c) = cursor.bump() {
            let rest = rest_token(c, &found);
            if found.last() != Some(&rest) {
                found.push(rest);
            }
        }
    }
    found
}

/// A date expression; after a moment and ～ it may depend on that moment.
fn date(cursor: &mut Cursor, found: &[Token]) -> Option<Token> {
    let first = match found {
        [
            ..,
            Token::Moment(first),
            Token::To(_) | Token::Hyphen | Token::Stop,
        ]
        | [.., Token::Moment(first), Token::Noun, Token::To(_)] => Some(first),
        _ => None,
    };
    let moment = match first {
        Some(first) => second_end(cursor, first),
        None => moment(cursor),
    };
    moment.map(Token::Moment)
}

/// まで, 頃 and similar count only directly after a moment or its noun; ～, commas and brackets anywhere.
fn word(cursor: &mut Cursor, found: &[Token]) -> Option<Token> {
    if matches!(found.last(), Some(Token::Moment(_) | Token::Noun)) {
        let mut ahead = *cursor;
        let bracket = ahead.eat("(");
        let straight = matches!(found.last(), Some(Token::Moment(_)));
        let behind = BEHIND_MOMENT
            .eat(&mut ahead)
            .or_else(|| STRAIGHT_BEHIND.eat(&mut ahead).filter(|_| straight));
        let closed = !bracket || ahead.eat(")");
        // 8月（頃）, 9月30日（必着）, but not 10月（から準備）.
        if behind.is_some() && closed {
            *cursor = ahead;
            return behind;
        }
    }
    let found = ANYWHERE.eat(cursor)?;
    if found == Token::Due {
        cursor.eat_any(&[":", "は"]);
    }
    Some(found)
}

/// The token of a character that starts no other.
fn rest_token(c: char, found: &[Token]) -> Token {
    let behind = matches!(found.last(), Some(Token::Moment(_) | Token::Noun));
    let of_noun =
        |c: char| is_kanji(c) || c.is_ascii_alphabetic() || matches!(c, 'ァ'..='ヺ' | 'ー');
    match c {
        c if c.is_ascii_digit() => Token::Digit,
        c if behind && of_noun(c) => Token::Noun,
        'の' if matches!(found.last(), Some(Token::Moment(_))) => Token::Noun,
        _ => Token::Word,
    }
}
