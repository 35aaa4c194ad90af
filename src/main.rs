//! The `juten` command.
fn main() {}
