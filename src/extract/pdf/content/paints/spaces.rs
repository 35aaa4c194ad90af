//! Colour spaces by name, each looked at once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object};

use crate::extract::pdf::contents::MOST;
use crate::extract::pdf::unpacked::unpacked;

/// What asking for a colour costs at least, as bytes.
const ASKED: u64 = 4096;

/// A colour space, by name among these resources.
#[derive(Clone)]
pub(super) struct Space<'a> {
    pub(super) name: Rc<[u8]>,
    pub(super) spaces: Dict<'a>,
}

/// What is known of a colour space.
#[derive(Clone, Copy)]
pub(super) struct About {
    /// Whether a colour may be invisible: a pattern, or a spot colour without ink.
    pub(super) may_hide: bool,
    /// The bytes that are read for each colour: hayro compares the whole array, and runs the functions written in it.
    pub(super) cost: u64,
}

/// The colour spaces of a file, by the place of the resources and the name.
#[derive(Default)]
pub(super) struct Spaces(RefCell<HashMap<Key, About>>);

type Key = (*const u8, Rc<[u8]>);

impl<'a> Space<'a> {
    pub(super) fn new(name: &[u8], spaces: &Dict<'a>) -> Self {
        Self {
            name: name.into(),
            spaces: spaces.clone(),
        }
    }

    fn about(&self) -> About {
        let Some(array) = self.spaces.get::<Array<'_>>(&self.name) else {
            return About {
                may_hide: self.name.as_ref() != b"DeviceCMYK",
                cost: ASKED,
            };
        };
        let family = array.flex_iter().next::<Name<'_>>();
        let programs = array.iter::<Object<'_>>().map(program);
        let length = array.data().len() as u64;
        About {
            may_hide: matches!(
                family.as_deref(),
                Some(b"Pattern" | b"Separation" | b"DeviceN")
            ),
            cost: programs.fold(ASKED + length, u64::saturating_add),
        }
    }
}

/// The length of a function that is a program (type 4).
fn program(object: Object<'_>) -> u64 {
    match object {
        Object::Stream(stream) if stream.dict().get::<i32>(b"FunctionType") == Some(4) => {
            unpacked(&stream, MOST)
        }
        _ => 0,
    }
}

impl Spaces {
    pub(super) fn of(&self, space: &Space<'_>) -> About {
        let key = (space.spaces.data().as_ptr(), Rc::clone(&space.name));
        let mut known = self.0.borrow_mut();
        *known.entry(key).or_insert_with(|| space.about())
    }
}
