//! What the temporary files of the program are called: `.shiryo3-`, a mark of the machine, and letters by chance.
//!
//! In a folder on the network, machines see each other's temporary files, and a lock need not reach from one to
//! the other. By the mark, a run knows those of its own machine, where the lock does reach.

use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What stands behind the letters.
pub(super) const SUFFIX: &str = ".tmp";
/// How many letters and digits are taken by chance.
pub(super) const RANDOM: usize = 12;

/// What stands before the letters, on this machine.
pub(super) fn prefix() -> String {
    prefix_on(&gethostname::gethostname())
}

/// Whether a file with this name is a temporary one of this machine.
pub(super) fn is_own(name: &str) -> bool {
    let random = name.strip_prefix(&prefix()).and_then(|rest| rest.strip_suffix(SUFFIX));
    random.is_some_and(|random| {
        random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// The name itself is nobody else's business. Windows and the Linux within it (WSL) share a name, but no locks.
fn prefix_on(machine: &OsStr) -> String {
    let mut hasher = DefaultHasher::new();
    (machine, std::env::consts::OS).hash(&mut hasher);
    format!(".shiryo3-{:016x}-", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_of_this_machine_are_its_own() {
        let own = |prefix: String| is_own(&format!("{prefix}abcdefABCDEF.tmp"));
        assert!(own(prefix()) && !own(prefix_on(OsStr::new("another"))) && !own(".shiryo3-".to_owned()));
        let name = |random| format!("{}{random}.tmp", prefix());
        assert!(!["x", "abc.efABCDEF", ""].into_iter().any(|random| is_own(&name(random))));
        assert!(!is_own(&format!("{}abcdefABCDEF.txt", prefix())));
    }
}
