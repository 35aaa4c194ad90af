//! Colours and patterns, as far as reading needs them: how bright they are.
//!
//! Grey and RGB are computed here. For the rest (profiles, spot colours, patterns), hayro-interpret is given the
//! operators that set the colour, once for each.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::fmt::Write;
use std::rc::Rc;

use hayro_interpret::hayro_syntax::object::{Dict, Name, Number};
use hayro_interpret::hayro_syntax::page::Resources;
use hayro_interpret::hayro_syntax::xref::XRef;

use crate::extract::pdf::paint::{PATTERN, Shade, luma};

mod asked;
mod operators;
mod spaces;

use asked::Asked;
use spaces::{Space, Spaces};

/// What fills or strokes are painted with.
#[derive(Clone)]
pub(in crate::extract::pdf) struct Paint<'a> {
    color: Color<'a>,
    pub(super) alpha: f32,
}

impl Default for Paint<'_> {
    fn default() -> Self {
        Self {
            color: Color::Grey(0.0),
            alpha: 1.0,
        }
    }
}

#[derive(Clone)]
enum Color<'a> {
    Grey(f32),
    Rgb([f32; 3]),
    Other(Rc<Other<'a>>),
}

/// A colour that hayro is asked for.
struct Other<'a> {
    space: Space<'a>,
    components: Vec<f32>,
    pattern: Option<(Vec<u8>, Dict<'a>)>,
    look: OnceCell<Look>,
}

/// How a colour appears when it is opaque.
#[derive(Clone, Copy, Debug)]
enum Look {
    Luma(f32),
    Pattern,
    /// A spot colour without ink, or a pattern that cannot be drawn.
    Nothing,
}

/// The colours of a file that hayro was asked for.
pub(in crate::extract::pdf) struct Colors<'a> {
    known: RefCell<HashMap<Key, Look>>,
    asked: Asked<'a>,
    spaces: Spaces,
    /// What asking took since this was last taken, as bytes.
    cost: Cell<u64>,
}

/// The places of the resources, and the operators.
type Key = (*const u8, *const u8, String);

impl<'a> Colors<'a> {
    pub(in crate::extract::pdf) fn new(xref: &'a XRef) -> Self {
        Self {
            known: RefCell::default(),
            asked: Asked::new(xref),
            spaces: Spaces::default(),
            cost: Cell::default(),
        }
    }

    /// What asking took since the last call, as bytes.
    pub(super) fn take_cost(&self) -> u64 {
        self.cost.take()
    }

    fn look(&self, color: &Other<'a>) -> Look {
        let patterns = color.pattern.as_ref().map(|(_, patterns)| patterns.clone());
        let patterns = patterns.unwrap_or_default();
        let (spaces, operators) = (color.space.spaces.clone(), color.operators());
        let key = (
            spaces.data().as_ptr(),
            patterns.data().as_ptr(),
            operators.clone(),
        );
        if let Some(known) = self.known.borrow().get(&key) {
            return *known;
        }
        let cost = self.cost.get() + self.spaces.of(&color.space).cost;
        self.cost.set(cost);
        let look = self.asked.look(&operators, spaces, patterns);
        self.known.borrow_mut().insert(key, look);
        look
    }
}

impl<'a> Paint<'a> {
    /// How bright and opaque it is.
    pub(in crate::extract::pdf) fn shade(&self, colors: &Colors<'a>) -> Shade {
        let luma = match &self.color {
            Color::Grey(grey) => rounded(*grey),
            Color::Rgb(rgb) => luma(rgb.map(rounded)),
            Color::Other(other) => match *other.look.get_or_init(|| colors.look(other)) {
                Look::Luma(luma) => luma,
                Look::Pattern => return PATTERN,
                Look::Nothing => return Shade::of(1.0, 0.0),
            },
        };
        Shade::of(luma, rounded(self.alpha))
    }

    /// How opaque it is.
    pub(in crate::extract::pdf) fn alpha(&self, colors: &Colors<'a>) -> f32 {
        match &self.color {
            Color::Other(other) if colors.spaces.of(&other.space).may_hide => {
                self.shade(colors).alpha
            }
            _ => rounded(self.alpha),
        }
    }

    fn set_space(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        self.color = match name.as_ref() {
            b"DeviceGray" | b"G" => Color::Grey(0.0),
            b"DeviceRGB" | b"RGB" => Color::Rgb([0.0; 3]),
            name => Color::other(Space::new(name, &resources.color_spaces), Vec::new()),
        };
    }

    fn set_components(&mut self, numbers: &[Number]) {
        let mut of = numbers.iter().map(Number::as_f32);
        self.color = match &self.color {
            Color::Grey(_) => Color::Grey(of.next().unwrap_or(0.0)),
            Color::Rgb(_) => Color::Rgb([(); 3].map(|()| of.next().unwrap_or(0.0))),
            Color::Other(other) => Color::other(other.space.clone(), of.collect()),
        };
    }

    fn set_pattern(&mut self, numbers: &[Number], name: &Name<'_>, resources: &Resources<'a>) {
        let space = match &self.color {
            Color::Grey(_) => Space::new(b"DeviceGray", &resources.color_spaces),
            Color::Rgb(_) => Space::new(b"DeviceRGB", &resources.color_spaces),
            Color::Other(other) => other.space.clone(),
        };
        self.color = Color::Other(Rc::new(Other {
            space,
            components: numbers.iter().map(Number::as_f32).collect(),
            pattern: Some((name.as_ref().to_vec(), resources.patterns.clone())),
            look: OnceCell::new(),
        }));
    }
}

impl<'a> Color<'a> {
    fn other(space: Space<'a>, components: Vec<f32>) -> Self {
        Self::Other(Rc::new(Other {
            space,
            components,
            pattern: None,
            look: OnceCell::new(),
        }))
    }
}

impl Other<'_> {
    /// The operators that set it for fills.
    fn operators(&self) -> String {
        let mut operators = format!("/{} cs", escaped(&self.space.name));
        for component in &self.components {
            // writing to a String cannot fail
            let _ = write!(operators, " {component}");
        }
        match &self.pattern {
            Some((name, _)) => operators + &format!(" /{} scn", escaped(name)),
            None if self.components.is_empty() => operators,
            None => operators + " scn",
        }
    }
}

/// A name as it is written in a file.
pub(in crate::extract::pdf) fn escaped(name: &[u8]) -> String {
    let mut out = String::new();
    for &b in name {
        match b.is_ascii_alphanumeric() {
            true => out.push(char::from(b)),
            false => out += &format!("#{b:02x}"),
        }
    }
    out
}

/// The value in 255 steps, as in hayro.
fn rounded(value: f32) -> f32 {
    f32::from((value * 255.0 + 0.5) as u8) * (1.0 / 255.0)
}
