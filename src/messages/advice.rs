//! What to do about a warning, in Japanese, for people who have the record and the page before them.

use crate::diagnostics::Code;

/// What to do about a diagnostic of a record; empty for notes, which need nothing.
pub fn advice(code: Code) -> &'static str {
    match code {
        Code::NoUnicode => "「�」や四角が出ている箇所を、元のページと見比べてください。",
        Code::Font | Code::Repaired => {
            "元のページと見比べ、文字が欠けていたら、元のファイルから PDF を作り直してください。"
        }
        Code::ImagePages => {
            "画像のページにシートがないか確認し、あれば文字情報のあるファイルを入手してください。"
        }
        Code::NoText => {
            "ファイルを開き、文字が見えるなら元のファイル（Excel など）を入手してください。"
        }
        Code::Substituted => {
            "置き換えられた文字を確認してください。UTF-8 なら元の文字のまま書き出せます。"
        }
        Code::LaidOut => "元の PDF か、セルをタブで区切ったテキストから読み取ってください。",
        Code::Assumed => "一続きとみなした行が正しいか、元の PDF と見比べてください。",
        Code::CellCut => "全文は CSV またはレコード（JSON）で確認してください。",
        Code::Uncertain => "値を元のページと見比べてください。",
        Code::UnreadInk => {
            "その場所を確認してください。文字が欠けているか、印影や汚れが重なっています。"
        }
        Code::SmallLetters => "300 dpi でスキャンし直してください。",
        Code::Illegible => "ページ全体を原本と見比べてください。",
        Code::IncompleteImage => "スキャンし直すか、ファイルをもう一度入手してください。",
        Code::NoValue => "Excel でブックを開き、保存し直してから読み取ってください。",
        Code::NumberFormat => "数値を元のブックと見比べてください。",
        Code::Unaligned => {
            "番号の対応する取組があるか、元のページで確認してください。様式側の誤りのことがあります。"
        }
        Code::ItemNumber | Code::MeasureNumber => {
            "番号を元のページと見比べてください。様式側の誤りのことがあります。"
        }
        Code::GoalDiffers | Code::DepartmentDiffers | Code::YearDiffers => {
            "表紙とシートを見比べてください。様式側の誤りのことがあります。"
        }
        Code::LikeLabel => "正しい欄に入っているか確認してください。",
        Code::Unmapped => "その文字がどの欄のものか確認し、必要なら値に補ってください。",
        Code::MissingField | Code::MissingTable => {
            "欄や表が欠けていないか、別の様式でないか、元のページで確認してください。"
        }
        Code::PriorityOrder | Code::GoalWithoutSheet => "シートが抜けていないか確認してください。",
        Code::MarkersLeft => "番号ごとに分かれるべきかどうか、元のページで確認してください。",
        Code::RepeatedLabel => "二つの値がそれぞれどの欄のものか、元のページで確認してください。",
        Code::NoChoice => "どの選択肢に印があるか、元のページで確認してください。",
        Code::CrowdedColumn => "見出しと値の対応を、元のページで確認してください。",
        Code::SideBySide => {
            "1 ページの幅に収めて印刷し直すか、元のブック（Excel）から読み取ってください。"
        }
        Code::OtherMunicipality => "どの自治体の文書か確認してください。",
        Code::FiscalYear => "年度を元のページで確認してください。",
        Code::Priority => "優先順位を元のページで確認してください。",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Severity;

    #[test]
    fn every_warning_has_advice() {
        for code in Code::ALL {
            let is_warning = code.severity() == Severity::Warning;
            assert_eq!(!advice(*code).is_empty(), is_warning, "{}", code.as_str());
        }
    }
}
