//! The pages of a PDF, one after the other, read ahead by other threads where there are some.

use std::io;

use crate::diagnostics::Code;
use crate::error::Error;
use crate::extract::Page;
use crate::extract::pdf::{PageNote, Pages, Reader};
use crate::side_by_side::{Threads, in_order};

/// Pages that a thread reads ahead: more would fill the memory behind a slow one.
const AHEAD: usize = 4;

/// Hands over page after page, with what is to be noted of it.
///
/// # Errors
///
/// That of the first page that cannot be read.
pub(super) fn each(
    reader: &Reader,
    threads: usize,
    mut each: impl FnMut(Page, PageNote),
) -> Result<(), Error> {
    in_turn(
        reader.page_count(),
        threads,
        || reader.pages(),
        Pages::read,
        |(page, note)| each(page, note),
    )
}

/// Does the work on the pages of these indexes and hands over its results in their order. With one thread none is
/// started.
///
/// # Errors
///
/// That of the first page whose work fails.
pub(crate) fn in_turn<W, R: Send>(
    count: usize,
    threads: usize,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize) -> Result<R, Error> + Sync,
    mut each: impl FnMut(R),
) -> Result<(), Error> {
    let indexes: Vec<usize> = (0..count).collect();
    if threads.min(count) <= 1 {
        let mut worker = worker();
        return indexes.into_iter().try_for_each(|index| {
            each(work(&mut worker, index)?);
            Ok(())
        });
    }
    let threads = Threads {
        jobs: threads,
        window: threads * AHEAD,
    };
    let work = |worker: &mut W, index: &usize| work(worker, *index);
    let taken = in_order(&indexes, threads, worker, work, |_, done| {
        each(done?);
        Ok::<(), Failed>(())
    });
    taken.map_err(|Failed(error)| error)
}

/// A page that cannot be read, or a thread that is not to be had.
struct Failed(Error);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        let message = format!("no thread to read pages with ({error}); try again with -j 1");
        Self(Error::new(Code::Limit, message))
    }
}
