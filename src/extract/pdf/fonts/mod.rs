//! Fonts, as far as reading needs them: codes, their widths and their characters.
//!
//! A font is read once for each reference. Its program is opened only if a code has no character or no width without it;
//! that is left to hayro-font, which tells glyphs, names and outlines.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use hayro_interpret::hayro_syntax::object::{Dict, Name, ObjRef};
use hayro_interpret::kurbo::{BezPath, Vec2};

use self::codes::Numbers;
use self::composite::Composite;
use self::maps::Maps;
use self::program::{Program, Programs};
use self::simple::Simple;
use self::told::Told;
use super::cmaps::codes::Codes;
use super::symbols::SymbolFont;

mod characters;
mod codes;
mod composite;
mod items;
mod maps;
mod metrics;
mod names;
mod program;
mod simple;
mod told;

pub(super) use characters::Character;

/// The fonts of a file.
pub(super) struct Fonts<'a> {
    known: RefCell<HashMap<Key, Rc<Font<'a>>>>,
    substitute: OnceCell<Rc<Font<'a>>>,
    maps: Maps,
    programs: Rc<Programs<'a>>,
    unread: Cell<bool>,
}

/// What tells fonts apart: their reference, or the place of their dictionary.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Reference(ObjRef),
    Place(*const u8),
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            known: RefCell::default(),
            substitute: OnceCell::new(),
            maps: Maps::default(),
            programs: Rc::default(),
            unread: Cell::new(false),
        }
    }

    /// The font of this name among the resources; Helvetica for one that is missing or cannot be read.
    pub(super) fn named(&self, resources: &Dict<'a>, name: &[u8]) -> Rc<Font<'a>> {
        let dict = || resources.get::<Dict<'a>>(name);
        match resources.get_ref(name) {
            Some(reference) => self.known_or(Key::Reference(reference), dict),
            None => dict().map_or_else(|| self.substitute(), |dict| self.direct(&dict)),
        }
    }

    /// The font of a dictionary without a reference.
    pub(super) fn direct(&self, dict: &Dict<'a>) -> Rc<Font<'a>> {
        let key = Key::Place(dict.data().as_ptr());
        self.known_or(key, || Some(dict.clone()))
    }

    fn known_or(&self, key: Key, dict: impl FnOnce() -> Option<Dict<'a>>) -> Rc<Font<'a>> {
        let known = self.known.borrow().get(&key).cloned();
        let font = known.unwrap_or_else(|| {
            let font = match dict() {
                Some(dict) => Font::new(&dict, self)
                    .map_or_else(|| Rc::new(Font::substitute(self, true)), Rc::new),
                None => self.substitute(),
            };
            self.known.borrow_mut().insert(key, font.clone());
            font
        });
        if font.is_unread {
            self.unread.set(true);
        }
        font
    }

    /// The font in place of one that is not there.
    pub(super) fn substitute(&self) -> Rc<Font<'a>> {
        let substitute = || Rc::new(Font::substitute(self, false));
        self.substitute.get_or_init(substitute).clone()
    }

    /// Whether a font could not be read since the last call.
    pub(super) fn take_unread(&self) -> bool {
        self.unread.take()
    }
}

/// A font.
pub(super) struct Font<'a> {
    kind: Kind<'a>,
    told: Told<'a>,
    symbols: Option<SymbolFont>,
    program: Program<'a>,
    numbers: RefCell<Numbers>,
    glyphs: RefCell<Vec<Glyph>>,
    is_substitute: bool,
    is_unread: bool,
}

enum Kind<'a> {
    Simple(Simple<'a>),
    Composite(Box<Composite<'a>>),
}

/// What is known of a code.
struct Glyph {
    code: u32,
    /// How far to move on, in glyph space.
    advance: f32,
    /// The width of its cell; not always how far to move on.
    width: f32,
    /// From the origin of vertical writing to that of the glyph.
    shift: Vec2,
    /// Read when it is first asked for.
    character: Option<Character>,
}

impl<'a> Font<'a> {
    fn new(dict: &Dict<'a>, fonts: &Fonts<'a>) -> Option<Self> {
        let subtype = dict.get::<Name<'_>>(b"Subtype")?;
        let kind = match subtype.as_ref() {
            b"Type0" => Kind::Composite(Box::new(Composite::new(dict, &fonts.maps)?)),
            _ => Kind::Simple(Simple::new(dict, subtype.as_ref())?),
        };
        let may_be_symbols = match &kind {
            Kind::Composite(_) => true,
            Kind::Simple(simple) => simple.is_embedded_truetype(),
        };
        let name = dict.get::<Name<'_>>(b"BaseFont");
        Some(Self {
            kind,
            told: Told::new(dict),
            symbols: name
                .filter(|_| may_be_symbols)
                .and_then(|name| SymbolFont::named(base_name(name.as_str()))),
            program: Program::of(dict, fonts.programs.clone()),
            numbers: RefCell::default(),
            glyphs: RefCell::default(),
            is_substitute: false,
            is_unread: false,
        })
    }

    fn substitute(fonts: &Fonts<'a>, is_unread: bool) -> Self {
        Self {
            kind: Kind::Simple(Simple::default()),
            told: Told::new(&Dict::empty()),
            symbols: None,
            program: Program::helvetica(fonts.programs.clone()),
            numbers: RefCell::default(),
            glyphs: RefCell::default(),
            is_substitute: true,
            is_unread,
        }
    }

    /// Whether it stands for a font that is missing or cannot be read.
    pub(super) fn is_substitute(&self) -> bool {
        self.is_substitute
    }

    pub(super) fn is_vertical(&self) -> bool {
        match &self.kind {
            Kind::Simple(_) => false,
            Kind::Composite(composite) => composite.is_vertical(),
        }
    }

    /// The first code of a string that is not empty, and its length.
    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        match &self.kind {
            Kind::Simple(_) => (bytes.first().copied().unwrap_or(0).into(), 1),
            Kind::Composite(composite) => composite.next_code(bytes),
        }
    }

    /// The number of a code, by which the rest is found.
    pub(super) fn number(&self, code: u32) -> usize {
        if let Some(number) = self.numbers.borrow().get(code) {
            return number;
        }
        let glyph = self.glyph(code);
        let mut glyphs = self.glyphs.borrow_mut();
        let number = glyphs.len();
        glyphs.push(glyph);
        self.numbers.borrow_mut().insert(code, number);
        number
    }

    fn glyph(&self, code: u32) -> Glyph {
        let (advance, width, shift) = match &self.kind {
            Kind::Simple(simple) => {
                let width = simple
                    .width(code)
                    .or_else(|| self.program.width(code))
                    .map(|width| (width, width));
                let (advance, width) = width.unwrap_or((0.0, simple::UNKNOWN));
                (advance, width, Vec2::ZERO)
            }
            Kind::Composite(composite) => composite.metrics(code),
        };
        Glyph {
            code,
            advance,
            width,
            shift,
            character: None,
        }
    }

    /// How far a numbered code moves on, and where its glyph is from there.
    pub(super) fn metrics(&self, number: usize) -> (f32, Vec2) {
        let glyphs = self.glyphs.borrow();
        let glyph = glyphs.get(number);
        glyph.map_or((0.0, Vec2::ZERO), |glyph| (glyph.advance, glyph.shift))
    }

    /// The width and the character of a numbered code.
    pub(super) fn with<T>(
        &self,
        number: usize,
        take: impl FnOnce(f32, &Character) -> T,
    ) -> Option<T> {
        let mut glyphs = self.glyphs.borrow_mut();
        let glyph = glyphs.get_mut(number)?;
        let code = glyph.code;
        let character = glyph.character.get_or_insert_with(|| self.character(code));
        Some(take(glyph.width, character))
    }

    /// The outline of a code's glyph, in glyph space.
    pub(super) fn outline(&self, code: u32) -> BezPath {
        self.program.outline(code)
    }
}

/// The name without the tag of a subset.
fn base_name(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 => rest,
        _ => name,
    }
}
