//! The options of a dashboard's charts, fetched by `charts/browser/bridge.js` once a chart is visible.

use super::{
    WebState,
    auth::CurrentSession,
    edge::{Refusal, language_of},
    extract::{UrlPath, UrlQuery},
};
use crate::{
    domain::{error::AppError, id::BuildingId, time::Period},
    services::dashboards,
    views::{
        amount::Measure,
        building::{CUSTOM, DashboardQuery},
        shared::ComparedWith,
    },
};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

/// The dashboard's own query, and the theme that the browser shows.
#[derive(Deserialize)]
pub struct ChartQuery {
    p: Option<String>,
    d: Option<String>,
    e: Option<String>,
    m: Option<String>,
    s: Option<String>,
    unit: Option<String>,
    cmp: Option<String>,
    #[serde(default)]
    dark: bool,
}

impl ChartQuery {
    /// What the page with the same address shows.
    fn dashboard(&self) -> Result<DashboardQuery, AppError> {
        let period = self.d.as_deref().map(|text| text.parse::<Period>().map_err(|()| AppError::UnknownPeriod));
        let period = period.transpose()?;
        let span = self.span(period)?;
        let period = span.or(period);
        let kind = match self.p.as_deref() {
            _ if span.is_some() => period.map(|period| period.kind).unwrap_or_default(),
            Some(text) => text.parse().map_err(|()| AppError::UnknownPeriod)?,
            None => period.map(|period| period.kind).unwrap_or_default(),
        };
        let meter = self.m.as_deref().map(|text| text.parse().map_err(|_| AppError::NotFound)).transpose()?;
        let production = self.s.as_deref() == Some("production");
        let day = period.map(|period| period.first);
        let measure = self.unit.as_deref().and_then(Measure::from_name).unwrap_or_default();
        let compared = self.cmp.as_deref().and_then(ComparedWith::from_name).unwrap_or_default();
        Ok(DashboardQuery { kind, day, meter, production, measure, compared })
    }

    /// The days from `d` to `e`, when that is asked.
    fn span(&self, first: Option<Period>) -> Result<Option<Period>, AppError> {
        if self.p.as_deref() != Some(CUSTOM) {
            return Ok(None);
        }
        let last: Option<Period> = self.e.as_deref().and_then(|text| text.parse().ok());
        let (first, last) = first.zip(last).ok_or(AppError::UnknownPeriod)?;
        Ok(Some(Period::between(first.first, last.first)))
    }
}

/// GET /buildings/{id}/charts/{index}: JSON without any function in it.
///
/// # Errors
/// As the dashboard itself, and for a chart that it does not have.
pub async fn options(
    State(state): State<WebState>,
    session: CurrentSession,
    UrlPath((building, index)): UrlPath<(BuildingId, u32)>,
    UrlQuery(query): UrlQuery<ChartQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let language = language_of(&headers).as_str();
    let (app, dashboard) = (&state.app, query.dashboard()?);
    let json =
        dashboards::chart_options(app, &session.actor, building, &dashboard, index, query.dark, language).await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}
