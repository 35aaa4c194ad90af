//! Lines that touch are cut at the rows with the least ink.

/// A band of ink up to this height in ems is one line: brackets and descenders are higher than other letters.
const ONE: f32 = 1.4;

/// The minimum and maximum height of a line among others, in ems.
const LEAST: f32 = 0.7;
const MOST: f32 = 1.5;

/// The usual line pitch in dense text, in ems, and the cost per squared em of difference from it.
const PITCH: f32 = 1.12;
const STIFF: f32 = 1.5;

/// The lines of a band, from the amount of ink in its rows.
pub(super) fn lines(counts: &[usize], em: f32) -> Vec<(usize, usize)> {
    let height = counts.len();
    if height as f32 <= ONE * em {
        return vec![(0, height)];
    }
    let mean = counts.iter().sum::<usize>() as f32 / height as f32;
    let cost = |y: usize| counts.get(y).map_or(0.0, |&n| n as f32 / mean.max(1.0));
    let (least, most) = ((LEAST * em) as usize, (MOST * em).ceil() as usize);
    // The cheapest way to end a line before each row, and where that line begins.
    let mut best: Vec<Option<(f32, usize)>> = vec![None; height + 1];
    if let Some(first) = best.first_mut() {
        *first = Some((0.0, 0));
    }
    for end in least.max(1)..=height {
        let begins = end.saturating_sub(most)..=end - least.max(1);
        let ways = begins.filter_map(|begin| {
            let (before, _) = (*best.get(begin)?)?;
            let off = (end - begin) as f32 / em - PITCH;
            let cut = if end == height { 0.0 } else { cost(end) };
            Some((before + cut + STIFF * off * off, begin))
        });
        let cheapest = ways.min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some(slot) = best.get_mut(end) {
            *slot = cheapest;
        }
    }
    let mut out = Vec::new();
    let mut end = height;
    while end > 0 {
        let Some(Some((_, begin))) = best.get(end) else {
            return vec![(0, height)];
        };
        out.push((*begin, end));
        end = *begin;
    }
    out.reverse();
    out
}
