#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;

/// The error for the built-in profile with a change. The catalogue has its Japanese.
fn told(from: &str, to: &str) -> String {
    let toml = Profile::builtin_toml("ueda-juten").unwrap();
    assert!(toml.contains(from), "{from}");
    let error = Profile::parse(&toml.replacen(from, to, 1)).unwrap_err();
    let japanese = crate::messages::japanese(&error.message);
    assert!(japanese.is_some(), "{error}");
    error.to_string()
}

#[test]
fn the_place_is_told() {
    let toml = Profile::builtin_toml("ueda-juten").unwrap();
    let places = [
        ("labels = [\"部局名\"", "lables = [\"部局名\"", 1),
        ("key = \"measure_system\"", "key = \"strategy\"", 9),
        ("'^中間(報告", "'^中間((報告", 12),
        ("key = \"target\"", "key = \"period\"", 7),
    ];
    for (from, to, column) in places {
        let before = &toml[..toml.find(from).unwrap()];
        let error = Profile::parse(&toml.replacen(from, to, 1)).unwrap_err();
        let line = before.matches('\n').count() + 1;
        assert_eq!((error.line, error.column), (line, column), "{error}");
    }
}

#[test]
fn a_slip_in_a_key_or_a_role_is_answered_with_the_right_one() {
    let message = told("labels = [\"部局名\"", "lables = [\"部局名\"");
    let want =
        "there is no key \"lables\" here; did you mean \"labels\"? Allowed: key, title, role";
    assert!(message.contains(want), "{message}");
    let message = told("role = \"goal\"", "role = \"gaol\"");
    let want = "there is no role \"gaol\" here; did you mean \"goal\"? Allowed: goal, department";
    assert!(message.contains(want), "{message}");
}

#[test]
fn what_is_not_like_any_key_is_answered_with_all() {
    let message = told("optional = true", "wichtig = true");
    assert!(
        message.contains("\"wichtig\" here. Allowed: key, "),
        "{message}"
    );
}

#[test]
fn what_is_missing_or_of_another_type_is_named() {
    let message = told("title = \"戦略\"\n", "");
    assert!(
        message.contains("the key \"title\" is missing"),
        "{message}"
    );
    let message = told("required = true", "required = 1");
    assert!(message.contains("invalid type: integer `1`"), "{message}");
    let only_head = "id = \"a\"\ntitle = \"b\"\n";
    let error = Profile::parse(only_head).unwrap_err();
    assert_eq!(error.message, "there is no [[field]]");
}

#[test]
fn a_profile_must_say_where_a_sheet_begins_and_what_is_to_be_done() {
    assert!(told("role = \"goal\"", "").contains("must have role = \"goal\""));
    assert!(told("role = \"measures\"", "").contains("must have role = \"measures\""));
    let message = told("role = \"priority\"", "role = \"department\"");
    assert!(message.contains("another [[field]] before it"), "{message}");
}

#[test]
fn keys_may_not_clash() {
    let taken = [
        (
            "key = \"reform_outline\"",
            "key = \"items\"",
            "every record has",
        ),
        ("key = \"target\"", "key = \"period\"", "another [[column]]"),
        (
            "key = \"measure_system\"",
            "key = \"strategy\"",
            "another [[part]]",
        ),
        ("key = \"target\"", "key = \"Target\"", "a-z, 0-9 and _"),
        (
            "key = \"target\"",
            "key = \"period_end\"",
            "two columns \"period_end\"",
        ),
        (
            "key = \"target\"",
            "key = \"item_title\"",
            "two columns \"item_title\"",
        ),
        (
            "key = \"reform_outline\"",
            "key = \"last_page\"",
            "two columns \"last_page\"",
        ),
    ];
    for (from, to, want) in taken {
        let message = told(from, to);
        assert!(message.contains(want), "{message}");
    }
}

#[test]
fn a_bad_pattern_is_named() {
    let message = told("^中間(", "^中間((");
    assert!(message.contains("^中間(("), "{message}");
    assert!(message.contains("unclosed group"), "{message}");
    assert!(!message.contains('\n'), "{message}");
}

#[test]
fn labels_name_one_thing() {
    let message = told("labels = [\"特記事項\"]", "labels = [\"目的・ 効果\"]");
    assert!(
        message.contains("names \"purpose_effects\" already"),
        "{message}"
    );
    let message = told("labels = [\"特記事項\"]", "labels = []");
    assert!(message.contains("neither labels nor patterns"), "{message}");
}

/// The error for the profile of a form with tables, choices and groups, with a change.
fn told_of_shapes(from: &str, to: &str) -> String {
    let toml = include_str!("../../../fixtures/forms/shiomi-tenken.toml");
    assert!(toml.contains(from), "{from}");
    let error = Profile::parse(&toml.replacen(from, to, 1)).err();
    let message = error.map(|error| error.message).expect(to);
    let japanese = crate::messages::japanese(&message);
    assert!(japanese.is_some(), "{message}");
    message
}

#[test]
fn slips_in_tables_choices_and_groups_are_named() {
    let slips = [
        (
            "marks = [\"■\"]\n",
            "marks = [\"\"]\n",
            "a choice needs marks",
        ),
        (
            "after = \"outlook\"",
            "after = \"outlok\"",
            "did you mean \"outlook\"?",
        ),
        (
            "kind = \"matrix\"",
            "kind = \"rows\"",
            "for kind = \"matrix\"",
        ),
        (
            "total_of = [\"grants\"",
            "total_of = [\"grant\"",
            "did you mean \"grants\"?",
        ),
        (
            "(?P<year>R\\d+年度)決算$']",
            "(?P<year>R\\d+年度)決算$']\nyear_offset = 0\nkind = 1",
            "there is no key \"kind\"",
        ),
        (
            "labels = [\"業務\"]",
            "labels = [\"業務\"]\nyear_offset = 0",
            "no pattern here has (?P<year>…)",
        ),
        (
            "labels = [\"業務\"]",
            "labels = [\"業務\"]\ntype = \"choice\"",
            "a choice is a field",
        ),
        (
            "begins = \"name\"",
            "begins = \"nome\"",
            "did you mean \"name\"?",
        ),
        (
            "title = \"取組名\"",
            "title = \"取組名\"\nrole = \"goal\"",
            "neither a role nor parts",
        ),
        ("total = '^合計$'", "total = '^合計($'", "does not compile"),
        (
            "total = '^合計$'",
            "unit_column = \"unit\"",
            "of records with the key \"unit\"",
        ),
        (
            "labels = [\"業務\"]",
            "labels = [\"委託先\"]",
            "names \"contractor\" already",
        ),
        ("key = \"note\"", "key = \"work\"", "another [[column]]"),
        (
            "under = ['^\\d事業費']",
            "under = ['^\\d(事業費']",
            "does not compile",
        ),
    ];
    for (from, to, expected) in slips {
        let message = told_of_shapes(from, to);
        assert!(message.contains(expected), "{message}");
    }
}
