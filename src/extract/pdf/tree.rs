//! The order of the pages, as poppler and qpdf see it.
//!
//! hayro drops repeated mentions of a page and pages that it cannot find. Here each mention is a page, up to the tree's
//! own count, and a missing page keeps its position and number.

use std::collections::HashMap;

use hayro_interpret::hayro_syntax::Pdf as File;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Number, Object, ObjectIdentifier,
};

/// Nodes visited per page: bounds trees whose nodes name each other repeatedly.
const NODES_PER_PAGE: usize = 4;

/// The index of each page among hayro's, in document order; `None` for a missing page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pages: Pages,
    /// The number of pages that the file declares.
    counted: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Pages {
    /// hayro's pages in hayro's order.
    AsFound(usize),
    Named(Vec<Option<usize>>),
}

impl Order {
    /// Walks the tree if hayro found a different number of pages than it declares.
    pub(super) fn of(pdf: &File, max_pages: usize) -> Self {
        let found = pdf.pages().len();
        let as_found = |counted| Self {
            pages: Pages::AsFound(found),
            counted,
        };
        let Some(root) = root(pdf) else {
            return as_found(found);
        };
        let counted = count(&root).unwrap_or(found);
        if counted == found {
            return as_found(counted);
        }
        match Walk::new(max_pages).named(pdf, &root, counted) {
            Some(named) => Self {
                pages: Pages::Named(named),
                counted,
            },
            None => as_found(counted),
        }
    }

    /// The number of pages, including missing ones.
    pub(super) fn len(&self) -> usize {
        match &self.pages {
            Pages::AsFound(found) => *found,
            Pages::Named(named) => named.len(),
        }
    }

    /// The index among hayro's pages of the page at this position.
    pub(super) fn get(&self, place: usize) -> Option<usize> {
        match &self.pages {
            Pages::AsFound(found) => (place < *found).then_some(place),
            Pages::Named(named) => named.get(place).copied().flatten(),
        }
    }

    /// The number of pages that exist.
    pub(super) fn present(&self) -> usize {
        match &self.pages {
            Pages::AsFound(found) => *found,
            Pages::Named(named) => named.iter().flatten().count(),
        }
    }

    /// The declared pages that are missing: their number, and the positions of those whose position is known, from 1.
    pub(super) fn lost(&self) -> (usize, Vec<u32>) {
        let places = match &self.pages {
            Pages::AsFound(_) => Vec::new(),
            Pages::Named(named) => (1..)
                .zip(named)
                .filter(|(_, page)| page.is_none())
                .map(|(place, _)| place)
                .collect(),
        };
        let missing = self.counted.saturating_sub(self.present());
        (missing.max(places.len()), places)
    }
}

fn root(pdf: &File) -> Option<Dict<'_>> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    catalog.get::<Dict<'_>>(b"Pages")
}

fn count(node: &Dict<'_>) -> Option<usize> {
    let count = node.get::<Number>(b"Count")?.as_i64();
    usize::try_from(count).ok().filter(|count| *count > 0)
}

/// A walk through the tree.
struct Walk {
    left: usize,
    named: Vec<Option<usize>>,
    numbers: HashMap<ObjectIdentifier, usize>,
    /// The number of distinct pages so far, which is how hayro numbers them.
    distinct: usize,
    repeats: bool,
}

/// The children of a node that are still to be visited, last one first, and the node itself.
type Open<'a> = (Vec<MaybeRef<Object<'a>>>, Option<ObjectIdentifier>);

impl Walk {
    fn new(max_pages: usize) -> Self {
        Self {
            left: max_pages.saturating_add(1).saturating_mul(NODES_PER_PAGE),
            named: Vec::new(),
            numbers: HashMap::new(),
            distinct: 0,
            repeats: false,
        }
    }

    /// The pages in order of mention; `None` if hayro found others, so that the order is unknown.
    fn named(mut self, pdf: &File, root: &Dict<'_>, counted: usize) -> Option<Vec<Option<usize>>> {
        let mut path: Vec<Open<'_>> = vec![(kids(root)?, root.obj_id())];
        while let Some((kids, _)) = path.last_mut() {
            let Some(kid) = kids.pop() else {
                path.pop();
                continue;
            };
            self.left = self.left.checked_sub(1)?;
            let (id, node) = match kid {
                MaybeRef::Ref(reference) => {
                    let id = ObjectIdentifier::from(reference);
                    (Some(id), pdf.xref().get::<Dict<'_>>(id))
                }
                MaybeRef::NotRef(object) => (None, object.into_dict()),
            };
            // a node that is its own ancestor would never end
            if id.is_some() && path.iter().any(|(_, open)| *open == id) {
                continue;
            }
            match node {
                Some(node) if is_inner(&node) => path.extend(self::kids(&node).map(|k| (k, id))),
                Some(_) => self.page(id),
                None if id.is_some() => self.named.push(None),
                None => {}
            }
        }
        if self.repeats {
            self.named.truncate(counted);
        }
        (self.distinct == pdf.pages().len()).then_some(self.named)
    }

    fn page(&mut self, id: Option<ObjectIdentifier>) {
        let known = id.and_then(|id| self.numbers.get(&id).copied());
        self.repeats |= known.is_some();
        let number = known.unwrap_or(self.distinct);
        if known.is_none() {
            self.distinct += 1;
            self.numbers.extend(id.map(|id| (id, number)));
        }
        self.named.push(Some(number));
    }
}

fn is_inner(node: &Dict<'_>) -> bool {
    let kind = node.get::<Name<'_>>(b"Type");
    kind.is_some_and(|kind| kind.as_str() == "Pages")
}

fn kids<'a>(node: &Dict<'a>) -> Option<Vec<MaybeRef<Object<'a>>>> {
    let mut kids: Vec<_> = node.get::<Array<'a>>(b"Kids")?.raw_iter().collect();
    kids.reverse();
    Some(kids)
}
