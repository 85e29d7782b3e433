//! Restoring an archive of `pg_dump`: all of it in one transaction, into a database cleared before.

use super::{BackupError, Tools, Wish, archive::Archive, key_fits, schema_is_known};
use crate::{
    services::vault::Vault,
    storage::backup::{postgres, sqlite},
};
use std::path::Path;

pub(super) async fn restore(
    url: &str,
    from: &Path,
    vault: &Vault,
    wish: Wish,
    tools: &Tools,
) -> Result<(), BackupError> {
    let major = postgres::server_major(url).await?;
    let archive = Archive::open(tools.find("pg_restore", major)?, from)?;
    // Both engines have the same migrations, by number.
    schema_is_known(archive.schema()?, sqlite::newest_schema())?;
    key_fits(vault, archive.token()?.as_ref(), wish)?;
    let place = postgres::look(url).await?;
    if place.busy {
        return Err(BackupError::InUse);
    }
    if !place.foreign.is_empty() {
        return Err(BackupError::Foreign(place.foreign.join(", ")));
    }
    if !place.used.is_empty() && !wish.replace {
        return Err(BackupError::NotEmpty(place.used.join(", ")));
    }
    if archive.has_timescale() && !place.offers_timescale {
        return Err(BackupError::NoTimescale);
    }
    archive.read_through()?;
    postgres::clear(url).await?;
    if !archive.has_timescale() {
        return archive.restore(&postgres::environment(url)?);
    }
    postgres::before_timescale(url).await?;
    let restored = archive.restore(&postgres::environment(url)?);
    postgres::after_timescale(url).await?;
    restored
}
