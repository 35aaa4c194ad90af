//! What users and contributors read is plain English and natural Japanese: documentation, `--help`, the meanings of the
//! codes and the comments contain none of the phrases that a review found to be translations or private jargon.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::path::{Path, PathBuf};

use juten::diagnostics::Code;

/// Phrases to avoid everywhere, and what to say instead.
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
    ("is none of", "is not one of"),
    ("tell apart", "distinguish"),
    ("told apart", "distinguished"),
    ("want a look", "need a look"),
    ("passed over", "skipped"),
    ("for ever", "forever"),
    ("nothing is wrong", "no problems found"),
    ("all is well", "success"),
    ("by likeness", "by similarity"),
    ("its own word", "what it says"),
    ("given up", "aborted"),
    ("give up", "abort"),
    ("made harmless", "defused, escaped"),
    ("their equals", "their equivalents"),
    ("in the making", "being written"),
    ("goes on over", "continues over"),
    ("go on over", "continue over"),
    ("what becomes of", "the result of"),
    ("what became of", "the result of"),
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

/// Phrases to avoid in comments as well. In documentation they may have another meaning.
const AVOID_IN_COMMENTS: &[(&str, &str)] = &[
    ("so many", "this many, `count`"),
    ("stands behind", "follows, is after"),
    ("stand behind", "follow, are after"),
    ("parted", "separated"),
    ("parts them", "separates them"),
    ("nobody", "no one, or the thing that does not happen"),
    ("beside it", "next to it"),
    ("torn", "incomplete, separated"),
    ("bears", "has"),
    ("borne", "shared"),
];

/// Folders of `src/` whose comments have not been revised.
const UNREVISED: &[&str] = &[];

/// Whether a text has a phrase as whole words; Japanese has no spaces, so there any occurrence counts.
fn has(text: &str, phrase: &str) -> bool {
    let in_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    text.match_indices(phrase).any(|(at, _)| {
        !phrase.is_ascii()
            || !in_word(text[..at].chars().next_back())
                && !in_word(text[at + phrase.len()..].chars().next())
    })
}

/// The lines of a text that have such a phrase, each with what to say instead.
fn faults(name: &str, text: &str) -> Vec<String> {
    faults_among(AVOID, name, text.lines().enumerate())
}

fn faults_among<'t>(
    phrases: &[(&str, &str)],
    name: &str,
    lines: impl Iterator<Item = (usize, &'t str)>,
) -> Vec<String> {
    let faults = lines.flat_map(|(number, line)| {
        let found = phrases.iter().filter(move |(phrase, _)| has(line, phrase));
        found.map(move |(phrase, say)| format!("{name}:{}: {phrase:?}: say {say:?}", number + 1))
    });
    faults.collect()
}

/// The comment lines of a source file, with their indexes.
fn comments(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = source.lines().enumerate();
    lines.filter(|(_, line)| line.trim_start().starts_with("//"))
}

/// Every `.rs` file below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let files = paths.flat_map(|path| match path.is_dir() {
        true => sources(&path),
        false => vec![path],
    });
    files
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect()
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
    let out = common::juten()
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
fn comments_are_plain() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = sources(&root);
    assert!(files.len() > 100, "{}", files.len());
    let is_revised = |path: &PathBuf| {
        let below = path.strip_prefix(&root).unwrap();
        !UNREVISED.iter().any(|folder| below.starts_with(folder))
    };
    let found: Vec<String> = files
        .iter()
        .filter(|path| is_revised(path))
        .flat_map(|path| {
            let source = std::fs::read_to_string(path).unwrap();
            let name = path.display().to_string();
            let mut found = faults_among(AVOID, &name, comments(&source));
            found.extend(faults_among(AVOID_IN_COMMENTS, &name, comments(&source)));
            found
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
fn a_phrase_is_found_only_as_whole_words() {
    assert!(has("it is told so", "told") && has("told", "told"));
    assert!(!has("retold", "told") && !has("driver", "river"));
    assert!(has("枠が光ります", "光り"));
}
