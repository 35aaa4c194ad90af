//! What a cell shows of its value: its number format, as Excel in Japan applies it.

use std::collections::HashMap;

use calamine::{ExcelDateTime, ExcelDateTimeType};
use ssfmt::{DateSystem, FormatOptions, NumberFormat};

use super::era::{self, Day};

/// Formats that a workbook names by number alone, where Japan has others than ECMA-376 prints (part 1, 18.8.30).
const JAPAN: &[(u32, &str)] = &[
    (5, "\"¥\"#,##0;\"¥\"-#,##0"),
    (6, "\"¥\"#,##0;\"¥\"-#,##0"),
    (7, "\"¥\"#,##0.00;\"¥\"-#,##0.00"),
    (8, "\"¥\"#,##0.00;\"¥\"-#,##0.00"),
    (14, "yyyy/m/d"),
    (22, "yyyy/m/d h:mm"),
    (27, "ge.m.d"),
    (28, "ggge\"年\"m\"月\"d\"日\""),
    (29, "ggge\"年\"m\"月\"d\"日\""),
    (30, "m/d/yy"),
    (31, "yyyy\"年\"m\"月\"d\"日\""),
    (32, "h\"時\"mm\"分\""),
    (33, "h\"時\"mm\"分\"ss\"秒\""),
    (34, "yyyy\"年\"m\"月\""),
    (35, "m\"月\"d\"日\""),
    (36, "ge.m.d"),
    (37, "#,##0;-#,##0"),
    (38, "#,##0;-#,##0"),
    (39, "#,##0.00;-#,##0.00"),
    (40, "#,##0.00;-#,##0.00"),
    (41, "#,##0;-#,##0;\"-\""),
    (42, "\"¥\"#,##0;\"¥\"-#,##0;\"¥\"\"-\""),
    (43, "#,##0.00;-#,##0.00;\"-\""),
    (44, "\"¥\"#,##0.00;\"¥\"-#,##0.00;\"¥\"\"-\""),
    (50, "ge.m.d"),
    (51, "ggge\"年\"m\"月\"d\"日\""),
    (52, "yyyy\"年\"m\"月\""),
    (53, "m\"月\"d\"日\""),
    (54, "ggge\"年\"m\"月\"d\"日\""),
    (55, "yyyy\"年\"m\"月\""),
    (56, "m\"月\"d\"日\""),
    (57, "ge.m.d"),
    (58, "ggge\"年\"m\"月\"d\"日\""),
];

/// Those of them that a workbook cannot redefine.
const FIXED: [u32; 6] = [14, 22, 37, 38, 39, 40];

const GENERAL: &str = "General";

/// The format of a cell: its code, and its number where it has one. Numbers of Japan's come before a general code.
pub(super) fn code(code: &str, number: Option<u32>) -> &str {
    let japan = number.and_then(|number| {
        let found = JAPAN.iter().find(|(n, _)| *n == number);
        found.filter(|_| FIXED.contains(&number) || code == GENERAL || code.starts_with("_("))
    });
    japan.map_or(code, |(_, code)| *code)
}

/// Writes values; remembers the formats that it has read.
#[derive(Debug, Default)]
pub(super) struct Display {
    is_1904: bool,
    read: HashMap<String, Option<NumberFormat>>,
    /// Formats that are not understood, in the order in which they were met.
    pub unknown: Vec<String>,
}

impl Display {
    /// For a workbook that counts days from 1900, or from 1904 as old Macs did.
    pub fn new(is_1904: bool) -> Self {
        Self {
            is_1904,
            ..Self::default()
        }
    }

    /// What is shown of a number.
    pub fn number(&mut self, value: f64, code: &str) -> String {
        if shows_nothing(value, code) {
            return String::new();
        }
        let resolved = match is_date(code) {
            true => self.day(value).and_then(|day| era::resolved(code, day)),
            false => None,
        };
        let code = resolved.as_deref().unwrap_or(code);
        let options = FormatOptions {
            date_system: match self.is_1904 {
                true => DateSystem::Date1904,
                false => DateSystem::Date1900,
            },
            ..FormatOptions::default()
        };
        match self.format(code) {
            Some(format) => format.format(value, &options).trim().to_owned(),
            None => plain(value),
        }
    }

    /// What is shown of a text: formats may add to it (`@"様"`).
    pub fn text(&mut self, value: &str, code: &str) -> String {
        let bare = code.rsplit(';').next().unwrap_or(code);
        let has_more = bare.contains('@') && bare != "@" && !value.is_empty();
        let format = has_more.then(|| self.format(code)).flatten();
        match format {
            Some(format) => format
                .format_text(value, &FormatOptions::default())
                .trim()
                .to_owned(),
            None => value.to_owned(),
        }
    }

    fn format(&mut self, code: &str) -> Option<&NumberFormat> {
        if !self.read.contains_key(code) {
            let read = NumberFormat::parse(code).ok();
            if read.is_none() {
                self.unknown.push(code.to_owned());
            }
            self.read.insert(code.to_owned(), read);
        }
        self.read.get(code)?.as_ref()
    }

    fn day(&self, serial: f64) -> Option<Day> {
        if !(0.0..2_958_466.0).contains(&serial) {
            return None;
        }
        let date = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, self.is_1904);
        let (year, month, day, ..) = date.to_ymd_hms_milli();
        // serial 1 was a Sunday to Excel, 1904-01-01 a Friday
        let shift = if self.is_1904 { 5 } else { 6 };
        Some(Day {
            year: year.into(),
            month: month.into(),
            day: day.into(),
            weekday: (serial as usize + shift) % 7,
        })
    }
}

/// Whether the section for a number is empty: `;;;` hides what is in a cell.
fn shows_nothing(value: f64, code: &str) -> bool {
    let mut is_quoted = false;
    let parts = code.split(|c| {
        is_quoted ^= c == '"';
        c == ';' && !is_quoted
    });
    let sections: Vec<&str> = parts.collect();
    let number = match value {
        value if value < 0.0 => 1,
        0.0 => 2,
        _ => 0,
    };
    sections.len() > 1
        && sections
            .get(number)
            .is_some_and(|section| section.is_empty())
}

/// A number without a format.
fn plain(value: f64) -> String {
    let text = ssfmt::format_default(value, GENERAL);
    text.unwrap_or_else(|_| value.to_string())
}

/// Whether a format is one of dates: it has signs of them and none of digits.
fn is_date(code: &str) -> bool {
    let (mut is_quoted, mut in_brackets) = (false, false);
    let bare = code.chars().filter(|c| {
        match c {
            '"' => is_quoted = !is_quoted,
            '[' if !is_quoted => in_brackets = true,
            ']' => in_brackets = false,
            _ => return !is_quoted && !in_brackets,
        }
        false
    });
    let bare: String = bare.collect::<String>().to_ascii_lowercase();
    bare.contains(['y', 'm', 'd', 'g', 'e', 'a'])
        && !bare.contains(['0', '#', '?'])
        && bare != "general"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(value: f64, format: &str, number: Option<u32>) -> String {
        Display::new(false).number(value, code(format, number))
    }

    #[test]
    fn numbers_are_shown_as_in_japan() {
        let cases = [
            (0.237, "0.0%", "23.7%"),
            (11721.0, "#,##0\"千円\"", "11,721千円"),
            (-1234.0, "#,##0;\"△\"#,##0", "△1,234"),
            (-1234.0, "#,##0;[Red]\"▲ \"#,##0", "▲ 1,234"),
            (0.0, "#,##0;-#,##0;\"-\"", "-"),
            (3.0, "0\"位\"", "3位"),
            (57.0, "General", "57"),
            (0.1 + 0.2, "General", "0.3"),
            (1234567890123.0, "General", "1.23457E+12"),
            (7.0, "00", "07"),
            (5.0, ";;;", ""),
        ];
        for (value, code, want) in cases {
            assert_eq!(shown(value, code, None), want, "{code}");
        }
        assert_eq!(shown(-1500.0, "General", Some(38)), "-1,500");
        assert_eq!(shown(800.0, "General", Some(5)), "¥800");
    }

    #[test]
    fn dates_are_shown_with_eras() {
        let april = 43922.0; // 2020-04-01, a Wednesday
        let cases = [
            ("[$-411]ggge\"年\"m\"月\"d\"日\";@", None, "令和2年4月1日"),
            ("yyyy\"年\"m\"月\"d\"日\"(aaa)", None, "2020年4月1日(水)"),
            ("General", Some(57), "R2.4.1"),
            ("General", Some(14), "2020/4/1"),
            ("m\"月\"d\"日\"", None, "4月1日"),
            ("ggge\"年度\"", None, "令和2年度"),
        ];
        for (code, number, want) in cases {
            assert_eq!(shown(april, code, number), want, "{code}");
        }
        assert_eq!(shown(0.5, "h:mm", None), "12:00");
    }

    #[test]
    fn texts_may_have_more_around_them() {
        let mut display = Display::default();
        assert_eq!(
            display.text("総務部", "General;General;General;@\"長\""),
            "総務部長"
        );
        assert_eq!(display.text("(1) 通年", "@"), "(1) 通年");
    }
}
