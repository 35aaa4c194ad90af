//! No character is lost: what goes in comes out, or is told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeMap;

use common::{FUKUSHI, SOMU, ZAISEI, document, fixture, options};
use juten::content::Block;
use juten::{convert, read};
use serde_json::Value;

fn all() -> impl Iterator<Item = &'static str> {
    [SOMU, ZAISEI, FUKUSHI].into_iter().flatten().copied()
}

#[test]
fn coverage_adds_up_and_nothing_is_unmapped() {
    for name in all() {
        let c = document(name).coverage;
        assert_eq!(
            c.characters,
            c.mapped + c.labels + c.furniture + c.unmapped,
            "{name}"
        );
        assert_eq!(c.unmapped, 0, "{name}");
        assert!(c.mapped > c.characters / 2, "{name}: {c:?}");
    }
}

/// How often each character occurs, without white space.
fn count<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

fn strings<'a>(value: &'a Value, out: &mut Vec<&'a str>) {
    match value {
        Value::String(s) => out.push(s),
        Value::Array(a) => a.iter().for_each(|v| strings(v, out)),
        Value::Object(o) => o.values().for_each(|v| strings(v, out)),
        _ => {}
    }
}

/// The ledger says where characters went; this does not ask it, but counts in the record itself.
#[test]
fn what_the_ledger_calls_mapped_stands_in_the_record() {
    for name in all() {
        let mut read = read(fixture(name), &options(name).reading).unwrap();
        juten::normalize::normalize(&mut read.content, juten::normalize::Mode::Standard);
        let page: Vec<String> = read
            .content
            .blocks
            .iter()
            .flat_map(Block::lines)
            .map(|l| l.text.to_string())
            .collect();
        let page = count(page.iter().map(String::as_str));
        let document = document(name);
        let labels = document.coverage.labels + document.coverage.furniture;
        let record = serde_json::to_value(&document.sheets).unwrap();
        let info = serde_json::to_value(&document.document).unwrap();
        let mut texts = Vec::new();
        strings(&record, &mut texts);
        strings(&info, &mut texts);
        let record = count(texts.into_iter());
        let missing: usize = page
            .iter()
            .map(|(c, n)| n.saturating_sub(record.get(c).copied().unwrap_or(0)))
            .sum();
        assert!(
            missing as u64 <= labels,
            "{name}: {missing} characters are gone, {labels} are labels"
        );
    }
}

#[test]
fn provenance_points_at_values_and_at_the_page() {
    for name in [SOMU[0], SOMU[1], ZAISEI[1]] {
        let mut options = options(name);
        options.provenance = true;
        let document = convert(fixture(name), &options).unwrap();
        let pages = document.source.pages;
        let provenance = document.provenance.clone().unwrap();
        let value = serde_json::to_value(&document).unwrap();
        assert!(provenance.len() > 200, "{name}");
        for (pointer, origins) in provenance {
            let found = value.pointer(&pointer);
            assert!(
                found.is_some_and(|v| !v.is_null()),
                "{name}: {pointer} points at nothing"
            );
            assert!(!origins.is_empty(), "{name}: {pointer} has no place");
            for origin in origins {
                assert!((1..=pages).contains(&origin.page));
                assert!(
                    origin.bbox.is_some() != origin.line.is_some(),
                    "{name}: {pointer}"
                );
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let json = || serde_json::to_string(&document(SOMU[2])).unwrap();
    assert_eq!(json(), json());
}
