//! Many inputs at once. This module belongs to the command line: its messages may name flags.
//!
//! - [`inputs`]: files, folders, patterns, lists, zip archives and standard input → a list of inputs
//! - [`outputs`]: the names of their outputs; files that appear complete or not at all
//! - [`job`]: the conversion of one input; [`engine`] runs jobs in a [`pool`] of [`worker`] processes, which exchange
//!   [`frame`]s over pipes, or in threads of this process; both keep to [`limits`]
//! - [`manifest`]: the result of each input, so that a batch can be resumed; [`report`]: the same for people
//! - [`interrupt`]: Ctrl-C; [`digest`]: SHA-256

pub mod digest;
pub mod engine;
pub mod frame;
pub mod inputs;
pub mod interrupt;
pub mod job;
pub mod limits;
pub mod manifest;
#[cfg(feature = "ocr")]
pub mod models;
pub mod outputs;
pub mod pool;
pub mod report;
pub mod worker;
