//! The look-ahead window: threads wait until their index is in it.

use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Indexes below `end` may be worked on.
pub(super) struct Window {
    end: Mutex<usize>,
    moved: Condvar,
}

impl Window {
    /// A window that starts at index 0 and has this size.
    pub(super) fn new(size: usize) -> Self {
        Self {
            end: Mutex::new(size.max(1)),
            moved: Condvar::new(),
        }
    }

    /// Blocks until the index is in the window.
    pub(super) fn wait_for(&self, index: usize) {
        let mut end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        while index >= *end {
            end = self.moved.wait(end).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn move_to(&self, to: impl Fn(usize) -> usize) {
        let mut end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        *end = to(*end);
        self.moved.notify_all();
    }

    /// Moves the end by one.
    pub(super) fn advance(&self) {
        self.move_to(|end| end.saturating_add(1));
    }

    /// Lets every thread pass.
    fn open(&self) {
        self.move_to(|_| usize::MAX);
    }

    pub(super) fn open_on_panic(&self) -> OpenOnPanic<'_> {
        OpenOnPanic(self)
    }
}

/// Opens the window when the work ends, so that no thread waits forever.
pub(super) struct OpenOnDrop<'w>(pub(super) &'w Window);

impl Drop for OpenOnDrop<'_> {
    fn drop(&mut self) {
        self.0.open();
    }
}

/// Opens the window when a thread panics, so that none waits for its result.
pub(super) struct OpenOnPanic<'w>(&'w Window);

impl Drop for OpenOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.open();
        }
    }
}
