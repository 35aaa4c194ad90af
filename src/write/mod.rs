//! Writing: [`Document`](crate::model::Document) → bytes.
//!
//! [`tables`] is the single definition of the tables and their columns. [`json`] writes records, [`csv`] and [`xlsx`]
//! write tables, [`blocks`] writes text and tables as read, without a profile; [`schema`] and [`table_schema`] describe
//! records and tables to programs, [`package`](crate::package) to portals. Everything is a pure function into memory;
//! files and streams are up to the caller.

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
