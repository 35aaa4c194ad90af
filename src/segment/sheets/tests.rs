#![allow(clippy::unwrap_used)]
//! Small hand-written tables.
use super::super::*;
use crate::content::{Cell, Table};
use crate::geometry::Rect;
use crate::profile::Profile;
use crate::text::Text;

impl Cell {
    /// The same cell over more rows and columns.
    pub(crate) fn spanning(mut self, rows: usize, cols: usize) -> Self {
        self.row_span = rows;
        self.col_span = cols;
        self
    }
}

/// A cell of a grid whose columns are 100 points wide, with a line for each line of the text.
pub(crate) fn cell(row: usize, col: usize, text: &str) -> Cell {
    let line = |s: &str| Line {
        page: 1,
        text: Text::unplaced(s),
        room: f32::INFINITY,
        ..Line::default()
    };
    let x0 = 100.0 * col as f32;
    Cell {
        row,
        col,
        row_span: 1,
        col_span: 1,
        bbox: Rect::new(x0, 20.0 * row as f32, x0 + 100.0, 20.0 * row as f32 + 20.0),
        lines: text
            .split('\n')
            .filter(|s| !s.is_empty())
            .map(line)
            .collect(),
    }
}

/// A ruled table on page 1.
pub(crate) fn table(cells: Vec<Cell>) -> Table {
    Table {
        page: 1,
        bbox: Rect::default(),
        rows: cells.iter().map(|c| c.row + c.row_span).max().unwrap_or(0),
        cols: cells.iter().map(|c| c.col + c.col_span).max().unwrap_or(0),
        edges: (0..=9).map(|edge| 100.0 * edge as f32).collect(),
        cells,
        ruled: true,
    }
}

pub(super) fn line(text: &str) -> Block {
    Block::Line(cell(0, 0, text).lines.remove(0))
}

/// A table of rows of texts; empty texts are empty cells.
pub(crate) fn rows(page: u32, rows: &[&[&str]]) -> Table {
    let mut cells = Vec::new();
    for (r, texts) in rows.iter().enumerate() {
        for (c, text) in texts.iter().enumerate() {
            let mut cell = cell(r, c, text);
            cell.lines.iter_mut().for_each(|line| line.page = page);
            cells.push(cell);
        }
    }
    Table {
        page,
        ..table(cells)
    }
}

const HEADER: &[&str] = &[
    "",
    "取組項目及び方法・手段",
    "期間・期限",
    "数値目標",
    "中間報告",
    "期末報告",
];

pub(crate) fn run(blocks: Vec<Block>) -> Segmented {
    run_with(&Profile::builtin("ueda-juten").unwrap().labels, blocks)
}

pub(super) fn run_with(labels: &Labels, blocks: Vec<Block>) -> Segmented {
    let content = Content {
        blocks,
        ..Content::default()
    };
    segment(content, labels)
}

pub(crate) fn text(lines: &[Line]) -> String {
    lines
        .iter()
        .map(|l| l.text.to_string())
        .collect::<Vec<_>>()
        .join("|")
}

fn sheet(page: u32, goal: &str, items: &[&[&str]]) -> Block {
    let mut all: Vec<&[&str]> = Vec::new();
    let top = ["重点目標", goal, "部局名", "総務部", "優先順位", "1位"];
    all.push(&top);
    all.push(HEADER);
    all.extend(items);
    Block::Table(rows(page, &all))
}

#[test]
fn a_sheet_has_fields_a_header_and_rows() {
    let items: &[&[&str]] = &[
        &["①", "○甲", "通年", "a", "b", "c"],
        &["②", "○乙", "", "", "", ""],
    ];
    let found = run(vec![
        line("令和2年度 重点目標管理シート"),
        sheet(1, "目標", items),
    ]);
    let [form] = found.forms.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(form.year.as_deref(), Some("令和2年度"));
    assert_eq!(
        form.fields
            .iter()
            .map(|f| text(&f.value))
            .collect::<Vec<_>>(),
        ["目標", "総務部", "1位"]
    );
    assert_eq!(
        form.rows
            .iter()
            .map(|r| text(&r.marker))
            .collect::<Vec<_>>(),
        ["①", "②"]
    );
    assert_eq!(text(&form.rows[0].cells[4]), "c");
    assert!(found.loose.is_empty());
}

#[test]
fn the_year_may_stand_on_a_line_over_or_under_the_title() {
    let year = |lines: &[&str]| {
        let mut blocks: Vec<Block> = lines.iter().map(|text| line(text)).collect();
        blocks.push(sheet(1, "目標", &[]));
        let found = run(blocks);
        assert!(found.loose.is_empty(), "{found:?}");
        found.forms[0].year.clone()
    };
    let title = "重点目標管理シート";
    for lines in [
        ["令和2年度", title],
        ["（令和2年度）", title],
        [title, "令和2年度"],
    ] {
        assert_eq!(year(&lines).as_deref(), Some("令和2年度"), "{lines:?}");
    }
    assert_eq!(
        year(&["【R2年度】重点目標管理シート"]).as_deref(),
        Some("R2年度")
    );
    assert_eq!(year(&[title]), None);
}

#[test]
fn the_year_may_stand_in_a_cell_beside_the_title() {
    for top in [
        ["重点目標管理シート", "令和2年度"],
        ["令和2年度", "重点目標管理シート"],
    ] {
        let mut table = rows(1, &[&top, &["重点目標", "目標"], &["部局名", "総務部"]]);
        table.cells.extend(
            rows(1, &[HEADER])
                .cells
                .into_iter()
                .map(|cell| Cell { row: 3, ..cell }),
        );
        let found = run(vec![Block::Table(table)]);
        assert_eq!(found.forms[0].year.as_deref(), Some("令和2年度"), "{top:?}");
        assert!(found.loose.is_empty());
    }
}

#[test]
fn a_word_in_the_place_of_the_numbers_is_a_label() {
    let mut table = rows(
        1,
        &[
            &["重点目標", "目標", "部局名", "総務部", "優先順位", "1位"],
            HEADER,
            &["①", "○甲", "通年", "a", "b", "c"],
            &["特記事項等", "○甲の点", "", "", "○乙の点", ""],
        ],
    );
    table.ruled = false;
    table.edges.clear();
    let found = run(vec![Block::Table(table)]);
    let [form] = found.forms.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(form.rows.len(), 1);
    let last = form.fields.last().unwrap();
    assert_eq!(text(&last.label), "特記事項等");
}

#[test]
fn each_goal_begins_a_sheet() {
    let found = run(vec![sheet(1, "甲", &[]), sheet(1, "乙", &[])]);
    assert_eq!(found.forms.len(), 2);
}

#[test]
fn a_row_goes_on_over_the_page() {
    let rest: &[&[&str]] = &[
        HEADER,
        &["", "続き", "", "", "", "続"],
        &["②", "乙", "", "", "", ""],
    ];
    let found = run(vec![
        line("令和2年度 重点目標管理シート"),
        sheet(1, "目標", &[&["①", "甲", "通年", "a", "b", "c"]]),
        line("令和2年度 重点目標管理シート"),
        Block::Table(rows(2, rest)),
    ]);
    let [form] = found.forms.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(form.rows.len(), 2);
    assert_eq!(text(&form.rows[0].cells[4]), "c|続");
    assert!(found.loose.is_empty(), "{:?}", found.loose);
}

#[test]
fn a_marker_below_the_page_break_belongs_to_the_row_above_it() {
    let found = run(vec![
        sheet(
            1,
            "目標",
            &[&["①", "甲", "", "", "", ""], &["", "○乙の", "", "", "", ""]],
        ),
        Block::Table(rows(
            2,
            &[&["②", "続き", "", "", "", ""], &["③", "丙", "", "", "", ""]],
        )),
    ]);
    let rows = &found.forms[0].rows;
    assert_eq!(
        rows.iter().map(|r| text(&r.marker)).collect::<Vec<_>>(),
        ["①", "②", "③"]
    );
    assert_eq!(text(&rows[1].cells[0]), "○乙の|続き");
}

/// Items under a header on their own page.
fn page(number: u32, items: &[&[&str]]) -> Block {
    let all: Vec<&[&str]> = [HEADER].into_iter().chain(items.iter().copied()).collect();
    Block::Table(rows(number, &all))
}

#[test]
fn a_marker_pages_below_its_title_belongs_to_it() {
    let found = run(vec![
        sheet(1, "目標", &[&["", "○甲の", "", "", "", ""]]),
        page(2, &[&["", "続き", "", "", "", ""]]),
        page(3, &[&["①", "続き", "", "", "", ""]]),
        page(
            4,
            &[
                &["", "終わり", "", "", "", ""],
                &["②", "乙", "", "", "", ""],
            ],
        ),
    ]);
    let rows = &found.forms[0].rows;
    let markers: Vec<String> = rows.iter().map(|r| text(&r.marker)).collect();
    assert_eq!(markers, ["①", "②"]);
    assert_eq!(text(&rows[0].cells[0]), "○甲の|続き|続き|終わり");
}

#[test]
fn a_marker_below_its_title_may_stand_beside_it_on_the_page() {
    let found = run(vec![
        sheet(1, "目標", &[&["", "○甲の", "", "", "", ""]]),
        page(1, &[&["", "続き", "", "", "", ""]]),
        page(2, &[&["①", "続き", "", "", "", ""]]),
        page(2, &[&["②", "乙", "", "", "", ""]]),
    ]);
    let rows = &found.forms[0].rows;
    let markers: Vec<String> = rows.iter().map(|r| text(&r.marker)).collect();
    assert_eq!(markers, ["①", "②"]);
    assert_eq!(text(&rows[0].cells[0]), "○甲の|続き|続き");
}

#[test]
fn the_text_below_a_heading_may_stand_on_the_next_page() {
    const PARTICIPATION: &str = "○市民参加・協働の推進、市民満足度の向上を考慮した点";
    const EFFECTS: &str = "○取組による効果・残された課題";
    let first: &[&[&str]] = &[
        &["重点目標", "目標", "部局名", "総務部"],
        HEADER,
        &["①", "甲", "通年", "a", "b", "c"],
        &["特記事項", PARTICIPATION, EFFECTS],
    ];
    let found = run(vec![
        Block::Table(rows(1, first)),
        Block::Table(rows(2, &[&["", "会議を開いた。", ""]])),
    ]);
    let notes = found.forms[0].fields.iter().rev().take(2);
    let notes: Vec<String> = notes.map(|field| text(&field.value)).collect();
    assert_eq!(notes, ["", "会議を開いた。"]);
    assert!(found.loose.is_empty(), "{:?}", found.loose);
}

#[test]
fn sub_rows_are_one_item() {
    let mut cells = rows(
        1,
        &[&["重点目標", "目標", "部局名", "総務部", "", ""], HEADER],
    )
    .cells;
    cells.push(cell(2, 0, "①").spanning(2, 1));
    for (row, texts) in [
        (2, ["甲\n(1) 会議", "(1) 通年"]),
        (3, ["(2) 調査", "(2) 8月"]),
    ] {
        cells.push(cell(row, 1, texts[0]));
        cells.push(cell(row, 2, texts[1]));
    }
    let found = run(vec![Block::Table(table(cells))]);
    let [row] = found.forms[0].rows.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(text(&row.cells[0]), "甲|(1) 会議|(2) 調査");
}

#[test]
fn an_unknown_row_below_the_items_is_a_labelled_cell() {
    let mut cells = rows(
        1,
        &[&["重点目標", "目標", "部局名", "総務部", "", ""], HEADER],
    )
    .cells;
    for (c, t) in ["①", "甲", "通年", "", "", ""].iter().enumerate() {
        cells.push(cell(2, c, t));
    }
    // its label ends inside the first column: the grid has an edge there
    for cell in cells.iter_mut().filter(|c| c.col > 0) {
        cell.col += 1;
    }
    for cell in cells.iter_mut().filter(|c| c.col == 2) {
        (cell.col, cell.col_span) = (1, 2);
    }
    cells.push(cell(3, 0, "備考").spanning(1, 2));
    cells.push(cell(3, 2, "なし").spanning(1, 5));
    let found = run(vec![Block::Table(table(cells))]);
    let form = &found.forms[0];
    assert_eq!(form.rows.len(), 1);
    let last = form.fields.last().unwrap();
    assert_eq!(
        (last.known, text(&last.label), text(&last.value)),
        (None, "備考".into(), "なし".into())
    );
}

#[test]
fn covers_begin_a_part_of_the_document() {
    let found = run(vec![
        line("総務部"),
        line("令和2年度 重点目標"),
        line("- 1 甲"),
        sheet(2, "甲", &[]),
        line("財政部"),
        line("令和2年度 重点目標"),
        Block::Table(rows(3, &[&["順位", "重点目標"], &["1", "乙"]])),
        sheet(4, "乙", &[]),
    ]);
    let covers: Vec<String> = found.covers.iter().map(|c| text(&c.department)).collect();
    assert_eq!(covers, ["総務部", "財政部"]);
    assert_eq!(
        found.forms.iter().map(|f| f.cover).collect::<Vec<_>>(),
        [Some(0), Some(1)]
    );
    assert_eq!(text(&found.covers[1].goals[0].1), "乙");
    assert!(found.loose.is_empty(), "{:?}", found.loose);
}

#[test]
fn parts_in_cells_of_their_own() {
    let cells = vec![
        cell(0, 0, "重点目標"),
        cell(0, 1, "目標"),
        cell(1, 0, "創生総合戦略における位置付け").spanning(2, 1),
        cell(1, 1, "戦略"),
        cell(1, 2, "しごと"),
        cell(2, 1, "施策体系"),
        cell(2, 2, "産業"),
    ];
    let found = run(vec![Block::Table(table(cells))]);
    let parts: Vec<_> = found.forms[0]
        .fields
        .iter()
        .map(|f| (f.part, text(&f.value)))
        .collect();
    assert_eq!(
        parts[2..],
        [(Some(0), "しごと".into()), (Some(1), "産業".into())]
    );
}

#[test]
fn a_table_of_another_kind_is_no_sheet() {
    let found = run(vec![Block::Table(rows(
        1,
        &[&["順位", "品目", "数"], &["1", "りんご", "3"]],
    ))]);
    assert!(found.forms.is_empty());
    assert_eq!(found.loose.len(), 6);
}

#[test]
fn an_unknown_pair_behind_a_value_is_a_field_of_its_own() {
    let row: &[&str] = &["重点目標", "目標", "担当課", "総務課", "部局名", "総務部"];
    for ruled in [true, false] {
        let table = Table {
            ruled,
            ..rows(1, &[row])
        };
        let found = run(vec![Block::Table(table)]);
        let fields = found.forms[0].fields.iter();
        let fields: Vec<String> = fields
            .map(|f| format!("{}={}", text(&f.label), text(&f.value)))
            .collect();
        assert_eq!(fields, ["重点目標=目標", "担当課=総務課", "部局名=総務部"]);
    }
}

/// Two boxes for seals, to the right of where a sheet begins.
pub(crate) fn seals(page: u32) -> Block {
    let mut table = rows(page, &[&["部長", "課長"]]);
    table.edges = vec![420.0, 450.0, 480.0];
    Block::Table(table)
}

#[test]
fn boxes_for_seals_belong_to_the_sheet_below_them() {
    let title = || line("令和2年度 重点目標管理シート");
    let found = run(vec![
        title(),
        seals(1),
        sheet(1, "甲", &[&["①", "甲", "", "", "", ""]]),
        title(),
        seals(2),
        sheet(2, "乙", &[]),
    ]);
    let seals = found.forms.iter().map(|form| text(&form.fields[0].label));
    assert_eq!(seals.collect::<Vec<_>>(), ["部長", "部長"]);
    let fields = found.forms.iter().map(|form| form.fields.len());
    assert_eq!(fields.collect::<Vec<_>>(), [4, 4]);
    assert!(found.loose.is_empty(), "{:?}", found.loose);
}

#[test]
fn a_value_may_run_on_into_an_empty_cell() {
    let row: &[&str] = &["重点目標", "緑を守り", "育てる", "担当課", "総務課"];
    let mut table = rows(1, &[row, &["部局名", "総務部"]]);
    let boxes = [
        (100.0, 198.0),
        (199.0, 230.0),
        (302.0, 332.0),
        (402.0, 432.0),
    ];
    for (cell, (from, to)) in table.cells.iter_mut().skip(1).zip(boxes) {
        for line in &mut cell.lines {
            (line.bbox, line.size) = (Rect::new(from, 4.0, to, 14.0), 10.0);
        }
    }
    let found = run(vec![Block::Table(table)]);
    let fields = found.forms[0].fields.iter();
    let fields: Vec<String> = fields
        .map(|f| format!("{}={}", text(&f.label), text(&f.value)))
        .collect();
    assert_eq!(fields[..2], ["重点目標=緑を守り|育てる", "担当課=総務課"]);
}

/// The fields of a sheet with this table, as `label=value`; the table ends with its last cell.
fn fields(mut table: Table) -> Vec<String> {
    table.edges.truncate(table.cols + 1);
    let found = run(vec![Block::Table(table)]);
    let fields = found.forms[0].fields.iter();
    fields
        .map(|f| format!("{}={}", text(&f.label), text(&f.value)))
        .collect()
}

#[test]
fn the_text_as_wide_as_the_table_below_a_heading_is_its_value() {
    let mut table = rows(
        1,
        &[
            &["重点目標", "目標", "部局名", "総務部"],
            &["現況・課題", "", "", ""],
        ],
    );
    table
        .cells
        .push(cell(2, 0, "人が足りない。").spanning(1, 4));
    assert_eq!(fields(table)[2], "現況・課題=人が足りない。");
}

#[test]
fn values_are_before_their_labels_where_the_last_label_ends_its_row() {
    let row = ["重点目標", "備え", "総務部", "部局名", "1位", "優先順位"];
    assert_eq!(
        fields(rows(1, &[&row])),
        ["重点目標=備え", "部局名=総務部", "優先順位=1位"]
    );
    let with_room = [&row[..], &[""]].concat();
    assert_eq!(
        fields(rows(1, &[&with_room])),
        ["重点目標=備え|総務部", "部局名=1位", "優先順位="]
    );
}

#[test]
fn a_value_that_a_transcription_split_is_one() {
    let row: &[&str] = &[
        "行財政改革大綱における位置付け",
        "(3) 市民満足度",
        "イ 人材",
        "部局名",
        "総務部",
    ];
    let goal: &[&str] = &["重点目標", "目標"];
    let table = Table {
        ruled: false,
        ..rows(1, &[goal, row])
    };
    let found = run(vec![Block::Table(table)]);
    assert_eq!(
        text(&found.forms[0].fields[1].value),
        "(3) 市民満足度|イ 人材"
    );
}

#[test]
fn a_word_or_two_below_a_heading_are_no_slip_in_it() {
    let mut table = rows(
        1,
        &[
            &["重点目標", "甲", "部局名", "総務部", "優先順位", "1位"],
            HEADER,
            &["①", "○甲", "", "", "", ""],
            &[
                "特記事項",
                "○市民参加・協働の推進、市民満足度の向上を考慮した点\n特になし",
                "○取組による効果・残された課題\nなし",
            ],
        ],
    );
    table.cols = 6;
    let title = line("令和2年度 重点目標管理シート");
    let found = run(vec![title, Block::Table(table)]);
    let notes = found.forms[0].fields.last().unwrap();
    assert_eq!(notes.part, None);
    assert!(text(&notes.value).ends_with("課題|なし"), "{notes:?}");
}
