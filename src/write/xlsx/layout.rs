//! How sheets look: headers, widths, filters, and the printed page.

use rust_xlsxwriter::{Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::cells::Formats;

/// Extra column width beside the text.
const BESIDE: usize = 2;
/// The greatest column width, in Latin letters; longer texts wrap. Wider columns would make the printed page too small:
/// the table of measures has thirty columns, eight of them texts.
const WIDEST: usize = 36;
/// The least width of a text: three characters of Japanese, above the filter button.
const NARROWEST: usize = 6;
/// A header takes as many lines as this.
const HEADER_LINES: usize = 2;
/// The height of a line in points.
const LINE: f64 = 18.75;
/// The most lines of a row: Excel's limit is 409 points.
const MOST_LINES: usize = 21;
/// Excel's numbers of paper sizes.
const A3: u8 = 8;
const A4: u8 = 9;
/// More columns than this are printed on A3.
const FIT_ON_A4: usize = 12;
/// Margins of the printed page, in inches: left, right, top, bottom, header, footer.
const MARGINS: [f64; 6] = [0.4, 0.4, 0.6, 0.6, 0.3, 0.3];

/// The longest line in each column, in Latin letters.
pub struct Widths(Vec<usize>);

impl Widths {
    /// Room for these headers, which wrap.
    pub fn of(titles: &[&str]) -> Self {
        let narrow = |title: &&str| title.width().div_ceil(HEADER_LINES).max(NARROWEST);
        Self(titles.iter().map(narrow).collect())
    }

    /// Room for a text in this column. Returns the number of lines that the text takes there: if it is longer than the
    /// widest column, its column will be as wide as that.
    pub fn see(&mut self, at: u16, text: &str) -> usize {
        let most = WIDEST - BESIDE;
        let widths = || text.split('\n').map(UnicodeWidthStr::width);
        if let Some(widest) = self.0.get_mut(usize::from(at)) {
            *widest = widths().fold(*widest, usize::max);
        }
        widths().map(|width| width.div_ceil(most).max(1)).sum()
    }
}

/// Makes a row high enough for this many lines. Excel does so by itself, other programs do not.
pub fn height(sheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    sheet.set_row_height(row, LINE * lines.clamp(1, MOST_LINES) as f64)?;
    Ok(())
}

/// Writes the header row, which stays on the screen and is repeated on each printed page.
pub fn header(sheet: &mut Worksheet, titles: &[&str], formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    height(sheet, 0, HEADER_LINES)?;
    for (at, title) in (0..).zip(titles) {
        sheet.write_string_with_format(0, at, *title, &formats.head)?;
    }
    let paper = if titles.len() > FIT_ON_A4 { A3 } else { A4 };
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet
        .set_landscape()
        .set_paper_size(paper)
        .set_margins(left, right, top, bottom, header, footer)
        .set_print_fit_to_pages(1, 0)
        .set_header("&L&A")
        .set_footer("&C&P / &N")
        .set_repeat_rows(0, 0)?;
    Ok(())
}

/// Sets filters and widths; `rows` counts the header.
pub fn finish(sheet: &mut Worksheet, rows: u32, widths: &Widths) -> Result<(), XlsxError> {
    let last = u16::try_from(widths.0.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, rows.saturating_sub(1), last)?;
    for (at, width) in (0..).zip(&widths.0) {
        sheet.set_column_width(at, (width + BESIDE).min(WIDEST) as f64)?;
    }
    Ok(())
}
