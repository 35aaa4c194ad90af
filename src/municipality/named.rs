//! Finds the municipalities that a text names.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::list::{Kind, all, folded};

/// An index of the names of all municipalities. A ward counts as its city.
#[derive(Clone, Debug)]
pub struct Names {
    /// Folded name → name as written.
    names: HashMap<Cow<'static, str>, &'static str>,
    longest: usize,
}

static ALL: LazyLock<Names> = LazyLock::new(Names::of_list);

impl Names {
    /// Those of all municipalities.
    pub fn all() -> &'static Self {
        &ALL
    }

    fn of_list() -> Self {
        let mut names = HashMap::with_capacity(1741);
        let mut longest = 0;
        for entry in all().filter(|entry| entry.kind() == Kind::Municipality) {
            longest = longest.max(entry.name.len());
            names.insert(key(entry.name), entry.name);
        }
        Self {
            names,
            longest: longest / '市'.len_utf8(),
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
        let known = |from: usize| self.names.get(name(from)?.as_str()).copied();
        (first..=last).find_map(known)
    }
}

/// The name of a municipality, folded: of those in the list only ヶ changes.
fn key(name: &'static str) -> Cow<'static, str> {
    match name.contains('ヶ') {
        true => Cow::Owned(folded(name)),
        false => Cow::Borrowed(name),
    }
}

fn is_ending(c: char) -> bool {
    matches!(c, '市' | '区' | '町' | '村')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_folded_names() {
        assert!(all().all(|entry| key(entry.name) == folded(entry.name)));
    }

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
