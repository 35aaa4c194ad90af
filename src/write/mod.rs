//! Writing: [`Document`](crate::model::Document) → bytes.
//!
//! [`json`] writes records, [`tables`] says once what tables there are and what stands in each column, [`csv`] writes
//! them, and [`schema`] and [`table_schema`] describe both to other programs. Everything is a pure function into
//! memory; files and streams are the caller's.

pub mod csv;
pub mod encoding;
pub mod json;
pub mod schema;
pub mod table_schema;
pub mod tables;

#[cfg(test)]
pub(crate) mod sample;
