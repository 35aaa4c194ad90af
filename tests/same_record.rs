//! Text and PDFs of one document, from whatever producer, give one record.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use common::truth::{folded, lines};
use common::{FUKUSHI, SOMU, ZAISEI, document, fixture, options};
use juten::corrections::{Correction, apply};
use juten::diagnostics::Code;
use juten::model::Document;
use serde_json::Value;

/// The record without what depends on the file: source, id, pages, diagnostics, coverage.
///
/// Width is ignored too, since one producer's font has no ⑴ and its author wrote （1）, and so is white space other than
/// line feeds.
fn essence(document: Document) -> Value {
    let mut value = serde_json::to_value(document).unwrap();
    let record = value.as_object_mut().unwrap();
    for key in ["source", "coverage", "diagnostics"] {
        record.remove(key);
    }
    record["document"].as_object_mut().unwrap().remove("id");
    for sheet in record["sheets"].as_array_mut().unwrap() {
        sheet.as_object_mut().unwrap().remove("pages");
    }
    rewrite(&mut value, lines);
    value
}

/// Applies a function to every text.
fn rewrite(value: &mut Value, text: fn(&str) -> String) {
    match value {
        Value::String(s) => *s = text(s),
        Value::Array(a) => a.iter_mut().for_each(|v| rewrite(v, text)),
        Value::Object(o) => o.values_mut().for_each(|v| rewrite(v, text)),
        _ => {}
    }
}

/// The paths at which two values differ.
fn differences(path: &str, a: &Value, b: &Value, out: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            let keys: std::collections::BTreeSet<_> = x.keys().chain(y.keys()).collect();
            for key in keys {
                let (a, b) = (
                    x.get(key).unwrap_or(&Value::Null),
                    y.get(key).unwrap_or(&Value::Null),
                );
                differences(&format!("{path}/{key}"), a, b, out);
            }
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            for (i, (a, b)) in x.iter().zip(y).enumerate() {
                differences(&format!("{path}/{i}"), a, b, out);
            }
        }
        _ if a != b => out.push(format!("{path}\n    {a}\n    {b}")),
        _ => {}
    }
}

/// PDFs of one document are equal including line feeds; its transcription, which comes first, has spaces where the
/// pages have line ends.
fn all_equal(files: &[&str]) {
    let (text, pdfs) = files.split_first().unwrap();
    let (first, others) = pdfs.split_first().unwrap();
    let expected = essence(document(first));
    let mut told = Vec::new();
    for name in others {
        differences(name, &expected, &essence(document(name)), &mut told);
    }
    let [mut text, mut pdf] = [essence(document(text)), expected];
    rewrite(&mut text, folded);
    rewrite(&mut pdf, folded);
    differences(first, &text, &pdf, &mut told);
    assert!(told.is_empty(), "against {first}:\n{}", told.join("\n"));
}

#[test]
fn somu() {
    all_equal(SOMU);
}

#[test]
fn zaisei() {
    all_equal(ZAISEI);
}

#[test]
fn fukushi() {
    all_equal(FUKUSHI);
}

/// A document as its authors' programs save it gives the record of its PDF, to the line feed.
#[test]
fn originals() {
    let expected = essence(document("zaisei-r1.weasyprint.vertical_labels.pdf"));
    let mut told = Vec::new();
    for kind in ["xlsx", "xls", "docx", "html", "csv"] {
        let name = format!("originals/zaisei-r1.{kind}");
        let found = document(&name);
        assert_eq!(found.coverage.unmapped, 0, "{name}");
        differences(&name, &expected, &essence(found), &mut told);
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// A record whose text is corrected is that of the corrected document, but for the cell that repeats the text.
#[test]
fn a_corrected_text_is_read_again() {
    let right = String::from_utf8(fixture("fukushi-r3.txt")).unwrap();
    let record =
        |text: &str| juten::convert(text.as_bytes().to_vec(), &options("fukushi-r3.txt")).unwrap();
    let items = |document: &Document| {
        let mut sheets = document.sheets.clone();
        let items = sheets.iter_mut().flat_map(|sheet| &mut sheet.items);
        items.for_each(|item| item.cells.clear());
        sheets
    };
    for (pointer, is, was) in [
        (
            "/sheets/0/items/0/measures/1/period",
            "7月～9月",
            "7月～8月",
        ),
        (
            "/sheets/0/items/0/measures/1/period",
            "7月～9月",
            "囗月～9月",
        ),
        ("/sheets/0/items/0/measures/1/interim", "19機関", "18機関"),
        (
            "/sheets/0/items/2/measures/0/target",
            "市内2か所",
            "市内か所",
        ),
        ("/sheets/2/items/1/measures/0/final", "19,284千円", "19,284"),
    ] {
        let wrong = right.replacen(is, was, 1);
        assert_ne!(wrong, right, "{is}");
        let mut document = record(&wrong);
        let at = |document: &Document| {
            let record = serde_json::to_value(document).unwrap();
            record.pointer(pointer).cloned().unwrap()
        };
        let correction = Correction {
            sha256: document.source.sha256.clone(),
            pointer: pointer.to_owned(),
            from: at(&document),
            to: at(&record(&right)),
            by: None,
        };
        assert_ne!(correction.from, correction.to, "{pointer}");
        apply(&mut document, &[correction]).unwrap();
        assert!(
            items(&document) == items(&record(&right)),
            "{pointer}: {was}"
        );
    }
}

/// A password changes nothing but the file.
#[test]
fn originals_with_a_password() {
    let expected = essence(document("zaisei-r1.weasyprint.vertical_labels.pdf"));
    let mut told = Vec::new();
    for kind in ["agile.xlsx", "standard.docx", "excel-97.xls", "silent.xls"] {
        let name = format!("originals/locked/zaisei-r1.{kind}");
        let mut options = options(&name);
        options.reading.password = Some("ueda".to_owned());
        let found = juten::convert(fixture(&name), &options).expect(&name);
        differences(&name, &expected, &essence(found), &mut told);
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// What `pdftotext -layout` makes of a form whose cells begin at the top; the lines of which that is only likely are reported.
#[test]
fn columns_made_of_spaces() {
    let [expected, found] =
        ["html", "txt"].map(|kind| document(&format!("originals/laid-out.{kind}")));
    let assumed = found
        .diagnostics
        .iter()
        .filter(|told| told.code == Code::Assumed);
    let assumed: Vec<&str> = assumed
        .filter_map(|told| told.message.rsplit(": ").next())
        .collect();
    assert_eq!(assumed, ["4, 12, 13, 21", "22", "6"]);
    let mut told = Vec::new();
    differences(
        "laid-out.txt",
        &essence(expected),
        &essence(found),
        &mut told,
    );
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// Different habits of typing the same thing are not reported and make no difference.
#[test]
fn transcriptions_with_other_habits() {
    type Habit = fn(&str) -> String;
    let habits: [(&str, Habit); 4] = [
        ("colons", |text| {
            text.replace("\t部局名\t", "\t部局名：\t")
                .replace("\n現況・課題\t", "\n現況・課題:\t")
        }),
        ("brackets", |text| {
            text.replace("\n重点目標\t", "\n【重点目標】\t")
                .replace("\n特記事項\t", "\n［特記事項］\t")
        }),
        ("two tabs", |text| text.replace('\t', "\t\t")),
        ("full stops", |text| {
            text.replace(" (1) ", " (1). ").replace(" (2) ", " (2). ")
        }),
    ];
    let name = SOMU[0];
    let plain = String::from_utf8(fixture(name)).unwrap();
    let expected = document(name);
    for (habit, set) in habits {
        let changed = set(&plain);
        assert_ne!(changed, plain, "{habit}");
        let found = juten::convert(changed.into_bytes(), &options(name)).unwrap();
        let codes = |document: &Document| {
            document
                .diagnostics
                .iter()
                .map(|d| d.code)
                .collect::<Vec<_>>()
        };
        assert_eq!(codes(&found), codes(&expected), "{habit}");
        let mut told = Vec::new();
        let [mut a, mut b] = [essence(expected.clone()), essence(found)];
        for record in [&mut a, &mut b] {
            without(record, &["marker", "cells"]); // They hold the markers as written.
        }
        differences(habit, &a, &b, &mut told);
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
}

/// Removes keys at any depth.
fn without(value: &mut Value, keys: &[&str]) {
    match value {
        Value::Array(a) => a.iter_mut().for_each(|v| without(v, keys)),
        Value::Object(o) => {
            o.retain(|key, _| !keys.contains(&key.as_str()));
            o.values_mut().for_each(|v| without(v, keys));
        }
        _ => {}
    }
}

/// The structure must not depend on how characters are normalised.
#[test]
fn every_normalisation_finds_the_same_structure() {
    use juten::normalize::Mode;
    let shape = |name: &str, mode: Mode| {
        let mut options = options(name);
        options.normalize = mode;
        let document = juten::convert(fixture(name), &options).unwrap();
        let items = document.sheets.iter().flat_map(|sheet| &sheet.items);
        let item = |item: &juten::model::Item| {
            let numbers: Vec<u32> = item.measures.iter().map(|m| m.no).collect();
            let unaligned: usize = item.unaligned.values().map(Vec::len).sum();
            (item.no, numbers, unaligned)
        };
        items.map(item).collect::<Vec<_>>()
    };
    for name in SOMU.iter().chain(ZAISEI).chain(FUKUSHI) {
        let expected = shape(name, Mode::Standard);
        for mode in [Mode::Nfkc, Mode::None] {
            assert_eq!(shape(name, mode), expected, "{name} {mode}");
        }
    }
}
