//! Kanji that Japanese does not write so, and words that cannot be.

use super::Line;

/// Forms of kanji that other countries write, or that Japan wrote before 1946 → today's.
const FORMS: &[(char, char)] = &[
    ('决', '決'),
    ('齡', '齢'),
    ('關', '関'),
    ('單', '単'),
    ('寫', '写'),
    ('对', '対'),
    ('會', '会'),
    ('縣', '県'),
    ('區', '区'),
    ('圖', '図'),
    ('學', '学'),
    ('實', '実'),
    ('數', '数'),
    ('發', '発'),
    ('體', '体'),
    ('點', '点'),
    ('當', '当'),
    ('應', '応'),
    ('拔', '抜'),
    ('步', '歩'),
    ('每', '毎'),
    ('况', '況'),
    ('收', '収'),
    ('查', '査'),
    ('值', '値'),
    ('强', '強'),
    ('效', '効'),
    ('勞', '労'),
    ('參', '参'),
    ('戶', '戸'),
    ('絕', '絶'),
    ('產', '産'),
    ('說', '説'),
    ('稅', '税'),
    ('增', '増'),
    ('剩', '剰'),
    ('獎', '奨'),
    ('乘', '乗'),
    ('條', '条'),
    ('豐', '豊'),
    ('拜', '拝'),
    ('賴', '頼'),
    ('專', '専'),
    ('從', '従'),
    ('縱', '縦'),
    ('肅', '粛'),
    ('獻', '献'),
    ('獨', '独'),
    ('屬', '属'),
    ('證', '証'),
    ('稱', '称'),
    ('燒', '焼'),
    ('觸', '触'),
    ('圍', '囲'),
    ('爲', '為'),
    ('隱', '隠'),
    ('圓', '円'),
    ('假', '仮'),
    ('價', '価'),
    ('懷', '懐'),
    ('壞', '壊'),
    ('繪', '絵'),
    ('號', '号'),
    ('雜', '雑'),
    ('贊', '賛'),
    ('絲', '糸'),
    ('兒', '児'),
    ('狀', '状'),
    ('盡', '尽'),
    ('隨', '随'),
    ('聲', '声'),
    ('竊', '窃'),
    ('攝', '摂'),
    ('戰', '戦'),
    ('搜', '捜'),
    ('裝', '装'),
    ('騷', '騒'),
    ('臟', '臓'),
    ('墮', '堕'),
    ('對', '対'),
    ('滯', '滞'),
    ('臺', '台'),
    ('擇', '択'),
    ('遲', '遅'),
    ('廳', '庁'),
    ('聽', '聴'),
    ('鎭', '鎮'),
    ('遞', '逓'),
    ('燈', '灯'),
    ('鬪', '闘'),
    ('貳', '弐'),
    ('惱', '悩'),
    ('腦', '脳'),
    ('廢', '廃'),
    ('髮', '髪'),
    ('祕', '秘'),
    ('竝', '並'),
    ('變', '変'),
    ('辨', '弁'),
    ('寶', '宝'),
    ('襃', '褒'),
    ('飜', '翻'),
    ('默', '黙'),
    ('與', '与'),
    ('譽', '誉'),
    ('謠', '謡'),
    ('亂', '乱'),
    ('覽', '覧'),
    ('兩', '両'),
    ('獵', '猟'),
    ('壘', '塁'),
    ('靈', '霊'),
    ('樓', '楼'),
    ('灣', '湾'),
    ('两', '両'),
    ('为', '為'),
    ('畫', '画'),
    ('經', '経'),
    ('處', '処'),
    ('總', '総'),
    ('轉', '転'),
    ('濟', '済'),
    ('豫', '予'),
    ('营', '営'),
    ('权', '権'),
    ('劃', '画'),
    ('黑', '黒'),
    ('槪', '概'),
    ('溫', '温'),
    ('敎', '教'),
    ('硏', '研'),
    ('靑', '青'),
    ('淸', '清'),
    ('靜', '静'),
    ('愼', '慎'),
    ('鐵', '鉄'),
    ('驗', '験'),
    ('團', '団'),
    ('將', '将'),
    ('壓', '圧'),
    ('辯', '弁'),
    ('醫', '医'),
    ('營', '営'),
    ('驛', '駅'),
    ('樣', '様'),
    ('續', '続'),
    ('傳', '伝'),
    ('佛', '仏'),
    ('滿', '満'),
    ('據', '拠'),
    ('擧', '挙'),
    ('檢', '検'),
    ('權', '権'),
    ('顯', '顕'),
    ('讀', '読'),
    ('勵', '励'),
    ('勸', '勧'),
    ('歸', '帰'),
    ('氣', '気'),
    ('禮', '礼'),
    ('譯', '訳'),
    ('釋', '釈'),
    ('鑛', '鉱'),
    ('擴', '拡'),
    ('覺', '覚'),
    ('觀', '観'),
    ('舊', '旧'),
    ('繼', '継'),
    ('擔', '担'),
    ('膽', '胆'),
    ('黨', '党'),
    ('盜', '盗'),
    ('藝', '芸'),
    ('殘', '残'),
    ('淺', '浅'),
    ('錢', '銭'),
    ('踐', '践'),
    ('賣', '売'),
    ('拂', '払'),
];

/// What a scan makes of a word, and the word: only what is no word itself.
const WORDS: &[(&str, &str)] = &[
    ("令利", "令和"),
    ("合和", "令和"),
    ("今和", "令和"),
    ("中請", "申請"),
    ("休制", "体制"),
    ("団休", "団体"),
    ("実熊", "実態"),
    ("状熊", "状態"),
    ("期木", "期末"),
    ("年度木", "年度末"),
    ("月木", "月末"),
    ("支授", "支援"),
    ("評佃", "評価"),
    ("整傭", "整備"),
    ("設僃", "設備"),
    ("目慓", "目標"),
    ("上囲", "上回"),
    ("維待", "維持"),
    ("待続", "持続"),
    ("推准", "推進"),
    ("促准", "促進"),
    ("准捗", "進捗"),
];

/// 捗 is not in the model's dictionary; it occurs in 進捗 alone, and comes as one of these.
const LIKE_PROGRESS: &str = "抄渉拶挫抜排捌掃涉陟抛挑搜授拷";

/// What follows 進捗, and not 進歩.
const BEHIND_PROGRESS: &str = "状度管率";

/// Counters before which 万, read as 方 or 刀, follows a digit.
const BEHIND: &[char] = &['円', '人', '件', '千'];

/// Today's forms of kanji.
pub(super) fn modern(line: &mut Line) {
    for letter in &mut line.letters {
        if let Some((_, now)) = FORMS.iter().find(|(old, _)| *old == letter.c) {
            letter.correct(*now);
        }
    }
}

/// Words instead of what cannot be one.
pub(super) fn known(line: &mut Line) {
    for (wrong, right) in WORDS {
        replace(line, wrong, right);
    }
    let chars: Vec<char> = line.letters.iter().map(|l| l.c).collect();
    for (i, letter) in line.letters.iter_mut().enumerate() {
        let before = i.checked_sub(1).and_then(|i| chars.get(i));
        let is_counted = before.is_some_and(char::is_ascii_digit)
            && chars.get(i + 1).is_some_and(|c| BEHIND.contains(c));
        if is_counted && matches!(letter.c, '方' | '刀' | '力') {
            letter.correct('万');
        }
    }
}

/// 進捗 by what its second character is read as.
pub(super) fn progress(line: &mut Line) {
    let chars: Vec<char> = line.letters.iter().map(|l| l.c).collect();
    let mut before = ' ';
    for (i, letter) in line.letters.iter_mut().enumerate() {
        let is_managed = chars
            .get(i + 1)
            .is_some_and(|&c| BEHIND_PROGRESS.contains(c));
        if before == '進' && (LIKE_PROGRESS.contains(letter.c) || letter.c == '歩' && is_managed)
        {
            letter.correct('捗');
        }
        before = letter.c;
    }
}

fn replace(line: &mut Line, wrong: &str, right: &str) {
    let (wrong, right): (Vec<char>, Vec<char>) = (wrong.chars().collect(), right.chars().collect());
    let chars: Vec<char> = line.letters.iter().map(|l| l.c).collect();
    let starts: Vec<usize> = chars
        .windows(wrong.len())
        .enumerate()
        .filter(|(_, window)| *window == wrong)
        .map(|(i, _)| i)
        .collect();
    for start in starts {
        for (letter, c) in line.letters.iter_mut().skip(start).zip(&right) {
            letter.correct(*c);
        }
    }
}
