//! Costs and emissions of a building.

pub mod lots;
pub mod of_building;

use super::within::WithinParams;
use crate::{
    domain::{access::Actor, error::AppError, id::BuildingId, time::PeriodKind},
    services::{App, costs::CostQuery},
};

/// The query of either endpoint.
async fn query(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    within: &WithinParams,
    period: PeriodKind,
) -> Result<CostQuery, AppError> {
    let (span, meter) = within.resolve(app, actor, building).await?;
    Ok(CostQuery { period, first: span.first, end: span.end, meter })
}
