//! A file of the session: its bytes, how far its reading is, its corrections.

use std::sync::Arc;

use crate::batch::inputs::Input;
use crate::batch::job::{Failure, Rendered};
use crate::corrections::Correction;

/// A file of the session.
pub struct File {
    /// Its bytes and its name.
    pub input: Arc<Input>,
    /// How far its reading is.
    pub state: State,
    /// The corrections of its record, in the order in which they were made.
    pub corrections: Vec<Correction>,
    /// How many corrections were dropped because they do not fit a record that was read by another profile.
    pub dropped: usize,
}

/// How far the reading of a file is.
pub enum State {
    /// Its turn has not come.
    Waiting,
    /// A worker reads it.
    Reading,
    /// There is a record.
    Read(Box<Rendered>),
    /// There is none.
    Failed(Failure),
    /// It could not be taken out of its archive, so that there is nothing to read.
    Rejected(Failure),
}
