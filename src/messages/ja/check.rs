//! What `juten check` finds (E3xx).

use super::Pair;

pub(super) const PAIRS: &[Pair] = &[
    ("no problems found", "問題はありません"),
    (
        "correction {0} ({1}): only values below /sheets and /document can be corrected",
        "{0} 番目の訂正（{1}）：訂正できるのは /sheets と /document の値だけです",
    ),
    (
        "correction {0} ({1}): the record has no such value",
        "{0} 番目の訂正（{1}）：レコードにこの値はありません",
    ),
    ("check the pointer", "ポインターを確認してください"),
    (
        "correction {0} ({1}): the record has {2}, not {3}",
        "{0} 番目の訂正（{1}）：レコードの値は {3} ではなく {2} です",
    ),
    (
        "look at the page again",
        "元のページをもう一度確認してください",
    ),
    (
        "correction {0} ({1}): the record would not be valid: {2}",
        "{0} 番目の訂正（{1}）：訂正するとレコードが正しい形でなくなります：{2}",
    ),
    (
        "these are not corrections: {0}",
        "訂正として読めません：{0}",
    ),
    (
        "not a record (line {0}): {1}",
        "レコードではありません（{0} 行目）：{1}",
    ),
    (
        "none of the corrections in {0} is for this record",
        "{0} にこのレコードの訂正がありません",
    ),
    (
        "{0} of {1} corrections applied",
        "{1} 件の訂正のうち {0} 件を適用しました",
    ),
    ("not valid JSON: {0}", "JSON として読めません：{0}"),
    ("not valid CSV: {0}", "CSV として読めません：{0}"),
    (
        "not a data package: it has no list of resources",
        "データパッケージではありません（resources がありません）",
    ),
    (
        "a resource has no name or no path",
        "name または path のない resource があります",
    ),
    (
        r#"the path "{0}" leads out of the package"#,
        "path「{0}」がパッケージの外を指しています",
    ),
    (
        "its size is {0}, the descriptor says {1}",
        "大きさが {0} バイトで、記述の {1} バイトと異なります",
    ),
    (
        "its SHA-256 is {0}, the descriptor says {1}",
        "SHA-256 が {0} で、記述の {1} と異なります",
    ),
    (
        "its number of rows is {0}, the descriptor says {1}",
        "行数が {0} で、記述の {1} と異なります",
    ),
    ("{0} has no row {1}", "{0} に {1} の行がありません"),
    (
        "the document {0} is already on line {1}",
        "文書 {0} は {1} 行目と重複しています",
    ),
    (
        "the key {0} is already on line {1}",
        "キー {0} は {1} 行目と重複しています",
    ),
    (
        r#"the column is "{0}", the schema says "{1}""#,
        "列名が「{0}」で、スキーマの「{1}」と異なります",
    ),
    (
        "{0} columns, the schema says {1}",
        "列が {0} 個で、スキーマの {1} 個と異なります",
    ),
    (
        "{0} cells, the header has {1}",
        "セルが {0} 個で、見出しの {1} 個と異なります",
    ),
    (
        r#"{0} is "{1}", not of type {2}"#,
        "{0} の値「{1}」が {2} 型ではありません",
    ),
    (
        "the counts add up to {0}, not to {1} characters",
        "内訳の合計が {0} 文字で、全体の {1} 文字と一致しません",
    ),
    (
        "it is not `d` and the first 16 digits of the source's SHA-256",
        "`d` と入力の SHA-256 の先頭 16 桁になっていません",
    ),
    ("the source has {0} pages", "元の文書は {0} ページです"),
    (
        "the last day, {0}, is before the first, {1}",
        "終了日 {0} が開始日 {1} より前です",
    ),
    ("it cannot be read: {0}", "読み取れません：[0]"),
    (
        "the folder contains neither records (.json, .jsonl) nor a package (datapackage.json)",
        "フォルダーにレコード（.json、.jsonl）もパッケージ（datapackage.json）もありません",
    ),
    (
        "it is the report of a batch, not a record; there is nothing to check",
        "レコードではなく、一括変換の報告です（検査の対象外）",
    ),
    (
        "it is the manifest of a batch, not records; there is nothing to check",
        "レコードではなく、一括変換の管理ファイルです（検査の対象外）",
    ),
    (
        "this is not a record: `juten check` verifies what juten has written (.json, .jsonl, packages); `juten convert` makes records of documents",
        "レコードではありません。`juten check` は juten の出力（.json、.jsonl、パッケージ）を検査します。文書からレコードを作成するには `juten convert` を使ってください",
    ),
    (
        "it is in the package's folder but not part of the package; remove it",
        "パッケージのフォルダーにありますが、パッケージに含まれていません。削除してください",
    ),
    (
        r#"it was made with the profile "{0}", which is unknown here; pass it with --profile or --profiles"#,
        "ここにないプロファイル {0} で作成されています。--profile か --profiles で指定してください",
    ),
];
