//! Finds the municipalities that a text names.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::list::{Kind, all, folded};

/// An index of the names of all municipalities. A ward counts as its city.
#[derive(Clone, Debug)]
pub struct Names {
    /// Folded name → name as written.
    names: HashMap<String, &'static str>,
    longest: usize,
}

static ALL: LazyLock<Names> = LazyLock::new(Names::of_list);

impl Names {
    /// Those of all municipalities.
    pub fn all() -> &'static Self {
        &ALL
    }

    fn of_list() -> Self {
        let cities = all().filter(|entry| entry.kind() == Kind::Municipality);
        let names: HashMap<_, _> = cities.map(|e| (folded(e.name), e.name)).collect();
        let lengths = names.keys().map(|name| name.chars().count());
        Self {
            longest: lengths.max().unwrap_or_default(),
            names,
        }
    }

    /// The names of municipalities in a text, in order. Of names that end in the same place the longest counts.
    pub fn find(&self, text: &str) -> Vec<&'static str> {
        let letters: Vec<char> = folded(text).chars().collect();
        let ends = letters.iter().enumerate().filter(|(_, c)| is_ending(**c));
        ends.filter_map(|(n, _)| self.ending_at(&letters, n))
            .collect()
    }

    fn ending_at(&self, letters: &[char], last: usize) -> Option<&'static str> {
        let first = (last + 1).saturating_sub(self.longest);
        let name = |from: usize| letters.get(from..=last).map(String::from_iter);
        let known = |from: usize| self.names.get(&name(from)?).copied();
        (first..=last).find_map(known)
    }
}

fn is_ending(c: char) -> bool {
    matches!(c, '市' | '区' | '町' | '村')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_within_a_text() {
        let names = Names::all();
        let found = |text: &str| names.find(text).join(" ");
        assert_eq!(found("第二次上田市総合計画における位置付け"), "上田市");
        assert_eq!(found("市町村合併、市役所、地区計画"), "");
        assert_eq!(found("東近江市と大和郡山市"), "東近江市 大和郡山市");
        assert_eq!(found("茅ヶ崎市"), "茅ヶ崎市");
    }
}
