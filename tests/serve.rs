//! `juten serve` as programs and other sites would ask it; `tests/browser/serve.test.js` uses it as people do.
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::hostile::endless;
use common::{SOMU, ZAISEI, fixture};
use serde_json::{Value, json};

/// A running page.
struct Page {
    process: Child,
    host: String,
    token: String,
}

/// An answer: status, head, body.
struct Answer(u16, String, Vec<u8>);

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.2).unwrap()
    }
}

impl Page {
    fn start(flags: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_juten"))
            .args(["serve", "--no-browser"])
            .args(flags)
            .env(
                "XDG_CONFIG_HOME",
                std::env::temp_dir().join("juten-no-profiles"),
            )
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        stdout.read_line(&mut address).unwrap();
        let (host, token) = address.trim().split_once("/#").unwrap();
        Self {
            host: host.strip_prefix("http://").unwrap().to_owned(),
            token: token.to_owned(),
            process,
        }
    }

    /// Sends a request with exactly these headers.
    fn send(&self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let length = body.len().to_string();
        let fixed = [("Connection", "close"), ("Content-Length", &length)];
        let mut head = format!("{line} HTTP/1.1\r\n");
        for (name, value) in fixed.iter().chain(headers) {
            head += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        // a body that is too large is refused before all of it is sent
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let end = answer.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(answer[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer(status, head.to_lowercase(), answer[end + 4..].to_vec())
    }

    /// Sends a request as the page does.
    fn ask(&self, line: &str, body: &[u8]) -> Answer {
        let own = [
            ("Host", self.host.as_str()),
            ("X-Juten-Token", &self.token),
            ("Content-Type", "application/json"),
            ("Sec-Fetch-Site", "same-origin"),
        ];
        self.send(line, &own, body)
    }

    fn add(&self, name: &str, bytes: &[u8]) -> u64 {
        let answer = self.ask(&format!("POST /api/files?name={name}"), bytes);
        assert_eq!(answer.0, 200);
        answer.json()["numbers"][0].as_u64().unwrap()
    }

    /// The files, after all have been read.
    fn files(&self) -> Vec<Value> {
        let began = Instant::now();
        loop {
            let state = self.ask("GET /api/state?revision=0", b"").json();
            let files = state["files"].as_array().unwrap().clone();
            let is_open =
                |file: &Value| ["waiting", "reading"].contains(&file["state"].as_str().unwrap());
            if !files.iter().any(is_open) {
                return files;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "{files:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// What a ticket stands for.
    fn fetch(&self, line: &str, body: &Value) -> Answer {
        let made = self.ask(line, body.to_string().as_bytes());
        assert_eq!(made.0, 200, "{}", String::from_utf8_lossy(&made.2));
        let ticket = made.json()["ticket"].as_str().unwrap().to_owned();
        let once = format!("GET /once/{ticket}");
        let host = [("Host", self.host.as_str())];
        let fetched = self.send(&once, &host, b"");
        assert_eq!(fetched.0, 200);
        assert_eq!(self.send(&once, &host, b"").0, 404, "a ticket works once");
        fetched
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn the_page_is_given_to_its_own_host_alone() {
    let page = Page::start(&[]);
    assert!(page.host.starts_with("127.0.0.1:"));
    let own = page.send("GET /", &[("Host", &page.host)], b"");
    assert_eq!(own.0, 200);
    assert!(
        own.1
            .contains("content-security-policy: default-src 'none'")
    );
    let port = page.host.split_once(':').unwrap().1;
    for host in [
        "example.com",
        &format!("example.com:{port}"),
        "127.0.0.1",
        "",
    ] {
        assert_eq!(page.send("GET /", &[("Host", host)], b"").0, 403, "{host}");
    }
}

#[test]
fn data_need_the_token_and_come_from_the_page_alone() {
    let page = Page::start(&[]);
    let number = page.add("a.txt", &fixture(ZAISEI[0]));
    let host = ("Host", page.host.as_str());
    let token = ("X-Juten-Token", page.token.as_str());
    let origin = format!("http://{}", page.host);
    let report = format!("POST /api/files/{number}/report");
    for (headers, status) in [
        (vec![host, token, ("Origin", &origin)], 200),
        (vec![host], 403),
        (vec![host, ("X-Juten-Token", &page.token[1..])], 403),
        (vec![host, token, ("Origin", "https://example.com")], 403),
        (vec![host, token, ("Origin", "null")], 403),
        (vec![host, token, ("Sec-Fetch-Site", "cross-site")], 403),
        (vec![host, token, ("Sec-Fetch-Site", "same-site")], 403),
        (vec![host, token, ("Sec-Fetch-Site", "none")], 403),
    ] {
        assert_eq!(page.send(&report, &headers, b"").0, status, "{headers:?}");
    }
    for line in [
        "GET /api/state?revision=0",
        "POST /api/files?name=b.txt",
        "POST /api/downloads",
        "POST /api/profile",
        "POST /api/end",
    ] {
        assert_eq!(page.send(line, &[host], b"{}").0, 403, "{line}");
    }
    assert_eq!(page.files().len(), 1);
    assert_eq!(page.send("GET /once/0123", &[host], b"").0, 404);
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let page = Page::start(&["--max-bytes", "2000000"]);
    let add = |size| page.ask("POST /api/files?name=a.txt", &vec![b'a'; size]).0;
    assert_eq!(add(1_900_000), 200);
    assert_eq!(add(2_000_001), 413);
    assert_eq!(page.ask("POST /api/profile", &vec![b' '; 2_000_000]).0, 413);
    assert_eq!(page.files().len(), 1);
}

#[test]
fn a_file_that_hangs_costs_its_own_result_alone() {
    let page = Page::start(&["--timeout", "2", "-j", "2"]);
    page.add("hangs.pdf", &endless());
    page.add("good.txt", &fixture(ZAISEI[0]));
    page.add("nothing.pdf", b"");
    let files = page.files();
    let states: Vec<&Value> = files.iter().map(|file| &file["state"]).collect();
    assert_eq!(states, ["failed", "read", "failed"]);
    assert_eq!(files[0]["about"]["code"], "E110");
    assert_eq!(files[2]["about"]["code"], "E102");
    assert!(
        files[0]["about"]["ja"]
            .as_str()
            .unwrap()
            .contains("制限時間")
    );
    // the report of such a file is made under the same limits
    let report = page.ask("POST /api/files/1/report", b"");
    assert_eq!(report.0, 422);
    assert_eq!(report.json()["code"], "E110");
}

#[test]
fn reports_are_shown_without_an_origin() {
    let page = Page::start(&[]);
    let number = page.add("somu.pdf", &fixture(SOMU[1]));
    let report = page.fetch(&format!("POST /api/files/{number}/report"), &json!({}));
    assert!(
        report
            .1
            .contains("content-security-policy: sandbox allow-scripts")
    );
    assert!(String::from_utf8(report.2).unwrap().contains("somu.pdf"));
}

#[test]
fn what_was_read_can_be_saved() {
    let page = Page::start(&[]);
    let nothing = page.ask("POST /api/downloads", br#"{"kind": "csv"}"#);
    assert_eq!(nothing.0, 422);
    page.add("sub/%E7%B7%8F%E5%8B%99.txt", &fixture(SOMU[0]));
    page.files();
    let save = |body: Value| page.fetch("POST /api/downloads", &body);
    let one = save(json!({"kind": "json"}));
    assert!(
        one.1.contains("filename*=utf-8''%e7%b7%8f%e5%8b%99.json"),
        "{}",
        one.1
    );
    assert_eq!(one.json()["document"]["department"], "総務部");
    let second = page.add("b.txt", &fixture(ZAISEI[0]));
    page.files();
    let names = |answer: Answer| -> Vec<String> {
        let archive = zip::ZipArchive::new(std::io::Cursor::new(answer.2)).unwrap();
        archive
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect()
    };
    assert_eq!(
        names(save(json!({"kind": "json"}))),
        ["sub/総務.json", "b.json"]
    );
    assert!(names(save(json!({"kind": "csv"}))).contains(&"measures.csv".to_owned()));
    assert!(save(json!({"kind": "xlsx"})).2.starts_with(b"PK"));
    let about = json!({"license": "CC-BY-4.0", "publisher": "上田市"});
    let package = save(json!({"kind": "package", "about": about, "files": [second]}));
    let package = names(package);
    for file in [
        "datapackage.json",
        "README.md",
        "tables.xlsx",
        "records.jsonl",
        "ckan/measures.json",
    ] {
        assert!(package.contains(&file.to_owned()), "{file}: {package:?}");
    }
    let wrong = json!({"kind": "package", "about": {"license": "free"}});
    assert_eq!(
        page.ask("POST /api/downloads", wrong.to_string().as_bytes())
            .0,
        422
    );
}

/// A correction is refused where the record has something else; with it, every format has the right value.
#[test]
fn a_value_is_corrected() {
    let page = Page::start(&[]);
    let number = page.add("a.txt", &fixture("fukushi-r3.txt"));
    page.files();
    let pointer = "/sheets/0/goal";
    let value = |pointer| {
        page.ask(
            &format!("GET /api/files/{number}/value?pointer={pointer}"),
            b"",
        )
    };
    let read = value(pointer).json();
    let correct = |from: &Value, to: &str| {
        let body = json!({"pointer": pointer, "from": from, "to": to, "by": "福祉課"});
        page.ask(
            &format!("POST /api/files/{number}/corrections"),
            body.to_string().as_bytes(),
        )
    };
    assert_eq!(correct(&json!("別の目標"), "目標").0, 400);
    assert_eq!(correct(&read, "正しい目標").0, 204);
    assert_eq!(value(pointer).json(), "正しい目標");
    assert_eq!(value("/sheets/9/goal").0, 404);
    let record = page
        .fetch("POST /api/downloads", &json!({"kind": "json"}))
        .json();
    assert_eq!(record["sheets"][0]["goal"], "正しい目標");
    assert_eq!(record["corrections"][0]["from"], read);
    let list = page
        .fetch("POST /api/downloads", &json!({"kind": "corrections"}))
        .json();
    assert_eq!((&list["from"], &list["by"]), (&read, &json!("福祉課")));
    // read again by another profile, the record has no such value
    let other = json!({"id": "nankoku-jigyo"}).to_string();
    assert_eq!(page.ask("POST /api/profile", other.as_bytes()).0, 204);
    page.files();
    let back = json!({"id": "ueda-juten"}).to_string();
    assert_eq!(page.ask("POST /api/profile", back.as_bytes()).0, 204);
    assert_eq!(
        page.files()[0]["corrections"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn a_profile_is_chosen_for_all_files() {
    let page = Page::start(&[]);
    page.add("a.txt", &fixture(ZAISEI[0]));
    assert_eq!(page.files()[0]["about"]["profile"], "ueda-juten");
    let choose = |id: Value| {
        page.ask(
            "POST /api/profile",
            json!({ "id": id }).to_string().as_bytes(),
        )
        .0
    };
    assert_eq!(choose(json!("nankoku-jigyo")), 204);
    assert_eq!(page.files()[0]["about"]["code"], "E201");
    assert_eq!(choose(json!("no-such-form")), 400);
    assert_eq!(choose(Value::Null), 204);
    assert_eq!(page.files()[0]["state"], "read");
    assert_eq!(page.ask("DELETE /api/files/1", b"").0, 204);
    assert!(page.files().is_empty());
}

#[test]
fn a_draft_makes_an_unknown_form_readable() {
    let page = Page::start(&[]);
    let number = page.add("shiomi.pdf", &fixture("other-city/shiomi-r5.pdf"));
    assert_eq!(page.files()[0]["about"]["code"], "E201");
    let report = page.ask(&format!("POST /api/files/{number}/report"), b"");
    let mut draft = report.json()["draft"].clone();
    assert_eq!(draft["title"], "組織運営シート");
    let learn = |draft: &Value| {
        let body = json!({ "profile": draft, "keep": false });
        page.ask("POST /api/drafts", body.to_string().as_bytes())
    };
    draft["id"] = json!("../shiomi");
    assert_eq!(learn(&draft).0, 400);
    draft["id"] = json!("shiomi");
    draft["field"][1]["key"] = json!("Not A Key");
    assert_eq!(learn(&draft).0, 400);
    draft["field"][1]["key"] = json!("head");
    assert_eq!(learn(&draft).0, 204);
    assert_eq!(page.files()[0]["about"]["profile"], "shiomi");
    let record = page.fetch("POST /api/downloads", &json!({"kind": "json"}));
    assert_eq!(record.json()["sheets"][0]["head"], "環境共生部長");
}

#[test]
fn a_password_opens_a_file_and_is_told_to_nobody() {
    let page = Page::start(&[]);
    let workbook = page.add("a.xlsx", &fixture("originals/locked/zaisei-r1.agile.xlsx"));
    let pdf = page.add("b.pdf", &fixture("locked.pdf"));
    let needs: Vec<Value> = page
        .files()
        .iter()
        .map(|f| f["about"]["needs_password"].clone())
        .collect();
    assert_eq!(needs, [true, true]);
    let unlock = |password: &str| {
        let body = json!({ "files": [workbook, pdf, 99], "password": password });
        page.ask("POST /api/passwords", body.to_string().as_bytes())
            .0
    };
    assert_eq!(unlock("wrong"), 204);
    for file in page.files() {
        assert_eq!(
            (&file["about"]["code"], &file["has_password"]),
            (&json!("E105"), &json!(true))
        );
    }
    assert_eq!(unlock("ueda"), 204);
    let files = page.files();
    assert_eq!(
        (&files[0]["state"], &files[1]["about"]["code"]),
        (&json!("read"), &json!("E201"))
    );
    let shown = page.ask("GET /api/state?revision=0", b"");
    assert!(!String::from_utf8(shown.2).unwrap().contains("\"ueda\""));
    let report = page.fetch(&format!("POST /api/files/{workbook}/report"), &json!({}));
    assert!(String::from_utf8(report.2).unwrap().contains("a.xlsx"));
}

/// Each document of an archive has a state of its own, and so has what cannot be taken out of it.
#[test]
fn an_archive_is_read_as_a_folder() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    let text = fixture(ZAISEI[0]);
    for (name, bytes) in [
        ("r1/a.txt", text.as_slice()),
        ("../b.txt", &text),
        ("__MACOSX/._a.txt", b"x"),
        ("c.odt", b"x"),
    ] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let archive = zip.finish().unwrap().into_inner();
    let page = Page::start(&["--max-bytes", "200000"]);
    page.add("forms.zip", &archive);
    page.add("empty.ZIP", b"no zip");
    let state = |file: &Value| {
        let of = |key: &str| file[key].as_str().unwrap().to_owned();
        (of("name"), of("state"), file["about"]["code"].clone())
    };
    let expected = [
        (
            "forms.zip/../b.txt".to_owned(),
            "failed".to_owned(),
            json!("E101"),
        ),
        (
            "forms.zip/r1/a.txt".to_owned(),
            "read".to_owned(),
            Value::Null,
        ),
        ("empty.ZIP".to_owned(), "failed".to_owned(), json!("E101")),
    ];
    assert_eq!(page.files().iter().map(state).collect::<Vec<_>>(), expected);
    // what was never a file is not read again
    assert_eq!(page.ask("POST /api/profile", br#"{"id": null}"#).0, 204);
    assert_eq!(page.files().iter().map(state).collect::<Vec<_>>(), expected);
}

#[test]
fn several_files_give_one_draft() {
    let page = Page::start(&[]);
    let folder = |n: usize| format!("forms/folder/{n}.pdf");
    let numbers: Vec<u64> = (1..=3)
        .map(|n| page.add(&format!("{n}.pdf"), &fixture(&folder(n))))
        .collect();
    page.files();
    let draft = |files: &[u64]| {
        let body = json!({ "files": files }).to_string();
        page.ask("POST /api/drafts/proposed", body.as_bytes())
    };
    let joint = draft(&numbers).json()["draft"].clone();
    let body = json!({ "profile": joint, "keep": false }).to_string();
    assert_eq!(page.ask("POST /api/drafts", body.as_bytes()).0, 204);
    for file in page.files() {
        assert_eq!(file["about"]["profile"], "my-form", "{file}");
    }
    let text = page.add("a.txt", "議事録\n".as_bytes());
    page.files();
    let nothing = draft(&[text]);
    assert_eq!((nothing.0, &nothing.json()["code"]), (422, &json!("E201")));
}

#[test]
fn it_ends_when_told() {
    let mut page = Page::start(&[]);
    assert_eq!(page.ask("POST /api/end", b"").0, 204);
    assert!(page.process.wait().unwrap().success());
}
