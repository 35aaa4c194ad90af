//! Japanese dates: eras and days of the week, which number formats write as `ggge"年"m"月"d"日"(aaa)`.

use crate::values::era_of;

/// The day that a serial number means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub year: i32,
    pub month: u32,
    pub day: u32,
    /// 0 is Sunday.
    pub weekday: usize,
}

const WEEKDAYS: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];

/// The format of a date with the era and the day of the week in place of their signs; none if it has no such sign.
pub(super) fn resolved(code: &str, day: Day) -> Option<String> {
    let is_first_year_named = code.contains("gannen");
    let (mut out, mut found) = (String::new(), false);
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => rest.get(1..)?.find('"').map_or(rest.len(), |end| end + 2),
            '[' => rest.find(']').map_or(rest.len(), |end| end + 1),
            '\\' | '_' | '*' => {
                let next = rest.chars().nth(1).map_or(0, char::len_utf8);
                1 + next
            }
            c => rest.len() - rest.trim_start_matches(c).len(),
        };
        let (token, tail) = rest.split_at(length);
        rest = tail;
        match written(token, day, is_first_year_named) {
            Some(text) => {
                found = true;
                out.push_str(&format!("\"{text}\""));
            }
            // a locale, which is Japan here whatever it says
            None if token.starts_with("[$-") => {}
            None => out.push_str(token),
        }
    }
    found.then_some(out)
}

/// What a run of one letter stands for.
fn written(token: &str, day: Day, is_first_year_named: bool) -> Option<String> {
    let weekday = WEEKDAYS.get(day.weekday)?;
    let era = || era_of(day.year, day.month, day.day);
    let year = || era().map_or(day.year, |era| era.year);
    Some(match token.to_ascii_lowercase().as_str() {
        "g" => era()?.letter.to_string(),
        "gg" => era()?.name.chars().next()?.to_string(),
        "ggg" => era()?.name.to_owned(),
        "e" if year() == 1 && is_first_year_named => "元".to_owned(),
        "e" => year().to_string(),
        "ee" => format!("{:02}", year()),
        "aaa" => (*weekday).to_owned(),
        "aaaa" => format!("{weekday}曜日"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(code: &str, (year, month, day): (i32, u32, u32)) -> Option<String> {
        let weekday = 3;
        resolved(
            code,
            Day {
                year,
                month,
                day,
                weekday,
            },
        )
    }

    #[test]
    fn eras_and_weekdays_are_put_in() {
        let code = "[$-411]ggge\"年\"m\"月\"d\"日\"(aaa)";
        let want = "\"令和\"\"2\"\"年\"m\"月\"d\"日\"(\"水\")";
        assert_eq!(written(code, (2020, 4, 1)).as_deref(), Some(want));
        assert_eq!(
            written("ge.m.d", (2019, 4, 30)).as_deref(),
            Some("\"H\"\"31\".m.d")
        );
        assert_eq!(written("yyyy/m/d", (2020, 4, 1)), None);
    }

    #[test]
    fn an_era_begins_on_its_day() {
        assert_eq!(
            written("ggge", (1989, 1, 7)).as_deref(),
            Some("\"昭和\"\"64\"")
        );
        assert_eq!(
            written("ggge", (1989, 1, 8)).as_deref(),
            Some("\"平成\"\"1\"")
        );
        let gannen = "[$-ja-JP-x-gannen]ggge";
        assert_eq!(
            written(gannen, (2019, 5, 1)).as_deref(),
            Some("\"令和\"\"元\"")
        );
    }
}
