//! What rules found, with its life: one row for each series, kind of rule and local day.

use super::{
    Db, StorageError, Tx, day_number,
    db::{Built, Value, one, run},
    number_day,
};
use crate::domain::{
    alert::{Alert, AlertState},
    anomaly::Severity,
    id::{OrganisationId, UserId},
    rule::{Finding, RuleKind},
    time::{Instant, LocalDay},
};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    series_key: i64,
    kind: String,
    day: i64,
    seen: i64,
    severity: String,
    value: i64,
    expected: i64,
    low: i64,
    high: i64,
    opened_at: Instant,
    state: String,
    state_at: Instant,
    state_by: Option<UserId>,
    comment: Option<String>,
    withdrawn_at: Option<Instant>,
    told_at: Option<Instant>,
    escalated_at: Option<Instant>,
}

impl TryFrom<Row> for (i64, Alert) {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        let unreadable = || StorageError::Unreadable("alerts");
        let kind: RuleKind = row.kind.parse().map_err(|()| unreadable())?;
        let finding = Finding {
            kind,
            day: number_day(row.day),
            seen: number_day(row.seen),
            severity: Severity::from_name(&row.severity).ok_or_else(unreadable)?,
            value: row.value,
            expected: row.expected,
            low: row.low,
            high: row.high,
            unit: kind.unit(),
        };
        let alert = Alert {
            finding,
            opened_at: row.opened_at,
            state: AlertState::from_name(&row.state).ok_or_else(unreadable)?,
            state_at: row.state_at,
            state_by: row.state_by,
            comment: row.comment,
            withdrawn_at: row.withdrawn_at,
            told_at: row.told_at,
            escalated_at: row.escalated_at,
        };
        Ok((row.series_key, alert))
    }
}

const COLUMNS: &str = "SELECT series_key, kind, day, seen, severity, value, expected, low, high, opened_at, \
     state, state_at, state_by, comment, withdrawn_at, told_at, escalated_at FROM alerts WHERE ";

pub(super) fn of_days(keys: &[i64], first: LocalDay, end: LocalDay) -> Built {
    let query = Built::new(COLUMNS).push("series_key IN (").list(keys).push(") AND day >= ").bind(day_number(first));
    let query = query.push(" AND day < ").bind(day_number(end));
    query.push(" AND withdrawn_at IS NULL ORDER BY day DESC, series_key, kind")
}

/// What stands about several series over the local days `[first, end)`, latest day first.
///
/// # Errors
/// When the database fails.
pub async fn between(db: &Db, keys: &[i64], first: LocalDay, end: LocalDay) -> Result<Vec<(i64, Alert)>, StorageError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    of_days(keys, first, end).all::<Row>(db).await?.into_iter().map(TryInto::try_into).collect()
}

pub(super) fn of_series(key: i64, kind: RuleKind, first: LocalDay, end: LocalDay) -> Built {
    let query = Built::new(COLUMNS).push("series_key = ").bind(key).push(" AND kind = ").bind(kind.as_str());
    let query = query.push(" AND day >= ").bind(day_number(first)).push(" AND day < ").bind(day_number(end));
    query.push(" ORDER BY day")
}

fn without_keys(rows: Vec<Row>) -> Result<Vec<Alert>, StorageError> {
    rows.into_iter().map(|row| <(i64, Alert)>::try_from(row).map(|(_, alert)| alert)).collect()
}

/// All that rules of a kind ever said about the local days `[first, end)` of one series, withdrawn or not.
///
/// # Errors
/// When the database fails.
pub async fn of_series_in(
    tx: &mut Tx,
    key: i64,
    kind: RuleKind,
    first: LocalDay,
    end: LocalDay,
) -> Result<Vec<Alert>, StorageError> {
    without_keys(of_series(key, kind, first, end).all_in(tx).await?)
}

/// One alert, withdrawn or not.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, key: i64, kind: RuleKind, day: LocalDay) -> Result<Option<Alert>, StorageError> {
    let next = day.succ_opt().unwrap_or(day);
    Ok(without_keys(of_series(key, kind, day, next).all(db).await?)?.pop())
}

/// The alerts of a kind about a series of which people were told at `since` or later.
///
/// # Errors
/// When the database fails.
pub async fn told_since(tx: &mut Tx, key: i64, kind: RuleKind, since: Instant) -> Result<Vec<Alert>, StorageError> {
    let query = Built::new(COLUMNS).push("series_key = ").bind(key).push(" AND kind = ").bind(kind.as_str());
    without_keys(query.push(" AND told_at >= ").bind(since).all_in(tx).await?)
}

/// Alerts opened since an instant of which people were told and that nobody has looked at.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db, since: Instant) -> Result<Vec<(i64, Alert)>, StorageError> {
    let query = Built::new(COLUMNS).push("state = 'open' AND withdrawn_at IS NULL AND escalated_at IS NULL");
    let query = query.push(" AND told_at IS NOT NULL AND opened_at >= ").bind(since).push(" ORDER BY opened_at");
    query.all::<Row>(db).await?.into_iter().map(TryInto::try_into).collect()
}

pub(super) const OPEN: &str = "SELECT COUNT(*) FROM buildings b CROSS JOIN usage_points u CROSS JOIN series s \
     CROSS JOIN alerts a WHERE b.organisation_id = $1 AND b.deleted_at IS NULL AND u.building_id = b.id \
     AND ($2 = 0 OR EXISTS (SELECT 1 FROM building_owners o WHERE o.building_id = b.id AND o.user_id = $3)) \
     AND s.usage_point_id = u.id AND a.series_key = s.key \
     AND a.kind IN ('over_consumption', 'unusual', 'base_load', 'night', 'peak', 'silent', 'consent_ending', \
     'quality_drop') AND a.day >= $4 AND a.day < $5 AND a.state = 'open' AND a.withdrawn_at IS NULL \
     AND (a.kind <> 'over_consumption' OR NOT EXISTS (SELECT 1 FROM alerts d WHERE d.series_key = a.series_key \
     AND d.kind = 'unusual' AND d.day = a.day AND d.withdrawn_at IS NULL))";

/// How many alerts about the local days `[first, end)` nobody has looked at, of an organisation, or of those of its
/// buildings that `owner` co-owns. Two rules that say the same of a day count once. The tables are joined in this
/// order, and the kinds listed, so that each series is a few ranges of the primary key.
///
/// # Errors
/// When the database fails.
pub async fn open(
    db: &Db,
    organisation: OrganisationId,
    owner: Option<UserId>,
    (first, end): (LocalDay, LocalDay),
) -> Result<i64, StorageError> {
    let (only_owned, user) = (i64::from(owner.is_some()), owner.unwrap_or(UserId(Uuid::nil())));
    let (first, end) = (day_number(first), day_number(end));
    Ok(one!(db, (i64,), OPEN, organisation, only_owned, user, first, end)?.0)
}

const ROWS_PER_STATEMENT: usize = 1_000;
const PUT: &str = "INSERT INTO alerts (series_key, kind, day, seen, severity, value, expected, low, high, opened_at, \
     state, state_at, state_by, comment, withdrawn_at, told_at, escalated_at) ";
const REPLACE: &str = " ON CONFLICT (series_key, kind, day) DO UPDATE SET seen = excluded.seen, \
     severity = excluded.severity, value = excluded.value, expected = excluded.expected, low = excluded.low, \
     high = excluded.high, state = excluded.state, state_at = excluded.state_at, state_by = excluded.state_by, \
     comment = excluded.comment, withdrawn_at = excluded.withdrawn_at, told_at = excluded.told_at, \
     escalated_at = excluded.escalated_at";

/// Writes alerts of a series in the place of what was known of them.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, key: i64, alerts: &[Alert]) -> Result<(), StorageError> {
    for chunk in alerts.chunks(ROWS_PER_STATEMENT) {
        let row = |alert: &Alert| {
            let found = &alert.finding;
            [
                key.into(),
                found.kind.as_str().into(),
                day_number(found.day).into(),
                day_number(found.seen).into(),
                found.severity.as_str().into(),
                found.value.into(),
                found.expected.into(),
                found.low.into(),
                found.high.into(),
                alert.opened_at.into(),
                alert.state.as_str().into(),
                alert.state_at.into(),
                Value::Id(alert.state_by.map(|by| by.0)),
                alert.comment.as_deref().into(),
                alert.withdrawn_at.into(),
                alert.told_at.into(),
                alert.escalated_at.into(),
            ]
        };
        Built::new(PUT).rows(chunk, row).push(REPLACE).run(tx).await?;
    }
    Ok(())
}

const CHANGE: &str = "UPDATE alerts SET state = $5, state_at = $6, state_by = $7, comment = $8
    WHERE series_key = $1 AND kind = $2 AND day = $3 AND withdrawn_at IS NULL AND state_at = $4";

/// Notes what somebody did about an alert that last changed at `before`. `false`: it changed meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn change(tx: &mut Tx, key: i64, before: Instant, alert: &Alert) -> Result<bool, StorageError> {
    let (kind, day, state) = (alert.finding.kind.as_str(), day_number(alert.finding.day), alert.state.as_str());
    let rows =
        run!(tx, CHANGE, key, kind, day, before, state, alert.state_at, alert.state_by, alert.comment.as_deref())?;
    Ok(rows == 1)
}
