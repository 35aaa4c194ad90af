//! The progress of a batch: a bar on a terminal, lines on request, otherwise nothing.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::language;
use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressStyle};

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

// as wide as the terminal allows: a bar that wraps would be drawn again and again
const BAR: &str = "{wide_bar} {pos}/{len}, {msg}";

/// Shows the progress of a batch.
pub struct Progress {
    view: View,
    documents: usize,
    done: usize,
    /// Documents done by an earlier run, which do not count for the rate.
    kept: usize,
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
    /// Progress over this many documents.
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
            kept: 0,
            pages: 0,
            failed: 0,
            began: Instant::now(),
        }
    }

    /// Whether progress is shown at all.
    pub fn is_shown(&self) -> bool {
        !matches!(self.view, View::Nothing)
    }

    /// Counts a document that an earlier run had done.
    pub fn kept(&mut self, pages: u32, failed: bool) {
        self.kept += 1;
        self.done(pages, failed);
    }

    /// Counts a document.
    pub fn done(&mut self, pages: u32, failed: bool) {
        self.done += 1;
        self.pages += u64::from(pages);
        self.failed += usize::from(failed);
        let state = self.state();
        match &mut self.view {
            View::Bar(bar) => {
                bar.set_message(language::chosen().of(&state).into_owned());
                bar.inc(1);
            }
            View::Lines(last) if last.elapsed() >= PAUSE || self.done == self.documents => {
                *last = Instant::now();
                let line = self.line();
                let _ = writeln!(io::stderr(), "juten: {}", language::chosen().of(&line));
            }
            View::Lines(_) | View::Nothing => {}
        }
    }

    fn line(&self) -> String {
        let state = self.state();
        format!("{}/{} documents, {state}", self.done, self.documents)
    }

    /// Pages and failures so far, rate, time left.
    fn state(&self) -> String {
        let (pages, failed) = (self.pages, self.failed);
        let fresh = self.done.saturating_sub(self.kept) as f64;
        let rate = fresh / self.began.elapsed().as_secs_f64().max(0.001);
        let left = self.documents.saturating_sub(self.done) as f64 / rate;
        let left = match left.is_finite() {
            true => format!(", {left:.0} s left"),
            false => String::new(),
        };
        format!("{pages} pages, {failed} failed, {rate:.1} a second{left}")
    }

    /// Writes other output without disturbing the bar.
    pub fn beside<R>(&self, say: impl FnOnce() -> R) -> R {
        match &self.view {
            View::Bar(bar) => bar.suspend(say),
            _ => say(),
        }
    }

    /// Removes the bar.
    pub fn finish(&self) {
        if let View::Bar(bar) = &self.view {
            bar.finish_and_clear();
        }
    }
}

fn bar(documents: usize) -> ProgressBar {
    let bar = ProgressBar::new(documents as u64);
    // if the template does not parse, the default style stays
    if let Ok(style) = ProgressStyle::with_template(BAR) {
        bar.set_style(style);
    }
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
    fn finished_documents_are_counted() {
        let mut progress = Progress::new(Show::None, 3);
        progress.done(2, false);
        progress.done(3, true);
        let line = progress.line();
        assert!(
            line.starts_with("2/3 documents, 5 pages, 1 failed, "),
            "{line}"
        );
    }

    #[test]
    fn documents_of_an_earlier_run_do_not_count_for_the_rate() {
        let mut progress = Progress::new(Show::None, 100);
        (0..90).for_each(|_| progress.kept(1, false));
        let line = progress.line();
        assert!(line.ends_with("90 pages, 0 failed, 0.0 a second"), "{line}");
    }
}
