//! What may follow a day without changing it: day of the week, time of day.

use crate::values::cursor::Cursor;

/// Advances past （土・祝）, 土曜日, 17時, （17時）, 午前10時30分～正午 and similar.
pub fn skip_weekday_and_time(cursor: &mut Cursor) {
    skip_weekday(cursor);
    let mut ahead = *cursor;
    if ahead.eat("(") && skip_time(&mut ahead) && ahead.eat(")") {
        *cursor = ahead;
        return;
    }
    let mut ahead = *cursor;
    ahead.eat_any(&["の", "、", ","]);
    ahead.skip_spaces();
    if skip_time(&mut ahead) {
        *cursor = ahead;
    }
}

/// 10:00, 10時～正午.
pub fn skip_time(cursor: &mut Cursor) -> bool {
    if !eat_time(cursor) {
        return false;
    }
    let mut ahead = *cursor;
    if ahead.eat_any(&["~", "-", "から", "ー"]).is_some() && eat_time(&mut ahead) {
        *cursor = ahead;
    }
    true
}

/// （土）, （土・祝）, 土曜日, 土曜.
pub fn skip_weekday(cursor: &mut Cursor) {
    let mut ahead = *cursor;
    let inside = |c| "月火水木金土日曜祝休振替・、,/".contains(c);
    let bracketed = ahead.eat("(") && !ahead.eat_while(inside).is_empty() && ahead.eat(")");
    if bracketed {
        *cursor = ahead;
        return;
    }
    let mut ahead = *cursor;
    let day = ahead.peek().is_some_and(|c| "月火水木金土日".contains(c));
    ahead.bump();
    if day && ahead.eat("曜") {
        ahead.eat("日");
        *cursor = ahead;
    }
}

/// 17時, 17時15分, 17:15, 午後5時半, 正午.
fn eat_time(cursor: &mut Cursor) -> bool {
    let begins = |c: char| matches!(c, '0'..='9' | '正' | '午');
    if !cursor.peek().is_some_and(begins) {
        return false;
    }
    let mut ahead = *cursor;
    if ahead.eat("正午") {
        *cursor = ahead;
        return true;
    }
    ahead.eat_any(&["午前", "午後"]);
    let hour = ahead.eat_while(|c| c.is_ascii_digit()).len();
    let colon = ahead.eat(":");
    let found = (1..=2).contains(&hour) && (colon || ahead.eat("時")) && !ahead.eat("間");
    if !found {
        return false;
    }
    let minutes = ahead.eat_while(|c| c.is_ascii_digit()).len();
    let written = if colon {
        minutes == 2
    } else {
        minutes == 0 || ahead.eat("分")
    };
    if !written {
        return false;
    }
    ahead.eat("半");
    *cursor = ahead;
    true
}
