//! GET /api/v1/buildings/{building}/iot/profile

use crate::{
    domain::id::BuildingId,
    services::{
        App,
        statistics::{self, ProfileAnswer},
    },
    web::{
        api::{problems::Reading, v1::within::WithinParams},
        auth::CurrentSession,
        edge::Refusal,
        extract::{UrlPath, UrlQuery},
    },
};
use axum::{Json, extract::State};

/// The shape of the consumption: base load, load factor, a usual week by hour, month peaks of quarter-hours.
///
/// Only intervals count that every meter covers. At most 13 months.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/profile", tag = "consumption",
    params(("building" = BuildingId, Path, description = "The building"), WithinParams),
    responses((status = 200, description = "The shape", body = ProfileAnswer), Reading)
)]
pub async fn profile(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(within): UrlQuery<WithinParams>,
) -> Result<Json<ProfileAnswer>, Refusal> {
    let (span, meter) = within.resolve(&app, &actor, building).await?;
    Ok(Json(statistics::profile(&app, &actor, building, meter, (span.first, span.end)).await?))
}
