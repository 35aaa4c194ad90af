//! Glyphs and rules anywhere on a page: the layout ends, does not panic, and holds each character once.

#![no_main]

#[path = "../../tests/common/pages.rs"]
mod pages;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| pages::check(&pages::page(bytes, 1)));
