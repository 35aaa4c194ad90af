//! The same work on many things side by side, with the results in the order of the things.

use std::collections::BTreeMap;
use std::io;
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
    thread::available_parallelism().map_or(1, usize::from)
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
