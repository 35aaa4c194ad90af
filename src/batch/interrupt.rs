//! Ctrl-C: the first ends the batch cleanly, the second at once.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a shell expects of a program that was interrupted: 128 + SIGINT.
const STATUS: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C sets a mark instead of ending the process.
pub fn listen() {
    // without a handler Ctrl-C ends the batch at once, which the manifest survives as well
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(STATUS.into());
        }
    });
}

/// Whether the batch is to end.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// The status of a batch that was interrupted.
pub fn status() -> ExitCode {
    ExitCode::from(STATUS)
}
