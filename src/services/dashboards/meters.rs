//! The live meters of a building, each with how its connection stands.

use super::{
    fingerprints,
    sources::{Source, freshness},
};
use crate::{
    domain::{
        building::UsagePoint,
        consent::Consent,
        error::AppError,
        id::{ConsentId, UsagePointId},
        series::SeriesKind,
    },
    services::{App, syncs},
    storage,
    views::{
        building::{MeterCard, RunView},
        shared::Fingerprint,
    },
};
use std::collections::HashMap;

/// One card for each live meter; the fingerprint is of `series`.
pub(super) async fn cards(app: &App, source: &Source, series: SeriesKind) -> Result<Vec<MeterCard>, AppError> {
    let live: Vec<&UsagePoint> = source.points.iter().filter(|point| point.disconnected_at.is_none()).collect();
    let ids: Vec<UsagePointId> = live.iter().map(|point| point.id).collect();
    let consents = consents(app, live.iter().filter_map(|point| point.consent).collect()).await?;
    let runs = syncs::latest_runs(&app.db, &ids).await?;
    let mut prints = fingerprints::of_meters(app, source, series, None).await?;
    Ok(live
        .into_iter()
        .map(|point| {
            let consent = point.consent.and_then(|id| consents.get(&id));
            let run = runs.get(&point.id).map(|run| syncs::run_view(point, run));
            card(app, source, point, consent, run, prints.remove(&point.id))
        })
        .collect())
}

/// The consents by their identifiers.
pub(in crate::services) async fn consents(
    app: &App,
    ids: Vec<ConsentId>,
) -> Result<HashMap<ConsentId, Consent>, AppError> {
    let found = storage::consents::of_ids(&app.db, &ids).await?;
    Ok(found.into_iter().map(|consent| (consent.id, consent)).collect())
}

fn card(
    app: &App,
    source: &Source,
    point: &UsagePoint,
    consent: Option<&Consent>,
    run: Option<RunView>,
    fingerprint: Option<Fingerprint>,
) -> MeterCard {
    let zone = source.zone;
    MeterCard {
        id: point.id,
        number: point.number.as_str().to_owned(),
        label: point.label.clone(),
        provider: point.provider,
        online: point.consent.is_some(),
        consent: consent.map(|consent| consent.state(app.clock.now())),
        consent_until: consent.map(|consent| zone.day(consent.expires_at)),
        last_sync: point.last_sync_at.map(|at| zone.wall_time(at)),
        freshness: freshness(zone, source.lines.iter().filter(|line| line.usage_point == point.id)),
        fingerprint,
        run,
    }
}
