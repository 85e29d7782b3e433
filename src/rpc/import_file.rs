//! Server functions: Importing a file. Uploading and confirming are plain forms, see `web::uploads`.

use crate::{
    domain::{
        error::AppError,
        id::{BuildingId, ImportId},
    },
    views::imports::ImportPage,
};
use leptos::{prelude::*, server_fn::codec::Json};

/// The import screen, with the preview of an uploaded file.
///
/// # Errors
/// What the service refuses.
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
