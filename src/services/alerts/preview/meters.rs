//! The meters of a preview with what is stored of them, read for many meters at once.

use super::{
    MOST_METERS,
    meter::{Loaded, Named},
};
use crate::{
    analytics::{detect::LOOKBACK_DAYS, zone::Zone},
    domain::{
        access::Actor,
        consent::Consent,
        error::AppError,
        id::{ConsentId, UsagePointId},
        reading::{DayRollup, Reading},
        rule::{RuleKind, Scope, StoredRule},
        series::SeriesKind,
        tariff::Contract,
        time::{LocalDay, Period, PeriodKind},
    },
    services::{
        App,
        alerts::editor::called,
        buildings,
        dashboards::{
            meters::consents,
            sources::{self, Source},
            table::Line,
        },
    },
    storage,
};
use chrono::TimeDelta;
use std::collections::HashMap;

/// How many months are looked at, this one included.
const MONTHS: usize = 12;

/// The meters of a scope.
pub(super) struct Meters {
    /// Those that are looked at, without readings.
    pub all: Vec<Loaded>,
    /// How many there are.
    pub in_scope: usize,
    /// The first local day looked at.
    pub first: LocalDay,
    /// The last one: today.
    pub last: LocalDay,
}

impl Meters {
    /// Loads them in a fixed number of queries.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(app: &App, actor: &Actor, scope: Scope, kind: RuleKind) -> Result<Self, AppError> {
        let stored = storage::rules::of_organisation(&app.db, actor.organisation).await?;
        let mut of_scope = buildings::visible(app, actor).await?;
        of_scope.retain(|building| match scope {
            Scope::Organisation => true,
            Scope::Building { building: id } | Scope::Meter { building: id, .. } => building.id == id,
        });
        let sources = sources::load(app, of_scope).await?;
        let last = sources.iter().map(|source| source.today).max().unwrap_or_else(|| Zone::PARIS.day(app.clock.now()));
        let month = Period::containing(PeriodKind::Month, last);
        let first = std::iter::successors(Some(month), |month| Some(month.previous())).nth(MONTHS - 1);
        let first = first.unwrap_or(month).first;
        let mut all: Vec<Loaded> = sources.iter().flat_map(|source| of_source(source, scope, &stored, kind)).collect();
        all.retain(|meter| meter.last >= first);
        let in_scope = all.len();
        all.truncate(MOST_METERS);
        fill(app, &mut all, (first, last)).await?;
        Ok(Self { all, in_scope, first, last })
    }
}

/// The live meters of a building for which a rule of this scope would count.
fn of_source(source: &Source, scope: Scope, stored: &[StoredRule], kind: RuleKind) -> Vec<Loaded> {
    let building = source.building.id;
    let meter = |line: Line| {
        let point = source.points.iter().find(|point| point.id == line.usage_point)?;
        let rules: Vec<StoredRule> =
            stored.iter().filter(|rule| rule.scope.holds(building, point.id)).cloned().collect();
        let narrower = rules.iter().any(|rule| rule.rule.kind == kind && rule.scope > scope);
        let counts = point.disconnected_at.is_none() && scope.holds(building, point.id) && !narrower;
        counts.then(|| Loaded {
            named: Named {
                building,
                building_name: source.building.name.clone(),
                meter: point.id,
                meter_name: called(point),
            },
            key: line.key,
            zone: source.zone,
            today: source.today,
            last: line.last,
            rules,
            consent: point.consent,
            consent_ends: None,
            contracts: Vec::new(),
            rollups: Vec::new(),
            readings: Vec::new(),
        })
    };
    source.lines_of(SeriesKind::ElectricityConsumption, None).into_iter().filter_map(meter).collect()
}

/// Rollups, contracts and consents.
async fn fill(app: &App, meters: &mut [Loaded], (first, last): (LocalDay, LocalDay)) -> Result<(), AppError> {
    let keys: Vec<i64> = meters.iter().map(|meter| meter.key).collect();
    let points: Vec<UsagePointId> = meters.iter().map(|meter| meter.named.meter).collect();
    let end = last.succ_opt().unwrap_or(last);
    let rows = storage::readings::rollups_between(&app.db, &keys, before(first), end).await?;
    let mut rollups: HashMap<i64, Vec<DayRollup>> = HashMap::new();
    rows.into_iter().for_each(|(key, rollup)| rollups.entry(key).or_default().push(rollup));
    let mut contracts: HashMap<UsagePointId, Vec<Contract>> = HashMap::new();
    for (point, contract) in storage::tariffs::contracts(&app.db, &points).await? {
        contracts.entry(point).or_default().push(contract);
    }
    let ids: Vec<ConsentId> = meters.iter().filter_map(|meter| meter.consent).collect();
    let consents: HashMap<ConsentId, Consent> = consents(app, ids).await?;
    for meter in meters {
        meter.rollups = rollups.remove(&meter.key).unwrap_or_default();
        meter.contracts = contracts.remove(&meter.named.meter).unwrap_or_default();
        let consent = meter.consent.and_then(|id| consents.get(&id)).filter(|consent| consent.withdrawn_at.is_none());
        meter.consent_ends = consent.map(|consent| meter.zone.day(consent.expires_at));
    }
    Ok(())
}

/// Some meters with their readings, where rules of this kind look at readings.
///
/// # Errors
/// When the database fails.
pub(super) async fn with_readings(app: &App, mut meters: Vec<Loaded>, kind: RuleKind) -> Result<Vec<Loaded>, AppError> {
    let from = meters.iter().filter_map(|meter| meter.rollups.first()).map(|rollup| rollup.day).min();
    let (Some(from), Some(zone)) = (from, meters.first().map(|meter| meter.zone)) else { return Ok(meters) };
    if !matches!(kind, RuleKind::Night | RuleKind::BaseLoad) {
        return Ok(meters);
    }
    let keys: Vec<i64> = meters.iter().map(|meter| meter.key).collect();
    let today = meters.iter().map(|meter| meter.today).max().unwrap_or(from);
    let span = zone.span(from, today.succ_opt().unwrap_or(today));
    let mut readings: HashMap<i64, Vec<Reading>> = HashMap::new();
    let rows = storage::readings::readings_of(&app.db, &keys, span).await?;
    rows.into_iter().for_each(|(key, reading)| readings.entry(key).or_default().push(reading));
    for meter in &mut meters {
        meter.readings = readings.remove(&meter.key).unwrap_or_default();
    }
    Ok(meters)
}

/// The first day that a verdict about `first` hangs on.
fn before(first: LocalDay) -> LocalDay {
    first.checked_sub_signed(TimeDelta::days(LOOKBACK_DAYS)).unwrap_or(first)
}
