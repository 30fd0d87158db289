//! The throw-away folder of a sandbox: locked while in use, gone afterwards, and swept up after a process that was killed.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::Context;

const PREFIX: &str = "acquit-sandbox-";
const LOCK: &str = "lock";

/// A folder of our own below the machine's temporary folder; dropping it removes it with all it holds.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
    /// Held open: the lock goes with the process, however that ends.
    _lock: File,
}

impl Scratch {
    /// Removes what killed processes left behind, then makes a fresh folder.
    pub fn new() -> anyhow::Result<Self> {
        let parent = std::env::temp_dir();
        sweep(&parent).with_context(|| {
            format!("the temporary folder {} is of no use; set TMPDIR to one that can be written", parent.display())
        })?;
        for attempt in 0_u32.. {
            let folder = parent.join(format!("{PREFIX}{}-{attempt}", std::process::id()));
            match std::fs::create_dir(&folder) {
                Ok(()) => {
                    let lock = File::create(folder.join(LOCK))?;
                    lock.lock()?;
                    return Ok(Self { folder, _lock: lock });
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error).with_context(|| format!("cannot create {}", folder.display())),
            }
        }
        anyhow::bail!("no free folder name below {}", parent.display())
    }

    /// Where the sandbox keeps its files.
    pub fn path(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(folder = %self.folder.display(), %error, "the sandbox's folder could not be removed");
        }
    }
}

/// Removes the folders whose lock nobody holds: their process was killed.
fn sweep(parent: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(parent)? {
        let entry = entry?;
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if ours && entry.file_type()?.is_dir() && is_abandoned(&entry.path()) {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// A folder without its lock file is being made at this moment, or is not ours to judge: it stays.
fn is_abandoned(folder: &Path) -> bool {
    let Ok(lock) = File::options().write(true).open(folder.join(LOCK)) else {
        return false;
    };
    !matches!(lock.try_lock(), Err(TryLockError::WouldBlock))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_in_use_stays_and_an_abandoned_one_goes() {
        let parent = std::env::temp_dir().join(format!("acquit-scratch-test-{}", std::process::id()));
        let (used, left) = (parent.join(format!("{PREFIX}1-0")), parent.join(format!("{PREFIX}2-0")));
        for folder in [&used, &left] {
            std::fs::create_dir_all(folder).expect("a folder");
            File::create(folder.join(LOCK)).expect("a lock file");
        }
        let held = File::options().write(true).open(used.join(LOCK)).expect("the lock file");
        held.lock().expect("the lock");
        sweep(&parent).expect("sweeping works");
        assert!(used.exists() && !left.exists());
        drop(held);
        std::fs::remove_dir_all(&parent).expect("the test's folder goes");
    }
}
