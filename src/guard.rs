//! Panics of libraries that trust what a file says.
//!
//! A few of them end with a panic where a file is wrong in a way that they do not expect. Calls to them are guarded, and their
//! panic is an error like any other: the program's panic hook is silent for it.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What the call returns; `None` if it panics, which may leave half done what it was changing.
pub(crate) fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    let before = IS_GUARDED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(call));
    IS_GUARDED.set(before);
    outcome.ok()
}

/// Whether a panic of this thread would be caught by [`guarded`].
#[cfg(feature = "batch")]
pub(crate) fn is_guarded() -> bool {
    IS_GUARDED.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_none_and_the_guard_ends_with_the_call() {
        assert_eq!(guarded(|| 1), Some(1));
        let index = std::hint::black_box(3);
        #[allow(clippy::indexing_slicing)]
        let panicking = || [1, 2][index];
        assert_eq!(guarded(|| guarded(panicking)), Some(None));
        assert!(!IS_GUARDED.get());
    }
}
