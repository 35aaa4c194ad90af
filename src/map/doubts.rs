//! Values of scanned pages that were read with low confidence.

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostics::{Code, Diagnostic};
use crate::extract::scan::Reading;
use crate::model::{Doubt, Uncertain};
use crate::text::Text;

/// Characters read with more confidence, most of those of a good scan, are not recorded.
const SURE: f32 = 0.999;

/// An uncertain character: its index in the value of the record, and how it was read.
type Doubtful = (u32, char, Reading);

/// How the characters of a document were read, and the values with uncertain ones.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    readings: BTreeMap<u32, Reading>,
    values: Vec<(String, Vec<Doubtful>)>,
}

impl Doubts {
    /// The uncertain characters by the indexes of their places.
    pub(super) fn new(readings: Vec<(u32, Reading)>) -> Self {
        let doubtful = readings.into_iter().filter(|(_, r)| r.confidence < SURE);
        Self {
            readings: doubtful.collect(),
            values: Vec::new(),
        }
    }

    /// Where the uncertain characters are, in order.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        self.readings.keys().map(|at| *at as usize)
    }

    /// Adds a value, if one of its characters is uncertain.
    pub(super) fn note(&mut self, pointer: fmt::Arguments<'_>, text: &Text) {
        if self.readings.is_empty() {
            return;
        }
        let reading = |places: std::ops::Range<usize>| {
            let known = places.filter_map(|at| self.readings.get(&u32::try_from(at).ok()?));
            known.min_by(|a, b| a.confidence.total_cmp(&b.confidence))
        };
        let chars = (0u32..).zip(text.chars());
        let doubtful = chars.filter_map(|(at, ch)| Some((at, ch.c, *reading(ch.places())?)));
        let doubtful: Vec<_> = doubtful.collect();
        if !doubtful.is_empty() {
            self.values.push((pointer.to_string(), doubtful));
        }
    }

    /// The values with a character below a confidence.
    pub(super) fn below(&self, least: f32) -> Vec<Uncertain> {
        let value = |(path, chars): &(String, Vec<Doubtful>)| {
            let below: Vec<_> = chars.iter().filter(|c| c.2.confidence < least).collect();
            let confidence = below.iter().map(|c| c.2.confidence);
            Some(Uncertain {
                path: path.clone(),
                confidence: rounded(confidence.min_by(f32::total_cmp)?),
                characters: below.iter().map(|c| doubt(c)).collect(),
            })
        };
        self.values.iter().filter_map(value).collect()
    }
}

fn doubt((at, c, reading): &Doubtful) -> Doubt {
    Doubt {
        at: *at,
        read: c.to_string(),
        second: reading.second.map(String::from),
    }
}

/// A warning for each value, except whole cells, whose parts are values, too.
pub(crate) fn diagnostics(uncertain: &[Uncertain]) -> Vec<Diagnostic> {
    let values = uncertain
        .iter()
        .filter(|value| !value.path.contains("/cells/"));
    values.map(diagnostic).collect()
}

fn diagnostic(value: &Uncertain) -> Diagnostic {
    let read: String = value.characters.iter().map(|c| c.read.as_str()).collect();
    let message = match read.is_empty() {
        true => {
            "something may be missing: a label, marker or rule on the scan may have been misread"
                .to_owned()
        }
        false => format!("read with doubt on the scan: {read}"),
    };
    Diagnostic::new(Code::Uncertain, message).at_path(value.path.clone())
}

/// Rounded to two decimals, which are the same on every platform.
fn rounded(confidence: f32) -> f32 {
    (confidence * 100.0).floor() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Char;

    #[test]
    fn a_value_names_its_doubtful_characters() {
        let reading = |confidence| Reading {
            confidence,
            second: Some('太'),
        };
        let mut doubts = Doubts::new(vec![
            (0, reading(1.0)),
            (1, reading(0.5)),
            (2, reading(0.95)),
        ]);
        let text: Text = ['上', '大', '田']
            .into_iter()
            .zip(0..)
            .map(|(c, at)| Char::new(c, at))
            .collect();
        doubts.note(format_args!("/a"), &text);
        let found = doubts.below(0.9);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].path.as_str(), found[0].confidence), ("/a", 0.5));
        let want = Doubt {
            at: 1,
            read: "大".to_owned(),
            second: Some("太".to_owned()),
        };
        assert_eq!(found[0].characters, [want]);
        assert!(doubts.below(0.4).is_empty());
        let told = diagnostics(&found);
        assert_eq!(
            (told[0].code.as_str(), told[0].path.as_deref()),
            ("W121", Some("/a"))
        );
    }
}
