//! The window that Windows opens for a program that a double click or dropped files have started.

use std::io;

/// Whether a console opened for this program alone, and closes with it before anybody can read what it
/// said. To be asked before anything is printed: in a new console the cursor stands in the first corner
/// (Microsoft's Knowledge Base, Q99115).
#[cfg(windows)]
pub(crate) fn is_own() -> bool {
    use std::io::IsTerminal;
    use winapi_util::{HandleRef, console::screen_buffer_info};
    let is_new =
        || screen_buffer_info(HandleRef::stdout()).is_ok_and(|info| info.cursor_position() == (0, 0));
    io::stdin().is_terminal() && is_new()
}

/// Elsewhere a terminal stays.
#[cfg(not(windows))]
pub(crate) fn is_own() -> bool {
    false
}

/// Waits until Enter is pressed.
pub(crate) fn wait() {
    let _ = io::stdin().read_line(&mut String::new());
}
