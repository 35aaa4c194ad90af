//! An archive of 2,000 documents: throughput, cost of workers, memory, and how fast a finished batch is checked on
//! resume. `cargo bench --bench archive [-- COUNT]`
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const JUTEN: &str = env!("CARGO_BIN_EXE_juten");

/// How often each variant is measured.
const ROUNDS: usize = 3;

/// How often the memory of the processes is sampled.
const LOOK: Duration = Duration::from_millis(20);

fn main() {
    let count = std::env::args()
        .filter_map(|a| a.parse().ok())
        .next()
        .unwrap_or(2000);
    let folder = tempfile::tempdir().unwrap();
    make(&folder.path().join("archive"), count);
    let input = size(&folder.path().join("archive"));
    println!("{count} documents, {} MB", input >> 20);

    // interleaved, and the best of each, since a machine is seldom idle
    let ways = [
        ("here", &["-j1", "--in-process"][..]),
        ("one", &["-j1"]),
        ("two", &["-j2"]),
    ];
    let mut best = [f64::INFINITY; 3];
    for _ in 0..ROUNDS {
        for ((out, how), best) in ways.iter().zip(&mut best) {
            *best = best.min(batch(folder.path(), out, how));
        }
    }
    let [here, one, two] = best;
    println!("workers cost {:+.1} %", (one / here - 1.0) * 100.0);
    println!("-j2 is {:.2} times -j1", one / two);

    let output = size(&folder.path().join("two"));
    for (how, bytes) in [
        (&["--resume"][..], input + output),
        (&["--resume", "--trust-mtime"], 0),
    ] {
        let again = batch(folder.path(), "two", &[how, &["-j1"]].concat());
        if bytes > 0 {
            println!("  {:.0} MB/s hashed", bytes as f64 / 1e6 / again);
        }
    }
}

/// Copies of the fixtures under new names and with different bytes: another encoding, an extra line or comment.
fn make(folder: &Path, count: usize) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let names = |folder: &Path| -> Vec<PathBuf> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().path())
            .collect();
        names.retain(|path| path.extension().is_some_and(|e| e == "pdf" || e == "txt"));
        names.sort();
        names
    };
    let good = |path: &PathBuf| {
        ![
            "scan.pdf",
            "locked.pdf",
            "no-copy.pdf",
            "fills-no_rules.pdf",
            "no_verticals.pdf",
        ]
        .iter()
        .any(|bad| path.ends_with(bad))
    };
    let sources: Vec<_> = [names(&fixtures), names(&fixtures.join("quirks"))]
        .concat()
        .into_iter()
        .filter(good)
        .collect();
    for (source, number) in sources.iter().cycle().zip(0..count) {
        let to = folder.join(format!("h{}", 15 + number % 20));
        fs::create_dir_all(&to).unwrap();
        let extension = source.extension().unwrap().to_str().unwrap();
        let bytes = other_bytes(fs::read(source).unwrap(), extension, number);
        fs::write(to.join(format!("{number:05}.{extension}")), bytes).unwrap();
    }
}

fn other_bytes(mut bytes: Vec<u8>, extension: &str, number: usize) -> Vec<u8> {
    if extension == "pdf" {
        bytes.extend(format!("\n%{number}\n%%EOF\n").bytes());
        return bytes;
    }
    let text = String::from_utf8(bytes).unwrap() + &"\n".repeat(number / 20);
    match number % 3 {
        0 => text.into_bytes(),
        1 => encoding_rs::SHIFT_JIS.encode(&text).0.into_owned(),
        _ => [
            vec![0xFF, 0xFE],
            text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ]
        .concat(),
    }
}

fn size(folder: &Path) -> u64 {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    files
        .filter(|e| e.file_type().is_file())
        .map(|e| e.metadata().unwrap().len())
        .sum()
}

/// Runs a batch and returns the seconds that it took.
fn batch(folder: &Path, out: &str, how: &[&str]) -> f64 {
    let began = Instant::now();
    let mut child = Command::new(JUTEN)
        .args(["convert", "archive", "-q", "-o", out])
        .args(how)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (mut parent, mut worker) = (0, 0);
    while child.try_wait().unwrap().is_none() {
        parent = parent.max(peak(child.id()));
        worker = workers(child.id())
            .into_iter()
            .map(peak)
            .fold(worker, u64::max);
        std::thread::sleep(LOOK);
    }
    let seconds = began.elapsed().as_secs_f64();
    let report = fs::read_to_string(folder.join(out).join("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let documents = report["documents"].as_f64().unwrap();
    let pages = report["pages"].as_f64().unwrap();
    println!(
        "{how:?}: {seconds:.2} s, {:.0} documents/s, {:.0} pages/s, {} failed; peak of the batch {} MB, of a worker {} MB",
        documents / seconds,
        pages / seconds,
        report["failed"],
        parent >> 10,
        worker >> 10
    );
    seconds
}

/// The peak memory of a process in KiB; 0 if the system does not report it.
fn peak(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

fn workers(pid: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let children = threads
        .map(|thread| fs::read_to_string(thread.path().join("children")).unwrap_or_default());
    children
        .flat_map(|list| {
            list.split_whitespace()
                .filter_map(|pid| pid.parse().ok())
                .collect::<Vec<u32>>()
        })
        .collect()
}
