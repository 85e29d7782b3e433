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
/// No rule about the end of a consent speaks earlier.
const AHEAD_DAYS: u64 = 366;

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
    let (first, end) = days(app);
    let found = without_doubles(storage::alerts::between(&app.db, &keys, first, end).await?);
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

/// The local days `[first, end)` that the inbox looks at. A consent's end lies ahead; some hours more or less do not
/// matter, so neither does the zone.
fn days(app: &App) -> (LocalDay, LocalDay) {
    let today = Zone::PARIS.day(app.clock.now());
    let first = today.checked_sub_days(Days::new(INBOX_DAYS)).unwrap_or(today);
    (first, today.checked_add_days(Days::new(AHEAD_DAYS)).unwrap_or(today))
}

/// How many alerts in the inbox nobody has looked at.
///
/// # Errors
/// When the database fails.
pub async fn open(app: &App, actor: &Actor) -> Result<u32, AppError> {
    let owner = (!actor.manages()).then_some(actor.user);
    let open = storage::alerts::open(&app.db, actor.organisation, owner, days(app)).await?;
    Ok(u32::try_from(open).unwrap_or(u32::MAX))
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
