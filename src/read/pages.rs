//! The pages of a PDF in order, read and laid out in parallel if there are threads.

use std::io;

use super::scans::{self, TextOrPicture};
use super::turn;
use crate::diagnostics::Code;
use crate::error::Error;
use crate::extract::Page;
use crate::extract::pdf::{PageNote, Pages, Reader};
use crate::extract::scan::{self, Recognizer};
use crate::layout::{Finder, Found, Laid};
use crate::options::ReadOptions;
use crate::ordered_parallel::{Sequencer, Threads, by_index};

/// How many pages may be read ahead per thread: more would fill the memory behind a slow page.
const AHEAD: usize = 4;

/// The least number of pages for each thread, unless pages are recognised, which takes seconds: starting a thread, in which
/// every font is read again, takes as long as two pages of text (`benches/README.md`).
const FEWEST_PAGES: usize = 3;

/// A page as drawn, the findings on it, and its layout.
pub(super) struct Ready {
    pub page: Page,
    pub note: PageNote,
    pub laid: Laid,
}

/// Passes on page after page. The layout of a page needs some results of the page before, which are handed over in page
/// order; all other work is parallel.
///
/// # Errors
///
/// The error of the first page that cannot be read.
pub(super) fn each(
    reader: &Reader,
    options: &ReadOptions,
    each: impl FnMut(Ready),
) -> Result<(), Error> {
    let sequencer = Sequencer::new(Finder::default());
    let find = |finder: &mut Finder, read: Result<(Page, PageNote), Error>| {
        let (page, note) = read?;
        let found = finder.find(&page);
        Ok((page, note, found))
    };
    let write = |(page, note, found): (Page, PageNote, Found)| {
        let laid = found.write(&page);
        Ready { page, note, laid }
    };
    let ready = |pages: &mut Pages<'_>, index, done: Done<'_, Ready>| {
        let read = read(pages, index, options.recognizer.as_deref());
        sequencer.submit(index, read, find, |index, found| {
            done(index, found.map(write));
        });
    };
    let count = reader.page_count();
    let threads = match options.recognizer {
        Some(_) => options.threads,
        None => options.threads.min(count / FEWEST_PAGES),
    };
    in_turn(count, threads, || reader.pages(), ready, each)
}

/// Reads a page; if it is an image and there is a recogniser, its text is recognised.
fn read(
    pages: &mut Pages<'_>,
    index: usize,
    recognizer: Option<&dyn Recognizer>,
) -> Result<(Page, PageNote), Error> {
    let (mut page, note) = pages.read(index)?;
    let is_picture = matches!(TextOrPicture::of(&page), TextOrPicture::Picture(_));
    if let Some(recognizer) = recognizer.filter(|_| is_picture)
        && let Some(picture) = pages.picture(index)
    {
        let scanned =
            scan::read(&picture, recognizer).map_err(|why| scans::unusable(page.number, &why))?;
        (0..scanned.scan.turns).for_each(|_| turn::clockwise(&mut page));
        page.glyphs = scanned.glyphs;
        page.rules.extend(scanned.rules);
        page.scan = Some(Box::new(scanned.scan));
    }
    Ok((page, note))
}

/// Takes the result of the page with an index.
pub(crate) type Done<'d, R> = &'d mut dyn FnMut(usize, Result<R, Error>);

/// Runs the work on the pages with these indexes and passes on the results in order. With one thread none is started.
///
/// # Errors
///
/// The error of the first page whose work fails.
pub(crate) fn in_turn<W, R: Send>(
    count: usize,
    threads: usize,
    worker: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, usize, Done<'_, R>) + Sync,
    mut each: impl FnMut(R),
) -> Result<(), Error> {
    if threads.min(count) <= 1 {
        let mut worker = worker();
        return (0..count).try_for_each(|index| {
            let mut outcome = Ok(());
            work(&mut worker, index, &mut |_, done| {
                outcome = done.map(&mut each)
            });
            outcome
        });
    }
    let threads = Threads {
        jobs: threads,
        window: threads * AHEAD,
    };
    let taken = by_index(count, threads, worker, work, |done| {
        each(done?);
        Ok::<(), Failed>(())
    });
    taken.map_err(|Failed(error)| error)
}

/// A page that could not be read, or a thread that could not be started.
struct Failed(Error);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        let message =
            format!("cannot start a thread to read pages ({error}); try again with one thread");
        Self(Error::new(Code::Limit, message))
    }
}
