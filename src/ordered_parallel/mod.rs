//! An ordered parallel map: the same work on many items in parallel, with the results in the order of the items.
//!
//! - [`in_order`] works on a slice; `by_index` on indexes, whose results may come from the work on another
//! - `Sequencer`: a step between parallel ones that has to be done in order
//! - `window`: bounds how far threads get ahead of a slow item

use std::collections::BTreeMap;
use std::io;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use window::{OpenOnDrop, Window};

pub(crate) use sequencer::Sequencer;

mod sequencer;
#[cfg(test)]
mod tests;
mod window;

/// The stack size of a thread that reads PDF, in bytes: PDF forms nest and are read recursively, and the default of 2 MiB
/// is a quarter of what the main thread has.
pub const STACK: usize = 16 << 20;

/// The number of jobs that can really run in parallel.
pub fn processors() -> usize {
    // cached: finding the limits of a container takes reading half a dozen files
    static PROCESSORS: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));
    *PROCESSORS
}

/// The number of threads, and how far they may run ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threads {
    /// The number of threads; 0 counts as 1.
    pub jobs: usize,
    /// How many results may wait for an earlier one. When that many wait, the other threads pause.
    pub window: usize,
}

/// Runs `work` on each item and passes each result to `each`, in the order of the items. Each thread makes its own state
/// with `worker`, for what its work on several items shares. A single item is processed on the caller's thread.
///
/// # Errors
///
/// The first error of `each`, which stops the work (items in progress are finished and dropped), or that of starting a
/// thread.
pub fn in_order<T: Sync, W, R: Send, E>(
    items: &[T],
    threads: Threads,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, &T) -> R + Sync,
    mut each: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E>
where
    E: From<io::Error>,
{
    if let [item] = items {
        return each(item, work(&mut worker(), item));
    }
    let work = |worker: &mut W, index: usize, done: &mut dyn FnMut(usize, R)| {
        if let Some(item) = items.get(index) {
            done(index, work(worker, item));
        }
    };
    let mut due = items.iter();
    let each = |result| due.next().map_or(Ok(()), |item| each(item, result));
    by_index(items.len(), threads, worker, work, each)
}

/// The same for `count` indexes. `work` reports each result with its index: possibly none, possibly also those of later
/// items that were waiting for this one (see [`Sequencer`]).
pub(crate) fn by_index<W, R: Send, E>(
    count: usize,
    threads: Threads,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize, &mut dyn FnMut(usize, R)) + Sync,
    mut each: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    E: From<io::Error>,
{
    let next = AtomicUsize::new(0);
    let window = Window::new(threads.window);
    let jobs = threads.jobs.clamp(1, count.max(1));
    thread::scope(|scope| {
        let _open_at_the_end = OpenOnDrop(&window);
        let (sender, results) = sync_channel(jobs);
        for _ in 0..jobs {
            let (sender, next, window) = (sender.clone(), &next, &window);
            let (worker, work) = (&worker, &work);
            let run = move || {
                let _open_on_panic = window.open_on_panic();
                let mut worker = worker();
                run(count, next, window, &sender, |index, done| {
                    work(&mut worker, index, done);
                });
            };
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, run)?;
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (index, result) in results {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&due) {
                each(result)?;
                due += 1;
                window.advance();
            }
        }
        Ok(())
    })
}

/// Takes the next index until all are taken or the consumer has stopped.
fn run<R>(
    count: usize,
    next: &AtomicUsize,
    window: &Window,
    sender: &SyncSender<(usize, R)>,
    mut work: impl FnMut(usize, &mut dyn FnMut(usize, R)),
) {
    let mut is_wanted = true;
    while is_wanted {
        let index = next.fetch_add(1, Ordering::Relaxed);
        if index >= count {
            return;
        }
        window.wait_for(index);
        work(index, &mut |index, result| {
            is_wanted &= sender.send((index, result)).is_ok();
        });
    }
}
