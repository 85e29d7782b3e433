//! Days far above usual, as the API lists them.

use super::super::{
    App, buildings,
    dashboards::{sources, table::Line},
};
use crate::{
    domain::{
        access::{Action, Actor},
        alert::Alert,
        anomaly::{BASELINE_DAYS, Severity},
        error::AppError,
        id::BuildingId,
        rule::RuleKind,
        series::SeriesKind,
        time::LocalDay,
        units::Joules,
    },
    storage,
};
use chrono::Days;
use serde::Serialize;
use utoipa::ToSchema;

/// What is asked.
#[derive(Clone, Debug)]
pub struct AnomalyQuery {
    /// Of which series.
    pub metric: SeriesKind,
    /// How many local days up to and including today; 1 to 1 100.
    pub days: u32,
    /// Only days above this many per cent of their mean; 120 shows all.
    pub threshold_percent: f64,
}

/// One day of one meter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AnomalyItem {
    /// The local day.
    #[schema(value_type = String, format = Date)]
    pub day: LocalDay,
    /// PRM or EAN.
    pub number: String,
    /// The day's energy in kWh.
    pub value_kwh: f64,
    /// Mean of the complete days before, in kWh.
    pub mean_kwh: f64,
    /// Value over mean minus one, in per cent.
    pub variance_percent: f64,
    /// How far above.
    pub severity: Severity,
}

/// The anomalies of a stretch of days, latest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AnomalyList {
    /// First local day looked at.
    #[schema(value_type = String, format = Date)]
    pub first_day: LocalDay,
    /// Last local day looked at.
    #[schema(value_type = String, format = Date)]
    pub last_day: LocalDay,
    /// How many complete days the mean is taken over.
    pub baseline_days: u32,
    /// The anomalies.
    pub anomalies: Vec<AnomalyItem>,
    /// Their number.
    pub total_anomalies: u32,
}

/// The anomalies of the building's last days.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the actor may not see; [`AppError::InvalidField`] for impossible days.
pub async fn anomalies(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    query: &AnomalyQuery,
) -> Result<AnomalyList, AppError> {
    let building = buildings::authorised(app, actor, Action::Read, building).await?;
    if !(1..=1_100).contains(&query.days) {
        return Err(AppError::InvalidField { field: "days".into(), expected: "1–1100".into() });
    }
    let source = sources::load(app, vec![building]).await?.pop().ok_or(AppError::Internal)?;
    let last_day = source.today;
    let first_day = last_day.checked_sub_days(Days::new(u64::from(query.days) - 1)).unwrap_or(last_day);
    let lines = source.lines_of(query.metric, None);
    let end = last_day.succ_opt().unwrap_or(last_day);
    let keys: Vec<i64> = lines.iter().map(|line| line.key).collect();
    let found = storage::alerts::between(&app.db, &keys, first_day, end).await?;
    let items: Vec<AnomalyItem> = found
        .iter()
        .filter_map(|(key, alert)| item(lines.iter().find(|line| line.key == *key)?, alert))
        .filter(|item| item.variance_percent + 100.0 > query.threshold_percent)
        .collect();
    Ok(AnomalyList {
        first_day,
        last_day,
        baseline_days: u32::try_from(BASELINE_DAYS).unwrap_or_default(),
        total_anomalies: u32::try_from(items.len()).unwrap_or(u32::MAX),
        anomalies: items,
    })
}

/// Only what the rule of the seven days found: its figures are a day's energy and a mean.
fn item(line: &Line, alert: &Alert) -> Option<AnomalyItem> {
    let found = &alert.finding;
    let (value, mean) = (Joules(found.value), Joules(found.expected));
    (found.kind == RuleKind::OverConsumption && mean.0 > 0).then(|| AnomalyItem {
        day: found.day,
        number: line.number.clone(),
        value_kwh: value.kwh(),
        mean_kwh: mean.kwh(),
        variance_percent: (value.kwh() / mean.kwh() - 1.0) * 100.0,
        severity: found.severity,
    })
}
