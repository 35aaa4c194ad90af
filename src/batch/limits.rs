//! What a process may take of the machine.

use std::time::Duration;

/// The time that an input may take, in seconds, where nothing else is said.
pub const TIMEOUT: &str = "120";

/// The memory that a worker may take, where nothing else is said. A form of ten pages takes 40 MB.
pub const MEMORY: &str = "2G";

/// Less than this a process cannot even start: its program and the stacks of its threads take as much.
const LEAST_MEMORY: u64 = 64 << 20;

/// How much more address space than memory a process may take that watches its memory itself ([`in_use`]): a vector that
/// grows wants twice its room for a moment, and address space that is not used costs nothing.
const SLACK: u64 = 3;

/// Bytes of memory that this process uses; `None` where the system does not say.
pub fn in_use() -> Option<u64> {
    // of pages; the second number is the resident set
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages.saturating_mul(PAGE))
}

/// Bytes of a page of memory on the systems that have `/proc`, at least.
const PAGE: u64 = 4096;

/// Ends the address space of this process, which watches its memory itself.
pub fn watched_memory(bytes: u64) {
    let slack = if in_use().is_some() { SLACK } else { 1 };
    memory(bytes.saturating_mul(slack));
}

/// Ends the address space of this process at so many bytes. On systems other than Unix there is no such limit.
pub fn memory(bytes: u64) {
    #[cfg(unix)]
    {
        // a hard limit that is lower already stays as it is
        let hard = rlimit::getrlimit(rlimit::Resource::AS).map_or(u64::MAX, |(_, hard)| hard);
        let bytes = bytes.min(hard);
        let _ = rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes);
    }
    #[cfg(not(unix))]
    let _ = bytes;
}

/// A worker that crashes leaves no image of its memory in the user's folder.
pub fn no_core_dumps() {
    #[cfg(unix)]
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

/// A size of memory that a process can work in.
pub fn memory_size(text: &str) -> Result<u64, String> {
    let bytes = size(text)?;
    match bytes >= LEAST_MEMORY {
        true => Ok(bytes),
        false => Err(format!(
            "{bytes} bytes are too few for any input; give at least {}M, for example 2G",
            LEAST_MEMORY >> 20
        )),
    }
}

/// A size in bytes: 1500000, 512M, 2G.
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

/// A time in seconds: 30, 0.5.
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
