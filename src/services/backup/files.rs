//! A backup's file: written under another name first, so that a name without `.part` is a whole backup.

use super::BackupError;
use std::{
    fs::{self, File, OpenOptions},
    io::Read,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// Which engine a backup or an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// What is no address of PostgreSQL is taken for one of SQLite, which refuses it when it is none.
    pub fn of_address(url: &str) -> Self {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") { Self::Postgres } else { Self::Sqlite }
    }

    /// By the file's first bytes.
    pub fn of_file(path: &Path) -> Result<Self, BackupError> {
        let mut head = Vec::new();
        let file = File::open(path).map_err(BackupError::file(path))?;
        file.take(16).read_to_end(&mut head).map_err(BackupError::file(path))?;
        if head.starts_with(b"SQLite format 3\0") {
            Ok(Self::Sqlite)
        } else if head.starts_with(b"PGDMP") {
            Ok(Self::Postgres)
        } else {
            Err(BackupError::NoBackup)
        }
    }
}

/// A file on the way to its name. Dropped before [`Part::finish`], it is deleted.
pub(super) struct Part {
    path: PathBuf,
    name: PathBuf,
    replaces: bool,
}

impl Part {
    /// For a name that is free. The file is empty and its owner's only.
    pub fn create(name: &Path) -> Result<Self, BackupError> {
        if name.exists() {
            return Err(BackupError::Exists(name.to_owned()));
        }
        Self::new(name, false)
    }

    /// For a name whose file, if there is one, it will take the place of.
    pub fn replacing(name: &Path) -> Result<Self, BackupError> {
        Self::new(name, true)
    }

    fn new(name: &Path, replaces: bool) -> Result<Self, BackupError> {
        let mut path = name.as_os_str().to_owned();
        path.push(".part");
        let path = PathBuf::from(path);
        // Left by one that was killed.
        let _ = fs::remove_file(&path);
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(BackupError::file(&path))?;
        Ok(Self { path, name: name.to_owned(), replaces })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes it durable and gives it its name. Returns its size in bytes.
    pub fn finish(self) -> Result<u64, BackupError> {
        let file = File::open(&self.path).map_err(BackupError::file(&self.path))?;
        file.sync_all().map_err(BackupError::file(&self.path))?;
        let bytes = file.metadata().map_err(BackupError::file(&self.path))?.len();
        if !self.replaces && self.name.exists() {
            return Err(BackupError::Exists(self.name.clone()));
        }
        fs::rename(&self.path, &self.name).map_err(BackupError::file(&self.name))?;
        let folder = self.name.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(BackupError::file(folder))?;
        Ok(bytes)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After `finish` there is none.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn only_a_finished_file_has_the_name() {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().join("a.sqlite");
        drop(Part::create(&name).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let part = Part::create(&name).unwrap();
        fs::write(part.path(), "whole").unwrap();
        assert_eq!(part.finish().unwrap(), 5);
        assert_eq!(fs::metadata(&name).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(matches!(Part::create(&name), Err(BackupError::Exists(_))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
