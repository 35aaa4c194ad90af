#![allow(clippy::unwrap_used)]
use super::*;

fn key(label: &str) -> Option<(String, usize)> {
    let profile = Profile::builtin("ueda-juten").unwrap();
    let found = profile.labels.field(label)?;
    Some((profile.fields[found.field].key.clone(), found.distance))
}

#[test]
fn labels_match_whatever_their_spacing_and_width() {
    assert_eq!(key("重　点　目　標"), Some(("goal".into(), 0)));
    assert_eq!(
        key("現\n況\n・\n課\n題"),
        Some(("current_issues".into(), 0))
    );
    assert_eq!(key("目的･効果"), Some(("purpose_effects".into(), 0)));
}

#[test]
fn colons_and_brackets_are_none_of_a_label() {
    for label in [
        "現況・課題：",
        "【現況・課題】",
        "〔現況・課題〕:",
        "[ 現況・課題 ]",
    ] {
        assert_eq!(key(label), Some(("current_issues".into(), 0)), "{label}");
    }
    assert_eq!(key("【】："), None);
}

#[test]
fn plan_names_change_with_the_years() {
    for label in [
        "総合計画における位置付け",
        "第二次上田市総合計画後期まちづくり計画における位置づけ",
    ] {
        assert_eq!(key(label), Some(("comprehensive_plan".into(), 0)));
    }
    assert_eq!(
        key("上田再構築プラン「7つの挑戦」における位置付け"),
        Some(("rebuild_plan".into(), 0))
    );
    assert_eq!(
        key("第三次上田市行財政改革大綱・アクションプログラムにおける位置付け"),
        Some(("reform_outline".into(), 0))
    );
}

#[test]
fn a_slip_is_matched_and_told() {
    assert_eq!(key("現況・課類"), Some(("current_issues".into(), 1)));
    assert_eq!(key("目次・成果"), None);
    assert_eq!(key("備考"), None);
}

#[test]
fn short_labels_must_fit_exactly() {
    let profile = Profile::builtin("ueda-juten").unwrap();
    assert_eq!(profile.labels.column("中末報告"), None);
}

#[test]
fn page_lines_tell_titles_from_departments() {
    let labels = Profile::builtin("ueda-juten").unwrap().labels;
    let year = || Some("令和2年度".to_owned());
    assert_eq!(
        labels.page_line("令和２年度　重点目標管理シート"),
        PageLine::SheetTitle(year())
    );
    assert_eq!(
        labels.page_line("令和2年度 重点目標"),
        PageLine::CoverTitle(year())
    );
    for title in [
        "重点目標管理シート 令和2年度",
        "重点目標管理シート（令和2年度）",
        "【令和2年度】重点目標管理シート",
    ] {
        assert_eq!(
            labels.page_line(title),
            PageLine::SheetTitle(year()),
            "{title}"
        );
    }
    let short = PageLine::SheetTitle(Some("R2".to_owned()));
    assert_eq!(labels.page_line("Ｒ２　重点目標管理シート"), short);
    assert_eq!(labels.page_line("総務部"), PageLine::Department);
    assert_eq!(labels.page_line("おわり"), PageLine::Other);
}
