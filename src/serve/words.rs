//! Why a file has no record, in Japanese, with what to do on the page. The reports have their own words.

use crate::diagnostics::Code;

/// What is wrong, and what to do.
pub fn failure(code: Code) -> &'static str {
    match code {
        Code::Unreadable => "ファイルを読み込めません。もう一度コピーしてから追加してください。",
        Code::Empty => "ファイルが空です。もう一度保存または取得してください。",
        Code::UnknownFormat => {
            "対応していない形式です。PDF、Excel、Word、CSV、テキストのいずれかにしてください。zip は展開してから追加してください。"
        }
        Code::Damaged => {
            "ファイルが壊れています。もう一度取得してください。開けるファイルなら、PDF として印刷し直すと読めることがあります。"
        }
        Code::Password => {
            "パスワードがかかっています。パスワードを外して保存したファイルを追加してください。"
        }
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
        Code::TooMuch => {
            "様式とは思えないほど複雑な図のあるページがあります。そのページを除いてください。"
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
