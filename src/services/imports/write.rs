//! The confirmation: meters, readings and the import's own record in one transaction.

use super::{App, describe, parsed, refuse_future, waiting};
use crate::{
    domain::{
        access::Actor,
        building::{Building, UsagePoint},
        error::AppError,
        id::{BuildingId, ImportId, UsagePointId},
        provider::ProviderId,
        time::Instant,
    },
    formats::summary::Summary,
    services::{
        buildings,
        ingest::{self, Batch},
    },
    storage::{self, StorageError, Tx},
    views::imports::ImportOutcome,
};
use std::collections::HashMap;

/// Writes what the preview showed. `accept_numbers` confirms that an EAN with a wrong check digit is meant.
///
/// A series without a single value is left out: a meter without panels has no production, only a column for it.
///
/// # Errors
/// [`AppError::PreviewGone`] when the file was imported already or has waited for more than a day;
/// [`AppError::EanCheckDigit`] when a new meter's EAN was not accepted. Nothing is written then.
pub async fn confirm(
    app: &App,
    actor: &Actor,
    building: BuildingId,
    id: ImportId,
    accept_numbers: bool,
) -> Result<ImportOutcome, AppError> {
    let (building, file_name, content) = waiting(app, actor, building, id).await?;
    let zone = buildings::zone(&building)?;
    let (_, mut file) = parsed(content, &file_name).await?;
    // Two files with the same meters lock their series in the same order, so that none waits for the other for ever.
    file.series.sort_by(|a, b| (&a.number, a.kind.as_str()).cmp(&(&b.number, b.kind.as_str())));
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if !storage::imports::confirm(&mut tx, id, now).await? {
        return Err(AppError::PreviewGone);
    }
    let (mut outcome, mut added) = (None, HashMap::new());
    for series in file.series {
        let summary = Summary::of(&series, zone);
        let Some(span) = summary.span.filter(|_| summary.values > 0) else { continue };
        refuse_future(span.end, now)?;
        let provider = describe::provider(file.format, &series.number);
        let meter =
            meter(app, (&mut tx, &mut added), &building, (provider, &series.number), accept_numbers, now).await?;
        let key = storage::usage_points::series_key(&mut tx, meter, series.kind).await?;
        let batch = Batch { readings: series.readings, official: series.official };
        let done = ingest::write(&mut tx, zone, key, series.kind, &batch, now).await?;
        let last_day = zone.day(span.end.plus(-1));
        let total = outcome.get_or_insert(ImportOutcome { written: 0, unchanged: 0, meter, last_day });
        total.written += done.written;
        total.unchanged += done.unchanged + done.kept;
        total.last_day = total.last_day.max(last_day);
    }
    let outcome = outcome.ok_or(AppError::EmptyFile)?;
    storage::imports::finish(&mut tx, id, outcome.written).await?;
    tx.changes(building.change());
    tx.commit().await?;
    Ok(outcome)
}

/// The building's meter with the number; added when there is none.
async fn meter(
    app: &App,
    (tx, added): (&mut Tx, &mut HashMap<String, UsagePointId>),
    building: &Building,
    (provider, number): (ProviderId, &str),
    accept_numbers: bool,
    now: Instant,
) -> Result<UsagePointId, AppError> {
    let (number, found) = describe::meter(app, building, provider, number).await?;
    if let Some(point) = found {
        return Ok(point.id);
    }
    // A second series of the same file: its new meter is not visible to readers before the commit.
    if let Some(id) = added.get(number.as_str()) {
        return Ok(*id);
    }
    if number.check_digit_is_wrong() && !accept_numbers {
        return Err(AppError::EanCheckDigit);
    }
    let point = UsagePoint {
        id: UsagePointId::new(),
        building: building.id,
        provider,
        number,
        label: String::new(),
        consent: None,
        last_sync_at: None,
        created_at: now,
        disconnected_at: None,
    };
    storage::usage_points::insert(tx, &point).await.map_err(already_connected)?;
    added.insert(point.number.to_string(), point.id);
    Ok(point.id)
}

fn already_connected(error: StorageError) -> AppError {
    if error.is_conflict() { AppError::AlreadyConnected } else { error.into() }
}
