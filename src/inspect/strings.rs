//! The report's own messages, in Japanese and English.

/// A word or sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// Its identifier in the page.
    pub key: &'static str,
    /// The Japanese text.
    pub ja: &'static str,
    /// The English text.
    pub en: &'static str,
}

macro_rules! messages {
    ($($name:ident $ja:literal $en:literal;)+) => {
        $(pub(super) const $name: Message = Message { key: stringify!($name), ja: $ja, en: $en };)+
        /// All messages.
        pub(super) const ALL: &[Message] = &[$($name),+];
    };
}

messages! {
    REPORT "検査レポート" "Inspection report";
    SKIP_RECORD "読み取り結果へ移動" "Skip to the record";
    SKIP_PAGES "元のページへ移動" "Skip to the pages";
    SKIP_DIAGNOSTICS "指摘事項へ移動" "Skip to the diagnostics";
    LANGUAGE "English" "日本語";
    PRINT "印刷" "Print";
    ZOOM "ページの倍率" "Page zoom";
    ZOOM_IN "拡大" "Zoom in";
    ZOOM_FIT "幅に合わせる" "Fit width";
    OUTLINES "枠線を表示" "Show outlines";
    DIVIDER "左右の幅を調整" "Resize the two sides";
    ZOOM_OUT "縮小" "Zoom out";
    HELP "操作方法" "Help";
    HELP_POINT "値にマウスポインターを重ねると、元のページの該当箇所が強調表示されます。枠をクリックすると、対応する値に移動します。" "Point at a value to highlight its boxes on the page. Click a box to go to its value.";
    HELP_ZOOM "ページの拡大・縮小：Ctrl キーを押しながらホイールを回します。左右の境界はドラッグ（または矢印キー）で動かせます。" "Zoom: hold Ctrl and turn the wheel. Drag the divider, or use the arrow keys on it, to resize the two sides.";
    HELP_KEYS "キーボード：Tab で次の値、Enter でその枠に移動します。枠の上では、矢印キーで隣の枠、Enter で値に移動し、Esc で選択を解除します。" "Keyboard: Tab moves from value to value, Enter goes to its box. On a box, the arrow keys move to the next one, Enter goes to its value, Esc clears the selection.";
    COVERAGE "文字の対応状況" "Coverage";
    CHARACTERS "文字" "characters";
    ACCOUNTED "対応付け済み" "accounted for";
    LEGEND "凡例（クリックで表示を切り替え）" "Legend (click to show or hide)";
    PAGES "元のページ" "Source";
    SOURCE_TEXT "元のテキスト" "Source text";
    SOURCE_SHEETS "元のファイル" "Source file";
    PAGE "ページ" "Page";
    LOADING "読み込み中" "Drawing";
    CORRECT "訂正" "Correct";
    CANNOT_DRAW "このブラウザーではページを表示できません" "This browser cannot draw the page";
    NEEDS_SCRIPT "ページの表示には JavaScript が必要です。読み取り結果は JavaScript なしでも読めます。" "JavaScript is needed to show the pages. The record can be read without it.";
    RECORD "読み取り結果" "Record";
    DOCUMENT "文書" "Document";
    FILE "ファイル" "File";
    PRODUCER "作成ソフト" "Producer";
    PROFILE "プロファイル" "Profile";
    MUNICIPALITY "自治体" "Municipality";
    DEPARTMENT "部局" "Department";
    FISCAL_YEAR "年度" "Fiscal year";
    GOALS "重点目標の一覧" "List of goals";
    SHEETS "シート" "Sheets";
    SHEET "シート" "Sheet";
    ITEMS "取組項目" "Items";
    WHOLE_ITEM "項目全体" "Whole item";
    UNALIGNED "どの取組にも対応しない記述" "Parts without a measure";
    OTHER "プロファイルにない欄" "Fields unknown to the profile";
    EMPTY "（空欄）" "(empty)";
    AS_IN "参照先：" "as in ";
    DIAGNOSTICS "指摘事項" "Diagnostics";
    NO_DIAGNOSTICS "指摘事項はありません。" "No diagnostics.";
    ERRORS "エラー" "Errors";
    WARNINGS "警告" "Warnings";
    NOTES "注記" "Notes";
    ERROR "エラー" "Error";
    WARNING "警告" "Warning";
    NOTE "注記" "Note";
    GO_TO "ページ上の位置を表示" "Show on page";
    GO_TO_VALUE "値へ移動" "Go to value";
    NO_RECORD "この文書からはレコードを作成できませんでした。" "No record could be made from this document.";
    PROPOSAL "プロファイルの下書き" "Draft profile";
    PROPOSAL_HOW "検出したラベルと列、それをもとにした下書きです。保存して TODO の行を確認し、--profile で指定してください。" "The labels and columns found, and a profile drafted from them. Save it, check the lines marked TODO, and use it with --profile.";
    KEY "キー" "Key";
    FIRST_VALUE "最初の値" "First value";
    STAGE "段階" "Stage";
    STAGE_GLYPHS "文字（抽出直後）" "Glyphs, as extracted";
    STAGE_RULES "罫線・塗り・画像（抽出直後）" "Rules, fills and images, as extracted";
    STAGE_CELLS "表とセル（レイアウト後）" "Tables and cells, as laid out";
    STAGE_ROWS "行と番号ごとの記述（行の切り出し後）" "Rows and parts, as segmented";
    TABLE "表" "Table";
    LINES "表以外の行" "Lines outside tables";
    NOTHING "何も検出されませんでした。" "Nothing was found.";
    MORE "以降は省略しました。" "The rest is omitted.";
    TEXT "文字列" "Text";
    PLACE "位置（pt）" "Position (pt)";
    DETAIL "詳細" "Detail";
    KIND "種類" "Kind";
    K_VALUE "値" "Value";
    K_LABEL "ラベル" "Label";
    K_COLUMN "列" "Column";
    K_MARKER "番号・記号" "Marker";
    K_FURNITURE "ヘッダー・フッター" "Page furniture";
    UNCERTAIN "確認が必要な値（スキャン）" "Values to check (scan)";
    SECOND "次の候補：" "or ";
    LOST "値を読み落としたおそれがあります。" "A value may have been lost.";
    CUTOUT "ページの画像" "Image of the page";
    K_UNCERTAIN "不確かな値" "Uncertain value";
    K_UNMAPPED "対応付けなし" "Unmapped";
    K_GLYPH "横書きの文字" "Upright glyph";
    K_TURNED "縦書き・回転した文字" "Vertical or turned glyph";
    K_INVISIBLE "見えない文字" "Invisible glyph";
    K_HORIZONTAL "横罫" "Horizontal rule";
    K_VERTICAL "縦罫" "Vertical rule";
    K_FILL "塗り" "Fill";
    K_IMAGE "画像" "Image";
    K_CELL "セル" "Cell";
    K_SPAN "結合セル" "Spanning cell";
    K_LINE "行" "Line";
    K_BAND "行のまとまり" "Row group";
    K_TITLE "題名・見出し" "Title, heading";
    K_FIELD "欄の値" "Value of a field";
    K_ITEM "項目行のセル" "Cell of an item row";
    K_PART "番号ごとの記述" "Marked part";
    K_COVER "表紙" "Cover";
    INFERRED "推定した線：ページ" "Inferred lines: page";
    K_SHADE_EDGE "網かけの端" "Edge of a shade";
    K_OPEN_SIDE "推定：閉じていない辺" "Inferred: open side";
    K_OPEN_ROW "推定：列の間の空白" "Inferred: white space between columns";
    K_SHADED_FORM "推定：網かけの様式" "Inferred: form with shaded labels";
    K_CONTINUATION "推定：前ページの列" "Inferred: columns of the page before";
    K_ROW_LABEL "推定：表の左の見出し" "Inferred: row labels next to a table";
    K_OPEN_REGION "推定：罫線が途切れた欄" "Inferred: area that the rules leave open";
    K_SHADE_TILES "分割：網かけの境目" "Cut: between shades";
    K_HEADER_COLUMN "分割：見出し行の列" "Cut: column of the header";
    K_COLUMN_GAP "分割：全行に共通する空白" "Cut: white space through all rows";
    K_HEADING "分割：列をまとめる見出し" "Cut: headings over columns";
    K_NUMBER_ROW "分割：数値の行" "Cut: rows of numbers";
    INDEX "検査レポート一覧" "Inspection reports";
    INDEX_ORDER "確認の必要な文書から順に並べています。" "Documents that need a look come first.";
    DOCUMENTS "文書" "documents";
    TO_LOOK_AT "要確認" "to look at";
    FINDINGS "指摘事項" "Diagnostics";
    K_LOOSE "どの欄にも属さない行" "Loose line";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_once_in_both_languages() {
        for (n, message) in ALL.iter().enumerate() {
            assert!(!message.ja.is_empty() && !message.en.is_empty());
            assert!(ALL.iter().skip(n + 1).all(|m| m.key != message.key));
        }
    }
}
