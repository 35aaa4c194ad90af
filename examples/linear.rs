//! Checks that the layout's work grows no faster than n·log n: instructions at n and 2n, counted by valgrind.
//!
//!     cargo run --release --example linear               every kind of page; status 1 if one grows faster
//!     cargo run --release --example linear -- KIND N     one page with N elements, for profiling

use std::process::{Command, ExitCode};

use juten::extract::{Axis, Direction, Glyph, Page, Rule};
use juten::geometry::Rect;
use juten::layout::layout;

/// The kinds of pages.
const KINDS: [&str; 4] = ["rows", "ragged-rows", "boxes", "prose"];

/// The number of rows, boxes or lines; twice as many are tried as well.
const N: usize = 1000;

/// The greatest growth from n to 2n: n·log n grows by 2.2 from 1,000 to 2,000.
const MOST: f64 = 2.4;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [kind, n] => {
            let page = page(kind, n.parse().unwrap_or(N));
            println!("{}", layout([page]).blocks.len());
            ExitCode::SUCCESS
        }
        _ => compare(),
    }
}

fn compare() -> ExitCode {
    let mut is_linear = true;
    for kind in KINDS {
        let counts: Option<Vec<f64>> = [0, N, 2 * N]
            .iter()
            .map(|n| instructions(kind, *n))
            .collect();
        let Some([start, once, twice]) =
            counts.as_deref().and_then(|c| <[f64; 3]>::try_from(c).ok())
        else {
            eprintln!("cannot run valgrind; install the package of that name");
            return ExitCode::FAILURE;
        };
        let growth = (twice - start) / (once - start);
        is_linear &= growth <= MOST;
        let million = (once - start) / 1e6;
        println!(
            "{kind:12} {million:8.1} million instructions at {N}, {growth:.2} times as many at {}",
            2 * N
        );
    }
    ExitCode::from(u8::from(!is_linear))
}

/// The instructions that a page with this many elements takes.
fn instructions(kind: &str, n: usize) -> Option<f64> {
    let own = std::env::current_exe().ok()?;
    let mut run = Command::new("valgrind");
    run.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    let run = run.arg(own).arg(kind).arg(n.to_string()).output().ok()?;
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    let count = told
        .lines()
        .find_map(|line| line.split("Collected :").nth(1))?;
    count.trim().parse().ok()
}

fn page(kind: &str, n: usize) -> Page {
    let mut page = Page {
        number: 1,
        width: 600.0,
        height: 20.0 * n as f32 + 60.0,
        ..Page::default()
    };
    for i in 0..n {
        let y = 20.0 * i as f32 + 40.0;
        match kind {
            "rows" => row(&mut page, y, 0.0),
            "ragged-rows" => row(&mut page, y, (i * 37 % 23) as f32),
            "boxes" => boxed(&mut page, i),
            _ => text(
                &mut page,
                "重点目標の達成に向けて、計画的に取り組みます。",
                40.0,
                y,
            ),
        }
    }
    page
}

/// A row with a rule below it, and four columns separated by white space only.
fn row(page: &mut Page, y: f32, indent: f32) {
    page.rules
        .push(rule(Axis::Horizontal, y + 5.0, 40.0, 560.0));
    let cells = ["公園の点検", "通年", "全128公園", "完了した"];
    for (cell, x) in cells.iter().zip([44.0, 180.0, 300.0, 430.0]) {
        text(page, cell, x + indent, y);
    }
}

/// A box with a word, somewhere on the page.
fn boxed(page: &mut Page, i: usize) {
    let (x, y) = (40.0 + (i * 71 % 480) as f32, 20.0 * i as f32 + 40.0);
    for at in [y, y + 16.0] {
        page.rules.push(rule(Axis::Horizontal, at, x, x + 70.0));
    }
    for at in [x, x + 35.0, x + 70.0] {
        page.rules.push(rule(Axis::Vertical, at, y, y + 16.0));
    }
    text(page, "点検", x + 4.0, y + 12.0);
    text(page, "9月", x + 39.0, y + 12.0);
}

fn rule(axis: Axis, pos: f32, from: f32, to: f32) -> Rule {
    Rule {
        axis,
        pos,
        from,
        to,
        width: 0.5,
    }
}

fn text(page: &mut Page, text: &str, x: f32, y: f32) {
    for (c, n) in text.chars().zip(0u16..) {
        let x = x + 10.0 * f32::from(n);
        page.glyphs.push(Glyph {
            c,
            bbox: Rect::new(x, y - 8.8, x + 10.0, y + 1.2),
            origin: (x, y),
            size: 10.0,
            direction: Direction::Right,
            visible: true,
        });
    }
}
