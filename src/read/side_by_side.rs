//! Work on pages side by side. Results come in the order of the pages, whatever the number of threads.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, scope};

/// Stack of a thread that reads PDF: forms nest and are read by recursion, and the usual 2 MiB of a thread is a quarter
/// of what the main thread has.
pub const STACK: usize = 16 << 20;

/// Works on the pages 0 to `count`, not included. Each thread makes itself a worker, which keeps what pages share.
///
/// # Errors
///
/// That of the first page that fails; pages after it may not have been worked on.
pub(super) fn run<W, T: Send, E: Send>(
    count: usize,
    threads: usize,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    if threads.min(count) <= 1 {
        let mut worker = worker();
        return (0..count).map(|page| work(&mut worker, page)).collect();
    }
    let next = AtomicUsize::new(0);
    // A failure ends all: nobody takes a page after it, and those before it are taken already.
    let share = || {
        let (mut worker, mut done) = (worker(), Vec::new());
        loop {
            let page = next.fetch_add(1, Ordering::Relaxed);
            if page >= count {
                return done;
            }
            let result = work(&mut worker, page);
            if result.is_err() {
                next.store(count, Ordering::Relaxed);
            }
            done.push((page, result));
        }
    };
    let mut done = scope(|scope| {
        let start = |_| Builder::new().stack_size(STACK).spawn_scoped(scope, share);
        // Where no thread is to be had, those that run do its pages.
        let others: Vec<_> = (1..threads.min(count))
            .filter_map(|n| start(n).ok())
            .collect();
        let mut done = share();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(page, _)| *page);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn results_are_in_order_for_any_number_of_threads() {
        let square = |_: &mut (), n| Ok::<_, ()>(n * n);
        let one = run(100, 1, || (), square);
        for threads in [0, 2, 7, 200] {
            assert_eq!(run(100, threads, || (), square), one);
        }
    }

    #[test]
    fn the_first_failure_is_told() {
        let work = |_: &mut (), n| match n {
            30 | 31 | 60 => Err(n),
            _ => Ok(()),
        };
        for threads in [1, 2, 8] {
            assert_eq!(run(100, threads, || (), work), Err(30));
        }
    }

    #[test]
    fn a_worker_is_made_once_a_thread() {
        let made = AtomicUsize::new(0);
        let make = || made.fetch_add(1, Ordering::Relaxed);
        run(50, 3, make, |_, _| Ok::<_, ()>(())).unwrap();
        assert!(made.into_inner() <= 3);
    }
}
