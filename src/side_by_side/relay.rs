//! What goes from thing to thing in order, though threads share the things.

use std::sync::{Mutex, PoisonError};

use super::gate::{Gate, OpenOnPanic};

/// A value that goes from thing to thing in their order, whichever thread has them: the part of the work that cannot be
/// done side by side.
pub(crate) struct Relay<T> {
    gate: Gate,
    value: Mutex<T>,
}

impl<T> Relay<T> {
    /// The value as the first thing gets it.
    pub(crate) fn new(value: T) -> Self {
        Self {
            gate: Gate::new(1),
            value: Mutex::new(value),
        }
    }

    /// Waits until all things before `number` (counted from 0) have had their turn, then takes its own.
    pub(crate) fn turn<R>(&self, number: usize, work: impl FnOnce(&mut T) -> R) -> R {
        self.gate.wait_for(number);
        let result = {
            let mut value = self.value.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut value)
        };
        self.gate.advance();
        result
    }

    /// While it is held, a panic of this thread lets the others go on; what they make is thrown away.
    pub(crate) fn open_on_panic(&self) -> OpenOnPanic<'_> {
        self.gate.open_on_panic()
    }
}
