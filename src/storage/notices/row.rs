//! Messages as rows.

use super::super::StorageError;
use crate::domain::{
    id::{EndpointId, NoticeId, OrganisationId, UserId},
    notice::{Facts, Notice, NoticeState, Problem, Recipient},
    rule::Channel,
    time::Instant,
};

const UNREADABLE: StorageError = StorageError::Unreadable("notices");

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: NoticeId,
    organisation_id: OrganisationId,
    user_id: Option<UserId>,
    endpoint_id: Option<EndpointId>,
    channel: String,
    facts: String,
    state: String,
    problem: Option<String>,
    created_at: Instant,
    read_at: Option<Instant>,
}

/// Whom a row is for; exactly one of the two is there.
pub(super) fn recipient(user: Option<UserId>, endpoint: Option<EndpointId>) -> Result<Recipient, StorageError> {
    match (user, endpoint) {
        (Some(user), None) => Ok(Recipient::User(user)),
        (None, Some(endpoint)) => Ok(Recipient::Endpoint(endpoint)),
        _ => Err(UNREADABLE),
    }
}

/// A stored channel.
pub(super) fn channel(name: &str) -> Result<Channel, StorageError> {
    name.parse().map_err(|()| UNREADABLE)
}

/// Stored facts.
pub(super) fn facts(json: &str) -> Result<Facts, StorageError> {
    serde_json::from_str(json).map_err(|_| UNREADABLE)
}

impl TryFrom<Row> for Notice {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.id,
            organisation: row.organisation_id,
            recipient: recipient(row.user_id, row.endpoint_id)?,
            channel: channel(&row.channel)?,
            facts: facts(&row.facts)?,
            state: NoticeState::from_name(&row.state).ok_or(UNREADABLE)?,
            problem: row.problem.as_deref().and_then(Problem::from_name),
            created_at: row.created_at,
            read_at: row.read_at,
        })
    }
}
