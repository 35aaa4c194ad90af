//! Cells drawn as boxes with one gap between them.

use crate::extract::Axis;
use crate::geometry::Rect;
use crate::layout::grid::boxes::neighbours;
use crate::layout::rules::Sets;

/// Gaps are the same if they differ by less, in points.
const SAME_GAP: f32 = 0.75;

/// Fewer boxes with gaps between them are not a table.
const FEWEST_CELLS: usize = 4;

/// The boxes; those in rows and columns with one gap between them are enlarged by half of it.
pub(crate) fn grown(areas: &[Rect]) -> Vec<Rect> {
    let pairs = [Axis::Horizontal, Axis::Vertical].map(|axis| neighbours(areas, axis));
    let mut sets = Sets::new(areas.len());
    for (a, b, _) in pairs.iter().flatten() {
        sets.unite(*a, *b);
    }
    let mut out = areas.to_vec();
    let numbers: Vec<usize> = (0..areas.len()).collect();
    let mut of_set: Vec<[Vec<f32>; 2]> = vec![Default::default(); areas.len()];
    for (axis, pairs) in pairs.iter().enumerate() {
        for (a, _, gap) in pairs {
            let gaps = of_set.get_mut(sets.find(*a)).and_then(|s| s.get_mut(axis));
            gaps.into_iter().for_each(|gaps| gaps.push(*gap));
        }
    }
    for members in sets.gather(&numbers) {
        let gaps = members.first().and_then(|first| of_set.get(*first));
        let [x, y] = gaps.map_or([None, None], |gaps| gaps.each_ref().map(|g| common(g)));
        if let (Some(x), Some(y)) = (x, y)
            && members.len() >= FEWEST_CELLS
        {
            for member in members {
                out.get_mut(member).into_iter().for_each(|r| {
                    *r = Rect::new(
                        r.x0 - x / 2.0,
                        r.y0 - y / 2.0,
                        r.x1 + x / 2.0,
                        r.y1 + y / 2.0,
                    )
                });
            }
        }
    }
    out
}

/// The gap that all have in common, if any.
fn common(gaps: &[f32]) -> Option<f32> {
    let mut sorted = gaps.to_vec();
    sorted.sort_by(f32::total_cmp);
    let middle = sorted.get(sorted.len() / 2).copied()?;
    let is_same = |gap: &f32| (gap - middle).abs() <= SAME_GAP;
    sorted.iter().all(is_same).then_some(middle)
}
