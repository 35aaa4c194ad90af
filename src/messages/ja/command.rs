//! What the commands themselves say: inputs, advice, summaries, wrong command lines.

use super::Pair;

pub(super) const PAIRS: &[Pair] = &[
    // inputs
    (
        "the folder contains no {0}; name a folder that does, or the files themselves",
        "フォルダーに読み取れるファイル（PDF、テキスト、CSV、Excel、Word）がありません。それらのあるフォルダーか、ファイルを指定してください",
    ),
    (
        "the archive contains no {0}; use one that does",
        "アーカイブに読み取れるファイル（PDF、テキスト、CSV、Excel、Word）がありません",
    ),
    (
        "a link leads back to a folder above it; remove the link",
        "上位のフォルダーに戻るリンクがあります。リンクを削除してください",
    ),
    (
        "the pattern is not valid ({0}); quote it or correct it",
        "パターンが正しくありません（{0}）。引用符で囲むか、修正してください",
    ),
    (
        "no file matches; check the path and the pattern",
        "一致するファイルがありません。パスとパターンを確認してください",
    ),
    (
        "there is no such file or folder; check the path",
        "ファイルまたはフォルダーがありません。パスを確認してください",
    ),
    (
        "permission denied; ask for permission to read it",
        "読み取りが許可されていません。アクセス権を確認してください",
    ),
    (
        "it is a folder; name a file in it",
        "フォルダーです。中のファイルを指定してください",
    ),
    (
        "it cannot be read ({0}); check the disk or copy it again",
        "読み取れません（[0]）。ディスクを確認するか、コピーし直してください",
    ),
    (
        "it has {0} entries, more than {1}; unpack it first",
        "ファイルが {0} 個あり、上限の {1} 個を超えています。展開してから指定してください",
    ),
    (
        "it inflates to {0} GiB; unpack it first if you trust it",
        "展開すると {0} GiB になります。信頼できるファイルなら、展開してから指定してください",
    ),
    (
        "the zip archive cannot be read ({0}); download it again",
        "zip が読み取れません（{0}）。もう一度ダウンロードしてください",
    ),
    (
        "archives inside archives are not opened; unpack it first",
        "アーカイブの中のアーカイブは開きません。展開してから指定してください",
    ),
    (
        "its name leads out of the archive; do not trust the archive",
        "アーカイブの外を指す名前です。このアーカイブは信頼しないでください",
    ),
    ("the list is empty", "一覧が空です"),
    (
        "1 side file of macOS or Office (._*, ~$*, __MACOSX) was skipped",
        "macOS・Office の付属ファイル（._*、~$*、__MACOSX）1 個を対象外としました",
    ),
    (
        "{0} side files of macOS or Office (._*, ~$*, __MACOSX) were skipped",
        "macOS・Office の付属ファイル（._*、~$*、__MACOSX）{0} 個を対象外としました",
    ),
    (
        "not opened: {0}; unpack these archives first, or use zip",
        "開かなかったアーカイブ：[0]。展開するか、zip にしてください",
    ),
    // advice
    ("pass it with --password", "--password で指定してください"),
    (
        "name its encoding with --input-encoding",
        "--input-encoding で文字コードを指定してください",
    ),
    (
        "raise {0} if you trust it",
        "信頼できるファイルなら [0] を増やしてください",
    ),
    ("--max-bytes or --max-pages", "--max-bytes か --max-pages"),
    (
        "`juten tables` shows what it contains, `juten profiles --propose` drafts a profile for it, --profile chooses one",
        "内容は `juten tables` で見られます。プロファイルは `juten profiles --propose` で下書きし、--profile で指定できます",
    ),
    (
        "it is the same file as an earlier input; its rows are written once",
        "前の入力と同じファイルのため、行は一度だけ書きました",
    ),
    (
        "the table has records of another form",
        "表に別の様式のレコードがあります",
    ),
    (
        "-o DIR writes tables for each, --profile takes one form",
        "-o DIR で様式ごとに書くか、--profile で様式を一つに限ってください",
    ),
    ("there are no tables", "表がありません"),
    (
        "no labelled cells and no table with a header row; `juten tables` shows what was found",
        "ラベルのあるセルも、見出し行のある表もありません。検出した内容は `juten tables` で見られます",
    ),
    (
        "a form of {0} sheet(s) with {1} label(s), and {2} column(s) over {3} row(s); look over the lines with TODO",
        "シート {0} 枚、ラベル {1} 個、{3} 行 {2} 列の様式です。TODO の行を確認してください",
    ),
    (
        "{0} field(s), {1} table(s) and {2} repeated group(s) on {3} document(s); look over the lines with TODO",
        "{3} 文書から、欄 {0} 個、表 {1} 個、繰り返し {2} 個。TODO の行を確認してください",
    ),
    (
        "{0} ({1}); --profile chooses another form",
        "{0}（{1}）。別の様式は --profile で指定できます",
    ),
    (
        "it contains no profile (*.toml); the built-in profiles are used",
        "プロファイル（*.toml）がないため、組み込みのプロファイルを使います",
    ),
    (
        r#"its id "{0}" is already used by {1}"#,
        "id「{0}」は {1} がすでに使っています",
    ),
    ("it is ignored", "無視します"),
    (
        "no licence given: the README will say that it is undecided; add --license",
        "利用条件が指定されていないため、README に「未定」と記載します。--license で指定してください",
    ),
    // summaries
    (
        "{0} documents, {1} pages: {2} ok, {3} failed ({4})",
        "{0} 文書、{1} ページ：成功 {2}、失敗 {3}（{4}）",
    ),
    (
        "{0} documents, {1} pages: {2} ok, {3} failed",
        "{0} 文書、{1} ページ：成功 {2}、失敗 {3}",
    ),
    (
        "by profile: {0}, {1} without one",
        "プロファイル別：{0}、なし {1}",
    ),
    ("by profile: {0}", "プロファイル別：{0}"),
    (
        "converted {0} in {1} s ({2} a second)",
        "{0} 文書を {1} 秒で変換（毎秒 {2} 文書）",
    ),
    (
        "the slowest took {0} s: {1}",
        "最も時間のかかった文書（{0} 秒）：{1}",
    ),
    (
        "{0} need a look: see {1}",
        "確認の必要な文書が {0} 件あります（{1} を参照）",
    ),
    (
        "interrupted: {0} of {1} inputs are left; run the same command with --resume to continue",
        "中断しました。{1} 件中 {0} 件が残っています。同じコマンドに --resume を付けると再開します",
    ),
    (
        "interrupted: no file was written, since tables of some inputs could pass for tables of all; run the command again",
        "中断しました。一部の入力だけの表と全体の表とを取り違えないよう、ファイルは出力していません。もう一度実行してください",
    ),
    (
        "no package was written: no input yielded a record",
        "レコードを作成できた入力がないため、パッケージは作成していません",
    ),
    (
        "{0}: package with {1} documents, {2} rows in {3} tables; verify it with `juten check {4}`",
        "{0}：{1} 文書、{3} 表・{2} 行のパッケージを作成しました。`juten check {4}` で検査できます",
    ),
    (
        "{0} for 1 more input as well: {1}",
        "{0} がほかに 1 件：[1]",
    ),
    (
        "{0} for {1} more inputs as well: {2}",
        "{0} がほかに {1} 件：[2]",
    ),
    (
        "for {0} more inputs as well: {1}",
        "同じ失敗がほかに {0} 件：[1]",
    ),
    (
        "for 1 more input as well: {0}",
        "同じ失敗がほかに 1 件：[0]",
    ),
    (
        "{0}; the record has {1} more notes like this",
        "[0]（同様の注記がレコードにほか {1} 件）",
    ),
    ("{0}/{1} documents, {2}", "{0}/{1} 文書、[2]"),
    (
        "{0} pages, {1} failed, {2} a second, {3} s left",
        "{0} ページ、失敗 {1}、毎秒 {2} 文書、残り {3} 秒",
    ),
    (
        "{0} pages, {1} failed, {2} a second",
        "{0} ページ、失敗 {1}、毎秒 {2} 文書",
    ),
    // files that cannot be written or read
    ("{0}: cannot be written", "{0}：書き込めません"),
    ("{0}: cannot be read", "{0}：読み取れません"),
    (
        "another juten is writing into it; wait for it to finish, or choose another folder",
        "別の juten が書き込み中です。終了を待つか、別のフォルダーを指定してください",
    ),
    ("cannot start a worker", "処理プロセスを開始できません"),
    ("cannot write the manifest", "管理ファイルを書き込めません"),
    ("cannot write the report", "報告を書き込めません"),
    ("standard output", "標準出力"),
    // wrong command lines
    ("error: {0}", "エラー：[0]"),
    (
        "{0} applies to CSV only; add -f csv",
        "{0} は CSV にだけ使えます。-f csv を付けてください",
    ),
    (
        "{0} need -f json, which writes one file per input; --tables adds its tables",
        "{0} には -f json が必要です（入力ごとに一つのファイルを書きます。表は --tables で加えられます）",
    ),
    (
        "-o {0} names a file; --tables, --resume and --dry-run need a folder",
        "-o {0} はファイル名です。--tables、--resume、--dry-run にはフォルダーを指定してください",
    ),
    (
        "-o {0} names one file, but there are {1} inputs; give a folder, or `-f jsonl -o all.jsonl` for one file of all records",
        "-o {0} は一つのファイルですが、入力が {1} 件あります。フォルダーを指定するか、全レコードを一つのファイルにする `-f jsonl -o all.jsonl` を使ってください",
    ),
    (
        "-o {0} names a file of records; add -f jsonl",
        "-o {0} はレコードのファイルです。-f jsonl を付けてください",
    ),
    (
        "-o names the folder of the tables: {0}; `{1}` looks like a file. For the table of measures only: {2}",
        "-o には表を書くフォルダーを指定します：{0}。`{1}` はファイル名のようです。取組の表だけなら {2}",
    ),
    (
        "a workbook cannot go to standard output; add -o DIR",
        "Excel ブックは標準出力に書けません。-o DIR を付けてください",
    ),
    (
        "several documents need a folder for their reports; add -o DIR",
        "複数の文書のレポートにはフォルダーが必要です。-o DIR を付けてください",
    ),
    (
        "a workbook cannot go to standard output; add -o FILE",
        "Excel ブックは標準出力に書けません。-o FILE を付けてください",
    ),
    (
        "'{0}' is neither a profile nor a file; give a TOML file or one of: {1}",
        "「{0}」はプロファイルでもファイルでもありません。TOML ファイルか、次のどれかを指定してください：{1}",
    ),
    (
        r#"profile {0} has no table "{1}"; its tables are {2}"#,
        "プロファイル {0} に表「{1}」はありません。あるのは {2} です",
    ),
    (
        "there is no command '{0}'; see juten --help",
        "「{0}」というコマンドはありません。juten --help を見てください",
    ),
    (
        "this juten was built without {0} support (it is large); build it with: {1}",
        "この juten は {0} に対応していません。次のようにビルドしてください：{1}",
    ),
    (
        "this juten was built without {0} support; build it with: {1}",
        "この juten は {0} に対応していません。次のようにビルドしてください：{1}",
    ),
    (
        "no model '{0}' is installed; see juten models list",
        "モデル「{0}」は追加されていません。juten models list で確認できます",
    ),
    (
        "{0}: it holds no model that juten knows; see `juten models --help`",
        "{0}：juten の知るモデルがありません。`juten models --help` を見てください",
    ),
    (
        "the system has no folder for user data; set {0}",
        "利用者データ用のフォルダーが分かりません。{0} を設定してください",
    ),
    ("unexpected argument '{0}' found", "不明な引数「{0}」です"),
    (
        "unexpected argument '{0}' found; {1}",
        "不明な引数「{0}」です。[1]",
    ),
    ("unrecognized subcommand '{0}'", "不明なコマンド「{0}」です"),
    (
        "invalid value '{0}' for '{1}': {2}",
        "「{1}」の値「{0}」が正しくありません：[2]",
    ),
    (
        "invalid value '{0}' for '{1}'",
        "「{1}」の値「{0}」が正しくありません",
    ),
    (
        "a value is required for '{0}' but none was supplied",
        "「{0}」に値が必要です",
    ),
    (
        "the following required arguments were not provided:",
        "次の引数が必要です：",
    ),
    (
        "the argument '{0}' cannot be used with '{1}'",
        "「{0}」と「{1}」は同時に指定できません",
    ),
    (
        "the argument '{0}' cannot be used multiple times",
        "「{0}」は一度しか指定できません",
    ),
    ("[possible values: {0}]", "（指定できる値：{0}）"),
    ("tip: a similar argument exists: '{0}'", "よく似た引数：{0}"),
    (
        "tip: a similar subcommand exists: '{0}'",
        "よく似たコマンド：{0}",
    ),
    ("tip: a similar value exists: '{0}'", "よく似た値：{0}"),
    (
        "tip: to pass '{0}' as a value, use '{1}'",
        "「{0}」を値として渡すには「{1}」とします",
    ),
    ("Usage: {0}", "使い方：{0}"),
    (
        "For more information, try '{0}'.",
        "詳しくは {0} を見てください。",
    ),
    (
        "a number from 0 to 1, for example 0.9",
        "0 から 1 の数（例：0.9）",
    ),
    (
        "unknown encoding; use, for example, utf-8, cp932, euc-jp or utf-16le",
        "不明な文字コードです。utf-8、cp932、euc-jp、utf-16le などを指定してください",
    ),
    ("one of {0}", "次のどれか：{0}"),
    (
        "expected pages counted from 1, for example 3 or 1-4,7-",
        "ページは 1 から数えて、3 や 1-4,7- のように指定します",
    ),
    ("a number of seconds, for example {0}", "秒数（例：{0}）"),
    (
        "a number of bytes, for example {0} or {1}",
        "バイト数（例：{0}、{1}）",
    ),
    (
        "{0} bytes are too little for any input; give at least {1}, for example {2}",
        "{0} バイトでは足りません。{1} 以上を指定してください（例：{2}）",
    ),
    ("too large", "大きすぎます"),
    (
        "a code has six digits, for example {0}",
        "団体コードは 6 桁です（例：{0}）",
    ),
    (
        "the check digit of {0} is wrong: {1} needs {2}",
        "{0} の検査数字が正しくありません（{1} には {2}）",
    ),
    (
        "{0} municipalities are called {1}: {2}; give the code, or the name with its prefecture",
        "{1} は {0} 団体あります：{2}。コードか、都道府県名を付けた名称で指定してください",
    ),
    (
        "no municipality has the code {0} today; for a former municipality give CODE:NAME",
        "コード {0} の団体は現在ありません。廃止された団体は「コード:名称」で指定してください",
    ),
    (
        "the first two digits of {0} are not a prefecture's",
        "{0} の先頭 2 桁が都道府県のコードではありません",
    ),
    (
        "no municipality is called {0}",
        "{0} という団体はありません",
    ),
    (
        "give its name as officially written, with its prefecture, or its six-digit code",
        "都道府県名を付けた正式名称か、6 桁のコードで指定してください",
    ),
    ("did you mean {0}?", "{0} ではありませんか"),
];
