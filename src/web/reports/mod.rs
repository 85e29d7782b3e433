//! Reports as files, for people, and the forms of their page: links and posts that work without scripts.

pub mod forms;

use super::{
    auth::CurrentSession,
    edge::Refusal,
    extract::{UrlPath, UrlQuery, invalid},
};
use crate::{
    domain::{
        id::{BatchId, BuildingId},
        language::Language,
    },
    services::{
        App,
        reports::{self, EXPECTED, ReportFile, ReportQuery},
    },
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

/// Which report.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    period: String,
    language: Option<String>,
}

impl Wanted {
    fn query(&self) -> Result<ReportQuery, Refusal> {
        let period = self.period.parse().map_err(|()| invalid("period", EXPECTED))?;
        let language =
            self.language.as_deref().map(|tag| Language::parse(tag).ok_or(invalid("language", "fr, nl, en")));
        Ok(ReportQuery { period, language: language.transpose()?.unwrap_or_default() })
    }
}

/// GET /buildings/{id}/report.pdf: made while one waits.
///
/// # Errors
/// When the building may not be seen, or the period is none that is reported.
pub async fn download(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(wanted): UrlQuery<Wanted>,
) -> Result<Response, Refusal> {
    let query = wanted.query()?;
    Ok(sent(reports::document(&app, &actor, building, &query).await?))
}

/// GET /reports/{batch}/reports.zip: the files that were asked for at once, as far as they are made.
///
/// # Errors
/// When there is none that may be seen.
pub async fn archive(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(batch): UrlPath<BatchId>,
) -> Result<Response, Refusal> {
    Ok(kept(reports::archive(&app, &actor, batch).await?, "application/zip"))
}

/// A report to keep.
pub fn sent(file: ReportFile) -> Response {
    kept(file, "application/pdf")
}

fn kept(file: ReportFile, media_type: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
    ];
    (headers, file.bytes).into_response()
}
