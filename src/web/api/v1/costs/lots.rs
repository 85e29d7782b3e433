//! GET /api/v1/buildings/{building}/iot/costs/lots

use crate::{
    domain::{id::BuildingId, time::PeriodKind},
    services::{
        App,
        costs::{self, LotCosts},
    },
    web::{
        api::{problems::Reading, v1::within::WithinParams},
        auth::CurrentSession,
        edge::Refusal,
        extract::{UrlPath, UrlQuery},
    },
};
use axum::{Json, extract::State};

/// Costs split by the shares of the building's lots.
#[utoipa::path(
    get, path = "/api/v1/buildings/{building}/iot/costs/lots", tag = "costs",
    params(("building" = BuildingId, Path, description = "The building"), WithinParams),
    responses((status = 200, description = "The parts", body = LotCosts), Reading)
)]
pub async fn lots(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    UrlQuery(within): UrlQuery<WithinParams>,
) -> Result<Json<LotCosts>, Refusal> {
    let query = super::query(&app, &actor, building, &within, PeriodKind::Year).await?;
    Ok(Json(costs::by_lot(&app, &actor, building, &query).await?))
}
