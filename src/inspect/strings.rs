//! The words of the report's own, in Japanese and English.

use crate::diagnostics::Code;

/// A word or sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// Its name in the page.
    pub key: &'static str,
    /// In Japanese.
    pub ja: &'static str,
    /// In English.
    pub en: &'static str,
}

macro_rules! messages {
    ($($name:ident $ja:literal $en:literal;)+) => {
        $(pub(super) const $name: Message = Message { key: stringify!($name), ja: $ja, en: $en };)+
        /// All of them.
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
    ZOOM_OUT "縮小" "Zoom out";
    HELP "操作方法" "Help";
    HELP_POINT "値を指すと、元のページの枠が光ります。枠を押すと、値へ移動します。" "Point at a value: its boxes on the page light up. Press a box to go to its value.";
    HELP_KEYS "キーボード：Tab で値から値へ、Enter で枠へ。枠の上では矢印キーで隣の枠へ、Enter で値へ、Esc で解除。" "Keyboard: Tab goes from value to value, Enter to its box. On a box, the arrow keys go to the next one, Enter to its value, Esc clears.";
    COVERAGE "文字の行き先" "Where the characters went";
    CHARACTERS "文字" "characters";
    ACCOUNTED "対応済み" "accounted for";
    LEGEND "凡例（選ぶと表示を切り替え）" "Legend (choose what is shown)";
    PAGES "元のページ" "Source";
    SOURCE_TEXT "元のテキスト" "Source text";
    PAGE "ページ" "Page";
    LOADING "読み込み中" "Drawing";
    CANNOT_DRAW "このブラウザではページを表示できません" "This browser cannot draw the page";
    NEEDS_SCRIPT "ページの表示にはスクリプトが必要です。読み取り結果はこのまま読めます。" "The pages are drawn by a script. The record can be read without it.";
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
    UNALIGNED "どの取組にも対応しない部分" "Parts that no measure owns";
    OTHER "様式にない欄" "Fields that the profile does not know";
    EMPTY "（空欄）" "(empty)";
    AS_IN "参照先：" "as in ";
    DIAGNOSTICS "指摘事項" "Diagnostics";
    NO_DIAGNOSTICS "指摘事項はありません。" "There is nothing to tell.";
    ERROR "エラー" "Error";
    WARNING "警告" "Warning";
    NOTE "注記" "Note";
    GO_TO "場所を表示" "Show the place";
    NO_RECORD "この文書から読み取り結果は作れませんでした。下の一覧は、見つかった表と行です。" "No record could be made of this document. Below are the tables and lines that were found.";
    PROPOSAL "プロファイルの案" "A proposal of a profile";
    PROPOSAL_HOW "見つかったラベルと列、それらから作った案です。保存し、TODO の行を確かめて、--profile で使ってください。" "The labels and columns that were found, and a profile made of them. Save it, look over the lines with TODO, and give it with --profile.";
    KEY "キー" "Key";
    FIRST_VALUE "最初の値" "First value";
    STAGE "段階" "Stage";
    STAGE_GLYPHS "文字（抽出直後）" "Glyphs, as extracted";
    STAGE_RULES "罫線・塗り・画像（抽出直後）" "Rules, fills and images, as extracted";
    STAGE_CELLS "表とセル（レイアウト後）" "Tables and cells, as laid out";
    STAGE_ROWS "行と部分（区分け後）" "Rows and parts, as segmented";
    TABLE "表" "Table";
    LINES "表の外の行" "Lines outside tables";
    NOTHING "何もありません。" "There is nothing.";
    MORE "これ以上は省略しました。" "More are left out.";
    TEXT "文字列" "Text";
    PLACE "位置 (pt)" "Place (pt)";
    DETAIL "詳細" "Detail";
    KIND "種類" "Kind";
    K_VALUE "値" "Value";
    K_LABEL "ラベル" "Label";
    K_COLUMN "列" "Column";
    K_MARKER "記号" "Marker";
    K_FURNITURE "ページ番号・柱" "Furniture";
    K_UNMAPPED "未対応" "Unmapped";
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
    K_BAND "横の区切り" "Band";
    K_TITLE "題・見出し" "Title, heading";
    K_FIELD "欄の値" "Value of a field";
    K_ITEM "項目の行" "Cell of an item row";
    K_PART "記号ごとの部分" "Marked part";
    K_COVER "表紙" "Cover";
    K_LOOSE "行き先のない行" "Loose line";
}

/// What a diagnostic means, in Japanese. Inputs that give no report, and what `juten check` finds, are not here.
pub(super) fn meaning(code: Code) -> &'static str {
    match code {
        Code::NoForm => "プロファイルの様式が見つからない",
        Code::Scan => "ページが画像だけで、文字がない",
        Code::Duplicates => "重ね打ちの文字（擬似太字）を一度だけ読んだ",
        Code::Radicals => "部首の文字を、同じ形の漢字に直した",
        Code::NoUnicode => "文字コードのない文字がある（U+FFFD とした）",
        Code::Font => "読めないフォントがあり、文字が欠けているおそれがある",
        Code::Permissions => "文字のコピーを控えるよう求めるファイルである",
        Code::ImagePages => "画像だけのページがある",
        Code::Repaired => "壊れた PDF を、読めるところまで読んだ",
        Code::NoText => "文字のあるページがない",
        Code::Unaligned => "どの取組にもない記号を持つ部分がある",
        Code::ItemNumber => "項目の番号が抜けているか、重複または順序違いである",
        Code::UnknownLabel => "プロファイルにない欄がある",
        Code::GoalDiffers => "シートの重点目標が表紙の一覧と違う",
        Code::LikeLabel => "ラベルを、似たものとして読んだ",
        Code::UnknownColumn => "プロファイルにない列がある",
        Code::Unmapped => "どの欄にも属さない文字がある",
        Code::NoCover => "表紙がなく、目標の一覧をシートから作った",
        Code::MissingField => "必須の欄がない",
        Code::PriorityOrder => "優先順位が連番でない",
        Code::GoalWithoutSheet => "表紙の目標にシートがない",
        Code::DepartmentDiffers => "シートの部局が表紙と違う",
        Code::YearDiffers => "シートの年度が表紙と違う",
        Code::MeasureNumber => "同じ番号の取組が二つある",
        Code::MarkersLeft => "(2) などの番号で分けられない並びがある",
        Code::FiscalYear => "年度が読み取れない",
        Code::Priority => "優先順位が読み取れない",
        Code::NoTarget => "目標のない取組がある",
        Code::TargetAndFinal => "目標と期末報告に、同じ単位の数値がある",
        _ => "",
    }
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

    #[test]
    fn whatever_a_report_may_tell_has_a_meaning() {
        for code in Code::ALL {
            let in_report = matches!(code.as_str().as_bytes(), [b'W', ..] | [b'E', b'2', ..]);
            assert_eq!(!meaning(*code).is_empty(), in_report, "{}", code.as_str());
        }
    }
}
