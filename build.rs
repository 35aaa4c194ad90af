//! Writes the profiles as JSON and an index of the municipalities, unpacks the CMaps of Japanese fonts that are not
//! embedded, and says how the program is linked.
//!
//! All profiles are read to choose the one that fits a document; as TOML that takes five times as long.
//!
//! Most documents name their city; looking it up in a map that is filled first takes a twentieth of a conversion.
//!
//! hayro-cmap has all CMaps in one compressed bundle. Unpacking it takes a third of the time of converting a form with such
//! fonts, so the CMaps that such forms use are unpacked at build time, as text for its parser. Rarer ones still come from
//! the bundle. `extract/pdf/cmaps/unpacked.rs` includes them and tests that they equal those in the bundle.

use std::env;
use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use hayro_cmap::{BfString, CMap, CMapName, WritingMode, load_embedded};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Names, code lengths in bytes, and the CMap (earlier in this list) to which each is written as a difference.
const CMAPS: &[(&str, &[u8], Option<&str>)] = &[
    ("H", &[2], None),
    ("V", &[2], Some("H")),
    ("EUC-H", &[1, 2], None),
    ("EUC-V", &[1, 2], Some("EUC-H")),
    ("90ms-RKSJ-H", &[1, 2], None),
    ("90ms-RKSJ-V", &[1, 2], Some("90ms-RKSJ-H")),
    ("90msp-RKSJ-H", &[1, 2], None),
    ("90msp-RKSJ-V", &[1, 2], Some("90msp-RKSJ-H")),
    ("UniJIS-UCS2-H", &[2], None),
    ("UniJIS-UCS2-V", &[2], Some("UniJIS-UCS2-H")),
    ("UniJIS-UCS2-HW-H", &[2], Some("UniJIS-UCS2-H")),
    ("UniJIS-UCS2-HW-V", &[2], Some("UniJIS-UCS2-HW-H")),
    ("UniJIS-UTF16-H", &[2, 4], None),
    ("UniJIS-UTF16-V", &[2, 4], Some("UniJIS-UTF16-H")),
];

/// CID → Unicode.
const UCS2: &str = "Adobe-Japan1-UCS2";

/// Writes each profile as JSON under its own name.
fn profiles(folder: &Path) -> Outcome<()> {
    println!("cargo::rerun-if-changed=profiles");
    for entry in fs::read_dir("profiles")? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new("toml")) {
            let profile: serde_json::Value = toml::from_str(&fs::read_to_string(&path)?)?;
            let name = Path::new(path.file_stem().unwrap_or_default()).with_extension("json");
            fs::write(folder.join(name), serde_json::to_string(&profile)?)?;
        }
    }
    Ok(())
}

/// Writes all municipalities, wards and prefectures as an array of `(key, name, code)`, ordered by key.
fn municipalities(folder: &Path) -> Outcome<()> {
    println!("cargo::rerun-if-changed=data");
    let list = fs::read_to_string("data/municipalities.tsv")?;
    let entries = list.lines().filter_map(|line| line.split_once('\t'));
    let key = |name: &str| name.replace('ヶ', "ケ");
    let mut entries: Vec<_> = entries
        .map(|(code, name)| (key(name), name, code))
        .collect();
    entries.sort();
    Ok(fs::write(
        folder.join("municipalities.rs"),
        format!("&{entries:?}"),
    )?)
}

/// Links the program at a fixed address, for Linux with glibc, unless `JUTEN_PIE` is set.
///
/// The tables of the libraries (names of glyphs, entities of HTML) hold 55,000 addresses. In a position-independent
/// program each is moved at every start, which takes as long as reading a page. `docs/architecture.md` says what that costs
/// in hardening, and how to build without.
fn link_at_fixed_address() -> Outcome<()> {
    println!("cargo::rerun-if-env-changed=JUTEN_PIE");
    let is_linux = env::var("CARGO_CFG_TARGET_OS")? == "linux";
    let has_glibc = env::var("CARGO_CFG_TARGET_ENV")? == "gnu";
    if is_linux && has_glibc && env::var_os("JUTEN_PIE").is_none() {
        println!("cargo::rustc-link-arg-bin=juten=-no-pie");
    }
    Ok(())
}

fn main() -> Outcome<()> {
    println!("cargo::rerun-if-changed=build.rs");
    link_at_fixed_address()?;
    let folder = env::var("OUT_DIR")?;
    profiles(Path::new(&folder))?;
    municipalities(Path::new(&folder))?;
    let mut list = String::from("&[\n");
    let mut add = |name: &str, text: String| -> Outcome<()> {
        let path = Path::new(&folder).join(name);
        fs::write(&path, text)?;
        Ok(writeln!(list, "    ({name:?}, include_bytes!({path:?})),")?)
    };
    for (name, lengths, base) in CMAPS {
        let base = base.map(|base| Ok::<_, Box<dyn Error>>((base, parse(base)?)));
        add(
            name,
            codes(name, &parse(name)?, base.transpose()?, lengths)?,
        )?;
    }
    add(UCS2, characters(&parse(UCS2)?)?)?;
    list.push(']');
    Ok(fs::write(
        Path::new(&folder).join("unpacked_cmaps.rs"),
        list,
    )?)
}

fn parse(name: &str) -> Outcome<CMap> {
    let data = load_embedded(CMapName::from_bytes(name.as_bytes())).ok_or("not in the bundle")?;
    Ok(CMap::parse(data, load_embedded).ok_or("cannot be parsed")?)
}

/// The header of the CMap.
fn head(name: &str, ordering: &str, map: &CMap) -> Outcome<String> {
    let collection = map.metadata().character_collection.as_ref();
    let supplement = collection.ok_or("no collection")?.supplement;
    let mode = match map.metadata().writing_mode {
        Some(WritingMode::Vertical) => "/WMode 1 def",
        _ => "",
    };
    Ok(format!(
        "/Registry (Adobe) def /Ordering ({ordering}) def /Supplement {supplement} def\n/CMapName /{name} def {mode}\n"
    ))
}

/// Code → CID, without what the base has.
fn codes(name: &str, map: &CMap, base: Option<(&str, CMap)>, lengths: &[u8]) -> Outcome<String> {
    let mut out = head(name, "Japan1", map)?;
    if let Some((base, _)) = &base {
        writeln!(out, "/{base} usecmap")?;
    }
    let (mut ranges, mut singles) = (String::new(), String::new());
    for &length in lengths {
        let digits = usize::from(length) * 2;
        let of = |map: &CMap, code| map.lookup_cid_code(code, length);
        let own = |code: u32| {
            let cid = of(map, code)?;
            let known = base.as_ref().and_then(|(_, base)| of(base, code));
            (known != Some(cid)).then_some((code, cid))
        };
        for Run { first, last, cid } in runs(all(length).into_iter().flatten().filter_map(own)) {
            match first == last {
                true => writeln!(singles, "<{first:0digits$x}>{cid}")?,
                false => writeln!(ranges, "<{first:0digits$x}><{last:0digits$x}>{cid}")?,
            }
        }
    }
    write!(
        out,
        "begincidrange\n{ranges}endcidrange\nbegincidchar\n{singles}endcidchar\n"
    )?;
    Ok(out)
}

/// All codes of this length; for four bytes only surrogate pairs.
fn all(length: u8) -> Vec<RangeInclusive<u32>> {
    match length {
        4 => (0xD800..=0xDBFF)
            .map(|high: u32| high << 16 | 0xDC00..=high << 16 | 0xDFFF)
            .collect(),
        _ => vec![0..=(1 << (8 * u32::from(length))) - 1],
    }
}

/// CID → character: a list for each run of CIDs, which parses fastest.
fn characters(map: &CMap) -> Outcome<String> {
    let text = |cid: u32| {
        let text = match map.lookup_bf_string(cid)? {
            BfString::Char(c) => c.to_string(),
            BfString::String(s) => s.to_string(),
        };
        let units = text.encode_utf16().map(|unit| format!("{unit:04x}"));
        Some((cid, units.collect::<String>()))
    };
    let known: Vec<(u32, String)> = (0..=0xFFFF).filter_map(text).collect();
    let mut out = head(UCS2, "Adobe_Japan1_UCS2", map)?;
    out.push_str("beginbfrange\n");
    for run in known.chunk_by(|(cid, _), (next, _)| cid + 1 == *next) {
        let [(first, _), ..] = run else { continue };
        let last = first + u32::try_from(run.len())? - 1;
        let texts: String = run.iter().map(|(_, text)| format!("<{text}>")).collect();
        writeln!(out, "<{first:04x}><{last:04x}>[{texts}]")?;
    }
    out.push_str("endbfrange\n");
    Ok(out)
}

/// Consecutive codes with consecutive CIDs.
struct Run {
    first: u32,
    last: u32,
    cid: u32,
}

/// Runs of codes that do not cross a change in the first bytes, which CMaps do not allow.
fn runs(codes: impl Iterator<Item = (u32, u32)>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (code, cid) in codes {
        let goes_on = |run: &&mut Run| {
            let next = (run.last + 1, run.cid + (code - run.first));
            code & 0xFF != 0 && next == (code, cid)
        };
        match runs.last_mut().filter(goes_on) {
            Some(run) => run.last = code,
            None => runs.push(Run {
                first: code,
                last: code,
                cid,
            }),
        }
    }
    runs
}
