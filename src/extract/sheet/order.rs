//! Reading order: what stands side by side is read one after the other, as on a page of two columns.

use super::regions::Region;

/// So often columns are looked for within columns.
const DEPTH: usize = 4;

/// Regions of a sheet in the order in which they are read; those of one column of the sheet stay together.
pub(super) fn columns(regions: Vec<Region>) -> Vec<Vec<Region>> {
    let mut out = Vec::new();
    arrange(regions, DEPTH, &mut out);
    out
}

fn arrange(mut regions: Vec<Region>, depth: usize, out: &mut Vec<Vec<Region>>) {
    regions.sort_by_key(|region| (region.area().top, region.area().left));
    let gutter = match depth {
        0 => None,
        _ => gutter(&regions),
    };
    let Some(gutter) = gutter else {
        if !regions.is_empty() {
            out.push(regions);
        }
        return;
    };
    let crosses = |region: &Region| region.area().left < gutter && gutter <= region.area().right;
    let mut band = Vec::new();
    for region in regions {
        if crosses(&region) {
            side_by_side(std::mem::take(&mut band), gutter, depth, out);
            match out.last_mut().filter(|last| last.iter().any(crosses)) {
                Some(last) => last.push(region),
                None => out.push(vec![region]),
            }
        } else {
            band.push(region);
        }
    }
    side_by_side(band, gutter, depth, out);
}

/// Arranges regions on both sides of the gap: those to its left, then those to its right.
fn side_by_side(band: Vec<Region>, gutter: u32, depth: usize, out: &mut Vec<Vec<Region>>) {
    let (left, right) = band.into_iter().partition(|r| r.area().right < gutter);
    arrange(left, depth - 1, out);
    arrange(right, depth - 1, out);
}

/// The first column of the right one of two tables that stand side by side.
fn gutter(regions: &[Region]) -> Option<u32> {
    let tables: Vec<_> = regions
        .iter()
        .filter(|region| matches!(region, Region::Table(..)))
        .map(Region::area)
        .collect();
    let beside = |right: &&super::Area| {
        tables
            .iter()
            .any(|left| left.right < right.left && left.shares_rows(right))
    };
    tables.iter().filter(beside).map(|right| right.left).min()
}
