//! The labels of all profiles in one index.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::fit::Fit;
use super::texts;
use crate::content::Content;
use crate::profile::{Asked, Pattern, Patterns, Profile, Scope, TableKind, folded, parted_at_year};

/// A field or column: indexes of the profile and of the name.
type Name = (usize, usize);

/// The labels of all profiles.
#[derive(Clone, Debug, Default)]
pub struct Index {
    exact: HashMap<String, Vec<Name>>,
    patterns: Patterns<Name>,
    /// The fields and columns of each profile.
    named: Vec<Vec<Named>>,
}

/// A field or a column.
#[derive(Clone, Debug)]
struct Named {
    title: String,
    /// Lower if other profiles share the label.
    weight: f64,
    optional: bool,
}

/// The labels of a field or column.
struct Words<'p> {
    title: &'p str,
    labels: &'p [String],
    patterns: &'p [Pattern],
    optional: bool,
}

fn words(profile: &Profile) -> Vec<Words<'_>> {
    let fields = profile.fields.iter().map(|field| Words {
        title: &field.title,
        labels: &field.labels,
        patterns: &field.patterns,
        optional: false,
    });
    let columns = profile.columns.iter().map(|column| Words {
        title: &column.title,
        labels: &column.labels,
        patterns: &column.patterns,
        optional: column.optional,
    });
    let mut all: Vec<Words<'_>> = fields.chain(columns).collect();
    of_tables_and_groups(&profile.scope(), &mut all);
    all
}

/// Adds the columns of records, the rows of matrices, and the contents of groups. Columns of matrices are left out:
/// they are named together with the header cells above them, which no single text contains.
fn of_tables_and_groups<'p>(scope: &Scope<'p>, all: &mut Vec<Words<'p>>) {
    for table in scope.tables {
        let lines = match table.kind {
            TableKind::Rows => &table.columns,
            TableKind::Matrix => &table.rows,
        };
        let named = lines
            .iter()
            .filter(|line| !(line.labels.is_empty() && line.patterns.is_empty()));
        all.extend(named.map(|line| Words {
            title: &line.title,
            labels: &line.labels,
            patterns: &line.patterns,
            optional: line.optional,
        }));
    }
    for group in scope.groups {
        all.extend(group.fields.iter().map(|field| Words {
            title: &field.title,
            labels: &field.labels,
            patterns: &field.patterns,
            optional: false,
        }));
        of_tables_and_groups(&group.scope(), all);
    }
}

impl Index {
    /// The index of these profiles.
    pub fn of(profiles: &[Arc<Profile>]) -> Self {
        let mut index = Self::default();
        for (number, profile) in profiles.iter().enumerate() {
            let words = words(profile);
            for (name, words) in words.iter().enumerate() {
                for label in words.labels {
                    let names = index.exact.entry(folded(label)).or_default();
                    names.push((number, name));
                }
                for pattern in words.patterns {
                    index.patterns.push(pattern.clone(), (number, name));
                }
            }
            index.named.push(words.iter().map(Named::of).collect());
        }
        index.weigh();
        index
    }

    /// Divides the weight of a label among the profiles that share it.
    fn weigh(&mut self) {
        for names in self.exact.values() {
            let profiles: HashSet<usize> = names.iter().map(|(profile, _)| *profile).collect();
            let weight = 1.0 / profiles.len() as f64;
            for (profile, name) in names {
                let named = self.named.get_mut(*profile).and_then(|n| n.get_mut(*name));
                if let Some(named) = named {
                    named.weight = named.weight.min(weight);
                }
            }
        }
    }

    /// How well each profile fits.
    pub fn fits(&self, content: &Content, profiles: &[Arc<Profile>]) -> Vec<Fit> {
        let mut found: HashSet<Name> = HashSet::new();
        let mut titles = vec![false; profiles.len()];
        let mut seen: HashSet<String> = HashSet::new();
        texts::each(content, |text| {
            if seen.contains(text) {
                return;
            }
            self.look_up(text, &mut found);
            let without_year = parted_at_year(text).map(|(rest, _)| rest);
            let (line, without_year) = (text.into(), without_year.as_deref().map(Asked::from));
            for (profile, has_title) in profiles.iter().zip(&mut titles) {
                *has_title = *has_title || profile.labels.is_title(line, without_year);
            }
            seen.insert(text.to_owned());
        });
        let numbered = profiles.iter().zip(titles).enumerate();
        numbered
            .map(|(number, (profile, title))| self.fit(number, profile, title, &found))
            .collect()
    }

    fn look_up(&self, text: &str, found: &mut HashSet<Name>) {
        let bare = text.strip_suffix(':').unwrap_or(text);
        found.extend(self.exact.get(bare).into_iter().flatten());
        found.extend(self.patterns.matching(bare));
    }

    fn fit(
        &self,
        number: usize,
        profile: &Arc<Profile>,
        title: bool,
        found: &HashSet<Name>,
    ) -> Fit {
        let named = self.named.get(number).into_iter().flatten().enumerate();
        let (have, lack): (Vec<_>, Vec<_>) =
            named.partition(|(n, _)| found.contains(&(number, *n)));
        let weight = |names: &[(usize, &Named)]| names.iter().map(|(_, n)| n.weight).sum::<f64>();
        let lack: Vec<_> = lack.into_iter().filter(|(_, n)| !n.optional).collect();
        let all = weight(&have) + weight(&lack);
        Fit {
            profile: Arc::clone(profile),
            title: knows_title(profile).then_some(title),
            found: have.len(),
            missing: lack.iter().map(|(_, n)| n.title.clone()).collect(),
            share: if all > 0.0 { weight(&have) / all } else { 0.0 },
        }
    }
}

impl Named {
    fn of(words: &Words<'_>) -> Self {
        Self {
            title: words.title.to_owned(),
            weight: 1.0,
            optional: words.optional,
        }
    }
}

fn knows_title(profile: &Profile) -> bool {
    !(profile.page.sheet_title.is_empty() && profile.page.cover_title.is_empty())
}
