//! Finds the municipalities that a text names.

use super::list::{Entry, Kind, folded};

/// Folded name, name and code of each entry of the list, ordered by folded name; written by build.rs.
static BY_NAME: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/municipalities.rs"));

/// How many characters the longest name has (かすみがうら市).
const LONGEST: usize = 7;

/// The names of municipalities in a text, in order. A ward counts as its city. Of names that end in the same place the
/// longest counts.
pub fn named_in(text: &str) -> Vec<&'static str> {
    let letters: Vec<char> = folded(text).chars().collect();
    let ends = letters.iter().enumerate().filter(|(_, c)| is_ending(**c));
    ends.filter_map(|(n, _)| ending_at(&letters, n)).collect()
}

fn ending_at(letters: &[char], last: usize) -> Option<&'static str> {
    let first = (last + 1).saturating_sub(LONGEST);
    let name = |from: usize| letters.get(from..=last).map(String::from_iter);
    (first..=last).find_map(|from| municipality(&name(from)?))
}

/// The municipality with this folded name.
fn municipality(key: &str) -> Option<&'static str> {
    let place = BY_NAME.binary_search_by_key(&key, |(key, ..)| key).ok()?;
    let (_, name, code) = *BY_NAME.get(place)?;
    let entry = Entry { code, name };
    (entry.kind() == Kind::Municipality).then_some(name)
}

fn is_ending(c: char) -> bool {
    matches!(c, '市' | '区' | '町' | '村')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::municipality::all;

    #[test]
    fn the_index_has_every_entry_under_its_folded_name() {
        assert!(BY_NAME.is_sorted());
        assert_eq!(BY_NAME.len(), all().count());
        let is_indexed =
            |entry: Entry| BY_NAME.contains(&(folded(entry.name).as_str(), entry.name, entry.code));
        assert!(all().all(is_indexed));
        let mut municipalities = all().filter(|entry| entry.kind() == Kind::Municipality);
        assert!(municipalities.all(|entry| named_in(entry.name).contains(&entry.name)));
    }

    #[test]
    fn no_name_is_longer() {
        let municipalities = all().filter(|entry| entry.kind() == Kind::Municipality);
        let longest = municipalities.map(|entry| entry.name.chars().count()).max();
        assert_eq!(longest, Some(LONGEST));
    }

    #[test]
    fn names_are_found_within_a_text() {
        let found = |text: &str| named_in(text).join(" ");
        assert_eq!(found("第二次上田市総合計画における位置付け"), "上田市");
        assert_eq!(found("市町村合併、市役所、地区計画"), "");
        assert_eq!(found("東近江市と大和郡山市"), "東近江市 大和郡山市");
        assert_eq!(found("茅ヶ崎市"), "茅ヶ崎市");
    }
}
