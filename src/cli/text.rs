//! `juten text`: the text as read, without a profile.

use std::process::ExitCode;

use crate::write::blocks;
use clap::Args;

use super::documents::{Apart, Documents};

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
