//! Finding PostgreSQL's own programs. They can read servers of their own version and older ones.

use super::BackupError;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Where `pg_dump` and `pg_restore` are.
#[derive(Clone, Debug, Default)]
pub struct Tools {
    folder: Option<PathBuf>,
}

impl Tools {
    /// In a folder; without one, where Debian puts the server's version, then on the `PATH`.
    #[must_use]
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder }
    }

    /// A program that can read a server of version `major`.
    pub(super) fn find(&self, tool: &'static str, major: u32) -> Result<PathBuf, BackupError> {
        let places = match &self.folder {
            Some(folder) => vec![folder.join(tool)],
            None => vec![Path::new("/usr/lib/postgresql").join(major.to_string()).join("bin").join(tool), tool.into()],
        };
        let mut too_old = None;
        for place in places {
            match version(&place) {
                Some(found) if found >= major => return Ok(place),
                found => too_old = too_old.or(found),
            }
        }
        Err(match too_old {
            Some(found) => BackupError::ToolTooOld { tool, found, major },
            None => BackupError::ToolMissing { tool, major },
        })
    }
}

/// The major version that a program says it has, e.g. 15 for `pg_dump (PostgreSQL) 15.14 (Debian …)`.
fn version(program: &Path) -> Option<u32> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_once("(PostgreSQL) ")?.1.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, os::unix::fs::PermissionsExt};

    #[test]
    fn what_is_too_old_or_missing_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let tools = Tools::new(Some(folder.path().to_owned()));
        let missing = tools.find("pg_dump", 17).unwrap_err().to_string();
        assert!(missing.contains("pg_dump is missing") && missing.contains("postgresql-client-17"), "{missing}");
        let program = folder.path().join("pg_dump");
        fs::write(&program, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)'\n").unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let too_old = tools.find("pg_dump", 17).unwrap_err().to_string();
        assert!(too_old.contains("version 15") && too_old.contains("postgresql-client-17"), "{too_old}");
        assert_eq!(tools.find("pg_dump", 15).unwrap(), program);
    }
}
