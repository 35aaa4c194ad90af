//! Corrections of lines as models read them.

#![allow(clippy::unwrap_used)]

use super::*;

/// Letters of twenty pixels, digits half as wide, with this confidence.
fn line(text: &str, confidence: f32) -> Line {
    let letter = |(i, c): (usize, char)| {
        let x = 20 * i;
        let ink = Area {
            x0: x + 1,
            y0: 1,
            x1: x + if c.is_ascii_digit() { 10 } else { 19 },
            y1: 19,
        };
        Letter {
            c,
            advance: (x as f32, x as f32 + 20.0),
            ink,
            is_hollow: false,
            confidence,
            second: None,
        }
    };
    Line {
        em: 20.0,
        middle: 10.0,
        letters: text.chars().enumerate().map(letter).collect(),
        ..Line::default()
    }
}

fn corrected(text: &str) -> String {
    let mut lines = [line(text, 0.9)];
    correct(&mut lines);
    lines[0].letters.iter().map(|l| l.c).collect()
}

#[test]
fn look_alikes_go_by_their_neighbours() {
    for (read, right) in [
        ("サ一ビス", "サービス"),
        ("窓ロサービスの向上", "窓口サービスの向上"),
        ("防災了ドバイザー", "防災アドバイザー"),
        ("(了)業務", "(ア)業務"),
        ("(才)共有", "(オ)共有"),
        ("(一)共有", "(一)共有"),
        ("踏まえー部を", "踏まえ一部を"),
        ("データー覧", "データー覧"),
        ("完了スケール", "完了スケール"),
        ("条件の了承", "条件の了承"),
        ("プ口グラム", "プログラム"),
        ("統ー的", "統一的"),
        ("二酸化炭素", "二酸化炭素"),
        ("工事", "工事"),
    ] {
        assert_eq!(corrected(read), right);
    }
}

#[test]
fn words_that_cannot_be() {
    assert_eq!(corrected("支給决定"), "支給決定");
    assert_eq!(corrected("目標に対する進抄状況"), "目標に対する進捗状況");
    assert_eq!(corrected("合和3年度木"), "令和3年度末");
    assert_eq!(corrected("3方円"), "3万円");
}

#[test]
fn what_is_corrected_is_doubtful() {
    let mut lines = [line("令利3年度", 1.0)];
    correct(&mut lines);
    let confidence: Vec<f32> = lines[0].letters.iter().map(|l| l.confidence).collect();
    assert_eq!(confidence, [1.0, CORRECTED, 1.0, 1.0, 1.0]);
}

#[test]
fn markers_count() {
    let mut lines: Vec<Line> = ["(1)実施", "(2設置", "実施する", "()開催", "④申請"]
        .map(|s| line(s, 0.9))
        .into();
    correct(&mut lines);
    let texts: Vec<String> = lines
        .iter()
        .map(|l| l.letters.iter().map(|l| l.c).collect())
        .collect();
    assert_eq!(
        texts,
        ["(1)実施", "(2)設置", "実施する", "(3)開催", "④申請"]
    );
}

#[test]
fn a_letter_between_brackets_is_the_first_marker() {
    let mut lines: Vec<Line> = ["(D)実施", "(2)設置", "(D方式"]
        .map(|s| line(s, 0.9))
        .into();
    correct(&mut lines);
    let heads = lines.iter().map(|l| l.letters[1]);
    let heads: Vec<_> = heads.map(|l| (l.c, l.confidence < 0.9)).collect();
    assert_eq!(heads, [('1', true), ('2', false), ('D', false)]);
}

#[test]
fn items_count() {
    let corrected = |texts: &[&str]| -> String {
        let numbered = |(region, text): (usize, &&str)| Line {
            region,
            ..line(text, 0.95)
        };
        let mut lines: Vec<Line> = texts.iter().enumerate().map(numbered).collect();
        correct(&mut lines);
        lines.iter().map(|l| l.letters[0].c).collect()
    };
    assert_eq!(corrected(&["①", "②", "⑧"]), "①②③");
    assert_eq!(corrected(&["①", "⑧", "③", "①", "②"]), "①②③①②");
    assert_eq!(corrected(&["①", "⑧", "⑨"]), "①⑧⑨");
    assert_eq!(corrected(&["①", "②", "⑧実施"]), "①②⑧");
}

#[test]
fn a_full_cell_may_lack_its_last_stop() {
    let is_sure = |texts: [&str; 2]| {
        let mut lines: Vec<Line> = texts.map(|s| line(s, 0.95)).into();
        correct(&mut lines);
        lines[1].letters.last().unwrap().confidence > 0.9
    };
    assert!(!is_sure(["開催した。研修を", "全員に対し行う"]));
    assert!(is_sure(["開催した。研修を", "行う"]), "a short line");
    assert!(is_sure(["開催した研修会を", "全員に対し行う"]), "no stops");
    assert!(is_sure(["開催した。研修を", "全員に行う。"]));
}

#[test]
fn a_date_at_the_head_of_a_line_is_no_marker() {
    let mut lines: Vec<Line> = ["(1)研修は", "2月から", "(2)設置"]
        .map(|s| line(s, 0.9))
        .into();
    lines[1].letters[0].ink.x1 = 19;
    correct(&mut lines);
    assert_eq!(lines[1].letters[0].c, '2');
}

#[test]
fn a_circle_before_a_line_is_one() {
    let mut line = line("目標", 1.0);
    line.letters.remove(0);
    let area = Area {
        x0: 2,
        y0: 2,
        x1: 18,
        y1: 18,
    };
    line.unexplained = vec![Shape {
        area,
        is_hollow: true,
    }];
    let mut lines = [line];
    correct(&mut lines);
    assert_eq!(lines[0].letters[0].c, '○');
    assert!(lines[0].unexplained.is_empty());
}

/// Makes a letter's ink this high and wide, with its middle so far below the line's.
fn shrink(letter: &mut Letter, side: usize, below: i32) {
    let y0 = (10 + below - side as i32 / 2) as usize;
    letter.ink = Area {
        x0: letter.ink.x0,
        y0,
        x1: letter.ink.x0 + side,
        y1: y0 + side,
    };
}

#[test]
fn a_dot_at_half_the_height_is_a_middle_dot() {
    let mut lines = [
        line("企画.財政", 0.9),
        line("企画.財政", 0.9),
        line("1.5", 0.9),
    ];
    shrink(&mut lines[0].letters[2], 4, 0);
    shrink(&mut lines[1].letters[2], 4, 7);
    shrink(&mut lines[2].letters[1], 4, 0);
    correct(&mut lines);
    let texts: Vec<String> = lines
        .iter()
        .map(|l| l.letters.iter().map(|l| l.c).collect())
        .collect();
    assert_eq!(texts, ["企画・財政", "企画.財政", "1.5"]);
}

#[test]
fn ink_that_was_not_read_shows_its_marks() {
    let mut line = line("①目標達成", 0.9);
    line.letters.remove(4);
    line.letters.remove(1);
    let shape = |x0: usize, y0: usize, side: usize, is_hollow| Shape {
        area: Area {
            x0,
            y0,
            x1: x0 + side,
            y1: y0 + side,
        },
        is_hollow,
    };
    line.unexplained = vec![shape(22, 2, 16, true), shape(82, 12, 6, true)];
    let mut lines = [line];
    correct(&mut lines);
    let text: String = lines[0].letters.iter().map(|l| l.c).collect();
    assert_eq!(text, "①○標達。");
}

#[test]
fn a_number_as_wide_as_a_kanji_had_brackets() {
    let mut lines = [line("1実施", 0.9), line("2設置", 0.9)];
    lines
        .iter_mut()
        .for_each(|line| line.letters[0].ink.x1 = 19);
    correct(&mut lines);
    let texts: Vec<String> = lines
        .iter()
        .map(|l| l.letters.iter().map(|l| l.c).collect())
        .collect();
    assert_eq!(texts, ["(1)実施", "(2)設置"]);
}

#[test]
fn characters_beside_unread_ink_are_uncertain() {
    let unread = Shape {
        area: Area {
            x0: 41,
            y0: 1,
            x1: 59,
            y1: 19,
        },
        is_hollow: false,
    };
    let mut gap = line("目標達成", 1.0);
    gap.letters.remove(2);
    gap.unexplained = vec![unread];
    let mut lost = line("", 1.0);
    lost.unexplained = vec![unread];
    let mut lines = [line("年度", 1.0), lost, gap];
    correct(&mut lines);
    let uncertain: Vec<char> = lines
        .iter()
        .flat_map(|line| &line.letters)
        .filter(|letter| letter.confidence < 0.9)
        .map(|letter| letter.c)
        .collect();
    assert_eq!(uncertain, ['度', '目', '標', '成']);
}
