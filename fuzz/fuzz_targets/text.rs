//! Any bytes as a text: converted or refused, every character accounted for, and written as JSON that reads back.

#![no_main]

use std::sync::{Arc, LazyLock};

use juten::profile::Profile;
use juten::{Options, convert};
use libfuzzer_sys::fuzz_target;

static PROFILE: LazyLock<Option<Arc<Profile>>> =
    LazyLock::new(|| Profile::builtin("ueda-juten").map(Arc::new));

fuzz_target!(|bytes: &[u8]| {
    let Some(profile) = PROFILE.clone() else { return };
    let mut options = Options::new("any.txt", profile);
    options.provenance = true;
    let Ok(document) = convert(bytes.to_vec(), &options) else { return };
    let c = &document.coverage;
    assert_eq!(c.characters, c.mapped + c.labels + c.furniture + c.unmapped);
    let json = juten::write::json::pretty(&document).unwrap_or_default();
    assert!(serde_json::from_slice::<juten::model::Document>(&json).is_ok_and(|d| d == document));
});
