//! How Word writes the numbers of lists (ECMA-376 part 1, 17.18.59).

const AIUEO: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const DIGITS: &str = "〇一二三四五六七八九";
const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// Roman numerals and repeated letters end here; Word's do as well.
const MOST: u32 = 780;

/// A number in a format of Word's; plain where the format is another.
pub(super) fn numeral(number: u32, format: &str) -> String {
    let from = |first: u32, last: u32| {
        let at = number.checked_sub(1)?;
        char::from_u32(first + at).filter(|c| u32::from(*c) <= last)
    };
    let sign = match format {
        "none" => return String::new(),
        "decimalFullWidth" | "decimalFullWidth2" => {
            let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
            return number.to_string().chars().map(wide).collect();
        }
        "decimalZero" => return format!("{number:02}"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number),
        "decimalEnclosedParen" => from(0x2474, 0x2487),
        "decimalEnclosedFullstop" => from(0x2488, 0x249B),
        "aiueo" | "aiueoFullWidth" => in_turn(number, AIUEO),
        "iroha" | "irohaFullWidth" => in_turn(number, IROHA),
        "japaneseCounting"
        | "japaneseDigitalTenThousand"
        | "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting" => return counted(number),
        "ideographDigital" | "koreanDigital2" => {
            return number.to_string().bytes().map(digit).collect();
        }
        "upperLetter" => return letters(number).to_ascii_uppercase(),
        "lowerLetter" => return letters(number),
        "upperRoman" => return roman(number).to_ascii_uppercase(),
        "lowerRoman" => return roman(number),
        _ => None,
    };
    sign.map_or_else(|| number.to_string(), String::from)
}

/// ① to ⑳, ㉑ to ㉟, ㊱ to ㊿.
fn circled(number: u32) -> Option<char> {
    char::from_u32(match number {
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32B1 + number - 36,
        _ => return None,
    })
}

fn in_turn(number: u32, signs: &str) -> Option<char> {
    let count = signs.chars().count();
    signs.chars().nth((number as usize).checked_sub(1)? % count)
}

fn digit(ascii: u8) -> char {
    let at = usize::from(ascii.wrapping_sub(b'0'));
    DIGITS.chars().nth(at).unwrap_or('〇')
}

/// 一, 十一, 二十, up to 九千九百九十九; digit by digit beyond.
fn counted(number: u32) -> String {
    if number == 0 || number > 9_999 {
        return number.to_string().bytes().map(digit).collect();
    }
    let mut text = String::new();
    for (value, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let times = number / value % 10;
        if times > 1 || (times == 1 && value == 1) {
            text.push(digit(b'0' + times as u8));
        }
        if times > 0 {
            text.push_str(unit);
        }
    }
    text
}

/// a to z, then aa, bb.
fn letters(number: u32) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| *at < MOST) else {
        return number.to_string();
    };
    let letter = char::from(b'a' + (at % 26) as u8);
    std::iter::repeat_n(letter, (at / 26) as usize + 1).collect()
}

fn roman(number: u32) -> String {
    if number == 0 || number > 5 * MOST {
        return number.to_string();
    }
    let (mut rest, mut text) = (number, String::new());
    for (value, sign) in ROMAN {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_does() {
        let cases = [
            (3, "decimal", "3"),
            (12, "decimalFullWidth", "１２"),
            (2, "decimalEnclosedCircle", "②"),
            (21, "decimalEnclosedCircle", "㉑"),
            (20, "decimalEnclosedParen", "⒇"),
            (21, "decimalEnclosedParen", "21"),
            (6, "aiueoFullWidth", "カ"),
            (3, "iroha", "ハ"),
            (10, "japaneseCounting", "十"),
            (21, "japaneseCounting", "二十一"),
            (105, "ideographDigital", "一〇五"),
            (27, "lowerLetter", "aa"),
            (4, "upperRoman", "IV"),
            (7, "decimalZero", "07"),
        ];
        for (number, format, want) in cases {
            assert_eq!(numeral(number, format), want, "{format}");
        }
    }
}
