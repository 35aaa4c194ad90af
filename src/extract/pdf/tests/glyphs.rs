#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::*;
use crate::extract::{Direction, Glyph};

fn boxed(glyph: &Glyph) -> [f32; 4] {
    glyph.bbox.into()
}

#[test]
fn glyphs_have_boxes_from_the_top_left_corner() {
    let page = drawn("BT /F 10 Tf 20 50 Td (AB) Tj ET");
    assert_eq!(text(&page), "AB");
    assert_eq!((page.number, page.width, page.height), (1, 200.0, 100.0));
    assert_eq!(boxed(&page.glyphs[0]), [20.0, 41.2, 26.67, 51.2]);
    assert!(near(page.glyphs[1].origin.0, 26.67) && near(page.glyphs[1].origin.1, 50.0));
    assert!(
        page.glyphs
            .iter()
            .all(|glyph| near(glyph.size, 10.0) && glyph.visible)
    );
}

#[test]
fn directions_follow_the_text_matrix() {
    for (matrix, direction) in [
        ("1 0 0 1", Direction::Right),
        ("0 1 -1 0", Direction::Up),
        ("0 -1 1 0", Direction::Down),
        ("-1 0 0 -1", Direction::Left),
        ("0.9 0.4 -0.4 0.9", Direction::Slanted),
        ("0.9995 0.03 -0.03 0.9995", Direction::Right),
    ] {
        let page = drawn(&format!("BT /F 10 Tf {matrix} 100 50 Tm (A) Tj ET"));
        assert_eq!(page.glyphs[0].direction, direction, "{matrix}");
    }
}

#[test]
fn a_turned_page_is_read_as_seen() {
    let rotated =
        format!("/MediaBox [0 0 200 100] /Rotate 90 /Resources << /Font << {HELVETICA} >> >>");
    let page = page(one_page(
        "BT /F 10 Tf 0 1 -1 0 50 20 Tm (A) Tj ET",
        &rotated,
        "",
    ));
    assert_eq!((page.width, page.height), (100.0, 200.0));
    assert_eq!(page.glyphs[0].direction, Direction::Right);
    assert!(near(page.glyphs[0].origin.0, 20.0) && near(page.glyphs[0].origin.1, 50.0));
}

#[test]
fn what_lies_outside_the_crop_box_is_not_read() {
    let cropped = format!(
        "/MediaBox [0 0 200 100] /CropBox [50 0 200 100] /Resources << /Font << {HELVETICA} >> >>"
    );
    let content =
        "BT /F 10 Tf 10 50 Td (A) Tj 50 0 Td (B) Tj ET 0 20 m 40 20 l S 0 30 m 100 30 l S";
    let page = page(one_page(content, &cropped, ""));
    assert_eq!(text(&page), "B");
    assert!(near(page.glyphs[0].origin.0, 10.0));
    assert_eq!(page.rules.len(), 1);
    assert!(near(page.rules[0].to, 50.0));
}

#[test]
fn clipped_text_and_rules_are_not_read() {
    let page = drawn(
        "q 20 40 60 20 re W n BT /F 10 Tf 30 45 Td (A) Tj 100 0 Td (B) Tj ET 0 50 m 200 50 l S 0 80 m 200 80 l S Q \
         BT /F 10 Tf 130 45 Td (C) Tj ET",
    );
    assert_eq!(text(&page), "AC");
    assert_eq!(page.rules.len(), 1);
    let rule = page.rules[0];
    assert!((rule.from - 20.0).abs() < 0.2 && (rule.to - 80.0).abs() < 0.2);
}

#[test]
fn invisible_and_transparent_text_says_so() {
    let page = drawn("BT /F 10 Tf 3 Tr 20 50 Td (A) Tj 0 Tr (B) Tj ET");
    let visible: Vec<bool> = page.glyphs.iter().map(|glyph| glyph.visible).collect();
    assert_eq!(visible, [false, true]);
}

#[test]
fn fill_and_stroke_text_comes_once() {
    let page = drawn("BT /F 10 Tf 2 Tr 20 50 Td (AB) Tj (C) Tj ET");
    assert_eq!(text(&page), "ABC");
    // drawn twice separately: removing duplicates is up to layout
    let page = drawn("BT /F 10 Tf 20 50 Td (A) Tj ET BT 20 50 Td (A) Tj ET");
    assert_eq!(text(&page), "AA");
    // outlined text alone is text
    let page = drawn("BT /F 10 Tf 1 Tr 20 50 Td (A) Tj ET");
    assert_eq!(text(&page), "A");
}

#[test]
fn actual_text_replaces_what_the_font_says() {
    let page =
        drawn("BT /F 10 Tf 20 50 Td /Span << /ActualText <FEFF6C11> >> BDC (x) Tj EMC (y) Tj ET");
    assert_eq!(text(&page), "民y");
    // one glyph for two characters: its box is divided
    let page = drawn("BT /F 10 Tf 20 50 Td /Span << /ActualText (fi) >> BDC (W) Tj EMC ET");
    assert_eq!(text(&page), "fi");
    assert!(near(page.glyphs[0].bbox.x1, page.glyphs[1].bbox.x0));
    assert!(near(page.glyphs[1].bbox.x1, 29.44));
    // two glyphs for one character: their boxes are joined
    let page = drawn("BT /F 10 Tf 20 50 Td /Span << /ActualText <FEFF304C> >> BDC (AB) Tj EMC ET");
    assert_eq!(text(&page), "が");
    assert!(near(page.glyphs[0].bbox.x1, 33.34));
}

#[test]
fn actual_text_of_a_whole_line_does_not_move_its_glyphs() {
    let page = drawn(
        "BT /F 10 Tf 20 50 Td /P << /ActualText (a long line in other words) >> BDC (A line) Tj EMC ET",
    );
    assert_eq!(text(&page), "A line");
}

#[test]
fn unbalanced_marks_and_clips_do_no_harm() {
    let page = drawn("EMC EMC Q Q BT /F 10 Tf 20 50 Td (A) Tj ET EMC /Span BMC");
    assert_eq!(text(&page), "A");
}

#[test]
fn fonts_that_are_not_embedded_are_read_by_their_cmap() {
    for (cmap, code) in [
        ("UniJIS-UTF16-H", "76EE6A19"),
        ("UniJIS-UCS2-H", "76EE6A19"),
        ("90ms-RKSJ-H", "96DA9557"),
        ("EUC-H", "CCDCC9B8"),
        ("UniJIS2004-UTF16-H", "76EE6A19"),
        ("UniJIS-UTF32-H", "000076EE00006A19"),
        ("UniJIS2004-UTF32-H", "000076EE00006A19"),
        ("UniJIS-UTF8-H", "E79BAEE6A899"),
        ("78-EUC-H", "CCDCC9B8"),
        ("Adobe-Japan1-2", "0EE80DAA"),
    ] {
        let content = format!("BT /F 10 Tf 20 50 Td <{code}> Tj ET");
        assert_eq!(
            text(&page(pdf(&content, &cid_font(cmap), ""))),
            "目標",
            "{cmap}"
        );
    }
}

/// ㉒ and 𠀋 are newer than the CMap, others are a vendor's: neither they nor the text after them may be lost.
#[test]
fn a_code_missing_from_a_cmap_does_not_affect_the_next() {
    for (cmap, code, want) in [
        ("UniJIS-UCS2-H", "76EE32526A19", "目㉒標"),
        ("UniJIS-UCS2-H", "76EED840DC0B6A19", "目𠀋標"),
        ("90ms-RKSJ-H", "96DAF0409557", "目\u{FFFD}標"),
        ("90ms-RKSJ-V", "96DAF9FC9557", "目\u{FFFD}標"),
        ("EUC-H", "CCDCF5A1C9B8", "目\u{FFFD}標"),
        ("H", "4C5C29214938", "目\u{FFFD}標"),
    ] {
        let content = format!("BT /F 10 Tf 20 50 Td <{code}> Tj ET");
        let page = page(pdf(&content, &cid_font(cmap), ""));
        assert_eq!(text(&page), want, "{cmap}");
    }
}

/// A composite font that is not embedded, with CIDs of an unknown collection as codes.
fn nameless_font(to_unicode: &str) -> String {
    format!(
        "/F << /Type /Font /Subtype /Type0 /BaseFont /Gothic /Encoding /Identity-H {to_unicode} /DescendantFonts [<< \
         /Type /Font /Subtype /CIDFontType2 /BaseFont /Gothic /CIDSystemInfo << /Registry (Adobe) /Ordering \
         (Identity) /Supplement 0 >> >>] >>"
    )
}

#[test]
fn glyphs_of_an_unknown_font_are_not_blanks() {
    let content = "BT /F 10 Tf 20 50 Td <76EE6A19> Tj ET";
    for (to_unicode, want) in [("", "\u{FFFD}\u{FFFD}"), ("/ToUnicode /Identity-H", "目標")] {
        let page = page(pdf(content, &nameless_font(to_unicode), ""));
        assert_eq!(text(&page), want);
    }
}

#[test]
fn glyphs_with_unknown_names_are_not_blanks() {
    let font = "/F << /Type /Font /Subtype /Type1 /BaseFont /Gothic /Encoding << /Differences [97 /cid3816 /space] >> >>";
    let page = page(pdf("BT /F 10 Tf 20 50 Td (ab) Tj ET", font, ""));
    assert_eq!(text(&page), "\u{FFFD} ");
}

#[test]
fn of_a_broken_to_unicode_map_the_sound_entries_are_read() {
    let map = "beginbfchar <0001> <76EE> <0002> <> <0003> <6A19> endbfchar";
    let object = format!(
        "5 0 obj\n<< /Length {} >>\nstream\n{map}\nendstream\nendobj",
        map.len()
    );
    let font = nameless_font("/ToUnicode 5 0 R");
    let content = "BT /F 10 Tf 20 50 Td <000100020003> Tj ET";
    assert_eq!(text(&page(pdf(content, &font, &object))), "目\u{FFFD}標");
}

#[test]
fn vertical_writing_has_a_cell_of_one_em() {
    for cmap in ["UniJIS-UTF16-V", "UniJIS-UTF32-V"] {
        let code = if cmap.contains("32") {
            "000076EE00006A19"
        } else {
            "76EE6A19"
        };
        let content = format!("BT /F 10 Tf 100 80 Td <{code}> Tj ET");
        let page = page(pdf(&content, &cid_font(cmap), ""));
        assert_eq!(text(&page), "目標");
        assert!(
            page.glyphs
                .iter()
                .all(|glyph| glyph.direction == Direction::Vertical)
        );
        assert_eq!(boxed(&page.glyphs[0]), [95.0, 20.0, 105.0, 30.0]);
        assert_eq!(boxed(&page.glyphs[1]), [95.0, 30.0, 105.0, 40.0]);
        assert!(near(page.glyphs[0].origin.0, 100.0) && near(page.glyphs[0].origin.1, 20.0));
    }
}

/// The smallest TrueType program that hayro loads: three glyphs without outlines and a character map.
fn truetype(map: &[(u32, u32)]) -> Vec<u8> {
    let mut cmap = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    let groups = map.iter().flat_map(|&(code, glyph)| [code, code, glyph]);
    let head = [16 + 12 * map.len() as u32, 0, map.len() as u32];
    cmap.extend(head.into_iter().chain(groups).flat_map(u32::to_be_bytes));
    let mut head = vec![0; 54];
    head[18..20].copy_from_slice(&1000u16.to_be_bytes());
    let tables = [
        (b"cmap", cmap),
        (b"head", head),
        (b"maxp", vec![0, 0, 0x50, 0, 0, 3]),
    ];
    let mut font = vec![0, 1, 0, 0, 0, 3, 0, 32, 0, 1, 0, 16];
    let mut offset = 12 + 16 * tables.len() as u32;
    for (tag, table) in &tables {
        font.extend(*tag);
        font.extend(
            [0, offset, table.len() as u32]
                .into_iter()
                .flat_map(u32::to_be_bytes),
        );
        offset += table.len() as u32;
    }
    font.extend(tables.into_iter().flat_map(|(_, table)| table));
    font
}

/// A composite font with an embedded program and no ToUnicode map, as `/F`, and its objects.
fn embedded(ordering: &str, program: &[u8]) -> (String, String) {
    let hex: String = program.iter().map(|b| format!("{b:02X}")).collect();
    let font = "/F << /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Gothic /Encoding /Identity-H /DescendantFonts \
                [5 0 R] >>";
    let objects = format!(
        "5 0 obj\n<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Gothic /CIDSystemInfo << /Registry (Adobe) \
         /Ordering ({ordering}) /Supplement 2 >> /FontDescriptor 6 0 R >>\nendobj\n\
         6 0 obj\n<< /Type /FontDescriptor /FontName /ABCDEF+Gothic /Flags 4 /FontFile2 7 0 R >>\nendobj\n\
         7 0 obj\n<< /Length {} /Filter /ASCIIHexDecode >>\nstream\n{hex}\nendstream\nendobj",
        hex.len()
    );
    (font.to_owned(), objects)
}

#[test]
fn a_font_without_to_unicode_is_read_by_its_collection() {
    let (font, objects) = embedded("Japan1", &truetype(&[]));
    let page = page(pdf(
        "BT /F 10 Tf 20 50 Td <034B034C> Tj ET",
        &font,
        &objects,
    ));
    assert_eq!(text(&page), "あぃ");
}

#[test]
fn a_font_without_to_unicode_is_read_by_its_character_map() {
    let program = truetype(&[(0x6A19, 2), (0x76EE, 1), (0xE000, 1)]);
    let (font, objects) = embedded("Identity", &program);
    let page = page(pdf(
        "BT /F 10 Tf 20 50 Td <00010002> Tj ET",
        &font,
        &objects,
    ));
    assert_eq!(text(&page), "目標");
}

#[test]
fn an_unknown_glyph_without_ink_is_a_space() {
    let (font, objects) = embedded("Identity", &truetype(&[(0x76EE, 1)]));
    let page = page(pdf(
        "BT /F 10 Tf 20 50 Td <00010002> Tj ET",
        &font,
        &objects,
    ));
    assert_eq!(text(&page), "目 ");
}

#[test]
fn variation_selectors_are_dropped_and_ligatures_cut() {
    let to_unicode = "beginbfchar <41> <845BDB40DD00> <42> <00660069> endbfchar";
    let object = format!(
        "5 0 obj\n<< /Length {} >>\nstream\n{to_unicode}\nendstream\nendobj",
        to_unicode.len()
    );
    let font = "/F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>";
    let page = page(pdf("BT /F 10 Tf 20 50 Td (AB) Tj ET", font, &object));
    assert_eq!(text(&page), "葛fi");
    assert!(near(
        page.glyphs[1].bbox.width(),
        page.glyphs[2].bbox.width()
    ));
}

#[test]
fn values_of_fields_are_read_where_nothing_draws_them() {
    let field = |more: &str| {
        let annotation = format!(
            "/Annots [<< /Type /Annot /Subtype /Widget /Rect [20 40 120 60] /T (t) /DA (/Helv 10 Tf 0 g) {more} >>]"
        );
        let appearances = "9 0 obj\n<< /Length 11 /BBox [0 0 1 1] >>\nstream\n/Tx BMC EMC\nendstream\nendobj\n\
                           10 0 obj\n<< /Length 11 /BBox [0 0 1 1] >>\nstream\nBT () Tj ET \nendstream\nendobj";
        page(one_page(
            "",
            &format!("/MediaBox [0 0 200 100] {annotation}"),
            appearances,
        ))
    };
    let typed = field("/FT /Tx /V <FEFF76EE6A19>");
    assert_eq!(text(&typed), "目標");
    let (first, second) = (&typed.glyphs[0].bbox, &typed.glyphs[1].bbox);
    assert!(near(first.y0, 45.0) && near(first.x1, second.x0) && near(first.x0, 22.0));
    assert_eq!(text(&field("/FT /Ch /V (a) /Opt [[(a) (one)] (b)]")), "one");
    assert_eq!(text(&field("/FT /Tx /Ff 8192 /V (abc)")), "***");
    assert_eq!(text(&field("/FT /Tx /F 2 /V (abc)")), "");
    assert_eq!(text(&field("/FT /Btn /V (abc)")), "");
    assert_eq!(text(&field("/FT /Tx /V (abc) /AP << /N 9 0 R >>")), "abc");
    assert_eq!(text(&field("/FT /Tx /V (abc) /AP << /N 10 0 R >>")), "");
    assert_eq!(text(&field("/Parent << /FT /Tx /V (abc) >>")), "abc");
}

#[test]
fn lines_of_a_field_are_set_below_each_other() {
    let annotation = "/Annots [<< /Type /Annot /Subtype /FreeText /Rect [20 20 64 80] /Contents (abcdefghi\\rj) /DA \
                      (/Helv 10 Tf) >>]";
    let page = page(one_page(
        "",
        &format!("/MediaBox [0 0 200 100] {annotation}"),
        "",
    ));
    let lines: Vec<f32> = page.glyphs.iter().map(|g| g.bbox.y0).collect();
    assert_eq!(text(&page), "abcdefghij");
    assert!(near(lines[0], 22.0) && near(lines[7], 22.0));
    assert!(near(lines[8], 32.0) && near(lines[9], 42.0));
}

#[test]
fn a_soft_hyphen_with_a_width_is_a_minus_sign() {
    let to_unicode = "beginbfchar <41> <00AD> <42> <0336> endbfchar";
    let object = format!(
        "5 0 obj\n<< /Length {} >>\nstream\n{to_unicode}\nendstream\nendobj",
        to_unicode.len()
    );
    let font = "/F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>";
    let page = page(pdf("BT /F 10 Tf 20 50 Td (A2B) Tj ET", font, &object));
    assert_eq!(text(&page), "−2—");
}

#[test]
fn a_line_that_is_cut_off_by_its_clip_is_inside_it() {
    let content = "q 0 44 200 40 re W n BT /F 10 Tf 20 38 Td (A) Tj ET Q";
    let page = drawn(content);
    let (_, y) = page.glyphs[0].bbox.center();
    assert!(y < 56.0, "the clip ends there, counted from the top: {y}");
}
