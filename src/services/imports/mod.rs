//! Importing grid operators' files: a preview, then the confirmation that writes. A file is taken wholly or not at all.

mod describe;
mod write;

pub use write::confirm;

use super::{App, buildings};
use crate::{
    domain::{
        access::{Action, Actor},
        building::Building,
        error::AppError,
        id::{BuildingId, ImportId},
        time::Instant,
    },
    formats::{self, Parsed, hints::Hints},
    storage::{self, imports::NewImport},
    views::{
        building::BuildingHeader,
        imports::{ImportPage, ImportPreview, ImportRecord},
    },
};

/// How long a file waits for its confirmation.
const PREVIEW_SECONDS: i64 = 24 * 3_600;

/// Reads a file and keeps it, to be confirmed within a day. Nothing of it counts yet.
///
/// # Errors
/// [`AppError::FileTooLarge`], [`AppError::UnknownFileFormat`], [`AppError::BrokenRow`] with row and column,
/// [`AppError::EmptyFile`], [`AppError::FutureDate`], [`AppError::InvalidPrm`] or [`AppError::InvalidEan`], and
/// [`AppError::AlreadyConnected`] when a meter of the file belongs to another building of the organisation.
pub async fn preview(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    file_name: &str,
    content: Vec<u8>,
) -> Result<ImportPreview, AppError> {
    let building = buildings::authorised(app, actor, Action::Manage, building).await?;
    let max_mb = app.config.max_upload_mb;
    if content.len() > (max_mb as usize).saturating_mul(1_048_576) {
        return Err(AppError::FileTooLarge { max_mb });
    }
    let (content, parsed) = parsed(content, file_name).await?;
    let id = ImportId::new();
    let file_name: String = file_name.chars().filter(|c| !c.is_control()).take(200).collect();
    let preview = describe::preview(app, &building, id, &file_name, &parsed).await?;
    let now = app.clock.now();
    let import = NewImport {
        id,
        organisation: building.organisation,
        building: building.id,
        user: actor.user,
        file_name,
        format: parsed.format.as_str(),
        content,
    };
    let mut tx = app.db.begin().await?;
    storage::imports::expire(&mut tx, now.plus(-PREVIEW_SECONDS)).await?;
    storage::imports::insert(&mut tx, import, now).await?;
    tx.commit().await?;
    Ok(preview)
}

/// The import screen: what may be uploaded, the preview that was asked for, what was imported before.
///
/// A preview that is confirmed or a day old is left out.
///
/// # Errors
/// As [`buildings::authorised`].
pub async fn page(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    import: Option<ImportId>,
) -> Result<ImportPage, AppError> {
    let building = buildings::authorised(app, actor, Action::Manage, building).await?;
    let waiting = match import {
        None => None,
        Some(id) => match waiting(app, actor, building.id, id).await {
            Ok((_, file_name, content)) => Some((id, file_name, content)),
            Err(AppError::PreviewGone) => None,
            Err(error) => return Err(error),
        },
    };
    let preview = match waiting {
        None => None,
        Some((id, file_name, content)) => {
            let (_, parsed) = parsed(content, &file_name).await?;
            Some(describe::preview(app, &building, id, &file_name, &parsed).await?)
        }
    };
    let imported = list(app, actor, building.id).await?;
    let Building { id, name, address, town, zone, .. } = building;
    let header = BuildingHeader { id, name, address, town, zone, can_manage: true };
    Ok(ImportPage { header, max_mb: app.config.max_upload_mb, preview, imported })
}

/// The latest files imported for a building, the last one first.
///
/// # Errors
/// As [`buildings::authorised`].
pub async fn list(app: &App, actor: &Actor, building: BuildingId) -> Result<Vec<ImportRecord>, AppError> {
    let building = buildings::authorised(app, actor, Action::Manage, building).await?;
    let zone = buildings::zone(&building)?;
    let imported = storage::imports::of_building(&app.db, building.id).await?;
    let record = |import: storage::imports::Imported| ImportRecord {
        file_name: import.file_name,
        at: zone.wall_time(import.confirmed_at),
        written: import.values_written,
    };
    Ok(imported.into_iter().map(record).collect())
}

/// A file that waits for its confirmation, and its building, which the actor may manage.
async fn waiting(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    id: ImportId,
) -> Result<(Building, String, Vec<u8>), AppError> {
    let building = buildings::authorised(app, actor, Action::Manage, building).await?;
    let found = storage::imports::find(&app.db, actor.organisation, id).await?;
    let import = found.filter(|import| import.building_id == building.id).ok_or(AppError::NotFound)?;
    let fresh = import.created_at.plus(PREVIEW_SECONDS) > app.clock.now();
    let content = import.content.filter(|_| fresh).ok_or(AppError::PreviewGone)?;
    Ok((building, import.file_name, content))
}

/// Large files take a moment of computing: off the threads that answer requests.
async fn parsed(content: Vec<u8>, file_name: &str) -> Result<(Vec<u8>, Parsed), AppError> {
    let file_name = file_name.to_owned();
    let work = move || {
        let hints = Hints { file_name: Some(&file_name), number: None };
        let parsed = formats::detect::parse_with(&content, &hints);
        (content, parsed)
    };
    let (content, parsed) = tokio::task::spawn_blocking(work).await.map_err(|_| AppError::Internal)?;
    let parsed = parsed?;
    if parsed.series.is_empty() { Err(AppError::EmptyFile) } else { Ok((content, parsed)) }
}

/// A file from the future is a mistake of its maker; half of it must not be taken.
fn refuse_future(end: Instant, now: Instant) -> Result<(), AppError> {
    let latest = now.plus(super::ingest::TOLERANCE);
    if end > latest { Err(AppError::FutureDate { field: "date".to_owned() }) } else { Ok(()) }
}
