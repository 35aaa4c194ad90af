//! `--dry-run`: what would be done.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::batch::job::Setup;
use crate::batch::manifest::Manifest;
use crate::cli::batch::Task;
use crate::cli::convert::known::Settings;
use crate::cli::convert::resume::Resume;
use crate::sink::stdout;

/// Prints a line for each task: action, input, record.
pub fn dry_run(
    folder: &Path,
    setup: &Setup,
    resume: Resume,
    tasks: &[Task],
) -> anyhow::Result<ExitCode> {
    let settings = Settings::new(setup, resume);
    let known = match resume.goes_on() {
        true => Manifest::read(folder),
        false => None,
    };
    let mut out = stdout();
    for task in tasks {
        let entry = known.as_ref().and_then(|known| known.get(task.key()));
        let is_done = entry.is_some_and(|entry| settings.is_done(task, &entry, folder));
        let what = match (&task.input, is_done) {
            (Err(_), _) => "refuse",
            (Ok(_), true) => "keep",
            (Ok(_), false) => "convert",
        };
        writeln!(out, "{what}\t{}\t{}", task.shown(), task.output.display())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
