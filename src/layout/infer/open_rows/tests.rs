use crate::layout::infer::open_rows::{PlacedGlyph, Rule, missing};
use crate::layout::rules;
use crate::layout::tests::{across, down, string};

fn found(rules: &[Rule], glyphs: &[PlacedGlyph]) -> Vec<Rule> {
    let (groups, lone) = rules::groups(rules);
    missing(rules, (&groups, &lone), glyphs, &[])
}

fn positions(rules: &[Rule], from: f32) -> Vec<f32> {
    let mut xs: Vec<f32> = rules
        .iter()
        .filter(|r| r.from == from)
        .map(|r| r.pos)
        .collect();
    xs.sort_by(f32::total_cmp);
    xs.dedup();
    xs
}

fn row<const N: usize>(texts: [&str; N], y: f32) -> Vec<PlacedGlyph> {
    let places = texts.into_iter().enumerate();
    places
        .flat_map(|(n, text)| string(text, 100.0 * n as f32 + 2.0, y, 10.0))
        .collect()
}

#[test]
fn bands_of_one_extent_are_cut_at_their_rivers() {
    let rules = [0.0, 20.0, 40.0].map(|y| across(y, 0.0, 300.0));
    let mut glyphs = row(["項目", "期間", "目標"], 14.0);
    glyphs.extend(row(["点検", "", "10件"], 34.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 0.0), [0.0, 100.0, 200.0, 300.0]);
    assert_eq!(positions(&missing, 20.0), [0.0, 100.0, 200.0, 300.0]);
}

#[test]
fn a_row_between_ruled_ones_is_open() {
    let mut rules = [0.0, 20.0, 40.0, 60.0]
        .map(|y| across(y, 0.0, 300.0))
        .to_vec();
    rules.extend([0.0, 100.0, 300.0].map(|x| down(x, 0.0, 20.0)));
    let mut glyphs = row(["項目", "期間", "目標"], 34.0);
    glyphs.extend(row(["点検", "通年", "10件"], 54.0));
    let missing = found(&rules, &glyphs);
    assert!(positions(&missing, 0.0).is_empty());
    assert_eq!(positions(&missing, 20.0), [0.0, 100.0, 200.0, 300.0]);
}

#[test]
fn prose_between_the_lines_of_a_page_is_no_row() {
    let rules = [0.0, 20.0, 40.0, 60.0].map(|y| across(y, 0.0, 300.0));
    let glyphs: Vec<PlacedGlyph> = (0..3)
        .flat_map(|i| {
            string(
                "見出しの上下に引かれた線の間の文",
                2.0,
                14.0 + 20.0 * i as f32,
                10.0,
            )
        })
        .collect();
    assert!(found(&rules, &glyphs).is_empty());
    let of_unlike_length = [
        across(0.0, 0.0, 300.0),
        across(20.0, 0.0, 150.0),
        across(40.0, 0.0, 300.0),
    ];
    let row = row(["項目", "期間", "目標"], 14.0);
    assert!(found(&of_unlike_length, &row).is_empty());
}

#[test]
fn a_shorter_rule_parts_its_band() {
    let mut rules = [0.0, 40.0, 60.0].map(|y| across(y, 0.0, 300.0)).to_vec();
    rules.push(across(20.0, 100.0, 300.0));
    let mut glyphs = string("位置付け", 2.0, 24.0, 10.0);
    glyphs.extend(row(["", "戦略", "甲"], 14.0));
    glyphs.extend(row(["", "施策", "乙"], 34.0));
    glyphs.extend(row(["目的", "点検", ""], 54.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 0.0), [0.0, 100.0, 200.0, 300.0]);
    assert_eq!(positions(&missing, 20.0), [100.0, 200.0, 300.0]);
}

#[test]
fn a_row_of_one_text_belongs_to_the_header_above() {
    let rules = [0.0, 20.0, 40.0].map(|y| across(y, 0.0, 300.0));
    let mut glyphs = row(["項目", "期間", "目標"], 14.0);
    glyphs.extend(string("結果の公表", 102.0, 34.0, 10.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 20.0), [0.0, 100.0, 200.0, 300.0]);
    let mut prose = row(["項目", "期間", "目標"], 14.0);
    let sentence = "この行は表の幅いっぱいに書かれた注記です";
    prose.extend(string(sentence, 2.0, 34.0, 10.0));
    assert!(found(&rules, &prose).is_empty());
}

#[test]
fn a_row_that_the_page_ends_needs_no_rule_below() {
    let rules = [0.0, 20.0].map(|y| across(y, 0.0, 300.0));
    let mut glyphs = row(["項目", "期間", "目標"], 14.0);
    glyphs.extend(row(["点検", "通年", "10件"], 34.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 20.0), [0.0, 100.0, 200.0, 300.0]);
    glyphs.extend(string("注　表の下の文", 2.0, 90.0, 10.0));
    assert_eq!(found(&rules, &glyphs), missing, "further down");
}

#[test]
fn prose_in_columns_below_a_title_is_no_row() {
    let rules = [0.0, 20.0].map(|y| across(y, 0.0, 300.0));
    let mut glyphs = row(["規則", "", "8月"], 14.0);
    for y in [34.0, 46.0, 58.0] {
        glyphs.extend(row(["三段組の本文の行"; 3], y));
    }
    assert!(found(&rules, &glyphs).is_empty());
}

#[test]
fn the_foot_of_a_page_is_no_row_below_its_tables() {
    let mut rules = [0.0, 100.0].map(|y| across(y, 0.0, 300.0)).to_vec();
    for y in [20.0, 40.0] {
        rules.extend([across(y, 0.0, 95.0), across(y, 105.0, 195.0)]);
    }
    let mut glyphs: Vec<PlacedGlyph> = [14.0, 34.0, 54.0]
        .iter()
        .flat_map(|y| row(["部", "課", "係"], *y))
        .collect();
    glyphs.extend(row(["市", "報告", "頁"], 114.0));
    let missing = found(&rules, &glyphs);
    assert!(missing.iter().all(|r| r.to <= 100.0), "{missing:?}");
}

#[test]
fn a_shaded_header_above_ruled_rows_is_one_of_them() {
    let mut rules = [0.0, 20.0, 40.0, 60.0]
        .map(|y| across(y, 0.0, 300.0))
        .to_vec();
    rules.extend([0.0, 300.0].map(|x| down(x, 0.0, 20.0)));
    let mut glyphs = row(["項目", "期間", "目標"], 14.0);
    glyphs.extend(row(["点検", "通年", "10件"], 34.0));
    glyphs.extend(row(["公表", "3月", "5件"], 54.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 0.0), [0.0, 100.0, 200.0, 300.0]);
}

#[test]
fn a_frame_around_open_rows_changes_nothing() {
    let mut rules = [0.0, 20.0, 40.0].map(|y| across(y, 0.0, 300.0)).to_vec();
    rules.extend([0.0, 300.0].map(|x| down(x, 0.0, 40.0)));
    let mut glyphs = row(["項目", "期間", "目標"], 14.0);
    glyphs.extend(row(["点検", "", ""], 34.0));
    assert!(
        found(&rules, &glyphs).is_empty(),
        "one row shows no columns"
    );
    glyphs.extend(row(["", "通年", "10件"], 34.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 20.0), [0.0, 100.0, 200.0, 300.0]);
}

#[test]
fn a_header_may_have_a_heading_over_two_of_its_columns() {
    let mut rules = [0.0, 40.0, 60.0].map(|y| across(y, 0.0, 300.0)).to_vec();
    rules.extend([down(0.0, 0.0, 60.0), down(300.0, 0.0, 60.0)]);
    rules.push(across(20.0, 100.0, 300.0));
    let mut glyphs = string("項目", 2.0, 24.0, 10.0);
    glyphs.extend(string("報告", 190.0, 14.0, 10.0));
    glyphs.extend(row(["", "中間", "期末"], 34.0));
    glyphs.extend(row(["点検", "", "10件"], 54.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 40.0), [0.0, 100.0, 200.0, 300.0]);
}

#[test]
fn a_column_begins_where_full_lines_of_another_touch_it() {
    let rules = [0.0, 20.0, 80.0].map(|y| across(y, 0.0, 300.0));
    let mut glyphs = row(["項目", "期間", "目標"], 14.0);
    glyphs.extend(row(["一二三四五六七八九十", "通年", "10件"], 34.0));
    glyphs.extend(row(["点検", "毎月", "5件"], 46.0));
    glyphs.extend(row(["公表", "3月", ""], 58.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 20.0).len(), 4);
    glyphs.extend(string("一二三四五六七八九十一二", 5.0, 70.0, 10.0));
    assert_ne!(
        found(&rules, &glyphs),
        missing,
        "a line runs over the place"
    );
}

#[test]
fn a_row_without_a_marker_begins_in_the_headers_first_gap() {
    let rules = [0.0, 20.0, 40.0].map(|y| across(y, 0.0, 400.0));
    let texts = |texts: [(&str, f32); 4], y: f32| -> Vec<PlacedGlyph> {
        let places = texts.into_iter();
        places
            .flat_map(|(text, x)| string(text, x, y, 10.0))
            .collect()
    };
    // the headings are centred over texts that begin further left
    let heads = [
        ("番号", 2.0),
        ("項目", 90.0),
        ("期間", 202.0),
        ("目標", 302.0),
    ];
    let mut glyphs = texts(heads, 14.0);
    let row = [
        ("", 0.0),
        ("点検の結果の公表", 42.0),
        ("通年", 202.0),
        ("件", 302.0),
    ];
    glyphs.extend(texts(row, 34.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 20.0), [0.0, 40.0, 200.0, 300.0, 400.0]);
    assert_eq!(positions(&missing, 0.0), positions(&missing, 20.0));
}

#[test]
fn labels_in_the_middle_of_wide_cells_are_not_cut_like_the_row_above() {
    let rules = [0.0, 20.0, 40.0, 60.0].map(|y| across(y, 0.0, 300.0));
    let mut glyphs = row(["項目", "期間と期限の定め", "目標"], 14.0);
    glyphs.extend(string("課題", 90.0, 34.0, 10.0));
    glyphs.extend(string("効果", 240.0, 34.0, 10.0));
    glyphs.extend(row(["遊具", "点検の結果", "公表する"], 54.0));
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 20.0), [0.0, 200.0, 300.0]);
}

#[test]
fn a_row_at_the_pages_foot_under_a_ruled_header_is_no_header() {
    let mut rules = [0.0, 20.0, 40.0, 60.0]
        .map(|y| across(y, 0.0, 400.0))
        .to_vec();
    rules.extend([0.0, 400.0].map(|x| down(x, 0.0, 60.0)));
    rules.extend([100.0, 200.0, 300.0].map(|x| down(x, 0.0, 40.0)));
    let mut glyphs = row(["点検", "通年", "10件"], 54.0);
    glyphs.extend(string("公表", 302.0, 54.0, 10.0));
    let (groups, lone) = rules::groups(&rules);
    assert!(missing(&rules, (&groups, &lone), &glyphs, &[]).is_empty());
}

#[test]
fn a_rule_that_touches_no_side_of_its_frame_parts_the_heading_over_its_columns() {
    let mut frame = [0.0, 40.0, 60.0, 80.0]
        .map(|y| across(y, 0.0, 400.0))
        .to_vec();
    frame.extend([0.0, 400.0].map(|x| down(x, 0.0, 80.0)));
    frame.push(across(20.0, 100.0, 300.0));
    let mut glyphs = string("報告", 190.0, 14.0, 10.0);
    glyphs.extend(row(["項目", "", "", "評価"], 24.0));
    glyphs.extend(row(["", "中間", "期末", ""], 34.0));
    glyphs.extend(row(["点検", "通年", "件", "甲"], 54.0));
    glyphs.extend(row(["公表", "年度", "回", "乙"], 74.0));
    let missing = found(&frame, &glyphs);
    assert_eq!(positions(&missing, 20.0), [100.0, 200.0, 300.0]);
}

#[test]
fn a_full_line_below_a_header_ends_where_its_column_does() {
    let rules = [0.0, 20.0, 40.0].map(|y| across(y, 0.0, 400.0));
    let mut glyphs = row(["項目", "期間", "目標", "報告"], 14.0);
    glyphs.extend(string("点検", 2.0, 34.0, 10.0));
    glyphs.extend(string("令和四年六月まで", 102.0, 34.0, 10.0));
    // a gap of half a letter, as left by the padding of two cells
    glyphs.extend(string("十件", 187.0, 34.0, 10.0));
    glyphs.extend(string("行った", 302.0, 34.0, 10.0));
    let missing = found(&rules, &glyphs);
    let edges = positions(&missing, 20.0);
    assert!(
        edges.iter().any(|x| (182.0..=187.0).contains(x)),
        "{edges:?}"
    );
}

#[test]
fn a_header_at_its_foot_may_stand_beside_a_longer_form() {
    let rules = [0.0, 20.0].map(|y| across(y, 0.0, 400.0));
    let mut glyphs = row(["項目", "期間", "目標", "報告"], 14.0);
    for y in [34.0, 54.0] {
        glyphs.extend(string("点検", 502.0, y, 10.0));
    }
    let missing = found(&rules, &glyphs);
    assert_eq!(positions(&missing, 0.0), [0.0, 100.0, 200.0, 300.0, 400.0]);
}
