//! Small boxes among the pieces of rules: for a mark, or for one character.

use super::super::rules;
use super::{MOST_RULES, SMALL, area};
use crate::extract::Rule;

/// The sides of a small box end this near to its corners.
const CORNER: f32 = 0.5;

/// Its sides are no shorter than this: dots and dashes have none.
const SHORTEST: f32 = 4.0;

/// The small boxes, and all other pieces.
pub(super) fn set_apart(pieces: &[Rule]) -> (Vec<Vec<Rule>>, Vec<Rule>) {
    let length = |r: &Rule| r.to - r.from;
    let (short, mut others): (Vec<Rule>, Vec<Rule>) = pieces
        .iter()
        .partition(|r| (SHORTEST..=SMALL).contains(&length(r)));
    if short.len() > MOST_RULES {
        return (Vec::new(), pieces.to_vec());
    }
    let (groups, lone) = rules::groups_within(&short, CORNER);
    let (marks, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|g| area(g).is_some());
    others.extend(rest.into_iter().flatten().chain(lone));
    (marks, others)
}
