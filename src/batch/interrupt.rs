//! Ctrl-C: the first press stops the batch cleanly, the second at once.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit status that shells expect of an interrupted program: 128 + SIGINT.
const STATUS: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From now on the first Ctrl-C sets a flag instead of ending the process.
pub fn listen() {
    // without a handler Ctrl-C kills the batch, which the manifest survives as well
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(STATUS.into());
        }
    });
}

/// Whether the user asked the batch to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// The exit status of an interrupted batch.
pub fn status() -> ExitCode {
    ExitCode::from(STATUS)
}
