#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::super::testing::package;
use super::*;
use crate::content::{Block, Table};

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><sheets>
<sheet name="総務 部" r:id="a"/><sheet name="控え" state="hidden" r:id="b"/></sheets>
<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'総務 部'!$A$1:$D$20</definedName></definedNames>
</workbook>"#;
const RELATIONS: &str = r#"<Relationships>
<Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="b" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
const ROOT: &str = r#"<Relationships><Relationship Id="r" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
/// Look 0 is bare, 1 has borders all around, 2 as well with a format of numbers.
const STYLES: &str = r##"<styleSheet><numFmts count="1"><numFmt numFmtId="170" formatCode="#,##0&quot;円&quot;"/></numFmts>
<fonts><font/></fonts><fills><fill/></fills>
<borders><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>
<cellXfs><xf numFmtId="0" borderId="0"/><xf numFmtId="0" borderId="1"/><xf numFmtId="170" borderId="1"/></cellXfs></styleSheet>"##;
const HIDDEN: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>控え</t></is></c></row></sheetData></worksheet>"#;

/// A workbook whose first sheet holds this.
fn workbook(sheet: &str) -> Vec<u8> {
    package(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet>{sheet}</worksheet>"),
        ),
        ("xl/worksheets/sheet2.xml", HIDDEN),
    ])
}

fn read(sheet: &str) -> (Content, Vec<Diagnostic>) {
    read_xlsx(workbook(sheet), Limits::default()).unwrap()
}

fn text(at: &str, look: u8, text: &str) -> String {
    format!(
        r#"<c r="{at}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#
    )
}

fn row(number: u32, cells: &[String]) -> String {
    format!(r#"<row r="{number}">{}</row>"#, cells.concat())
}

fn shape(table: &Table) -> Vec<(usize, usize, usize, usize, String)> {
    let cells = table.cells.iter();
    cells
        .map(|c| (c.row, c.col, c.row_span, c.col_span, c.text()))
        .collect()
}

/// Tables in brackets, lines bare.
fn blocks(content: &Content) -> Vec<String> {
    let block = |block: &Block| match block {
        Block::Line(line) | Block::Furniture(line) => line.text.to_string(),
        Block::Table(table) => {
            let cells: Vec<String> = table.cells.iter().map(|cell| cell.text()).collect();
            format!("[{}]", cells.join("|"))
        }
    };
    content.blocks.iter().map(block).collect()
}

#[test]
fn a_framed_part_of_a_sheet_is_a_table_with_its_spans() {
    let data = [
        row(1, &[text("A1", 0, "題")]),
        row(3, &[text("A3", 1, "項目"), text("B3", 1, "①\n二行")]),
        row(
            4,
            &[
                "<c r=\"A4\" s=\"1\"/>".to_owned(),
                "<c r=\"B4\" s=\"2\"><v>1200</v></c>".to_owned(),
            ],
        ),
    ];
    let (content, _) = read(&format!(
        r#"<cols><col min="1" max="1" width="10"/></cols><sheetData>{}</sheetData><mergeCells><mergeCell ref="A3:A4"/></mergeCells>"#,
        data.concat()
    ));
    assert_eq!(blocks(&content), ["題", "[項目|①\n二行|1,200円]"]);
    let table = content.tables().next().unwrap();
    let cell = |row, col, rows, text: &str| (row, col, rows, 1, text.to_owned());
    let want = [
        cell(0, 0, 2, "項目"),
        cell(0, 1, 1, "①\n二行"),
        cell(1, 1, 1, "1,200円"),
    ];
    assert_eq!(shape(table), want);
    assert_eq!(table.edges, [0.0, 63.75, 117.75]);
    let names: Vec<String> = content
        .addresses
        .iter()
        .map(|a| format!("{} {}", a.cell, a.line))
        .collect();
    assert_eq!(
        names,
        [
            "'総務 部'!A1 1",
            "'総務 部'!A3 1",
            "'総務 部'!B3 1",
            "'総務 部'!B3 2",
            "'総務 部'!B4 1"
        ]
    );
}

#[test]
fn what_is_not_printed_is_left_out_and_told() {
    let data = [
        r#"<row r="1" hidden="1">"#.to_owned(),
        text("A1", 0, "隠し行"),
        "</row>".to_owned(),
        row(
            2,
            &[
                text("A2", 0, "本文"),
                text("B2", 0, "隠し列"),
                text("F2", 0, "欄外"),
            ],
        ),
    ];
    let (content, notes) = read(&format!(
        r#"<cols><col min="2" max="2" hidden="1"/></cols><sheetData>{}</sheetData>"#,
        data.concat()
    ));
    assert_eq!(blocks(&content), ["本文"]);
    assert_eq!((notes.len(), notes[0].code), (1, Code::LeftOut));
    for what in [
        "sheets 控え",
        "rows and columns of 総務 部",
        "print area of 総務 部",
    ] {
        assert!(notes[0].message.contains(what), "{}", notes[0].message);
    }
}

#[test]
fn a_formula_without_a_value_is_told() {
    let cell =
        |at: &str, kind: &str, value: &str| format!(r#"<c r="{at}"{kind}><f>1+1</f>{value}</c>"#);
    let cells = [
        cell("A1", "", "<v>2</v>"),
        cell("B1", "", "<v></v>"),
        cell("C1", "", ""),
        cell("D1", " t=\"str\"", "<v></v>"),
    ];
    let (content, notes) = read(&format!("<sheetData>{}</sheetData>", row(1, &cells)));
    assert_eq!(blocks(&content), ["2"]);
    assert_eq!(notes[0].code, Code::NoValue);
    assert!(notes[0].message.contains("2 formulas") && notes[0].message.contains("!B1, C1;"));
}

#[test]
fn tables_side_by_side_are_read_one_after_the_other() {
    let pair = |r: u32, a: &str, b: &str| {
        row(
            r,
            &[
                text(&format!("A{r}"), 1, a),
                text(&format!("B{r}"), 1, "x"),
                text(&format!("D{r}"), 1, b),
            ],
        )
    };
    let data = [
        row(1, &[text("A1", 0, "左"), text("D1", 0, "右")]),
        pair(2, "一", "三"),
        pair(3, "二", "四"),
    ];
    let (content, _) = read(&format!("<sheetData>{}</sheetData>", data.concat()));
    assert_eq!(blocks(&content), ["左", "[一|x|二|x]", "右", "[三|四]"]);
}

#[test]
fn rows_of_cells_without_borders_are_a_table_as_well() {
    let data = [
        row(1, &[text("A1", 0, "題")]),
        row(2, &[text("A2", 0, "部局"), text("B2", 0, "総務部")]),
        row(3, &[text("A3", 0, "順位"), text("B3", 0, "1")]),
        row(4, &[text("A4", 0, "注")]),
    ];
    let (content, _) = read(&format!("<sheetData>{}</sheetData>", data.concat()));
    assert_eq!(blocks(&content), ["題", "[部局|総務部|順位|1]", "注"]);
}

#[test]
fn a_million_empty_rows_cost_nothing() {
    let far = row(1_048_576, &["<c r=\"XFD1048576\" s=\"1\"/>".to_owned()]);
    let near = row(1, &[text("A1", 1, "a"), text("B1", 1, "b")]);
    let (content, _) = read(&format!("<sheetData>{near}{far}</sheetData>"));
    assert_eq!(blocks(&content), ["[a|b]"]);
}

#[test]
fn what_is_broken_or_too_large_is_an_error() {
    let code = |bytes| read_xlsx(bytes, Limits::default()).unwrap_err().code;
    assert_eq!(
        code(workbook("<sheetData><row><c r=\"A1\"><v>1</v>")),
        Code::Damaged
    );
    assert_eq!(code(b"PK\x03\x04 xl/workbook.xml".to_vec()), Code::Damaged);
    let limits = Limits {
        max_bytes: 3_000,
        ..Limits::default()
    };
    let bomb = workbook(&format!("<!--{}-->", " ".repeat(100_000)));
    assert!(bomb.len() < 3_000);
    assert_eq!(read_xlsx(bomb, limits).unwrap_err().code, Code::Limit);
}

/// Excel 4 kept macros in sheets, and old workbooks still have them.
#[test]
fn sheets_of_macros_are_left_out_and_reported() {
    let workbook = WORKBOOK.replace("</sheets>", r#"<sheet name="マクロ1" r:id="m"/></sheets>"#);
    let relations = RELATIONS.replace(
        "</Relationships>",
        r#"<Relationship Id="m" Type="x/xlMacrosheet" Target="macrosheets/sheet1.xml"/></Relationships>"#,
    );
    let cells = row(1, &[text("A1", 1, "目標"), text("B1", 1, "点検")]);
    let bytes = package(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", STYLES),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet><sheetData>{cells}</sheetData></worksheet>"),
        ),
        ("xl/worksheets/sheet2.xml", HIDDEN),
        (
            "xl/macrosheets/sheet1.xml",
            r#"<xm:macrosheet xmlns:xm="m"><sheetData><row r="1"><c r="A1"><f>HALT()</f></c></row></sheetData></xm:macrosheet>"#,
        ),
    ]);
    let (content, notes) = read_xlsx(bytes, Limits::default()).unwrap();
    assert_eq!(content.pages, 1);
    let codes: Vec<Code> = notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, [Code::LeftOut, Code::Macros]);
}

/// The workbook of the fixtures with its second sheet as one of macros.
#[test]
fn sheets_of_macros_in_old_workbooks_are_left_out_and_reported() {
    const FIXTURE: &[u8] = include_bytes!("../../../fixtures/originals/zaisei-r1.xls");
    let mut bytes = FIXTURE.to_vec();
    let name = "目標2".encode_utf16().flat_map(u16::to_le_bytes);
    let name: Vec<u8> = name.collect();
    // before the name: what kind of sheet it is, then the length of the name and how it is written
    let at = memchr::memmem::find(&bytes, &name).unwrap() - 3;
    assert_eq!(&bytes[at..at + 3], [0, 3, 1]);
    bytes[at] = 1;
    let (content, notes) = read_xls(bytes, Limits::default()).unwrap();
    assert_eq!(content.pages, 2);
    assert!(
        notes.iter().any(|note| note.code == Code::Macros),
        "{notes:?}"
    );
}
