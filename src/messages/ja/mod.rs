//! The catalogue: pairs of an English template and its Japanese, by the stage that writes the message. More specific
//! templates come first.

mod check;
mod command;
mod input;
mod phrases;
mod profile;
mod structure;

/// An English template and its Japanese.
type Pair = (&'static str, &'static str);

/// All pairs, in the order in which they are tried.
pub(super) const CATALOGUE: &[&[Pair]] = &[
    input::PAIRS,
    structure::PAIRS,
    check::PAIRS,
    profile::PAIRS,
    phrases::PAIRS,
    command::PAIRS,
    GENERAL,
];

/// Templates that fit parts of many messages, and so come last.
const GENERAL: &[Pair] = &[
    ("{0} and {1} more, see {2}", "{0} ほか {1} 件（{2} を参照）"),
    ("{0} and {1} more", "{0} ほか {1} 件"),
    ("{0} is empty", "{0} が空です"),
    ("this is {0}", "[0]です"),
    ("{0} is {1}, not {2}", "{0} は {1} で、{2} ではありません"),
];
