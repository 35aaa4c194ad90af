//! What is wrong with an input, and what was repaired (E1xx, E2xx, W1xx).

use super::Pair;

pub(super) const PAIRS: &[Pair] = &[
    ("the input is empty", "ファイルが空です"),
    (
        "this is neither a PDF nor text",
        "PDF でもテキストでもありません",
    ),
    (
        "give a PDF, or a text file with tabs between cells",
        "PDF か、セルをタブで区切ったテキストを指定してください",
    ),
    (
        "the file is protected with a password",
        "パスワードで保護されています",
    ),
    (
        "its elements are nested more than {0} deep",
        "要素の入れ子が {0} 段を超えています",
    ),
    (
        "open it in a browser and print it to PDF",
        "ブラウザーで開き、PDF に出力してください",
    ),
    (
        "the file needs a different password",
        "パスワードが違います",
    ),
    (
        "the file is protected by rights management",
        "秘密度ラベルなどの権限管理（IRM）で保護されています",
    ),
    (
        "the file is encrypted for the holders of a certificate",
        "証明書を持つ人だけが開けるように暗号化されています",
    ),
    (
        "the file is encrypted in an unusual way",
        "対応していない方式で暗号化されています",
    ),
    (
        "open it in Office, remove the password (File, Info, Protect) and save it, or print it to PDF",
        "Office で開き、パスワードを解除（ファイル → 情報 → 保護）して保存するか、PDF に出力してください",
    ),
    (
        "the PDF is protected with a password",
        "PDF がパスワードで保護されています",
    ),
    (
        "the PDF needs a different password",
        "PDF のパスワードが違います",
    ),
    (
        "the PDF is encrypted in an unsupported way; save it again without encryption",
        "対応していない方式で暗号化された PDF です。暗号化せずに保存し直してください",
    ),
    (
        "the text is not {0} from byte {1} on",
        "{1} バイト目から先が {0} として読めません",
    ),
    ("it is larger than {0} bytes", "{0} バイトを超えています"),
    (
        "the PDF has {0} bytes, more than the limit of {1}",
        "PDF の大きさが {0} バイトあり、上限の {1} バイトを超えています",
    ),
    (
        "the PDF has {0} pages, more than the limit of {1}",
        "PDF が {0} ページあり、上限の {1} ページを超えています",
    ),
    ("it has more than {0} pages", "{0} ページを超えています"),
    (
        "it has more than {0} sheets",
        "シートが {0} 枚を超えています",
    ),
    (
        "it has {0} parts, more than {1}",
        "ファイルの構成要素が {0} 個あり、上限の {1} 個を超えています",
    ),
    (
        "it inflates to more than {0} bytes",
        "展開すると {0} バイトを超えます",
    ),
    (
        "its part {0} is larger than {1} bytes",
        "構成要素 {0} が {1} バイトを超えています",
    ),
    (
        "the file is damaged ({0}); open it in Office and save it again, or download it again",
        "ファイルが壊れています（{0}）。Office で開いて保存し直すか、もう一度ダウンロードしてください",
    ),
    (
        "a table has {0} rows and {1} columns, more than any form",
        "表が {0} 行 {1} 列あり、様式としては大きすぎます",
    ),
    (
        "the sheet {0} has more cells with text or borders than any form; clear those that the form does not need",
        "シート「{0}」の文字や罫線のあるセルが多すぎます。不要なセルの内容と書式を消してください",
    ),
    (
        "a sheet has cells far beyond any form; delete the rows and columns that the form does not need",
        "様式から大きく離れた位置にセルがあります。不要な行と列を削除してください",
    ),
    (
        "tables stand in tables more than {0} deep",
        "表の入れ子が {0} 段を超えています",
    ),
    (
        "the PDF is damaged beyond repair: {0}",
        "PDF が壊れていて修復できません（[0]）",
    ),
    ("it has no pages", "ページがない"),
    ("no page could be found in it", "ページが見つからない"),
    (
        "download or print it again",
        "もう一度ダウンロードするか、PDF に出力し直してください",
    ),
    (
        "the contents of page {0} take more than {1} MB, which no form does; remove the page from the PDF",
        "{0} ページの内容が {1} MB を超えています。様式ではないので、このページを PDF から除いてください",
    ),
    (
        "the objects of the PDF take more than {0} MB, which no form does; print it again",
        "PDF のオブジェクトが {0} MB を超えています。様式ではありえない大きさなので、PDF に出力し直してください",
    ),
    (
        "page {0} draws more than {1} objects, which no form does; remove it from the PDF",
        "{0} ページの図形が {1} 個を超えています。様式ではないので、このページを PDF から除いてください",
    ),
    (
        "{0} of the {1} pages that the PDF declares are missing (nothing {2}); download or print it again",
        "PDF に記された {1} ページのうち {0} ページがありません（[2]に内容なし）。もう一度ダウンロードするか出力し直してください",
    ),
    (
        "{0} of the {1} pages that the PDF declares are missing; download or print it again",
        "PDF に記された {1} ページのうち {0} ページがありません。もう一度ダウンロードするか出力し直してください",
    ),
    (
        "the PDF opens without a password but asks not to copy its text; it has been converted",
        "この PDF では文字のコピーが許可されていません（変換は行いました）",
    ),
    (
        "the PDF's cross-reference table is missing or wrong; pages were found by scanning the file",
        "PDF の相互参照表がないか誤っているため、ファイル全体を走査してページを探しました",
    ),
    (
        "{0} glyphs whose font does not define their characters, or that are drawn as outlines, became U+FFFD, {1}; compare them with the PDF",
        "フォントから文字を特定できない字形、または図形として描かれた文字 {0} 個を U+FFFD にしました（[1]）。PDF と見比べてください",
    ),
    (
        "{0} private-use characters (外字, symbols of a font) were kept as they are, {1}; compare them with the PDF",
        "外字（私用領域の文字）{0} 個をそのまま残しました（[1]）。PDF と見比べてください",
    ),
    (
        "some of the page contents are missing or damaged, {0}; download or print the file again",
        "ページの内容の一部が欠けているか壊れています（[0]）。もう一度ダウンロードするか出力し直してください",
    ),
    (
        "{0} characters are cut off by the edge of their cell or of the printed area and were not read, {1}",
        "セルや印刷範囲の端で切れて見えない {0} 文字は読みませんでした（[1]）",
    ),
    (
        "a font could not be read; its text may be missing, {0}",
        "読み取れないフォントがあり、文字が欠けているおそれがあります（[0]）",
    ),
    (
        "it is named .pdf but contains plain text, perhaps an error page of a server; download it again",
        "拡張子は .pdf ですが、中身はテキストです（サーバーのエラー画面かもしれません）。もう一度ダウンロードしてください",
    ),
    (
        "it is named .pdf and is a web page without a known form, perhaps a server's answer; download the file again",
        "拡張子は .pdf ですが、中身はウェブページで、既知の様式もありません（サーバーの応答かもしれません）。もう一度ダウンロードしてください",
    ),
    (
        "no known form on its {0} page(s), and the file is damaged or truncated ({1}: {2}); download it again",
        "{0} ページに既知の様式がなく、ファイルが壊れているか途中で切れています（{1}：[2]）。もう一度ダウンロードしてください",
    ),
    (
        "in {0} lines, only spaces separate the columns, and they do not determine every cell (line {1}: {2}), so no cells were read (`pdftotext -layout` writes such text)",
        "{0} 行で列が空白で区切られていますが（`pdftotext -layout` の出力など）、空白だけではセルを特定できないため（{1} 行目：[2]）、セルに分けていません",
    ),
    (
        "cells do not begin on the first line of their row",
        "セルの文字が行の先頭から始まっていない",
    ),
    (
        "it may begin a row or continue the one above",
        "新しい行か、上の行の続きか、判断できない",
    ),
    (
        "a single space may be one between two cells",
        "一つの空白がセルの境目かどうか、判断できない",
    ),
    (
        "no other row shows that cells begin on its first line",
        "セルが上揃えかどうか、他の行から判断できない",
    ),
    (
        "a wide sheet is printed across pages: the rows of page {0} continue on page {1}, and each page was read by itself",
        "シートが横に並ぶページに分けて印刷されています（{0} ページの行が {1} ページに続きます）。ページごとに読み取りました",
    ),
    (
        "print the sheet on one page, or give the workbook itself",
        "1 ページに収めて印刷し直すか、元のブックを指定してください",
    ),
    (
        "only spaces separate the columns",
        "列が空白で区切られたテキストです",
    ),
    (
        "{0} lines fill their column and were joined to the next, unless they end a sentence: {1}",
        "列の幅いっぱいの {0} 行は、句点で終わる行を除き、折り返しとみなして次の行とつなぎました（{1} 行目）",
    ),
    (
        "{0} lines were read with the row above, but may be rows with an empty first cell: {1}",
        "{0} 行は上の行の続きとみなしましたが、先頭のセルが空の別の行かもしれません（{1} 行目）",
    ),
    (
        "{0} lines were read as new rows, but may continue the row above: {1}",
        "{0} 行は新しい行とみなしましたが、上の行の続きかもしれません（{1} 行目）",
    ),
    (
        "{0} lines have a single space that may be one between two cells: {1}",
        "{0} 行は一つの空白がセルの境目かもしれません（{1} 行目）",
    ),
    ("give the PDF itself", "元の PDF を指定してください"),
    (
        "no form of the profile {0} ({1}) on its {2} page(s)",
        "{2} ページにプロファイル {0}（{1}）の様式がありません",
    ),
    (
        "no known form on its {0} page(s)",
        "{0} ページに既知の様式がありません",
    ),
    ("nearest: {0}", "近い様式：[0]"),
    (
        "{0} ({1}) lacks its title and {2} of {3} labels ({4})",
        "{0}（{1}）は題名と {3} 個中 {2} 個のラベル（{4}）がない",
    ),
    (
        "{0} ({1}) lacks {2} of {3} labels ({4})",
        "{0}（{1}）は {3} 個中 {2} 個のラベル（{4}）がない",
    ),
    (
        "there are no profiles to choose from",
        "選べるプロファイルがありません",
    ),
    ("it is a scan: {0}", "スキャン画像です。[0]"),
    (
        "page {0} is an image, and its text cannot be recognised: {1}",
        "{0} ページは画像で、文字認識ができません：{1}",
    ),
    (
        "page {0} is an image that cannot be decoded, or too large",
        "{0} ページの画像を復号できないか、画像が大きすぎます",
    ),
    (
        "pages {0} are images that cannot be decoded, or too large",
        "{0} ページの画像を復号できないか、画像が大きすぎます",
    ),
    (
        "scan it again at 300 dpi",
        "300 dpi でスキャンし直してください",
    ),
    (
        "page {0} is an image without text",
        "{0} ページは文字情報のない画像です",
    ),
    (
        "pages {0} are images without text",
        "{0} ページは文字情報のない画像です",
    ),
    (
        "page {0} is an image on which no text was found",
        "{0} ページの画像に文字が見つかりません",
    ),
    (
        "pages {0} are images on which no text was found",
        "{0} ページの画像に文字が見つかりません",
    ),
    (
        "to read it, fetch and add a model once: {0}, then {1}",
        "文字認識のモデルを一度だけ追加すれば読み取れます：{0}、続けて {1}",
    ),
    (
        "this program was built without the feature `ocr`, which reads scans",
        "この juten は、スキャンを読む機能（`ocr`）なしでビルドされています",
    ),
    (
        "run OCR on it, or ask for the original file",
        "OCR を行うか、元のファイルを入手してください",
    ),
    (
        "no page contains text; if the file shows some, it is drawn as outlines or damaged",
        "文字情報のあるページがありません。画面に文字が見える場合は、文字が図形として描かれているか、ファイルが壊れています",
    ),
    (
        "page {0} was turned upright first",
        "{0} ページは横向きまたは逆さまのため、向きを直して読み取りました",
    ),
    (
        "pages {0} were turned upright first",
        "{0} ページは横向きまたは逆さまのため、向きを直して読み取りました",
    ),
    (
        "page {0} is a scan, read by text recognition",
        "{0} ページはスキャン画像で、文字認識で読み取りました",
    ),
    (
        "pages {0} are scans, read by text recognition",
        "{0} ページはスキャン画像で、文字認識で読み取りました",
    ),
    (
        "page {0} has letters lower than {1} pixels, which read badly; scan again at 300 dpi",
        "{0} ページの文字の高さが {1} ピクセル未満で、正しく読み取れないおそれがあります。300 dpi でスキャンし直してください",
    ),
    (
        "pages {0} have letters lower than {1} pixels, which read badly; scan again at 300 dpi",
        "{0} ページの文字の高さが {1} ピクセル未満で、正しく読み取れないおそれがあります。300 dpi でスキャンし直してください",
    ),
    (
        "page {0} reads like handwriting or a photograph; compare all of it with the source",
        "{0} ページは手書きか写真のようで、文字を確実には読み取れません。全体を原本と見比べてください",
    ),
    (
        "pages {0} read like handwriting or a photograph; compare all of it with the source",
        "{0} ページは手書きか写真のようで、文字を確実には読み取れません。全体を原本と見比べてください",
    ),
    (
        "{0} place(s) with ink in the text that no character explains",
        "文字として読み取れない部分が {0} か所あります",
    ),
    (
        "{0} image(s) of the page could not be decoded, or only in part; scan it again",
        "このページの画像 {0} 件を復号できないか、一部しか復号できません。スキャンし直してください",
    ),
    (
        "{0} place(s) with red ink that was taken for a seal and not read",
        "赤い部分 {0} か所は印影とみなし、読み取っていません",
    ),
    (
        "something may be missing: a label, marker or rule on the scan may have been misread",
        "スキャン上のラベル、番号または罫線を読み誤り、値が抜け落ちたおそれがあります",
    ),
    (
        "read with doubt on the scan: {0}",
        "文字認識の確信度が低い文字：{0}",
    ),
    (
        "{0} characters drawn more than once (fake bold) were read once",
        "重ね打ち（擬似太字）の {0} 文字を一度だけ読み取りました",
    ),
    (
        "{0} radical code points were replaced by the kanji of the same shape ({1})",
        "部首用の文字 {0} 個を同じ形の漢字に置き換えました（{1}）",
    ),
    (
        "{0} lacks some characters; the tables have equivalents ({1}), the record keeps them",
        "{0} にない文字があるため、表では同じ意味の文字に置き換えました（[1]）。レコードは元の文字のままです",
    ),
    (
        "{0}, row {1}, column {2}: a text of {3} characters, more than a workbook cell can hold ({4}); its beginning is in the cell, the whole is in the record and in CSV",
        "{0} の {1} 行目 {2} 列：文字列が {3} 文字あり、Excel のセルの上限（{4}）を超えるため、先頭だけを書きました。全体はレコードと CSV にあります",
    ),
    (
        "left out, as in a browser: {0} hidden parts with text",
        "画面に表示されない {0} か所の文字は読みませんでした",
    ),
    (
        "the document has macros, which were not run",
        "マクロを含む文書です。マクロは実行していません",
    ),
    (
        "left out, as when printing: {0} hidden texts",
        "印刷されない隠し文字 {0} 件は読みませんでした",
    ),
    (
        "left out, as when printing: {0}",
        "印刷されない部分は読みませんでした：[0]",
    ),
    (
        "show or print them if they belong to the document",
        "文書の一部なら、表示するか印刷範囲に入れてください",
    ),
    (
        "{0} formulas have no stored value, and their cells are empty here: {1}; open the workbook in Excel and save it again",
        "計算結果が保存されていない数式が {0} 個あり、セルを空にしました：[1]。Excel で開いて保存し直してください",
    ),
    (
        "{0} text boxes are on top of the cells; their text follows that of the sheet: {1}",
        "セルの上にテキストボックスが {0} 個あり、その文字はシートの後に読みました：[1]",
    ),
    (
        "{0} text boxes were read after the paragraph that they are anchored to",
        "テキストボックス {0} 個を、固定先の段落の後に読みました",
    ),
    (
        "the workbook has macros; they were not run, and the cells are as they were saved",
        "マクロを含むブックです。マクロは実行せず、保存時のセルを読みました",
    ),
    (
        "{0} number formats are not understood; their numbers are written without a format: {1}",
        "解釈できない表示形式が {0} 個あり、その数値は書式なしで書きました：{1}",
    ),
    (
        "this build reads PDF and text only; print the file to PDF first",
        "この juten は PDF とテキストだけを読みます。PDF に出力してから指定してください",
    ),
    (
        "it took longer than {0} seconds",
        "{0} 秒を超えたため打ち切りました",
    ),
    (
        "it needed more than {0} MiB of memory",
        "メモリーが {0} MiB を超えたため打ち切りました",
    ),
    (
        "the conversion crashed ({0}); please report the file",
        "変換中に異常終了しました（{0}）。このファイルをお知らせください",
    ),
    (
        "the conversion crashed; please report the file",
        "変換中に異常終了しました。このファイルをお知らせください",
    ),
];
