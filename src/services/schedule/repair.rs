//! The nightly repair.

use super::{Wanted, back, readable};
use crate::{
    domain::error::AppError,
    services::{App, syncs::plan::RETRY_DAYS},
    storage::{self, Tx, journal, sync_runs},
};
use std::collections::{HashMap, HashSet};

/// For how long the journal says what was asked.
const KEPT_SECONDS: i64 = 90 * 24 * 3_600;

/// Meters that lack a day for which late values still arrive. Yesterday is not published yet at night.
pub(super) async fn wanted(app: &App, tx: &mut Tx) -> Result<Vec<Wanted>, AppError> {
    let now = app.clock.now();
    journal::forget(tx, now.plus(-KEPT_SECONDS)).await?;
    sync_runs::resume_failed(tx, now).await?;
    let mut wanted = Vec::new();
    for provider in app.providers.all() {
        let meters = readable(app, tx, provider).await?;
        let days: HashSet<_> = meters.iter().map(|(_, today)| *today).collect();
        let mut whole = HashMap::new();
        for today in days {
            let within = (back(today, RETRY_DAYS), back(today, 1));
            let found = storage::schedule::whole_days(tx, provider.id(), within).await?;
            whole.extend(found.into_iter().map(|(meter, days)| ((meter, today), days)));
        }
        let lacks = |of: &(_, _)| whole.get(of).is_none_or(|days| *days < RETRY_DAYS - 1);
        let lacking = meters.into_iter().filter(lacks);
        wanted.extend(lacking.map(|(meter, today)| (meter, back(today, RETRY_DAYS), back(today, 1))));
    }
    Ok(wanted)
}
