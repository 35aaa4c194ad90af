//! Parts of a year that are whole months: 通年, 上半期, 第1四半期.

use crate::values::cursor::Cursor;
use crate::values::numeral;
use crate::values::period::moment::Part;
use crate::values::period::number::{number_after, shares};

/// 通年, 上半期, 第1四半期.
pub fn months(cursor: &mut Cursor) -> Option<Part> {
    const ALL_YEAR: &[&str] = &[
        "通年",
        "年間を通じ",
        "年間を通し",
        "年度を通じ",
        "年度を通し",
        "一年を通じ",
        "1年を通じ",
    ];
    let half = |from| Part::Months { from, count: 6 };
    if cursor.eat_any(ALL_YEAR).is_some() {
        return Some(Part::Whole);
    }
    if cursor.eat_any(&["上半期", "上期"]).is_some() {
        return Some(half(0));
    }
    if cursor.eat_any(&["下半期", "下期"]).is_some() {
        return Some(half(6));
    }
    quarter(cursor)
}

/// 第1四半期, 第1・四半期, 1Q, 1～2Q, Q1.
fn quarter(cursor: &mut Cursor) -> Option<Part> {
    let odd = |c: char| c.is_ascii_alphanumeric() || numeral::is_kanji(c);
    if cursor.previous().is_some_and(odd) {
        return None;
    }
    let mut ahead = *cursor;
    let letter_first = ahead.eat("Q");
    if !letter_first {
        ahead.eat("第");
    }
    let quarter = quarter_number(&mut ahead).filter(|q| (1..=4).contains(q))?;
    let named = letter_first
        || ["四半期", "Q"].iter().any(|unit| shares(ahead, unit))
        || {
            ahead.eat_any(&["・", "/"]);
            ahead.eat("四半期")
        }
        || ahead.eat_any(&["Q", "クォーター"]).is_some();
    if !named {
        return None;
    }
    *cursor = ahead;
    Some(Part::Months {
        from: (quarter - 1) * 3,
        count: 3,
    })
}

/// One digit, or one kanji: 第一四半期 is the first quarter.
fn quarter_number(cursor: &mut Cursor) -> Option<u32> {
    if let Some(c) = cursor.peek().filter(|c| "一二三四".contains(*c)) {
        cursor.bump();
        return numeral::small(c.encode_utf8(&mut [0; 4]));
    }
    number_after(cursor, true)
}
