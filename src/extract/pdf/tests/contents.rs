//! What operators draw: forms, layers, colours, clips, and the limits of it all.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::*;

/// A page with this content, whose resources have these entries, and these objects from 5 on.
fn read_page(content: &str, resources: &str, objects: &[&str]) -> Result<Pdf, Error> {
    let page = format!("/MediaBox [0 0 200 100] /Resources << {resources} >>");
    let objects: Vec<String> = (5..)
        .zip(objects)
        .map(|(number, object)| format!("{number} 0 obj\n{object}\nendobj\n"))
        .collect();
    let bytes = one_page(content, &page, &objects.concat());
    read(bytes, &PdfOptions::default())
}

fn seen(content: &str, resources: &str, objects: &[&str]) -> Page {
    let mut pdf = read_page(content, resources, objects).unwrap();
    pdf.pages.remove(0)
}

/// A form with this content and these further entries.
fn form(content: &str, entries: &str) -> String {
    format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 200 100] {entries} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

const TEXT: &str = "BT /F 10 Tf 20 50 Td (A) Tj ET";

#[test]
fn a_form_is_drawn_with_its_matrix_inside_its_box() {
    let resources = format!("/Font << {HELVETICA} >> /XObject << /X 5 0 R >>");
    let moved = form(TEXT, "/Matrix [1 0 0 1 30 0]");
    let page = seen("/X Do", &resources, &[&moved]);
    assert_eq!(text(&page), "A");
    assert!(near(page.glyphs[0].origin.0, 50.0));
    let clipped = form(TEXT, "/Matrix [1 0 0 1 30 0]").replace("[0 0 200 100]", "[60 0 200 100]");
    assert_eq!(text(&seen("/X Do", &resources, &[&clipped])), "");
}

#[test]
fn forms_without_end_are_an_error_in_a_moment() {
    let resources = "/XObject << /X 5 0 R /Y 6 0 R >>";
    let doubling = form("/X Do /Y Do", resources);
    let error = read_page("/X Do", resources, &[&doubling, &doubling]).unwrap_err();
    assert_eq!(error.code, Code::OutOfMemory);
    assert!(error.message.contains("256 MB"));
}

#[test]
fn a_form_in_itself_ends() {
    let resources = format!("/Font << {HELVETICA} >> /XObject << /X 5 0 R >>");
    let nested = form(&format!("{TEXT} /X Do"), &resources);
    let page = seen("/X Do", &resources, &[&nested]);
    assert_eq!(page.glyphs.len(), 50);
}

#[test]
fn hidden_layers_are_not_drawn() {
    let catalog = "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R 6 0 R] /D << /OFF [5 0 R] >> >> >>";
    let members = "<< /Type /OCMD /OCGs [5 0 R 6 0 R] /P /AllOn >>";
    let resources = format!("/Font << {HELVETICA} >> /Properties << /A 5 0 R /B 6 0 R /C 7 0 R >>");
    let page = format!("/MediaBox [0 0 200 100] /Resources << {resources} >>");
    let layer =
        |name: &str, c: char| format!("/OC /{name} BDC BT /F 10 Tf 20 50 Td ({c}) Tj ET EMC ");
    let content = layer("A", 'a') + &layer("B", 'b') + &layer("C", 'c') + TEXT;
    let objects = format!(
        "5 0 obj\n<< /Type /OCG >>\nendobj\n6 0 obj\n<< /Type /OCG >>\nendobj\n7 0 obj\n{members}\nendobj\n"
    );
    let bytes = one_page(&content, &page, &objects);
    let bytes = String::from_utf8(bytes).unwrap();
    let bytes = bytes.replacen("<< /Type /Catalog /Pages 2 0 R >>", catalog, 1);
    let mut pdf = read(bytes.into_bytes(), &PdfOptions::default()).unwrap();
    assert_eq!(text(&pdf.pages.remove(0)), "bA");
}

#[test]
fn colours_of_any_space_are_bright_or_dark() {
    let resources = "/ColorSpace << /S [/Separation /Ink /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>] \
                     /N [/Separation /None /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 >>] /I [/Indexed /DeviceRGB 1 <000000FFFFFF>] >> \
                     /Pattern << /P << /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] \
                     /Function << /FunctionType 2 /Domain [0 1] /N 1 >> >> >> >>";
    let luma = |color: &str| {
        let page = seen(&format!("{color} 20 20 50 50 re f"), resources, &[]);
        page.fills.first().map(|fill| (fill.luma * 100.0).round())
    };
    assert_eq!(luma("0.5 g"), Some(50.0));
    assert_eq!(luma("1 1 1 rg"), Some(100.0));
    assert_eq!(luma("0 0 0 0 k"), Some(100.0));
    assert_eq!(luma("/S cs 0 scn"), Some(100.0));
    assert_eq!(luma("/S cs 1 scn"), Some(0.0));
    assert_eq!(luma("/S cs"), Some(0.0));
    assert_eq!(luma("/N cs 1 scn"), None);
    assert_eq!(luma("/I cs 1 sc"), Some(100.0));
    assert_eq!(luma("/Pattern cs /P scn"), Some(50.0));
    assert_eq!(luma("/Pattern cs /Missing scn"), None);
    assert_eq!(luma("/No cs 0.5 sc"), Some(50.0));
}

#[test]
fn text_can_be_a_clip() {
    let resources = format!("/Font << {HELVETICA} >>");
    let content = "BT 7 Tr /F 40 Tf 20 50 Td (H) Tj ET 0 0 200 100 re f";
    let page = seen(content, &resources, &[]);
    let [fill] = page.fills.as_slice() else {
        panic!("{:?}", page.fills)
    };
    assert!(fill.bbox.x0 > 20.0 && fill.bbox.x1 < 50.0);
    assert!(page.glyphs.iter().all(|glyph| !glyph.visible));
}

/// Neither the text nor the widths need the program, which is none.
#[test]
fn a_program_that_is_not_needed_is_not_opened() {
    let font = "/F << /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Any /FirstChar 65 /LastChar 67 /Widths [500 250 1000] \
                /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [67 /germandbls /uni3042] >> /FontDescriptor << /FontFile2 5 0 R >> >>";
    let program = "<< /Length 4 >>\nstream\nnone\nendstream";
    let content = "BT /F 10 Tf 20 50 Td (AB\\200CD) Tj ET";
    let page = seen(content, &format!("/Font << {font} >>"), &[program]);
    assert_eq!(text(&page), "AB€ßあ");
    let x: Vec<f32> = page.glyphs.iter().map(|glyph| glyph.origin.0).collect();
    assert_eq!(x, [20.0, 25.0, 27.5, 27.5, 37.5]);
}

#[test]
fn text_without_a_font_is_read_as_ascii() {
    assert_eq!(text(&seen("BT 20 50 Td (A) Tj ET", "", &[])), "A");
    assert_eq!(text(&seen("BT /No 10 Tf 20 50 Td (A) Tj ET", "", &[])), "A");
    assert_eq!(
        text(&seen("BT /No 10 Tf 20 50 Td (\\202\\240) Tj ET", "", &[])),
        ""
    );
}

#[test]
fn operators_without_their_operands_are_skipped() {
    let resources = format!("/Font << {HELVETICA} >>");
    let content = format!("Q Tj /F Tf cm (x) w EMC {TEXT} EMC Q Q");
    assert_eq!(text(&seen(&content, &resources, &[])), "A");
}

/// A stream of this text between the brackets, with these entries.
fn packed_stream(entries: &str, text: &str) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(text.as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    let head = format!(
        "5 0 obj\n<< {entries} /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    );
    [head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat()
}

/// A page with colours of the space /S, whose function is the object 5.
fn colours(count: usize, function: &[u8]) -> Vec<u8> {
    let of = |n: usize| format!("{} scn 20 20 50 50 re f ", n as f32 / count as f32);
    let content: String = (0..count).map(of).collect();
    let space = "/ColorSpace << /S [/Separation /Ink /DeviceGray 5 0 R] >>";
    let page = format!("/MediaBox [0 0 200 100] /Resources << {space} >>");
    let bytes = one_page(&format!("/S cs {content}"), &page, "MORE");
    let bytes = String::from_utf8(bytes).unwrap();
    let (before, after) = bytes.split_once("MORE").unwrap();
    [before.as_bytes(), function, after.as_bytes()].concat()
}

#[test]
fn a_program_that_every_colour_runs_is_counted() {
    let program = format!("{{{}}}", " ".repeat(16 << 20));
    let function = packed_stream("/FunctionType 4 /Domain [0 1] /Range [0 1]", &program);
    assert!(read(colours(10, &function), &PdfOptions::default()).is_ok());
    let error = read(colours(17, &function), &PdfOptions::default()).unwrap_err();
    assert_eq!(error.code, Code::OutOfMemory);
}

#[test]
fn a_colour_that_ends_hayro_with_a_panic_is_a_pattern() {
    let samples = "a".repeat(20_000_000);
    let entries = "/FunctionType 0 /Domain [0 1] /Range [0 1] /Size [20000000] /BitsPerSample 8";
    let function = packed_stream(entries, &samples);
    let mut content = colours(1, &function);
    let at = content.windows(5).position(|w| w == b"0 scn").unwrap();
    content[at] = b'1';
    let page = read(content, &PdfOptions::default())
        .unwrap()
        .pages
        .remove(0);
    assert_eq!(page.fills.first().map(|fill| fill.luma), Some(0.5));
}
