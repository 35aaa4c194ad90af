//! Widths: those of simple fonts in an array, those of composite fonts by ranges of CIDs.

use hayro_interpret::hayro_syntax::object::{Array, Dict};
use hayro_interpret::kurbo::Vec2;

use super::items::{Item, items};

/// The most entries of an array of widths: there are no more CIDs.
const MOST: usize = 0x1_0000;

/// The widths of a simple font.
#[derive(Default)]
pub(super) struct Widths {
    first: usize,
    widths: Vec<f32>,
    missing: f32,
}

impl Widths {
    /// The widths of a font, if it has any; `Err` if they contradict themselves, so that the font cannot be read.
    pub(super) fn of(font: &Dict<'_>, descriptor: &Dict<'_>) -> Result<Option<Self>, ()> {
        let (Some(first), Some(last), Some(widths)) = (
            font.get::<usize>(b"FirstChar"),
            font.get::<usize>(b"LastChar"),
            font.get::<Array<'_>>(b"Widths"),
        ) else {
            return Ok(None);
        };
        let count = last.checked_sub(first).ok_or(())?.saturating_add(1);
        Ok(Some(Self {
            first,
            widths: widths.iter::<f32>().take(count.min(MOST)).collect(),
            missing: descriptor.get::<f32>(b"MissingWidth").unwrap_or(0.0),
        }))
    }

    pub(super) fn get(&self, code: u32) -> f32 {
        let place = (code as usize).checked_sub(self.first);
        let width = place.and_then(|place| self.widths.get(place));
        width.copied().unwrap_or(self.missing)
    }
}

/// The metrics of a composite font's CIDs.
pub(super) struct CidMetrics {
    widths: Ranges<1>,
    width: f32,
    /// How far to move down, and the origin of vertical writing.
    vertical: Ranges<3>,
    origin_y: f32,
    down: f32,
}

impl CidMetrics {
    pub(super) fn of(descendant: &Dict<'_>) -> Self {
        let [origin_y, down] = descendant
            .get::<[f32; 2]>(b"DW2")
            .unwrap_or([880.0, -1000.0]);
        Self {
            widths: Ranges::of(descendant.get::<Array<'_>>(b"W")),
            width: descendant.get::<f32>(b"DW").unwrap_or(1000.0),
            vertical: Ranges::of(descendant.get::<Array<'_>>(b"W2")),
            origin_y,
            down,
        }
    }

    pub(super) fn width(&self, cid: u32) -> f32 {
        self.widths.get(cid).map_or(self.width, |[width]| width)
    }

    /// How far to move down, and from the origin of vertical writing to that of the glyph.
    pub(super) fn vertical(&self, cid: u32) -> (f32, Vec2) {
        match self.vertical.get(cid) {
            Some([down, x, y]) => (down, Vec2::new(-f64::from(x), -f64::from(y))),
            None => {
                let x = f64::from(self.width(cid)) / 2.0;
                (self.down, Vec2::new(-x, -f64::from(self.origin_y)))
            }
        }
    }
}

/// Entries of `N` numbers for ranges of CIDs. Of several for a CID the last one counts.
#[derive(Default)]
struct Ranges<const N: usize> {
    ranges: Vec<Range>,
    values: Vec<[f32; N]>,
    /// Whether the ranges are in order, each after the one before.
    is_ordered: bool,
}

struct Range {
    first: u32,
    last: u32,
    /// The place of the first value; the only one, unless each CID has its own.
    at: usize,
    is_list: bool,
}

impl<const N: usize> Ranges<N> {
    /// Reads `first [values]` and `first last value`; the rest from the first error on is ignored.
    fn of(array: Option<Array<'_>>) -> Self {
        let mut all = Self::default();
        if let Some(array) = array {
            let items = items(&array);
            let mut rest = items.as_slice();
            while let Some(after) = all.take(rest)
                && all.values.len() < MOST
            {
                rest = after;
            }
        }
        let pairs = || all.ranges.iter().zip(all.ranges.iter().skip(1));
        all.is_ordered = pairs().all(|(range, next)| range.last < next.first);
        all
    }

    /// Takes the first entry, and returns what follows it.
    fn take<'i>(&mut self, items: &'i [Item]) -> Option<&'i [Item]> {
        let at = self.values.len();
        let (first, last, is_list, rest) = match *items {
            [Item::Number(first), Item::List, ref rest @ ..] => {
                let is_number = |item: &Item| matches!(item, Item::Number(_));
                let count = rest.iter().take_while(|item| is_number(item)).count();
                let (list, rest) = rest.split_at(count);
                self.values.extend(list.chunks_exact(N).filter_map(value));
                let count = (self.values.len() - at) as u32;
                let first = first as u32;
                let last = first.saturating_add(count.saturating_sub(1));
                (first, last, true, rest.get(1..)?)
            }
            [Item::Number(first), Item::Number(last), ref rest @ ..] => {
                self.values.push(value(rest.get(..N)?)?);
                (first as u32, last as u32, false, rest.get(N..)?)
            }
            _ => return None,
        };
        if self.values.len() > at {
            self.ranges.push(Range {
                first,
                last,
                at,
                is_list,
            });
        }
        Some(rest)
    }

    fn get(&self, cid: u32) -> Option<[f32; N]> {
        let has = |range: &&Range| (range.first..=range.last).contains(&cid);
        let range = match self.is_ordered {
            true => {
                let after = self.ranges.partition_point(|range| range.first <= cid);
                self.ranges.get(after.checked_sub(1)?).filter(has)
            }
            false => self.ranges.iter().rev().find(has),
        }?;
        let place = match range.is_list {
            true => range.at + (cid - range.first) as usize,
            false => range.at,
        };
        self.values.get(place).copied()
    }
}

/// `N` numbers.
fn value<const N: usize>(items: &[Item]) -> Option<[f32; N]> {
    let mut value = [0.0; N];
    for (part, item) in value.iter_mut().zip(items) {
        let Item::Number(number) = item else {
            return None;
        };
        *part = *number;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use hayro_interpret::hayro_syntax::object::FromBytes;

    fn width(array: &[u8], cid: u32) -> Option<f32> {
        let array = Array::from_bytes(array).unwrap();
        Ranges::<1>::of(Some(array)).get(cid).map(|[width]| width)
    }

    #[test]
    fn lists_and_ranges_give_the_widths_of_cids() {
        let array = b"[1 [500 -250.5] 10 12 600 20[.5]]";
        let want = [None, Some(500.0), Some(-250.5), None];
        assert_eq!([0, 1, 2, 3].map(|cid| width(array, cid)), want);
        let want = [None, Some(600.0), Some(600.0), None, Some(0.5)];
        assert_eq!([9, 10, 12, 13, 20].map(|cid| width(array, cid)), want);
    }

    #[test]
    fn of_several_widths_the_last_counts() {
        assert_eq!(width(b"[1 5 600 2 [700]]", 2), Some(700.0));
        assert_eq!(width(b"[1 5 600 2 [700]]", 3), Some(600.0));
        assert_eq!(width(b"[5 [700] 1 9 600]", 5), Some(600.0));
    }

    #[test]
    fn what_follows_an_error_is_ignored() {
        assert_eq!(width(b"[1 [500] /Name 2 [600]]", 1), Some(500.0));
        assert_eq!(width(b"[1 [500] /Name 2 [600]]", 2), None);
        assert_eq!(width(b"[1 [500] 2 3]", 2), None);
    }

    #[test]
    fn three_numbers_are_vertical_metrics() {
        let array = Array::from_bytes(b"[7 [-1000 500 880 -900 1 2] 9 9 -800 3 4]").unwrap();
        let ranges = Ranges::<3>::of(Some(array));
        assert_eq!(ranges.get(8), Some([-900.0, 1.0, 2.0]));
        assert_eq!(ranges.get(9), Some([-800.0, 3.0, 4.0]));
    }
}
