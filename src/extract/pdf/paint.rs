//! Paint as a reader of forms sees it: how bright, and whether it is there at all.

use hayro_interpret::Paint;

/// Brightness and opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shade {
    /// From 0 (black) to 1 (white), as it appears on white paper.
    pub(super) luma: f32,
    /// From 0 (nothing) to 1.
    pub(super) alpha: f32,
}

/// A pattern's brightness: it is not looked into, and cells are hatched in grey.
const PATTERN: Shade = Shade {
    luma: 0.5,
    alpha: 1.0,
};

/// The shade of a paint. Luma by Rec. 709.
pub(super) fn shade(paint: &Paint<'_>) -> Shade {
    let Paint::Color(color) = paint else {
        return PATTERN;
    };
    let [r, g, b, alpha] = color.to_rgba().components();
    let luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    Shade {
        luma: 1.0 - alpha * (1.0 - luma),
        alpha,
    }
}
