#![allow(clippy::unwrap_used)]
use crate::diagnostics::Code;
use crate::profile::Profile;
use crate::{Options, convert};

/// How often an item's number is reported, in a sheet with these rows.
fn numbers_told(rows: &str) -> usize {
    let text = format!(
        "令和4年度 重点目標管理シート\n\n重点目標\t備えの充実\t部局名\t総務部\t優先順位\t1位\n\
         取組項目及び方法・手段（何をどのように）\t期間・期限（いつ・いつまでに）\t数値目標（どの水準まで）\t\
         中間報告（目標に対する進捗状況・進捗度）\t期末報告（目標に対する達成状況・達成度）\n{rows}"
    );
    let options = Options::new("form.txt", Profile::builtin("ueda-juten").unwrap());
    let document = convert(text.into_bytes(), &options).unwrap();
    assert_eq!(document.sheets.first().unwrap().items.len(), 2);
    let told = document.diagnostics.iter();
    told.filter(|d| d.code == Code::ItemNumber).count()
}

#[test]
fn items_of_a_form_without_numbers_need_none() {
    let rows = "○訓練の実施\t通年\t3回\t1回\t4回\n○広報の充実\t年度内\t6回\t2回\t6回\n";
    assert_eq!(numbers_told(rows), 0);
}

#[test]
fn a_number_that_one_item_lacks_is_reported() {
    let rows = "① ○訓練の実施\t通年\t3回\t1回\t4回\n③ ○広報の充実\t年度内\t6回\t2回\t6回\n";
    assert_eq!(numbers_told(rows), 1);
}
