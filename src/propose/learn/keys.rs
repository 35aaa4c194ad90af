//! Keys for what was found: those of a known profile with the same label, those of words that most forms share, or else
//! the place on the form.

use std::collections::HashSet;
use std::sync::Arc;

use super::found::Spot;
use super::shapes::{compared, plain, without_years};
use crate::profile::Profile;

/// Labels with the same meaning on forms of most cities, as whole labels; the first match counts.
const WORDS: &[(&str, &str)] = &[
    ("事業名", "project"),
    ("事務事業名", "project"),
    ("事業名称", "project"),
    ("施策名", "policy"),
    ("担当課", "section"),
    ("担当部署", "department"),
    ("担当部署名", "department"),
    ("所管課", "section"),
    ("所管局", "bureau"),
    ("部局名", "department"),
    ("事業概要", "overview"),
    ("事業の概要", "overview"),
    ("事業内容", "content"),
    ("事業目的", "purpose"),
    ("事業の目的", "purpose"),
    ("事業目標", "goals"),
    ("事業の対象", "target_group"),
    ("対象", "target_group"),
    ("手段", "means"),
    ("実施期間", "term"),
    ("事業期間", "term"),
    ("期間", "term"),
    ("事業費", "cost"),
    ("決算", "settled"),
    ("決算額", "settled"),
    ("予算", "budget"),
    ("予算額", "budget"),
    ("当初予算", "initial_budget"),
    ("金額", "amount"),
    ("財源", "sources"),
    ("一般財源", "general_funds"),
    ("その他", "others"),
    ("合計", "total"),
    ("指標", "indicator"),
    ("指標名", "indicator"),
    ("成果指標", "indicator"),
    ("単位", "unit"),
    ("目標", "target"),
    ("目標値", "target"),
    ("実績", "actual"),
    ("実績値", "actual"),
    ("達成状況", "achievement"),
    ("評価", "rating"),
    ("判断理由", "reason"),
    ("理由", "reason"),
    ("課題", "issues"),
    ("今後の課題", "issues"),
    ("今後の方向性", "direction"),
    ("方向性", "direction"),
    ("備考", "remarks"),
    ("番号", "number"),
    ("No.", "number"),
    ("NO.", "number"),
    ("年度", "fiscal_year"),
    ("款", "kan"),
    ("項", "kou"),
    ("目", "moku"),
    ("会計", "account"),
];

/// A key for a common word, if there is one.
fn of_word(label: &str) -> Option<&'static str> {
    let bare =
        plain(label).trim_start_matches(|c: char| c.is_ascii_digit() || "※().・".contains(c));
    let is_it = |(word, _): &&(&str, &str)| *word == bare || compared(word) == plain(label);
    WORDS.iter().find(is_it).map(|(_, key)| *key)
}

/// The key of a known profile's field with this label.
pub fn of_known(label: &str, known: &[Arc<Profile>]) -> Option<String> {
    let label = without_years(label);
    let has = |labels: &[String]| labels.iter().any(|own| compared(own) == label);
    let fields = known.iter().flat_map(|profile| &profile.fields);
    let field = fields.into_iter().find(|field| has(&field.labels));
    field.map(|field| field.key.clone())
}

/// A key for a word that most forms share.
pub fn word(label: &str) -> Option<String> {
    of_word(label).map(str::to_owned)
}

/// Hands out each key once.
#[derive(Debug, Default)]
pub struct Keys {
    taken: HashSet<String>,
}

impl Keys {
    /// Keys that clash with none of these.
    pub fn without(reserved: &[&str]) -> Self {
        Self {
            taken: reserved.iter().map(|key| (*key).to_owned()).collect(),
        }
    }

    /// A key for what this label names at this place.
    pub fn key(&mut self, label: &str, spot: Spot, known: &[Arc<Profile>]) -> String {
        let word = of_known(label, known).or_else(|| of_word(label).map(str::to_owned));
        let word =
            word.unwrap_or_else(|| format!("t{}_r{}_c{}", spot.table, spot.row + 1, spot.col + 1));
        self.once(word)
    }

    /// Whether a role is still free; it is taken then.
    pub fn role(&mut self, role: &str) -> bool {
        self.taken.insert(format!("role {role}"))
    }

    /// The key itself, or with a number appended.
    pub fn once(&mut self, key: String) -> String {
        let mut own = key.clone();
        let mut number = 2;
        while !self.taken.insert(own.clone()) {
            own = format!("{key}_{number}");
            number += 1;
        }
        own
    }
}
