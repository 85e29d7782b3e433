//! GET /api/v1/ranking

use crate::{
    services::{App, ranking},
    views::ranking::RankingView,
    web::{api::problems::Reading, auth::CurrentSession, edge::Refusal},
};
use axum::{Json, extract::State};

/// Every building side by side: the last twelve whole months per square metre and per lot, among similar buildings.
///
/// Similar buildings are of the same country and have between half and twice the area. A middle half is told of five
/// others or more; those of other organisations count when they are of three or more.
#[utoipa::path(
    get, path = "/api/v1/ranking", tag = "consumption",
    responses((status = 200, description = "The buildings", body = RankingView), Reading)
)]
pub async fn ranking(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
) -> Result<Json<RankingView>, Refusal> {
    Ok(Json(ranking::view(&app, &actor).await?))
}
