//! juten turns published 重点目標管理シート and similar forms from PDF or text into records that are exact to the character.
//!
//! ```text
//!  bytes ─extract─▶ Page ─layout─▶ Block ─normalize─▶ Block ─segment─▶ Form ─map─▶ Document ─write─▶ files
//!         pdf │ text        │ Table(Cell…)      │ header cells           │ the record     json jsonl csv
//!                           │ Line              │ item rows, marked parts│ + diagnostics
//! ```
//!
//! [`convert()`] does it all; each stage is a module whose functions take one named type and return the next. Only
//! [`extract`] knows file formats, only [`layout`] geometry, only [`map`] the meaning of fields, only [`mod@write`]
//! output formats; the labels of a form are data, in a [`profile`]. Nothing here touches the file system, a clock or
//! the terminal, and no thread is started unless [`ReadOptions::threads`] asks for it.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use juten::{convert, Options};
//! use juten::profile::Profile;
//!
//! let bytes = std::fs::read("fixtures/somu-r2.txt")?;
//! let profile = Profile::builtin("ueda-juten").ok_or("no such profile")?;
//! let document = convert(bytes, &Options::new("somu-r2.txt", profile))?;
//! assert_eq!(document.document.department.as_deref(), Some("総務部"));
//! assert_eq!(document.sheets.len(), 5);
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "batch")]
mod batch;
#[cfg(feature = "check")]
pub mod check;
pub mod choose;
#[cfg(feature = "cli")]
pub mod cli;
pub mod content;
pub mod convert;
pub mod corrections;
pub mod diagnostics;
pub mod error;
pub mod extract;
pub mod geometry;
mod guard;
#[cfg(feature = "inspect")]
pub mod inspect;
mod label_regex;
pub mod layout;
pub mod map;
pub mod messages;
pub mod model;
pub mod municipality;
pub mod normalize;
mod options;
pub mod ordered_parallel;
pub mod package;
pub mod profile;
pub mod propose;
pub mod read;
pub mod segment;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "cli")]
mod sink;
pub mod text;
pub mod values;
#[cfg(feature = "batch")]
pub mod workers;
pub mod write;

pub use convert::convert;
pub use error::Error;
pub use options::{Limits, MIN_CONFIDENCE, Options, ReadOptions};
pub use read::{Read, read};
