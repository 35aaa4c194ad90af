//! Tests of the whole stage on hand-drawn pages, and the helpers that draw them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::content::Line;
use crate::content::Origin;
use crate::extract::{self, Axis, Direction, Glyph};
use crate::geometry::Rect;
use crate::layout::glyphs::{PlacedGlyph, rotate};
use crate::layout::rules::Rule;
use crate::text::Position;

pub(crate) fn across(pos: f32, from: f32, to: f32) -> Rule {
    Rule {
        axis: Axis::Horizontal,
        pos,
        from,
        to,
        width: 0.5,
        origin: Origin::Drawn,
    }
}

pub(crate) fn down(pos: f32, from: f32, to: f32) -> Rule {
    Rule {
        axis: Axis::Vertical,
        ..across(pos, from, to)
    }
}

/// Rules as extracted from a page.
pub(crate) fn drawn(rules: impl IntoIterator<Item = Rule>) -> Vec<extract::Rule> {
    let rule = |r: Rule| extract::Rule {
        axis: r.axis,
        pos: r.pos,
        from: r.from,
        to: r.to,
        width: r.width,
    };
    rules.into_iter().map(rule).collect()
}

/// A glyph with its pen at `x` on the baseline `y`; ASCII is half as wide as CJK.
pub(crate) fn glyph(c: char, x: f32, y: f32, size: f32) -> PlacedGlyph {
    let width = if c.is_ascii() { size / 2.0 } else { size };
    let glyph = Glyph {
        c,
        bbox: Rect::new(x, y - 0.88 * size, x + width, y + 0.12 * size),
        origin: (x, y),
        size,
        direction: Direction::Right,
        visible: true,
    };
    PlacedGlyph { glyph, id: 0 }
}

/// Consecutive glyphs.
pub(crate) fn string(s: &str, mut x: f32, y: f32, size: f32) -> Vec<PlacedGlyph> {
    let mut place = |(id, c)| {
        let glyph = glyph(c, x, y, size);
        x = glyph.bbox.x1;
        PlacedGlyph { id, ..glyph }
    };
    (0..).zip(s.chars()).map(&mut place).collect()
}

fn glyphs(s: &str, x: f32, y: f32, size: f32) -> Vec<Glyph> {
    string(s, x, y, size).iter().map(|i| i.glyph).collect()
}

/// A title, a table of two by two with a merged last row, a note and a page number.
fn page() -> Page {
    let mut g = Vec::new();
    g.extend(glyphs("- 1 -", 290.0, 820.0, 9.0));
    g.extend(glyphs("注 表の下の行", 50.0, 160.0, 9.0));
    g.extend(glyphs("優先順位", 52.0, 92.0, 9.0));
    g.extend(glyphs("1位", 202.0, 92.0, 9.0));
    g.extend(glyphs("結合されたセルの文", 52.0, 112.0, 9.0));
    g.extend(glyphs("重点目標管理シート", 50.0, 70.0, 12.0));
    Page {
        number: 1,
        width: 595.0,
        height: 842.0,
        glyphs: g,
        rules: drawn([
            across(80.0, 50.0, 400.0),
            across(100.0, 50.0, 400.0),
            across(120.0, 50.0, 400.0),
            down(50.0, 80.0, 120.0),
            down(200.0, 80.0, 100.0),
            down(400.0, 80.0, 120.0),
        ]),
        ..Page::default()
    }
}

fn lines_of(content: &Content) -> Vec<&Line> {
    content.blocks.iter().flat_map(Block::lines).collect()
}

fn all_text(content: &Content) -> Vec<String> {
    lines_of(content)
        .iter()
        .map(|l| l.text.to_string())
        .collect()
}

#[test]
fn blocks_come_in_reading_order() {
    let content = layout([page()]);
    assert_eq!(
        all_text(&content),
        [
            "重点目標管理シート",
            "優先順位",
            "1位",
            "結合されたセルの文",
            "注 表の下の行",
            "- 1 -"
        ]
    );
    let kinds: Vec<_> = content
        .blocks
        .iter()
        .map(|b| match b {
            Block::Table(_) => 't',
            Block::Line(_) => 'l',
            Block::Furniture(_) => 'f',
        })
        .collect();
    assert_eq!(kinds, ['l', 't', 'l', 'f']);
    let table = content.tables().next().unwrap();
    assert_eq!((table.rows, table.cols, table.cells.len()), (2, 2, 3));
    assert_eq!(table.cells[2].col_span, 2);
}

#[test]
fn the_order_of_drawing_does_not_matter() {
    let mut shuffled = page();
    shuffled.glyphs.reverse();
    shuffled.rules.reverse();
    assert_eq!(all_text(&layout([shuffled])), all_text(&layout([page()])));
}

#[test]
fn places_are_numbered_in_reading_order() {
    let content = layout([
        page(),
        Page {
            number: 2,
            ..page()
        },
    ]);
    let numbers: Vec<u32> = lines_of(&content)
        .iter()
        .flat_map(|l| l.text.chars())
        .filter(|ch| ch.at != crate::text::Char::NOWHERE)
        .map(|ch| ch.at)
        .collect();
    assert_eq!(
        numbers,
        (0..content.places.len() as u32).collect::<Vec<_>>()
    );
}

fn sorted(chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut out: Vec<char> = chars.filter(|c| !c.is_whitespace()).collect();
    out.sort_unstable();
    out
}

/// A small linear congruential generator, so that tests need neither a crate nor a seed.
fn numbers(mut state: u64) -> impl FnMut(u32) -> u32 {
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as u32) % below
    }
}

fn random_page(seed: u64) -> Page {
    let mut next = numbers(seed);
    let mut page = Page {
        number: 1,
        width: 600.0,
        height: 800.0,
        ..Page::default()
    };
    let directions = [
        Direction::Right,
        Direction::Right,
        Direction::Right,
        Direction::Vertical,
        Direction::Down,
        Direction::Up,
        Direction::Left,
        Direction::Slanted,
    ];
    for i in 0..200_u32 {
        let c = char::from_u32(0x4e00 + i).unwrap();
        let (x, y) = (next(600) as f32, next(800) as f32);
        let mut glyph = glyph(c, x, y, 4.0 + next(20) as f32).glyph;
        glyph.direction = directions[next(8) as usize];
        page.glyphs.push(glyph);
    }
    for _ in 0..40 {
        let (pos, from) = (next(80) as f32 * 10.0, next(40) as f32 * 10.0);
        let rule = across(pos, from, from + next(50) as f32 * 10.0);
        page.rules.extend(drawn([if next(2) == 0 {
            rule
        } else {
            Rule {
                axis: Axis::Vertical,
                ..rule
            }
        }]));
    }
    page
}

#[test]
fn no_character_is_lost_or_doubled() {
    for seed in 0..200 {
        let page = random_page(seed);
        let expected = sorted(page.glyphs.iter().map(|g| g.c));
        let content = layout([&page]);
        let found = sorted(
            lines_of(&content)
                .iter()
                .flat_map(|l| l.text.chars())
                .map(|ch| ch.c),
        );
        assert_eq!(found, expected, "seed {seed}");
        assert_eq!(content.places.len(), expected.len(), "seed {seed}");
    }
}

#[test]
fn places_name_the_glyph_as_it_stands_on_the_page() {
    for seed in 0..50 {
        let page = random_page(seed);
        let content = layout([&page]);
        for ch in lines_of(&content)
            .iter()
            .flat_map(|l| l.text.chars())
            .filter(|ch| ch.len > 0)
        {
            let glyph = page.glyphs.iter().find(|g| g.c == ch.c).unwrap();
            let place = content.places[ch.at as usize];
            assert_eq!(place.position, Position::Box(glyph.bbox));
        }
    }
}

#[test]
fn fake_bold_is_counted_and_taken_once() {
    let mut bold = page();
    let again: Vec<Glyph> = bold
        .glyphs
        .iter()
        .map(|g| Glyph {
            bbox: Rect {
                x0: g.bbox.x0 + 0.3,
                x1: g.bbox.x1 + 0.3,
                ..g.bbox
            },
            ..*g
        })
        .collect();
    let drawn = again.len() as u32;
    bold.glyphs.extend(again);
    let content = layout([bold]);
    assert_eq!(content.duplicates, drawn);
    assert_eq!(all_text(&content), all_text(&layout([page()])));
}

#[test]
fn hidden_text_counts_only_where_nothing_is_to_be_seen() {
    let mut half = page();
    for g in half.glyphs.iter_mut().take(5) {
        g.visible = false;
    }
    assert!(!all_text(&layout([half])).contains(&"- 1 -".to_string()));
    let mut scan = page();
    scan.glyphs.iter_mut().for_each(|g| g.visible = false);
    assert_eq!(all_text(&layout([scan])), all_text(&layout([page()])));
}

#[test]
fn a_page_number_on_a_scan_hides_no_text() {
    let mut scan = page();
    let is_number = |g: &Glyph| g.bbox.y0 > 800.0;
    scan.glyphs.retain(|g| !is_number(g));
    scan.glyphs.iter_mut().for_each(|g| g.visible = false);
    scan.glyphs.extend(glyphs("7", 290.0, 820.0, 9.0));
    assert_eq!(all_text(&layout([scan.clone()])), ["7"], "no picture");
    scan.images = vec![Rect::new(0.0, 0.0, 595.0, 800.0)];
    assert_eq!(all_text(&layout([scan])).len(), 6);
}

/// The page as it looks when its content is rotated by a quarter, clockwise.
fn clockwise(page: &Page) -> Page {
    let turned = rotate::page(page, Direction::Up);
    let shift = page.height;
    let glyphs = turned.glyphs.iter().map(|g| Glyph {
        bbox: Rect::new(g.bbox.x0 + shift, g.bbox.y0, g.bbox.x1 + shift, g.bbox.y1),
        origin: (g.origin.0 + shift, g.origin.1),
        ..*g
    });
    let rules = turned.rules.iter().map(|r| match r.axis {
        Axis::Vertical => extract::Rule {
            pos: r.pos + shift,
            ..*r
        },
        Axis::Horizontal => extract::Rule {
            from: r.from + shift,
            to: r.to + shift,
            ..*r
        },
    });
    Page {
        glyphs: glyphs.collect(),
        rules: rules.collect(),
        ..turned
    }
}

#[test]
fn a_turned_page_reads_as_the_upright_one() {
    let turned = clockwise(&page());
    assert!(turned.glyphs.iter().all(|g| g.direction == Direction::Down));
    let content = layout([&turned]);
    let upright = layout([page()]);
    assert_eq!(all_text(&content)[..5], all_text(&upright)[..5]);
    let table = content.tables().next().unwrap();
    assert!(turned.rules.iter().all(|r| match r.axis {
        Axis::Vertical => table.bbox.grown(0.1).contains(r.pos, r.from),
        Axis::Horizontal => table.bbox.grown(0.1).contains(r.from, r.pos),
    }));
}

#[test]
fn a_hostile_page_is_laid_out_quickly() {
    let mut next = numbers(7);
    let mut page = Page {
        number: 1,
        width: 600.0,
        height: 800.0,
        ..Page::default()
    };
    for _ in 0..20_000 {
        page.glyphs
            .push(glyph('字', next(600) as f32, next(800) as f32, 5.0).glyph);
    }
    for i in 0..50_000 {
        let (a, b) = ((i % 800) as f32, next(600) as f32);
        page.rules.extend(drawn([across(a, b, b + 3.0)]));
        page.rules.extend(drawn([down(a, b, b + 3.0)]));
    }
    let start = std::time::Instant::now();
    layout([&page]);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
