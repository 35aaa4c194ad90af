//! Layout of pages that no program would write: it terminates, does not panic, and loses no character.

#[path = "common/pages.rs"]
mod pages;

/// A small seeded generator (xorshift), so that a failure can be reproduced.
fn bytes(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn small_pages_keep_every_character() {
    for seed in 0..3_000 {
        let bytes = bytes(seed, 20 + seed as usize % 300);
        let result = std::panic::catch_unwind(|| pages::check(&pages::page(&bytes, 1)));
        assert!(result.is_ok(), "seed {seed}");
    }
}

#[test]
fn large_pages_keep_every_character() {
    for seed in 0..8 {
        pages::check(&pages::page(&bytes(seed, 30_000), 1));
    }
}

/// Rules whose ends become NaN when they are joined; found by the fuzzer as an endless loop.
#[test]
fn a_page_of_huge_coordinates_terminates() {
    let found = b"\xab\x00\xc5\x04C\xff\xff\xff____p\xb9\xff\xff\xff\xff\xff\xff\xff%\xff\xff\xab\x00\xc1\x00\xfc\xffC\
        \xff\xff\xffqqqqqqqqqqqqqqqqqqqqq\xff\xff\xff____p\xff\xff\xff\xff\xff\xff\xff&\xff\xff\xff\xff\xff\
        \xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xb9\xff\xff\xff\xff\xff\xff\xff%\xff\xff\xab\x00\xc5\x00\
        \xfc\xffC\xff\xff\xff\xff\xff\xff\xff";
    pages::check(&pages::page(found, 1));
}

/// Hidden text is kept if the only painted glyph has no place.
#[test]
fn a_glyph_without_a_place_does_not_hide_text() {
    let found = b"\x02\xff\xfb\xff\xff\xff\xd6\x1d\x00\x49\xff\x7a\xff\xff\xff\x3a\xfe\xfb\xff\xff";
    pages::check(&pages::page(found, 1));
}
