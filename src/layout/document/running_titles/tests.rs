use super::*;
use crate::extract::Direction;
use crate::geometry::Rect;
use crate::text::Text;

fn line(page: u32, text: &str, y: f32) -> Block {
    Block::Line(Line {
        page,
        text: Text::unplaced(text),
        bbox: Rect::new(100.0, y, 200.0, y + 10.0),
        size: 10.0,
        ..Line::default()
    })
}

fn marked(mut blocks: Vec<Block>, pages: u32) -> Vec<bool> {
    let pages: Vec<_> = (1..=pages)
        .map(|number| Sheet {
            number,
            width: 600.0,
            height: 800.0,
            ..Sheet::default()
        })
        .collect();
    mark(&mut blocks, &pages);
    blocks
        .iter()
        .map(|b| matches!(b, Block::Furniture(_)))
        .collect()
}

#[test]
fn page_numbers_in_their_many_forms() {
    for s in [
        "2",
        "-2-",
        "－２－",
        "2/6",
        "2ページ",
        "p.2",
        "Page2of6",
        "（2）",
        "―12―",
        "第2頁",
    ] {
        assert!(is_page_number(s), "{s}");
    }
    for s in ["1位", "令和2", "12345", "2020年", "", "--", "①", "1-2-3"] {
        assert!(!is_page_number(s), "{s}");
    }
}

#[test]
fn only_the_outermost_number_in_the_margin_is_one() {
    let blocks = vec![
        line(1, "2", 300.0),
        line(1, "本文", 400.0),
        line(1, "- 1 -", 770.0),
    ];
    assert_eq!(marked(blocks, 1), [false, false, true]);
}

#[test]
fn a_number_next_to_a_table_is_none_of_the_page() {
    let table = Block::Line(Line {
        page: 1,
        text: Text::unplaced("表"),
        bbox: Rect::new(220.0, 300.0, 500.0, 782.0),
        ..Line::default()
    });
    let blocks = vec![table, line(1, "4", 750.0)];
    assert_eq!(marked(blocks, 1), [false, false]);
}

#[test]
fn a_turned_page_has_its_number_at_the_side() {
    let beside = |x: f32, text: &str| {
        Block::Line(Line {
            page: 1,
            text: Text::unplaced(text),
            bbox: Rect::new(x, 100.0, x + 10.0, 200.0),
            ..Line::default()
        })
    };
    let mut blocks = vec![beside(300.0, "本文"), beside(20.0, "- 1 -")];
    let sheet = Sheet {
        number: 1,
        width: 600.0,
        height: 800.0,
        direction: Direction::Down,
    };
    mark(&mut blocks, &[sheet]);
    assert!(matches!(
        blocks.as_slice(),
        [Block::Line(_), Block::Furniture(_)]
    ));
}

#[test]
fn a_running_title_far_from_the_text_is_furniture() {
    let page = |n| vec![line(n, "重点目標一覧 1", 20.0), line(n, "本文", 200.0)];
    assert_eq!(
        marked((1..=3).flat_map(page).collect(), 3),
        [true, false, true, false, true, false]
    );
}

#[test]
fn a_sheet_title_above_its_table_stays() {
    let page = |n| {
        vec![
            line(n, "令和2年度 重点目標管理シート", 25.0),
            line(n, "本文", 40.0),
        ]
    };
    assert!(!marked((1..=5).flat_map(page).collect(), 5).contains(&true));
}
