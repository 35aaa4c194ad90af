//! `juten inspect`: the page next to the record, for one document or for many with an index.

use std::path::Path;
use std::process::ExitCode;

use crate::Options;
use crate::choose::Profiles;
use crate::diagnostics::Code;
use crate::error::Error;
use crate::inspect::{Inspection, Listed, Stage, index, inspect_pages};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::batch::Task;
use super::documents::{Documents, write};
use super::form::Form;
use super::messages::Failures;
use super::usage;
use crate::batch::inputs::Input;
use crate::sink::Target;

/// The file that lists the reports in a folder, and its name if a document's report is called that.
const INDEX: &str = "index.html";
const OTHER_INDEX: &str = "_index.html";

#[derive(Args)]
pub struct Inspect {
    /// Show the output of a stage instead of the record
    #[arg(long, value_parser = PossibleValuesParser::new(Stage::NAMES).try_map(|s| s.parse::<Stage>()))]
    stage: Option<Stage>,
    #[command(flatten)]
    form: Form,
    #[command(flatten)]
    documents: Documents,
}

impl Inspect {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let profiles = self
            .form
            .profiles(self.documents.messages)?
            .parsed()
            .clone();
        let tasks = self.documents.tasks("html");
        match (&self.documents.output, tasks.as_slice()) {
            (None, [task]) => self.one(task, profiles, || Ok(Target::stdout())),
            (Some(path), [task]) if !path.is_dir() && !self.documents.is_given_a_folder() => {
                self.one(task, profiles, || Target::lone_file(path))
            }
            (Some(folder), _) => self.many(&tasks, &profiles, folder),
            (None, _) => Err(usage(
                "several documents need a folder for their reports; add -o DIR",
            )),
        }
    }

    fn one(
        &self,
        task: &Task,
        profiles: Profiles,
        target: impl FnOnce() -> anyhow::Result<Target>,
    ) -> anyhow::Result<ExitCode> {
        let mut failures = Failures::new(self.documents.messages);
        let Some(made) = self.report(task, profiles, &mut failures)?.1 else {
            return Ok(ExitCode::FAILURE);
        };
        let mut target = target()?;
        target.write(made.html.as_bytes())?;
        target.finish()?;
        Ok(ExitCode::from(u8::from(made.refused.is_some())))
    }

    fn many(&self, tasks: &[Task], profiles: &Profiles, folder: &Path) -> anyhow::Result<ExitCode> {
        let mut failures = Failures::new(self.documents.messages);
        let mut listed = Vec::new();
        for task in tasks {
            let (codes, made) = self.report(task, profiles.clone(), &mut failures)?;
            if let Some(made) = &made {
                write(&folder.join(&task.output), made.html.as_bytes())?;
            }
            let report = |_: &Inspection| task.output.to_string_lossy().replace('\\', "/");
            listed.push(Listed {
                name: task.shown().to_owned(),
                report: made.as_ref().map(report),
                pages: made.as_ref().map_or(0, |made| made.pages),
                codes,
                coverage: made.and_then(|made| made.coverage),
            });
        }
        failures.finish(None);
        let has_failed = |one: &Listed| one.coverage.is_none();
        let failed = listed.iter().any(has_failed);
        let is_taken = tasks.iter().any(|task| task.output == Path::new(INDEX));
        let name = if is_taken { OTHER_INDEX } else { INDEX };
        write(&folder.join(name), index(listed).as_bytes())?;
        Ok(ExitCode::from(u8::from(failed)))
    }

    /// The report on a document, if it could be read, and the codes of all that was said of it.
    fn report(
        &self,
        task: &Task,
        profiles: Profiles,
        failures: &mut Failures,
    ) -> anyhow::Result<(Vec<Code>, Option<Inspection>)> {
        let made = match &task.input {
            Ok(input) => self.inspected(input, profiles)?,
            Err(rejected) => Err(rejected.error.clone()),
        };
        let mut fail = |error: &Error| failures.add(task.shown(), Some(error.code), &error.message);
        Ok(match made {
            Ok(made) => {
                self.tell(task.shown(), &made);
                made.refused.iter().for_each(&mut fail);
                let refused = made.refused.iter().map(|error| error.code);
                let codes = made.diagnostics.iter().map(|told| told.code);
                (refused.chain(codes).collect(), Some(made))
            }
            Err(error) => {
                fail(&error);
                (vec![error.code], None)
            }
        })
    }

    fn inspected(
        &self,
        input: &Input,
        profiles: Profiles,
    ) -> anyhow::Result<Result<Inspection, Error>> {
        let reading = &self.documents.reading;
        let options = Options {
            name: input.name(),
            reading: reading.read_options(self.documents.threads()),
            ..reading.options(profiles)
        };
        let (stage, pages) = (self.stage, self.documents.pages.clone());
        let source = input.clone();
        let work = move || {
            let bytes = source.read(options.reading.limits.max_bytes)?;
            let is_wanted = |page| pages.as_ref().is_none_or(|pages| pages.contains(page));
            inspect_pages(bytes, &options, stage, &is_wanted)
        };
        Ok(self.documents.bounds.hold(work)?)
    }

    fn tell(&self, shown: &str, made: &Inspection) {
        let messages = &self.documents.messages;
        if let Some(chosen) = &made.chosen {
            messages.note(shown, chosen);
        }
        messages.diagnostics(shown, &made.diagnostics);
    }
}
