//! What people see on their page: messages to them, and what could not be sent.

use super::super::{
    Db, StorageError, Tx,
    db::{all, one, run},
};
use super::row::Row;
use crate::domain::{
    id::{EndpointId, NoticeId, OrganisationId, UserId},
    notice::{Notice, NoticeState, Problem},
    time::Instant,
};
use uuid::Uuid;

const PAGE: &str = "SELECT id, organisation_id, user_id, endpoint_id, channel, facts, state, problem, created_at, read_at \
     FROM notices WHERE user_id = $1 AND organisation_id = $2 AND channel = 'in_app' AND id < $3 ORDER BY id DESC LIMIT $4";

/// At most `limit` messages on somebody's page, the latest first, older than `before`.
///
/// # Errors
/// When the database fails.
pub async fn page(
    db: &Db,
    user: UserId,
    organisation: OrganisationId,
    before: Option<NoticeId>,
    limit: u32,
) -> Result<Vec<Notice>, StorageError> {
    let before = before.unwrap_or(NoticeId(Uuid::max()));
    let rows = all!(db, Row, PAGE, user, organisation, before, i64::from(limit))?;
    rows.into_iter().map(Notice::try_from).collect()
}

const UNREAD: &str = "SELECT COUNT(*) FROM notices WHERE user_id = $1 AND organisation_id = $2 AND channel = 'in_app' \
     AND read_at IS NULL";

/// How many messages on somebody's page are unread.
///
/// # Errors
/// When the database fails.
pub async fn unread(db: &Db, user: UserId, organisation: OrganisationId) -> Result<i64, StorageError> {
    Ok(one!(db, (i64,), UNREAD, user, organisation)?.0)
}

const READ: &str = "UPDATE notices SET read_at = COALESCE(read_at, $4) WHERE id = $1 AND user_id = $2 \
     AND organisation_id = $3 AND channel = 'in_app'";

/// Marks a message as read. `false`: they have no such message.
///
/// # Errors
/// When the database fails.
pub async fn read(
    tx: &mut Tx,
    user: UserId,
    organisation: OrganisationId,
    id: NoticeId,
    now: Instant,
) -> Result<bool, StorageError> {
    Ok(run!(tx, READ, id, user, organisation, now)? == 1)
}

const READ_ALL: &str = "UPDATE notices SET read_at = $3 WHERE user_id = $1 AND organisation_id = $2 AND channel = 'in_app' \
     AND read_at IS NULL";

/// Marks everything on somebody's page as read.
///
/// # Errors
/// When the database fails.
pub async fn read_all(
    tx: &mut Tx,
    user: UserId,
    organisation: OrganisationId,
    now: Instant,
) -> Result<u64, StorageError> {
    run!(tx, READ_ALL, user, organisation, now)
}

const FAILED: &str = "SELECT id, organisation_id, user_id, endpoint_id, channel, facts, state, problem, created_at, read_at \
     FROM notices WHERE user_id = $1 AND organisation_id = $2 AND state = 'failed' AND created_at >= $3 \
     ORDER BY id DESC LIMIT 20";

/// What could not be sent to somebody since an instant, the latest first; at most 20.
///
/// # Errors
/// When the database fails.
pub async fn failed(
    db: &Db,
    user: UserId,
    organisation: OrganisationId,
    since: Instant,
) -> Result<Vec<Notice>, StorageError> {
    all!(db, Row, FAILED, user, organisation, since)?.into_iter().map(Notice::try_from).collect()
}

/// How the latest message to a service went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latest {
    /// Which service.
    pub endpoint: EndpointId,
    /// Where the message stands.
    pub state: NoticeState,
    /// Why the last try failed.
    pub problem: Option<Problem>,
    /// When it was written.
    pub created_at: Instant,
}

const LATEST: &str = "SELECT n.endpoint_id, n.state, n.problem, n.created_at FROM notices n \
     WHERE n.organisation_id = $1 AND n.endpoint_id IS NOT NULL AND NOT EXISTS \
     (SELECT 1 FROM notices l WHERE l.endpoint_id = n.endpoint_id AND l.id > n.id)";

/// How the latest message to each service of an organisation went.
///
/// # Errors
/// When the database fails.
pub async fn latest(db: &Db, organisation: OrganisationId) -> Result<Vec<Latest>, StorageError> {
    let rows = all!(db, (EndpointId, String, Option<String>, Instant), LATEST, organisation)?;
    let latest = |(endpoint, state, problem, created_at): (EndpointId, String, Option<String>, Instant)| {
        let state = NoticeState::from_name(&state).ok_or(StorageError::Unreadable("notices"))?;
        Ok(Latest { endpoint, state, problem: problem.as_deref().and_then(Problem::from_name), created_at })
    };
    rows.into_iter().map(latest).collect()
}
