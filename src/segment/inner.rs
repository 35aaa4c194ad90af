//! Labels embedded in a value: 戦略 and 施策体系 in one cell, the two headings of 特記事項.

use super::fields::{LONGEST_LABEL, end_line};
use super::likeness::{ALIKE, alike, pairs};
use crate::content::Line;
use crate::profile::{Labels, folded};
use crate::text::chars::is_title_mark;
use crate::text::markers::is_start;
use crate::text::{Char, Text};

/// The shortest heading that cannot occur by chance, in characters.
const SHORTEST_HEADING: usize = 8;

/// The longest heading, possibly spaced out.
const LONGEST_HEADING: usize = 4 * LONGEST_LABEL;

/// A heading followed by one of these is part of a sentence.
const GOES_ON: &str = "のはをにとでがもへや、，及";

/// A value split at embedded labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inner {
    /// The text before the first label.
    pub before: Text,
    /// Index of the part, its label as written, and the text after it.
    pub parts: Vec<(usize, Text, Text)>,
    /// Numbers of the parts whose labels are only like those of the profile.
    pub alike: Vec<usize>,
}

/// Splits a field's value at the labels of its parts, each at the start of a line or after white space.
///
/// Each label counts once: the same words later on are text.
pub fn inner(text: &Text, field: usize, labels: &Labels) -> Inner {
    let chars = text.chars();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for i in 0..chars.len() {
        let free = found.last().is_none_or(|(_, end, _)| i >= *end);
        if free
            && is_start(chars, i)
            && let Some((part, end)) = part_label(text, i, field, labels)
            && found.iter().all(|(_, _, known)| *known != part)
        {
            found.push((i, end, part));
        }
    }
    let drifted = drifted(text, field, labels, &found);
    let alike = drifted.iter().map(|(.., part)| *part).collect();
    found.extend(drifted);
    found.sort_unstable();
    let ends = found.iter().skip(1).map(|f| f.0).chain([chars.len()]);
    let part = |(&(start, end, part), next): (&(usize, usize, usize), usize)| {
        (
            part,
            text.slice(start..end).trimmed(),
            text.slice(end..next).trimmed(),
        )
    };
    Inner {
        before: text
            .slice(0..found.first().map_or(chars.len(), |f| f.0))
            .trimmed(),
        parts: found.iter().zip(ends).map(part).collect(),
        alike,
    }
}

/// Headings behind a mark that say in other words what the parts that were not found are called: where each begins and
/// ends, and its part.
fn drifted(
    text: &Text,
    field: usize,
    labels: &Labels,
    found: &[(usize, usize, usize)],
) -> Vec<(usize, usize, usize)> {
    let is_left = |part: usize| found.iter().all(|(.., known)| *known != part);
    let left: Vec<(String, usize)> = labels
        .part_labels(field)
        .filter(|(_, part)| is_left(*part))
        .map(|(letters, part)| (letters.iter().collect(), part))
        .collect();
    if left.is_empty() {
        return Vec::new();
    }
    let headings = marked_headings(text);
    let is_free = |(start, ..): &&(usize, usize, String)| {
        found
            .iter()
            .all(|(from, to, _)| start < from || start >= to)
    };
    // with more words behind it, a label is part of a title
    let goes_on = |heading: &str| {
        let labels = labels.part_labels(field);
        let mut labels = labels.map(|(letters, _)| letters.iter().collect::<String>());
        labels.any(|label| heading.starts_with(&label))
    };
    let headings = headings.iter().filter(is_free);
    let headings: Vec<_> = headings.filter(|(.., h)| !goes_on(h)).collect();
    let mut likes = Vec::new();
    for (at, (.., heading)) in headings.iter().enumerate() {
        for (label, part) in &left {
            let like = alike(label, heading);
            if like >= ALIKE {
                likes.push((*part, at, like, 1));
            }
        }
    }
    // of several labels of one part the nearest
    likes.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    likes.dedup_by_key(|like| (like.0, like.1));
    let pairs = pairs(&likes).into_iter();
    let place = |(part, at, _): (usize, usize, usize)| {
        let (start, end, _) = headings.get(at)?;
        Some((*start, *end, part))
    };
    pairs.filter_map(place).collect()
}

/// Lines that begin with a mark and are short enough for a heading, up to a colon: where each begins and ends, without
/// the mark and white space.
fn marked_headings(text: &Text) -> Vec<(usize, usize, String)> {
    let chars = text.chars();
    let mut found = Vec::new();
    for start in (0..chars.len()).filter(|at| is_start(chars, *at)) {
        if !chars.get(start).is_some_and(|ch| is_title_mark(ch.c)) {
            continue;
        }
        let rest = chars.get(start + 1..).unwrap_or_default();
        let length = rest
            .iter()
            .take_while(|ch| !matches!(ch.c, '\n' | '：' | ':'));
        let length = length.count();
        let end = start + 1 + length;
        let heading: String = rest.iter().take(length).map(|ch| ch.c).collect();
        let heading = folded(&heading);
        let letters = heading.chars().count();
        if (SHORTEST_HEADING..=LONGEST_LABEL).contains(&letters) && !heading.ends_with('。') {
            found.push((start, end + usize::from(has_colon(chars, end)), heading));
        }
    }
    found
}

/// The lines of a value, marked so that none continues into a line that starts with the label of a part, and no
/// complete heading continues into its text: a line may be full by chance.
pub fn begun_at_parts(lines: &[Line], field: usize, labels: &Labels) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut heading = String::new();
    for line in lines {
        let text = line.text.trimmed();
        if part_label(&text, 0, field, labels).is_some() {
            end_line(&mut out);
        }
        out.push(line.clone());
        let mut letters = text.chars().iter().map(|ch| ch.c).peekable();
        if letters.next_if(|c| is_title_mark(*c)).is_some() {
            heading.clear();
        } else if heading.is_empty() {
            continue;
        }
        heading.extend(letters);
        match labels.part(field, &heading) {
            Some((_, 0)) => {
                end_line(&mut out);
                heading.clear();
            }
            _ if heading.chars().count() > LONGEST_LABEL => heading.clear(),
            _ => {}
        }
    }
    out
}

/// The part whose label is at `at`, and the end of the label.
///
/// A mark before it (○) and a colon after it belong to the label; white space inside it is ignored. A marked heading in
/// a line of its own may differ from the profile's by a misspelling.
pub fn part_label(text: &Text, at: usize, field: usize, labels: &Labels) -> Option<(usize, usize)> {
    let chars = text.chars();
    let marked = chars.get(at).is_some_and(|ch| is_title_mark(ch.c));
    let from = at + usize::from(marked);
    for (letters, part) in labels.part_labels(field) {
        if let Some(end) = label_end(chars, from, letters)
            && (is_free(chars, end) || (marked && is_heading(letters, chars, end)))
        {
            return Some((part, end + usize::from(has_colon(chars, end))));
        }
    }
    let heading = marked.then(|| heading(chars.get(from..)?)).flatten()?;
    let (part, _) = labels.part(field, &heading)?;
    Some((part, from + heading.chars().count()))
}

/// The rest of the line, if it is short enough for a label.
fn heading(chars: &[Char]) -> Option<String> {
    let line = chars.iter().map(|ch| ch.c).take_while(|c| *c != '\n');
    let heading: String = line.take(LONGEST_HEADING + 1).collect();
    (heading.chars().count() <= LONGEST_HEADING).then_some(heading)
}

/// The end of the label, if it is at `from`.
fn label_end(chars: &[Char], from: usize, label: &[char]) -> Option<usize> {
    let mut at = from;
    for wanted in label {
        while at > from && chars.get(at).is_some_and(|ch| ch.c.is_whitespace()) {
            at += 1;
        }
        let found = chars.get(at)?.c;
        if found != *wanted && folded(found.encode_utf8(&mut [0; 4])).chars().ne([*wanted]) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Whether a label is followed by white space, a colon or the end.
fn is_free(chars: &[Char], end: usize) -> bool {
    let behind = chars.get(end);
    behind.is_none_or(|ch| ch.c.is_whitespace()) || has_colon(chars, end)
}

fn has_colon(chars: &[Char], end: usize) -> bool {
    chars.get(end).is_some_and(|ch| matches!(ch.c, '：' | ':'))
}

/// Whether a marked label is a heading even if text follows it directly, because the line feed between them was lost:
/// it is long, and no sentence continues with it.
fn is_heading(label: &[char], chars: &[Char], end: usize) -> bool {
    let goes_on = |ch: &Char| GOES_ON.contains(ch.c);
    label.len() >= SHORTEST_HEADING && !chars.get(end).is_some_and(goes_on)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::profile::Profile;

    fn cut(key: &str, s: &str) -> (String, Vec<(usize, String)>) {
        let profile = Profile::builtin("ueda-juten").unwrap();
        let field = profile.fields.iter().position(|f| f.key == key).unwrap();
        let inner = inner(&Text::unplaced(s), field, &profile.labels);
        let parts = inner
            .parts
            .iter()
            .map(|(n, _, text)| (*n, text.to_string()));
        (inner.before.to_string(), parts.collect())
    }

    #[test]
    fn two_labels_in_one_cell() {
        let found = cut(
            "creation_strategy",
            "戦略 1 しごとの創生 施策体系 (1) 産業の強化",
        );
        assert_eq!(
            found,
            (
                "".into(),
                vec![(0, "1 しごとの創生".into()), (1, "(1) 産業の強化".into())]
            )
        );
        assert_eq!(
            cut("creation_strategy", "戦　略\n施策体系").1,
            [(0, "".into()), (1, "".into())]
        );
    }

    #[test]
    fn a_full_line_does_not_go_on_into_a_label() {
        let profile = Profile::builtin("ueda-juten").unwrap();
        let is_it = |f: &crate::profile::Field| f.key == "creation_strategy";
        let field = profile.fields.iter().position(is_it).unwrap();
        let full = |s: &str| Line {
            text: Text::unplaced(s),
            head: 10.0,
            ..Line::default()
        };
        let lines = ["戦略 しごとの", "創生", "施策体系 産業"].map(full);
        let begun = begun_at_parts(&lines, field, &profile.labels);
        let rooms: Vec<f32> = begun.iter().map(|line| line.room).collect();
        assert_eq!(rooms, [0.0, f32::INFINITY, 0.0]);
    }

    #[test]
    fn a_full_heading_does_not_go_on_into_its_text() {
        let profile = Profile::builtin("ueda-juten").unwrap();
        let is_it = |f: &crate::profile::Field| f.key == "special_notes";
        let field = profile.fields.iter().position(is_it).unwrap();
        let lines = ["○取組による効果・", "残された課題", "3月末", "で終了"].map(|s| Line {
            text: Text::unplaced(s),
            ..Line::default()
        });
        let begun = begun_at_parts(&lines, field, &profile.labels);
        let ended: Vec<bool> = begun.iter().map(|line| line.room.is_infinite()).collect();
        assert_eq!(ended, [false, true, false, false]);
    }

    #[test]
    fn the_word_in_prose_is_not_a_label() {
        assert_eq!(cut("creation_strategy", "成長 戦略的な産業").1, []);
    }

    #[test]
    fn headings_with_a_mark_a_wrap_and_a_slip() {
        let found = cut(
            "special_notes",
            "○市民参加・協働の推進、市民\n満足度の向上を考慮した点：説明会\n○取組による効果・残された課類\n○費用",
        );
        assert_eq!(found.1, [(0, "説明会".into()), (1, "○費用".into())]);
    }

    #[test]
    fn headings_in_other_words() {
        let found = cut(
            "special_notes",
            "○市民協働・満足度向上に配慮した点\n説明会を開いた。\n○効果と今後の課題\n工期が延びた。\n○そのほかの事情など",
        );
        assert_eq!(
            found.1,
            [
                (0, "説明会を開いた。".into()),
                (1, "工期が延びた。\n○そのほかの事情など".into())
            ]
        );
        let prose = "○市民参加と協働の場を設け、満足度の向上に努めた。";
        assert_eq!(cut("special_notes", prose).1, []);
    }

    #[test]
    fn text_may_follow_a_marked_heading_at_once() {
        let heading = "○取組による効果・残された課題";
        assert_eq!(
            cut("special_notes", &format!("{heading}工期の延長")).1,
            [(1, "工期の延長".into())]
        );
        assert_eq!(cut("special_notes", &format!("{heading}の検討")).1, []);
    }
}
