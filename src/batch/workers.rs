//! The same work on many things side by side, with the results in the order of the things.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// Stack of a worker. A PDF's forms nest and are read by recursion; the usual 2 MiB of a thread is a quarter of what
/// the main thread has.
const STACK: usize = 16 << 20;

/// Does `work` on each thing in up to `jobs` threads and hands each result to `each`, in the order of the things.
///
/// An error of `each` ends the work; what has begun by then is finished and dropped.
pub fn in_order<T: Sync, R: Send, E>(
    things: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    mut each: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E>
where
    E: From<io::Error>,
{
    let next = AtomicUsize::new(0);
    let jobs = jobs.clamp(1, things.len().max(1));
    thread::scope(|scope| {
        let (sender, results) = sync_channel(jobs);
        for _ in 0..jobs {
            let (sender, next, work) = (sender.clone(), &next, &work);
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, move || run(things, next, work, &sender))?;
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
            }
        }
        Ok(())
    })
}

/// Takes thing after thing until none is left or nobody wants the results.
fn run<T, R>(
    things: &[T],
    next: &AtomicUsize,
    work: impl Fn(&T) -> R,
    sender: &SyncSender<(usize, R)>,
) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(thing) = things.get(number) else {
            return;
        };
        if sender.send((number, work(thing))).is_err() {
            return;
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
        let work = |n: &u64| {
            // the first are the slowest, so that results arrive out of order
            thread::sleep(Duration::from_millis(count.saturating_sub(*n)));
            n * n
        };
        in_order(&things, jobs, work, |_, square| {
            results.push(square);
            io::Result::Ok(())
        })
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
    fn nothing_to_do_is_done() {
        assert!(squares(0, 4).is_empty());
    }

    #[test]
    fn an_error_ends_the_work() {
        let things = [1; 100];
        let mut seen = 0;
        let result = in_order(
            &things,
            2,
            |n| *n,
            |_, _| {
                seen += 1;
                Err(io::Error::from(io::ErrorKind::BrokenPipe))
            },
        );
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(seen, 1);
    }
}
