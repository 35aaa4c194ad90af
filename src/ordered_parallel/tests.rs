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
fn a_sequencer_passes_its_state_in_the_order_of_the_items() {
    let sequencer = Sequencer::new(Vec::new());
    let threads = Threads { jobs: 4, window: 9 };
    let work = |(): &mut (), n: usize, done: &mut dyn FnMut(usize, Vec<usize>)| {
        // every third is slow, so that others are handed in before it
        thread::sleep(Duration::from_millis(if n.is_multiple_of(3) {
            3
        } else {
            0
        }));
        let turn = |seen: &mut Vec<usize>, n| {
            seen.push(n);
            seen.clone()
        };
        sequencer.submit(n, n, turn, done);
    };
    let mut seen = Vec::new();
    let each = |so_far| {
        seen.push(so_far);
        io::Result::Ok(())
    };
    by_index(50, threads, || (), work, each).unwrap();
    let want: Vec<Vec<usize>> = (0..50).map(|n| (0..=n).collect()).collect();
    assert_eq!(seen, want);
}

#[test]
fn no_thread_waits_for_its_turn() {
    let sequencer = Sequencer::new(());
    let results = std::cell::RefCell::new(Vec::new());
    let submit = |n| {
        let turn = |(): &mut (), n| n;
        sequencer.submit(n, n, turn, |number, n| {
            results.borrow_mut().push((number, n));
        });
    };
    submit(1);
    submit(2);
    assert!(results.borrow().is_empty());
    submit(0);
    assert_eq!(results.into_inner(), [(0, 0), (1, 1), (2, 2)]);
}

#[test]
#[should_panic(expected = "a scoped thread panicked")]
fn no_thread_waits_for_one_that_panicked() {
    let sequencer = Sequencer::new(());
    let work = |(): &mut (), n: usize, done: &mut dyn FnMut(usize, ())| {
        sequencer.submit(n, n, |(), n| assert_ne!(n, 3, "as it should"), done);
    };
    let threads = Threads { jobs: 3, window: 3 };
    by_index(50, threads, || (), work, |()| io::Result::Ok(())).unwrap();
}

#[test]
fn nothing_to_do_is_done() {
    assert!(squares(0, 4).is_empty());
}

#[test]
fn a_single_thing_needs_no_thread() {
    let here = thread::current().id();
    let work = |(): &mut (), _: &i32| thread::current().id() == here;
    let threads = Threads { jobs: 4, window: 4 };
    let mut is_here = false;
    let each = |_: &i32, was_here| {
        is_here = was_here;
        io::Result::Ok(())
    };
    in_order(&[1], threads, || (), work, each).unwrap();
    assert!(is_here);
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
