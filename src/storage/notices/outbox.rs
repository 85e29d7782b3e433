//! Writing messages into the outbox. The key of each names the recipient, the way, the alert and what is said, so that
//! nothing is said twice: computing an alert again, a restart, or a correction that comes and goes writes no second row.

use super::super::{
    StorageError, Tx,
    db::{Built, all, run},
};
use super::row;
use crate::domain::{
    id::{EndpointId, NoticeId, OrganisationId, UserId},
    notice::{Facts, NoticeState, Recipient, Told},
    rule::Channel,
    time::Instant,
};

/// A message to be written.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// For whom.
    pub recipient: Recipient,
    /// On which way.
    pub channel: Channel,
    /// Not to be sent before.
    pub due: Instant,
    /// Whether it waits for others to be sent together.
    pub in_digest: bool,
}

impl NewNotice {
    /// On the page of notifications it is there as soon as it is written.
    fn state(&self) -> NoticeState {
        if self.channel == Channel::InApp { NoticeState::Sent } else { NoticeState::Queued }
    }

    fn key(&self, id: NoticeId, organisation: OrganisationId, facts: &Facts) -> String {
        let (to, channel) = (self.whom(), self.channel.as_str());
        match facts {
            Facts::Alert(change) => {
                format!("{organisation}/{to}/{channel}/{}/{}", Told::of(change).as_str(), change.alert)
            }
            Facts::Report { building, month, .. } => format!("{organisation}/{to}/{channel}/report/{building}/{month}"),
            Facts::Test => format!("test/{id}"),
        }
    }

    fn whom(&self) -> String {
        match self.recipient {
            Recipient::User(user) => format!("user {user}"),
            Recipient::Endpoint(endpoint) => format!("endpoint {endpoint}"),
        }
    }
}

const PUT: &str = "INSERT INTO notices (id, organisation_id, user_id, endpoint_id, channel, alert, told, dedupe_key, \
     facts, state, in_digest, next_at, created_at, finished_at) ";
const UNLESS_SAID: &str = " ON CONFLICT (dedupe_key) DO UPDATE SET facts = excluded.facts, state = excluded.state, \
     in_digest = excluded.in_digest, next_at = excluded.next_at, lease_until = NULL, problem = NULL, \
     created_at = excluded.created_at, finished_at = excluded.finished_at WHERE notices.state = 'suppressed'";

/// Recipients in one statement.
const ROWS_PER_STATEMENT: usize = 500;

/// Writes one message to each recipient, unless the same was said to them already. One that was taken back before it was
/// sent is written again. Returns how many were written.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut Tx,
    organisation: OrganisationId,
    facts: &Facts,
    notices: &[NewNotice],
    now: Instant,
) -> Result<u64, StorageError> {
    let json = serde_json::to_string(facts).map_err(|_| StorageError::Unreadable("notices"))?;
    let mut written = 0;
    for chunk in notices.chunks(ROWS_PER_STATEMENT) {
        let row = |notice: &NewNotice| {
            let (id, state) = (NoticeId::new(), notice.state());
            let (user, endpoint) = match notice.recipient {
                Recipient::User(user) => (Some(user), None),
                Recipient::Endpoint(endpoint) => (None, Some(endpoint)),
            };
            let alert = facts.alert();
            let finished = (state == NoticeState::Sent).then_some(now);
            [
                id.into(),
                organisation.into(),
                user.into(),
                endpoint.into(),
                notice.channel.as_str().into(),
                alert.map(|(alert, _)| alert).into(),
                alert.map(|(_, told)| told.as_str()).into(),
                notice.key(id, organisation, facts).as_str().into(),
                json.as_str().into(),
                state.as_str().into(),
                i64::from(notice.in_digest).into(),
                notice.due.into(),
                now.into(),
                finished.into(),
            ]
        };
        written += Built::new(PUT).rows(chunk, row).push(UNLESS_SAID).run(tx).await?;
    }
    Ok(written)
}

/// What somebody was told about an alert, or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// To whom.
    pub recipient: Recipient,
    /// On which way.
    pub channel: Channel,
    /// What.
    pub told: Told,
}

const SAID: &str = "SELECT user_id, endpoint_id, channel, told FROM notices \
     WHERE organisation_id = $1 AND alert = $2 AND told IS NOT NULL AND state <> 'suppressed'";

/// Everything that was or will be said about an alert.
///
/// # Errors
/// When the database fails.
pub async fn said(tx: &mut Tx, organisation: OrganisationId, alert: &str) -> Result<Vec<Said>, StorageError> {
    let rows = all!(tx, (Option<UserId>, Option<EndpointId>, String, String), SAID, organisation, alert)?;
    let said = |(user, endpoint, channel, told): (Option<UserId>, Option<EndpointId>, String, String)| {
        let told = Told::from_name(&told).ok_or(StorageError::Unreadable("notices"))?;
        Ok(Said { recipient: row::recipient(user, endpoint)?, channel: row::channel(&channel)?, told })
    };
    rows.into_iter().map(said).collect()
}

const TAKE_BACK: &str = "UPDATE notices SET state = 'suppressed', finished_at = $3 WHERE organisation_id = $1 \
     AND alert = $2 AND state = 'queued' AND (lease_until IS NULL OR lease_until < $3)";

/// Takes back what was not sent yet about an alert that is over. What is being sent at this moment stays.
///
/// # Errors
/// When the database fails.
pub async fn take_back(
    tx: &mut Tx,
    organisation: OrganisationId,
    alert: &str,
    now: Instant,
) -> Result<u64, StorageError> {
    run!(tx, TAKE_BACK, organisation, alert, now)
}

const TAKE_BACK_FROM: &str = "UPDATE notices SET state = 'suppressed', finished_at = $4 WHERE user_id = $1 \
     AND organisation_id = $2 AND channel = $3 AND state = 'queued'";

/// Takes back what was not sent yet to somebody who does not want it any more.
///
/// # Errors
/// When the database fails.
pub async fn take_back_from(
    tx: &mut Tx,
    user: UserId,
    organisation: OrganisationId,
    channel: Channel,
    now: Instant,
) -> Result<u64, StorageError> {
    run!(tx, TAKE_BACK_FROM, user, organisation, channel.as_str(), now)
}
