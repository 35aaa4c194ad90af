//! Phrases inside other messages: places, kinds of files, errors of the system.

use super::Pair;

pub(super) const PAIRS: &[Pair] = &[
    ("on page {0}", "{0} ページ"),
    ("on pages {0} and {1} more", "{0} ページほか {1} 件"),
    ("on pages {0}", "{0} ページ"),
    ("hidden rows and columns of {0}", "[0] の非表示の行・列"),
    (
        "what is outside the print area of {0}",
        "[0] の印刷範囲の外",
    ),
    ("hidden sheets {0}", "非表示のシート [0]"),
    (
        "its title and {0} of {1} labels",
        "題名と、{1} 個中 {0} 個のラベルが一致",
    ),
    ("{0} of {1} labels", "{1} 個中 {0} 個のラベルが一致"),
    ("an Excel workbook (xlsx)", "Excel ブック（xlsx）"),
    ("a Word document (docx)", "Word 文書（docx）"),
    ("a PowerPoint presentation (pptx)", "PowerPoint（pptx）"),
    ("a spreadsheet (ods)", "表計算文書（ods）"),
    ("a text document (odt)", "ワープロ文書（odt）"),
    ("a presentation (odp)", "プレゼンテーション（odp）"),
    ("a compressed file ({0})", "圧縮ファイル（{0}）"),
    ("an archive ({0})", "アーカイブ（{0}）"),
    (
        "an old Office document (xls, doc, jtd)",
        "古い形式の Office・一太郎文書（xls、doc、jtd）",
    ),
    (
        "a side file of macOS (AppleDouble, ._*)",
        "macOS の付属ファイル（AppleDouble、._*）",
    ),
    ("a property list of macOS", "macOS のプロパティリスト"),
    ("a picture ({0})", "画像（{0}）"),
    ("a picture or recording", "画像・音声・動画"),
    ("a rich text document (rtf)", "リッチテキスト（rtf）"),
    ("a PostScript file", "PostScript ファイル"),
    ("a program", "プログラム"),
    ("a database (SQLite)", "データベース（SQLite）"),
    ("a DocuWorks document (xdw)", "DocuWorks 文書（xdw）"),
    (
        "a file of nothing but zero bytes, as broken downloads and synced folders leave them",
        "中身がゼロだけのファイル（ダウンロードや同期の失敗によるもの）",
    ),
    ("a web page", "ウェブページ"),
    ("a mail", "メール"),
    ("a shortcut to a web page", "ウェブページへのショートカット"),
    ("an XML file", "XML ファイル"),
    (
        "a record that juten wrote (JSON)",
        "juten が作成したレコード（JSON）",
    ),
    (
        "JSON, perhaps a server's answer in place of the file",
        "JSON（ファイルの代わりに返されたサーバーの応答かもしれません）",
    ),
    (
        "a PDF with text is needed, not a picture of one",
        "画像ではなく、文字情報のある PDF が必要です",
    ),
    (
        "give the file that it stands beside",
        "対になる元のファイルを指定してください",
    ),
    (
        "name it .zip, which is read as a folder, or unpack it first",
        "拡張子を .zip にする（フォルダーとして読みます）か、展開してから指定してください",
    ),
    (
        "download the file that it links to, or print it to PDF",
        "リンク先のファイルをダウンロードするか、PDF に出力してください",
    ),
    (
        "save the attached file",
        "添付ファイルを保存して指定してください",
    ),
    (
        "give the document that it was made from",
        "元の文書を指定してください",
    ),
    (
        "`juten check` verifies records",
        "レコードの検査には `juten check` を使ってください",
    ),
    (
        "print it to PDF first",
        "PDF に出力してから指定してください",
    ),
    (
        "unpack it first, or give a zip archive",
        "展開するか、zip にしてから指定してください",
    ),
    (
        "download the file again",
        "もう一度ダウンロードしてください",
    ),
    (
        r#"No such file or directory (os error {0}) at path "{1}""#,
        "フォルダーがありません",
    ),
    (
        r#"Permission denied (os error {0}) at path "{1}""#,
        "アクセスが許可されていません",
    ),
    (
        "No such file or directory (os error {0})",
        "ファイルまたはフォルダーがありません",
    ),
    (
        "Permission denied (os error {0})",
        "アクセスが許可されていません",
    ),
    ("Is a directory (os error {0})", "フォルダーです"),
    ("Not a directory (os error {0})", "フォルダーではありません"),
    (
        "No space left on device (os error {0})",
        "空き容量がありません",
    ),
    ("File exists (os error {0})", "すでにあります"),
    (
        "Read-only file system (os error {0})",
        "書き込みできない場所です",
    ),
];
