// The words of the page in both languages. `{0}` and so on stand for what is filled in.
const WORDS = {
  subtitle: ['帳票の PDF や Excel を、公開できる表データに変換します', 'Forms in PDF or Excel to open data'],
  language: ['English', '日本語'],
  end: ['終了', 'End'],
  end_title: ['終了しますか', 'End juten?'],
  end_what: ['保存していない結果は残りません。', 'What has not been saved will be gone.'],
  end_sure: ['終了する', 'End'],
  ended: ['終了しました。このタブは閉じてかまいません。', 'juten has ended. You can close this tab.'],
  gone: ['juten が応答しません。終了している場合は、もう一度起動してください。', 'juten does not answer. If it has ended, start it again.'],
  no_token: ['この画面は使えません。juten をもう一度起動して、開いた画面を使ってください。', 'This page is not valid. Start juten again and use the page that it opens.'],
  too_large: ['ファイルが大きすぎるか、一度に扱える量を超えました。', 'The file is too large, or there are too many files.'],
  failed_because: ['できませんでした：{0}', 'That failed: {0}'],
  local: [
    'すべてこのパソコンの中で処理します。ファイルが外部に送信されることはありません。終了すると、保存していない結果は残りません。',
    'Everything stays on this computer: nothing is sent anywhere. Nothing is kept after the end unless you save it.',
  ],
  drop_title: ['1. ファイルを追加', '1. Add files'],
  drop_how: ['ファイルやフォルダーを、この画面にドラッグしてください。', 'Drag files or a folder onto this page.'],
  choose_files: ['ファイルを選択', 'Choose files'],
  choose_folder: ['フォルダーを選択', 'Choose a folder'],
  formats: ['PDF、Excel（.xlsx .xlsm .xls）、Word（.docx .docm）、CSV、テキスト', 'PDF, Excel (.xlsx .xlsm .xls), Word (.docx .docm), CSV, text'],
  results_title: ['2. 読み取り結果を確認', '2. Check what was read'],
  profile: ['様式', 'Form'],
  profile_auto: ['自動で判別', 'Find automatically'],
  only_doubtful: ['確認が必要なものだけ表示', 'Only what needs a look'],
  summary_busy: ['{0}件中 {1}件が終わりました', '{1} of {0} done'],
  summary: ['{0}件：読み取り済み {1}件、読み取れなかったもの {2}件、要確認 {3}件', '{0} files: {1} read, {2} not, {3} to check'],
  col_file: ['ファイル', 'File'],
  col_state: ['状態', 'State'],
  col_check: ['要確認', 'To check'],
  col_profile: ['様式', 'Form'],
  col_actions: ['操作', 'Actions'],
  state_waiting: ['待機中', 'Waiting'],
  state_reading: ['読み取り中', 'Reading'],
  state_read: ['読み取り済み', 'Read'],
  state_failed: ['読み取れません', 'Not read'],
  n_uncertain: ['不確かな値 {0}件', '{0} uncertain values'],
  n_warnings: ['警告 {0}件', '{0} warnings'],
  comma: ['、', ', '],
  nothing_to_check: ['なし', 'Nothing'],
  open: ['開く', 'Open'],
  open_named: ['{0} を開く', 'Open {0}'],
  remove: ['外す', 'Remove'],
  remove_named: ['{0} を一覧から外す', 'Remove {0} from the list'],
  back: ['← 一覧に戻る', '← Back to the list'],
  next_doubtful: ['次の要確認へ →', 'Next to check →'],
  making_report: ['準備しています…', 'Preparing…'],
  report_of: ['{0} の読み取り結果と元のページ', 'What was read from {0}, beside its pages'],
  draft: ['この様式を読み取れるようにする（プロファイルの下書き）', 'Make this form readable (draft of a profile)'],
  draft_how: [
    '見つかった欄と列です。行を選ぶと、下のページで該当箇所が強調表示されます。名称やキーを確かめて「この様式で読み取る」を押してください。',
    'The fields and columns found. Choose a row to see where it is on the page below. Check the names, then use the form.',
  ],
  draft_title: ['様式の名称', 'Name of the form'],
  draft_id: ['識別名（半角の a-z、0-9、-）', 'Id (a-z, 0-9, -)'],
  draft_label: ['様式の見出し', 'Label on the form'],
  draft_name: ['名称', 'Name'],
  draft_key: ['キー（CSV の列名）', 'Key (column in CSV)'],
  draft_role: ['役割', 'Role'],
  draft_keep: ['次回からも使う（このパソコンに保存）', 'Keep it for the next time (on this computer)'],
  draft_use: ['この様式で読み取る', 'Use this form'],
  role_none: ['なし', 'None'],
  role_goal: ['目標（ここから新しいシート）', 'Goal (a sheet begins here)'],
  role_department: ['部局', 'Department'],
  role_priority: ['順位', 'Rank'],
  role_number: ['番号', 'Number'],
  role_title: ['項目名', 'Title'],
  role_measures: ['番号付きの取組', 'Numbered measures'],
  role_period: ['期間', 'Period'],
  role_target: ['目標値', 'Target'],
  role_final: ['実績', 'Result'],
  save_title: ['3. 保存', '3. Save'],
  save_xlsx: ['Excel ブック', 'Excel workbook'],
  save_xlsx_what: ['内容の確認や、庁内での利用に', 'To look at, and for use in the office'],
  save_csv: ['CSV', 'CSV'],
  save_csv_what: ['表ごとの CSV（zip）。プログラムでの利用に', 'One file for each table, zipped; for programs'],
  save_json: ['JSON', 'JSON'],
  save_json_what: ['すべての項目を含むレコード', 'The records, with every field'],
  save_package: ['公開用データ一式', 'Package to publish'],
  save_package_what: ['CSV、Excel、説明、利用条件などを一つの zip に。ポータルへの掲載に', 'CSV, Excel, description, licence and metadata in one zip; for a portal'],
  package_how: ['データと一緒に公開する情報を入力してください。', 'What should be published with the data?'],
  license: ['利用条件（ライセンス）', 'Licence'],
  license_cc_by: ['CC BY 4.0：出典を示せば自由に使える（多くの自治体が採用）', 'CC BY 4.0: free to use with attribution'],
  license_pdl: ['公共データ利用規約（第1.0版）：国の標準。CC BY 4.0 と互換', 'Public Data License 1.0 (Japan)'],
  license_cc0: ['CC0 1.0：出典の表示も求めない', 'CC0 1.0: no conditions'],
  license_open: ['未定（説明に「未定」と書かれます）', 'Undecided (the description will say so)'],
  license_what: ['庁内の取り決めを確認してください。迷う場合は、公開前にオープンデータの担当課へ。', 'If in doubt, ask whoever is in charge of open data.'],
  publisher: ['公開者', 'Publisher'],
  publisher_what: ['例：○○市 総務部。空欄のときは、様式に登録された自治体名になります。', 'If empty, the municipality that the form names.'],
  title: ['データの名称', 'Title'],
  date: ['公開日', 'Publication date'],
  frequency: ['更新頻度', 'How often it is updated'],
  homepage: ['公開ページの URL', 'URL of the page where it will be'],
  source_url: ['元の資料を掲載しているページの URL', 'URL of the page with the source files'],
  package_blank: ['利用条件のほかは、空欄でもかまいません。', 'All but the licence may be left empty.'],
  package_make: ['作成して保存', 'Make and save'],
  correct_title: ['値を訂正', 'Correct a value'],
  correct_how: ['正しい値を入力してください。読み取った値も、訂正の履歴としてレコードに残ります。', 'Enter the right value. What was read is kept in the record.'],
  correct_was: ['現在の値：', 'Now:'],
  correct_empty: ['（空欄）', '(empty)'],
  correct_value: ['正しい値', 'Right value'],
  correct_by: ['訂正した人（任意）', 'Corrected by (optional)'],
  correct_apply: ['訂正する', 'Correct'],
  correct_number: ['数値を入力してください。', 'Enter a number.'],
  n_corrections: ['訂正 {0}件', '{0} corrected'],
  n_dropped: ['適用できなくなった訂正 {0}件', '{0} corrections no longer apply'],
  save_corrections: ['訂正の一覧', 'Corrections'],
  save_corrections_what: ['訂正だけの記録。juten correct で、同じ文書のレコードに再び適用できます', 'For `juten correct`, which applies them again to records of the same documents'],
  cancel: ['やめる', 'Cancel'],
};

export const byId = (id) => document.getElementById(id);

export const language = () => document.documentElement.lang;

export function word(key, ...fill) {
  const text = WORDS[key][language() === 'ja' ? 0 : 1];
  return text.replace(/\{(\d)\}/g, (_, at) => fill[at]);
}

/** Sets a text; an unchanged one is left alone, so that it is not read aloud again. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setLanguage(to) {
  document.documentElement.lang = to;
  for (const element of document.querySelectorAll('[data-t]')) say(element, word(element.dataset.t));
  // the button names the other language, in that language
  byId('language').lang = to === 'ja' ? 'en' : 'ja';
}
