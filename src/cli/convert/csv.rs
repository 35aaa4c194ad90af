//! Flags about CSV.

use crate::write::csv::{CsvOptions, Headers, LineEnding};
use crate::write::encoding::Encoding;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

// How CSV is written.
#[derive(Args)]
#[command(next_help_heading = "CSV")]
pub struct Csv {
    /// Header row: keys (en) or Japanese titles (ja) [default: en; for a workbook ja]
    #[arg(long, value_name = "LANG", value_parser = PossibleValuesParser::new(["en", "ja"]).try_map(|s| s.parse::<Headers>()))]
    headers: Option<Headers>,
    /// Do not write a byte order mark
    #[arg(long)]
    no_bom: bool,
    /// Encoding: utf-8 or cp932 [default: utf-8]
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<Encoding>,
    /// Write 〓 for characters that the encoding lacks instead of failing
    #[arg(long)]
    replace_unmappable: bool,
    /// Protect cells that Excel would change, such as (1) or 8月29日, as ="(1)"; for Excel only
    #[arg(long)]
    excel_safe: bool,
}

impl Csv {
    /// The options. Files, which Excel and portals read, get a byte order mark and CRLF; pipes get neither.
    pub fn options(&self, to_files: bool) -> CsvOptions {
        CsvOptions {
            headers: self.headers.unwrap_or_default(),
            bom: to_files && !self.no_bom,
            line_ending: if to_files {
                LineEnding::Crlf
            } else {
                LineEnding::Lf
            },
            encoding: self.encoding.unwrap_or_default(),
            replace_unmappable: self.replace_unmappable,
            excel_safe: self.excel_safe,
        }
    }

    /// The headers of a workbook, which is for people.
    pub fn workbook_headers(&self) -> Headers {
        self.headers.unwrap_or(Headers::Ja)
    }

    /// The first of these flags that was given.
    pub fn given(&self) -> Option<&'static str> {
        let headers = self.headers.is_some().then_some("--headers");
        headers.or_else(|| self.given_for_csv_alone())
    }

    /// The first flag given that has no meaning for a workbook.
    pub fn given_for_csv_alone(&self) -> Option<&'static str> {
        [
            (self.no_bom, "--no-bom"),
            (self.encoding.is_some(), "--encoding"),
            (self.replace_unmappable, "--replace-unmappable"),
            (self.excel_safe, "--excel-safe"),
        ]
        .into_iter()
        .find_map(|(is_given, flag)| is_given.then_some(flag))
    }
}
