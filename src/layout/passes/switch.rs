//! Which passes run: all, unless an ablation turns some off.

/// A pass of layout that can be turned off to see what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pass {
    /// Drops invisible glyphs.
    Hidden,
    /// Drops glyphs drawn twice at one place.
    Duplicates,
    /// Separates ruby from the text.
    Ruby,
    /// Drops underlines.
    Underlines,
    /// Drops boxes inside cells.
    Boxes,
    /// Closes tables where their rules end.
    OpenSides,
    /// Takes vertical rules alone as a row that fills its page.
    LoneColumns,
    /// Divides rows between horizontal rules at their white space.
    OpenRows,
    /// Gives forms of shaded labels their rules.
    ShadedForm,
    /// Gives the continuation of a row on the page before its columns.
    RowContinuation,
    /// Gives labels next to a table their column.
    RowLabels,
    /// Drops a title inside a heavy border.
    Captions,
    /// Takes a small table inside a cell as text of the cell.
    Nested,
    /// Makes cells of areas that rules leave open, if they have text.
    OpenRegions,
    /// Assigns glyphs that hang over a rule to the cell that they belong to.
    Overhang,
    /// Splits wide cells under a header, and framed tables without inner rules.
    HeaderColumns,
    /// Splits headings above groups of columns.
    Headings,
    /// Splits rows of numbers line by line.
    NumberRows,
}

impl Pass {
    /// All of them, in the order in which they run.
    pub const ALL: [Self; 18] = [
        Self::Hidden,
        Self::Duplicates,
        Self::Ruby,
        Self::Underlines,
        Self::Boxes,
        Self::OpenSides,
        Self::OpenRows,
        Self::LoneColumns,
        Self::Captions,
        Self::ShadedForm,
        Self::RowContinuation,
        Self::RowLabels,
        Self::Nested,
        Self::OpenRegions,
        Self::Overhang,
        Self::HeaderColumns,
        Self::Headings,
        Self::NumberRows,
    ];
}

/// The passes that run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Passes {
    off: Option<Pass>,
}

impl Passes {
    /// All but one.
    pub fn without(pass: Pass) -> Self {
        Self { off: Some(pass) }
    }

    /// Whether a pass runs.
    pub(crate) fn has(self, pass: Pass) -> bool {
        self.off != Some(pass)
    }
}
