//! Which field, part or column a label names.
//!
//! Labels are compared after NFKC and without white space, so that width, spacing (`重　点　目　標`) and labels
//! written one character a line make no difference. First come the profile's variants, then its patterns, then a
//! bounded edit distance, which the caller reports.

use std::collections::HashMap;
use std::sync::OnceLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::{Column, ColumnRole, Field, Profile, Role};

/// One wrong character in this many is still the same label: a typing slip, a variant of a kanji.
const CHARS_PER_SLIP: usize = 5;
/// Shorter labels are near to each other by nature (中間報告, 期末報告), so they must fit exactly.
const SHORTEST_LIKENESS: usize = 4;

/// So many columns must be known to make a header row, if the form has as many: two words alone may stand in any row.
const FEWEST_KNOWN_COLUMNS: usize = 3;

/// A profile's labels and patterns, ready for matching.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    fields: Names,
    /// Number of the field where a sheet begins.
    goal: usize,
    /// Labels of the parts of each field.
    parts: Vec<Names>,
    columns: Names,
    /// Number of the column with the items' numbers.
    number: Option<usize>,
    /// So many columns must be known to make a header row.
    fewest_columns: usize,
    sheet_title: Pattern,
    cover_title: Pattern,
    cover_department: Pattern,
    cover_headers: Vec<String>,
    headings: Vec<Pattern>,
}

/// A field that a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldMatch {
    /// Number of the field in the profile.
    pub field: usize,
    /// Characters by which the label differs from the profile's; 0 unless matched by likeness.
    pub distance: usize,
}

/// A column that a header cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnMatch {
    /// Number of the column in the profile.
    pub column: usize,
    /// Characters by which the label differs from the profile's; 0 unless matched by likeness.
    pub distance: usize,
}

/// What a line outside the table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageLine {
    /// A sheet's title, with the fiscal year that it names.
    SheetTitle(Option<String>),
    /// The cover's title, with the fiscal year that it names.
    CoverTitle(Option<String>),
    /// May be the department's line of a cover.
    Department,
    /// Anything else.
    Other,
}

impl Labels {
    pub(super) fn new(profile: &Profile) -> Self {
        let field = |f: &Field| (f.labels.clone(), f.patterns.clone());
        let column = |c: &Column| (c.labels.clone(), c.patterns.clone());
        let parts = |f: &Field| Names::new(f.parts.iter().map(|p| (p.labels.clone(), Vec::new())));
        let goal = |f: &Field| f.role == Some(Role::Goal);
        Self {
            goal: profile.fields.iter().position(goal).unwrap_or_default(),
            parts: profile.fields.iter().map(parts).collect(),
            fields: Names::new(profile.fields.iter().map(field)),
            columns: Names::new(profile.columns.iter().map(column)),
            number: profile.column_of(ColumnRole::Number),
            fewest_columns: profile.columns.len().min(FEWEST_KNOWN_COLUMNS),
            sheet_title: Pattern::new(&profile.page.sheet_title),
            cover_title: Pattern::new(&profile.page.cover_title),
            cover_department: Pattern::new(&profile.page.cover_department),
            cover_headers: profile
                .page
                .cover_headers
                .iter()
                .map(|l| folded(l))
                .collect(),
            headings: profile
                .page
                .headings
                .iter()
                .map(|p| Pattern::new(p))
                .collect(),
        }
    }

    /// The field that this label names.
    pub fn field(&self, label: &str) -> Option<FieldMatch> {
        let (field, distance) = self.fields.find(&folded(label))?;
        Some(FieldMatch { field, distance })
    }

    /// Number of the field where a sheet begins.
    pub fn goal_field(&self) -> usize {
        self.goal
    }

    /// The part of this field that a label names, with the characters by which it differs.
    pub fn part(&self, field: usize, label: &str) -> Option<(usize, usize)> {
        self.parts.get(field)?.find(&folded(label))
    }

    /// The labels of the parts of this field, without white space, each with its part's number.
    pub fn part_labels(&self, field: usize) -> impl Iterator<Item = (&[char], usize)> {
        let parts = self.parts.get(field).into_iter();
        parts.flat_map(|p| {
            p.letters
                .iter()
                .map(|(letters, part)| (letters.as_slice(), *part))
        })
    }

    /// Whether the field has labelled parts.
    pub fn has_parts(&self, field: usize) -> bool {
        self.parts.get(field).is_some_and(|p| !p.letters.is_empty())
    }

    /// The column that this header cell names.
    pub fn column(&self, label: &str) -> Option<ColumnMatch> {
        let (column, distance) = self.columns.find(&folded(label))?;
        Some(ColumnMatch { column, distance })
    }

    /// Whether the column holds the items' numbers.
    pub fn is_number(&self, column: ColumnMatch) -> bool {
        self.number == Some(column.column)
    }

    /// How many columns must be known to make a header row.
    pub fn fewest_columns(&self) -> usize {
        self.fewest_columns
    }

    /// Whether this is a header cell of the cover's list.
    pub fn is_cover_header(&self, label: &str) -> bool {
        self.cover_headers.contains(&folded(label))
    }

    /// Whether this is a line or a cell without a value.
    pub fn is_heading(&self, text: &str) -> bool {
        let fits = |text: &str| {
            self.headings
                .iter()
                .filter_map(Pattern::regex)
                .any(|re| re.is_match(text))
        };
        !self.headings.is_empty() && fits(&folded(text))
    }

    /// What a line outside the table is.
    pub fn page_line(&self, line: &str) -> PageLine {
        let line = folded(line);
        let year = |pattern: &Pattern| {
            let found = pattern.regex()?.captures(&line)?;
            Some(found.name("year").map(|m| m.as_str().to_owned()))
        };
        if let Some(year) = year(&self.sheet_title) {
            PageLine::SheetTitle(year)
        } else if let Some(year) = year(&self.cover_title) {
            PageLine::CoverTitle(year)
        } else if self
            .cover_department
            .regex()
            .is_some_and(|re| re.is_match(&line))
        {
            PageLine::Department
        } else {
            PageLine::Other
        }
    }
}

/// Labels of one kind: each names a number.
#[derive(Clone, Debug, Default)]
struct Names {
    exact: HashMap<String, usize>,
    patterns: Vec<(Pattern, usize)>,
    /// The exact labels as characters, in the profile's order, for likeness.
    letters: Vec<(Vec<char>, usize)>,
}

impl Names {
    fn new(entries: impl Iterator<Item = (Vec<String>, Vec<String>)>) -> Self {
        let mut names = Self::default();
        for (number, (labels, patterns)) in entries.enumerate() {
            for label in labels {
                let label = folded(&label);
                names.letters.push((label.chars().collect(), number));
                names.exact.entry(label).or_insert(number);
            }
            for pattern in patterns {
                names.patterns.push((Pattern::new(&pattern), number));
            }
        }
        names
    }

    fn find(&self, label: &str) -> Option<(usize, usize)> {
        if label.is_empty() {
            return None;
        }
        if let Some(&number) = self.exact.get(label) {
            return Some((number, 0));
        }
        let matches = |pattern: &Pattern| pattern.regex().is_some_and(|re| re.is_match(label));
        if let Some((_, number)) = self.patterns.iter().find(|(p, _)| matches(p)) {
            return Some((*number, 0));
        }
        self.find_like(label)
    }

    /// The nearest label within the bound; none when two names are equally near.
    fn find_like(&self, label: &str) -> Option<(usize, usize)> {
        let label: Vec<char> = label.chars().collect();
        let mut best: Option<(usize, usize)> = None;
        let mut tie = false;
        for (letters, number) in &self.letters {
            let Some(distance) = likeness(letters, &label) else {
                continue;
            };
            match best {
                Some((n, d)) if distance > d || n == *number => {}
                Some((_, d)) if distance == d => tie = true,
                _ => (best, tie) = (Some((*number, distance)), false),
            }
        }
        best.filter(|_| !tie)
    }
}

/// A regular expression, compiled when it is first asked: `juten tables` asks none, and they are an eighth of the
/// work on a page.
#[derive(Clone, Debug, Default)]
struct Pattern {
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn new(source: &str) -> Self {
        Self {
            source: source.to_owned(),
            compiled: OnceLock::new(),
        }
    }

    /// The expression; an empty one, which would fit every line, is none.
    fn regex(&self) -> Option<&Regex> {
        let given = !self.source.is_empty();
        let compile = || given.then(|| Regex::new(&self.source).ok()).flatten();
        self.compiled.get_or_init(compile).as_ref()
    }
}

/// A label as compared: NFKC, without white space.
pub fn folded(label: &str) -> String {
    if label.chars().all(is_folded) {
        return label.to_owned();
    }
    label.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Characters that NFKC leaves alone wherever they stand: of most labels all.
fn is_folded(c: char) -> bool {
    c.is_ascii_graphic()
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}' | '\u{4E00}'..='\u{9FFF}')
}

/// Edit distance between a label of the profile and one of the form, if it is within the bound.
pub fn likeness(known: &[char], found: &[char]) -> Option<usize> {
    if known.len().min(found.len()) <= SHORTEST_LIKENESS {
        return (known == found).then_some(0);
    }
    let bound = known.len() / CHARS_PER_SLIP;
    if known.len().abs_diff(found.len()) > bound {
        return None;
    }
    let distance = edit_distance(known, found);
    (distance <= bound).then_some(distance)
}

/// Levenshtein distance.
pub(super) fn edit_distance<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let best = (diagonal + usize::from(x != y))
                .min(left + 1)
                .min(*cell + 1);
            diagonal = *cell;
            *cell = best;
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn key(label: &str) -> Option<(String, usize)> {
        let profile = Profile::builtin("ueda-juten").unwrap();
        let found = profile.labels.field(label)?;
        Some((profile.fields[found.field].key.clone(), found.distance))
    }

    #[test]
    fn labels_match_whatever_their_spacing_and_width() {
        assert_eq!(key("重　点　目　標"), Some(("goal".into(), 0)));
        assert_eq!(
            key("現\n況\n・\n課\n題"),
            Some(("current_issues".into(), 0))
        );
        assert_eq!(key("目的･効果"), Some(("purpose_effects".into(), 0)));
    }

    #[test]
    fn what_is_not_folded_stays_as_it_is() {
        for c in (0..=0x3_FFFF)
            .filter_map(char::from_u32)
            .filter(|&c| is_folded(c))
        {
            assert!(c.to_string().nfkc().eq([c]) && !c.is_whitespace(), "{c}");
        }
        assert_eq!(folded("か\u{3099}Ａ 亜"), "がA亜");
    }

    #[test]
    fn plan_names_change_with_the_years() {
        for label in [
            "総合計画における位置付け",
            "第二次上田市総合計画後期まちづくり計画における位置づけ",
        ] {
            assert_eq!(key(label), Some(("comprehensive_plan".into(), 0)));
        }
        assert_eq!(
            key("上田再構築プラン「7つの挑戦」における位置付け"),
            Some(("rebuild_plan".into(), 0))
        );
        assert_eq!(
            key("第三次上田市行財政改革大綱・アクションプログラムにおける位置付け"),
            Some(("reform_outline".into(), 0))
        );
    }

    #[test]
    fn a_slip_is_matched_and_told() {
        assert_eq!(key("現況・課類"), Some(("current_issues".into(), 1)));
        assert_eq!(key("目次・成果"), None);
        assert_eq!(key("備考"), None);
    }

    #[test]
    fn short_labels_must_fit_exactly() {
        let profile = Profile::builtin("ueda-juten").unwrap();
        assert_eq!(profile.labels.column("中末報告"), None);
    }

    #[test]
    fn page_lines_tell_titles_from_departments() {
        let labels = Profile::builtin("ueda-juten").unwrap().labels;
        let year = Some("令和2年度".to_owned());
        assert_eq!(
            labels.page_line("令和２年度　重点目標管理シート"),
            PageLine::SheetTitle(year.clone())
        );
        assert_eq!(
            labels.page_line("令和2年度 重点目標"),
            PageLine::CoverTitle(year)
        );
        assert_eq!(labels.page_line("総務部"), PageLine::Department);
        assert_eq!(labels.page_line("おわり"), PageLine::Other);
    }
}
