#![allow(clippy::unwrap_used, clippy::expect_used)]

use unicode_normalization::UnicodeNormalization;

use super::*;

use crate::content::{Cell, Line, Table};
use crate::text::Char;

fn standard(s: &str) -> String {
    text(&Text::unplaced(s), Mode::Standard).to_string()
}

fn placed(s: &str) -> Text {
    s.chars().zip(0..).map(|(c, at)| Char::new(c, at)).collect()
}

fn places(t: &Text) -> Vec<(char, u32, u8)> {
    t.chars().iter().map(|ch| (ch.c, ch.at, ch.len)).collect()
}

/// (source, standard)
const CASES: &[(&str, &str)] = &[
    // ASCII
    ("１２，３４５千円", "12,345千円"),
    ("２３．７％", "23.7%"),
    ("ＧＰＳ端末２８人", "GPS端末28人"),
    (
        "Ａ＆Ｂ＠＃＊＋＝＜＞／＄＂＇＿＾｀｜＼",
        "A&B@#*+=<>/$\"'_^`|\\",
    ),
    ("ｗｗｗ．ｃｉｔｙ．ｊｐ", "www.city.jp"),
    // Japanese punctuation stays
    ("「自助・共助」、『公助』。", "「自助・共助」、『公助』。"),
    (
        "（１）【重点】〔参考〕！？：；",
        "（1）【重点】〔参考〕！？：；",
    ),
    ("［１］｛２｝", "［1］｛2｝"),
    ("１．目的", "1．目的"),
    ("はい，そうです", "はい，そうです"),
    ("(1) half stays half", "(1) half stays half"),
    // kana
    ("ｶﾞｲﾄﾞﾗｲﾝ", "ガイドライン"),
    ("ﾊﾟﾝﾌﾚｯﾄ", "パンフレット"),
    ("ｳﾞｨﾗ", "ヴィラ"),
    ("｢ﾃﾞｰﾀ･ｼｽﾃﾑ｣､｡", "「データ・システム」、。"),
    ("か\u{3099}き\u{3099}は\u{309A}", "がぎぱ"),
    ("カ\u{3099}ウ\u{3099}", "ガヴ"),
    ("か゛", "か゛"),
    ("ｱﾞ", "ア゛"),
    ("ﾟ", "゜"),
    // radicals
    (
        "⼈⼝と⾏政、⺠⽣委員、⻑野県",
        "人口と行政、民生委員、長野県",
    ),
    ("⼾籍", "戸籍"),
    // compatibility ideographs of names: 﨑, 神, 塚
    ("\u{FA11}\u{FA19}\u{FA10}髙", "\u{FA11}\u{FA19}\u{FA10}髙"),
    // dashes
    ("データ", "データ"),
    ("デ－タとセンタ−", "データとセンター"),
    ("ﾃﾞｰﾀ", "データ"),
    ("サ‐バ―、センタ―は", "サーバー、センターは"),
    ("Ｗｉ－Ｆｉ", "Wi-Fi"),
    ("０２６８－２２－４１００", "0268-22-4100"),
    ("０２６８ー２２ー４１００", "0268-22-4100"),
    ("−3.5ポイント", "-3.5ポイント"),
    ("－", "－"),
    ("−", "－"),
    ("テーマ――未来", "テーマ――未来"),
    ("未来—副題—", "未来―副題―"),
    ("テーマ―未来へ", "テーマ―未来へ"),
    ("コース－Ａ", "コース-A"),
    // waves
    ("4月〜9月", "4月～9月"),
    ("4月～9月", "4月～9月"),
    ("４月∼９月", "4月～9月"),
    // spaces and invisible characters
    ("年\u{A0}度\u{3000}内\t末", "年 度 内 末"),
    ("二  つ", "二  つ"),
    ("\u{FEFF}年\u{200B}度\u{AD}内", "年度内"),
    ("葛\u{E0100}飾、☎\u{FE0E}", "葛飾、☎"),
    ("a\nb", "a\nb"),
    // lookalikes
    ("ワーク‧ライフ⋯", "ワーク・ライフ…"),
    ("発注5km∕契約3km", "発注5km/契約3km"),
    ("➀計画➉➊", "①計画⑩❶"),
    ("4‒5月", "4-5月"),
    // unchanged
    ("①⑴㈱㎡㎞㋿Ⅲ℃№½㍻", "①⑴㈱㎡㎞㋿Ⅲ℃№½㍻"),
    ("△3,150⇒▲", "△3,150⇒▲"),
];

#[test]
fn standard_reads_as_published_japanese() {
    for (source, expected) in CASES {
        assert_eq!(standard(source), *expected, "{source:?}");
    }
}

#[test]
fn standard_is_idempotent() {
    for (source, _) in CASES {
        let once = standard(source);
        assert_eq!(standard(&once), once, "{source:?}");
    }
}

#[test]
fn a_composed_kana_stands_for_both_places() {
    let t = text(&placed("ｶﾞｲ"), Mode::Standard);
    assert_eq!(places(&t), [('ガ', 0, 2), ('イ', 2, 1)]);
}

#[test]
fn a_sound_mark_from_elsewhere_is_not_composed() {
    let apart = Text(vec![Char::new('ｶ', 0), Char::new('ﾞ', 9)]);
    let t = text(&apart, Mode::Standard);
    assert_eq!(places(&t), [('カ', 0, 1), ('゛', 9, 1)]);
}

#[test]
fn the_place_of_an_invisible_character_goes_to_its_neighbour() {
    let t = text(&placed("\u{FEFF}\u{200B}年\u{FE00}度"), Mode::Standard);
    assert_eq!(places(&t), [('年', 0, 4), ('度', 4, 1)]);
}

#[test]
fn nfkc_is_unicodes_and_keeps_places() {
    for (source, _) in CASES {
        let expected: String = source.nfkc().collect();
        let t = text(&Text::unplaced(source), Mode::Nfkc);
        assert_eq!(t.to_string(), expected);
    }
    let t = text(&placed("⑴ｶﾞ㍻"), Mode::Nfkc);
    let expected = [
        ('(', 0, 1),
        ('1', 0, 1),
        (')', 0, 1),
        ('ガ', 1, 2),
        ('平', 3, 1),
        ('成', 3, 1),
    ];
    assert_eq!(places(&t), expected);
}

#[test]
fn none_changes_nothing() {
    let t = placed("ｶﾞ１⼈");
    assert_eq!(text(&t, Mode::None), t);
}

#[test]
fn every_line_is_normalised_and_radicals_are_reported() {
    let line = |s: &str| Line {
        text: placed(s),
        ..Line::default()
    };
    let cell = Cell {
        lines: vec![line("⼈⼝"), line("⼈")],
        ..Cell::default()
    };
    let mut content = Content {
        blocks: vec![
            Block::Line(line("⾏政")),
            Block::Table(Table {
                page: 1,
                bbox: cell.bbox,
                rows: 1,
                cols: 1,
                cells: vec![cell],
                edges: Vec::new(),
                ruled: true,
            }),
            Block::Furniture(line("１")),
        ],
        ..Content::default()
    };
    let diagnostics = normalize(&mut content, Mode::Standard);
    let texts: Vec<String> = content
        .blocks
        .iter_mut()
        .flat_map(Block::lines_mut)
        .map(|l| l.text.to_string())
        .collect();
    assert_eq!(texts, ["行政", "人口", "人", "1"]);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, Code::Radicals);
    assert!(diagnostics[0].message.starts_with("4 radical code points"));
    assert!(normalize(&mut content, Mode::Standard).is_empty());
}

#[test]
fn modes_are_named() {
    for mode in [Mode::Standard, Mode::Nfkc, Mode::None] {
        assert_eq!(mode.to_string().parse(), Ok(mode));
    }
    assert!("nfd".parse::<Mode>().is_err());
}

/// In any mixture every place is represented exactly once, unless nothing is left to represent it.
#[test]
fn no_place_is_lost() {
    let alphabet: Vec<char> = "ｶﾞﾟか\u{3099}はＡ１－ー―．，⼈ \u{200B}\u{FE00}\u{FEFF}年①～"
        .chars()
        .collect();
    let mut seed: u64 = 7;
    for _ in 0..2_000 {
        let mut s = String::from("年");
        for _ in 0..10 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            s.push(alphabet[(seed >> 33) as usize % alphabet.len()]);
        }
        let source = placed(&s);
        let covered: Vec<usize> = text(&source, Mode::Standard)
            .chars()
            .iter()
            .flat_map(Char::places)
            .collect();
        assert_eq!(covered, (0..source.len()).collect::<Vec<_>>(), "{s:?}");
    }
}
