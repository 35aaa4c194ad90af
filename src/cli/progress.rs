//! How far a batch is: a bar on a terminal, lines on request, else nothing.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// A bar if standard error is a terminal
    Auto,
    /// A line every few seconds
    Plain,
    /// Nothing
    None,
}

/// Time between two lines.
const PAUSE: Duration = Duration::from_secs(5);

const BAR: &str = "{bar:30} {pos}/{len} documents, {msg}, {rate} a second, {eta} left";

/// Shows how far a batch is.
pub struct Progress {
    view: View,
    documents: usize,
    done: usize,
    pages: u64,
    failed: usize,
    began: Instant,
}

enum View {
    Bar(ProgressBar),
    Lines(Instant),
    Nothing,
}

impl Progress {
    /// Of a batch of so many documents.
    pub fn new(show: Show, documents: usize) -> Self {
        let view = match show {
            Show::Auto if io::stderr().is_terminal() => View::Bar(bar(documents)),
            Show::Plain => View::Lines(Instant::now()),
            Show::Auto | Show::None => View::Nothing,
        };
        Self {
            view,
            documents,
            done: 0,
            pages: 0,
            failed: 0,
            began: Instant::now(),
        }
    }

    /// Whether somebody watches.
    pub fn is_shown(&self) -> bool {
        !matches!(self.view, View::Nothing)
    }

    /// A document is done.
    pub fn done(&mut self, pages: u32, failed: bool) {
        self.done += 1;
        self.pages += u64::from(pages);
        self.failed += usize::from(failed);
        let counts = counts(self.pages, self.failed);
        match &mut self.view {
            View::Bar(bar) => {
                bar.set_message(counts);
                bar.inc(1);
            }
            View::Lines(last) if last.elapsed() >= PAUSE || self.done == self.documents => {
                *last = Instant::now();
                let line = self.line(&counts);
                let _ = writeln!(io::stderr(), "{line}");
            }
            View::Lines(_) | View::Nothing => {}
        }
    }

    fn line(&self, counts: &str) -> String {
        let rate = self.done as f64 / self.began.elapsed().as_secs_f64().max(0.001);
        let left = self.documents.saturating_sub(self.done) as f64 / rate;
        format!(
            "juten: {}/{} documents, {counts}, {rate:.1} a second, {left:.0} s left",
            self.done, self.documents
        )
    }

    /// Says something in a line of its own.
    pub fn beside<R>(&self, say: impl FnOnce() -> R) -> R {
        match &self.view {
            View::Bar(bar) => bar.suspend(say),
            _ => say(),
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        if let View::Bar(bar) = &self.view {
            bar.finish_and_clear();
        }
    }
}

fn counts(pages: u64, failed: usize) -> String {
    format!("{pages} pages, {failed} failed")
}

fn bar(documents: usize) -> ProgressBar {
    let bar = ProgressBar::new(documents as u64);
    // a template that does not parse leaves the usual bar
    if let Ok(style) = ProgressStyle::with_template(BAR) {
        let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
            // a terminal that takes no text is none of the batch's troubles
            let _ = write!(out, "{:.1}", state.per_sec());
        };
        bar.set_style(style.with_key("rate", rate));
    }
    bar.set_message(counts(0, 0));
    bar
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn the_bar_is_well_formed() {
        assert!(ProgressStyle::with_template(BAR).is_ok());
    }

    #[test]
    fn what_is_done_is_counted() {
        let mut progress = Progress::new(Show::None, 3);
        progress.done(2, false);
        progress.done(3, true);
        let line = progress.line(&counts(progress.pages, progress.failed));
        assert!(
            line.starts_with("juten: 2/3 documents, 5 pages, 1 failed, "),
            "{line}"
        );
    }
}
