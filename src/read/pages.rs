//! The pages of a PDF, one after the other, read and laid out ahead by other threads where there are some.

use std::io;

use crate::diagnostics::Code;
use crate::error::Error;
use crate::extract::Page;
use crate::extract::pdf::{PageNote, Pages, Reader};
use crate::layout::{Finder, Laid};
use crate::side_by_side::{Relay, Threads, in_order};

/// Pages that a thread reads ahead: more would fill the memory behind a slow one.
const AHEAD: usize = 4;

/// A page as drawn, what is to be noted of it, and as laid out.
pub(super) struct Ready {
    pub page: Page,
    pub note: PageNote,
    pub laid: Laid,
}

/// Hands over page after page. What the layout of a page wants to know of the page before goes from one to the next in
/// their order; all else is done side by side.
///
/// # Errors
///
/// That of the first page that cannot be read.
pub(super) fn each(reader: &Reader, threads: usize, each: impl FnMut(Ready)) -> Result<(), Error> {
    let relay = Relay::new(Finder::default());
    let ready = |pages: &mut Pages<'_>, index| {
        let _open = relay.open_on_panic();
        let read = pages.read(index);
        let (page, note, found) = relay.turn(index, |finder| {
            let (page, note) = read?;
            let found = finder.find(&page);
            Ok((page, note, found))
        })?;
        let laid = found.write(&page);
        Ok(Ready { page, note, laid })
    };
    in_turn(reader.page_count(), threads, || reader.pages(), ready, each)
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
