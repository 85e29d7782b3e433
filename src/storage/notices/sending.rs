//! Leases of messages: each is sent by one worker at a time, of whichever instance. As with runs of synchronisation, who
//! has lost a message writes nothing about it.

use super::super::{
    StorageError, Tx,
    db::{all, one, optional, run},
};
use super::row;
use crate::domain::{
    id::{EndpointId, NoticeId, OrganisationId, UserId},
    notice::{Facts, NoticeState, Problem, Recipient},
    rule::Channel,
    time::Instant,
};

/// A message in the hands of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Identifier, the same at every try.
    pub id: NoticeId,
    /// Within which organisation.
    pub organisation: OrganisationId,
    /// For whom.
    pub recipient: Recipient,
    /// On which way.
    pub channel: Channel,
    /// About what; `None` for what another version has written: one such message must not stop all others.
    pub facts: Option<Facts>,
    /// Whether it goes together with others.
    pub in_digest: bool,
    /// Which try this is, from 1.
    pub attempt: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: NoticeId,
    organisation_id: OrganisationId,
    user_id: Option<UserId>,
    endpoint_id: Option<EndpointId>,
    channel: String,
    facts: String,
    in_digest: i64,
    attempt: i64,
}

impl TryFrom<Row> for Taken {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.id,
            organisation: row.organisation_id,
            recipient: row::recipient(row.user_id, row.endpoint_id)?,
            channel: row::channel(&row.channel)?,
            facts: row::facts(&row.facts).ok(),
            in_digest: row.in_digest == 1,
            attempt: row.attempt,
        })
    }
}

const TAKE: &str = "UPDATE notices SET attempt = attempt + 1, lease_until = $1 \
     WHERE id = (SELECT id FROM notices WHERE state = 'queued' AND next_at <= $2 \
     AND (lease_until IS NULL OR lease_until < $2) ORDER BY next_at, id LIMIT 1) \
     AND state = 'queued' AND (lease_until IS NULL OR lease_until < $2) \
     RETURNING id, organisation_id, user_id, endpoint_id, channel, facts, in_digest, attempt";

const FREE: &str = "SELECT COUNT(*) FROM notices WHERE state = 'queued' AND next_at <= $1 \
     AND (lease_until IS NULL OR lease_until < $1)";

const TAKE_DIGEST: &str = "UPDATE notices SET attempt = attempt + 1, lease_until = $1 WHERE user_id = $3 \
     AND organisation_id = $4 AND channel = $5 AND in_digest = 1 AND state = 'queued' AND next_at <= $2 \
     AND (lease_until IS NULL OR lease_until < $2) \
     RETURNING id, organisation_id, user_id, endpoint_id, channel, facts, in_digest, attempt";

/// Takes what is due the longest, together with everything that goes into the same digest; empty when nothing is due.
/// Nobody else gets these until `until`.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut Tx, now: Instant, until: Instant) -> Result<Vec<Taken>, StorageError> {
    loop {
        if let Some(row) = optional!(tx, Row, TAKE, until, now)? {
            let first = Taken::try_from(row)?;
            let mut taken = vec![first];
            if let [Taken { in_digest: true, recipient: Recipient::User(user), organisation, channel, .. }] = taken[..]
            {
                let rows = all!(tx, Row, TAKE_DIGEST, until, now, user, organisation, channel.as_str())?;
                taken.extend(rows.into_iter().map(Taken::try_from).collect::<Result<Vec<_>, _>>()?);
            }
            // Ids sort by creation: a digest reads from the oldest on.
            taken.sort_by_key(|taken| taken.id);
            return Ok(taken);
        }
        // On PostgreSQL several may see the same message as the first. Who comes too late looks again.
        if one!(tx, (i64,), FREE, now)?.0 == 0 {
            return Ok(Vec::new());
        }
    }
}

const FINISH: &str = "UPDATE notices SET state = $3, problem = $4, finished_at = $5, lease_until = NULL \
     WHERE id = $1 AND attempt = $2 AND state = 'queued'";

/// Ends a message. `false`: it is no longer ours.
///
/// # Errors
/// When the database fails.
pub async fn finish(
    tx: &mut Tx,
    taken: &Taken,
    state: NoticeState,
    problem: Option<Problem>,
    now: Instant,
) -> Result<bool, StorageError> {
    Ok(run!(tx, FINISH, taken.id, taken.attempt, state.as_str(), problem.map(Problem::as_str), now)? == 1)
}

const LATER: &str = "UPDATE notices SET next_at = $3, problem = $4, lease_until = NULL \
     WHERE id = $1 AND attempt = $2 AND state = 'queued'";

/// Puts a message back, to be tried again at `next`. `false`: it is no longer ours.
///
/// # Errors
/// When the database fails.
pub async fn later(tx: &mut Tx, taken: &Taken, problem: Problem, next: Instant) -> Result<bool, StorageError> {
    Ok(run!(tx, LATER, taken.id, taken.attempt, next, problem.as_str())? == 1)
}
