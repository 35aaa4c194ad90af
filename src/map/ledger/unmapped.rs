//! Runs of unmapped characters.

use super::super::trace::Area;
use super::{Fate, Ledger};
use crate::diagnostics::{Code, Diagnostic};
use crate::text::Place;

/// The most characters of a run that a message shows.
const SHOWN: usize = 40;

/// A run of unmapped characters.
#[derive(Default)]
pub(super) struct Run {
    pub areas: Vec<Area>,
    /// Its characters, with a line feed between lines.
    pub text: String,
}

impl Run {
    fn add(&mut self, c: char, place: &Place) {
        let lines = self.areas.len();
        Area::add(&mut self.areas, place);
        if self.areas.len() > lines && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push(c);
    }
}

impl Ledger {
    /// A diagnostic for each run of unmapped characters.
    pub fn unmapped(&self) -> Vec<Diagnostic> {
        let runs = self.unmapped_runs();
        runs.iter().map(|run| self.unmapped_run(run)).collect()
    }

    pub(super) fn unmapped_runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut in_run = false;
        for (at, fate) in self.fates.iter().enumerate() {
            match (fate, self.places.get(at), self.chars.get(at)) {
                (Fate::Unmapped, Some(place), Some(c)) => {
                    if !in_run || !same_page(runs.last(), place) {
                        runs.push(Run::default());
                    }
                    if let Some(run) = runs.last_mut() {
                        run.add(*c, place);
                    }
                    in_run = true;
                }
                (Fate::Blank, ..) => {}
                _ => in_run = false,
            }
        }
        runs
    }

    fn unmapped_run(&self, run: &Run) -> Diagnostic {
        let count = run.text.chars().filter(|c| *c != '\n').count();
        let shown: String = run.text.chars().take(SHOWN).collect();
        let shown = shown.trim_end().replace('\n', " / ");
        let more = if count > SHOWN { "…" } else { "" };
        let cell = run.areas.first().and_then(|area| self.address(area));
        let cell = match cell.filter(|address| !address.cell.is_empty()) {
            Some(address) => format!(" ({})", address.cell),
            None => String::new(),
        };
        let message = format!("{count} characters belong to no field: {shown}{more}{cell}");
        let mut diagnostic = Diagnostic::new(Code::Unmapped, message);
        diagnostic.page = run.areas.first().map(|area| area.page);
        let boxes = run.areas.iter().filter_map(Area::bbox);
        diagnostic.bbox = boxes.reduce(|a, b| a.union(&b));
        diagnostic
    }
}

fn same_page(run: Option<&Run>, place: &Place) -> bool {
    run.and_then(|run| run.areas.last())
        .is_some_and(|last| last.page == place.page)
}
