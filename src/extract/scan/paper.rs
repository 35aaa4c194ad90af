//! Paper and ink: makes the background white and chooses the threshold for ink.

use super::raster::{Grey, Ink};

/// The background is measured in squares of this side, in pixels of the reduced image.
const SQUARE: usize = 9;

/// The image is reduced to about this many pixels across to measure its background.
const ACROSS: usize = 400;

/// A background darker than this is not paper but a photograph or a black border. It is not brightened further, since
/// that would amplify its noise.
const DARKEST_GROUND: u8 = 90;

/// The image with a white background and black ink. A negative, such as a microfilm's, becomes a positive.
pub fn whitened(picture: &Grey) -> Grey {
    let positive = is_negative(picture).then(|| picture.inverted());
    let picture = positive.as_ref().unwrap_or(picture);
    let ground = ground(picture);
    let by = scale(picture);
    let mut out = Grey::white(picture.width(), picture.height());
    for y in 0..picture.height() {
        let row = picture.row(y);
        for (x, (to, &from)) in out.row_mut(y).iter_mut().zip(row).enumerate() {
            let paper = ground.get(x / by, y / by).max(DARKEST_GROUND);
            *to = (u32::from(from) * 255 / u32::from(paper)).min(255) as u8;
        }
    }
    stretch(&mut out);
    out
}

/// Whether most of an image is darker than any paper.
fn is_negative(picture: &Grey) -> bool {
    let dark = histogram(picture)
        .iter()
        .take(DARKEST_GROUND.into())
        .sum::<usize>();
    2 * dark > picture.width() * picture.height()
}

fn scale(picture: &Grey) -> usize {
    (picture.width().max(picture.height()) / ACROSS).max(1)
}

/// The brightness of the paper: the upper quartile of the values around each pixel, on a reduced image with one more
/// row and column.
fn ground(picture: &Grey) -> Grey {
    let small = picture.shrunk(scale(picture));
    let mut out = Grey::white(small.width() + 1, small.height() + 1);
    let (right, bottom) = (
        small.width().saturating_sub(1),
        small.height().saturating_sub(1),
    );
    let mut values = Vec::with_capacity(SQUARE * SQUARE);
    for y in 0..out.height() {
        for x in 0..out.width() {
            values.clear();
            for v in (y.saturating_sub(SQUARE / 2)..=y + SQUARE / 2).map(|v| v.min(bottom)) {
                let row = small.row(v);
                let from = x.saturating_sub(SQUARE / 2).min(right);
                let to = (x + SQUARE / 2).min(right);
                values.extend(row.get(from..=to).unwrap_or_default());
            }
            let at = values.len() * 3 / 4;
            if at < values.len() {
                let (_, quartile, _) = values.select_nth_unstable(at);
                if let Some(to) = out.row_mut(y).get_mut(x) {
                    *to = *quartile;
                }
            }
        }
    }
    out
}

/// Stretches the contrast so that the darkest ink is black. A page without dark ink stays unchanged.
fn stretch(picture: &mut Grey) {
    /// The share of the darkest pixels, per thousand: a page of text has ten times as many with ink.
    const DARKEST: usize = 4;
    /// Ink brighter than this is pencil, or the other side of the paper.
    const PALE: usize = 150;
    let counts = histogram(picture);
    let mut left = picture.width() * picture.height() * DARKEST / 1000;
    let dark = counts.iter().position(|&count| {
        let is_over = count > left;
        left = left.saturating_sub(count);
        is_over
    });
    let Some(dark) = dark.filter(|&dark| dark > 0 && dark <= PALE) else {
        return;
    };
    let table: Vec<u8> = (0..256)
        .map(|v: usize| (v.saturating_sub(dark) * 255 / (255 - dark)) as u8)
        .collect();
    for y in 0..picture.height() {
        for value in picture.row_mut(y) {
            *value = table.get(usize::from(*value)).copied().unwrap_or(255);
        }
    }
}

fn histogram(picture: &Grey) -> Vec<usize> {
    let mut counts = vec![0usize; 256];
    for &value in picture.values() {
        if let Some(count) = counts.get_mut(usize::from(value)) {
            *count += 1;
        }
    }
    counts
}

/// The value below which a pixel is ink: Otsu's threshold, which minimises the variance within both classes, clamped.
/// On clean pages it would include the grey edges of letters, on soiled ones the other side of the paper.
pub fn level(picture: &Grey) -> u8 {
    /// Text at 150 dpi is pale; what shows through from the other side is paler than 190.
    const BOUNDS: (usize, usize) = (120, 185);
    let counts = histogram(picture);
    let total: f64 = counts.iter().map(|&c| c as f64).sum();
    let sum: f64 = (0u32..)
        .zip(&counts)
        .map(|(v, &c)| f64::from(v) * c as f64)
        .sum();
    let (mut below, mut sum_below) = (0.0, 0.0);
    let (mut best, mut at) = (0.0, BOUNDS.0);
    for (value, &count) in counts.iter().enumerate() {
        below += count as f64;
        sum_below += value as f64 * count as f64;
        if below == 0.0 || below == total {
            continue;
        }
        let apart = sum_below / below - (sum - sum_below) / (total - below);
        let between = below * (total - below) * apart * apart;
        if between > best {
            (best, at) = (between, value + 1);
        }
    }
    at.clamp(BOUNDS.0, BOUNDS.1) as u8
}

/// The pixels with ink.
pub fn ink(picture: &Grey) -> Ink {
    picture.ink(level(picture))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_becomes_a_positive() {
        let mut picture = Grey::new(80, 80, vec![10; 6400]);
        (30..34).for_each(|y| picture.row_mut(y)[10..60].fill(250));
        let clean = whitened(&picture);
        assert_eq!((clean.get(5, 5), clean.get(40, 32)), (255, 0));
    }

    #[test]
    fn grey_paper_becomes_white_and_pale_ink_black() {
        let mut picture = Grey::new(80, 80, vec![180; 6400]);
        (30..34).for_each(|y| {
            if let Some(run) = picture.row_mut(y).get_mut(10..60) {
                run.fill(60);
            }
        });
        let clean = whitened(&picture);
        assert_eq!((clean.get(5, 5), clean.get(40, 32)), (255, 0));
        assert_eq!(
            ink(&clean).count(super::super::raster::Area {
                x0: 0,
                y0: 0,
                x1: 80,
                y1: 80
            }),
            200
        );
    }
}
