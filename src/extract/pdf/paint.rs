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

impl Shade {
    /// The shade of a colour of this brightness and opacity, on white paper.
    pub(super) fn of(luma: f32, alpha: f32) -> Self {
        Self {
            luma: 1.0 - alpha * (1.0 - luma),
            alpha,
        }
    }
}

/// The assumed brightness of a pattern, which is not examined: cells are usually hatched in grey.
pub(super) const PATTERN: Shade = Shade {
    luma: 0.5,
    alpha: 1.0,
};

/// Luma by Rec. 709.
pub(super) fn luma([r, g, b]: [f32; 3]) -> f32 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The shade of a paint of hayro.
pub(super) fn shade(paint: &Paint<'_>) -> Shade {
    let Paint::Color(color) = paint else {
        return PATTERN;
    };
    let [r, g, b, alpha] = color.to_rgba().components();
    Shade::of(luma([r, g, b]), alpha)
}
