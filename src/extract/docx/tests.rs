#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::super::testing::package;
use super::*;
use crate::content::Block;
use crate::extract::flow::drawn;

const ROOT: &str = r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="n" Type="x/numbering" Target="numbering.xml"/>
<Relationship Id="s" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="Point"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Own"><w:basedOn w:val="Point"/></w:style></w:styles>"#;
const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%1"/><w:suff w:val="nothing"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF06C;"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#;

fn read_body(body: &str) -> (Content, Vec<Diagnostic>) {
    let document =
        format!("<w:document xmlns:w=\"w\" xmlns:m=\"m\"><w:body>{body}</w:body></w:document>");
    let bytes = package(&[
        ("_rels/.rels", ROOT),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/numbering.xml", NUMBERING),
        ("word/styles.xml", STYLES),
    ]);
    read(bytes, Limits::default()).unwrap()
}

fn blocks(body: &str) -> Vec<String> {
    drawn(&read_body(body).0)
}

fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn listed(list: u32, level: u32, text: &str) -> String {
    let numbers =
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    paragraph(&numbers, text)
}

#[test]
fn numbers_that_stand_nowhere_are_counted() {
    let body = [
        listed(1, 0, "防災"),
        listed(1, 1, "整備"),
        listed(1, 1, "訓練"),
        paragraph("<w:pStyle w:val=\"Own\"/>", "支援"),
        listed(1, 2, "点"),
        listed(1, 0, "庁舎"),
        listed(1, 1, "移転"),
        listed(2, 1, "五番"),
        listed(0, 0, "なし"),
    ];
    let want = [
        "①防災",
        "(1) 整備",
        "(2) 訓練",
        "(3) 支援",
        "● 点",
        "②庁舎",
        "(1) 移転",
        "(5) 五番",
        "なし",
    ];
    assert_eq!(blocks(&body.concat()), want);
}

#[test]
fn merged_cells_have_their_spans() {
    let cell = |properties: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>",
            paragraph("", text)
        )
    };
    let body = format!(
        "<w:tbl><w:tblGrid><w:gridCol w:w=\"1000\"/><w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"600\"/></w:tblGrid>\
         <w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:vMerge w:val=\"restart\"/>", "項目"),
        cell("<w:gridSpan w:val=\"2\"/>", "目標"),
        cell("<w:vMerge/>", ""),
        cell("", "a"),
        cell("", "b"),
    );
    assert_eq!(
        blocks(&body),
        ["[0,0,2,1 項目|0,1,1,2 目標|1,1,1,1 a|1,2,1,1 b]"]
    );
    let (content, _) = read_body(&body);
    assert_eq!(
        content.tables().next().unwrap().edges,
        [0.0, 50.0, 150.0, 180.0]
    );
    assert_eq!(&*content.addresses[1].cell, "1!B1");
}

#[test]
fn runs_are_read_as_they_are_shown() {
    let body = "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r>\
                <w:del><w:r><w:delText>消</w:delText></w:r></w:del><w:ins><w:r><w:t>入</w:t></w:r></w:ins>\
                <w:r><w:rPr><w:vanish/></w:rPr><w:t>隠</w:t></w:r>\
                <w:ruby><w:rt><w:r><w:t>るび</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby>\
                <w:r><w:sym w:font=\"Wingdings\" w:char=\"F06C\"/></w:r></w:p>";
    assert_eq!(blocks(body), ["一", "二\u{3000}三入字●"]);
    assert_eq!(read_body(body).1[0].code, Code::LeftOut);
}

#[test]
fn text_boxes_stand_behind_their_paragraph() {
    let body = "<w:p><w:r><w:t>本文</w:t><m:AlternateContent><m:Choice><w:txbxContent><w:p><w:r><w:t>枠</w:t></w:r></w:p></w:txbxContent></m:Choice>\
                <m:Fallback><w:txbxContent><w:p><w:r><w:t>枠</w:t></w:r></w:p></w:txbxContent></m:Fallback></m:AlternateContent></w:r></w:p>";
    assert_eq!(blocks(body), ["本文", "枠"]);
    assert_eq!(read_body(body).1[0].code, Code::TextBoxes);
}

#[test]
fn pages_turn_where_the_author_turned_them() {
    let body = "<w:p><w:r><w:t>一</w:t><w:br w:type=\"page\"/><w:t>二</w:t></w:r></w:p>\
                <w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>三</w:t></w:r></w:p>";
    let (content, _) = read_body(body);
    let pages: Vec<u32> = content.blocks.iter().map(Block::page).collect();
    assert_eq!((pages, content.pages), (vec![1, 2, 3], 3));
}
