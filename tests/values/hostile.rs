//! Arbitrary text: nothing panics, every figure is where it claims to be, and long texts take linear time.

use juten::values::{FiscalYear, HeadingUnit, Period, figure_under, figures, period, refers_to};

use super::Chance;

const PIECES: &[&str] = &[
    "令和",
    "R",
    "H30",
    "元",
    "2",
    "１",
    "12",
    "2020",
    "年",
    "年度",
    "月",
    "日",
    "末",
    "内",
    "まで",
    "～",
    "から",
    "-",
    "ー",
    "△",
    "±",
    "⇒",
    "千",
    "億",
    "円",
    "銭",
    "件",
    "人",
    "%",
    "．",
    ".",
    ",",
    "、",
    "(",
    "）",
    "「",
    "」",
    "第",
    "上旬",
    "上半期",
    "四半期",
    "約",
    "以上",
    "余",
    "数",
    " ",
    "　",
    "\n",
    "/",
    "・",
    "三",
    "十",
    "通年",
    "翌",
    "同",
    "台",
    "組織",
    "時",
    "分",
    "割",
    "当たり",
    "か月",
    "半",
    "¥",
    "No.",
    "㌧",
    "期限",
    "：",
    "土曜",
    "24時間",
    "増",
    "〇",
];

#[test]
fn mixtures_are_safe() {
    let mut chance = Chance(42);
    for _ in 0..10_000 {
        let text: String = (0..12).map(|_| chance.of(PIECES)).collect();
        let mut rest = text.as_str();
        for figure in figures(&text) {
            let at = rest.find(&figure.text);
            assert!(at.is_some(), "{text:?}: {:?}", figure.text);
            rest = &rest[at.unwrap() + figure.text.len()..];
        }
        let Period { start, end } = period(&text, Some(FiscalYear::new(2020)));
        assert!(
            start.zip(end).is_none_or(|(start, end)| start <= end),
            "{text}"
        );
        FiscalYear::parse(&text);
        refers_to(&text);
        figure_under(&text, HeadingUnit::find(&text).as_ref());
    }
}

/// A quadratic rule takes minutes here, a linear one less than a second.
#[test]
fn long_texts_are_quick() {
    const LENGTH: usize = 50_000;
    for piece in PIECES.iter().chain(&[
        "1、",
        "1a",
        "R2(",
        "8月29日～",
        "1～",
        "令和2～",
        "R2.",
        "1 人",
        "約1件 ",
        "第1・",
        "1時間",
    ]) {
        let text = piece.repeat(LENGTH / piece.len());
        figures(&text);
        period(&text, Some(FiscalYear::new(2020)));
        FiscalYear::parse(&text);
        refers_to(&text);
        HeadingUnit::find(&text);
        figure_under(&text, None);
    }
}
