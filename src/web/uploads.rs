//! Uploading a file: a plain form that works without scripts. The file is streamed up to the limit, never beyond.

use super::{
    auth::CurrentSession,
    edge::{Refusal, wants_json},
};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, ImportId},
    },
    services::{App, buildings, imports},
    views::upload_error,
};
use axum::{
    Json,
    extract::{
        FromRequest, Multipart, Path, Request, State,
        multipart::{Field, MultipartError},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use url::form_urlencoded::Serializer;

/// `POST /buildings/{id}/import`, field `file`. Answers a form with 303: to the preview, or back with what is wrong with the file. Programs that accept JSON get the
/// preview's id with 201, or a problem document.
pub async fn upload(
    State(app): State<App>,
    session: CurrentSession,
    Path(building): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Refusal> {
    let building: BuildingId = building.parse().map_err(|_| AppError::NotFound)?;
    // Before the body is read: who may not import must not make us read.
    buildings::authorised(&app, &session.actor, Action::Manage, building).await?;
    let json = wants_json(&headers);
    match take(&app, &session.actor, building, request).await {
        Ok(id) if json => Ok((StatusCode::CREATED, Json(serde_json::json!({ "preview": id }))).into_response()),
        Ok(id) => Ok(Redirect::to(&format!("/buildings/{building}/import?preview={id}")).into_response()),
        Err(error) if json => Err(Refusal(error)),
        Err(error) => match upload_error::to_query(&error) {
            Some(pairs) => {
                let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
                Ok(Redirect::to(&format!("/buildings/{building}/import?{query}")).into_response())
            }
            None => Err(Refusal(error)),
        },
    }
}

async fn take(app: &App, actor: &Actor, building: BuildingId, request: Request) -> Result<ImportId, AppError> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| no_file())?;
    let max_mb = app.config.max_upload_mb;
    while let Some(field) = form.next_field().await.map_err(|error| unreadable(&error, max_mb))? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            let content = read(field, max_mb).await?;
            if content.is_empty() {
                return Err(if name.is_empty() { no_file() } else { AppError::EmptyFile });
            }
            return Ok(imports::preview(app, actor, building, &name, content).await?.id);
        }
    }
    Err(no_file())
}

async fn read(mut field: Field<'_>, max_mb: u32) -> Result<Vec<u8>, AppError> {
    let max = (max_mb as usize).saturating_mul(1_048_576);
    let mut content = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| unreadable(&error, max_mb))? {
        if content.len() + chunk.len() > max {
            return Err(AppError::FileTooLarge { max_mb });
        }
        content.extend_from_slice(&chunk);
    }
    Ok(content)
}

fn unreadable(error: &MultipartError, max_mb: u32) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { AppError::FileTooLarge { max_mb } } else { no_file() }
}

fn no_file() -> AppError {
    AppError::InvalidField { field: "file".to_owned(), expected: "CSV, JSON".to_owned() }
}
