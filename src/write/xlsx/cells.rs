//! Cells: values as Excel's types, and what a cell cannot hold.

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};

use crate::write::tables::{Kind, Value};

/// Excel's limit for the text of a cell, in UTF-16 code units.
pub const MOST_TEXT: usize = 32_767;

/// The font of Japanese Excel.
const FONT: &str = "Yu Gothic";

/// The formats of cells.
pub struct Formats {
    /// A header.
    pub head: Format,
    /// A text, also a code.
    pub text: Format,
    /// A number.
    pub number: Format,
    /// A date.
    pub day: Format,
}

impl Formats {
    /// The formats: thin borders, since a printed table without any is hard to follow.
    pub fn new() -> Self {
        let top = Format::new()
            .set_font_name(FONT)
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00BF_BFBF));
        Self {
            head: top
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00DD_EBF7)),
            // the text format keeps a code as text when it is edited
            text: top.clone().set_num_format("@").set_text_wrap(),
            number: top.clone(),
            day: top.set_num_format("yyyy-mm-dd"),
        }
    }
}

/// The value, cut to what a cell can hold, and the full length of a text that was cut, in UTF-16 code units.
pub fn fitting(value: Value<'_>) -> (Value<'_>, Option<usize>) {
    match value {
        // a text has at most as many UTF-16 code units as bytes
        Value::Text(text) if text.len() > MOST_TEXT => {
            let length = text.encode_utf16().count();
            match length > MOST_TEXT {
                true => (Value::Text(beginning(&text).into()), Some(length)),
                false => (Value::Text(text), None),
            }
        }
        value => (value, None),
    }
}

/// As many characters as fit, with an ellipsis.
fn beginning(text: &str) -> String {
    let mut left = MOST_TEXT - 1;
    let fits = |c: &char| {
        let units = c.len_utf16();
        let fits = units <= left;
        left = left.saturating_sub(units);
        fits
    };
    let kept: String = text.chars().take_while(fits).collect();
    kept + "…"
}

/// Writes a value as its column's type.
pub fn cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    kind: Kind,
    value: Value<'_>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => sheet.write_blank(row, at, &formats.text)?,
        Value::Text(text) if text.is_empty() => sheet.write_blank(row, at, &formats.text)?,
        Value::Text(text) if kind == Kind::Date => {
            match ExcelDateTime::parse_from_str(&text) {
                Ok(day) => sheet.write_datetime_with_format(row, at, &day, &formats.day)?,
                // a date before 1900, which Excel cannot represent
                Err(_) => sheet.write_string_with_format(row, at, text, &formats.text)?,
            }
        }
        Value::Text(text) => sheet.write_string_with_format(row, at, text, &formats.text)?,
        Value::Number(number) => match number.as_f64() {
            Some(value) => sheet.write_number_with_format(row, at, value, &formats.number)?,
            None => sheet.write_string(row, at, number.to_string())?,
        },
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surrogate_pair_is_not_split() {
        let text = "𠮷".repeat(MOST_TEXT);
        let kept = beginning(&text);
        assert_eq!(kept.encode_utf16().count(), MOST_TEXT);
        assert!(kept.ends_with("𠮷…"));
    }
}
