//! Determines the format of an input from its bytes alone: file names are not reliable.
//!
//! 1. Archives and other containers come first: a stored PDF shows its header inside them, and a PDF reader would take
//!    the last document for the whole.
//! 2. PDF: a header near the start, or structure that every PDF has further on (`pdf`).
//! 3. Texts that are not forms: web pages, JSON, mail, source (`markup`).
//! 4. Everything else is text, until its decoding shows otherwise.
//!
//! An input that cannot be read is an error that names its format and says what to do.

use crate::diagnostics::Code;
use crate::error::Error;

mod binary;
mod markup;
mod pdf;

pub(super) use binary::is_encrypted;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PDF, possibly after junk.
    Pdf,
    /// Text in any encoding.
    Text,
    /// A workbook of Excel since 2007 (xlsx, xlsm).
    Xlsx,
    /// A workbook of Excel before 2007 (xls).
    Xls,
    /// A Word document (docx, docm).
    Docx,
    /// A web page with a table.
    Html,
}

impl Format {
    /// The media type, as records give it for their source.
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Pdf => "application/pdf",
            Format::Text => "text/plain",
            Format::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Format::Xls => "application/vnd.ms-excel",
            Format::Html => "text/html",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A format that cannot be read, and what to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Foreign {
    what: &'static str,
    advice: &'static str,
}

const PRINT: &str = "print it to PDF first";
const UNPACK: &str = "unpack it first, or give a zip archive";
const DOWNLOAD: &str = "download the file again";

/// Detects the format.
///
/// # Errors
///
/// [`Code::Empty`] for an empty input, [`Code::UnknownFormat`] for one that is known to be unreadable.
pub fn sniff(bytes: &[u8]) -> Result<Format, Error> {
    if bytes.is_empty() {
        return Err(Error::new(Code::Empty, "the input is empty"));
    }
    if let Some(format) = original(bytes) {
        return Ok(format);
    }
    if is_encrypted(bytes) {
        let message = "the file is protected with a password; open it in Office, remove the password (File, Info, \
                       Protect) and save it, or print it to PDF";
        return Err(Error::new(Code::Password, message));
    }
    if let Some(foreign) = binary::container(bytes) {
        return Err(foreign.error());
    }
    if pdf::is_pdf(bytes) {
        return Ok(Format::Pdf);
    }
    if cfg!(feature = "originals") && markup::is_table(bytes) {
        return Ok(Format::Html);
    }
    match binary::other(bytes).or_else(|| markup::known(bytes)) {
        Some(foreign) => Err(foreign.error()),
        None => Ok(Format::Text),
    }
}

/// The kind of original that it is, where originals can be read.
fn original(bytes: &[u8]) -> Option<Format> {
    cfg!(feature = "originals")
        .then(|| binary::original(bytes))
        .flatten()
}

impl Foreign {
    const fn new(what: &'static str, advice: &'static str) -> Self {
        Self { what, advice }
    }

    fn error(self) -> Error {
        let message = format!("this is {}; {}", self.what, self.advice);
        Error::new(Code::UnknownFormat, message)
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

#[cfg(test)]
mod tests;
