//! What each person wants to be told in an organisation.

use super::super::{
    Db, StorageError, Tx,
    db::{optional, run},
};
use crate::domain::{
    anomaly::Severity,
    id::{OrganisationId, UserId},
    language::Language,
    notice::{Digest, Preference, Ways},
    tariff::{Hours, Minute},
    time::Instant,
};

/// The columns, all missing for somebody who has chosen nothing.
#[derive(sqlx::FromRow)]
pub(super) struct PreferenceRow {
    email: Option<i64>,
    in_app: Option<i64>,
    sms: Option<i64>,
    push: Option<i64>,
    least: Option<String>,
    digest: Option<String>,
    digest_at: Option<i64>,
    quiet_from: Option<i64>,
    quiet_until: Option<i64>,
    critical_passes: Option<i64>,
    language: Option<String>,
    phone: Option<String>,
    push_target: Option<String>,
}

fn minute(stored: i64) -> Result<Minute, StorageError> {
    let minutes = u16::try_from(stored).ok();
    minutes
        .and_then(|minutes| Minute::new(minutes / 60, minutes % 60))
        .ok_or(StorageError::Unreadable("notice_preferences"))
}

impl PreferenceRow {
    /// What was chosen, if anything was.
    pub(super) fn chosen(self) -> Result<Option<Preference>, StorageError> {
        const UNREADABLE: StorageError = StorageError::Unreadable("notice_preferences");
        let (Some(least), Some(digest), Some(digest_at)) = (self.least, self.digest, self.digest_at) else {
            return Ok(None);
        };
        let on = |column: Option<i64>| column == Some(1);
        let quiet = match (self.quiet_from, self.quiet_until) {
            (Some(from), Some(until)) => Some(Hours { from: minute(from)?, to: minute(until)? }),
            _ => None,
        };
        Ok(Some(Preference {
            ways: Ways { email: on(self.email), in_app: on(self.in_app), sms: on(self.sms), push: on(self.push) },
            least: Severity::from_name(&least).ok_or(UNREADABLE)?,
            digest: Digest::from_name(&digest).ok_or(UNREADABLE)?,
            digest_at: minute(digest_at)?,
            quiet,
            critical_passes: on(self.critical_passes),
            language: self.language.as_deref().and_then(Language::parse).unwrap_or_default(),
            phone: self.phone.unwrap_or_default(),
            push_target: self.push_target.unwrap_or_default(),
        }))
    }
}

const FIND: &str = "SELECT email, in_app, sms, push, least, digest, digest_at, quiet_from, quiet_until, critical_passes, \
     language, phone, push_target FROM notice_preferences WHERE user_id = $1 AND organisation_id = $2";

/// What a person has chosen; `None`: nothing yet.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, user: UserId, organisation: OrganisationId) -> Result<Option<Preference>, StorageError> {
    optional!(db, PreferenceRow, FIND, user, organisation)?.map_or(Ok(None), PreferenceRow::chosen)
}

const PUT: &str = "INSERT INTO notice_preferences (user_id, organisation_id, email, in_app, sms, push, least, digest, \
     digest_at, quiet_from, quiet_until, critical_passes, language, phone, push_target, changed_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) \
     ON CONFLICT (user_id, organisation_id) DO UPDATE SET email = excluded.email, in_app = excluded.in_app, \
     sms = excluded.sms, push = excluded.push, least = excluded.least, digest = excluded.digest, \
     digest_at = excluded.digest_at, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, \
     critical_passes = excluded.critical_passes, language = excluded.language, phone = excluded.phone, \
     push_target = excluded.push_target, changed_at = excluded.changed_at";

/// Keeps what a person has chosen.
///
/// # Errors
/// When the database fails.
pub async fn put(
    tx: &mut Tx,
    user: UserId,
    organisation: OrganisationId,
    preference: &Preference,
    now: Instant,
) -> Result<(), StorageError> {
    let Preference { ways, least, digest, digest_at, quiet, critical_passes, language, phone, push_target } =
        preference;
    let minutes = |minute: Minute| i64::from(minute.of_day());
    run!(
        tx,
        PUT,
        user,
        organisation,
        i64::from(ways.email),
        i64::from(ways.in_app),
        i64::from(ways.sms),
        i64::from(ways.push),
        least.as_str(),
        digest.as_str(),
        minutes(*digest_at),
        quiet.map(|quiet| minutes(quiet.from)),
        quiet.map(|quiet| minutes(quiet.to)),
        i64::from(*critical_passes),
        language.as_str(),
        phone,
        push_target,
        now
    )
    .map(drop)
}
