//! What users read is plain English and natural Japanese: documentation, `--help` and the meanings of the codes hold none
//! of the words that a review found to be translations or private jargon.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use juten::diagnostics::Code;

/// A word that is not to be used, and what to say instead.
const AVOID: &[(&str, &str)] = &[
    ("river", "column gap"),
    ("gutter", "column gap"),
    ("stubs", "row labels"),
    ("told", "reported"),
    ("tells apart", "distinguishes"),
    ("likeness", "similarity"),
    ("short texts", "labels"),
    ("anew", "again"),
    ("wants a look", "needs a look"),
    ("of the input's", "of the input"),
    ("hangs on", "depends on"),
    ("hang on", "depend on"),
    ("fate", "disposition"),
    ("is no table", "is not a table"),
    ("is no date", "is not a date"),
    ("is no number", "is not a number"),
    ("is no PDF", "is not a PDF"),
    ("光る", "強調表示される"),
    ("光り", "強調表示され"),
    ("行き先のない", "どの欄にも属さない"),
    ("文字の行き先", "文字の対応状況"),
    ("未対応の文字", "どの項目にも対応付けられない文字"),
    ("文字層", "テキスト層"),
    ("柱は", "ヘッダー・フッターは"),
    ("・柱", "ヘッダー・フッター"),
];

/// Whether a text has a phrase as words of their own; Japanese has no spaces, so there any occurrence counts.
fn has(text: &str, phrase: &str) -> bool {
    let in_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    text.match_indices(phrase).any(|(at, _)| {
        !phrase.is_ascii()
            || !in_word(text[..at].chars().next_back())
                && !in_word(text[at + phrase.len()..].chars().next())
    })
}

/// The lines of a text that have such a phrase, each with what to say.
fn faults(name: &str, text: &str) -> Vec<String> {
    let lines = text.lines().enumerate();
    let faults = lines.flat_map(|(number, line)| {
        let found = AVOID.iter().filter(move |(phrase, _)| has(line, phrase));
        found.map(move |(phrase, say)| format!("{name}:{}: {phrase:?}: say {say:?}", number + 1))
    });
    faults.collect()
}

fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = std::fs::read_dir(root.join("docs")).unwrap();
    let docs = docs.map(|entry| entry.unwrap().path());
    let tops = ["README.md", "README.ja.md", "CONTRIBUTING.md"].map(|name| root.join(name));
    docs.chain(tops)
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect()
}

fn help(command: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_juten"))
        .args(command)
        .arg("--help")
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap()
}

/// The commands that `juten --help` lists.
fn commands() -> Vec<String> {
    let help = help(&[]);
    let (_, list) = help.split_once("Commands:").expect("a list of commands");
    let lines = list
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with("  "));
    let names = lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names
        .filter(|name| !name.is_empty() && *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn documentation_is_plain() {
    let found: Vec<String> = pages()
        .iter()
        .flat_map(|path| {
            faults(
                &path.display().to_string(),
                &std::fs::read_to_string(path).unwrap(),
            )
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn help_is_plain() {
    let commands = commands();
    assert!(commands.len() > 5, "{commands:?}");
    let found: Vec<String> = commands
        .iter()
        .flat_map(|command| faults(command, &help(&[command])))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn codes_are_plain() {
    let found: Vec<String> = Code::ALL
        .iter()
        .flat_map(|code| faults(code.as_str(), code.meaning()))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_phrase_is_found_as_words_of_their_own() {
    assert!(has("it is told so", "told") && has("told", "told"));
    assert!(!has("retold", "told") && !has("driver", "river"));
    assert!(has("枠が光ります", "光り"));
}
