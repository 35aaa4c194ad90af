//! Units: what may stand behind a number and make it a figure.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::values::era::is_kanji;

/// Counters of more than one character, and signs. 千円 and 万円 are no units here: their first part scales the number.
const WORDS: &[&str] = &[
    // of things and people
    "か所",
    "カ所",
    "ヵ所",
    "ヶ所",
    "ケ所",
    "ｶ所",
    "箇所",
    "個所",
    "か国",
    "カ国",
    "ヶ国",
    "か月",
    "カ月",
    "ヵ月",
    "ヶ月",
    "ケ月",
    "箇月",
    "か月間",
    "カ月間",
    "ヶ月間",
    "か年",
    "カ年",
    "ヶ年",
    "人日",
    "人役",
    "人工",
    "人回",
    "人泊",
    "組織",
    "地区",
    "地域",
    "地点",
    "世帯",
    "団体",
    "類型",
    "機関",
    "チーム",
    "グループ",
    "クラス",
    "学級",
    "品目",
    "種目",
    "種類",
    "事業",
    "事業所",
    "事業者",
    "施設",
    "物件",
    "区画",
    "区間",
    "区域",
    "路線",
    "系統",
    "項目",
    "講座",
    "教室",
    "会場",
    "会議",
    "自治会",
    "町会",
    "企業",
    "法人",
    "店舗",
    "工区",
    "橋梁",
    "橋",
    "河川",
    "課題",
    "部署",
    "部局",
    "部門",
    "職場",
    "職種",
    "業種",
    "業務",
    "業者",
    "手続",
    "手続き",
    "様式",
    "帳票",
    "市町村",
    "自治体",
    "都道府県",
    "計画",
    "プラン",
    "メニュー",
    "コース",
    "ブース",
    "システム",
    "サービス",
    "セット",
    "ページ",
    "頁",
    "レイヤー",
    "アカウント",
    "ユーザー",
    "アクセス",
    "ダウンロード",
    "フォロワー",
    "ライセンス",
    "端末",
    "回線",
    "言語",
    "作品",
    "点数",
    "議案",
    "案件",
    "議題",
    "提案",
    "家庭",
    "家族",
    "農家",
    "経営体",
    "集落",
    "団地",
    "公園",
    "保育所",
    "保育園",
    "幼稚園",
    "小学校",
    "中学校",
    "小中学校",
    "高校",
    "大学",
    "公民館",
    "病院",
    "医療機関",
    "病床",
    "社会福祉法人",
    // of time
    "日間",
    "週間",
    "年間",
    "時間",
    "分間",
    "秒",
    "泊",
    // of size
    "平方メートル",
    "平方キロメートル",
    "立方メートル",
    "キロメートル",
    "センチメートル",
    "ミリメートル",
    "メートル",
    "キロワット",
    "キログラム",
    "キロ",
    "グラム",
    "ヘクタール",
    "アール",
    "トン",
    "リットル",
    "㎡",
    "㎢",
    "㎥",
    "㎞",
    "㎝",
    "㎜",
    "㎏",
    "ｔ",
    "℃",
    "‰",
    "%",
    "パーセント",
    "ポイント",
    "ドル",
];

/// The same by their first characters: every number of a text asks for the unit behind it.
static WORDS_BY_FIRST: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<&str>> = HashMap::new();
    for word in WORDS {
        let words = word.chars().next().map(|c| by_first.entry(c).or_default());
        words.into_iter().for_each(|words| words.push(word));
    }
    by_first
});

/// Units in Latin letters: no letter may follow. The longer before those that they begin with.
const LATIN: &[&str] = &[
    "t-CO2", "kg-CO2", "kWh", "MWh", "GWh", "km2", "ha", "km", "cm", "mm", "m2", "m3", "kg", "kL",
    "kl", "kW", "MW", "GB", "MB", "TB", "ppm", "mg", "dB", "PV", "pt", "m", "t", "g", "L", "a",
];

/// Counters of one character, with what may not follow them: there they begin another word (5人材, 1市民, 3件数).
const COUNTERS: &[(char, &str)] = &[
    ('人', "材権々間物員生口格気工"),
    ('名', "称簿札"),
    ('件', "数名"),
    ('回', "数目収答復線避転"),
    ('校', "区長舎則内"),
    ('社', "会員長協"),
    ('戸', "籍建別"),
    ('部', "会局署門長員品分制活屋下構"),
    ('台', "帳風数"),
    ('棟', "数"),
    ('筆', "者記界"),
    ('課', "題長税程"),
    ('冊', "子"),
    ('倍', "増率数"),
    ('割', "合引当"),
    ('本', "市庁部格年計化当来柱館社人所部"),
    ('枚', "数"),
    ('個', "人別数"),
    ('基', "本準金盤幹礎"),
    ('頭', "数"),
    ('匹', ""),
    ('羽', ""),
    ('株', "式価"),
    ('点', "検字在数灯滴"),
    ('園', "児長庭芸"),
    ('館', "長内"),
    ('室', "長内"),
    ('席', "上"),
    ('床', ""),
    ('市', "民内役政道立長街場営有税県町村議"),
    ('町', "民内会長立並村議"),
    ('村', "民内長議"),
    ('区', "分域画間長民"),
    ('県', "民内道営立"),
    ('店', "舗長員"),
    ('両', "方者立面"),
    ('隻', ""),
    ('着', "手工実"),
    ('足', ""),
    ('食', "育品事料"),
    ('袋', ""),
    ('箱', ""),
    ('口', "座頭"),
    ('便', "利宜"),
    ('班', "長員"),
    ('隊', "員長"),
    ('組', "織合"),
    ('係', "長員数"),
    ('歳', "入出児末"),
    ('才', "能"),
    ('種', "類目別"),
    ('団', "体地員長"),
    ('円', "滑形卓"),
];

/// The unit that `text` begins with.
pub fn unit(text: &str) -> Option<&str> {
    let found = word(text)
        .or_else(|| latin(text))
        .or_else(|| counter(text))?;
    text.get(..found).filter(|_| !is_ordinal(text, found))
}

/// 89自主防災組織: a noun that ends in what is counted. A number of one digit may only number the noun (1市民団体).
pub fn compound<'t>(text: &'t str, digits: &str) -> Option<&'t str> {
    const COUNTED: &[&str] = &[
        "組織",
        "団体",
        "機関",
        "施設",
        "事業所",
        "企業",
        "法人",
        "世帯",
        "自治会",
        "地区",
    ];
    const LONGEST: usize = 8;
    const NOT_FIRST: &str = "年月日時分秒階位次期号章節編条項番代級周度";
    let several =
        digits.chars().count() > 1 && digits.chars().all(|c| c.is_ascii_digit() || c == ',');
    let len: usize = text
        .chars()
        .take(LONGEST)
        .take_while(|c| is_kanji(*c))
        .map(char::len_utf8)
        .sum();
    let noun = text.get(..len)?;
    let counted = COUNTED.iter().any(|word| noun.ends_with(word));
    (several && counted && !noun.starts_with(|c| NOT_FIRST.contains(c))).then_some(noun)
}

/// Length of the longest of [`WORDS`] that the text begins with.
fn word(text: &str) -> Option<usize> {
    let words = WORDS_BY_FIRST.get(&text.chars().next()?)?;
    let fitting = words.iter().filter(|word| text.starts_with(**word));
    fitting.map(|word| word.len()).max()
}

fn latin(text: &str) -> Option<usize> {
    let ends = |len: &usize| {
        let after = text.get(*len..).and_then(|rest| rest.chars().next());
        !after.is_some_and(|c| c.is_ascii_alphanumeric())
    };
    let fitting = LATIN.iter().filter(|word| text.starts_with(**word));
    fitting.map(|word| word.len()).find(ends)
}

fn counter(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let next = chars.next();
    let (_, not_before) = COUNTERS.iter().find(|(c, _)| *c == first)?;
    let other_word = next.is_some_and(|c| not_before.contains(c));
    (!other_word).then_some(first.len_utf8())
}

/// 2回目 is an ordinal, 5点満点 a scale, 3歳児 and 4か月児健診 are names, 1人当たり is a rate's denominator.
fn is_ordinal(text: &str, unit: usize) -> bool {
    const NOT_COUNTED: &[&str] = &[
        "目",
        "満点",
        "児",
        "生",
        "当たり",
        "当り",
        "あたり",
        "につき",
        "ひとり",
        "一人",
    ];
    let rest = text.get(unit..).unwrap_or_default();
    NOT_COUNTED.iter().any(|word| rest.starts_with(word))
}

/// Counters that a lone kanji numeral may stand before: elsewhere 一部, 一人ひとり and 二次 are words, not numbers.
pub fn counts_kanji(unit: &str) -> bool {
    const SAFE: &[&str] = &[
        "件", "回", "か所", "カ所", "箇所", "ヶ所", "地区", "団体", "校", "組織", "世帯", "施設",
        "品目", "円", "名",
    ];
    SAFE.contains(&unit)
}

/// Whether a space may stand between the number and the unit: not before a counter that a word of prose could begin
/// with (1 市民満足度).
pub fn stands_apart(unit: &str) -> bool {
    const APART: &[&str] = &["件", "人", "回", "円", "名", "社", "校", "台", "部"];
    APART.contains(&unit) || !unit.chars().all(is_kanji)
}
