//! A step that has to be done in order, between steps that threads do in parallel.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A state that is passed from item to item in their order, whichever threads have them: the part of the work that cannot
/// be parallel.
///
/// No thread waits for its turn: an item that is submitted early is left to the thread that submits the one before it.
pub(crate) struct Sequencer<S, T>(Mutex<Queue<S, T>>);

struct Queue<S, T> {
    /// `None` while an item has its turn.
    state: Option<S>,
    /// The index of the next item.
    due: usize,
    early: BTreeMap<usize, T>,
}

impl<S, T> Sequencer<S, T> {
    /// A sequencer whose first item, which has index 0, gets this state.
    pub(crate) fn new(state: S) -> Self {
        Self(Mutex::new(Queue {
            state: Some(state),
            due: 0,
            early: BTreeMap::new(),
        }))
    }

    /// Submits an item and runs `turn` on every item that is due by now. The result of each goes to `after`, with its
    /// index, when the next may already have its turn.
    pub(crate) fn submit<R>(
        &self,
        index: usize,
        item: T,
        turn: impl Fn(&mut S, T) -> R,
        mut after: impl FnMut(usize, R),
    ) {
        self.queue().early.insert(index, item);
        // the queue is unlocked during a turn: a guard in the loop's own condition would be held to its end
        let next = || self.queue().next();
        while let Some((mut state, index, item)) = next() {
            let result = turn(&mut state, item);
            self.queue().state = Some(state);
            after(index, result);
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue<S, T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S, T> Queue<S, T> {
    /// The state for the item that is due, if no other has it and the item has been submitted.
    fn next(&mut self) -> Option<(S, usize, T)> {
        let state = self.state.take()?;
        let Some(item) = self.early.remove(&self.due) else {
            self.state = Some(state);
            return None;
        };
        self.due += 1;
        Some((state, self.due - 1, item))
    }
}
