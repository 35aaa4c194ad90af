//! 全国地方公共団体コード: the six-digit code of a local government, with its check digit.

use crate::model::Municipality;

/// Prefectures by the first two digits of the code (JIS X 0401), 01 first.
const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

/// What the digits before the check digit count for.
const WEIGHTS: [u32; 5] = [6, 5, 4, 3, 2];

/// The check digit of the five digits of a code; `None` where they are not five digits.
pub fn check_digit(digits: &str) -> Option<u32> {
    let digits: Vec<u32> = digits
        .chars()
        .map(|c| c.to_digit(10))
        .collect::<Option<_>>()?;
    if digits.len() != WEIGHTS.len() {
        return None;
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(d, w)| d * w).sum();
    Some((11 - sum % 11) % 10)
}

/// Name of the prefecture that a code belongs to.
pub fn prefecture(code: &str) -> Option<&'static str> {
    let number: usize = code.get(..2)?.parse().ok()?;
    PREFECTURES.get(number.checked_sub(1)?).copied()
}

/// Reads `CODE` or `CODE:NAME:PREFECTURE`; the name stays empty where it is not given.
pub fn parse(text: &str) -> Result<Municipality, String> {
    let mut parts = text.splitn(3, ':');
    let code = parts.next().unwrap_or_default();
    verify(code)?;
    let name = parts.next().unwrap_or_default();
    let prefecture = match parts.next() {
        Some(given) => given,
        None => prefecture(code).ok_or_else(|| format!("no prefecture has the number {code}"))?,
    };
    Ok(Municipality {
        code: code.to_owned(),
        name: name.to_owned(),
        prefecture: prefecture.to_owned(),
    })
}

fn verify(code: &str) -> Result<(), String> {
    let (digits, last) = code
        .split_at_checked(WEIGHTS.len())
        .filter(|(_, last)| last.len() == 1)
        .ok_or("a code has six digits, for example 202037")?;
    let want = check_digit(digits).ok_or("a code has six digits, for example 202037")?;
    if last.parse() == Ok(want) {
        return Ok(());
    }
    Err(format!(
        "the check digit of {code} is wrong: {digits} wants {want}"
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn check_digits_of_published_codes() {
        // Ueda, Nagano City, Nagano Prefecture, Sapporo, Chiyoda
        for code in ["202037", "202011", "200000", "011002", "131016"] {
            assert!(verify(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn a_wrong_check_digit_is_told() {
        assert_eq!(
            parse("202036").unwrap_err(),
            "the check digit of 202036 is wrong: 20203 wants 7"
        );
    }

    #[test]
    fn what_is_no_code_is_told() {
        for text in ["", "20203", "2020370", "20203x", "２０２０３７", "上田市"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_code_alone_brings_its_prefecture() {
        let m = parse("131016").unwrap();
        assert_eq!((m.name.as_str(), m.prefecture.as_str()), ("", "東京都"));
    }

    #[test]
    fn code_name_and_prefecture() {
        let m = parse("202037:上田市:長野県").unwrap();
        assert_eq!(m.code, "202037");
        assert_eq!(m.name, "上田市");
        assert_eq!(m.prefecture, "長野県");
    }
}
