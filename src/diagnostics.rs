//! Diagnostics: the definition of every code. Warnings are data; nothing here prints.
//!
//! `E1xx`: the input is unreadable; `E2xx`: no form was found; `E3xx`: findings of `juten check`; `W1xx`: repaired
//! text; `W2xx`: structure; `W3xx`: values. `docs/diagnostics.md` explains each to users; a test keeps the two in step.

use serde::{Deserialize, Serialize};

use crate::geometry::Rect;

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// For information; `--strict` ignores it.
    Note,
    /// The record should be checked.
    Warning,
    /// There is no record.
    Error,
}

impl Severity {
    /// The severity as written, for example `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident;)+) => {
        /// The kind of a diagnostic. Codes never change their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $name,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The code as written, for example `W201`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)+ }
            }

            /// The severity.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }

            /// The meaning, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc),+).trim_ascii_start(),)+ }
            }
        }
    };
}

codes! {
    /// The input cannot be opened or read.
    Unreadable = "E101", Error;
    /// The input is empty.
    Empty = "E102", Error;
    /// The input is neither a PDF nor text nor an original that is known.
    UnknownFormat = "E103", Error;
    /// The PDF is damaged beyond repair.
    Damaged = "E104", Error;
    /// The file needs a password, or the one given is wrong.
    Password = "E105", Error;
    /// The text's encoding cannot be determined, or the one given does not fit.
    Encoding = "E106", Error;
    /// The input is over a limit.
    Limit = "E107", Error;
    /// The folder or pattern contains no input.
    NoInput = "E108", Error;
    /// The conversion crashed.
    Crashed = "E109", Error;
    /// The conversion took too long.
    TimedOut = "E110", Error;
    /// The conversion needed too much memory.
    OutOfMemory = "E111", Error;
    /// A page draws more than any form could.
    TooMuch = "E112", Error;
    /// The input contains no form that a profile describes.
    NoForm = "E201", Error;
    /// The PDF's pages are images without text.
    Scan = "E202", Error;
    /// The file to check is not JSON, not CSV, or not a package.
    NotCheckable = "E301", Error;
    /// A record does not conform to its schema.
    SchemaBroken = "E302", Error;
    /// A record contradicts itself.
    Contradiction = "E303", Error;
    /// A file of the package is missing, or its size, SHA-256 or number of rows differs from the descriptor.
    PackageFile = "E304", Error;
    /// A table's header differs from its schema.
    Header = "E305", Error;
    /// A cell's value does not have its column's type, or is missing where one is required.
    CellValue = "E306", Error;
    /// Two rows have the same key.
    RepeatedKey = "E307", Error;
    /// A row refers to a row of another table that does not exist.
    ForeignKey = "E308", Error;
    /// A file in the package's folder does not belong to the package.
    ForeignFile = "E309", Error;

    /// Text drawn several times in the same place (fake bold) was read once.
    Duplicates = "W101", Note;
    /// Radical code points were replaced by the kanji they look like.
    Radicals = "W102", Note;
    /// Glyphs without Unicode, and characters drawn as outlines in a line of text, became U+FFFD, or stay as private-use characters.
    NoUnicode = "W103", Warning;
    /// A font could not be read; its text may be missing.
    Font = "W104", Warning;
    /// The file's permissions ask that its text not be copied.
    Permissions = "W105", Note;
    /// Some pages are images without text.
    ImagePages = "W106", Warning;
    /// The PDF is damaged and was read as far as possible.
    Repaired = "W107", Warning;
    /// No page contains text.
    NoText = "W108", Warning;
    /// Characters that the encoding of the tables lacks were replaced by equivalents.
    Substituted = "W109", Warning;
    /// A text is longer than a workbook cell can be; the cell holds its beginning.
    CellCut = "W110", Warning;
    /// Part of a line of text is cut off by the edge of its cell or of the printed area; it cannot be seen and was not read.
    CutOff = "W111", Note;
    /// Pages are scans whose text was recognised.
    Recognized = "W120", Note;
    /// A value has characters that text recognition was not sure of.
    Uncertain = "W121", Warning;
    /// A scanned page has ink among its text that no recognised character explains.
    UnreadInk = "W122", Warning;
    /// The letters of a scanned page are too small to be recognised well.
    SmallLetters = "W123", Warning;
    /// Red ink on a scanned page was taken for seals and not read; characters under it are uncertain.
    Seals = "W124", Note;
    /// An image of a scanned page could not be decoded, or only in part; what it shows is missing from the record.
    IncompleteImage = "W125", Warning;
    /// Most characters of a scanned page were read with little confidence: it may be handwriting or a photograph.
    Illegible = "W126", Warning;
    /// Hidden sheets, rows or columns of a workbook, or what is outside its print areas, were left out.
    LeftOut = "W140", Note;
    /// Formulas of a workbook have no stored value; their cells are empty.
    NoValue = "W141", Warning;
    /// Text boxes were read after the text that they are on.
    TextBoxes = "W142", Note;
    /// The file has macros, which were not run.
    Macros = "W143", Note;
    /// Number formats of a workbook are not understood.
    NumberFormat = "W144", Warning;
    /// Only spaces separate the columns of a text; they were not distinguished.
    LaidOut = "W145", Warning;
    /// Only spaces separate the columns of a text; that some of its lines belong together is likely, but not certain.
    Assumed = "W146", Warning;

    /// A part has a marker that no measure of the item has.
    Unaligned = "W201", Warning;
    /// An item's number is missing where others have one, repeated or out of order.
    ItemNumber = "W202", Warning;
    /// The profile does not know the label of a cell.
    UnknownLabel = "W203", Note;
    /// A sheet's goal differs from the cover's list.
    GoalDiffers = "W204", Warning;
    /// A label was matched by similarity.
    LikeLabel = "W205", Warning;
    /// The profile does not know a column.
    UnknownColumn = "W206", Note;
    /// Some text belongs to no field.
    Unmapped = "W207", Warning;
    /// There is no cover; the list of goals was taken from the sheets.
    NoCover = "W208", Note;
    /// A field that every form of this kind has is missing from the sheet.
    MissingField = "W209", Warning;
    /// A department's priorities are not 1, 2, 3 …: one is missing or repeated.
    PriorityOrder = "W210", Warning;
    /// A goal in the cover's list has no sheet.
    GoalWithoutSheet = "W211", Warning;
    /// A sheet's department differs from its cover's.
    DepartmentDiffers = "W212", Warning;
    /// A sheet's fiscal year differs from its cover's.
    YearDiffers = "W213", Warning;
    /// Two measures of an item have the same number.
    MeasureNumber = "W214", Warning;
    /// Markers such as (2) occur inside a line, where a cell is not split, or the item has no measures; the list was kept as one text.
    MarkersLeft = "W215", Warning;
    /// A label occurs again with another value; the second is under "other", or joined to the first where the profile has
    /// no tables or groups.
    RepeatedLabel = "W216", Warning;
    /// A choice has no mark that the profile knows, or its options cannot be distinguished.
    NoChoice = "W217", Warning;
    /// A table or group that every form of this kind has is missing from the sheet.
    MissingTable = "W218", Warning;
    /// Several cells of a row are under one header cell, or beside one label: numbers and empty cells, or what may be
    /// another label with its value.
    CrowdedColumn = "W219", Warning;
    /// A header cell covers columns that are separate in an earlier header of the same table; the rows were read with the earlier one.
    CoveringHeader = "W220", Note;
    /// The columns of a sheet continue on another page, next to those of the first; the pages were read one after the other.
    SideBySide = "W221", Warning;
    /// The document names another municipality than its profile; the record names none.
    OtherMunicipality = "W230", Warning;

    /// A fiscal year could not be read, or a sheet's title names none.
    FiscalYear = "W301", Warning;
    /// A priority could not be read.
    Priority = "W302", Warning;
    /// A measure, or a whole item, has no target.
    NoTarget = "W303", Note;
    /// The target and the final report of a measure each have a figure in the same unit.
    TargetAndFinal = "W304", Note;
    /// A total is not the sum of its parts.
    Total = "W305", Note;
}

/// Something that a user of the record should know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The kind.
    pub code: Code,
    /// The severity.
    pub severity: Severity,
    /// One sentence about this case.
    pub message: String,
    /// JSON Pointer to the part of the record concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Page, one-based.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Box on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bbox: Option<Rect>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            path: None,
            page: None,
            bbox: None,
        }
    }

    /// Adds the part of the record concerned.
    pub fn at_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Adds the page.
    pub fn on_page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }
}
