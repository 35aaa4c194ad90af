//! A value in any spelling is read as that value.

use juten::values::figures;

use super::{Chance, dates};

const RUNS: usize = 2_000;
const BLANKS: &[&str] = &["", "", " ", "　"];

/// A calendar day of the 令和 era.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Day(i32, u32, u32);

impl Day {
    fn any(chance: &mut Chance) -> Self {
        let month = 1 + chance.below(12) as u32;
        let day = 1 + chance.below(28) as u32;
        Self(2020 + chance.below(8) as i32, month, day)
    }

    fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.0, self.1, self.2)
    }

    fn reiwa(self) -> i32 {
        self.0 - 2018
    }
}

/// A number with digits of either width, or with a zero before a single digit.
fn digits(chance: &mut Chance, number: impl Into<i64>) -> String {
    let number = number.into();
    match chance.below(4) {
        0 => number.to_string().chars().map(wide).collect(),
        1 => format!("{number:02}"),
        _ => number.to_string(),
    }
}

fn wide(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        c => c,
    }
}

fn kanji(number: i32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, number % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        n => format!("{}十", DIGITS[n as usize]),
    };
    tens + DIGITS[ones as usize]
}

/// A year without 年, in one calendar, perhaps followed by the other in brackets.
fn year(chance: &mut Chance, day: Day) -> String {
    let era = chance.of(&["令和", "R", "Ｒ", "㋿"]);
    let reiwa = format!("{era}{}{}", chance.of(BLANKS), digits(chance, day.reiwa()));
    let western = digits(chance, day.0);
    match chance.below(5) {
        0 => western,
        1 => format!("{reiwa}（{western}）"),
        2 => format!("{western}({reiwa})"),
        _ => reiwa,
    }
}

/// Month and day after a year, with 年月日.
fn with_units(chance: &mut Chance, day: Day) -> String {
    let (y, m, d) = (
        year(chance, day),
        digits(chance, day.1),
        digits(chance, day.2),
    );
    let gloss = if chance.below(4) == 0 && !y.contains(['（', '(']) {
        format!(
            "（{}年）",
            if y.contains("20") || y.contains("２０") {
                format!("令和{}", day.reiwa())
            } else {
                day.0.to_string()
            }
        )
    } else {
        String::new()
    };
    let mut blank = || chance.of(BLANKS);
    format!(
        "{y}{}年{gloss}{}{m}{}月{}{d}{}日",
        blank(),
        blank(),
        blank(),
        blank(),
        blank()
    )
}

/// R6. 4. 1, 2024/04/01, 令和6-4-1.
fn with_joints(chance: &mut Chance, day: Day) -> String {
    let joint = chance.of(&[".", "．", "/", "／", "-"]);
    let era = chance.of(&["令和", "R", "Ｒ"]);
    let y = match chance.is() {
        true => digits(chance, day.0),
        false => format!("{era}{}{}", chance.of(BLANKS), digits(chance, day.reiwa())),
    };
    let (m, d) = (digits(chance, day.1), digits(chance, day.2));
    let blank = chance.of(BLANKS);
    format!("{y}{joint}{blank}{m}{joint}{blank}{d}")
}

fn in_kanji(day: Day) -> String {
    format!(
        "令和{}年{}月{}日",
        kanji(day.reiwa()),
        kanji(day.1 as i32),
        kanji(day.2 as i32)
    )
}

fn date(chance: &mut Chance, day: Day) -> String {
    match chance.below(5) {
        0 => in_kanji(day),
        1 | 2 => with_joints(chance, day),
        _ => with_units(chance, day),
    }
}

fn weekday(chance: &mut Chance) -> &'static str {
    chance.of(&["", "", "（月）", "(土・祝)", " 日曜日"])
}

#[test]
fn a_day_in_any_spelling() {
    let mut chance = Chance(1);
    for _ in 0..RUNS {
        let day = Day::any(&mut chance);
        let text = date(&mut chance, day) + weekday(&mut chance);
        assert_eq!(dates(&text, None), (day.iso(), day.iso()), "{text}");
    }
}

#[test]
fn a_deadline_in_any_spelling() {
    const WORDS: &[&str] = &[
        "まで",
        "までに",
        "迄",
        "〆切",
        "締切",
        "必着",
        "（必着）",
        "期限",
        " 17時まで",
        " 午後5時まで",
        "を目途に",
    ];
    let mut chance = Chance(2);
    for _ in 0..RUNS {
        let day = Day::any(&mut chance);
        let written = date(&mut chance, day) + weekday(&mut chance);
        let text = match chance.is() {
            true => written + chance.of(WORDS),
            false => {
                chance
                    .of(&["期限：", "締切 ", "納期:", "～", "～ "])
                    .to_owned()
                    + &written
            }
        };
        assert_eq!(dates(&text, None), ("-".to_owned(), day.iso()), "{text}");
    }
}

#[test]
fn a_start_in_any_spelling() {
    let mut chance = Chance(3);
    for _ in 0..RUNS {
        let day = Day::any(&mut chance);
        let word = chance.of(&["から", "より", "～", "以降", " 開始", "から随時"]);
        let text = date(&mut chance, day) + weekday(&mut chance) + word;
        assert_eq!(dates(&text, None), (day.iso(), "-".to_owned()), "{text}");
    }
}

/// The end of a range, as short as its start allows.
fn second_end(chance: &mut Chance, first: Day, last: Day) -> String {
    let (m, d) = (digits(chance, last.1), digits(chance, last.2));
    let same_month = (first.0, first.1) == (last.0, last.1);
    match chance.below(6) {
        0 if same_month => format!("同月{d}日"),
        1 if same_month => format!("{d}日"),
        0 | 1 if first.0 == last.0 => format!("同年{m}月{d}日"),
        2 if first.0 == last.0 => format!("{m}月{d}日"),
        0..3 if first.0 + 1 == last.0 => format!("翌年{m}月{d}日"),
        3 => format!("{}年{m}月{d}日", last.reiwa()),
        _ => date(chance, last),
    }
}

#[test]
fn a_range_of_days_in_any_spelling() {
    let mut chance = Chance(4);
    for _ in 0..RUNS {
        let first = Day::any(&mut chance);
        let near = Day(first.0, first.1, 28);
        let last = [Day::any(&mut chance), Day(first.0 + 1, 2, 3), near][chance.below(3)];
        if last < first {
            continue;
        }
        let era = format!("令和{}年{}月{}日", first.reiwa(), first.1, first.2);
        let short = chance.is();
        let end = if short {
            second_end(&mut chance, first, last)
        } else {
            date(&mut chance, last)
        };
        let start = if short { era } else { date(&mut chance, first) };
        let joint = chance.of(&["～", "〜", " ～ ", "から", "~"]);
        let text = format!(
            "{start}{}{joint}{end}{}",
            weekday(&mut chance),
            chance.of(&["", "まで", "（予定）"])
        );
        assert_eq!(dates(&text, None), (first.iso(), last.iso()), "{text}");
    }
}

/// R4.10.1～10.31, R4.10.1～31, R4.10.1～5.3.31.
#[test]
fn a_range_cut_short_by_its_points() {
    let mut chance = Chance(5);
    for _ in 0..RUNS {
        let first = Day::any(&mut chance);
        let last = [
            Day::any(&mut chance),
            Day(first.0, first.1, 28),
            Day(first.0, 12, 28),
        ][chance.below(3)];
        if last < first {
            continue;
        }
        let joint = chance.of(&[".", "/"]);
        let end = match chance.below(3) {
            0 if (first.0, first.1) == (last.0, last.1) => last.2.to_string(),
            1 if first.0 == last.0 => format!("{}{joint}{}", last.1, last.2),
            _ => format!("{}{joint}{}{joint}{}", last.reiwa(), last.1, last.2),
        };
        let text = format!(
            "R{}{joint}{}{joint}{}～{end}",
            first.reiwa(),
            first.1,
            first.2
        );
        assert_eq!(dates(&text, None), (first.iso(), last.iso()), "{text}");
    }
}

#[test]
fn fiscal_years_in_any_spelling() {
    let mut chance = Chance(6);
    for _ in 0..RUNS {
        let first = Day::any(&mut chance);
        let years = chance.below(4) as i32;
        let last = Day(first.0 + years, 1, 1);
        let long = format!("{}年度", year(&mut chance, first));
        let text = match (years, chance.below(3)) {
            (0, _) => long,
            (_, 0) => format!("令和{}～{}年度", first.reiwa(), last.reiwa()),
            (_, 1) => format!("R{}～R{}", first.reiwa(), last.reiwa()),
            _ => format!("{long}～{}年度", year(&mut chance, last)),
        };
        let expected = (
            format!("{}-04-01", first.0),
            format!("{}-03-31", last.0 + 1),
        );
        assert_eq!(dates(&text, None), expected, "{text}");
    }
}

/// An integer in digits, with or without separators, of either width.
fn number(chance: &mut Chance, value: i64) -> String {
    let plain = value.to_string();
    let mut text = String::new();
    let grouped = chance.is();
    for (at, c) in plain.char_indices() {
        let left = plain.len() - at;
        if grouped && at > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    if chance.below(3) == 0 {
        text.chars().map(wide).collect()
    } else {
        text
    }
}

/// 123,450,000円 as 1億2,345万円 or 123,450千円.
fn money(chance: &mut Chance, value: i64) -> String {
    let mut blank = Chance(chance.below(1 << 20) as u64);
    let mut gap = || blank.of(BLANKS);
    match chance.below(4) {
        0 if value % 1_000 == 0 => format!("{}{}千円", number(chance, value / 1_000), gap()),
        1 if value % 10_000 == 0 => {
            format!("{}{}万{}円", number(chance, value / 10_000), gap(), gap())
        }
        2 if value % 10_000 == 0 && value > 100_000_000 && value % 100_000_000 > 0 => {
            let (oku, man) = (value / 100_000_000, value % 100_000_000 / 10_000);
            format!(
                "{oku}{}億{}{}{}万円",
                gap(),
                gap(),
                number(chance, man),
                gap()
            )
        }
        _ => format!("{}{}円", number(chance, value), gap()),
    }
}

const CARRIERS: &[(&str, &str)] = &[
    ("", ""),
    ("実績は", "であった。"),
    ("（", "）"),
    ("R2:", "、"),
    ("・", "となった"),
    ("令和2年9月末現在 ", ""),
];

#[test]
fn a_figure_in_any_spelling() {
    const UNITS: &[&str] = &[
        "人",
        "件",
        "回",
        "か所",
        "％",
        "㎡",
        "千部",
        "世帯",
        "㎞/h",
        "件/月",
        "人・日",
        "㌧",
        "ポイント",
        "m2",
        "団体",
        "円/人",
    ];
    const SIGNS: &[&str] = &["", "", "", "△", "▲", "△ ", "▲　", "マイナス"];
    let mut chance = Chance(7);
    for _ in 0..RUNS {
        let value = [
            1 + chance.below(99),
            100 + chance.below(900),
            1_000 + chance.below(9_000_000),
        ][chance.below(3)] as i64;
        let (sign, unit) = (chance.of(SIGNS), chance.of(UNITS));
        let scale = if unit == "千部" { 1_000 } else { 1 };
        let (before, behind) = CARRIERS[chance.below(CARRIERS.len())];
        // before units in kanji a blank is accepted only after numbers that cannot be list numbers
        let blank = if value > 99 && unit != "千部" {
            chance.of(BLANKS)
        } else {
            ""
        };
        let written = format!("{sign}{}{blank}{unit}", number(&mut chance, value));
        let text = format!("{before}{written}{behind}");
        let found = figures(&text);
        let sign = if sign.is_empty() { 1 } else { -1 };
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(
            found[0].value.as_i64(),
            Some(sign * scale * value),
            "{text}"
        );
        let unit = unit.replace('％', "%").replace("千部", "部");
        assert_eq!(found[0].unit, unit, "{text}");
        assert_eq!(found[0].text, written, "{text}");
    }
}

#[test]
fn an_amount_of_money_in_any_spelling() {
    let mut chance = Chance(8);
    for _ in 0..RUNS {
        let value = (1 + chance.below(90_000) as i64) * [1, 1_000, 10_000][chance.below(3)];
        let (before, behind) = CARRIERS[chance.below(CARRIERS.len())];
        let text = format!("{before}{}{behind}", money(&mut chance, value));
        let found = figures(&text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(
            (found[0].value.as_i64(), found[0].unit.as_str()),
            (Some(value), "円"),
            "{text}"
        );
    }
}
