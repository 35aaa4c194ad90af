//! `juten text`: what was read, before any form is looked for.

use std::process::ExitCode;

use crate::write::blocks;
use clap::Args;

use super::documents::{Apart, Documents};

/// Print what was read, page by page, in reading order
///
/// Pages are parted by form feeds, the cells of a table's row by tabs.
#[derive(Args)]
pub struct PrintText {
    #[command(flatten)]
    documents: Documents,
}

impl PrintText {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        self.documents.each("txt", Apart::Named, |_, content, out| {
            Ok(blocks::text(&content, out)?)
        })
    }
}
