//! Batches: they finish whatever is in the archive, and can be resumed wherever they were stopped.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::{FUKUSHI, SOMU, ZAISEI, fixture};
use serde_json::Value;

fn juten(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = common::juten();
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("JUTEN_PASSWORD")
        .stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = juten(folder, arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

/// A folder with an archive of a few years: text and PDF, good and bad.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let names = [
        ("r2/somu.txt", fixture(SOMU[0])),
        ("r2/somu.pdf", fixture(SOMU[1])),
        ("r1/zaisei.txt", fixture(ZAISEI[0])),
        ("r3/fukushi.txt", fixture(FUKUSHI[0])),
        ("r3/scan.pdf", fixture("scan.pdf")),
        ("r3/empty.pdf", Vec::new()),
        ("report.txt", fixture(ZAISEI[0])),
    ];
    for (name, bytes) in names {
        put(folder.path(), &format!("archive/{name}"), &bytes);
    }
    folder
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Every file below a folder with its bytes, without what depends on the clock: `seconds` in the manifest, `run` in the
/// report.
fn tree(folder: &Path) -> BTreeMap<PathBuf, String> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    let files = files.filter(|entry| !entry.file_type().is_dir());
    let read = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        match path.file_name().unwrap().to_str() {
            Some("manifest.jsonl") => without(&bytes, "seconds"),
            Some("report.json") => without(&bytes, "run"),
            _ => String::from_utf8(bytes).unwrap(),
        }
    };
    files
        .map(|e| {
            (
                e.path().strip_prefix(folder).unwrap().to_owned(),
                read(e.path()),
            )
        })
        .collect()
}

fn without(json: &[u8], key: &str) -> String {
    let values = serde_json::Deserializer::from_slice(json).into_iter::<Value>();
    let lines = values.map(|value| {
        let mut value = value.unwrap();
        assert!(value.as_object_mut().unwrap().shift_remove(key).is_some());
        format!("{value}\n")
    });
    lines.collect()
}

fn manifest(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("manifest.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The inputs that a run converted and those that it skipped, from its events.
fn converted_and_kept(folder: &Path, arguments: &[&str]) -> (Vec<String>, Vec<String>) {
    let events = ["--message-format", "json"];
    let (_, _, err) = run(folder, &[arguments, &events].concat());
    let events = err
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let documents: Vec<Value> = events.filter(|e| e["event"] == "document").collect();
    let inputs = |kept: bool| {
        let of = documents.iter().filter(|d| d["kept"] == kept);
        of.map(|d| d["document"]["input"].as_str().unwrap().to_owned())
            .collect()
    };
    (inputs(false), inputs(true))
}

const BATCH: &[&str] = &["convert", "archive", "-o", "out", "-q"];

#[test]
fn an_archive_becomes_records_a_manifest_and_a_report() {
    let folder = archive();
    let (status, out, err) = run(
        folder.path(),
        &[
            "convert",
            "archive",
            "-o",
            "out",
            "--tables",
            "--progress",
            "plain",
        ],
    );
    assert_eq!((status, out.as_str()), (Some(1), ""), "{err}");
    let tree = tree(&folder.path().join("out"));
    for name in [
        "r2/somu.txt.json",
        "r2/somu.pdf.json",
        "r1/zaisei.json",
        "r1/zaisei.measures.csv",
        "report.txt.json",
    ] {
        assert!(
            tree.contains_key(Path::new(name)),
            "{name}: {:?}",
            tree.keys()
        );
    }
    assert!(err.contains("7/7 documents"), "{err}");
    assert!(
        err.contains("7 documents,") && err.contains("5 ok, 2 failed (1 E102, 1 E202)"),
        "{err}"
    );
    let report = fs::read(folder.path().join("out/report.json")).unwrap();
    let report: Value = serde_json::from_slice(&report).unwrap();
    assert_eq!(report["codes"]["E202"], 1);
    assert_eq!(report["profiles"]["ueda-juten"], 5);
    assert!(!report["look"].as_array().unwrap().is_empty());
    let entries = manifest(&folder.path().join("out"));
    assert_eq!(entries.len(), 7);
    let zaisei = &entries[0];
    assert_eq!(zaisei["input"], "archive/r1/zaisei.txt");
    assert_eq!(zaisei["outputs"].as_array().unwrap().len(), 8);
    assert_eq!(zaisei["status"], "ok");
}

#[test]
fn a_resumed_batch_does_what_is_left_and_nothing_else() {
    let folder = archive();
    let path = folder.path();
    run(path, BATCH);
    let whole = tree(&path.join("out"));
    let resume = [BATCH, &["--resume"]].concat();
    let (converted, kept) = converted_and_kept(path, &resume);
    assert_eq!((converted.len(), kept.len()), (0, 7));
    assert_eq!(tree(&path.join("out")), whole);
    assert_eq!(
        run(path, &resume).0,
        Some(1),
        "the failed ones have not been mended"
    );

    // a deleted record, a changed record, a changed input, a new input
    fs::remove_file(path.join("out/r1/zaisei.json")).unwrap();
    fs::write(path.join("out/r3/fukushi.json"), "{}").unwrap();
    put(path, "archive/r3/empty.pdf", &fixture(ZAISEI[2]));
    put(path, "archive/r4/new.txt", &fixture(FUKUSHI[0]));
    let want = [
        "archive/r1/zaisei.txt",
        "archive/r3/empty.pdf",
        "archive/r3/fukushi.txt",
        "archive/r4/new.txt",
    ];
    assert_eq!(converted_and_kept(path, &resume).0, want);

    let (converted, _) = converted_and_kept(path, &[&resume[..], &["--provenance"]].concat());
    assert_eq!(converted.len(), 8, "other settings, other bytes");
    let (converted, _) = converted_and_kept(
        path,
        &[&resume[..], &["--provenance", "--retry-failed"]].concat(),
    );
    assert_eq!(converted, ["archive/r3/scan.pdf"]);
    let (converted, _) = converted_and_kept(
        path,
        &[&resume[..], &["--provenance", "--trust-mtime"]].concat(),
    );
    assert!(converted.is_empty());
}

/// Shared files are written completely or not at all: there is nothing to resume.
#[test]
fn resuming_needs_one_file_per_input() {
    let folder = archive();
    for format in ["jsonl", "csv", "xlsx"] {
        for flag in ["--resume", "--retry-failed", "--dry-run"] {
            let (status, _, err) = run(folder.path(), &[BATCH, &["-f", format, flag]].concat());
            assert_eq!(status, Some(2), "{format} {flag}");
            assert!(err.contains("need -f json, which writes"), "{err}");
        }
    }
    assert!(!folder.path().join("out").exists());
}

#[test]
fn outputs_that_an_input_no_longer_has_are_removed() {
    let folder = archive();
    let path = folder.path();
    run(path, BATCH);
    assert!(path.join("out/r1/zaisei.json").exists());
    fs::write(path.join("archive/r1/zaisei.txt"), "").unwrap();
    run(path, &[BATCH, &["--resume"]].concat());
    assert!(!path.join("out/r1/zaisei.json").exists());
}

#[test]
fn a_dry_run_lists_and_does_nothing() {
    let folder = archive();
    let path = folder.path();
    let dry = [BATCH, &["--dry-run", "--resume"]].concat();
    let (status, out, _) = run(path, &dry);
    assert_eq!(status, Some(0));
    assert!(
        out.contains("convert\tarchive/r2/somu.txt\tr2/somu.txt.json\n"),
        "{out}"
    );
    assert!(!path.join("out").exists());
    run(path, BATCH);
    let (_, out, _) = run(path, &dry);
    assert_eq!(
        out.lines()
            .filter(|line| line.starts_with("keep\t"))
            .count(),
        7,
        "{out}"
    );
}

/// The number of inputs that a batch has finished.
fn finished(manifest: &Path) -> usize {
    fs::read_to_string(manifest).map_or(0, |text| text.lines().count())
}

#[test]
fn killed_at_any_moment_and_resumed_gives_the_same_tree() {
    let folder = archive();
    let path = folder.path();
    for number in 0..40 {
        let name = format!("archive/r5/{number}.txt");
        put(
            path,
            &name,
            &[fixture(ZAISEI[0]), vec![b'\n'; number]].concat(),
        );
    }
    run(
        path,
        &["convert", "archive", "-o", "whole", "-q", "--tables"],
    );
    let want = tree(&path.join("whole"));
    let batch = [
        "convert", "archive", "-o", "out", "-q", "--tables", "--resume",
    ];
    let manifest = path.join("out/manifest.jsonl");
    let mut cut_short = 0;
    for more in (0..3).cycle().take(20) {
        let enough = finished(&manifest) + more;
        let mut child = juten(path, &batch).stderr(Stdio::null()).spawn().unwrap();
        let is_running = |child: &mut Child| child.try_wait().unwrap().is_none();
        while is_running(&mut child) && finished(&manifest) < enough {
            std::thread::sleep(Duration::from_micros(300));
        }
        cut_short += u32::from(is_running(&mut child));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    run(path, &batch);
    assert!(cut_short >= 10, "{cut_short} of 20 were cut short");
    assert_eq!(tree(&path.join("out")), want);
}

#[test]
fn the_tree_does_not_depend_on_the_jobs_or_on_workers() {
    let folder = archive();
    let path = folder.path();
    let trees: Vec<_> = [&["-j1"][..], &["-j3"], &["--in-process"]]
        .into_iter()
        .map(|how| {
            let out = format!("out{}", how[0]);
            run(
                path,
                &[&["convert", "archive", "-q", "-o", &out], how].concat(),
            );
            tree(&path.join(out))
        })
        .collect();
    assert_eq!(trees[0], trees[1]);
    assert_eq!(trees[0], trees[2]);
}

/// On a terminal, which `script` (bsdutils) emulates, there is a bar, which is removed at the end.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_has_a_bar() {
    let folder = archive();
    let batch = format!("{} {}", env!("CARGO_BIN_EXE_juten"), BATCH.join(" "));
    let output = Command::new("script")
        .args(["-qec", &batch, "/dev/null"])
        .env("LC_ALL", "C")
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let screen = String::from_utf8(output.stdout).unwrap();
    let mut bars = screen.split(['\r', '\n']);
    let bar = bars.rfind(|line| line.contains("/7, ")).unwrap();
    let bar = bar.trim_start_matches("\u{1b}[2K").trim_end();
    for part in [" pages, ", " failed, ", " a second, ", " left"] {
        assert!(bar.contains(part), "{bar:?}");
    }
    assert!(bar.chars().count() <= 80, "it wraps: {bar:?}");
    let last = screen.rfind(" left").unwrap();
    let cleared = screen[last..].trim_start_matches(" left").trim();
    assert_eq!(cleared, "\u{1b}[2K");
}

#[cfg(unix)]
#[test]
fn an_interrupted_batch_ends_with_130_and_a_valid_manifest() {
    let folder = archive();
    let path = folder.path();
    for number in 0..200 {
        put(
            path,
            &format!("archive/r5/{number}.txt"),
            &[fixture(ZAISEI[0]), vec![b'\n'; number]].concat(),
        );
    }
    let child = juten(path, &[BATCH, &["-j1"]].concat()).spawn().unwrap();
    wait_for_lines(&path.join("out/manifest.jsonl"));
    let status = interrupted(child);
    assert_eq!(status.code(), Some(130));
    let entries = manifest(&path.join("out"));
    assert!(
        !entries.is_empty() && entries.len() < 207,
        "{}",
        entries.len()
    );
    let records = tree(&path.join("out"));
    let whole = entries
        .iter()
        .flat_map(|e| e["outputs"].as_array().unwrap());
    assert_eq!(
        whole.count() + 3,
        records.len(),
        "each record has its entry"
    );
}

#[cfg(unix)]
fn interrupted(mut child: Child) -> std::process::ExitStatus {
    let kill = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(kill.success());
    child.wait().unwrap()
}

#[cfg(unix)]
fn wait_for_lines(path: &Path) {
    let began = Instant::now();
    while fs::read(path).unwrap_or_default().is_empty() {
        assert!(began.elapsed() < Duration::from_secs(60));
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_list_names_inputs() {
    let folder = archive();
    let path = folder.path();
    fs::write(
        path.join("list"),
        "archive/r1/zaisei.txt\0archive/r3/fukushi.txt\0",
    )
    .unwrap();
    let (status, _, err) = run(path, &["convert", "--files-from", "list", "-o", "out"]);
    assert_eq!(status, Some(0), "{err}");
    assert!(path.join("out/archive/r1/zaisei.json").exists());
    let mut child = juten(path, &["convert", "--files-from", "-", "-f", "jsonl", "-q"]);
    let mut child = child
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"archive/r3/fukushi.txt\narchive/r1/zaisei.txt\n")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let records = String::from_utf8(output.stdout).unwrap();
    let names: Vec<Value> = records
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["source"]["name"].clone())
        .collect();
    assert_eq!(names, ["fukushi.txt", "zaisei.txt"]);
}

#[test]
fn a_zip_archive_is_a_folder() {
    let folder = archive();
    let path = folder.path();
    let file = fs::File::create(path.join("archive/r0.zip")).unwrap();
    let mut zip = zip::ZipWriter::new(file);
    let bomb = vec![b' '; 8 << 20];
    for (name, bytes) in [
        ("somu/a.txt", &fixture(ZAISEI[0])),
        ("../evil.txt", &fixture(ZAISEI[0])),
        ("bomb.txt", &bomb),
        ("inner.zip", &fixture(ZAISEI[0])),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    let (_, _, err) = run(path, &[BATCH, &["--max-bytes", "4000000"]].concat());
    assert!(err.contains("leads out of the archive"), "{err}");
    assert!(err.contains("bomb.txt: E107: it is larger than"), "{err}");
    assert!(
        err.contains("inner.zip: E107: archives inside archives"),
        "{err}"
    );
    let record = fs::read(path.join("out/r0.zip/somu/a.json")).unwrap();
    let record: Value = serde_json::from_slice(&record).unwrap();
    assert_eq!(record["source"]["name"], "a.txt");
    assert!(!path.join("evil.json").exists());
    let (converted, _) = converted_and_kept(
        path,
        &[BATCH, &["--resume", "--max-bytes", "4000000"]].concat(),
    );
    let refused = ["../evil.txt", "bomb.txt", "inner.zip"];
    assert_eq!(converted, refused.map(|n| format!("archive/r0.zip/{n}")));
}

#[test]
fn standard_input_is_one_document_among_others() {
    let folder = archive();
    let path = folder.path();
    let mut child = juten(
        path,
        &["convert", "-", "archive/r3/fukushi.txt", "-o", "out", "-q"],
    );
    let mut child = child.stdin(Stdio::piped()).spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(&fixture(ZAISEI[0]))
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert!(path.join("out/stdin.json").exists() && path.join("out/fukushi.json").exists());
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_and_names_that_are_not_utf_8_do_no_harm() {
    use std::os::unix::ffi::OsStrExt;
    let folder = archive();
    let path = folder.path();
    std::os::unix::fs::symlink("..", path.join("archive/r1/loop")).unwrap();
    for name in [b"\xFE.txt", b"\xFF.txt"] {
        let name = std::ffi::OsStr::from_bytes(name);
        fs::write(path.join("archive").join(name), fixture(FUKUSHI[0])).unwrap();
    }
    let (status, _, err) = run(path, BATCH);
    assert_eq!(status, Some(1));
    assert!(err.contains("a link leads back"), "{err}");
    let entries = manifest(&path.join("out"));
    assert_eq!(entries.iter().filter(|e| e["status"] == "ok").count(), 7);
    let (converted, kept) = converted_and_kept(path, &[BATCH, &["--resume"]].concat());
    assert_eq!((converted.len(), kept.len()), (1, 9), "{converted:?}");
}

/// A file size limit stands in for a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_is_reported_and_leaves_no_partial_file() {
    let folder = archive();
    let path = folder.path();
    let script = format!(
        "trap '' XFSZ; ulimit -f 16; exec {} convert archive -o out -q",
        env!("CARGO_BIN_EXE_juten")
    );
    let output = Command::new("sh")
        .args(["-c", &script])
        .env("LC_ALL", "C")
        .current_dir(path)
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("cannot be written"), "{told}");
    for entry in walkdir::WalkDir::new(path.join("out"))
        .into_iter()
        .map(Result::unwrap)
    {
        if entry.path().extension().is_some_and(|e| e == "json") {
            let bytes = fs::read(entry.path()).unwrap();
            assert!(
                serde_json::from_slice::<Value>(&bytes).is_ok(),
                "{}",
                entry.path().display()
            );
        }
        assert_ne!(entry.file_name(), ".juten");
    }
    // with enough space it resumes
    assert_eq!(run(path, &[BATCH, &["--resume"]].concat()).0, Some(1));
    assert_eq!(manifest(&path.join("out")).len(), 7);
}

/// For every command that writes to a folder, a second run is rejected and does not disturb the first.
#[test]
fn two_batches_do_not_write_into_one_folder() {
    let folder = archive();
    let path = folder.path();
    put(path, "out/.juten/lock", b"");
    let first = fs::File::open(path.join("out/.juten/lock")).unwrap();
    first.lock().unwrap();
    for command in [
        BATCH,
        &[BATCH, &["--resume"]].concat(),
        &[BATCH, &["-f", "csv"]].concat(),
        &["package", "archive", "-o", "out", "-q"],
    ] {
        let (status, _, err) = run(path, command);
        assert_eq!(status, Some(1), "{command:?}");
        assert!(
            err.starts_with("juten: out: cannot be written: another juten is writing into it;"),
            "{err}"
        );
    }
    assert_eq!(tree(&path.join("out")).len(), 1, "the lock alone");
    drop(first);
    assert_eq!(
        run(path, &["convert", "archive/r1", "-o", "out"]).0,
        Some(0)
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let folder = archive();
    let path = folder.path();
    fs::create_dir(path.join("locked")).unwrap();
    fs::set_permissions(path.join("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    // file modes do not restrict root, but nobody can create a file in /proc
    let out = match fs::write(path.join("locked/probe"), "") {
        Err(_) => "locked",
        Ok(()) => "/proc/juten",
    };
    for command in [
        &["convert", "archive", "-q", "-o", out][..],
        &["package", "archive", "-q", "-o", out],
    ] {
        let (status, _, err) = run(path, command);
        assert_eq!(status, Some(1), "{err}");
        let told = format!("juten: {out}: cannot be written: ");
        assert!(err.starts_with(&told) && err.lines().count() == 1, "{err}");
    }
}

#[test]
fn an_output_folder_that_cannot_be_created_is_reported() {
    let folder = archive();
    put(folder.path(), "file", b"");
    let (status, _, err) = run(folder.path(), &["convert", "archive", "-o", "file/out"]);
    assert_eq!(status, Some(1));
    assert!(err.contains("file/out: cannot be written"), "{err}");
}

#[test]
fn a_long_name_does_not_fail_the_batch() {
    let folder = tempfile::tempdir().unwrap();
    let long = "%E9%87%8D%E7%82%B9".repeat(20);
    for name in ["a", &long[..246], "z"] {
        put(folder.path(), &format!("in/{name}.txt"), &fixture(SOMU[0]));
    }
    let (status, _, told) = run(folder.path(), &["convert", "in", "-o", "out", "--tables"]);
    assert_eq!(status, Some(0), "{told}");
    let tables = fs::read_dir(folder.path().join("out")).unwrap().flatten();
    let tables = tables.filter(|e| e.file_name().to_string_lossy().ends_with(".measures.csv"));
    assert_eq!(tables.count(), 3);
    assert!(folder.path().join("out/report.json").exists());
}

#[test]
fn side_files_are_skipped_and_reported_once() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "in/a.txt", &fixture(SOMU[0]));
    put(folder.path(), "in/._a.pdf", b"\0\x05\x16\x07\0\x02\0\0");
    put(folder.path(), "in/~$a.pdf", b"\x08owner");
    put(folder.path(), "in/b.tar", b"x");
    let (status, _, told) = run(folder.path(), &["convert", "in", "-o", "out"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("2 side files of macOS or Office"), "{told}");
    assert!(told.contains("not opened: in/b.tar"), "{told}");
    // named explicitly it is an input, and rejected as what it is
    let (status, _, told) = run(folder.path(), &["convert", "in/._a.pdf"]);
    assert_eq!(status, Some(1));
    assert!(told.contains("E103") && told.contains("macOS"), "{told}");
}

#[test]
fn inputs_that_fail_alike_are_reported_together() {
    let folder = tempfile::tempdir().unwrap();
    for name in 0..9 {
        put(folder.path(), &format!("in/{name}.txt"), b"another text\n");
    }
    let (status, _, told) = run(folder.path(), &["convert", "in", "-o", "out"]);
    assert_eq!(status, Some(1));
    assert_eq!(told.matches("no known form").count(), 3, "{told}");
    assert!(told.contains("E201 for 6 more inputs as well"), "{told}");
    let (_, _, told) = run(folder.path(), &["convert", "in", "-f", "jsonl"]);
    assert!(told.contains("in/7.txt, in/8.txt"), "{told}");
}

#[test]
fn a_single_record_goes_to_the_named_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        put(folder.path(), &format!("in/{name}.txt"), &fixture(SOMU[0]));
    }
    let (status, _, told) = run(folder.path(), &["convert", "in/a.txt", "-o", "a.json"]);
    assert_eq!(status, Some(0), "{told}");
    let record: Value =
        serde_json::from_slice(&fs::read(folder.path().join("a.json")).unwrap()).unwrap();
    assert_eq!(record["format"], "juten-document");
    let (status, _, _) = run(
        folder.path(),
        &["convert", "in", "-f", "jsonl", "-o", "all.jsonl"],
    );
    assert_eq!(status, Some(0));
    assert!(folder.path().join("all.jsonl").is_file());
    let (status, _, told) = run(folder.path(), &["convert", "in", "-o", "b.json"]);
    assert_eq!(status, Some(2));
    assert!(told.contains("but there are 2 inputs"), "{told}");
}

#[test]
fn cp932_equivalents_are_written_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let text = String::from_utf8(fixture(SOMU[0])).unwrap();
    put(
        folder.path(),
        "a.txt",
        text.replace("訓練", "訓練⑴").as_bytes(),
    );
    let flags = [
        "convert",
        "a.txt",
        "-f",
        "csv",
        "-o",
        "out",
        "--encoding",
        "cp932",
        "--headers",
        "ja",
    ];
    let (status, _, told) = run(folder.path(), &flags);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("W109") && told.contains("⑴ → (1)"), "{told}");
    let bytes = fs::read(folder.path().join("out/measures.csv")).unwrap();
    assert!(encoding_rs::SHIFT_JIS.decode(&bytes).0.contains("訓練(1)"));
}

#[test]
fn a_text_too_long_for_a_cell_does_not_fail_the_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let text = String::from_utf8(fixture(SOMU[0])).unwrap();
    let long = "あ".repeat(33_000);
    put(
        folder.path(),
        "in/a.txt",
        text.replacen("訓練", &long, 1).as_bytes(),
    );
    put(folder.path(), "in/b.txt", text.as_bytes());
    let (status, _, told) = run(
        folder.path(),
        &[
            "convert",
            "in",
            "-f",
            "xlsx",
            "--headers",
            "ja",
            "-o",
            "out",
        ],
    );
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("in/a.txt: W110"), "{told}");
    assert!(folder.path().join("out/tables.xlsx").exists());
}

#[test]
fn text_and_tables_take_folders_pages_and_outputs() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "in/a.txt", &fixture(SOMU[0]));
    put(folder.path(), "in/b.pdf", &fixture(ZAISEI[1]));
    let (status, out, _) = run(folder.path(), &["text", "in"]);
    assert_eq!(status, Some(0));
    assert!(out.contains("==> in/a.txt <==") && out.contains("==> in/b.pdf <=="));
    let (_, whole, _) = run(folder.path(), &["tables", "-f", "markdown", "in/b.pdf"]);
    let (_, first, _) = run(
        folder.path(),
        &["tables", "-f", "markdown", "--pages", "2-", "in/b.pdf"],
    );
    assert!(first.len() < whole.len() && first.contains("|---|"));
    for (format, extension) in [("xlsx", "xlsx"), ("csv", "csv"), ("json", "json")] {
        let (status, _, told) = run(folder.path(), &["tables", "-f", format, "in", "-o", "out"]);
        assert_eq!(status, Some(0), "{told}");
        assert!(folder.path().join(format!("out/b.{extension}")).exists());
    }
    let (status, _, told) = run(folder.path(), &["tables", "-f", "xlsx", "in/b.pdf"]);
    assert_eq!((status, told.contains("add -o")), (Some(2), true));
}
