//! Uploading a file and confirming its import: plain forms that work without scripts. The file is streamed up to the
//! limit, never beyond.

use super::{
    auth::CurrentSession,
    edge::{Refusal, wants_json},
    extract::{FormBody, UrlPath, invalid},
};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, ImportId},
    },
    services::{App, buildings, imports},
    views::{imports::ImportOutcome, upload_error},
};
use axum::{
    Json,
    extract::{
        FromRequest, Multipart, Request, State,
        multipart::{Field, MultipartError},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

/// `POST /buildings/{id}/import`, field `file`. Answers a form with 303: to the preview, or back with what is wrong with
/// the file. Programs that accept JSON get the preview's id with 201, or a problem document.
///
/// # Errors
/// When the building may not be seen or managed, or the file is too large.
pub async fn upload(
    State(app): State<App>,
    session: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Refusal> {
    // Before the body is read: who may not import must not make us read.
    buildings::authorised(&app, &session.actor, Action::Manage, building).await?;
    let json = wants_json(&headers);
    let page = format!("/buildings/{building}/import");
    match take(&app, &session.actor, building, request).await {
        Ok(id) if json => Ok((StatusCode::CREATED, Json(serde_json::json!({ "preview": id }))).into_response()),
        Ok(id) => Ok(Redirect::to(&format!("{page}?preview={id}")).into_response()),
        Err(error) => back(error, json, &page, None),
    }
}

/// The form of the preview.
#[derive(Deserialize)]
pub struct Confirmation {
    /// Ticked: numbers with a wrong check digit are meant.
    #[serde(default)]
    accept_numbers: Option<String>,
}

/// `POST /buildings/{id}/import/{import}`: writes what the preview showed. Answers a form with 303 to the outcome, or
/// back to the preview with the error; programs that accept JSON get the outcome itself.
///
/// # Errors
/// When the building may not be seen or managed, the import is not the building's, or the form is none of ours.
pub async fn confirm(
    State(app): State<App>,
    session: CurrentSession,
    UrlPath((building, import)): UrlPath<(BuildingId, ImportId)>,
    headers: HeaderMap,
    FormBody(form): FormBody<Confirmation>,
) -> Result<Response, Refusal> {
    let (json, page) = (wants_json(&headers), format!("/buildings/{building}/import"));
    match imports::confirm(&app, &session.actor, building, import, form.accept_numbers.is_some()).await {
        Ok(outcome) if json => Ok(Json(outcome).into_response()),
        Ok(ImportOutcome { written, unchanged, last_day, .. }) => {
            let query = format!("written={written}&unchanged={unchanged}&through={last_day}");
            Ok(Redirect::to(&format!("{page}?{query}")).into_response())
        }
        Err(error) => back(error, json, &page, Some(import)),
    }
}

/// To the page, with what is wrong with the file; other errors as what they are.
fn back(error: AppError, json: bool, page: &str, preview: Option<ImportId>) -> Result<Response, Refusal> {
    let Some(pairs) = upload_error::to_query(&error).filter(|_| !json) else { return Err(Refusal(error)) };
    let mut query = Serializer::new(String::new());
    query.extend_pairs(pairs);
    if let Some(id) = preview {
        query.append_pair("preview", &id.to_string());
    }
    Ok(Redirect::to(&format!("{page}?{}", query.finish())).into_response())
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
    invalid("file", "CSV, JSON")
}
