//! Which passes run: all, unless an ablation turns some off.

/// A pass of layout that can be turned off to see what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pass {
    /// Drops invisible glyphs.
    Hidden,
    /// Drops glyphs drawn twice at one place.
    Duplicates,
    /// Drops the shapes of letters under their text.
    Outlines,
    /// Separates ruby from the text.
    Ruby,
    /// Drops underlines.
    Underlines,
    /// Drops the bars of charts.
    ChartBars,
    /// Drops boxes inside cells, and joins cells drawn as boxes.
    Boxes,
    /// Joins groups of rules that are separated by wide rows.
    WideRows,
    /// Closes tables where their rules end.
    OpenSides,
    /// Takes vertical rules alone as a row that fills its page.
    LoneColumns,
    /// Divides rows between horizontal rules at their white space.
    OpenRows,
    /// Takes the edges of shades as rules.
    ShadeEdges,
    /// Gives forms of shaded labels their rules.
    ShadedForm,
    /// Gives the continuation of a row on the page before its columns.
    RowContinuation,
    /// Gives labels next to a table their column.
    RowLabels,
    /// Drops a title inside a heavy border.
    Captions,
    /// Splits cells that shades tile.
    ShadeTiles,
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
    pub const ALL: [Self; 23] = [
        Self::Hidden,
        Self::Duplicates,
        Self::Outlines,
        Self::Ruby,
        Self::ChartBars,
        Self::Underlines,
        Self::Boxes,
        Self::WideRows,
        Self::OpenSides,
        Self::OpenRows,
        Self::LoneColumns,
        Self::Captions,
        Self::ShadeEdges,
        Self::ShadedForm,
        Self::RowContinuation,
        Self::RowLabels,
        Self::ShadeTiles,
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
