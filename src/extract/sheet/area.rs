//! Rectangles of cells.

/// A rectangle of cells: first and last row and column, all within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

impl Area {
    /// One cell.
    pub fn cell((row, col): (u32, u32)) -> Self {
        Self {
            top: row,
            left: col,
            bottom: row,
            right: col,
        }
    }

    /// Whether the cell lies in it.
    pub fn contains(&self, (row, col): (u32, u32)) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&col)
    }

    /// Whether they share a cell.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.shares_rows(other) && self.left <= other.right && other.left <= self.right
    }

    /// Whether they share a row.
    pub fn shares_rows(&self, other: &Self) -> bool {
        self.top <= other.bottom && other.top <= self.bottom
    }

    /// The smallest area with both.
    pub fn union(&self, other: &Self) -> Self {
        Self {
            top: self.top.min(other.top),
            left: self.left.min(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.max(other.right),
        }
    }

    /// The part of it within these bounds (last row, last column), if there is one.
    pub fn within(&self, (bottom, right): (u32, u32)) -> Option<Self> {
        let cut = Self {
            bottom: self.bottom.min(bottom),
            right: self.right.min(right),
            ..*self
        };
        (cut.top <= cut.bottom && cut.left <= cut.right).then_some(cut)
    }

    /// Reads `A1:C3`, `$A$1`, `A:C`, `1:3`; whole columns and rows go to the last one.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace('$', "");
        let (from, to) = text.split_once(':').unwrap_or((&text, &text));
        let ((top, left), (bottom, right)) = (corner(from)?, corner(to)?);
        let area = Self {
            top: top.unwrap_or(0),
            left: left.unwrap_or(0),
            bottom: bottom.unwrap_or(LAST_ROW),
            right: right.unwrap_or(LAST_COL),
        };
        (area.top <= area.bottom && area.left <= area.right).then_some(area)
    }
}

/// The last row and column of a sheet, zero-based.
pub(super) const LAST_ROW: u32 = 1_048_575;
pub(super) const LAST_COL: u32 = 16_383;

/// Row and column of a corner, each if it is named.
fn corner(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let letters = text.find(|c: char| !c.is_ascii_alphabetic());
    let (letters, digits) = text.split_at(letters.unwrap_or(text.len()));
    let number = |n: u32, b: u8| {
        let letter = u32::from(b.to_ascii_uppercase() - b'A') + 1;
        n.checked_mul(26)?.checked_add(letter)
    };
    let col = letters.bytes().try_fold(0, number)?;
    let row = match digits {
        "" => None,
        digits => Some(digits.parse::<u32>().ok()?.checked_sub(1)?.min(LAST_ROW)),
    };
    let col = col.checked_sub(1).map(|col| col.min(LAST_COL));
    (row.is_some() || col.is_some()).then_some((row, col))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_as_formulas_write_them() {
        let area = |top, left, bottom, right| Area {
            top,
            left,
            bottom,
            right,
        };
        assert_eq!(Area::parse("$A$1:$C$3"), Some(area(0, 0, 2, 2)));
        assert_eq!(Area::parse("AA12"), Some(area(11, 26, 11, 26)));
        assert_eq!(Area::parse("B:C"), Some(area(0, 1, LAST_ROW, 2)));
        assert_eq!(Area::parse("2:3"), Some(area(1, 0, 2, LAST_COL)));
        for wrong in ["", "A0", "#REF!", "C3:A1", "AAAAAAAAAAA1"] {
            assert_eq!(Area::parse(wrong), None, "{wrong}");
        }
    }
}
