//! Restoring a file of SQLite: a checked copy takes the place of the database's file.

use super::{BackupError, Wish, files::Part, key_fits, schema_is_known};
use crate::{
    services::vault::Vault,
    storage::backup::sqlite::{self, Judgement},
};
use std::{
    fs::{self, Permissions},
    io::ErrorKind,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::Path,
};

/// What a file holds; fails when it is damaged or none of ours.
pub(super) async fn sound(file: &Path) -> Result<Judgement, BackupError> {
    let judgement = sqlite::judge(file).await.map_err(|error| BackupError::Damaged(error.to_string()))?;
    match &judgement.damage {
        Some(damage) => Err(BackupError::Damaged(damage.clone())),
        None if judgement.schema.is_none() => Err(BackupError::NoBackup),
        None => Ok(judgement),
    }
}

pub(super) async fn restore(url: &str, from: &Path, vault: &Vault, wish: Wish) -> Result<(), BackupError> {
    let judgement = sound(from).await?;
    schema_is_known(judgement.schema, sqlite::newest_schema())?;
    key_fits(vault, judgement.token.as_ref(), wish)?;
    let file = sqlite::file(url)?;
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(BackupError::file(folder))?;
    }
    let part = Part::replacing(&file)?;
    fs::copy(from, part.path()).map_err(BackupError::file(from))?;
    owned_as_before(part.path(), &file).map_err(BackupError::file(&file))?;
    sound(part.path()).await?;
    // As late as possible: until here a server may have been started.
    if file.exists() {
        free(&file, wish).await?;
    }
    // A log left by a crash belongs to the old file; SQLite would apply it to the new one.
    for log in ["-wal", "-shm", "-journal"] {
        let mut name = file.clone().into_os_string();
        name.push(log);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(BackupError::file(&file)(error)),
            _ => {}
        }
    }
    part.finish().map(drop)
}

/// Gives the copy the owner of the file that it replaces, or of the folder: who restores is often root, who serves is not.
fn owned_as_before(copy: &Path, file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let before = fs::metadata(file).or_else(|_| fs::metadata(folder))?;
    fs::set_permissions(copy, Permissions::from_mode(0o600))?;
    let now = fs::metadata(copy)?;
    if (now.uid(), now.gid()) == (before.uid(), before.gid()) {
        return Ok(());
    }
    chown(copy, Some(before.uid()), Some(before.gid()))
}

/// Fails when the file's rows may not be deleted, or somebody has it open.
async fn free(file: &Path, wish: Wish) -> Result<(), BackupError> {
    match sqlite::tables_in_use(file).await {
        Ok(used) if used.is_empty() || wish.replace => Ok(()),
        Ok(used) => Err(BackupError::NotEmpty(used.join(", "))),
        Err(error) if error.is_busy() => Err(BackupError::InUse),
        // A file too damaged to be read is what one restores for.
        Err(_) if wish.replace => Ok(()),
        Err(error) => Err(error.into()),
    }
}
