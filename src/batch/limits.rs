//! What a process may take of the machine.

use std::time::Duration;

/// The time that an input may take, in seconds, where nothing else is said.
pub const TIMEOUT: &str = "120";

/// The memory that a worker may take, where nothing else is said. A form of ten pages takes 40 MB.
pub const MEMORY: &str = "2G";

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
    fn times_are_above_zero() {
        assert_eq!(seconds("0.5").unwrap(), Duration::from_millis(500));
        for wrong in ["0", "-1", "NaN", "soon", "1e300"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
