use super::*;
use crate::layout::tests::string;
use crate::layout::whitespace::starts::PADDING;

fn gaps(lines: &[&str]) -> Vec<ColumnGap> {
    let glyphs: Vec<PlacedGlyph> = (0..)
        .zip(lines)
        .flat_map(|(i, line)| string(line, 0.0, 12.0 * i as f32, 10.0))
        .collect();
    of(&glyphs.iter().collect::<Vec<_>>())
}

#[test]
fn a_river_runs_through_all_lines() {
    let found = gaps(&["点検   通年", "点検の   年"]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].from, found[0].to), (30.0, 35.0));
    assert!(gaps(&["点検   通年", "点検の実施"]).is_empty());
}

#[test]
fn a_label_spread_over_its_cell_is_one_piece() {
    let mut glyphs: Vec<PlacedGlyph> = (0..)
        .zip("重点目標".chars())
        .flat_map(|(n, c)| string(&c.to_string(), 25.0 * n as f32, 0.0, 10.0))
        .collect();
    glyphs.extend(string("点検の実施", 110.0, 0.0, 10.0));
    let found = of(&glyphs.iter().collect::<Vec<_>>());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].from, found[0].to), (85.0, 110.0));
}

#[test]
fn a_space_between_words_is_not_certain() {
    assert!(gaps(&["部　局"]).is_empty());
    assert!(gaps(&["部   局"])[0].certain);
    assert!(gaps(&["部 　局", "部 　局", "部 　局"])[0].certain);
}

fn gap(from: f32, to: f32, certain: bool) -> ColumnGap {
    ColumnGap { from, to, certain }
}

#[test]
fn columns_begin_where_most_texts_do() {
    let known = |xs: &[f32]| Starts::new([].into_iter(), xs.iter().map(|x| x - PADDING));
    let wide = gap(20.0, 150.0, true);
    let narrow = gap(95.0, 101.0, false);
    assert_eq!(known(&[102.0, 101.0, 150.0]).edge(&wide), Some(99.0));
    assert_eq!(known(&[102.0]).edge(&narrow), Some(99.0));
    assert_eq!(known(&[150.0]).edge(&narrow), None);
}

#[test]
fn a_narrow_gap_parts_columns_where_they_met_on_the_page_before() {
    let starts = || Starts::new([].into_iter(), [].into_iter());
    let narrow = gap(95.0, 101.0, false);
    assert_eq!(starts().edge(&narrow), None);
    assert_eq!(starts().after(&[99.0, 200.0]).edge(&narrow), Some(99.0));
}

#[test]
fn thousands_of_rivers_are_quick() {
    let rows: Vec<ColumnGap> = (0..20_000)
        .map(|i| gap(i as f32 % 97.0, 400.0, true))
        .collect();
    let starts = Starts::new(rows.iter().enumerate(), [].into_iter());
    assert_eq!(starts.edge(&rows[1]), Some(398.0));
}

#[test]
fn a_river_over_the_beginning_of_another_rows_column_ends_at_its_own() {
    let label = [gap(40.0, 60.0, true)];
    let item = [gap(30.0, 100.0, true)];
    let rows = [&label, &label, &label, &item, &item];
    let gaps = rows.iter().enumerate();
    let starts = Starts::new(
        gaps.flat_map(|(n, r)| r.iter().map(move |r| (n, r))),
        [].into_iter(),
    );
    assert_eq!(starts.edge(&item[0]), Some(98.0));
    assert_eq!(starts.edge(&label[0]), Some(58.0));
}

#[test]
fn a_centred_heading_takes_the_edge_of_the_text_below() {
    // marker, text, text: the heading has no marker, and its texts are centred
    let header = [gap(155.0, 195.0, true)];
    let row = [gap(44.0, 56.0, true), gap(120.0, 180.0, true)];
    let all = header
        .iter()
        .map(|r| (0, r))
        .chain(row.iter().map(|r| (1, r)));
    let starts = Starts::new(all, [].into_iter());
    assert_eq!(starts.edge(&header[0]), Some(178.0));
    assert_eq!(starts.edge(&row[1]), Some(178.0));
    assert_eq!(starts.edge(&row[0]), Some(54.0));
}
