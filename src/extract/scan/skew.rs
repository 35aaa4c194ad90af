//! The skew of a page: the angle at which the projections of its ink onto both axes are sharpest.

use super::raster::{Grey, Ink};

/// The image is reduced to about this many pixels on its longer side.
const LONG: usize = 1650;

/// The maximum skew by a document feeder, in degrees.
const MOST: f32 = 5.0;

/// The angle in radians by which the page is turned clockwise.
pub fn angle(picture: &Grey) -> f32 {
    let by = picture.width().max(picture.height()).div_ceil(LONG).max(1);
    let small = picture.shrunk(by);
    let points = points(&super::paper::ink(&small));
    if points.len() < 50 {
        return 0.0;
    }
    let size = (small.width(), small.height());
    let coarse = best(&points, size, 0.0, MOST, 0.2);
    let fine = best(&points, size, coarse, 0.2, 0.04);
    best(&points, size, fine, 0.04, 0.01).to_radians()
}

fn points(ink: &Ink) -> Vec<(f32, f32)> {
    let mut points = Vec::new();
    for y in 0..ink.height() {
        let row = ink.row(y).iter().enumerate();
        points.extend(
            row.filter(|(_, inked)| **inked)
                .map(|(x, _)| (x as f32, y as f32)),
        );
    }
    points
}

/// The best of the angles around one, in degrees.
fn best(points: &[(f32, f32)], size: (usize, usize), around: f32, reach: f32, step: f32) -> f32 {
    let steps = (reach / step).round() as i32;
    let angles = (-steps..=steps).map(|i| around + i as f32 * step);
    angles
        .map(|angle| (sharpness(points, size, angle), angle))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.abs().total_cmp(&a.1.abs())))
        .map_or(around, |(_, angle)| angle)
}

/// How much adjacent rows, and adjacent columns, of the turned page differ in ink.
fn sharpness(points: &[(f32, f32)], (width, height): (usize, usize), angle: f32) -> f64 {
    let slope = angle.to_radians().tan();
    let margin = (width.max(height) as f32 * slope.abs()).ceil() + 1.0;
    let bins = |length: usize| vec![0u32; length + 2 * margin as usize + 2];
    let (mut rows, mut columns) = (bins(height), bins(width));
    for &(x, y) in points {
        add(&mut rows, y - x * slope + margin);
        add(&mut columns, x + y * slope + margin);
    }
    differences(&rows) + differences(&columns)
}

fn add(bins: &mut [u32], at: f32) {
    if let Some(bin) = bins.get_mut(at as usize) {
        *bin += 1;
    }
}

fn differences(bins: &[u32]) -> f64 {
    let square = |pair: &[u32]| match pair {
        [a, b] => {
            let d = f64::from(*a) - f64::from(*b);
            d * d
        }
        _ => 0.0,
    };
    bins.windows(2).map(square).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules of a table.
    fn ruled() -> Grey {
        let mut picture = Grey::white(900, 600);
        for i in 0..8 {
            let at = 40 + i * 60;
            picture.whiten(Default::default());
            (at..at + 2).for_each(|y| picture.row_mut(y)[50..850].fill(0));
            (60..500).for_each(|y| picture.row_mut(y)[at + 20..at + 22].fill(0));
        }
        picture
    }

    #[test]
    fn a_turned_page_is_measured() {
        for degrees in [-2.3f32, 0.0, 0.5, 3.0] {
            let turned = ruled().turned(degrees.to_radians());
            let found = angle(&turned).to_degrees();
            assert!((found - degrees).abs() < 0.06, "{degrees}: {found}");
        }
    }

    #[test]
    fn an_empty_page_lies_straight() {
        assert_eq!(angle(&Grey::white(500, 400)), 0.0);
    }
}
