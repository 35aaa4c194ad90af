//! The `juten` command.
fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let bytes = std::fs::read(&path).unwrap_or_default();
    let options = juten::convert::Options { name: path, profile: std::sync::Arc::new(juten::profile::Profile::builtin("ueda-juten").unwrap()), password: None, input_encoding: None, normalize: juten::normalize::Mode::Standard, provenance: std::env::args().nth(2).is_some(), municipality: None, limits: Default::default() };
    match juten::convert::convert(bytes, &options) {
        Ok(d) => println!("{}", serde_json::to_string_pretty(&d).unwrap()),
        Err(e) => { eprintln!("{}: {}", e.code.as_str(), e); std::process::exit(1) }
    }
}
