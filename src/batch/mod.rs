//! Many inputs: which they are, what their outputs are called, and how they run side by side.
//!
//! - [`inputs`]: files, folders, patterns and standard input → a list of inputs
//! - [`outputs`]: the names of their outputs, and files that appear whole or not at all
//! - [`workers`]: the same work on each, side by side, with the results in the order of the inputs

pub mod inputs;
pub mod outputs;
pub mod workers;
