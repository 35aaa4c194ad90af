//! The CMaps that a file's fonts name, each parsed once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use hayro_interpret::hayro_cmap::{CMap, CMapName};

use crate::extract::pdf::cmaps;

type Known = HashMap<Vec<u8>, Option<Rc<CMap>>>;

#[derive(Default)]
pub(super) struct Maps(Rc<RefCell<Known>>);

impl Maps {
    /// The CMap with this name.
    pub(super) fn named(&self, name: CMapName<'_>) -> Option<Rc<CMap>> {
        let parse = || CMap::parse(cmaps::resolve(name)?, cmaps::resolve).map(Rc::new);
        let mut known = self.0.borrow_mut();
        let known = known.entry(name.to_bytes().to_vec());
        known.or_insert_with(parse).clone()
    }

    /// The same maps.
    pub(super) fn share(&self) -> Self {
        Self(self.0.clone())
    }
}
