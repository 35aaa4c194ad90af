//! Writing: [`Document`](crate::model::Document) → bytes.
//!
//! [`blocks`] writes what was read before any form, [`json`] writes records, [`tables`] says once what tables there are and what stands in each column, [`csv`] and
//! [`xlsx`] write them, and [`schema`] and [`table_schema`] describe both to other programs, [`package`](crate::package) to portals. Everything is a pure function into
//! memory; files and streams are the caller's.

pub mod blocks;
pub mod csv;
pub mod encoding;
pub(crate) mod grid;
pub mod json;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod schema;
pub mod table_schema;
pub mod tables;
#[cfg(feature = "xlsx")]
pub mod xlsx;

#[cfg(test)]
pub(crate) mod sample;
