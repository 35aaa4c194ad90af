//! Whether the program was started from a window rather than from a shell: then help on a terminal is of no use.

/// Windows: the program's parent is the Explorer. A shell would be the parent of anything started in it.
#[cfg(windows)]
pub fn was_double_clicked() -> bool {
    parent().is_some_and(|name| name.eq_ignore_ascii_case("explorer.exe"))
}

/// The file name of the program that started this one.
#[cfg(windows)]
fn parent() -> Option<std::ffi::OsString> {
    use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System, get_current_pid};

    let mut system = System::new().ok()?;
    let own = get_current_pid().ok()?;
    let mut see = |pid| {
        let only = ProcessesToUpdate::Some(&[pid]);
        system.refresh_processes_specifics(only, false, ProcessRefreshKind::nothing());
        let process = system.process(pid)?;
        Some((process.parent(), process.name().to_owned()))
    };
    let (parent, _) = see(own)?;
    see(parent?).map(|(_, name)| name)
}

/// Elsewhere: there is a display, but no terminal, file or pipe. Finder opens programs in a terminal, where they cannot be
/// distinguished from those that were typed; the macOS archive has `juten.command` for that.
#[cfg(unix)]
pub fn was_double_clicked() -> bool {
    use std::io::{IsTerminal, stdin, stdout};
    use std::os::unix::fs::FileTypeExt;

    let has = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_terminal = stdin().is_terminal() || stdout().is_terminal();
    let is_device = || {
        let about = std::fs::metadata("/dev/stdin");
        about.is_ok_and(|about| about.file_type().is_char_device())
    };
    !has_terminal && (has("DISPLAY") || has("WAYLAND_DISPLAY")) && is_device()
}
