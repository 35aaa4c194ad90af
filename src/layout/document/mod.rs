//! What continues from page to page: rows and columns over page breaks, tables over several pages, running titles.

pub(crate) mod continuation;
pub mod joined_tables;
pub(crate) mod repeated_texts;
pub(crate) mod running_titles;
