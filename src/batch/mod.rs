//! Many inputs: which they are, what their outputs are called, and how they run side by side.
//!
//! - [`inputs`]: files, folders, patterns, lists, zip archives and standard input → a list of inputs
//! - [`outputs`]: the names of their outputs, and files that appear whole or not at all
//! - [`workers`]: the same work on each, side by side, with the results in the order of the inputs
//! - [`job`]: the work on one input; [`pool`] has it done by processes, each of them a [`worker`], by [`frame`]s over
//!   pipes, within [`limits`]; [`engine`] is either
//! - [`manifest`]: what became of each input, so that a batch can go on; [`report`]: the same for people
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
