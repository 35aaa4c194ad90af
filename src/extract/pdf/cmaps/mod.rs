//! CMaps by name: those in hayro, and for others the nearest of them that reads the same text.
//!
//! The Unicode CMaps in UTF-32 and UTF-8 are derived from the UTF-16 ones, once per process and only when used.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{LazyLock, Mutex, PoisonError};

use hayro_interpret::hayro_cmap::{CMap, CMapName};

use unpacked::embedded;

pub(super) mod codes;
pub(super) mod gaps;
mod unpacked;

/// Names that PDFs use besides the predefined ones, with an embedded CMap to use instead. Older editions of JIS and
/// vendor extensions differ in the shapes of some kanji or in rare rows, not in the character of a code.
const NEAREST: &[(&str, &str)] = &[
    ("UniJIS2004-UTF16-H", "UniJIS-UTF16-H"),
    ("UniJIS2004-UTF16-V", "UniJIS-UTF16-V"),
    ("UniJISX0213-UTF16-H", "UniJIS-UTF16-H"),
    ("UniJISX0213-UTF16-V", "UniJIS-UTF16-V"),
    ("UniJISPro-UCS2-V", "UniJIS-UCS2-V"),
    ("UniJISPro-UCS2-HW-V", "UniJIS-UCS2-HW-V"),
    ("78-H", "H"),
    ("78-V", "V"),
    ("Add-H", "H"),
    ("Add-V", "V"),
    ("Ext-H", "H"),
    ("Ext-V", "V"),
    ("NWP-H", "H"),
    ("NWP-V", "V"),
    ("78-EUC-H", "EUC-H"),
    ("78-EUC-V", "EUC-V"),
    ("78-RKSJ-H", "90ms-RKSJ-H"),
    ("78-RKSJ-V", "90ms-RKSJ-V"),
    ("78ms-RKSJ-H", "90ms-RKSJ-H"),
    ("78ms-RKSJ-V", "90ms-RKSJ-V"),
    ("RKSJ-H", "90ms-RKSJ-H"),
    ("RKSJ-V", "90ms-RKSJ-V"),
    ("90pv-RKSJ-V", "90ms-RKSJ-V"),
];
/// Prefixes of Unicode CMaps, the one whose UTF-16 form hayro has, and its collection.
const UNICODE: &[(&str, &str, &str)] = &[
    ("UniJIS", "UniJIS", "Japan1"),
    ("UniJIS2004", "UniJIS", "Japan1"),
    ("UniJISPro", "UniJIS", "Japan1"),
    ("UniJISX0213", "UniJIS", "Japan1"),
    ("UniJISX02132004", "UniJIS", "Japan1"),
    ("UniGB", "UniGB", "GB1"),
    ("UniCNS", "UniCNS", "CNS1"),
    ("UniKS", "UniKS", "Korea1"),
];
/// The end of the last plane with CJK ideographs.
const LAST: u32 = 0x2_FFFF;

/// The bytes of a CMap; any named CMap is supported.
pub(super) fn resolve(name: CMapName<'_>) -> Option<&'static [u8]> {
    let name = nearest(std::str::from_utf8(name.to_bytes()).ok()?);
    embedded(CMapName::from_bytes(name.as_bytes()))
        .or_else(|| made(name, |name| make(name, &Twin::of(name)?)))
        .or_else(|| made(name, cids))
}

fn nearest(name: &str) -> &str {
    let nearest = NEAREST.iter().find(|(known, _)| *known == name);
    nearest.map_or(name, |(_, nearest)| nearest)
}

/// `Adobe-Japan1-2` and similar: two-byte codes that are CIDs of a collection.
fn cids(name: &str) -> Option<Vec<u8>> {
    let (ordering, supplement) = name.strip_prefix("Adobe-")?.split_once('-')?;
    let is_known = UNICODE.iter().any(|(_, _, known)| *known == ordering);
    let supplement: u8 = supplement.parse().ok().filter(|_| is_known)?;
    let cmap = format!(
        "/Registry (Adobe) def /Ordering ({ordering}) def /Supplement {supplement} def\n\
         /CMapName /{name} def /WMode 0 def\nbegincidrange\n<0000> <FFFF> 0\nendcidrange\n"
    );
    Some(cmap.into_bytes())
}

/// A derived CMap, cached. hayro needs `'static` bytes; there are few names, so leaking them is acceptable.
fn made(name: &str, make: impl Fn(&str) -> Option<Vec<u8>>) -> Option<&'static [u8]> {
    static MADE: LazyLock<Mutex<HashMap<String, &'static [u8]>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(&known) = made.get(name) {
        return Some(known);
    }
    let bytes: &'static [u8] = Box::leak(make(name)?.into_boxed_slice());
    made.insert(name.to_owned(), bytes);
    Some(bytes)
}

/// The encoding form of a CMap's codes.
#[derive(Clone, Copy)]
enum Form {
    Utf8,
    Utf32,
}

/// The UTF-16 CMap from which a CMap of another encoding form is derived.
struct Twin {
    name: String,
    ordering: &'static str,
    form: Form,
}

impl Twin {
    fn of(name: &str) -> Option<Self> {
        let mut parts = name.split('-');
        let (prefix, form, mode) = (parts.next()?, parts.next()?, parts.next()?);
        let (_, prefix, ordering) = UNICODE.iter().find(|(known, ..)| *known == prefix)?;
        let form = match form {
            "UTF8" => Form::Utf8,
            "UTF32" => Form::Utf32,
            _ => return None,
        };
        let is_whole = parts.next().is_none() && matches!(mode, "H" | "V");
        is_whole.then(|| Self {
            name: format!("{prefix}-UTF16-{mode}"),
            ordering,
            form,
        })
    }
}

/// Writes a CMap with the twin's CIDs for codes of the other form.
fn make(name: &str, twin: &Twin) -> Option<Vec<u8>> {
    let Twin { ordering, form, .. } = *twin;
    let data = embedded(CMapName::from_bytes(twin.name.as_bytes()))?;
    let map = CMap::parse(data, embedded)?;
    let vertical = u8::from(name.ends_with('V'));
    let mut out = format!(
        "/Registry (Adobe) def /Ordering ({ordering}) def /Supplement 0 def\n\
         /CMapName /{name} def /WMode {vertical} def\nbegincidrange\n"
    );
    let mut open: Option<Range> = None;
    for c in (0..=LAST).filter_map(char::from_u32) {
        let Some(cid) = cid(&map, c) else { continue };
        let code = code(c, form);
        if let Some(range) = open.as_mut().filter(|range| range.goes_on_with(&code, cid)) {
            range.last = code;
        } else if let Some(range) = open.replace(Range::new(code, cid)) {
            range.write(&mut out)?;
        }
    }
    open?.write(&mut out)?;
    out.push_str("endcidrange\n");
    Some(out.into_bytes())
}

fn cid(map: &CMap, c: char) -> Option<u32> {
    let mut units = [0; 2];
    match *c.encode_utf16(&mut units) {
        [unit] => map.lookup_cid_code(u32::from(unit), 2),
        [high, low] => map.lookup_cid_code(u32::from(high) << 16 | u32::from(low), 4),
        _ => None,
    }
}

/// A code, and the number of its hexadecimal digits.
type Digits = (u32, usize);

fn code(c: char, form: Form) -> Digits {
    match form {
        Form::Utf32 => (u32::from(c), 8),
        Form::Utf8 => {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            let code = bytes.iter().fold(0, |code, &b| code << 8 | u32::from(b));
            (code, bytes.len() * 2)
        }
    }
}

/// Consecutive codes with consecutive CIDs.
struct Range {
    first: Digits,
    last: Digits,
    cid: u32,
}

impl Range {
    fn new(code: Digits, cid: u32) -> Self {
        Self {
            first: code,
            last: code,
            cid,
        }
    }

    fn goes_on_with(&self, code: &Digits, cid: u32) -> bool {
        *code == (self.last.0 + 1, self.last.1) && cid == self.cid + (code.0 - self.first.0)
    }

    fn write(&self, out: &mut String) -> Option<()> {
        let ((first, digits), (last, _)) = (self.first, self.last);
        writeln!(out, "<{first:0digits$x}> <{last:0digits$x}> {}", self.cid).ok()
    }
}
