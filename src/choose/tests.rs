#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::convert::{convert_source, source};
use crate::diagnostics::Code;
use crate::options::Options;

const MUSEUM: &str = r#"
id = "museum"
title = "館の事業票"
[page]
sheet_title = '^事業票$'
[[field]]
key = "goal"
title = "事業"
role = "goal"
labels = ["事業"]
[[field]]
key = "hall"
title = "会場"
labels = ["会場"]
[[field]]
key = "department"
title = "部局名"
role = "department"
labels = ["部局名"]
[[column]]
key = "what"
title = "催し"
role = "measures"
labels = ["催し"]
[[column]]
key = "when"
title = "日時"
labels = ["日時"]
[[column]]
key = "guests"
title = "来館"
labels = ["来館"]
optional = true
"#;

fn set() -> Arc<ProfileSet> {
    let museum = Arc::new(Profile::parse(MUSEUM).unwrap());
    let ueda = Arc::new(Profile::builtin("ueda-juten").unwrap());
    Arc::new(ProfileSet::new([ueda, museum]))
}

fn made(text: &str) -> Result<(String, String), crate::Error> {
    let options = Options::new("a.txt", set());
    let bytes = text.as_bytes().to_vec();
    let about = source(&bytes, "a.txt");
    let made = convert_source(bytes, about, &options)?;
    Ok((made.document.profile, made.why.unwrap()))
}

#[test]
fn the_form_that_fits_best_is_taken_with_its_reason() {
    let text = "事業票\n部局名\t館\t会場\t土間\n事業\t夜の館\n催し\t日時\n(1) 観る\t8月\n";
    let (id, why) = made(text).unwrap();
    assert_eq!(id, "museum");
    assert_eq!(why, "its title and 5 of 5 labels");
}

#[test]
fn labels_alone_tell_a_form() {
    let text = "部局名\t館\t会場\t土間\n事業\t夜の館\n催し\t日時\n(1) 観る\t8月\n";
    assert_eq!(made(text).unwrap().1, "5 of 5 labels");
}

#[test]
fn where_none_fits_the_nearest_and_what_they_lack_are_named() {
    let error = made("会場\t土間\n催し物の一覧\n").unwrap_err();
    assert_eq!(error.code, Code::NoForm);
    let nearest = "nearest: museum (館の事業票) lacks its title and 4 of 5 labels (事業, 部局名, 催し, 日時); \
                   ueda-juten (上田市 重点目標管理シート) lacks its title and 15 of 15 labels (重点目標, 部局名, 優先順位, 総合計画における位置付け, …)";
    assert!(error.message.contains(nearest), "{}", error.message);
}

#[test]
fn a_label_that_profiles_share_tells_less() {
    let set = set();
    let content = |text: &str| {
        crate::read(
            text.as_bytes().to_vec(),
            &Options::new("", Arc::clone(&set)).reading,
        )
        .unwrap()
        .content
    };
    let share = |text: &str| {
        let ranked = set.ranked(&content(text));
        ranked
            .iter()
            .find(|fit| fit.profile.id == "museum")
            .unwrap()
            .share
    };
    assert!(share("部局名\t館\n") < share("会場\t土間\n"));
}

#[test]
fn no_profile_at_all_is_an_error_and_no_panic() {
    let options = Options::new("a.txt", ProfileSet::default());
    let error = crate::convert(b"a\tb\n".to_vec(), &options).unwrap_err();
    assert!(error.message.contains("no profiles to choose from"));
}

#[test]
fn the_built_in_profiles_fit_no_empty_document() {
    let set = ProfileSet::builtin();
    let ranked = set.ranked(&Content::default());
    assert_eq!(ranked.len(), set.profiles().len());
    assert!(ranked.iter().all(|fit| !fit.is_enough() && fit.found == 0));
}
