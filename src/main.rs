//! The `juten` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    juten::cli::main(std::env::args_os())
}
