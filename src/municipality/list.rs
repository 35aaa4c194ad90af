//! The list of prefectures, municipalities and wards of designated cities, as of January 2024. `data/README.md` names
//! its source.

use crate::model::Municipality;

/// One line each: code, tab, name (a ward's name after its city's), ordered by code.
const LIST: &str = include_str!("../../data/municipalities.tsv");

/// A local government in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Six digits, including the check digit.
    pub code: &'static str,
    /// Its name; for a ward, after the name of its city.
    pub name: &'static str,
}

/// A kind of local government.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 都道府県.
    Prefecture,
    /// 市町村 or 特別区.
    Municipality,
    /// 区 of a designated city.
    Ward,
}

/// All entries, ordered by code.
pub fn all() -> impl Iterator<Item = Entry> {
    let lines = LIST.lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(code, name)| Entry { code, name })
}

/// The entry with this code.
pub fn by_code(code: &str) -> Option<Entry> {
    all().find(|entry| entry.code == code)
}

/// All entries with this name: with or without prefecture and 郡; a ward also without its city.
pub(super) fn by_name(text: &str) -> Vec<Entry> {
    let text = folded(text);
    let exact: Vec<Entry> = all().filter(|entry| entry.goes_by(&text)).collect();
    if !exact.is_empty() {
        return exact;
    }
    let without_district = |of: &str| {
        let rest = text.strip_prefix(of)?;
        Some(format!("{of}{}", rest.split_once('郡')?.1))
    };
    let of = all().filter(|entry| entry.kind() == Kind::Prefecture);
    let text = of.map(|of| of.name).find_map(without_district);
    text.map_or_else(Vec::new, |text| {
        all().filter(|entry| entry.goes_by(&text)).collect()
    })
}

/// All entries whose name is this text and a suffix (上田 → 上田市).
pub(super) fn like(text: &str) -> Vec<Entry> {
    let text = folded(text);
    let is_longer = |entry: &Entry| {
        let name = folded(entry.name);
        name.strip_prefix(&text)
            .is_some_and(|ending| ending.chars().count() == 1)
    };
    all()
        .filter(|entry| !text.is_empty() && is_longer(entry))
        .collect()
}

impl Entry {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        if self.code.get(2..5) == Some("000") {
            Kind::Prefecture
        } else if self.name.ends_with('区') && self.name.contains('市') {
            Kind::Ward
        } else {
            Kind::Municipality
        }
    }

    /// Its prefecture, which for a prefecture is itself.
    pub fn prefecture(&self) -> &'static str {
        super::prefecture(self.code).unwrap_or_default()
    }

    /// Its name after that of its prefecture.
    pub fn full_name(&self) -> String {
        match self.kind() {
            Kind::Prefecture => self.name.to_owned(),
            _ => format!("{}{}", self.prefecture(), self.name),
        }
    }

    /// The entry as it appears in a record.
    pub fn municipality(&self) -> Municipality {
        Municipality {
            code: self.code.to_owned(),
            name: self.name.to_owned(),
            prefecture: self.prefecture().to_owned(),
        }
    }

    /// Whether this is its name.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.goes_by(&folded(name))
    }

    /// The same for a folded name.
    fn goes_by(&self, text: &str) -> bool {
        let name = folded(self.name);
        let behind_city = || name.split_once('市').is_some_and(|(_, ward)| ward == text);
        name == text
            || self.kind() == Kind::Ward && behind_city()
            || text.ends_with(&name) && text == folded(&self.full_name())
    }
}

/// A name in the form that is compared: large ケ equals small ヶ (龍ヶ崎市).
pub(super) fn folded(name: &str) -> String {
    let folded = crate::profile::folded(name);
    match folded.contains('ヶ') {
        true => folded.replace('ヶ', "ケ"),
        false => folded,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::municipality::verify;

    fn count(kind: Kind) -> usize {
        all().filter(|entry| entry.kind() == kind).count()
    }

    #[test]
    fn the_list_has_all_municipalities_of_japan() {
        assert_eq!(count(Kind::Prefecture), 47);
        assert_eq!(count(Kind::Municipality), 1741);
        // 20 designated cities; Hamamatsu has three wards since 2024
        assert_eq!(count(Kind::Ward), 171);
        let ending = |end: char| {
            let of = |e: &Entry| e.kind() == Kind::Municipality && e.name.ends_with(end);
            all().filter(of).count()
        };
        assert_eq!(['市', '区', '町', '村'].map(ending), [792, 23, 743, 183]);
    }

    #[test]
    fn codes_are_unique_and_have_valid_check_digits() {
        let codes: Vec<&str> = all().map(|entry| entry.code).collect();
        assert!(codes.is_sorted_by(|a, b| a < b));
        assert_eq!(codes.len(), LIST.lines().count());
        for entry in all() {
            assert_eq!(verify(entry.code), Ok(()), "{}", entry.name);
            assert!(!entry.prefecture().is_empty(), "{}", entry.name);
        }
    }

    #[test]
    fn a_municipality_is_found_by_its_full_name() {
        let some = all().filter(|entry| entry.kind() != Kind::Ward).step_by(13);
        for entry in some {
            assert_eq!(by_name(&entry.full_name()), [entry]);
        }
    }
}
