//! The terminal: the window that Windows opens for a program that a double click or dropped files have started,
//! questions, and how far a long piece of work has come.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Whether a console opened for this program alone, and closes with it before anybody can read what it
/// said. To be asked before anything is printed: in a new console the cursor stands in the first corner
/// (Microsoft's Knowledge Base, Q99115).
#[cfg(windows)]
pub(crate) fn is_own() -> bool {
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

/// Asks something, if there is somebody to answer; nothing where there is not, or where they just press Enter.
pub(crate) fn ask(question: &str) -> Option<String> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    io::stderr().write_all(question.as_bytes()).ok()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).ok()?;
    Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty())
}

/// How far a long piece of work has come, on a terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    begun: Instant,
}

/// What takes less time needs no bar.
const LONG: Duration = Duration::from_secs(1);

impl Progress {
    /// Begins a piece of work with so many steps.
    pub(crate) fn new(steps: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        // A template that is wrong leaves the usual bar.
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
        let bar = style.map_or(bar.clone(), |style| bar.with_style(style));
        Progress { bar, begun: Instant::now() }
    }

    /// Begins the next step.
    pub(crate) fn step(&self, name: &str) {
        if self.begun.elapsed() >= LONG && self.bar.is_hidden() && io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_message(name.to_owned());
        self.bar.inc(1);
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
