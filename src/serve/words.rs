//! Why a file has no record, in Japanese, with what to do on the page. The reports have their own words.

use std::borrow::Cow;

use crate::batch::job::Failure;
use crate::diagnostics::Code;
use crate::messages;

/// What is wrong, and what to do; none if the failure has no code.
pub fn failure(failure: &Failure) -> Option<Cow<'static, str>> {
    let code = failure.code?;
    let is_told_by_code =
        needs_password(failure) || !matches!(code, Code::Password | Code::NoInput | Code::TooMuch);
    Some(match is_told_by_code {
        true => Cow::Borrowed(of_code(code)),
        false => Cow::Owned(messages::of_diagnostic(code, &failure.message)),
    })
}

/// Whether a password may open the file. What none opens says what to do instead.
pub fn needs_password(failure: &Failure) -> bool {
    failure.code == Some(Code::Password) && !failure.message.contains("; ")
}

fn of_code(code: Code) -> &'static str {
    match code {
        Code::Unreadable => "ファイルを読み込めません。もう一度コピーしてから追加してください。",
        Code::Empty => "ファイルが空です。もう一度保存または取得してください。",
        Code::UnknownFormat => {
            "対応していない形式です。PDF、Excel、Word、CSV、テキストのいずれかにしてください。"
        }
        Code::Damaged => {
            "ファイルが壊れています。もう一度取得してください。開けるファイルなら、PDF として印刷し直すと読めることがあります。"
        }
        Code::Password => "パスワードがかかっています。「パスワードを入力」を押してください。",
        Code::Encoding => "文字コードを判別できません。UTF-8 で保存し直してください。",
        Code::Limit => "大きすぎるか、ページ数が多すぎます。ファイルを分けてください。",
        Code::Crashed => {
            "読み取り中に異常終了しました（ほかのファイルには影響ありません）。開発元にご連絡ください。"
        }
        Code::TimedOut => {
            "制限時間内に読み取れませんでした（ほかのファイルには影響ありません）。ファイルを分けてください。"
        }
        Code::OutOfMemory => {
            "メモリの上限を超えました（ほかのファイルには影響ありません）。ファイルを分けてください。"
        }
        Code::NoForm => {
            "知っている様式に当てはまりません。「開く」で、読み取れた表や欄を確認できます。"
        }
        Code::Scan => {
            "スキャン画像だけの PDF で、文字情報がありません。元の Excel や Word、または文字情報のある PDF を使ってください。"
        }
        _ => "読み取れませんでした。",
    }
}
