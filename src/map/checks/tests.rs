#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::diagnostics::{Code, Diagnostic};
use crate::profile::Profile;
use crate::{Options, convert};

/// A form as text: goals of its cover, and sheets as (year, goal, department, priority, rows).
type SheetText<'a> = (&'a str, &'a str, &'a str, &'a str, &'a [&'a str]);

const ROW: &str = "①\t○訓練 (1) 実施\t(1) 通年\t(1) 3回\t(1) 済\t(1) 済";

fn told(cover: &[&str], sheets: &[SheetText<'_>]) -> Vec<Diagnostic> {
    let mut text = String::new();
    if !cover.is_empty() {
        text += "令和2年度 重点目標\n\n総務部\n\n順位\t重点目標\n";
        for (n, goal) in (1..).zip(cover) {
            text += &format!("{n}位\t{goal}\n");
        }
        text += "\n";
    }
    for (year, goal, department, priority, rows) in sheets {
        text += &format!(
            "{year} 重点目標管理シート\n\n重点目標\t{goal}\t部局名\t{department}\t優先順位\t{priority}\n\
             取組項目及び方法・手段（何をどのように）\t期間・期限（いつ・いつまでに）\t数値目標（どの水準まで）\t\
             中間報告（目標に対する進捗状況・進捗度）\t期末報告（目標に対する達成状況・達成度）\n"
        );
        rows.iter().for_each(|row| text += &format!("{row}\n"));
        text += "\n";
    }
    let profile = Profile::builtin("ueda-juten").unwrap();
    let document = convert(text.into_bytes(), &Options::new("a.txt", profile)).unwrap();
    document.diagnostics
}

/// Codes, paths and messages, without the note on a missing cover.
fn brief(diagnostics: &[Diagnostic]) -> Vec<(Code, String, String)> {
    let others = diagnostics.iter().filter(|d| d.code != Code::NoCover);
    others
        .map(|d| {
            (
                d.code,
                d.path.clone().unwrap_or_default(),
                d.message.clone(),
            )
        })
        .collect()
}

fn one(diagnostics: &[Diagnostic], code: Code, path: &str, message: &str) {
    let want = (code, path.to_owned(), message.to_owned());
    assert_eq!(brief(diagnostics), [want]);
}

fn rows(rows: &[&str]) -> Vec<Diagnostic> {
    told(&[], &[("令和2年度", "甲", "総務部", "1位", rows)])
}

fn ranked(cover: &[&str], priorities: &[&'static str]) -> Vec<Diagnostic> {
    let goals = ["甲", "乙", "丙", "丁"];
    let sheets: Vec<SheetText<'_>> = priorities
        .iter()
        .map(|p| {
            let number: usize = p.trim_end_matches('位').parse().unwrap();
            ("令和2年度", goals[number - 1], "総務部", *p, &[ROW][..])
        })
        .collect();
    told(cover, &sheets)
}

#[test]
fn a_form_that_agrees_with_itself_gives_no_word() {
    assert_eq!(brief(&ranked(&["甲", "乙"], &["1位", "2位"])), []);
}

#[test]
fn missing_sheets_of_a_department_may_be_intended() {
    assert_eq!(brief(&ranked(&[], &["3位"])), []);
    assert_eq!(brief(&ranked(&[], &["2位", "3位"])), []);
}

#[test]
fn a_gap_between_sheets_is_reported_once() {
    let message = "no sheet has priority 2, 3";
    one(
        &ranked(&[], &["1位", "4位"]),
        Code::PriorityOrder,
        "/sheets/1/priority",
        message,
    );
}

#[test]
fn a_repeated_priority_is_reported() {
    let sheets: [SheetText<'_>; 2] = [
        ("令和2年度", "甲", "総務部", "1位", &[ROW]),
        ("令和2年度", "乙", "総務部", "1位", &[ROW]),
    ];
    let message = "priority 1 is already used by an earlier sheet";
    one(
        &told(&[], &sheets),
        Code::PriorityOrder,
        "/sheets/1/priority",
        message,
    );
}

#[test]
fn departments_and_years_count_by_themselves() {
    let sheets: [SheetText<'_>; 3] = [
        ("令和2年度", "甲", "総務部", "1位", &[ROW]),
        ("令和2年度", "甲", "財政部", "1位", &[ROW]),
        ("令和3年度", "甲", "財政部", "1位", &[ROW]),
    ];
    assert_eq!(brief(&told(&[], &sheets)), []);
}

#[test]
fn a_goal_of_the_cover_without_a_sheet_is_reported() {
    let message = "no sheet for goal no. 2: \"乙\"";
    let told = ranked(&["甲", "乙", "丙"], &["1位", "3位"]);
    one(&told, Code::GoalWithoutSheet, "/document/goals/1", message);
}

#[test]
fn a_sheet_that_the_cover_does_not_list_is_reported() {
    let message = "the cover lists no goal no. 2";
    one(
        &ranked(&["甲"], &["1位", "2位"]),
        Code::GoalDiffers,
        "/sheets/1/goal",
        message,
    );
}

#[test]
fn another_department_or_year_than_the_covers_is_reported() {
    let sheet: SheetText<'_> = ("令和2年度", "甲", "財政部", "1位", &[ROW]);
    let message = "the sheet's department is \"財政部\", its cover's is \"総務部\"";
    one(
        &told(&["甲"], &[sheet]),
        Code::DepartmentDiffers,
        "/sheets/0/department",
        message,
    );
    let division: SheetText<'_> = ("令和2年度", "甲", "総務部 総務課", "1位", &[ROW]);
    assert_eq!(brief(&told(&["甲"], &[division])), []);
    let year: SheetText<'_> = ("令和3年度", "甲", "総務部", "1位", &[ROW]);
    let message = "the sheet's fiscal year is 令和3年度, its cover's is 令和2年度";
    one(
        &told(&["甲"], &[year]),
        Code::YearDiffers,
        "/sheets/0/fiscal_year",
        message,
    );
}

#[test]
fn a_gap_in_the_items_is_reported_where_it_is() {
    let numbered = |n: char| ROW.replace('①', &n.to_string());
    let (a, b, c) = (numbered('①'), numbered('③'), numbered('④'));
    let message = "item 2 has number 3, after 1";
    one(
        &rows(&[&a, &b, &c]),
        Code::ItemNumber,
        "/sheets/0/items/1",
        message,
    );
}

#[test]
fn a_number_shared_by_two_measures_is_reported() {
    let row = "①\t○訓練 (1) 実施 (2) 検証 (2) 公表\t通年\t三回\t済\t済";
    let message = "(2) marks more than one measure of item 1";
    one(
        &rows(&[row]),
        Code::MeasureNumber,
        "/sheets/0/items/0/measures/2",
        message,
    );
}

#[test]
fn a_measure_without_a_target_is_reported_if_others_have_one() {
    let row = "①\t○訓練 (1) 実施 (2) 検証\t通年\t(1) 実施\t(1) 済 (2) 済\t(1) 済 (2) 済";
    let message = "(2) of item 1 has no target";
    one(
        &rows(&[row]),
        Code::NoTarget,
        "/sheets/0/items/0/measures/1",
        message,
    );
}

#[test]
fn an_item_without_any_target_is_reported_once() {
    let row = "①\t○訓練 (1) 実施 (2) 検証\t通年\t\t(1) 済 (2) 済\t(1) 済 (2) 済";
    one(
        &rows(&[row]),
        Code::NoTarget,
        "/sheets/0/items/0",
        "item 1 has no target",
    );
}

#[test]
fn a_target_for_the_whole_item_is_one_for_each_measure() {
    let row = "①\t○訓練 (1) 実施 (2) 検証\t通年\t年度内の策定\t(1) 済 (2) 済\t(1) 済 (2) 済";
    assert_eq!(brief(&rows(&[row])), []);
}

#[test]
fn figures_with_one_unit_are_compared() {
    let row = "①\t○訓練 (1) 実施\t通年\t(1) 参加者200人以上\t(1) 済\t(1) 5回で延べ274人が参加";
    let message = "target: 200人 (以上); final report: 274人 (延べ)";
    one(
        &rows(&[row]),
        Code::TargetAndFinal,
        "/sheets/0/items/0/measures/0",
        message,
    );
}

#[test]
fn several_figures_with_one_unit_are_not_compared() {
    let row = "①\t○訓練 (1) 実施\t通年\t(1) 200人以上\t(1) 済\t(1) 男120人、女154人";
    assert_eq!(brief(&rows(&[row])), []);
}

#[test]
fn a_report_that_refers_to_another_names_it() {
    let text = std::fs::read("fixtures/somu-r2.txt").unwrap();
    let profile = Profile::builtin("ueda-juten").unwrap();
    let document = convert(text, &Options::new("a.txt", profile)).unwrap();
    let measure = &document.sheets[0].items[1].measures[0];
    assert_eq!(measure.refers_to["final"], "interim");
    assert!(
        measure.values["final"]
            .as_ref()
            .unwrap()
            .starts_with("中間報告のとおり。")
    );
}
