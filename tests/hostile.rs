//! Hostile files are stopped by a limit without affecting the good ones next to them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::hostile::{endless, page, stream};
use common::{ZAISEI, fixture};
use flate2::{Compress, Compression, FlushCompress};
use serde_json::Value;

/// A zlib stream that inflates to `count` copies of the piece.
fn inflating(piece: &[u8], count: usize) -> Vec<u8> {
    let mut compress = Compress::new(Compression::best(), false);
    let mut block = Vec::with_capacity(piece.len() + 1024);
    compress
        .compress_vec(piece, &mut block, FlushCompress::Full)
        .unwrap();
    // a full flush resets the window, so that the block can be repeated
    [&[0x78, 0xDA][..], &block.repeat(count), &[0x03, 0x00]].concat()
}

/// Twenty million rectangles, each different from the one before.
fn rectangles() -> Vec<u8> {
    let piece: String = (0..10_000)
        .map(|n| format!("{} {} 1 1 re f\n", n % 599, n % 797))
        .collect();
    let content = inflating(piece.as_bytes(), 2000);
    page("", stream("/Filter /FlateDecode", &content), Vec::new())
}

/// Ten gigabytes of spaces.
fn bomb() -> Vec<u8> {
    let content = inflating(&vec![b' '; 1 << 20], 10_240);
    page("", stream("/Filter /FlateDecode", &content), Vec::new())
}

/// Spaces that are just few enough for the contents of a page, but need more memory than a low limit.
fn almost_a_bomb() -> Vec<u8> {
    let content = inflating(&vec![b' '; 1 << 20], 250);
    page("", stream("/Filter /FlateDecode", &content), Vec::new())
}

/// The bomb in a form, which is decompressed only when it is drawn.
fn bomb_in_a_form() -> Vec<u8> {
    let content = inflating(&vec![b' '; 1 << 20], 10_240);
    let form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode",
        &content,
    );
    page("/XObject << /F 5 0 R >>", stream("", b"/F Do"), vec![form])
}

/// The bomb as raw Deflate, without the header by which zlib's data are known.
fn bomb_without_a_header() -> Vec<u8> {
    let content = inflating(&vec![b' '; 1 << 20], 10_240);
    let content = content.get(2..).unwrap();
    page("", stream("/Filter /FlateDecode", content), Vec::new())
}

/// Four gigabytes of spaces as runs of 128, written as letters.
fn bomb_of_runs() -> Vec<u8> {
    let runs = inflating(&[129_u8, b' '].repeat(1 << 19), 64);
    let letters: String = runs.iter().map(|byte| format!("{byte:02x}")).collect();
    let filters = "/Filter [/ASCIIHexDecode /FlateDecode /RunLengthDecode]";
    page("", stream(filters, letters.as_bytes()), Vec::new())
}

/// The bomb as a stream that holds objects, of which it has none.
fn bomb_of_objects() -> Vec<u8> {
    let spaces = inflating(&vec![b' '; 1 << 20], 10_240);
    let objects = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &spaces);
    page("", stream("", b""), vec![objects])
}

/// A colour whose function has so many samples that a library loses one.
fn colour_of_many_samples() -> Vec<u8> {
    let head = "/FunctionType 0 /Domain [0 1] /Range [0 1] /Size [20000000] /BitsPerSample 8 /Filter /FlateDecode";
    let samples = inflating(&vec![0; 1_000_000], 20);
    let content = stream("", b"/C cs 1 sc 9 9 99 99 re f");
    let spaces = "/ColorSpace << /C [/Separation /Ink /DeviceGray 5 0 R] >>";
    page(spaces, content, vec![stream(head, &samples)])
}

/// A font whose program, which alone tells its characters, unpacks to ten gigabytes.
fn bomb_as_a_font() -> Vec<u8> {
    let program = inflating(&vec![0; 1 << 20], 10_240);
    let objects = [
        "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /FontDescriptor 7 0 R \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        "<< /Type /FontDescriptor /FontName /F /Flags 4 /FontFile2 8 0 R >>",
    ];
    let mut more: Vec<Vec<u8>> = objects.iter().map(|o| o.as_bytes().to_vec()).collect();
    more.push(stream("/Filter /FlateDecode", &program));
    let content = stream("", b"BT /F 10 Tf 20 50 Td <0001> Tj ET");
    page("/Font << /F 5 0 R >>", content, more)
}

/// A graphics state of a hundred thousand entries, set a hundred thousand times.
fn states() -> Vec<u8> {
    let entries: String = (0..100_000).map(|n| format!("/K{n} 0 ")).collect();
    let state = format!("<< {entries} >>").into_bytes();
    let content = stream("", &b"/G gs ".repeat(100_000));
    page("/ExtGState << /G 5 0 R >>", content, vec![state])
}

/// A form that draws the next one ten times, 40 levels deep: 10^40 forms.
fn nested_without_end() -> Vec<u8> {
    let depth = 40;
    let form = |level: usize| {
        let next = 5 + level + 1;
        let resources = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F {next} 0 R >> >>"
        );
        match level + 1 == depth {
            true => stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9]",
                b"0 0 1 1 re f",
            ),
            false => stream(&resources, &b"/F Do ".repeat(10)),
        }
    };
    let forms = (0..depth).map(form).collect();
    page("/XObject << /F 5 0 R >>", stream("", b"/F Do"), forms)
}

/// A form that draws itself.
fn own_tail() -> Vec<u8> {
    let form = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>",
        b"/F Do /F Do",
    );
    page("/XObject << /F 5 0 R >>", stream("", b"/F Do"), vec![form])
}

/// Nested arrays.
fn brackets() -> Vec<u8> {
    page("", stream("", &b"[".repeat(5_000_000)), Vec::new())
}

/// More than half a million boxes of four lines each.
fn boxes() -> Vec<u8> {
    let piece: String = (0..5_000)
        .map(|n| format!("{} {} 1 1 re S\n", n % 599, n % 797))
        .collect();
    let content = inflating(piece.as_bytes(), 110);
    page("", stream("/Filter /FlateDecode", &content), Vec::new())
}

/// A colour given by a function that opens a million braces.
fn braces() -> Vec<u8> {
    let shading = b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 1] /Function 6 0 R >>";
    let braces = ["{".repeat(1_000_000), "}".repeat(1_000_000)].concat();
    let function = stream(
        "/FunctionType 4 /Domain [0 1] /Range [0 1]",
        braces.as_bytes(),
    );
    page(
        "/Shading << /S 5 0 R >>",
        stream("", b"/S sh"),
        vec![shading.to_vec(), function],
    )
}

/// Status and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = output(folder, arguments);
    (
        output.status.code(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn output(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = common::juten();
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn hostile_files_are_stopped_and_good_ones_next_to_them_converted() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).unwrap();
    fs::create_dir(folder.path().join("archive")).unwrap();
    put("archive/1-endless.pdf", endless());
    put("archive/3-rectangles.pdf", rectangles());
    put("archive/5-bomb.pdf", bomb());
    put("archive/7-tail.pdf", own_tail());
    put("archive/8-brackets.pdf", brackets());
    for number in [0, 2, 4, 6, 9] {
        put(&format!("archive/{number}-good.txt"), fixture(ZAISEI[0]));
    }
    let began = Instant::now();
    let limits = ["--timeout", "8", "--max-memory", "1G", "-j2"];
    let (status, told) = run(
        folder.path(),
        &[&["convert", "archive", "-o", "out", "-q"], &limits[..]].concat(),
    );
    assert_eq!(status, Some(1), "{told}");
    assert!(
        began.elapsed() < Duration::from_secs(60),
        "{:?}",
        began.elapsed()
    );
    let manifest = fs::read_to_string(folder.path().join("out/manifest.jsonl")).unwrap();
    let entries: Vec<Value> = manifest
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(entries.len(), 10);
    for entry in &entries {
        let is_good = entry["input"].as_str().unwrap().contains("good");
        assert_eq!(entry["status"] == "ok", is_good, "{entry}");
    }
    let code = |number: usize| entries[number]["code"].as_str().unwrap();
    let limits = ["E107", "E110", "E111"];
    for number in [1, 3, 5] {
        assert!(limits.contains(&code(number)), "{}", entries[number]);
    }
}

/// Packages are made by workers like records.
#[test]
fn a_package_has_the_good_files_next_to_hostile_ones() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("archive")).unwrap();
    fs::write(folder.path().join("archive/a.pdf"), endless()).unwrap();
    fs::write(folder.path().join("archive/b.txt"), fixture(ZAISEI[0])).unwrap();
    let (status, told) = run(
        folder.path(),
        &["package", "archive", "-o", "out", "-q", "--timeout", "3"],
    );
    assert_eq!(status, Some(1), "{told}");
    assert!(told.contains("a.pdf: E110: it took longer"), "{told}");
    let package = fs::read(folder.path().join("out/datapackage.json")).unwrap();
    let package: Value = serde_json::from_slice(&package).unwrap();
    assert_eq!(package["sources"].as_array().unwrap().len(), 1);
    assert_eq!(package["sources"][0]["title"], "b.txt");
}

/// A stack overflow in a worker is a crash, which may not recur; too many objects on a page will.
#[test]
fn resuming_retries_a_crash_but_not_a_failure_of_the_content() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).unwrap();
    fs::create_dir(folder.path().join("archive")).unwrap();
    put("archive/a.txt", fixture(ZAISEI[0]));
    put("archive/b-braces.pdf", braces());
    put("archive/c-boxes.pdf", boxes());
    put("archive/d.txt", fixture(ZAISEI[0]));
    let batch = ["convert", "archive", "-j1", "-o", "out", "-q"];
    let (status, told) = run(folder.path(), &batch);
    assert_eq!(status, Some(1));
    assert!(told.contains("b-braces.pdf: E109: "), "{told}");
    assert!(told.contains("stack overflow"), "{told}");
    assert!(
        told.contains("c-boxes.pdf: E112: page 1 draws more"),
        "{told}"
    );
    assert!(folder.path().join("out/a.json").exists());
    assert!(folder.path().join("out/d.json").exists());
    for (again, want) in [("--resume", "keep"), ("--retry-failed", "convert")] {
        let dry = output(folder.path(), &[&batch[..], &["--dry-run", again]].concat());
        let told = String::from_utf8(dry.stdout).unwrap();
        assert!(told.contains("convert\tarchive/b-braces.pdf\t"), "{told}");
        let boxes = format!("{want}\tarchive/c-boxes.pdf\t");
        assert!(told.contains(&boxes), "{again}: {told}");
    }
}

/// Without a worker, and without a limit that the user sets.
#[test]
fn contents_that_are_too_much_are_refused_in_the_process_itself() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [
        ("page.pdf", bomb()),
        ("form.pdf", bomb_in_a_form()),
        ("nested.pdf", nested_without_end()),
        ("raw.pdf", bomb_without_a_header()),
        ("runs.pdf", bomb_of_runs()),
        ("objects.pdf", bomb_of_objects()),
        ("states.pdf", states()),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
        let (status, told) = run(folder.path(), &["text", name]);
        assert_eq!(status, Some(1), "{name}: {told}");
        let what = match name {
            "objects.pdf" => "the objects of the PDF",
            _ => "the contents of page 1",
        };
        let want = format!("juten: {name}: E111: {what} take more than 256 MB");
        assert!(told.starts_with(&want), "{told}");
    }
}

/// The page is read without it.
#[test]
fn a_font_that_is_too_large_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("font.pdf"), bomb_as_a_font()).unwrap();
    let limits = ["--max-memory", "1G", "--timeout", "60"];
    let (status, told) = run(
        folder.path(),
        &[&["text", "font.pdf"], &limits[..]].concat(),
    );
    assert_eq!(status, Some(0), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_bomb_is_stopped_by_the_memory_limit() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("archive")).unwrap();
    fs::write(folder.path().join("archive/a-bomb.pdf"), almost_a_bomb()).unwrap();
    fs::write(folder.path().join("archive/b.txt"), fixture(ZAISEI[0])).unwrap();
    let limits = ["--max-memory", "256M", "--timeout", "60", "-j1", "-q"];
    let (status, told) = run(
        folder.path(),
        &[&["convert", "archive", "-o", "out"], &limits[..]].concat(),
    );
    assert_eq!(status, Some(1));
    assert!(
        told.contains("a-bomb.pdf: E111: it needed more than 256 MiB"),
        "{told}"
    );
    assert!(folder.path().join("out/b.json").exists());
    // also within the process itself, which is not aborted
    for command in ["convert", "text"] {
        let (status, told) = run(
            folder.path(),
            &[command, "--max-memory", "256M", "archive/a-bomb.pdf"],
        );
        assert_eq!(status, Some(1), "{told}");
        assert!(told.contains("a-bomb.pdf: E111: "), "{told}");
    }
}

/// A single input without an output folder has limits as well.
#[test]
fn a_single_hostile_file_is_stopped_by_the_time_limit() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pdf"), endless()).unwrap();
    let propose = ["profiles", "--propose", "a.pdf"];
    for command in [
        &["convert", "a.pdf"][..],
        &["text", "a.pdf"],
        &["tables", "a.pdf"],
        &propose,
    ] {
        let (status, told) = run(folder.path(), &[command, &["--timeout", "1"]].concat());
        assert_eq!(status, Some(1), "{command:?}");
        assert!(
            told.starts_with("juten: a.pdf: E110: it took longer than 1 seconds"),
            "{command:?}: {told}"
        );
    }
}

/// A batch over a file that hangs and a good one, and its first worker, which has the one that hangs.
#[cfg(target_os = "linux")]
#[allow(clippy::zombie_processes)] // the caller waits for it
fn batch_with_a_worker_that_hangs(folder: &Path) -> (std::process::Child, u32) {
    fs::create_dir(folder.join("archive")).unwrap();
    fs::write(folder.join("archive/a.pdf"), endless()).unwrap();
    fs::write(folder.join("archive/b.txt"), fixture(ZAISEI[0])).unwrap();
    let mut command = common::juten();
    let command = command
        .args(["convert", "archive", "-j1", "-o", "out"])
        .current_dir(folder);
    let batch = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    loop {
        if let Some(worker) = child_of(batch.id()) {
            // by then it has its job
            std::thread::sleep(Duration::from_millis(500));
            return (batch, worker);
        }
        assert!(began.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The part of `/proc/PID/stat` after the name: state, parent, …
#[cfg(target_os = "linux")]
fn stat(pid: u32) -> Vec<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    after_name.split_whitespace().map(str::to_owned).collect()
}

#[cfg(target_os = "linux")]
fn child_of(parent: u32) -> Option<u32> {
    let names = fs::read_dir("/proc")
        .unwrap()
        .map(|e| e.unwrap().file_name());
    let mut pids = names.filter_map(|name| name.to_str()?.parse().ok());
    pids.find(|&pid| stat(pid).get(1) == Some(&parent.to_string()))
}

#[cfg(target_os = "linux")]
#[test]
fn workers_end_with_a_killed_batch() {
    let folder = tempfile::tempdir().unwrap();
    let (mut batch, worker) = batch_with_a_worker_that_hangs(folder.path());
    batch.kill().unwrap();
    batch.wait().unwrap();
    // a zombie has ended, but init may not collect it
    wait_until(|| stat(worker).first().is_none_or(|state| state == "Z"));
}

/// If a worker dies that has already done a job, its job is retried.
#[cfg(target_os = "linux")]
#[test]
fn a_job_whose_worker_died_is_retried_in_a_fresh_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.txt"), fixture(ZAISEI[0])).unwrap();
    // reading a pipe blocks until it is written
    let made = Command::new("mkfifo").arg(path("b.txt")).status().unwrap();
    assert!(made.success());
    let mut batch = common::juten()
        .args(["convert", "a.txt", "b.txt", "-j1", "-o", "out", "-q"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    wait_until(|| path("out/a.json").exists());
    let first = child_of(batch.id()).unwrap();
    kill(first);
    wait_until(|| child_of(batch.id()).is_some_and(|worker| worker != first));
    // returns when the fresh worker opens the pipe
    fs::write(path("b.txt"), fixture(ZAISEI[0])).unwrap();
    assert_eq!(batch.wait().unwrap().code(), Some(0));
    assert_eq!(
        fs::read_to_string(path("out/manifest.jsonl"))
            .unwrap()
            .matches("\"status\":\"ok\"")
            .count(),
        2
    );
}

#[cfg(target_os = "linux")]
fn kill(pid: u32) {
    let kill = Command::new("kill")
        .args(["-KILL", &pid.to_string()])
        .status()
        .unwrap();
    assert!(kill.success());
}

#[cfg(target_os = "linux")]
fn wait_until(is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_that_is_killed_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (mut batch, worker) = batch_with_a_worker_that_hangs(folder.path());
    kill(worker);
    assert_eq!(batch.wait().unwrap().code(), Some(1));
    let manifest = fs::read_to_string(folder.path().join("out/manifest.jsonl")).unwrap();
    let entries: Vec<Value> = manifest
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(entries[0]["code"], "E109");
    assert!(
        entries[0]["message"]
            .as_str()
            .unwrap()
            .contains("signal: 9"),
        "{}",
        entries[0]
    );
    assert_eq!(entries[1]["status"], "ok");
}

/// A workbook whose record of the epoch (0x22) is empty.
fn workbook_without_an_epoch() -> Vec<u8> {
    let mut bytes = fixture("originals/zaisei-r1.xls");
    let record = [0x22, 0, 2, 0, 0, 0];
    let at = bytes
        .windows(record.len())
        .position(|w| w == record)
        .unwrap();
    bytes[at + 2] = 0;
    bytes
}

#[test]
fn a_panic_of_a_library_is_no_crash() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).unwrap();
    fs::create_dir(folder.path().join("archive")).unwrap();
    put("archive/colour.pdf", colour_of_many_samples());
    put("archive/epoch.xls", workbook_without_an_epoch());
    for command in [
        &["archive", "-o", "out"][..],
        &["archive/colour.pdf", "archive/epoch.xls"],
    ] {
        let (status, told) = run(folder.path(), &[&["convert"], command].concat());
        assert_eq!(status, Some(1));
        assert!(told.contains("colour.pdf: E201"), "{told}");
        assert!(told.contains("epoch.xls: E104"), "{told}");
        assert!(!told.contains("panicked"), "{told}");
    }
}
