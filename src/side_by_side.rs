//! The same work on many things side by side, with the results in the order of the things.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Stack of a thread that reads PDF: forms nest and are read by recursion, and the usual 2 MiB of a thread is a quarter
/// of what the main thread has.
pub const STACK: usize = 16 << 20;

/// How many jobs can really be done side by side.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// How many threads work, and how far ahead of a slow one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threads {
    /// Number of threads; at least one is started.
    pub jobs: usize,
    /// Not more results than this wait for one before them: where it takes long, the others stop until it is there.
    pub window: usize,
}

/// Does `work` on each thing and hands each result to `each`, in the order of the things. Each thread makes itself a
/// worker, which keeps what its work on several things shares.
///
/// # Errors
///
/// That of `each`, which ends the work (what has begun by then is finished and dropped); or that no thread is to be had.
pub fn in_order<T: Sync, W, R: Send, E>(
    things: &[T],
    threads: Threads,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, &T) -> R + Sync,
    mut each: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E>
where
    E: From<io::Error>,
{
    let next = AtomicUsize::new(0);
    let gate = Gate::new(threads.window);
    let jobs = threads.jobs.clamp(1, things.len().max(1));
    thread::scope(|scope| {
        let _open_at_the_end = OpenOnDrop(&gate);
        let (sender, results) = sync_channel(jobs);
        for _ in 0..jobs {
            let (sender, next, gate) = (sender.clone(), &next, &gate);
            let (worker, work) = (&worker, &work);
            let run = move || {
                let mut worker = worker();
                run(
                    things,
                    next,
                    gate,
                    |thing| work(&mut worker, thing),
                    &sender,
                );
            };
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, run)?;
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = things.iter().enumerate().peekable();
        for (number, result) in results {
            waiting.insert(number, result);
            while let Some((thing, result)) = due
                .peek()
                .and_then(|(number, thing)| Some((*thing, waiting.remove(number)?)))
            {
                each(thing, result)?;
                due.next();
                gate.advance();
            }
        }
        Ok(())
    })
}

/// Takes thing after thing until none is left or nobody wants the results.
fn run<T, R>(
    things: &[T],
    next: &AtomicUsize,
    gate: &Gate,
    mut work: impl FnMut(&T) -> R,
    sender: &SyncSender<(usize, R)>,
) {
    let _open_on_panic = gate.open_on_panic();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(thing) = things.get(number) else {
            return;
        };
        gate.wait_for(number);
        if sender.send((number, work(thing))).is_err() {
            return;
        }
    }
}

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

/// Lets a number pass when it is below the end of the window.
struct Gate {
    end: Mutex<usize>,
    moved: Condvar,
}

impl Gate {
    fn new(window: usize) -> Self {
        Self {
            end: Mutex::new(window.max(1)),
            moved: Condvar::new(),
        }
    }

    fn wait_for(&self, number: usize) {
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

    fn advance(&self) {
        self.move_to(|end| end.saturating_add(1));
    }

    fn open(&self) {
        self.move_to(|_| usize::MAX);
    }

    fn open_on_panic(&self) -> OpenOnPanic<'_> {
        OpenOnPanic(self)
    }
}

/// However the work ends, nobody waits for ever.
struct OpenOnDrop<'g>(&'g Gate);

impl Drop for OpenOnDrop<'_> {
    fn drop(&mut self) {
        self.0.open();
    }
}

/// Nobody waits for a thread that has died.
pub(crate) struct OpenOnPanic<'g>(&'g Gate);

impl Drop for OpenOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.open();
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::time::Duration;

    fn squares(count: u64, jobs: usize) -> Vec<u64> {
        let things: Vec<u64> = (0..count).collect();
        let mut results = Vec::new();
        let work = |(): &mut (), n: &u64| {
            // the first are the slowest, so that results arrive out of order
            thread::sleep(Duration::from_millis(count.saturating_sub(*n)));
            n * n
        };
        let threads = Threads { jobs, window: 3 };
        in_order(
            &things,
            threads,
            || (),
            work,
            |_, square| {
                results.push(square);
                io::Result::Ok(())
            },
        )
        .unwrap();
        results
    }

    #[test]
    fn results_come_in_the_order_of_the_things_whatever_the_jobs() {
        let want: Vec<u64> = (0..20).map(|n| n * n).collect();
        for jobs in [0, 1, 3, 64] {
            assert_eq!(squares(20, jobs), want);
        }
    }

    #[test]
    fn results_do_not_pile_up_behind_a_slow_one() {
        let begun = AtomicUsize::new(0);
        let things: Vec<usize> = (0..50).collect();
        let work = |(): &mut (), n: &usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            if *n == 0 {
                thread::sleep(Duration::from_millis(100));
                assert!(begun.load(Ordering::Relaxed) <= 4);
            }
        };
        let threads = Threads { jobs: 4, window: 4 };
        in_order(&things, threads, || (), work, |_, ()| io::Result::Ok(())).unwrap();
        assert_eq!(begun.load(Ordering::Relaxed), 50);
    }

    #[test]
    fn a_worker_is_made_once_a_thread() {
        let made = AtomicUsize::new(0);
        let make = || made.fetch_add(1, Ordering::Relaxed);
        let threads = Threads { jobs: 3, window: 5 };
        let work = |_: &mut usize, _: &i32| ();
        in_order(&[1; 50], threads, make, work, |_, ()| io::Result::Ok(())).unwrap();
        assert!(made.into_inner() <= 3);
    }

    #[test]
    fn a_relay_goes_in_the_order_of_the_things() {
        let relay = Relay::new(Vec::new());
        let things: Vec<usize> = (0..50).collect();
        let threads = Threads { jobs: 4, window: 9 };
        let work = |(): &mut (), n: &usize| relay.turn(*n, |seen| seen.push(*n));
        in_order(&things, threads, || (), work, |_, ()| io::Result::Ok(())).unwrap();
        assert_eq!(relay.value.into_inner().unwrap(), things);
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn nobody_waits_for_a_thread_that_died() {
        let relay = Relay::new(());
        let things: Vec<usize> = (0..50).collect();
        let work = |(): &mut (), n: &usize| {
            let _open = relay.open_on_panic();
            assert_ne!(*n, 3, "as it should");
            relay.turn(*n, |()| ());
        };
        let threads = Threads { jobs: 3, window: 3 };
        in_order(&things, threads, || (), work, |_, ()| io::Result::Ok(())).unwrap();
    }

    #[test]
    fn nothing_to_do_is_done() {
        assert!(squares(0, 4).is_empty());
    }

    #[test]
    fn an_error_ends_the_work() {
        let things = [1; 100];
        let mut seen = 0;
        let result = in_order(
            &things,
            Threads { jobs: 2, window: 1 },
            || (),
            |(), n| *n,
            |_, _| {
                seen += 1;
                Err(io::Error::from(io::ErrorKind::BrokenPipe))
            },
        );
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(seen, 1);
    }
}
