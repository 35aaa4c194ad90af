//! Where threads wait for their number.

use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Lets a number pass when it is below the end of the window.
pub(super) struct Gate {
    end: Mutex<usize>,
    moved: Condvar,
}

impl Gate {
    pub(super) fn new(window: usize) -> Self {
        Self {
            end: Mutex::new(window.max(1)),
            moved: Condvar::new(),
        }
    }

    pub(super) fn wait_for(&self, number: usize) {
        let mut end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        while number >= *end {
            end = self.moved.wait(end).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn move_to(&self, to: impl Fn(usize) -> usize) {
        let mut end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        *end = to(*end);
        self.moved.notify_all();
    }

    pub(super) fn advance(&self) {
        self.move_to(|end| end.saturating_add(1));
    }

    fn open(&self) {
        self.move_to(|_| usize::MAX);
    }

    pub(super) fn open_on_panic(&self) -> OpenOnPanic<'_> {
        OpenOnPanic(self)
    }
}

/// However the work ends, nobody waits for ever.
pub(super) struct OpenOnDrop<'g>(pub(super) &'g Gate);

impl Drop for OpenOnDrop<'_> {
    fn drop(&mut self) {
        self.0.open();
    }
}

/// Nobody waits for a thread that has died.
pub(super) struct OpenOnPanic<'g>(&'g Gate);

impl Drop for OpenOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.open();
        }
    }
}
