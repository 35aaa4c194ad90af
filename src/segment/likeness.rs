//! How similar two labels with the same meaning are, and how to match them.
//!
//! Labels change over the years and with their writers: 目的と見込まれる効果 for 目的・効果. Among all labels of the form that the
//! profile does not know, and all fields of the profile that the form lacks, each of a pair has to be the other's
//! nearest.

use std::collections::HashMap;

/// The least similarity of labels anywhere.
pub const ALIKE: f32 = 0.5;
/// The least similarity if both neighbours are those of the profile.
pub const ALIKE_IN_PLACE: f32 = 0.3;
/// The least lead of the nearest over the second nearest.
const LEAD: f32 = 0.1;
/// The weight of shared words against equal sequences of letters.
const WORDS: f32 = 0.9;

/// The pairs of mutually nearest, with a sufficient lead.
pub fn pairs(likes: &[(usize, usize, f32, usize)]) -> Vec<(usize, usize, usize)> {
    let mut of_field: HashMap<usize, Vec<f32>> = HashMap::new();
    let mut of_piece: HashMap<usize, Vec<f32>> = HashMap::new();
    for (field, at, like, _) in likes {
        of_field.entry(*field).or_default().push(*like);
        of_piece.entry(*at).or_default().push(*like);
    }
    let leads = |all: Option<&Vec<f32>>, own: f32| {
        let others = all.into_iter().flatten().filter(|like| own - **like < LEAD);
        others.count() == 1
    };
    let is_pair = |(field, at, like, _): &&(usize, usize, f32, usize)| {
        leads(of_field.get(field), *like) && leads(of_piece.get(at), *like)
    };
    likes
        .iter()
        .filter(is_pair)
        .map(|(field, at, _, distance)| (*field, *at, *distance))
        .collect()
}

/// The similarity of two labels: the share of two-letter runs of both, or of words of the shorter, that they have in
/// common.
pub fn alike(a: &str, b: &str) -> f32 {
    let (all_a, all_b) = (runs(a, |_| true), runs(b, |_| true));
    let (words_a, words_b) = (runs(a, is_kanji), runs(b, is_kanji));
    let letters = 2.0 * common(&all_a, &all_b) / (all_a.len() + all_b.len()).max(1) as f32;
    let shorter = words_a.len().min(words_b.len());
    match shorter {
        0 | 1 => letters,
        _ => letters.max(WORDS * common(&words_a, &words_b) / shorter as f32),
    }
}

/// The pairs of adjacent letters that are both of a kind.
fn runs(text: &str, is: impl Fn(char) -> bool) -> Vec<(char, char)> {
    let chars: Vec<char> = text.chars().collect();
    let pairs = chars
        .windows(2)
        .filter_map(|w| Some((*w.first()?, *w.get(1)?)));
    pairs.filter(|(a, b)| is(*a) && is(*b)).collect()
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '々')
}

/// The number of runs that both have.
fn common(a: &[(char, char)], b: &[(char, char)]) -> f32 {
    let mut left: HashMap<(char, char), usize> = HashMap::new();
    b.iter().for_each(|run| *left.entry(*run).or_default() += 1);
    let mut count = 0;
    for run in a {
        if let Some(rest) = left.get_mut(run).filter(|rest| **rest > 0) {
            *rest -= 1;
            count += 1;
        }
    }
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_say_the_same_are_alike() {
        for (a, b) in [
            ("目的と見込まれる効果", "目的・効果"),
            ("次年度の方向性", "次年度における事業の方向性"),
            ("効果と今後の課題", "取組による効果・残された課題"),
        ] {
            assert!(alike(a, b) >= ALIKE, "{a} {b} {}", alike(a, b));
        }
        for (a, b) in [
            ("事業名", "事業内容"),
            ("備考", "参考"),
            ("中間報告", "期末報告"),
        ] {
            assert!(alike(a, b) < ALIKE, "{a} {b} {}", alike(a, b));
        }
    }

    #[test]
    fn only_the_nearest_of_both_are_a_pair() {
        let likes = [
            (0, 5, 0.9, 2),
            (1, 5, 0.6, 4),
            (1, 6, 0.5, 4),
            (2, 7, 0.6, 1),
            (2, 8, 0.6, 1),
        ];
        assert_eq!(pairs(&likes), [(0, 5, 2)]);
    }
}
