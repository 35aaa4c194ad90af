//! Paint as a reader sees it: brightness and visibility.

use hayro_interpret::Paint;

/// Brightness and opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shade {
    /// From 0 (black) to 1 (white), as it appears on white paper.
    pub(super) luma: f32,
    /// From 0 (nothing) to 1.
    pub(super) alpha: f32,
}

/// The assumed brightness of a pattern, which is not examined: cells are usually hatched in grey.
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
