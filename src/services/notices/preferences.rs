//! What a person wants to be told.

use crate::{
    domain::{access::Actor, error::AppError, notice::Preference, rule::Channel},
    services::App,
    storage::notices::{outbox, preferences},
};

/// What the actor has chosen, else what their role begins with.
///
/// # Errors
/// When the database fails.
pub async fn of(app: &App, actor: &Actor) -> Result<Preference, AppError> {
    let chosen = preferences::find(&app.db, actor.user, actor.organisation).await?;
    Ok(chosen.unwrap_or_else(|| Preference::of(actor.role)))
}

/// Keeps what the actor has chosen. What waits on a way that they have switched off is taken back.
///
/// # Errors
/// [`AppError::InvalidField`] names the field that cannot be kept.
pub async fn save(app: &App, actor: &Actor, preference: &Preference) -> Result<(), AppError> {
    preference.check()?;
    let (now, mut tx) = (app.clock.now(), app.db.begin().await?);
    preferences::put(&mut tx, actor.user, actor.organisation, preference, now).await?;
    for channel in [Channel::Email, Channel::Sms, Channel::Push] {
        if !preference.ways.has(channel) {
            outbox::take_back_from(&mut tx, actor.user, actor.organisation, channel, now).await?;
        }
    }
    Ok(tx.commit().await?)
}
