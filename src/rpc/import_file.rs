//! Server functions: Importing a file. The file itself comes by a plain form, POST /buildings/{id}/import.

use crate::{
    domain::{
        error::AppError,
        id::{BuildingId, ImportId},
    },
    views::imports::{ImportOutcome, ImportPage},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// The import screen, with the preview of an uploaded file.
///
/// # Errors
/// [`AppError::PreviewGone`] when the file is imported already or a day old.
#[server(prefix = "/rpc", endpoint = "imports/preview", input = Json)]
pub async fn preview_import(
    /// Of which building.
    building: BuildingId,
    /// The uploaded file to show.
    import: Option<ImportId>,
) -> Result<ImportPage, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::imports::page(&app, &actor, building, import).await
}

/// Writes what the preview showed.
///
/// # Errors
/// [`AppError::PreviewGone`]; [`AppError::EanCheckDigit`] when a doubtful number was not accepted.
#[server(prefix = "/rpc", endpoint = "imports/confirm", input = Json)]
pub async fn confirm_import(
    /// Which uploaded file.
    import: ImportId,
    /// Whether numbers with a wrong check digit are meant.
    accept_numbers: bool,
) -> Result<ImportOutcome, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::imports::confirm(&app, &actor, import, accept_numbers).await
}
