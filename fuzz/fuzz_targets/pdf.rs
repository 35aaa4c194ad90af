//! Any bytes as a PDF: read or refused, and never silently empty.

#![no_main]

use std::sync::{Arc, LazyLock};

use juten::profile::Profile;
use juten::{Options, convert};
use libfuzzer_sys::fuzz_target;

static PROFILE: LazyLock<Option<Arc<Profile>>> =
    LazyLock::new(|| Profile::builtin("ueda-juten").map(Arc::new));

fuzz_target!(|bytes: &[u8]| {
    let Some(profile) = PROFILE.clone() else { return };
    let options = Options::new("any.pdf", profile);
    // So that the bytes are taken for a PDF whatever the fuzzer does to their beginning.
    let bytes = [b"%PDF-1.7\n", bytes].concat();
    let Ok(document) = convert(bytes, &options) else { return };
    let c = &document.coverage;
    assert_eq!(c.characters, c.mapped + c.labels + c.furniture + c.unmapped);
});
