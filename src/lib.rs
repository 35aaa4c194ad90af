//! juten turns published 重点目標管理シート into records that are right to the character.

pub mod convert;
pub mod diagnostics;
pub mod error;
pub mod extract;
pub mod geometry;
pub mod layout;
pub mod model;
pub mod municipality;
pub mod normalize;
pub mod profile;
pub mod text;
pub mod write;

pub use convert::{Limits, Options, convert, read};
