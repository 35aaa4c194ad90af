#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
use super::*;

/// Lines of 10-point text in a cell 100 points wide, with characters of normal width.
fn wrap(texts: &[&str]) -> Vec<Line> {
    let width = |c: char| if c.is_ascii() { 5.0 } else { 10.0 };
    let head = |text: &str| text.chars().next().map_or(0.0, width);
    texts
        .iter()
        .map(|text| Line {
            text: Text::unplaced(text),
            size: 10.0,
            // layout subtracts a third of a character from the room
            room: 97.0 - text.chars().map(width).sum::<f32>(),
            head: head(text),
            ..Line::default()
        })
        .collect()
}

fn joined(texts: &[&str]) -> String {
    join(&wrap(texts)).to_string()
}

#[test]
fn full_japanese_lines_join_without_a_space() {
    assert_eq!(
        joined(&["情報伝達の多重化・多", "様化を推進する。"]),
        "情報伝達の多重化・多様化を推進する。"
    );
}

#[test]
fn a_line_with_room_left_was_ended_by_the_author() {
    assert_eq!(joined(&["年度内", "通年"]), "年度内\n通年");
}

#[test]
fn half_a_character_of_room_is_none() {
    assert_eq!(
        joined(&["あいうえおかきくけ1", "こ"]),
        "あいうえおかきくけ1こ"
    );
}

#[test]
fn text_input_never_joins() {
    let mut lines = wrap(&["情報伝達の多重化・多", "様化"]);
    lines.iter_mut().for_each(|line| line.room = f32::INFINITY);
    assert_eq!(join(&lines).to_string(), "情報伝達の多重化・多\n様化");
    lines[1].head = f32::INFINITY;
    assert_eq!(join(&lines).to_string(), "情報伝達の多重化・多\n様化");
}

/// Lines of a cell so narrow that each of them is full.
fn narrow(texts: &[&str]) -> String {
    let mut lines = wrap(texts);
    lines.iter_mut().for_each(|line| line.room = 0.0);
    join(&lines).to_string()
}

#[test]
fn a_narrow_cell_breaks_markers() {
    assert_eq!(
        narrow(&["(1) 通", "年", "(2", ") 年", "度末"]),
        "(1) 通年\n(2) 年度末"
    );
    assert_eq!(
        narrow(&["ア", "R6.4月", "イ", "R6.9月"]),
        "ア R6.4月\nイ R6.9月"
    );
    assert_eq!(
        narrow(&["(ア)", "通年", "(イ)、", "(ウ)", "9月"]),
        "(ア)通年\n(イ)、(ウ)9月"
    );
    assert_eq!(
        narrow(&["( 1 )", "通年", "( 2 )", "9月"]),
        "( 1 )通年\n( 2 )9月"
    );
    assert_eq!(narrow(&["ア イ", "12月"]), "ア イ 12月");
    assert_eq!(
        narrow(&["ア) イ) 通年", "ウ) 7月"]),
        "ア) イ) 通年\nウ) 7月"
    );
    assert_eq!(narrow(&["1. 2. 通年", "3. 7月"]), "1. 2. 通年\n3. 7月");
    assert_eq!(
        narrow(&["ア", "通年", "イ、ウ、", "エ 年度", "内"]),
        "ア 通年\nイ、ウ、エ 年度内"
    );
    assert_eq!(
        narrow(&["ソフトウェ", "ア", "の導入"]),
        "ソフトウェアの導入"
    );
}

#[test]
fn latin_words_get_a_space_and_hyphens_stay() {
    assert_eq!(
        joined(&["abcdefgh open source", "data"]),
        "abcdefgh open source data"
    );
    assert_eq!(
        joined(&["abcdefgh on Windows", "11"]),
        "abcdefgh on Windows 11"
    );
    assert_eq!(
        joined(&["abcdefghijklmnopq e-", "learning"]),
        "abcdefghijklmnopq e-learning"
    );
    assert_eq!(
        joined(&["共有化システムとしてAI,", "RPA"]),
        "共有化システムとしてAI, RPA"
    );
    assert_eq!(
        joined(&["共有化システムとしてAI,", "導入"]),
        "共有化システムとしてAI,導入"
    );
    assert_eq!(
        joined(&["共有化する情報システム,", "RPA"]),
        "共有化する情報システム,RPA"
    );
}

#[test]
fn latin_and_japanese_join_without_a_space() {
    assert_eq!(
        joined(&["庁内の関係課とともにAI", "チャット"]),
        "庁内の関係課とともにAIチャット"
    );
}

#[test]
fn a_broken_number_joins() {
    assert_eq!(
        joined(&["補助金の実績額は11,7", "21千円"]),
        "補助金の実績額は11,721千円"
    );
}

#[test]
fn the_drawn_space_at_the_end_of_a_line_stays() {
    let mut lines = wrap(&["第2編安全で安心な環境", "第2章"]);
    lines[0].text.0.push(Char::new(' ', 7));
    assert_eq!(join(&lines).to_string(), "第2編安全で安心な環境 第2章");
    lines[0].text.0.pop();
    lines[0].text.insert(' ');
    assert_eq!(join(&lines).to_string(), "第2編安全で安心な環境第2章");
}

#[test]
fn blank_lines_and_the_ends_of_lines_are_trimmed() {
    assert_eq!(joined(&[" 年度内 ", "", "  通年"]), "年度内\n通年");
    assert!(join(&[]).is_empty());
    assert!(join(&wrap(&[" "])).is_empty());
}

#[test]
fn the_next_number_with_a_full_stop_or_kana_begins_a_line() {
    assert_eq!(
        joined(&["1. 6月～11月に行う講座", "2. 年度内"]),
        "1. 6月～11月に行う講座\n2. 年度内"
    );
    assert_eq!(
        joined(&["ア 6月～11月に行う講座", "イ 年度内"]),
        "ア 6月～11月に行う講座\nイ 年度内"
    );
    assert_eq!(
        joined(&["ア、ウ 6月～11月の講座", "イ 年度内"]),
        "ア、ウ 6月～11月の講座\nイ 年度内"
    );
    assert_eq!(
        joined(&["6月～11月に行う講座は第", "2. 年度内"]),
        "6月～11月に行う講座は第2. 年度内"
    );
}

#[test]
fn a_number_with_a_full_stop_starts_a_line_after_a_sentence() {
    assert_eq!(
        joined(&["1. 講座を18回行った。", "2. 補助152件"]),
        "1. 講座を18回行った。\n2. 補助152件"
    );
    assert_eq!(
        joined(&["計画のとおりに進めた。", "1.5倍となった"]),
        "計画のとおりに進めた。1.5倍となった"
    );
}

#[test]
fn a_numbered_point_begins_a_line_though_the_line_before_is_full() {
    assert_eq!(
        joined(&["(1)防災情報の基盤整備", "(2)訓練"]),
        "(1)防災情報の基盤整備\n(2)訓練"
    );
    assert_eq!(
        joined(&["防災情報システム整備を", "・周知"]),
        "防災情報システム整備を\n・周知"
    );
}

#[test]
fn a_title_may_wrap_before_a_middle_dot() {
    assert_eq!(
        joined(&["防災力向上に向けた取組", "・支援", "(1)訓練", "・周知"]),
        "防災力向上に向けた取組・支援\n(1)訓練\n・周知"
    );
}

#[test]
fn a_middle_dot_is_a_bullet_where_the_cell_has_bullets() {
    assert_eq!(
        joined(&["防災行政情報基盤整備", "・周知活動"]),
        "防災行政情報基盤整備・周知活動"
    );
    assert_eq!(
        joined(&["年度内", "・研修", "・防災行政情報基盤整", "・周知活動"]),
        "年度内\n・研修\n・防災行政情報基盤整\n・周知活動"
    );
}

#[test]
fn a_word_after_a_middle_dot_goes_on_where_its_line_wrapped() {
    assert_eq!(
        narrow(&["避難所の設置", "・備蓄", "品確保"]),
        "避難所の設置\n・備蓄品確保"
    );
    let mut lines = wrap(&["避難所の設置", "・備蓄", "品確保"]);
    lines[0].room = 0.0;
    assert_eq!(join(&lines).to_string(), "避難所の設置・備蓄\n品確保");
}

#[test]
fn a_number_may_follow_a_group_that_leaves_it_out() {
    assert_eq!(
        joined(&["(1)、(3)4月から実施予定", "(2)10月"]),
        "(1)、(3)4月から実施予定\n(2)10月"
    );
}

#[test]
fn a_number_followed_by_a_space_may_skip_one() {
    assert_eq!(
        joined(&["(2) 補助を152件行った。※", "(4) 訓練"]),
        "(2) 補助を152件行った。※\n(4) 訓練"
    );
    assert_eq!(
        joined(&["(2) 補助を152件行う根拠は", "(4)訓練"]),
        "(2) 補助を152件行う根拠は\n(4)訓練"
    );
    assert_eq!(
        joined(&["(2) 補助を152件行う根拠は", "(9)訓練"]),
        "(2) 補助を152件行う根拠は(9)訓練"
    );
}

#[test]
fn a_closing_bracket_after_a_number_is_not_a_full_stop() {
    assert_eq!(
        joined(&["5. 市内10か所（東4、西", "6）で継続"]),
        "5. 市内10か所（東4、西6）で継続"
    );
}

#[test]
fn a_column_may_start_with_a_later_number_after_a_common_text() {
    assert_eq!(
        joined(&["全体に6月から実施しまし", "(2) (3) 9月末"]),
        "全体に6月から実施しまし\n(2) (3) 9月末"
    );
}

#[test]
fn a_group_may_begin_a_line() {
    assert_eq!(
        joined(&["(1) 6月に始めた。（継続）", "(2)、(3) 3月末"]),
        "(1) 6月に始めた。（継続）\n(2)、(3) 3月末"
    );
    assert_eq!(
        joined(&["(1) 6月に始めた。（継続）", "(2)、(3)の区域"]),
        "(1) 6月に始めた。（継続）(2)、(3)の区域"
    );
}

#[test]
fn a_point_may_begin_with_kana() {
    assert_eq!(
        joined(&["(1)防災情報の基盤整備", "(2)うち新規3件"]),
        "(1)防災情報の基盤整備\n(2)うち新規3件"
    );
    assert_eq!(
        joined(&["ア 6月～11月に行う講座", "イ～エ 年度内"]),
        "ア 6月～11月に行う講座\nイ～エ 年度内"
    );
}

#[test]
fn the_first_of_a_list_begins_a_line_where_the_second_does() {
    assert_eq!(
        joined(&["○仕事と生活の調和の推進", "ア 研修", "イ 相談"]),
        "○仕事と生活の調和の推進\nア 研修\nイ 相談"
    );
    assert_eq!(
        joined(&["○仕事と生活の調和の推進", "ア 研修"]),
        "○仕事と生活の調和の推進ア 研修"
    );
}

#[test]
fn a_group_of_kana_starts_a_line_after_a_sentence() {
    assert_eq!(
        joined(&["講座は6月に行いました。", "ア～イ 9月"]),
        "講座は6月に行いました。\nア～イ 9月"
    );
}

#[test]
fn a_lone_circle_is_prose() {
    assert_eq!(
        joined(&["目標値を次のとおりとす", "①10件"]),
        "目標値を次のとおりとす①10件"
    );
    assert_eq!(
        joined(&["目標値を次のとおりとす", "①10件", "②20件"]),
        "目標値を次のとおりとす\n①10件\n②20件"
    );
}

#[test]
fn a_number_that_prose_speaks_of_begins_no_line() {
    assert_eq!(
        joined(&["計画の見直しは、上記の", "(1)の結果を踏まえる"]),
        "計画の見直しは、上記の(1)の結果を踏まえる"
    );
    assert_eq!(
        joined(&["安全で快適なまち、前項", "①及び②を行う"]),
        "安全で快適なまち、前項①及び②を行う"
    );
    assert_eq!(narrow(&["上記の", "(1)", "の結果"]), "上記の(1)の結果");
}

#[test]
fn places_go_with_their_characters() {
    let mut lines = wrap(&["あいうえおかきくけこ", "さ"]);
    lines[0].text = "あいうえおかきくけこ"
        .chars()
        .zip(0..)
        .map(|(c, i)| Char::new(c, i))
        .collect();
    lines[1].text = Text(vec![Char::new('さ', 10)]);
    let at: Vec<u32> = join(&lines).chars().iter().map(|ch| ch.at).collect();
    assert_eq!(at, (0..11).collect::<Vec<_>>());
}

#[test]
fn an_address_that_fills_its_line_continues_without_a_space() {
    assert_eq!(
        joined(&["公表https://a.jp/bc", "de.pdf で"]),
        "公表https://a.jp/bcde.pdf で"
    );
    let mut lines = wrap(&["https://a.jp/", "Wi-Fi"]);
    lines[1].head = 50.0;
    lines[0].text = Text::unplaced("https://a.jp/c");
    assert_eq!(join(&lines).to_string(), "https://a.jp/c Wi-Fi");
    lines[0].room = 7.0;
    assert_eq!(join(&lines).to_string(), "https://a.jp/c Wi-Fi");
    lines[0].room = 4.0;
    assert_eq!(join(&lines).to_string(), "https://a.jp/cWi-Fi");
}
