//! Values of form fields, and notes typed on the page, that the file leaves to the viewer to draw.
//!
//! Programs that fill in forms often write only the values. They are laid out roughly as a viewer would: in lines from
//! the top-left corner of the field, with average character widths.

use hayro_interpret::TransformExt;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, Name, Object, Rect, Stream, String as Bytes,
};
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::kurbo::Affine;
use memchr::memmem;

use super::actual_text::decode;
use super::contents::MOST;
use super::glyphs::{DESCENT, UNITS_PER_EM, set};
use super::unpacked;
use crate::extract::Glyph;

/// Flags of an annotation that is not visible: hidden, no view.
const UNSEEN: u32 = 1 << 1 | 1 << 5;
/// Flags of a text field.
const MULTILINE: u32 = 1 << 12;
const PASSWORD: u32 = 1 << 13;
/// The most ancestor groups that a field inherits from, which also bounds cycles.
const GROUPS: usize = 8;
/// The most options that are searched for the text of a value.
const OPTIONS: usize = 1000;
/// Font sizes in points if the field leaves it to the viewer: of a normal line, and the smallest.
const SIZES: (f64, f64) = (12.0, 4.0);
/// The part of the box's height that a line takes.
const FILLED: f64 = 0.7;
/// The padding between box and text, in points.
const PADDING: f64 = 2.0;

/// The glyphs of a page's values and notes without appearance, up to a limit.
pub(super) fn read(page: &Source<'_>, most: usize) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else {
        return glyphs;
    };
    let to_page = page.initial_transform(true).to_kurbo();
    for annotation in annotations.iter::<Dict<'_>>() {
        if glyphs.len() > most {
            break;
        }
        if let Some(text) = Typed::of(&annotation) {
            text.set(to_page, most, &mut glyphs);
        }
    }
    glyphs
}

/// Text in its box.
struct Typed {
    text: String,
    area: Rect,
    size: f64,
    is_multiline: bool,
}

impl Typed {
    fn of(annotation: &Dict<'_>) -> Option<Self> {
        let is_unseen = annotation.get::<u32>(b"F").unwrap_or(0) & UNSEEN != 0;
        if is_unseen || draws_text(annotation) {
            return None;
        }
        let is_note = match annotation.get::<Name<'_>>(b"Subtype")?.as_str() {
            "Widget" => false,
            "FreeText" => true,
            _ => return None,
        };
        let (text, flags) = match is_note {
            true => (string(&annotation.get(b"Contents")?)?, MULTILINE),
            false => value(annotation)?,
        };
        let area = annotation.get::<Rect>(b"Rect")?;
        let size = holder(annotation, b"DA").and_then(|holder| holder.get::<Bytes<'_>>(b"DA"));
        Some(Self {
            text,
            area,
            size: size.and_then(|da| font_size(da.as_bytes())).unwrap_or(0.0),
            is_multiline: flags & MULTILINE != 0,
        })
    }

    fn set(&self, to_page: Affine, most: usize, out: &mut Vec<Glyph>) {
        let (x0, y0) = (
            self.area.x0.min(self.area.x1),
            self.area.y0.min(self.area.y1),
        );
        let (width, height) = (
            (self.area.x1 - self.area.x0).abs() - 2.0 * PADDING,
            (self.area.y1 - self.area.y0).abs(),
        );
        let size = self.size(width, height);
        let top = match self.is_multiline {
            true => y0 + height - PADDING,
            false => y0 + (height + size) / 2.0,
        };
        let descent = -DESCENT / UNITS_PER_EM * size;
        let (mut x, mut y) = (0.0, top - size + descent);
        for c in self.text.chars() {
            let advance = em(c) * size;
            if c == '\n' || (self.is_multiline && x > 0.0 && x + advance > width) {
                (x, y) = (0.0, y - size);
            }
            if c == '\n' {
                continue;
            }
            if out.len() > most {
                return;
            }
            let scale = size / UNITS_PER_EM;
            let place = Affine::new([scale, 0.0, 0.0, scale, x0 + PADDING + x, y]);
            set(c, to_page * place, em(c) * UNITS_PER_EM, out);
            x += advance;
        }
    }

    /// The field's font size, or the default, reduced to fit the box.
    fn size(&self, width: f64, height: f64) -> f64 {
        if self.size > 0.0 {
            return self.size;
        }
        let (usual, least) = SIZES;
        let fitting = match self.is_multiline {
            true => usual,
            false => {
                let ems: f64 = self.text.chars().map(em).sum();
                usual.min(height * FILLED).min(width / ems.max(1.0))
            }
        };
        fitting.max(least)
    }
}

/// Whether the appearance shows the text: it exists and is not a stub with an empty text object.
fn draws_text(annotation: &Dict<'_>) -> bool {
    let appearance = annotation.get::<Dict<'_>>(b"AP");
    let Some(appearance) = appearance.filter(|appearance| appearance.contains_key(b"N")) else {
        return false;
    };
    let content = appearance.get::<Stream<'_>>(b"N");
    content.is_none_or(|content| {
        if unpacked::is_larger(&content, MOST) {
            return true;
        }
        let content = content.decoded_data();
        content.is_ok_and(|content| ["BT", "Do"].iter().any(|op| has(&content, op.as_bytes())))
    })
}

fn has(content: &[u8], operator: &[u8]) -> bool {
    memmem::find(content, operator).is_some()
}

/// A field's value as displayed, and its flags; `None` for buttons and signatures.
fn value(field: &Dict<'_>) -> Option<(String, u32)> {
    let kind = holder(field, b"FT")?.get::<Name<'_>>(b"FT")?;
    let flags = holder(field, b"Ff").and_then(|holder| holder.get::<u32>(b"Ff"));
    let flags = flags.unwrap_or(0);
    let value = holder(field, b"V")?.get::<Object<'_>>(b"V")?;
    match kind.as_str() {
        "Tx" => {
            let text = string(&value)?;
            Some(match flags & PASSWORD {
                0 => (text, flags),
                _ => ("*".repeat(text.chars().count()), 0),
            })
        }
        "Ch" => {
            let chosen: Vec<String> = match &value {
                Object::Array(values) => {
                    let values = values.iter::<Object<'_>>();
                    values.filter_map(|value| string(&value)).collect()
                }
                value => vec![string(value)?],
            };
            let shown: Vec<String> = chosen.into_iter().map(|v| option(field, v)).collect();
            Some((shown.join("\n"), 0))
        }
        _ => None,
    }
}

/// The text of an option: options are texts, or pairs of a value and a text.
fn option(field: &Dict<'_>, value: String) -> String {
    let options = holder(field, b"Opt").and_then(|holder| holder.get::<Array<'_>>(b"Opt"));
    let shown = options.as_ref().and_then(|options| {
        options
            .iter::<Object<'_>>()
            .take(OPTIONS)
            .find_map(|option| {
                let Object::Array(pair) = option else {
                    return None;
                };
                let mut pair = pair.iter::<Object<'_>>();
                let is_it = string(&pair.next()?).is_some_and(|first| first == value);
                is_it.then(|| string(&pair.next()?)).flatten()
            })
    });
    shown.unwrap_or(value)
}

fn string(object: &Object<'_>) -> Option<String> {
    let Object::String(bytes) = object else {
        return None;
    };
    let text = decode(bytes.as_bytes());
    Some(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The field or its nearest ancestor group that has the entry.
fn holder<'a>(field: &Dict<'a>, key: &[u8]) -> Option<Dict<'a>> {
    let parent = |field: &Dict<'a>| field.get::<Dict<'a>>(b"Parent");
    std::iter::successors(Some(field.clone()), parent)
        .take(GROUPS)
        .find(|field| field.contains_key(key))
}

/// The font size in a string such as `/Helv 12 Tf 0 g`.
fn font_size(appearance: &[u8]) -> Option<f64> {
    let text = String::from_utf8_lossy(appearance);
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let at = words.iter().position(|word| *word == "Tf")?;
    words.get(at.checked_sub(1)?)?.parse().ok()
}

/// The average width of a character, in ems.
fn em(c: char) -> f64 {
    match c {
        '\0'..='\u{7F}' | '\u{FF61}'..='\u{FF9F}' => 0.5,
        _ => 1.0,
    }
}
