//! GET /api/v1/buildings/{building}/iot/export

use crate::{
    domain::id::BuildingId,
    services::{
        App,
        exports::{self, ExportFormat, ExportOf, ExportQuery},
    },
    web::{
        api::{problems::Reading, v1::within::WithinParams},
        auth::CurrentSession,
        edge::Refusal,
        extract::{UrlPath, UrlQuery, invalid},
    },
};
use axum::{
    body::Body,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::IntoParams;

/// What the rows are and how they are written.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportParams {
    /// `readings` (values of intervals) or `days` (sums of local days).
    #[param(required, example = "readings")]
    of: Option<String>,
    /// `csv`, `csv-comma` (semicolons and decimal commas), `json` or `parquet`.
    #[param(required, example = "csv")]
    format: Option<String>,
}

/// Readings or sums of days as a file, streamed.
///
/// `stored_value` is exact: joules for electricity, litres for gas and water. Times carry the building's offset.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/export", tag = "consumption",
    params(("building" = BuildingId, Path, description = "The building"), WithinParams, ExportParams),
    responses(
        (status = 200, description = "The file", content(
            (String = "text/csv"), (String = "application/json"), (Vec<u8> = "application/vnd.apache.parquet")
        )),
        Reading
    )
)]
pub async fn export(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(within): UrlQuery<WithinParams>,
    UrlQuery(params): UrlQuery<ExportParams>,
) -> Result<Response, Refusal> {
    let of: ExportOf =
        params.of.as_deref().unwrap_or_default().parse().map_err(|()| invalid("of", "readings, days"))?;
    let format: ExportFormat = params
        .format
        .as_deref()
        .unwrap_or_default()
        .parse()
        .map_err(|()| invalid("format", "csv, csv-comma, json, parquet"))?;
    let (span, meter) = within.resolve(&app, &actor, building).await?;
    let query = ExportQuery { of, format, first: span.first, end: span.end, meter };
    let pieces = exports::export(&app, &actor, building, query).await?;
    let what = if of == ExportOf::Readings { "readings" } else { "days" };
    let name = format!("attachment; filename=\"{what}-{}-{}.{}\"", span.first, span.end, format.extension());
    let headers = [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, Body::from_stream(pieces)).into_response())
}
