//! The portfolio: which building needs somebody today, and why. A fixed number of queries, however many buildings.

use super::{
    App,
    alerts::without_doubles,
    buildings,
    dashboards::{
        comparisons, fingerprints, meters, quality,
        sources::{self, Source, freshness},
        table::{Line, Table},
    },
};
use crate::{
    domain::{
        access::Actor,
        alert::{Alert, AlertState},
        anomaly::Severity,
        consent::{Consent, ConsentState},
        error::AppError,
        id::{BuildingId, ConsentId},
        reading::DayRollup,
        series::SeriesKind,
        time::{Instant, LocalDay, Period, PeriodKind},
    },
    storage,
    views::{
        portfolio::{Attention, PortfolioRow, PortfolioView},
        shared::{AlertCounts, ComparedWith, Fingerprint, QualityCounts},
    },
};
use chrono::Days;
use std::collections::HashMap;

/// How far back alerts and data quality look.
const WINDOW_DAYS: u64 = 30;

/// After how many days without data a building is stale: operators publish the next day, sometimes a few days later.
const STALE_AFTER_DAYS: u64 = 3;

/// How long an anomaly keeps a building at the top, in days up to its latest data.
const RECENT_DAYS: u64 = 7;

/// Every building that the actor may see, the most urgent first.
///
/// # Errors
/// When the database fails.
pub async fn view(app: &App, actor: &Actor) -> Result<PortfolioView, AppError> {
    let visible = buildings::visible(app, actor).await?;
    let loaded = Loaded::new(app, sources::load(app, visible).await?).await?;
    let mut rows: Vec<PortfolioRow> = loaded.sources.iter().map(|source| loaded.row(source)).collect();
    rows.sort_by_cached_key(|row| (row.attention, row.name.to_lowercase(), row.id));
    let organisation = storage::buildings::organisation_name(&app.db, actor.organisation).await?;
    Ok(PortfolioView { organisation: organisation.unwrap_or_default(), rows })
}

/// What all rows are made from.
struct Loaded {
    now: Instant,
    sources: Vec<Source>,
    rollups: HashMap<BuildingId, Vec<(i64, DayRollup)>>,
    alerts: HashMap<BuildingId, Vec<Alert>>,
    fingerprints: HashMap<BuildingId, Fingerprint>,
    consents: HashMap<ConsentId, Consent>,
}

impl Loaded {
    async fn new(app: &App, sources: Vec<Source>) -> Result<Self, AppError> {
        let of: HashMap<i64, BuildingId> =
            sources.iter().flat_map(|source| consumption(source).map(|line| (line.key, source.building.id))).collect();
        let keys: Vec<i64> = of.keys().copied().collect();
        let first = sources.iter().map(|s| month(s).same_last_year().first.min(window(s))).min().unwrap_or_default();
        let end = sources.iter().map(|source| source.today).max().unwrap_or_default();
        let rollups = storage::readings::rollups_between(&app.db, &keys, first, end).await?;
        let alerts_from = sources.iter().map(window).min().unwrap_or_default();
        let alerts = without_doubles(storage::alerts::between(&app.db, &keys, alerts_from, end).await?);
        let consents = sources.iter().flat_map(|source| &source.points).filter_map(|point| point.consent).collect();
        Ok(Self {
            now: app.clock.now(),
            rollups: by_building(&of, rollups),
            alerts: by_building(&of, alerts)
                .into_iter()
                .map(|(id, found)| (id, found.into_iter().map(|(_, alert)| alert).collect()))
                .collect(),
            fingerprints: fingerprints::of_buildings(app, &sources).await?,
            consents: meters::consents(app, consents).await?,
            sources,
        })
    }

    fn row(&self, source: &Source) -> PortfolioRow {
        let building = &source.building;
        let rollups = self.rollups.get(&building.id).map_or(&[][..], Vec::as_slice);
        let table = Table::new(source.zone, consumption(source).cloned().collect(), rollups);
        let (alerts, gravest_day) = self.alerts(source);
        let from = window(source);
        let quality = quality::counts(&table, from.iter_days().take_while(|day| *day < source.today));
        let month = month(source);
        let last_year = comparisons::of(&table, month, ComparedWith::LastYear, None);
        PortfolioRow {
            id: building.id,
            name: building.name.clone(),
            address: building.address.clone(),
            town: building.town.clone(),
            meters: count(source.points.iter().filter(|point| point.disconnected_at.is_none())),
            fingerprint: self.fingerprints.get(&building.id).cloned(),
            month,
            month_total: table.span(month.days()).total,
            last_year: Some(last_year).filter(|comparison| comparison.days > 0),
            alerts,
            gravest_day,
            quality,
            freshness: freshness(source.zone, table.lines.iter()),
            attention: self.attention(source, &table, quality),
        }
    }

    /// The alerts of the window and the day of the latest among the gravest.
    fn alerts(&self, source: &Source) -> (AlertCounts, Option<LocalDay>) {
        let from = window(source);
        let mut counts = AlertCounts::default();
        let mut gravest: Option<(Severity, LocalDay)> = None;
        for Alert { finding, .. } in self.alerts_of(source).filter(|alert| alert.finding.day >= from) {
            match finding.severity {
                Severity::Critical => counts.critical += 1,
                Severity::Major => counts.major += 1,
                Severity::Minor => counts.minor += 1,
            }
            gravest = gravest.max(Some((finding.severity, finding.day)));
        }
        (counts, gravest.map(|(_, day)| day))
    }

    /// What somebody still has to see to: neither explained nor resolved.
    fn alerts_of(&self, source: &Source) -> impl Iterator<Item = &Alert> {
        let waits = |alert: &&Alert| matches!(alert.state, AlertState::Open | AlertState::Acknowledged);
        self.alerts.get(&source.building.id).into_iter().flatten().filter(waits)
    }

    fn attention(&self, source: &Source, table: &Table, quality: QualityCounts) -> Attention {
        let mut live = source.points.iter().filter(|point| point.disconnected_at.is_none()).peekable();
        if live.peek().is_none() {
            return Attention::NoMeter;
        }
        let consents = live.filter_map(|point| self.consents.get(&point.consent?));
        if consents.into_iter().any(|consent| consent.state(self.now) != ConsentState::Active) {
            return Attention::ConsentNeeded;
        }
        let recent = table.latest().map(|latest| before(latest, RECENT_DAYS));
        let found = self.alerts_of(source).map(|alert| &alert.finding);
        let gravest = found.filter(|found| recent.is_some_and(|from| found.day > from)).map(|found| found.severity);
        match (gravest.max(), table.latest()) {
            (Some(Severity::Critical), _) => Attention::CriticalAnomaly,
            (_, latest) if latest.is_none_or(|latest| latest < before(source.today, STALE_AFTER_DAYS)) => {
                Attention::Stale
            }
            (Some(_), _) => Attention::Anomaly,
            _ if quality.partial + quality.empty + quality.absent + quality.mismatched > 0 => Attention::DataQuality,
            _ => Attention::None,
        }
    }
}

fn consumption(source: &Source) -> impl Iterator<Item = &Line> {
    source.lines.iter().filter(|line| line.kind == SeriesKind::ElectricityConsumption)
}

fn month(source: &Source) -> Period {
    Period::containing(PeriodKind::Month, source.today)
}

/// The first local day of the window that ends yesterday.
fn window(source: &Source) -> LocalDay {
    before(source.today, WINDOW_DAYS)
}

fn before(day: LocalDay, days: u64) -> LocalDay {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn by_building<T>(of: &HashMap<i64, BuildingId>, rows: Vec<(i64, T)>) -> HashMap<BuildingId, Vec<(i64, T)>> {
    let mut grouped: HashMap<BuildingId, Vec<(i64, T)>> = HashMap::new();
    for (key, row) in rows {
        if let Some(building) = of.get(&key) {
            grouped.entry(*building).or_default().push((key, row));
        }
    }
    grouped
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
