//! Ending e-mails without logging in: the link of each e-mail names its reader and is signed, so that nothing has to be
//! stored and nobody can end the messages of somebody else.

use super::{Membership, page};
use crate::{
    domain::{
        error::AppError,
        id::{OrganisationId, UserId},
        notice::Preference,
        rule::Channel,
    },
    services::App,
    storage::{
        notices::{outbox, preferences, scope},
        reports::subscriptions::{self, Wanted},
    },
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use url::Url;
use uuid::Uuid;

const PURPOSE: &str = "unsubscribe";

/// The link for one person in one organisation.
///
/// # Errors
/// When `SYNDIWATT_PUBLIC_URL` cannot have pages.
pub fn link(app: &App, user: UserId, organisation: OrganisationId) -> Result<Url, AppError> {
    let named = [user.0.into_bytes(), organisation.0.into_bytes()].concat();
    let token = [named.as_slice(), &app.vault.sign(PURPOSE, &named)].concat();
    let mut url = page(app, "/unsubscribe")?;
    url.query_pairs_mut().append_pair("token", &BASE64_URL_SAFE_NO_PAD.encode(token));
    Ok(url)
}

/// Whom a token names; `None` when we have not signed it.
fn named(app: &App, token: &str) -> Option<Membership> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    let (named, signature) = bytes.split_at_checked(32)?;
    if !app.vault.has_signed(PURPOSE, named, signature) {
        return None;
    }
    let (user, organisation) = named.split_at_checked(16)?;
    Some((UserId(Uuid::from_slice(user).ok()?), OrganisationId(Uuid::from_slice(organisation).ok()?)))
}

/// Whether a token still ends anything: `false` when its reader gets no e-mails.
///
/// # Errors
/// [`AppError::NotFound`] for a token that we have not signed, and for people who are no members any more.
pub async fn is_subscribed(app: &App, token: &str) -> Result<bool, AppError> {
    let (user, organisation) = named(app, token).ok_or(AppError::NotFound)?;
    let reader = scope::reader(&app.db, user, organisation).await?.ok_or(AppError::NotFound)?;
    let reports = subscriptions::of(&app.db, user, organisation).await?;
    Ok(reader.preference.ways.email || !reports.is_none())
}

/// Ends the e-mails of whom the token names, monthly reports included. Doing it twice changes nothing; other ways stay as they are.
///
/// # Errors
/// As [`is_subscribed`].
pub async fn unsubscribe(app: &App, token: &str) -> Result<(), AppError> {
    let (user, organisation) = named(app, token).ok_or(AppError::NotFound)?;
    let reader = scope::reader(&app.db, user, organisation).await?.ok_or(AppError::NotFound)?;
    let mut preference: Preference = reader.preference;
    preference.ways.email = false;
    let (now, mut tx) = (app.clock.now(), app.db.begin().await?);
    preferences::put(&mut tx, user, organisation, &preference, now).await?;
    subscriptions::put(&mut tx, user, organisation, &Wanted::default(), now).await?;
    outbox::take_back_from(&mut tx, user, organisation, Channel::Email, now).await?;
    tx.commit().await?;
    tracing::info!(%user, "e-mails ended by their link");
    Ok(())
}
