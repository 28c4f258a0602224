//! Keeps other runs of the program out of a folder while one writes there.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::disk::Disk;
use super::temporary;

/// How long to wait for another run: writing takes a moment only, unless the other has been halted.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

/// A folder that no other run of the program writes into as long as this lives; the system lets it go
/// with the process, however that ends. Nothing where the folder can't be held, as on some network
/// drives.
pub(super) struct Hold {
    _file: Option<File>,
}

impl Hold {
    /// Waits until no other run writes into a folder, and sweeps away this machine's temporary files there:
    /// who made them has ended without doing so. Those of another machine may be in use: a lock need not
    /// reach it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::WouldBlock`]: the other run does not end. [`ErrorKind::Interrupted`]: the user wants to
    /// wait no longer.
    pub(super) fn on(folder: &Path, disk: &impl Disk) -> io::Result<Hold> {
        let start = Instant::now();
        loop {
            match lock(folder) {
                Err(error) if error.kind() == ErrorKind::WouldBlock && start.elapsed() < PATIENCE => {
                    disk.go_on()?;
                    sleep(PAUSE);
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Err(error),
                Err(_) => return Ok(Hold { _file: None }),
                Ok(file) => {
                    sweep(folder);
                    return Ok(Hold { _file: Some(file) });
                }
            }
        }
    }
}

/// Removes the temporary files of this machine in a folder, as far as possible.
fn sweep(folder: &Path) {
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let is_left = temporary::is_own(&entry.file_name().to_string_lossy())
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_left {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Locks the folder itself.
#[cfg(unix)]
fn lock(folder: &Path) -> io::Result<File> {
    let folder = File::open(folder)?;
    folder.try_lock()?;
    Ok(folder)
}

/// Makes a file in the folder that no other process can open, and that the system removes with the
/// process: Windows locks no folders.
#[cfg(windows)]
fn lock(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_ATTRIBUTE_HIDDEN: u32 = 0x2;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    let mut options = File::options();
    options.write(true).create(true).share_mode(0);
    options.attributes(FILE_ATTRIBUTE_HIDDEN).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
    options.open(folder.join(".shiryo3.lock")).map_err(|error| match error.raw_os_error() {
        Some(ERROR_SHARING_VIOLATION) => ErrorKind::WouldBlock.into(),
        _ => error,
    })
}
