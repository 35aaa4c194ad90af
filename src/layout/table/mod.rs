//! Grids with their text: which glyph is in which cell, which grids are tables, and cells that only their text divides.

pub(crate) mod accept;
pub(crate) mod assign;
pub(crate) mod columns;
pub(crate) mod headings;
pub(crate) mod nested;
pub(crate) mod number_rows;
pub(crate) mod open_regions;
pub(crate) mod overhang;
