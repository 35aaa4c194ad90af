//! Numbers of the codes that a font has shown.

use std::collections::HashMap;

/// Codes of one and two bytes are numbered in pages, which is faster than a map.
const PAGE: usize = 256;
const PAGES: usize = 256;

#[derive(Default)]
pub(super) struct Numbers {
    pages: Vec<Option<Box<[u32; PAGE]>>>,
    longer: HashMap<u32, usize>,
}

/// A code without a number.
const NONE: u32 = u32::MAX;

impl Numbers {
    pub(super) fn get(&self, code: u32) -> Option<usize> {
        let (page, place) = split(code);
        if page >= PAGES {
            return self.longer.get(&code).copied();
        }
        let number = *self.pages.get(page)?.as_ref()?.get(place)?;
        (number != NONE).then_some(number as usize)
    }

    pub(super) fn insert(&mut self, code: u32, number: usize) {
        let (page, place) = split(code);
        if page >= PAGES {
            self.longer.insert(code, number);
            return;
        }
        if self.pages.len() <= page {
            self.pages.resize_with(page + 1, || None);
        }
        if let Some(entry) = self.pages.get_mut(page)
            && let Some(entry) = entry
                .get_or_insert_with(|| Box::new([NONE; PAGE]))
                .get_mut(place)
        {
            *entry = number as u32;
        }
    }
}

fn split(code: u32) -> (usize, usize) {
    (code as usize / PAGE, code as usize % PAGE)
}
