//! Any bytes as the content stream of a page with fonts, forms, layers and colours: read or refused, in a moment.

#![no_main]

use juten::extract::pdf::{PdfOptions, read};
use libfuzzer_sys::fuzz_target;

/// Everything but the content stream.
const HEAD: &str = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >> >>\nendobj\n\
2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources 7 0 R >>\nendobj\n\
5 0 obj\n<< /Type /OCG >>\nendobj\n\
6 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 200 100] /Group << /S /Transparency >> /Length 36 >>\nstream\n\
/X Do BT /A 9 Tf (a) Tj ET /X Do    \nendstream\nendobj\n\
7 0 obj\n<< /XObject << /X 6 0 R >> /Properties << /L 5 0 R >> /ExtGState << /G << /ca .5 /Font [8 0 R 9] >> >> \
/ColorSpace << /S [/Separation /Ink /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 >>] >> \
/Font << /A 8 0 R /B 9 0 R /C 10 0 R /D << /Type /Font /Subtype /Type3 /FontMatrix [.01 0 0 .01 0 0] /CharProcs << >> >> >> >>\nendobj\n\
8 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n\
9 0 obj\n<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /90ms-RKSJ-V /DescendantFonts [11 0 R] >>\nendobj\n\
10 0 obj\n<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UTF16-H /DescendantFonts [11 0 R] >>\nendobj\n\
11 0 obj\n<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) \
/Supplement 2 >> /W [1 [500] 2 9 600] >>\nendobj\n";

fuzz_target!(|content: &[u8]| {
    let length = content.len();
    let mut bytes = HEAD.as_bytes().to_vec();
    bytes.extend(format!("4 0 obj\n<< /Length {length} >>\nstream\n").bytes());
    bytes.extend(content);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 20 >>\n%%EOF\n");
    let Ok(pdf) = read(bytes, &PdfOptions::default()) else { return };
    assert!(pdf.pages.len() <= 1);
});
