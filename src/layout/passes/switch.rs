//! Which passes run: all, but for those that an ablation leaves out.

/// A pass of the layout that can be left out to see what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pass {
    /// Leaves out glyphs that nobody sees.
    Hidden,
    /// Leaves out glyphs drawn twice in one place.
    Duplicates,
    /// Leaves out the shapes of letters under their text.
    Outlines,
    /// Sets ruby beside the text.
    Ruby,
    /// Leaves out underlines.
    Underlines,
    /// Leaves out the bars of charts.
    ChartBars,
    /// Leaves out boxes inside cells, and joins cells drawn as boxes.
    Boxes,
    /// Joins groups of rules that wide rows part.
    WideRows,
    /// Closes tables where their rules end.
    OpenSides,
    /// Takes vertical rules alone for a row that fills its page.
    LoneColumns,
    /// Parts rows between rules across at their white space.
    OpenRows,
    /// Takes the edges of shades for rules.
    ShadeEdges,
    /// Gives forms of shaded labels their rules.
    ShadedForm,
    /// Gives a row that goes on from the page before its columns.
    RowContinuation,
    /// Gives labels beside a table their column.
    RowLabels,
    /// Leaves out a title inside a heavy frame.
    Captions,
    /// Cuts cells that shades tile.
    ShadeTiles,
    /// Takes a little table inside a cell for text of the cell.
    Nested,
    /// Makes cells of the places that rules leave open, where text stands.
    OpenRegions,
    /// Gives glyphs that hang over a rule to the cell that they belong to.
    Overhang,
    /// Cuts wide cells under a header, and framed tables without inner rules.
    HeaderColumns,
    /// Cuts headings that stand over groups of columns.
    Headings,
    /// Cuts rows of numbers line by line.
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
