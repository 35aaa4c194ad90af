//! Limits on time and memory.

use std::io::Write;
use std::thread;
use std::time::Duration;

/// The default time limit of a job, in seconds.
pub const TIMEOUT: &str = "120";

/// The default memory limit of a worker. A form of ten pages needs 40 MB.
pub const MEMORY: &str = "2G";

/// The least memory limit: the program and its thread stacks alone take about as much.
const LEAST_MEMORY: u64 = 64 << 20;

/// How many times its memory limit a process may use as address space if it watches its own memory ([`in_use`]): a
/// growing vector briefly needs twice its size, and unused address space costs nothing.
const SLACK: u64 = 3;

/// Whether the system enforces a limit on address space: Windows has no such limit, macOS does not enforce it.
const IS_ENFORCED: bool = cfg!(all(unix, not(target_os = "macos")));

/// How often a worker looks at its own memory where the system does not.
const LOOK: Duration = Duration::from_millis(20);

/// The resident memory of this process, in bytes; `None` where the system does not report it.
#[cfg(not(any(windows, target_os = "macos")))]
pub fn in_use() -> Option<u64> {
    /// The smallest page size of systems that have `/proc`, in bytes.
    const PAGE: u64 = 4096;
    // in pages; the second number is the resident set
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages.saturating_mul(PAGE))
}

/// The resident memory of this process, in bytes.
#[cfg(any(windows, target_os = "macos"))]
pub fn in_use() -> Option<u64> {
    u64::try_from(memory_stats::memory_stats()?.physical_mem).ok()
}

/// Limits the address space of this process, which also watches its own memory ([`in_use`]).
pub fn watched_memory(bytes: u64) {
    let slack = if in_use().is_some() { SLACK } else { 1 };
    memory(bytes.saturating_mul(slack));
}

/// Limits the address space of this process. Does nothing on systems other than Unix.
fn memory(bytes: u64) {
    #[cfg(unix)]
    {
        // never raises a lower hard limit
        let hard = rlimit::getrlimit(rlimit::Resource::AS).map_or(u64::MAX, |(_, hard)| hard);
        let bytes = bytes.min(hard);
        let _ = rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes);
    }
    #[cfg(not(unix))]
    let _ = bytes;
}

/// Limits the memory of a worker, which aborts when it needs more. Where the system does not enforce the limit, the worker
/// does, with the message of Rust's allocator, by which its pool knows the cause.
pub fn worker_memory(bytes: u64) {
    memory(bytes);
    if IS_ENFORCED {
        return;
    }
    thread::spawn(move || {
        while in_use().is_none_or(|used| used <= bytes) {
            thread::sleep(LOOK);
        }
        let _ = writeln!(
            std::io::stderr(),
            "memory allocation of {bytes} bytes failed"
        );
        std::process::abort();
    });
}

/// Turns core dumps off: a crashing worker must not leave one in the user's folder.
pub fn no_core_dumps() {
    #[cfg(unix)]
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

/// Parses a memory limit; too small a limit is an error.
pub fn memory_size(text: &str) -> Result<u64, String> {
    let bytes = size(text)?;
    match bytes >= LEAST_MEMORY {
        true => Ok(bytes),
        false => Err(format!(
            "{bytes} bytes are too little for any input; give at least {}M, for example 2G",
            LEAST_MEMORY >> 20
        )),
    }
}

/// Parses a size in bytes: `1500000`, `512M`, `2G`. Units are powers of 1024.
pub fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text
        .get(digits.len()..)
        .unwrap_or_default()
        .to_ascii_uppercase();
    let shift = match unit.trim_end_matches('B').trim_end_matches('I') {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        "T" => 40,
        _ => return Err("a number of bytes, for example 512M or 2G".to_owned()),
    };
    let number: u64 = digits
        .parse()
        .map_err(|_| "a number of bytes, for example 512M or 2G")?;
    number
        .checked_mul(1 << shift)
        .ok_or_else(|| "too large".to_owned())
}

/// Parses a time in seconds, above zero: `30`, `0.5`.
pub fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text
        .parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds
        .filter(|time| !time.is_zero())
        .ok_or_else(|| "a number of seconds, for example 30".to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("1500").unwrap(), 1500);
        assert_eq!(size("512M").unwrap(), 512 << 20);
        assert_eq!(size("2GiB").unwrap(), 2 << 30);
        assert_eq!(size(MEMORY).unwrap(), 2 << 30);
        for wrong in ["", "M", "2X", "-1", "99999999T"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn memory_has_a_least_size() {
        assert_eq!(memory_size("64M").unwrap(), 64 << 20);
        assert!(memory_size("1").unwrap_err().contains("at least 64M"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn memory_in_use_is_known() {
        assert!(in_use().unwrap() > 1 << 20);
    }

    #[test]
    fn times_are_above_zero() {
        assert_eq!(seconds("0.5").unwrap(), Duration::from_millis(500));
        for wrong in ["0", "-1", "NaN", "soon", "1e300"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
