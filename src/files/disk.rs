//! What writing asks of the file system.

use std::fs::{Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use tempfile::{Builder, NamedTempFile, TempPath};

use super::temporary;

/// The steps that replace files, each of which may fail.
pub(crate) trait Disk {
    /// Whether the user has not asked to stop.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Interrupted`]: the user has.
    fn go_on(&self) -> io::Result<()>;

    /// The file at a path, or nothing where none is.
    ///
    /// # Errors
    ///
    /// What is there is no file, or may not be replaced.
    fn check(&self, path: &Path) -> io::Result<Option<Metadata>>;

    /// Writes a temporary file in a folder, with the rights of the file that it is to replace. It may not be on the
    /// disk itself yet.
    ///
    /// # Errors
    ///
    /// The folder or disk takes no more.
    fn write(&self, folder: &Path, bytes: &[u8], replaced: Option<&Metadata>) -> io::Result<NamedTempFile>;

    /// Renames a temporary file, which replaces what has that name.
    ///
    /// # Errors
    ///
    /// The name can't be given. The temporary file is removed.
    fn rename(&self, file: TempPath, path: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    ///
    /// It can't be removed.
    fn remove(&self, path: &Path) -> io::Result<()>;
}

/// The file system itself.
pub(crate) struct FileSystem {
    is_interrupted: Arc<AtomicBool>,
}

impl FileSystem {
    /// From here on, Ctrl-C and the system's request to end no longer end the program at once: it has
    /// files to put away, and looks at [`Disk::go_on`].
    pub(crate) fn new() -> FileSystem {
        let is_interrupted = Arc::default();
        for signal in [SIGINT, SIGTERM] {
            // Where this fails, the next run sweeps.
            let _ = signal_hook::flag::register(signal, Arc::clone(&is_interrupted));
        }
        FileSystem { is_interrupted }
    }
}

impl Disk for FileSystem {
    fn go_on(&self) -> io::Result<()> {
        if self.is_interrupted.load(Ordering::Relaxed) { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
    }

    /// Only what is known to be a file is opened: a pipe would wait for ever. A file that is marked
    /// read-only may not be replaced, though its folder would let it be; nor may one that another program
    /// keeps from being written.
    fn check(&self, path: &Path) -> io::Result<Option<Metadata>> {
        let found = match std::fs::metadata(path) {
            Err(error) if error.kind() == ErrorKind::NotFound && !path.is_symlink() => return Ok(None),
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(ErrorKind::Unsupported.into()),
            other => other?,
        };
        if !found.is_file() {
            let kind = if found.is_dir() { ErrorKind::IsADirectory } else { ErrorKind::Unsupported };
            return Err(kind.into());
        }
        if found.permissions().readonly() {
            return Err(ErrorKind::ReadOnlyFilesystem.into());
        }
        OpenOptions::new().write(true).open(path)?;
        Ok(Some(found))
    }

    fn write(&self, folder: &Path, bytes: &[u8], replaced: Option<&Metadata>) -> io::Result<NamedTempFile> {
        let (mut builder, prefix) = (Builder::new(), temporary::prefix());
        builder.prefix(&prefix).suffix(temporary::SUFFIX).rand_bytes(temporary::RANDOM);
        if replaced.is_none() {
            give_usual_rights(&mut builder);
        }
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        if let Some(replaced) = replaced {
            give_rights_of(replaced, file.path())?;
        }
        Ok(file)
    }

    fn rename(&self, file: TempPath, path: &Path) -> io::Result<()> {
        file.persist(path).map_err(|error| error.error)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }
}

/// Lets others read a new file as far as the user's umask does: temporary files are private else.
#[cfg(unix)]
fn give_usual_rights(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

/// Where a file's rights are its folder's, nothing is to be done.
#[cfg(not(unix))]
fn give_usual_rights(_: &mut Builder<'_, '_>) {}

/// Gives a file the group and mode of another. A group that the user is not in can't be given.
#[cfg(unix)]
fn give_rights_of(other: &Metadata, path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, chown};
    let own = std::fs::metadata(path)?;
    if own.gid() != other.gid() {
        let _ = chown(path, None, Some(other.gid()));
    }
    if own.permissions() != other.permissions() {
        std::fs::set_permissions(path, other.permissions())?;
    }
    Ok(())
}

/// Where a file's rights are its folder's, nothing is to be done.
#[cfg(not(unix))]
fn give_rights_of(_: &Metadata, _: &Path) -> io::Result<()> {
    Ok(())
}
