//! Everything that one run needs to know, read once when it begins.

use super::plan::{Frame, Known, Plan, plan};
use crate::{
    analytics::zone::Zone,
    domain::{
        building::UsagePoint,
        change::Change,
        consent::ConsentState,
        error::AppError,
        id::ConsentId,
        reading::Coverage,
        series::SeriesKind,
        sync::{SyncProblem, SyncRun},
    },
    providers::MeterProvider,
    services::{self, App},
    storage::{buildings, consents, day_requests, readings, sync_leases::Lease, usage_points},
};

/// A run with its meter, its operator and the keys of its series.
pub struct Job<'a> {
    /// The run.
    pub run: SyncRun,
    /// The right to work on it.
    pub lease: Lease,
    /// Its meter.
    pub meter: UsagePoint,
    /// Where it is.
    pub place: Change,
    /// The building's zone.
    pub zone: Zone,
    /// The consent under which it is read.
    pub consent: ConsentId,
    /// The operator's service.
    pub provider: &'a dyn MeterProvider,
    /// Storage keys of the series that may be asked for.
    pub series: Vec<(SeriesKind, i64)>,
}

/// Why a run cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum Hindrance {
    /// Something that the user or the host can change.
    #[error("{0:?}")]
    Problem(SyncProblem),
    /// The meter is disconnected or gone.
    #[error("no such meter")]
    NoMeter,
    /// Storage failed.
    #[error(transparent)]
    App(#[from] AppError),
}

impl From<crate::storage::StorageError> for Hindrance {
    fn from(error: crate::storage::StorageError) -> Self {
        Self::App(error.into())
    }
}

impl<'a> Job<'a> {
    /// Reads what the run needs and makes the keys of its series.
    pub async fn load(app: &'a App, run: SyncRun, lease: Lease, place: Change) -> Result<Self, Hindrance> {
        let organisation = place.organisation;
        let meter = usage_points::find(&app.db, organisation, run.usage_point)
            .await?
            .filter(|meter| meter.disconnected_at.is_none())
            .ok_or(Hindrance::NoMeter)?;
        let building = buildings::find(&app.db, organisation, meter.building).await?.ok_or(Hindrance::NoMeter)?;
        let provider = app.providers.get(meter.provider).ok_or(Hindrance::Problem(SyncProblem::NotSubscribed))?;
        let needed = || Hindrance::Problem(SyncProblem::ConsentNeeded);
        let consent = meter.consent.ok_or_else(needed)?;
        let state = consents::find(&app.db, consent).await?.map(|consent| consent.state(app.clock.now()));
        if state != Some(ConsentState::Active) {
            return Err(needed());
        }
        let mut kinds = vec![SeriesKind::ElectricityConsumption];
        if provider.capabilities().production {
            kinds.push(SeriesKind::ElectricityProduction);
        }
        let mut tx = app.db.begin().await?;
        let mut series = Vec::new();
        for kind in kinds {
            series.push((kind, usage_points::series_key(&mut tx, meter.id, kind).await?));
        }
        tx.commit().await?;
        let zone = services::buildings::zone(&building)?;
        Ok(Self { run, lease, meter, place, zone, consent, provider, series })
    }

    /// Plans the run from what is stored and what the operator answered before.
    pub async fn plan(&self, app: &App) -> Result<Plan, AppError> {
        let mut known = Vec::new();
        for (kind, key) in &self.series {
            let rollups = readings::rollups_between(&app.db, &[*key], self.run.first_day, self.run.end_day).await?;
            let answers = day_requests::of_series(&app.db, *key).await?;
            let mut of_series = Known { answers, ..Known::default() };
            for (_, rollup) in rollups {
                if rollup.coverage() == Coverage::Complete {
                    of_series.curve.insert(rollup.day);
                }
                if rollup.official.is_some() {
                    of_series.official.insert(rollup.day);
                }
            }
            known.push((*kind, of_series));
        }
        let today = self.zone.day(app.clock.now());
        let SyncRun { id: run, kind, first_day: first, end_day: end, created_at: since, .. } = self.run;
        let frame = Frame { run, kind, since, zone: self.zone, first, end, today };
        Ok(plan(frame, &self.provider.capabilities(), &known))
    }

    /// The storage key of a planned series.
    pub fn key(&self, kind: SeriesKind) -> Option<i64> {
        self.series.iter().find(|(series, _)| *series == kind).map(|(_, key)| *key)
    }
}
