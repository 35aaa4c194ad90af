//! What goes from thing to thing in order, though threads share the things.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A value that goes from thing to thing in their order, whichever thread has them: the part of the work that cannot be
/// done side by side.
///
/// No thread waits for its turn: what is handed in too early is left to whoever does the thing before it.
pub(crate) struct Relay<V, T>(Mutex<Line<V, T>>);

struct Line<V, T> {
    /// Away while a thing has its turn.
    value: Option<V>,
    /// The thing whose turn is next.
    due: usize,
    early: BTreeMap<usize, T>,
}

impl<V, T> Relay<V, T> {
    /// The value as the first thing, which has the number 0, gets it.
    pub(crate) fn new(value: V) -> Self {
        Self(Mutex::new(Line {
            value: Some(value),
            due: 0,
            early: BTreeMap::new(),
        }))
    }

    /// Hands a thing in for its turn, and does the turns that are due by now; what each gave goes to `after`, with its
    /// number, when others may have theirs.
    pub(crate) fn hand_in<R>(
        &self,
        number: usize,
        thing: T,
        turn: impl Fn(&mut V, T) -> R,
        mut after: impl FnMut(usize, R),
    ) {
        self.line().early.insert(number, thing);
        // the line is free during a turn: a guard in the loop's own condition would be held to its end
        let next = || self.line().next();
        while let Some((mut value, number, thing)) = next() {
            let result = turn(&mut value, thing);
            self.line().value = Some(value);
            after(number, result);
        }
    }

    fn line(&self) -> MutexGuard<'_, Line<V, T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V, T> Line<V, T> {
    /// The value for the thing that is due, if nobody has it and the thing is there.
    fn next(&mut self) -> Option<(V, usize, T)> {
        let value = self.value.take()?;
        let Some(thing) = self.early.remove(&self.due) else {
            self.value = Some(value);
            return None;
        };
        self.due += 1;
        Some((value, self.due - 1, thing))
    }
}
