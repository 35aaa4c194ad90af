//! Any bytes as an embedded font program, a character map of its text, or a map of its codes: read or refused, in a moment.
//!
//! The first byte says as what; the page shows the codes 0 to 255 in a font whose characters and widths nothing else tells.

#![no_main]

use juten::extract::pdf::{PdfOptions, read};
use libfuzzer_sys::fuzz_target;

const PAGE: &str = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources << /Font << /A 5 0 R >> >> >>\nendobj\n";

/// The objects 5 (the font) and 6 (its descendant); `9 0 R` is the stream of the input's bytes.
const FONTS: &[&str] = &[
    "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /A /FontDescriptor << /FontFile 9 0 R >> >>\nendobj\n",
    "5 0 obj\n<< /Type /Font /Subtype /TrueType /BaseFont /A /FontDescriptor << /Flags 4 /FontFile2 9 0 R >> >>\nendobj\n",
    "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /A /FontDescriptor << /FontFile3 9 0 R >> >>\nendobj\n",
    "5 0 obj\n<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] >>\nendobj\n\
6 0 obj\n<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
/FontDescriptor << /Flags 4 /FontFile2 9 0 R >> >>\nendobj\n",
    "5 0 obj\n<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-V /DescendantFonts [6 0 R] >>\nendobj\n\
6 0 obj\n<< /Type /Font /Subtype /CIDFontType0 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
/FontDescriptor << /Flags 4 /FontFile3 9 0 R >> >>\nendobj\n",
    "5 0 obj\n<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 9 0 R /DescendantFonts [6 0 R] >>\nendobj\n\
6 0 obj\n<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A >>\nendobj\n",
    "5 0 obj\n<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding 9 0 R /DescendantFonts [6 0 R] >>\nendobj\n\
6 0 obj\n<< /Type /Font /Subtype /CIDFontType0 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>\nendobj\n",
];

fuzz_target!(|input: &[u8]| {
    let Some((kind, program)) = input.split_first() else { return };
    let font = FONTS[usize::from(*kind) % FONTS.len()];
    let codes: String = (0..=255).map(|code| format!("{code:02x}")).collect();
    let content = format!("BT /A 9 Tf <{codes}> Tj ET");
    let mut bytes = PAGE.as_bytes().to_vec();
    bytes.extend(font.bytes());
    bytes.extend(format!("4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n", content.len()).bytes());
    bytes.extend(format!("9 0 obj\n<< /Length {} /Subtype /OpenType >>\nstream\n", program.len()).bytes());
    bytes.extend(program);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 20 >>\n%%EOF\n");
    let Ok(pdf) = read(bytes, &PdfOptions::default()) else { return };
    assert!(pdf.pages.len() <= 1);
});
