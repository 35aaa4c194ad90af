//! Characters that only an exact reading preserves.

use super::*;

/// The characters of each pair share a CID.
#[test]
fn a_unicode_code_is_the_character() {
    let content = "BT /F 5 Tf 20 90 Td <FF5E301CFF0D221222252016007E007C> Tj ET";
    for cmap in ["UniJIS-UCS2-H", "UniJIS-UTF16-H", "UniJIS-UTF16-V"] {
        let page = page(pdf(content, &cid_font(cmap), ""));
        assert_eq!(text(&page), "～〜－−∥‖~|", "{cmap}");
    }
    let content = "BT /F 5 Tf 20 90 Td <0000FF5E0000301C> Tj ET";
    let page = page(pdf(content, &cid_font("UniJIS-UTF32-H"), ""));
    assert_eq!(text(&page), "～〜");
}

#[test]
fn fonts_of_one_name_and_several_encodings_are_all_read() {
    let other = cid_font("90ms-RKSJ-H").replacen("/F ", "/G ", 1);
    let third = cid_font("UniJIS-UTF16-H").replacen("/F ", "/H ", 1);
    let content = "BT /F 10 Tf 20 50 Td <76EE> Tj /G 10 Tf <9557> Tj /H 10 Tf <76EE> Tj ET";
    let fonts = [cid_font("UniJIS-UCS2-H"), other, third].join(" ");
    assert_eq!(text(&page(pdf(content, &fonts, ""))), "目標目");
    let (same, content) = (
        &cid_font("UniJIS-UCS2-H"),
        "BT /F 10 Tf 20 50 Td <76EE> Tj /H 10 Tf <FF0D> Tj ET",
    );
    let third = cid_font("UniJIS-UTF16-H").replacen("/F ", "/H ", 1);
    assert_eq!(
        text(&page(pdf(content, &format!("{same} {third}"), ""))),
        "目－"
    );
}

/// hayro finds the outline of a letter by the character of its CID.
#[test]
fn an_image_shows_the_letter_of_a_unicode_code() {
    let drawn = |cmap: &str, code: &str| {
        let content = format!("BT /F 50 Tf 20 50 Td <{code}> Tj ET");
        let reader = Reader::open(pdf(&content, &cid_font(cmap), ""), &PdfOptions::default());
        reader.unwrap().pictures().draw(0)
    };
    let by_cid = drawn("Identity-H", "0022");
    assert!(by_cid.contains("<path"), "{by_cid}");
    assert_eq!(drawn("UniJIS-UCS2-H", "0041"), by_cid);
}

/// As reportlab writes 𠮷, 𠮟 and an emoji; the last is two characters in UTF-16.
#[test]
fn a_number_in_a_to_unicode_map_is_a_character() {
    let map = "beginbfchar <01> <20BB7> <02> <20B9F> <03> <1F600> <04> <20BB0070> endbfchar";
    let object = format!(
        "5 0 obj\n<< /Length {} >>\nstream\n{map}\nendstream\nendobj\n6 0 obj\n<< /Type /Font /Subtype /TrueType /BaseFont \
         /Gothic /ToUnicode 5 0 R >>\nendobj",
        map.len()
    );
    let page = page(pdf(
        "BT /F 10 Tf 20 50 Td <01020304> Tj ET",
        "/F 6 0 R",
        &object,
    ));
    assert_eq!(text(&page), "𠮷𠮟😀\u{20BB}p");
}

/// Every character of Windows-31J, in fonts that are not embedded.
#[test]
fn all_characters_of_windows_31j_are_read() {
    let pairs = (0x81..=0xFC).flat_map(|high| (0x40..=0xFC).map(move |low| [high, low]));
    let known = pairs.filter_map(|code: [u8; 2]| {
        let (text, is_broken) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(&code);
        let mut characters = text.chars();
        let c = characters.next().filter(|_| characters.next().is_none())?;
        let is_private = ('\u{E000}'..='\u{F8FF}').contains(&c);
        (!is_broken && !is_private && !c.is_whitespace()).then_some((code, c))
    });
    let known: Vec<([u8; 2], char)> = known.collect();
    assert_eq!(known.len(), 7723);
    let want: String = known.iter().map(|(_, c)| *c).collect();
    for cmap in ["90ms-RKSJ-H", "UniJIS-UTF16-H"] {
        let hex = |&([high, low], c): &([u8; 2], char)| match cmap {
            "90ms-RKSJ-H" => format!("{high:02X}{low:02X}"),
            _ => format!("{:04X}", u32::from(c)),
        };
        let placed = |(n, one)| format!("1 0 0 1 {} {} Tm <{}> Tj ", n % 100, n / 100, hex(one));
        let content: String = known.iter().enumerate().map(placed).collect();
        let page = page(pdf(
            &format!("BT /F 1 Tf {content} ET"),
            &cid_font(cmap),
            "",
        ));
        assert_eq!(text(&page), want, "{cmap}");
    }
}

#[test]
fn single_bytes_of_windows_31j_are_ascii_but_for_the_yen() {
    let content = "BT /F 5 Tf 20 50 Td <20415C7C7EB1> Tj ET";
    for cmap in ["90ms-RKSJ-H", "90msp-RKSJ-H"] {
        assert_eq!(
            text(&page(pdf(content, &cid_font(cmap), ""))),
            " A¥|~ｱ",
            "{cmap}"
        );
    }
}
