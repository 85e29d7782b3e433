//! Looking at changed days with the rules in force, in the transaction that changed them.

use super::{
    evaluate::{Known, LABORIOUS, STANDING},
    record::{self, Judged},
};
use crate::{
    analytics::{chunks, detect::LOOKBACK_DAYS, zone::Zone},
    domain::{
        rule::{Rule, RuleKind, StoredRule, in_force},
        series::SeriesKind,
        time::{Instant, LocalDay},
    },
    storage::{self, StorageError, Tx, readings, rules},
};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// How many days are judged at once.
const DAYS: u32 = 200;
/// From so many whole days on the rule that knows what is usual does the telling.
const ENOUGH_DAYS: usize = 28;
/// Rules that look at readings, or at what is usual, are asked about so many days before today. Three years that arrive
/// at once would have each of their days looked at twenty times, for alerts that nobody is told of any more.
const RECENT_DAYS: i64 = 100;

/// Judges the changed days again, and those that are compared with them.
///
/// # Errors
/// When the database fails.
pub async fn after_changes(
    tx: &mut Tx,
    zone: Zone,
    (key, kind): (i64, SeriesKind),
    changed: &BTreeSet<LocalDay>,
    now: Instant,
) -> Result<(), StorageError> {
    // What is usual is known of consumption only.
    if kind != SeriesKind::ElectricityConsumption {
        return Ok(());
    }
    let Some(whose) = rules::whose(tx, key).await? else { return Ok(()) };
    let stored = rules::for_meter(tx, &whose).await?;
    let contracts = storage::tariffs::contracts_in(tx, whose.meter).await?;
    let today = zone.day(now);
    for (first, end) in chunks::ranges_of(changed, LOOKBACK_DAYS, DAYS) {
        let from = first.checked_sub_signed(TimeDelta::days(LOOKBACK_DAYS)).unwrap_or(first);
        let rollups = readings::rollups_in(tx, key, from, end).await?;
        let laborious = laborious_from(tx, key, (first, end), today).await?;
        let readings = match laborious {
            Some(since) => {
                let from = since.checked_sub_signed(TimeDelta::days(LOOKBACK_DAYS)).unwrap_or(since);
                readings::readings_in(tx, key, zone.span(from, end)).await?
            }
            None => Vec::new(),
        };
        let mut known = Known::new(zone, &rollups, &readings, &contracts);
        for rule in of_data(&stored, rollups.iter().filter(|rollup| rollup.is_whole()).count()) {
            let since = if LABORIOUS.contains(&rule.kind) { laborious } else { Some(first) };
            let Some(mut since) = since else { continue };
            if rule.kind == RuleKind::QualityDrop {
                // Days of which nothing came are judged with the next one of which something does.
                let known = rollups.iter().rfind(|rollup| rollup.day < first);
                since = known.and_then(|rollup| rollup.day.succ_opt()).unwrap_or(since);
            }
            let found = known.findings(rule.kind, &[&rule.parameters], (since, end), today).pop().unwrap_or_default();
            let judged = Judged { key, whose: &whose, rule: &rule, now: (now, today) };
            record::findings(tx, &judged, (since, end), found).await?;
        }
    }
    Ok(())
}

/// From which day on the laborious rules are asked about `[first, end)`: all of it where they have said anything, so that
/// a correction takes it back; else what is recent. `None`: nothing of it.
async fn laborious_from(
    tx: &mut Tx,
    key: i64,
    (first, end): (LocalDay, LocalDay),
    today: LocalDay,
) -> Result<Option<LocalDay>, StorageError> {
    let recent = today.checked_sub_signed(TimeDelta::days(RECENT_DAYS)).unwrap_or(today);
    if first >= recent {
        return Ok(Some(first));
    }
    for kind in LABORIOUS {
        let said = storage::alerts::of_series_in(tx, key, kind, first, end.min(recent)).await?;
        if !said.is_empty() {
            return Ok(Some(first));
        }
    }
    Ok((recent < end).then_some(recent))
}

/// The rules in force that look at values. Nobody is told of the same day by two rules that nobody set up: as soon as it
/// is known what is usual, the rule of the seven days is silent.
pub(super) fn of_data(stored: &[StoredRule], whole_days: usize) -> Vec<Rule> {
    let mut rules: Vec<Rule> = RuleKind::ALL
        .into_iter()
        .filter(|kind| !STANDING.contains(kind))
        .filter_map(|kind| in_force(stored, kind))
        .collect();
    let own = stored.iter().any(|stored| stored.rule.kind == RuleKind::OverConsumption);
    let usual = rules.iter().any(|rule| rule.kind == RuleKind::Unusual) && whole_days >= ENOUGH_DAYS;
    if usual && !own {
        let seven_days = rules.iter_mut().filter(|rule| rule.kind == RuleKind::OverConsumption);
        seven_days.for_each(|rule| rule.channels.clear());
    }
    rules
}
