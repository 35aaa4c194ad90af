//! What goes on from page to page: rows and columns over a page's end, tables of several pages, running titles.

pub(crate) mod continuation;
pub mod joined_tables;
pub(crate) mod repeated_texts;
pub(crate) mod running_titles;
