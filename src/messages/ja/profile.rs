//! What is wrong with a profile.

use super::Pair;

pub(super) const PAIRS: &[Pair] = &[
    ("there are no profiles", "プロファイルがありません"),
    (
        "profile {0}: line {1}, column {2}: {3}",
        "プロファイル {0}：{1} 行 {2} 列：[3]",
    ),
    ("profile {0}: {1}", "プロファイル {0}：[1]"),
    (
        r#"there is no key "{0}" here"#,
        "キー「{0}」はここにはありません",
    ),
    (
        r#"there is no key "{0}" here. Allowed: {1}"#,
        "キー「{0}」はここにはありません（使えるもの：{1}）",
    ),
    (
        r#"there is no role "{0}" here. Allowed: {1}"#,
        "役割「{0}」はここにはありません（使えるもの：{1}）",
    ),
    (
        r#"there is no value "{0}" here. Allowed: {1}"#,
        "値「{0}」はここでは使えません（使えるもの：{1}）",
    ),
    (
        r#"there is no role "{0}" here"#,
        "役割「{0}」はここにはありません",
    ),
    (
        r#"there is no value "{0}" here"#,
        "値「{0}」はここでは使えません",
    ),
    (
        r#"did you mean "{0}"? Allowed: {1}"#,
        "「{0}」の誤りではありませんか（使えるもの：{1}）",
    ),
    ("there is no [[{0}]]", "[[{0}]] がありません"),
    (
        r#"the key "{0}" is missing here"#,
        "ここに必要なキー「{0}」がありません",
    ),
    // values and their types
    (
        "invalid type: {0}, expected {1}",
        "型が違います（{0} ではなく {1} を書いてください）",
    ),
    // names
    (
        "another [[{0}]] before it has this role",
        "前の [[{0}]] がこの役割を使っています",
    ),
    ("one may have it", "一つだけが使えます"),
    (
        r#"the pattern "{0}" does not compile: {1}"#,
        "正規表現「{0}」が正しくありません（{1}）",
    ),
    (
        r#""{0}" has neither labels nor patterns"#,
        "「{0}」に labels も patterns もありません",
    ),
    ("it would never be found", "これでは見つかりません"),
    (
        r#"the label "{0}" names "{1}" already"#,
        "ラベル「{0}」はすでに「{1}」で使われています",
    ),
    (
        r#"the key "{0}" may hold a-z, 0-9 and _ alone"#,
        "キー「{0}」に使えるのは半角の英小文字、数字、_ だけです",
    ),
    (
        r#"the key "{0}" is taken: every record has {1}"#,
        "キー「{0}」は使えません（どのレコードにもある {1} と重なります）",
    ),
    (
        r#"the key "{0}" is taken by another [[{1}]] before it"#,
        "キー「{0}」は前の [[{1}]] で使われています",
    ),
    (
        r#"the table {0} would have two columns "{1}""#,
        "表 {0} に同じ名前の列「{1}」が二つできます",
    ),
    ("choose another key", "別のキーにしてください"),
    (
        r#"there is no {0} with the key "{1}""#,
        "キー「{1}」の [0] がありません",
    ),
    ("[[field]] or [[table]]", "[[field]] または [[table]]"),
    (
        "[[table.column]] of records",
        "rows の表の [[table.column]]",
    ),
    // what a form consists of
    (
        r#"one [[column]] must have role = "measures": it holds what is to be done"#,
        r#"一つの [[column]] を role = "measures"（取組の内容）にしてください"#,
    ),
    (
        "a table of another kind is a [[table]]",
        "ほかの種類の表は [[table]] で書きます",
    ),
    (
        r#"one [[field]] must have role = "goal": a sheet begins there"#,
        r#"一つの [[field]] を role = "goal"（シートの始まり）にしてください"#,
    ),
    (
        "a choice needs marks: what stands before an option that is chosen",
        "choice には marks（選択を表す印）が必要です",
    ),
    (
        r#"the table "{0}" has no [[table.column]]"#,
        "表「{0}」に [[table.column]] がありません",
    ),
    (
        "its header would never be found",
        "これでは列の見出しが見つかりません",
    ),
    (
        r#"a [[table.row]] is for kind = "matrix""#,
        r#"[[table.row]] は kind = "matrix" の表に書きます"#,
    ),
    (
        "rows of records have no labels",
        "rows の表の行にラベルはありません",
    ),
    (
        "year_offset compares the year that a pattern finds, and no pattern here has (?P<year>…)",
        "year_offset は、正規表現で見つけた年度をシートの年度と比べます。(?P<year>…) のある patterns を書いてください",
    ),
    (
        "a choice is a field",
        "choice は項目（[[field]]）で使います",
    ),
    (
        "here type may be text, period or number",
        "ここで使える type は text・period・number です",
    ),
    (
        "a field of a group has neither a role nor parts",
        "[[group]] の項目に role と part は書けません",
    ),
];
