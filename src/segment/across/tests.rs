#![allow(clippy::unwrap_used)]
//! Two sheets on a page that continue next to each other, and two pages printed on one.

use super::super::sheets::tests::{rows, run, seals, text};
use super::*;

const HEADER: &[&str] = &["", "取組項目及び方法・手段", "期間・期限", "数値目標"];
const NOTES: &[&str] = &["特記事項", "なし"];

fn goal(text: &str) -> [&str; 4] {
    ["重点目標", text, "部局名", "総務部"]
}

/// A table in the left or right half of a page, which ends at its foot or above it.
fn half(page: u32, side: usize, all: &[&[&str]]) -> Block {
    let mut table = rows(page, all);
    let step = 1000.0 * side as f32;
    table.edges.iter_mut().for_each(|edge| *edge += step);
    table.bbox.y1 = 20.0 * all.len() as f32;
    Block::Table(table)
}

fn items(blocks: Vec<Block>) -> Vec<String> {
    let forms = run(blocks).forms;
    let titles = |form: &crate::segment::Form| {
        let titles = form.rows.iter().map(|row| text(&row.cells[0]));
        titles.collect::<Vec<_>>().join(" ")
    };
    forms.iter().map(titles).collect()
}

#[test]
fn each_of_two_sheets_goes_on_on_its_side() {
    let found = items(vec![
        half(1, 0, &[&goal("海"), HEADER, &["①", "掃く"], &["②", "拾う"]]),
        half(
            1,
            1,
            &[&goal("山"), HEADER, &["①", "植える"], &["②", "育てる"]],
        ),
        half(2, 0, &[&["", "集める"], &["③", "運ぶ"], NOTES]),
        half(2, 1, &[&["", "見守る"], NOTES]),
    ]);
    assert_eq!(found, ["掃く 拾う|集める 運ぶ", "植える 育てる|見守る"]);
}

#[test]
fn two_pages_printed_on_one_are_read_page_by_page() {
    let found = items(vec![
        half(1, 0, &[&goal("海"), HEADER, &["①", "掃く"], NOTES]),
        half(
            1,
            1,
            &[&goal("山"), HEADER, &["①", "植える"], &["②", "育てる"]],
        ),
        half(2, 0, &[HEADER, &["", "見守る"], &["③", "切る"]]),
        half(2, 1, &[HEADER, &["④", "運ぶ"], NOTES]),
    ]);
    assert_eq!(found, ["掃く", "植える 育てる|見守る 切る 運ぶ"]);
}

#[test]
fn a_sheet_without_items_takes_those_that_follow() {
    let fields: &[&[&str]] = &[
        &goal("山"),
        &["現況・課題", "少ない。"],
        &["目的・効果", "増やす。"],
        &["部局名", "環境部"],
    ];
    let found = items(vec![
        half(1, 0, &[&goal("海"), HEADER, &["①", "掃く"], &["②", "拾う"]]),
        half(1, 1, fields),
        half(2, 0, &[HEADER, &["③", "植える"], &["④", "育てる"]]),
    ]);
    assert_eq!(found, ["掃く 拾う", "植える 育てる"]);
}

#[test]
fn where_pages_do_not_tell_the_document_does() {
    let sheet = |page, side, name: &str| {
        let notes = ["特記事項", name];
        half(page, side, &[&goal(name), HEADER, &["①", "掃く"], &notes])
    };
    let unclear = [
        sheet(3, 0, "川"),
        sheet(3, 1, "湖"),
        half(4, 0, &[&["", "続き"]]),
    ];
    let notes = |blocks: Vec<Block>| -> Vec<String> {
        let fields = |form: &crate::segment::Form| text(&form.fields[form.fields.len() - 1].value);
        run(blocks).forms.iter().map(fields).collect()
    };
    assert_eq!(notes(unclear.to_vec()), ["川|続き", "湖"]);
    let mut printed_on_one = vec![
        sheet(1, 0, "海"),
        half(
            1,
            1,
            &[&goal("山"), HEADER, &["①", "植える"], &["②", "育てる"]],
        ),
        half(2, 0, &[HEADER, &["③", "切る"], NOTES]),
    ];
    printed_on_one.extend(unclear);
    assert_eq!(notes(printed_on_one), ["海", "なし", "川", "湖|続き"]);
}

#[test]
fn notes_go_on_below_those_on_their_side() {
    let notes = |first: Vec<Block>| {
        let forms = run(first).forms;
        let notes = forms.iter().filter_map(|form| form.fields.last());
        notes.map(|field| text(&field.value)).collect::<Vec<_>>()
    };
    let sheet = |name: &'static str, item: &'static str| {
        [goal(name).to_vec(), HEADER.to_vec(), vec!["①", item]]
    };
    let half_of = |side: usize, name: &'static str| {
        let [a, b, c] = sheet(name, "掃く");
        half(1, side, &[&a, &b, &c, &["特記事項", name]])
    };
    let rest = |side: usize, text: &str| half(2, side, &[&["", text]]);
    let found = notes(vec![
        half_of(0, "海"),
        half_of(1, "山"),
        rest(0, "波"),
        rest(1, "川"),
    ]);
    assert_eq!(found, ["海|波", "山|川"]);
}

#[test]
fn the_rest_of_a_value_may_stand_beside_it() {
    let first: &[&[&str]] = &[&goal("海"), HEADER, &["①", "掃く"], &["特記事項", "会議を"]];
    let found = run(vec![half(1, 0, first), half(1, 1, &[&["", "開いた。"]])]);
    let notes = found.forms.first().and_then(|form| form.fields.last());
    assert_eq!(
        notes.map(|field| text(&field.value)),
        Some("会議を|開いた。".into())
    );
}

#[test]
fn boxes_for_seals_do_not_hide_that_a_sheet_begins() {
    let found = items(vec![
        seals(1),
        half(1, 0, &[&goal("海"), HEADER, &["①", "掃く"], NOTES]),
        half(1, 1, &[&["", "波"]]),
        seals(2),
        half(2, 0, &[&goal("山"), HEADER, &["①", "植える"]]),
        half(2, 1, &[&["②", "育てる"], NOTES]),
    ]);
    assert_eq!(found, ["掃く", "植える 育てる"]);
}

#[test]
fn a_page_alone_keeps_its_order() {
    let small = |side: usize, text: &str| half(1, side, &[&[text, "a"]]);
    let blocks = vec![small(0, "甲"), small(1, "乙"), small(0, "丙")];
    let labels = crate::profile::Profile::builtin("ueda-juten")
        .unwrap()
        .labels;
    assert_eq!(in_order(blocks.clone(), &labels), blocks);
}

#[test]
fn the_halves_of_a_sheet_beside_each_other_stay_together() {
    let page = |number, goal_text: &str, item: &str| {
        [
            half(number, 0, &[&goal(goal_text), &["現況・課題", "少ない。"]]),
            half(number, 1, &[HEADER, &["①", item]]),
        ]
    };
    let found = items([page(1, "海", "掃く"), page(2, "山", "植える")].concat());
    assert_eq!(found, ["掃く", "植える"]);
}
