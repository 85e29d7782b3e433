//! Reading what an operator has published.

use super::{Wanted, back, readable};
use crate::{
    domain::{error::AppError, id::UsagePointId, time::Instant},
    providers::MeterProvider,
    services::{App, syncs::plan::REREAD_DAYS},
    storage::{self, Tx},
};
use std::collections::HashSet;

/// The first time of a day every meter is read, with the days that may have been corrected. Later only those that have
/// nothing of yesterday yet although they had the day before: a meter that has been silent for longer waits for the night.
pub(super) async fn wanted(
    app: &App,
    tx: &mut Tx,
    provider: &dyn MeterProvider,
    last: Option<Instant>,
) -> Result<Vec<Wanted>, AppError> {
    let meters = readable(app, tx, provider).await?;
    let zone = provider.capabilities().published.zone;
    let again = last.is_some_and(|last| zone.day(last) == zone.day(app.clock.now()));
    let days: HashSet<_> = meters.iter().map(|(_, today)| *today).collect();
    let mut late = HashSet::new();
    for today in days.into_iter().filter(|_| again) {
        let mut with = async |first, end| -> Result<HashSet<UsagePointId>, AppError> {
            let found =
                storage::schedule::whole_days(tx, provider.id(), (back(today, first), back(today, end))).await?;
            Ok(found.into_iter().map(|(meter, _)| meter).collect())
        };
        let (yesterday, before) = (with(1, 0).await?, with(2, 1).await?);
        late.extend(before.difference(&yesterday).map(|meter| (*meter, today)));
    }
    let wanted = meters.into_iter().filter(|of| !again || late.contains(of));
    Ok(wanted.map(|(meter, today)| (meter, back(today, REREAD_DAYS), today)).collect())
}
