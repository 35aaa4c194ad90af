//! No character is lost: it is in the record, or it is reported.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeMap;

use common::{FUKUSHI, SOMU, ZAISEI, document, fixture, options};
use juten::content::Block;
use juten::model::{Document, FieldValue, Item};
use juten::{convert, read};

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

/// The count of each character, without white space.
fn count<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    let letters = texts.into_iter().flat_map(str::chars);
    for c in letters.filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// The characters of the lines that were read, normalised.
fn page(name: &str) -> BTreeMap<char, usize> {
    let mut read = read(fixture(name), &options(name).reading).unwrap();
    juten::normalize::normalize(&mut read.content, juten::normalize::Mode::Standard);
    let lines = read.content.blocks.iter().flat_map(Block::lines);
    let lines: Vec<String> = lines.map(|l| l.text.to_string()).collect();
    count(lines.iter().map(String::as_str))
}

/// The texts of a record that are each on the page once: whole cells, but not the parts cut out of them.
fn whole_texts(document: &Document) -> Vec<&str> {
    let mut texts: Vec<&str> = document
        .document
        .goals
        .iter()
        .map(|g| g.title.as_str())
        .collect();
    for sheet in &document.sheets {
        texts.extend(sheet.goal.as_deref());
        for value in sheet.fields.values() {
            match value {
                FieldValue::Text(text) => texts.push(text),
                FieldValue::Parts(parts) => texts.extend(parts.values().map(String::as_str)),
                shaped => panic!("the form has no such field: {shaped:?}"),
            }
        }
        texts.extend(sheet.other.iter().map(|other| other.text.as_str()));
        for item in &sheet.items {
            texts.extend(item.cells.values().map(String::as_str));
            texts.extend(item.other.iter().map(|other| other.text.as_str()));
        }
    }
    texts
}

/// The parts of an item that were cut out of the cell with this key, line by line, longest first.
fn parts<'i>(item: &'i Item, key: &str) -> Vec<&'i str> {
    let mut parts: Vec<&str> = item
        .common
        .get(key)
        .map(String::as_str)
        .into_iter()
        .collect();
    let unaligned = item.unaligned.get(key).into_iter().flatten();
    parts.extend(unaligned.map(|part| part.text.as_str()));
    for measure in &item.measures {
        match key {
            "initiative" => {
                parts.push(&measure.title);
                parts.extend(measure.details.iter().map(String::as_str));
            }
            _ => parts.extend(measure.values.get(key).and_then(Option::as_deref)),
        }
    }
    if key == "initiative" {
        parts.push(&item.title);
    }
    let mut lines: Vec<&str> = parts.into_iter().flat_map(str::lines).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.len()));
    lines
}

/// Characters between the parts of a cell that are dropped.
fn is_marker(c: char) -> bool {
    c.is_numeric() || "()（）アイウエオカキクケコ・○、～.\0".contains(c)
}

/// What is in a cell but in none of its item's parts, ignoring markers.
fn left_over(item: &Item, key: &str, cell: &str) -> String {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let mut rest = squeezed(cell);
    for part in parts(item, key) {
        // `(1) (2) 通年` is a part of two measures
        rest = rest.replacen(&squeezed(part), "\0", 1);
    }
    rest.retain(|c| !is_marker(c));
    rest
}

/// What is on the page but not in the record. Only the ledger's totals are used; which characters are missing is
/// counted in the record itself.
fn gone(name: &str, page: &BTreeMap<char, usize>, document: &Document) -> Vec<String> {
    let mut gone = Vec::new();
    let record = count(whole_texts(document));
    let missing = |(c, n): (&char, &usize)| n.saturating_sub(record.get(c).copied().unwrap_or(0));
    let missing: usize = page.iter().map(missing).sum();
    // labels and furniture are not in these texts, nor are department, year and priority, which are short
    let sheets = document.sheets.len() as u64;
    let bound =
        document.coverage.labels + document.coverage.furniture + SHORT_VALUES * (sheets + 1);
    if missing as u64 > bound {
        gone.push(format!(
            "{name}: {missing} characters are gone, {bound} may be"
        ));
    }
    for item in document.sheets.iter().flat_map(|sheet| &sheet.items) {
        for (key, cell) in &item.cells {
            let left = left_over(item, key, cell);
            if !left.is_empty() {
                gone.push(format!("{name}: item {} {key}: {left}", item.no));
            }
        }
    }
    gone
}

/// The most characters that the department and priority of a sheet have.
const SHORT_VALUES: u64 = 8;

#[test]
fn everything_on_the_page_is_in_the_record() {
    for name in all() {
        let gone = gone(name, &page(name), &document(name));
        assert!(gone.is_empty(), "{}", gone.join("\n"));
    }
}

/// The preceding test notices whatever is removed from a record.
#[test]
fn a_missing_text_is_noticed() {
    type Loss = fn(&mut Document);
    fn items(document: &mut Document) -> impl Iterator<Item = &mut Item> {
        document
            .sheets
            .iter_mut()
            .flat_map(|sheet| &mut sheet.items)
    }
    let losses: [(&str, Loss); 9] = [
        ("measures", |d| items(d).for_each(|i| i.measures.clear())),
        ("one measure", |d| {
            let measured = items(d).find(|item| !item.measures.is_empty());
            measured.unwrap().measures.pop();
        }),
        ("one target", |d| {
            let value = items(d)
                .flat_map(|i| &mut i.measures)
                .find_map(|m| m.values.get_mut("target"));
            *value.unwrap() = None;
        }),
        ("details", |d| {
            items(d)
                .flat_map(|i| &mut i.measures)
                .for_each(|m| m.details.clear());
        }),
        ("titles", |d| items(d).for_each(|i| i.title.clear())),
        ("common", |d| items(d).for_each(|i| i.common.clear())),
        ("unaligned", |d| items(d).for_each(|i| i.unaligned.clear())),
        ("cells", |d| items(d).for_each(|i| i.cells.clear())),
        ("goals and fields", |d| {
            d.sheets.iter_mut().for_each(|s| s.fields.clear())
        }),
    ];
    let name = SOMU[0];
    let page = page(name);
    for (what, lose) in losses {
        let mut document = document(name);
        lose(&mut document);
        assert!(!gone(name, &page, &document).is_empty(), "{what}");
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

/// A diagnostic's path exists in the record, even if the profile's key differs from the record's.
#[test]
fn diagnostics_point_into_the_record() {
    let plain = String::from_utf8(fixture(SOMU[0])).unwrap();
    let profile = juten::profile::Profile::builtin_toml("ueda-juten").unwrap();
    let profile = profile
        .replacen("key = \"goal\"", "key = \"theme\"", 1)
        .replacen(
            "labels = [\"重点目標\"",
            "labels = [\"この部局の重点目標\"",
            1,
        );
    assert!(profile.contains("\"theme\"") && profile.contains("この部局の"));
    let profile = juten::profile::Profile::parse(&profile).unwrap();
    let slip = plain.replace("\n重点目標\t", "\nこの部局の重点目漂\t");
    let like = convert(slip.into_bytes(), &juten::Options::new("slip.txt", profile)).unwrap();
    let documents = all().map(document).chain([like]);
    let mut codes = std::collections::BTreeSet::new();
    for document in documents {
        let value = serde_json::to_value(&document).unwrap();
        for told in &document.diagnostics {
            let path = told.path.as_deref().unwrap_or_default();
            assert!(value.pointer(path).is_some(), "{told:?}");
            codes.insert(told.code.as_str());
        }
    }
    assert!(
        codes.contains("W205") && codes.contains("W201"),
        "{codes:?}"
    );
}
