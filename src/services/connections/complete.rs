//! Coming back from the operator: the consent record, its meters, and their first synchronisation.

use super::{consent_end, end_if_unused, secrets};
use crate::{
    domain::{
        access::{Action, Actor},
        building::{Building, UsagePoint},
        consent::Consent,
        error::AppError,
        id::{BuildingId, ConsentId, SyncRunId, UsagePointId},
        identifier::UsagePointNumber,
        provider::ProviderId,
        time::{Instant, LocalDay},
    },
    providers::{Callback, Grant, ProviderError},
    services::{App, accounts::SessionHash, buildings, syncs},
    storage::{
        StorageError, Tx,
        consents::{self, OauthRequest},
        day_requests, sync_runs, usage_points,
    },
};
use std::collections::{BTreeSet, HashSet};

/// How a browser came back.
#[derive(Debug)]
pub struct Arrival {
    /// For which building it had left; `None` when the request cannot be matched.
    pub building: Option<BuildingId>,
    /// The meters that are connected now.
    pub meters: Result<Vec<UsagePointId>, AppError>,
}

/// Completes a connection for callers who name the building, which must be the one that the browser had left for, and a
/// meter, which must be one of the consent. The meters that are connected now. Takes the request out first, so that a
/// `state` is good for one try, whoever brings it.
///
/// # Errors
/// [`AppError::ConsentState`] when `state` is missing, unknown, used, expired, or was given to another session, person,
/// building or operator; [`AppError::ConsentRefused`] when the user said no; [`AppError::ConsentFailed`] and
/// [`AppError::ProviderUnavailable`] by the operator's answer; [`AppError::AlreadyConnected`] when another building of
/// the organisation has one of the meters; and what [`buildings::authorised`] says of the building.
pub async fn complete_in(
    app: &App,
    actor: &Actor,
    session: &SessionHash,
    (building, number): (BuildingId, &UsagePointNumber),
    provider: ProviderId,
    state: &str,
    callback: Callback,
) -> Result<Vec<UsagePointId>, AppError> {
    buildings::authorised(app, actor, Action::Manage, building).await?;
    let (request, found) = matching_request(app, actor, session, provider, state).await?;
    if found.id != building {
        return Err(AppError::ConsentState);
    }
    connect(app, actor, state, (&request, &found), Some(number), &callback).await
}

/// Completes a connection as [`complete_in`] does, for a browser that names nothing: says the building even when it
/// failed.
pub async fn arrive(
    app: &App,
    actor: &Actor,
    session: &SessionHash,
    provider: ProviderId,
    state: &str,
    callback: Callback,
) -> Arrival {
    match matching_request(app, actor, session, provider, state).await {
        Ok((request, building)) => Arrival {
            building: Some(building.id),
            meters: connect(app, actor, state, (&request, &building), None, &callback).await,
        },
        Err(error) => Arrival { building: None, meters: Err(error) },
    }
}

async fn matching_request(
    app: &App,
    actor: &Actor,
    session: &SessionHash,
    provider: ProviderId,
    state: &str,
) -> Result<(OauthRequest, Building), AppError> {
    let mut tx = app.db.begin().await?;
    let request = consents::take_request(&mut tx, secrets::digest(state)).await?;
    tx.commit().await?;
    let ours = |request: &OauthRequest| {
        request.session == session.0
            && request.user == actor.user
            && request.organisation == actor.organisation
            && request.provider == provider
            && request.expires_at > app.clock.now()
    };
    let request = request.filter(ours).ok_or_else(|| {
        tracing::warn!(user = %actor.user, provider = provider.as_str(), "a consent came back that nobody asked for");
        AppError::ConsentState
    })?;
    let building = buildings::authorised(app, actor, Action::Manage, request.building).await?;
    Ok((request, building))
}

async fn connect(
    app: &App,
    actor: &Actor,
    state: &str,
    (request, building): (&OauthRequest, &Building),
    wanted: Option<&UsagePointNumber>,
    callback: &Callback,
) -> Result<Vec<UsagePointId>, AppError> {
    if let Some(error) = &callback.error {
        tracing::info!(provider = request.provider.as_str(), error, "consent refused");
        return Err(AppError::ConsentRefused);
    }
    let adapter = app.providers.get(request.provider).ok_or(AppError::UnknownProvider)?;
    let row = secrets::pkce_row(secrets::digest(state));
    let verifier = request.pkce.as_ref().map(|sealed| app.vault.open(&row, sealed)).transpose()?;
    let mut grant = adapter.complete(callback, verifier).await.map_err(failed)?;
    let mut seen = HashSet::new();
    grant.numbers.retain(|number| seen.insert(number.clone()));
    if grant.numbers.is_empty() || wanted.is_some_and(|wanted| !grant.numbers.contains(wanted)) {
        return Err(AppError::ConsentFailed);
    }
    let history = syncs::whole_history(app, building, adapter.capabilities())?;
    let meters = record(app, actor, request, building, &grant, history).await?;
    tracing::info!(building = %building.id, user = %actor.user, meters = meters.len(), "consent given");
    app.sync_wanted.notify_one();
    Ok(meters)
}

fn failed(error: ProviderError) -> AppError {
    tracing::warn!(error = %error, "consent failed");
    if error.is_transient() { AppError::ProviderUnavailable } else { AppError::ConsentFailed }
}

/// Writes the consent, its secrets, its meters and their first runs, all or nothing.
async fn record(
    app: &App,
    actor: &Actor,
    request: &OauthRequest,
    building: &Building,
    grant: &Grant,
    history: (LocalDay, LocalDay),
) -> Result<Vec<UsagePointId>, AppError> {
    let now = app.clock.now();
    let consent = Consent {
        id: ConsentId::new(),
        given_by: actor.user,
        provider: request.provider,
        text_version: request.text_version.clone(),
        given_at: now,
        expires_at: end(building, now, grant.until)?,
        withdrawn_at: None,
        reference: grant.reference.clone(),
    };
    let here = usage_points::of_building(&app.db, building.id).await?;
    let mut tx = app.db.begin().await?;
    let inserted = consents::insert(&mut tx, building.organisation, building.id, &consent).await;
    // Somebody has connected with this number before.
    inserted.map_err(|error| if error.is_conflict() { AppError::ConsentState } else { error.into() })?;
    if let Some(tokens) = &grant.tokens {
        secrets::store(app, &mut tx, consent.id, tokens).await?;
    }
    let (mut meters, mut before) = (Vec::new(), BTreeSet::new());
    for number in &grant.numbers {
        let (meter, old) = attach(app, &mut tx, building, &here, number, &consent).await?;
        before.extend(old);
        sync_runs::stop_open(&mut tx, meter, now).await?;
        sync_runs::queue(&mut tx, SyncRunId::new(), meter, history, now).await?;
        day_requests::forget_refusals(&mut tx, meter).await?;
        meters.push(meter);
    }
    for old in before {
        end_if_unused(&mut tx, old, now).await?;
    }
    tx.changes(building.change());
    tx.commit().await?;
    Ok(meters)
}

/// When the consent ends: after the time that was asked for, or when the operator says, if that is sooner.
fn end(building: &Building, now: Instant, until: Option<LocalDay>) -> Result<Instant, AppError> {
    let (asked, zone) = (consent_end(building, now)?.1, buildings::zone(building)?);
    Ok(until.map_or(asked, |day| asked.min(zone.bounds(day).start)))
}

/// The meter of this number in this building, and the consent that it was under: the live one with its new consent, the
/// disconnected one revived with its history, or a new one.
async fn attach(
    app: &App,
    tx: &mut Tx,
    building: &Building,
    here: &[UsagePoint],
    number: &UsagePointNumber,
    consent: &Consent,
) -> Result<(UsagePointId, Option<ConsentId>), AppError> {
    let known = here.iter().find(|meter| meter.provider == consent.provider && meter.number == *number);
    if let Some(meter) = known {
        if meter.disconnected_at.is_some() {
            usage_points::reconnect(tx, meter.id, Some(consent.id)).await.map_err(taken)?;
        } else {
            usage_points::set_consent(tx, meter.id, Some(consent.id)).await?;
        }
        return Ok((meter.id, meter.consent));
    }
    let meter = UsagePoint {
        id: UsagePointId::new(),
        building: building.id,
        provider: consent.provider,
        number: number.clone(),
        label: String::new(),
        consent: Some(consent.id),
        last_sync_at: None,
        created_at: consent.given_at,
        disconnected_at: None,
    };
    let live = usage_points::live_by_number(&app.db, building.organisation, consent.provider, number).await?;
    if live.is_some() {
        return Err(AppError::AlreadyConnected);
    }
    usage_points::insert(tx, &meter).await.map_err(taken)?;
    Ok((meter.id, None))
}

/// The unique index of live numbers has the last word.
fn taken(error: StorageError) -> AppError {
    if error.is_conflict() { AppError::AlreadyConnected } else { error.into() }
}
