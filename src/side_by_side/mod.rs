//! The same work on many things side by side, with the results in the order of the things.

use std::collections::BTreeMap;
use std::io;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use gate::{Gate, OpenOnDrop};

pub(crate) use relay::Relay;

mod gate;
mod relay;
#[cfg(test)]
mod tests;

/// Stack of a thread that reads PDF: forms nest and are read by recursion, and the usual 2 MiB of a thread is a quarter
/// of what the main thread has.
pub const STACK: usize = 16 << 20;

/// How many jobs can really be done side by side.
pub fn processors() -> usize {
    // Asked once: the limits of a container are read from half a dozen files.
    static PROCESSORS: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));
    *PROCESSORS
}

/// How many threads work, and how far ahead of a slow one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threads {
    /// Number of threads; at least one works.
    pub jobs: usize,
    /// Not more results than this wait for one before them: where it takes long, the others stop until it is there.
    pub window: usize,
}

/// Does `work` on each thing and hands each result to `each`, in the order of the things. Each thread makes itself a
/// worker, which keeps what its work on several things shares. A single thing is done by the caller's own thread.
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
    if let [thing] = things {
        return each(thing, work(&mut worker(), thing));
    }
    let work = |worker: &mut W, number: usize, done: &mut dyn FnMut(usize, R)| {
        if let Some(thing) = things.get(number) {
            done(number, work(worker, thing));
        }
    };
    let mut due = things.iter();
    let each = |result| due.next().map_or(Ok(()), |thing| each(thing, result));
    numbered(things.len(), threads, worker, work, each)
}

/// The same for things that are known by their numbers, whose `work` gives each result with its number: perhaps none,
/// perhaps also those of things that wait for this one (see [`Relay`]).
pub(crate) fn numbered<W, R: Send, E>(
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
    let gate = Gate::new(threads.window);
    let jobs = threads.jobs.clamp(1, count.max(1));
    thread::scope(|scope| {
        let _open_at_the_end = OpenOnDrop(&gate);
        let (sender, results) = sync_channel(jobs);
        for _ in 0..jobs {
            let (sender, next, gate) = (sender.clone(), &next, &gate);
            let (worker, work) = (&worker, &work);
            let run = move || {
                let _open_on_panic = gate.open_on_panic();
                let mut worker = worker();
                run(count, next, gate, &sender, |number, done| {
                    work(&mut worker, number, done);
                });
            };
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, run)?;
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (number, result) in results {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&due) {
                each(result)?;
                due += 1;
                gate.advance();
            }
        }
        Ok(())
    })
}

/// Takes number after number until none is left or nobody wants the results.
fn run<R>(
    count: usize,
    next: &AtomicUsize,
    gate: &Gate,
    sender: &SyncSender<(usize, R)>,
    mut work: impl FnMut(usize, &mut dyn FnMut(usize, R)),
) {
    let mut is_wanted = true;
    while is_wanted {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= count {
            return;
        }
        gate.wait_for(number);
        work(number, &mut |number, result| {
            is_wanted &= sender.send((number, result)).is_ok();
        });
    }
}
