#![allow(clippy::unwrap_used)]
use crate::convert::{record, source};
use crate::diagnostics::{Code, Diagnostic};
use crate::map::Ledger;
use crate::map::trace::Kind;
use crate::profile::Profile;
use crate::{Options, convert};

/// A sheet with these rows, as text.
fn form(rows: &str) -> Vec<u8> {
    let text = format!(
        "令和4年度 重点目標管理シート\n\n重点目標\t備えの充実\t部局名\t総務部\t優先順位\t1位\n\
         取組項目及び方法・手段（何をどのように）\t期間・期限（いつ・いつまでに）\t数値目標（どの水準まで）\t\
         中間報告（目標に対する進捗状況・進捗度）\t期末報告（目標に対する達成状況・達成度）\n{rows}"
    );
    text.into_bytes()
}

fn options() -> Options {
    Options::new("form.txt", Profile::builtin("ueda-juten").unwrap())
}

/// What is reported with this code about a sheet with these rows.
fn told(rows: &str, code: Code) -> Vec<Diagnostic> {
    let mut document = convert(form(rows), &options()).unwrap();
    document.diagnostics.retain(|d| d.code == code);
    document.diagnostics
}

/// The markers of a sheet with these rows, each with its pointer in the trace.
fn markers(rows: &str) -> Vec<(String, String)> {
    let options = options();
    let bytes = form(rows);
    let about = source(&bytes, "form.txt");
    let mut read = crate::read(bytes, &options.reading).unwrap();
    let mut ledger = Ledger::tracing(&mut read.content);
    record(read, about, &options, &mut ledger, |_, _, _| ()).unwrap();
    let marks = ledger.take_trace().into_iter();
    marks
        .filter(|mark| mark.kind == Kind::Marker)
        .map(|mark| (mark.of, mark.text))
        .collect()
}

#[test]
fn items_of_a_form_without_numbers_need_none() {
    let rows = "○訓練の実施\t通年\t3回\t1回\t4回\n○広報の充実\t年度内\t6回\t2回\t6回\n";
    assert_eq!(told(rows, Code::ItemNumber), []);
}

#[test]
fn a_number_that_one_item_lacks_is_reported() {
    let rows = "① ○訓練の実施\t通年\t3回\t1回\t4回\n③ ○広報の充実\t年度内\t6回\t2回\t6回\n";
    assert_eq!(told(rows, Code::ItemNumber).len(), 1);
}

#[test]
fn a_marker_without_a_measure_is_reported() {
    let rows = "①\t○訓練の実施\t(1) 通年\t3回\t1回\t4回\n";
    let told = told(rows, Code::MarkersLeft);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told.first().unwrap().message.contains("has no measures"),
        "{told:?}"
    );
}

#[test]
fn each_marker_is_traced_to_what_it_orders() {
    let rows = "\"① ○訓練の実施\n(1)、(2) 図上訓練と避難訓練\n(3) 見直し\"\t\"(2) 6月\n(3) 3月\n(4) 通年\"\t3回\t1回\t4回\n";
    let item = "/sheets/0/items/0";
    let found = markers(rows);
    for (marker, of, times) in [
        ("○", format!("{item}/title"), 1),
        ("(1)、(2)", format!("{item}/measures/0/marker"), 1),
        ("(2)", format!("{item}/measures/1/marker"), 1),
        ("(3)", format!("{item}/measures/2/marker"), 2),
        ("(4)", String::new(), 1),
    ] {
        let these = found
            .iter()
            .filter(|(at, text)| text == marker && *at == of);
        assert_eq!(these.count(), times, "{marker} in {found:?}");
    }
}
