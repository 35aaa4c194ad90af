//! The pages of a PDF, one after the other, read ahead by other threads where there are some.

use std::io;

use crate::diagnostics::Code;
use crate::error::Error;
use crate::extract::Page;
use crate::extract::pdf::{PageNote, Pages, Reader};
use crate::side_by_side::{Threads, in_order};

/// Pages that a thread reads ahead: more would fill the memory behind a slow one.
const AHEAD: usize = 4;

/// Hands over page after page, with what is to be noted of it. With one thread none is started.
///
/// # Errors
///
/// That of the first page that cannot be read.
pub(super) fn each(
    reader: &Reader,
    threads: usize,
    mut each: impl FnMut(Page, PageNote),
) -> Result<(), Error> {
    let indexes: Vec<usize> = (0..reader.page_count()).collect();
    if threads.min(indexes.len()) <= 1 {
        let mut pages = reader.pages();
        return indexes.into_iter().try_for_each(|index| {
            let (page, note) = pages.read(index)?;
            each(page, note);
            Ok(())
        });
    }
    let threads = Threads {
        jobs: threads,
        window: threads * AHEAD,
    };
    let read = |pages: &mut Pages<'_>, index: &usize| pages.read(*index);
    let taken = in_order(
        &indexes,
        threads,
        || reader.pages(),
        read,
        |_, read| {
            let (page, note) = read?;
            each(page, note);
            Ok::<(), Failed>(())
        },
    );
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
