#![allow(clippy::unwrap_used)]
use super::*;
use crate::layout::grid::Grid;
use crate::layout::tests::string;

fn tile(x0: f32, y0: f32, x1: f32, y1: f32) -> Fill {
    Fill {
        bbox: Rect::new(x0, y0, x1, y1),
        luma: 0.8,
    }
}

/// Three labels at the left, a second one in the first row, and a header of two cells above two rows.
fn form() -> (Vec<Fill>, Vec<PlacedGlyph>) {
    let mut tiles: Vec<Fill> = (0..3)
        .map(|i| tile(0.0, 20.0 * i as f32, 50.0, 20.0 * (i + 1) as f32))
        .collect();
    tiles.extend([
        tile(150.0, 0.0, 200.0, 20.0),
        tile(0.0, 60.0, 50.0, 80.0),
        tile(50.0, 60.0, 300.0, 80.0),
    ]);
    tiles.push(tile(0.0, 140.0, 50.0, 160.0));
    let texts = [
        ("目標", 4.0, 14.0),
        ("点検", 60.0, 14.0),
        ("順位", 155.0, 14.0),
        ("1位", 210.0, 14.0),
        ("目的", 4.0, 34.0),
        ("安全", 60.0, 34.0),
        ("課題", 4.0, 54.0),
        ("老朽", 60.0, 54.0),
        ("番号", 4.0, 74.0),
        ("項目", 150.0, 74.0),
        ("①", 4.0, 94.0),
        ("実施", 60.0, 94.0),
        ("完了", 60.0, 106.0),
        ("②", 4.0, 126.0),
        ("準備", 60.0, 126.0),
        ("特記", 4.0, 154.0),
        ("協働", 60.0, 154.0),
        ("効果", 155.0, 154.0),
    ];
    (
        tiles,
        texts
            .into_iter()
            .flat_map(|(text, x, y)| string(text, x, y, 10.0))
            .collect(),
    )
}

#[test]
fn touching_shades_are_cells_and_values_stand_beside_them() {
    let (tiles, glyphs) = form();
    let grid = Grid::from_rules(&rules(&tiles, &glyphs, &[])).unwrap();
    let row = |y: f32| -> Vec<f32> {
        let in_row = grid
            .cells
            .iter()
            .map(|c| grid.rect(c))
            .filter(|c| c.contains(c.x0, y));
        in_row.map(|c| c.x0).collect()
    };
    assert_eq!(row(10.0), [0.0, 50.0, 150.0, 200.0]);
    assert_eq!(row(30.0), [0.0, 50.0]);
    assert_eq!(row(70.0), [0.0, 50.0]);
    assert_eq!(
        row(150.0),
        [0.0, 50.0, 150.0],
        "two values, parted where other shades begin"
    );
}

#[test]
fn rows_under_a_header_begin_where_their_first_column_has_a_text() {
    let (tiles, glyphs) = form();
    let grid = Grid::from_rules(&rules(&tiles, &glyphs, &[])).unwrap();
    assert!(grid.locate(100.0, 90.0).is_some());
    assert_eq!(grid.locate(100.0, 90.0), grid.locate(100.0, 106.0));
    assert_ne!(grid.locate(100.0, 106.0), grid.locate(100.0, 126.0));
}

#[test]
fn a_row_whose_marker_stands_on_the_next_page_is_told_by_the_space_above_it() {
    let (tiles, mut glyphs) = form();
    let (rest, marker) = (string("次の項目", 60.0, 138.0, 10.0), '②');
    glyphs.retain(|i| i.c != marker);
    let cells = |glyphs: &[PlacedGlyph]| {
        let grid = Grid::from_rules(&rules(&tiles, glyphs, &[])).unwrap();
        grid.locate(100.0, 106.0) != grid.locate(100.0, 126.0)
    };
    assert!(cells(&glyphs));
    glyphs.extend(rest);
    assert!(cells(&glyphs));
}

#[test]
fn a_value_is_parted_at_the_nearest_shades_before_its_second_text() {
    let (mut tiles, glyphs) = form();
    tiles.push(tile(100.0, 60.0, 110.0, 80.0));
    let grid = Grid::from_rules(&rules(&tiles, &glyphs, &[])).unwrap();
    let second = grid.locate(155.0, 150.0).and_then(|c| grid.cells.get(c));
    assert_eq!(second.map(|c| grid.rect(c).x0), Some(150.0));
}

#[test]
fn stripes_and_boxes_without_values_are_no_form() {
    let stripes: Vec<Fill> = (0..5)
        .map(|i| tile(0.0, 40.0 * i as f32, 300.0, 40.0 * i as f32 + 20.0))
        .collect();
    let (_, glyphs) = form();
    assert!(rules(&stripes, &glyphs, &[]).is_empty());
    let (tiles, _) = form();
    assert!(rules(&tiles, &string("目標", 4.0, 14.0, 10.0), &[]).is_empty());
}
