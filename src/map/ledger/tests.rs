use super::*;
use crate::geometry::Rect;
use crate::text::{Char, Position};

fn content(s: &str) -> (Content, Text) {
    let text: Text = s.chars().zip(0..).map(|(c, at)| Char::new(c, at)).collect();
    let place = |x: u32| Place {
        page: 1,
        position: Position::Box(Rect::new(
            x as f32 * 10.0,
            0.0,
            x as f32 * 10.0 + 10.0,
            10.0,
        )),
    };
    let line = Line {
        text: text.clone(),
        ..Line::default()
    };
    let content = Content {
        blocks: vec![Block::Line(line)],
        places: (0..s.chars().count() as u32).map(place).collect(),
        ..Content::default()
    };
    (content, text)
}

#[test]
fn every_character_has_one_fate() {
    let (mut content, text) = content("目標 甲 -2- 余り");
    let mut ledger = Ledger::new(&mut content, true);
    ledger.label_of(format_args!(""), &text.slice(0..2));
    assert_eq!(ledger.value(format_args!("/a"), &text.slice(3..4)), "甲");
    let c = ledger.coverage();
    assert_eq!((c.characters, c.labels, c.mapped, c.unmapped), (8, 2, 1, 5));
    assert_eq!(c.characters, c.labels + c.mapped + c.furniture + c.unmapped);
}

#[test]
fn unmapped_runs_tell_text_and_place() {
    let (mut content, text) = content("甲乙丙");
    let mut ledger = Ledger::new(&mut content, false);
    ledger.label_of(format_args!(""), &text.slice(1..2));
    let told = ledger.unmapped();
    assert_eq!(told.len(), 2);
    assert_eq!(
        told.last().and_then(|d| d.bbox),
        Some(Rect::new(20.0, 0.0, 30.0, 10.0))
    );
    assert!(told.iter().any(|d| d.message.contains('丙')));
}

#[test]
fn provenance_has_a_box_for_each_line() {
    let (mut content, text) = content("甲乙丙");
    let mut ledger = Ledger::new(&mut content, true);
    ledger.value(format_args!("/a"), &text);
    let found = ledger.take_provenance().and_then(|p| p.get("/a").cloned());
    assert_eq!(found.map(|f| f.len()), Some(1));
}

#[test]
fn a_trace_has_everything_once() {
    let (mut content, text) = content("目標(1)甲 -2- 余");
    let mut ledger = Ledger::tracing(&mut content);
    ledger.label_of(format_args!(""), &text.slice(0..2));
    ledger.marker(format_args!("/m"), &text.slice(2..5));
    ledger.value(format_args!("/a"), &text.slice(5..6));
    let c = ledger.coverage();
    assert_eq!((c.labels, c.mapped, c.unmapped), (5, 1, 4));
    let marks = ledger.take_trace();
    let found: Vec<_> = marks
        .iter()
        .map(|m| (m.kind, m.of.as_str(), m.text.as_str()))
        .collect();
    let want = [
        (Kind::Label, "", "目標"),
        (Kind::Marker, "/m", "(1)"),
        (Kind::Value, "/a", "甲"),
        (Kind::Unmapped, "", "-2-余"),
    ];
    assert_eq!(found, want);
}

#[test]
fn unmapped_lines_are_shown_separately() {
    let (mut content, _) = content("余白");
    let below = crate::geometry::Rect::new(0.0, 500.0, 10.0, 510.0);
    if let Some(place) = content.places.get_mut(1) {
        place.position = crate::text::Position::Box(below);
    }
    let told = Ledger::new(&mut content, false).unmapped();
    let messages: Vec<&str> = told.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(messages, ["2 characters belong to no field: 余 / 白"]);
}
