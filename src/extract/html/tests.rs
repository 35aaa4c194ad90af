#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::extract::flow::drawn;

fn blocks(page: &str) -> Vec<String> {
    let (content, _) = read(page.as_bytes(), &ReadOptions::default()).unwrap();
    drawn(&content)
}

#[test]
fn spans_and_lines_are_as_in_a_browser() {
    let page = "<html><body><h1>題</h1><table><tr><th rowspan=2>項目<td colspan=2>(1) 点検<br>(2) 診断\n  の結果</tr>\
                <tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>注</body></html>";
    let want = [
        "題",
        "[0,0,2,1 項目|0,1,1,2 (1) 点検\n(2) 診断の結果|1,1,1,1 a\nb|1,2,1,1 c]",
        "注",
    ];
    assert_eq!(blocks(page), want);
}

#[test]
fn what_nobody_sees_is_left_out() {
    let page = "<script>x</script><table><tr style='display: none'><td>隠し</td></tr><tr><td>a</td><td>b</td></tr></table>";
    let (content, notes) = read(page.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(content.addresses.len(), 2);
    assert_eq!(notes[0].code, Code::LeftOut);
}

#[test]
fn tables_that_lay_out_the_page_are_none() {
    let page = "<table><tr><td>目次</td><td><p>前文</p><table><tr><td>部局名</td><td>総務部危機管理課</td></tr></table></td></tr></table>";
    assert_eq!(
        blocks(page),
        ["目次", "前文", "[0,0,1,1 部局名|0,1,1,1 総務部危機管理課]"]
    );
    let inner = "<table><tr><td>長い説明の文が続く欄</td><td>区分<table><tr><td>a</td><td>b</td></tr></table></td></tr></table>";
    assert_eq!(
        blocks(inner),
        ["[0,0,1,1 長い説明の文が続く欄|0,1,1,1 区分\na\u{3000}b]"]
    );
}

#[test]
fn points_of_lists_have_their_marks() {
    let page = "<table><tr><td><ol><li>一<li>二</ol><ul><li>三</ul></td><td>x</td></tr></table>";
    assert_eq!(blocks(page), ["[0,0,1,1 1. 一\n2. 二\n・三|0,1,1,1 x]"]);
}

#[test]
fn deep_nesting_ends() {
    let page = format!("{}x{}", "<table><tr><td>".repeat(200), "<div>".repeat(390));
    blocks(&page);
}
