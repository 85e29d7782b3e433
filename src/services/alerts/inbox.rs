//! The alerts that somebody may see.

use super::{AlertId, life, without_doubles};
use crate::{
    analytics::zone::Zone,
    domain::{
        access::{Action, Actor},
        alert::Alert,
        error::AppError,
        id::BuildingId,
        series::SeriesKind,
        time::LocalDay,
    },
    services::{
        App, buildings,
        dashboards::{anomalies::view, sources, table::Line},
    },
    storage,
    views::alerts::{AlertRow, AlertsView},
};
use chrono::Days;

/// How far back the inbox looks, in local days.
pub const INBOX_DAYS: u64 = 90;

/// What stands about every building that the actor may see, what is open first, the gravest and latest first.
///
/// # Errors
/// When the database fails.
pub async fn inbox(app: &App, actor: &Actor) -> Result<AlertsView, AppError> {
    let sources = sources::load(app, buildings::visible(app, actor).await?).await?;
    let of_source = |source: &sources::Source| {
        let id = source.building.id;
        source
            .lines_of(SeriesKind::ElectricityConsumption, None)
            .into_iter()
            .map(move |line| (id, line))
            .collect::<Vec<_>>()
    };
    let lines: Vec<(BuildingId, Line)> = sources.iter().flat_map(of_source).collect();
    let keys: Vec<i64> = lines.iter().map(|(_, line)| line.key).collect();
    let today = sources.iter().map(|source| source.today).max().unwrap_or_default();
    let first = today.checked_sub_days(Days::new(INBOX_DAYS)).unwrap_or(today);
    let found = without_doubles(storage::alerts::between(&app.db, &keys, first, next(today)).await?);
    let mut rows: Vec<AlertRow> = found
        .into_iter()
        .filter_map(|(key, alert)| {
            let (building, line) = lines.iter().find(|(_, line)| line.key == key)?;
            let name = sources.iter().find(|source| source.building.id == *building)?.building.name.clone();
            Some(AlertRow {
                building: *building,
                building_name: name,
                alert: view(line, &alert, zone_of(&sources, *building)?),
            })
        })
        .collect();
    rows.sort_by_key(|row| {
        let shown = &row.alert;
        (shown.state, std::cmp::Reverse((shown.severity, shown.day)), row.building_name.clone())
    });
    Ok(AlertsView { rows, first_day: first, can_manage: actor.manages() })
}

/// One alert with its building.
///
/// # Errors
/// What [`buildings::usage_point`] says; [`AppError::NotFound`].
pub async fn one(app: &App, actor: &Actor, id: &AlertId) -> Result<Alert, AppError> {
    life::find(app, actor, Action::Read, id).await.map(|(_, _, alert)| alert)
}

fn zone_of(sources: &[sources::Source], building: BuildingId) -> Option<Zone> {
    sources.iter().find(|source| source.building.id == building).map(|source| source.zone)
}

fn next(day: LocalDay) -> LocalDay {
    day.succ_opt().unwrap_or(day)
}
