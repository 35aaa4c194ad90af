//! What should be checked in a record (W2xx, W3xx).

use super::Pair;

pub(super) const PAIRS: &[Pair] = &[
    (
        "{0} characters belong to no field: {1}",
        "どの欄にも属さない文字が {0} 文字あります：{1}",
    ),
    (
        r#"{0} in "{1}" matches no measure of item {2}"#,
        "「{1}」の {0} は、項目 {2} のどの取組にも対応しません",
    ),
    (
        "{0} marks more than one measure of item {1}",
        "項目 {1} に {0} の取組が二つ以上あります",
    ),
    ("item {0} has no target", "項目 {0} に目標がありません"),
    (
        "{0} of item {1} has no target",
        "項目 {1} の {0} に目標がありません",
    ),
    ("target: {0}; final report: {1}", "目標：{0}、期末報告：{1}"),
    (
        r#"the sheet's department is "{0}", its cover's is "{1}""#,
        "シートの部局は「{0}」、表紙の部局は「{1}」です",
    ),
    (
        "the sheet's fiscal year is {0}, its cover's is {1}",
        "シートの年度は {0}、表紙の年度は {1} です",
    ),
    (
        "priority {0} is already used by an earlier sheet",
        "優先順位 {0} は前のシートと重複しています",
    ),
    (
        "no sheet has priority {0}",
        "優先順位 {0} のシートがありません",
    ),
    (
        r#"no sheet for goal no. {0}: "{1}""#,
        "重点目標 {0}「{1}」のシートがありません",
    ),
    (
        r#"the fiscal year "{0}" could not be read; dates are left out"#,
        "年度「{0}」が読み取れないため、日付を補いませんでした",
    ),
    (
        "the title names no fiscal year; dates that depend on it are left out",
        "シートの題に年度がないため、年度によって決まる日付を補いませんでした",
    ),
    (
        "there is no cover with a list of goals; the list was made from the sheets",
        "重点目標を一覧にした表紙がないため、一覧をシートから作成しました",
    ),
    (
        r#"the profile does not know the column "{0}""#,
        "列「{0}」はプロファイルにありません",
    ),
    (
        r#"the profile does not know the label "{0}""#,
        "ラベル「{0}」はプロファイルにありません",
    ),
    (
        r#"its texts are under "other""#,
        "内容は other に入れました",
    ),
    (r#"its text is under "other""#, "内容は other に入れました"),
    (r#"it is under "other""#, "内容は other に入れました"),
    (
        "its cells have no column_key",
        "そのセルには column_key がありません",
    ),
    (
        r#"the column "{0}" was matched to "{1}" by similarity"#,
        "列「{0}」を、よく似た {1} として読み取りました",
    ),
    (
        r#"the label "{0}" was matched to "{1}" by similarity"#,
        "ラベル「{0}」を、よく似た {1} として読み取りました",
    ),
    (
        r#"several cells of the row are under the one header "{0}"; their texts are joined"#,
        "見出し「{0}」の下に、一行につき複数のセルがあり、つなげて一つの値にしました",
    ),
    (
        r#"several cells of a row are under the one header "{0}"; their texts are joined"#,
        "見出し「{0}」の下に、一行につき複数のセルがあり、つなげて一つの値にしました",
    ),
    (
        "item {0} has no number; its position is used",
        "{0} 番目の項目に番号がないため、順番を番号としました",
    ),
    (
        "item {0} has number {1}, first",
        "先頭（{0} 番目）の項目の番号が {1} です",
    ),
    (
        "item {0} has number {1}, after {2}",
        "{0} 番目の項目の番号が {1} です（直前は {2}）",
    ),
    (
        r#"{0} are inside a line of "{1}", which was not split; a marker has to start a line or follow a space"#,
        "「{1}」の行の途中に {0} があり、分割していません。番号は行頭か空白の後にある必要があります",
    ),
    (
        r#"{0} of "{1}" were left in the text: the item has no measures to match them"#,
        "「{1}」の {0} は、対応する取組がないため文中に残しました",
    ),
    (
        r#"the label "{0}" occurs again; its text is appended to the first"#,
        "ラベル「{0}」が繰り返されているため、内容を最初の値の後に加えました",
    ),
    (
        r#"the label "{0}" occurs again, and no field of the profile claims it"#,
        "ラベル「{0}」が繰り返されていますが、プロファイルに対応する項目がありません",
    ),
    (
        r#"the sheet has no field "{0}" ({1})"#,
        "シートに必須の欄 {0}（{1}）がありません",
    ),
    (
        r#"the sheet has no table "{0}" ({1})"#,
        "シートに表 {0}（{1}）がありません",
    ),
    (
        r#"the sheet has no group "{0}" ({1})"#,
        "シートにグループ {0}（{1}）がありません",
    ),
    (
        r#"this block of "{0}" has no number; others have one"#,
        "この {0} に番号がありません（番号のあるものと混在しています）",
    ),
    (
        r#"this block of "{0}" has no field "{1}""#,
        "この {0} に欄 {1} がありません",
    ),
    (
        r#"this block of "{0}" has no table "{1}""#,
        "この {0} に表 {1} がありません",
    ),
    (
        r#"the table "{0}" has no column {1}"#,
        "表 {0} に列 {1} がありません",
    ),
    (
        r#"the priority "{0}" contains no number"#,
        "優先順位「{0}」に数字がありません",
    ),
    (
        r#"text in "{0}" belongs to none of its parts"#,
        "「{0}」に、どの区分にも属さない文字があります",
    ),
    (
        "the cover lists no goal no. {0}",
        "表紙の一覧に重点目標 {0} がありません",
    ),
    (
        r#"the goal differs from the cover's no. {0}: "{1}""#,
        "重点目標が表紙の {0}「{1}」と異なります",
    ),
    (
        "the document names {0} ({1}), but the profile {2}; the record has no municipality",
        "文書の団体名は {0}（{1}）、プロファイルは {2} です。レコードに自治体を記録しませんでした",
    ),
    (
        r#"the header "{0}" covers several columns; its rows were read by the header on page {1}, which has the same columns"#,
        "見出し「{0}」が複数の列にまたがるため、列が同じ {1} ページの見出しで読み取りました",
    ),
    (
        r#"{0} cells are beside the label "{1}", {2} of them empty; as one text they cannot be distinguished"#,
        "ラベル「{1}」の横にセルが {0} 個（空欄 {2} 個）あり、一つの値としては区別できません",
    ),
    (
        r#"in the row of the label "{0}", "{1}" may be another label; its text and what follows were joined to the value"#,
        "ラベル「{0}」の行にある「{1}」は別のラベルかもしれません（続くセルとともに値に含めました）",
    ),
    (
        r#"no option of "{0}" has a mark ({1})"#,
        "{0} に、選択の印（{1}）のある選択肢がありません",
    ),
    (
        r#"{0} options of "{1}" have a mark ({2}); one is expected"#,
        "{1} に、選択の印（{2}）のある選択肢が {0} 個あります（一つのはずです）",
    ),
    (
        "row {0}, {1}: {2} is written; the sum of its parts is {3}",
        "{0} 行目、{1}：記載は {2}、内訳の合計は {3} です",
    ),
    (
        "{0}: {1} is written; the sum of its parts is {2}",
        "{0}：記載は {1}、内訳の合計は {2} です",
    ),
    (
        "{0}: {1} is written as the total; the sum of the rows is {2}",
        "{0}：合計の記載は {1}、各行の合計は {2} です",
    ),
];
