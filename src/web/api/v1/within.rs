//! What readings and statistics are both asked for: a stretch of time, and perhaps one meter.

use crate::{
    domain::{
        access::Actor,
        error::AppError,
        id::{BuildingId, UsagePointId},
    },
    services::{
        App,
        span::{self, Span, When},
    },
    web::extract::invalid,
};
use serde::Deserialize;
use utoipa::IntoParams;

/// What is asked.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WithinParams {
    /// First local day (`YYYY-MM-DD`) or instant (RFC 3339).
    #[param(required, example = "2026-01-01")]
    start_date: Option<String>,
    /// Last local day, included, or the first instant after.
    #[param(required, example = "2026-11-20")]
    end_date: Option<String>,
    /// One meter; the whole building when absent.
    device: Option<String>,
}

impl WithinParams {
    /// The stretch in the building's zone, and the meter if one is named.
    ///
    /// # Errors
    /// [`AppError::InvalidField`] with the name of the field, and what [`span::span`] says.
    pub async fn resolve(
        &self,
        app: &App,
        actor: &Actor,
        building: BuildingId,
    ) -> Result<(Span, Option<UsagePointId>), AppError> {
        let start = When::required("start_date", self.start_date.as_deref())?;
        let end = When::required("end_date", self.end_date.as_deref())?;
        let device = self.device.as_deref().filter(|text| !text.is_empty());
        let meter = device.map(|text| text.parse().map_err(|_| invalid("device", "UUID"))).transpose()?;
        Ok((span::span(app, actor, building, start, end).await?, meter))
    }
}
