//! Who was told about one alert.

use super::super::{Db, StorageError, db::all};
use super::row;
use crate::domain::{
    id::OrganisationId,
    notice::{NoticeState, Told},
    rule::Channel,
    time::Instant,
};

/// A message about an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What the person or service is called.
    pub name: String,
    /// On which way.
    pub channel: Channel,
    /// What it says.
    pub told: Told,
    /// Where it stands.
    pub state: NoticeState,
    /// When it was written.
    pub created_at: Instant,
}

const OF_ALERT: &str = "SELECT COALESCE(u.name, e.label, '') AS name, n.channel, n.told, n.state, n.created_at \
     FROM notices n LEFT JOIN users u ON u.id = n.user_id LEFT JOIN notice_endpoints e ON e.id = n.endpoint_id \
     WHERE n.organisation_id = $1 AND n.alert = $2 AND n.told IS NOT NULL AND n.state <> 'suppressed' \
     ORDER BY n.created_at, n.told, n.channel, n.id LIMIT 500";

/// The messages about an alert, the oldest first, at most 500; without those that were taken back.
///
/// # Errors
/// When the database fails.
pub async fn of_alert(db: &Db, organisation: OrganisationId, alert: &str) -> Result<Vec<Message>, StorageError> {
    let rows = all!(db, (String, String, String, String, Instant), OF_ALERT, organisation, alert)?;
    let message = |(name, channel, told, state, created_at): (String, String, String, String, Instant)| {
        let unreadable = || StorageError::Unreadable("notices");
        let told = Told::from_name(&told).ok_or_else(unreadable)?;
        let state = NoticeState::from_name(&state).ok_or_else(unreadable)?;
        Ok(Message { name, channel: row::channel(&channel)?, told, state, created_at })
    };
    rows.into_iter().map(message).collect()
}
