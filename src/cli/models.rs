//! `juten models`: the models that read scanned pages.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use super::usage;
use crate::batch::models::{self, FOLDER};
use crate::sink::stdout;

#[derive(Args)]
#[command(
    after_help = "Scans need a model, once: `pip download --no-deps rapidocr==3.10.0`, then `juten models add \
    rapidocr-3.10.0-py3-none-any.whl`. juten itself downloads nothing."
)]
pub struct Models {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Add a model from a file: an ONNX file, or a Python wheel that contains one
    Add {
        /// Files with a model
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List the installed models: name, SHA-256 and path
    List,
    /// Remove an installed model
    Remove {
        /// Name of the model
        name: String,
    },
    /// Print the folder for models
    Path,
}

impl Models {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let folder = models::folder().ok_or_else(|| {
            usage(format!(
                "the system has no folder for user data; set {FOLDER}"
            ))
        })?;
        let mut out = stdout();
        match self.command {
            Command::Add { files } => {
                for file in files {
                    let shown = file.display();
                    let added = models::add(&file, &folder).with_context(|| shown.to_string())?;
                    if added.is_empty() {
                        bail!(
                            "{shown}: it holds no model that juten knows; see `juten models --help`"
                        );
                    }
                    for known in added {
                        writeln!(out, "{}: added. {}", known.name, known.notice)?;
                    }
                }
            }
            Command::List => {
                for (known, path) in models::installed(&folder) {
                    writeln!(out, "{}\t{}\t{}", known.name, known.sha256, path.display())?;
                }
            }
            Command::Remove { name } => {
                let mut installed = models::installed(&folder).into_iter();
                let found = installed.find(|(known, _)| known.name == name);
                let (_, path) = found.ok_or_else(|| {
                    usage(format!(
                        "no model '{name}' is installed; see juten models list"
                    ))
                })?;
                std::fs::remove_file(&path).with_context(|| path.display().to_string())?;
            }
            Command::Path => writeln!(out, "{}", folder.display())?,
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}
