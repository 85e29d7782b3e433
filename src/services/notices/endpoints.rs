//! Services that an organisation's syndics add: webhooks and gateways.

use super::{SECRET, URL, sealed_row};
use crate::{
    domain::{
        access::Actor,
        error::AppError,
        id::EndpointId,
        notice::{Endpoint, EndpointKind, Facts, Fault, NewEndpoint, NoticeError, Recipient},
        rule::Channel,
    },
    notify::gateway,
    services::App,
    storage::notices::{
        endpoints,
        inbox::{self, Latest},
        outbox::{self, NewNotice},
    },
};
use secrecy::{ExposeSecret, SecretString};

/// The least length of a secret that signs, in characters.
const SHORTEST_SECRET: usize = 16;
/// The longest address or secret, in characters.
const LONGEST: usize = 2_000;

/// A service with how the latest message to it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The service.
    pub endpoint: Endpoint,
    /// The latest message; `None` when there was none.
    pub latest: Option<Latest>,
}

fn syndic(actor: &Actor) -> Result<(), AppError> {
    if actor.manages() { Ok(()) } else { Err(AppError::Forbidden) }
}

/// The organisation's services, the oldest first.
///
/// # Errors
/// [`AppError::Forbidden`] for owners.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Service>, AppError> {
    syndic(actor)?;
    let latest = inbox::latest(&app.db, actor.organisation).await?;
    let services = endpoints::of_organisation(&app.db, actor.organisation).await?;
    let latest_of = |id| latest.iter().find(|latest| latest.endpoint == id).copied();
    Ok(services.into_iter().map(|endpoint| Service { latest: latest_of(endpoint.id), endpoint }).collect())
}

/// Adds a service. Its address and its secret are sealed and never shown again.
///
/// # Errors
/// [`AppError::Forbidden`] for owners; [`AppError::InvalidField`] for an address that must not be asked, or a secret that
/// is missing or too short.
pub async fn add(
    app: &App,
    actor: &Actor,
    new: &NewEndpoint,
    url: &SecretString,
    secret: &SecretString,
) -> Result<EndpointId, AppError> {
    syndic(actor)?;
    new.check()?;
    let host = checked(app, url)?;
    let secret = signing(new.kind, secret)?;
    let (id, now) = (EndpointId::new(), app.clock.now());
    let sealed_url = app.vault.seal(&sealed_row(id, URL), url)?;
    let sealed_secret = secret.map(|secret| app.vault.seal(&sealed_row(id, SECRET), secret)).transpose()?;
    let NewEndpoint { kind, label, least, language } = new.clone();
    let (organisation, label) = (actor.organisation, label.trim().to_owned());
    let endpoint = Endpoint { id, organisation, kind, label, host, least, language, created_at: now };
    let mut tx = app.db.begin().await?;
    endpoints::insert(&mut tx, &endpoint, &sealed_url, sealed_secret.as_ref()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The host of an address that may be asked.
fn checked(app: &App, url: &SecretString) -> Result<String, AppError> {
    let refused = NoticeError::new("url", Fault::NoAddress);
    if url.expose_secret().len() > LONGEST {
        return Err(NoticeError::new("url", Fault::TooLong(LONGEST)).into());
    }
    let url = gateway::address(url.expose_secret(), "+33612345678").ok_or_else(|| refused.clone())?;
    app.post.outside().check(&url).map_err(|_| refused.clone())?;
    Ok(url.host_str().ok_or(refused)?.to_owned())
}

/// The secret, where one was given. What is signed needs one.
fn signing(kind: EndpointKind, secret: &SecretString) -> Result<Option<&SecretString>, AppError> {
    match secret.expose_secret().chars().count() {
        0 if kind == EndpointKind::Json => Err(NoticeError::new("secret", Fault::Missing).into()),
        0 => Ok(None),
        1..SHORTEST_SECRET if kind == EndpointKind::Json => {
            Err(NoticeError::new("secret", Fault::TooShort(SHORTEST_SECRET)).into())
        }
        1..=LONGEST => Ok(Some(secret)),
        _ => Err(NoticeError::new("secret", Fault::TooLong(LONGEST)).into()),
    }
}

/// Removes a service for good, with its address and secret.
///
/// # Errors
/// [`AppError::Forbidden`] for owners; [`AppError::NotFound`] when the organisation has no such service.
pub async fn remove(app: &App, actor: &Actor, id: EndpointId) -> Result<(), AppError> {
    syndic(actor)?;
    let mut tx = app.db.begin().await?;
    if !endpoints::remove(&mut tx, actor.organisation, id, app.clock.now()).await? {
        return Err(AppError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Writes a message to a service, to see whether it arrives. A gateway carries it to the actor's own phone.
///
/// # Errors
/// [`AppError::Forbidden`] for owners; [`AppError::NotFound`] when the organisation has no such service;
/// [`AppError::InvalidField`] when the actor has not switched on what a gateway carries.
pub async fn test(app: &App, actor: &Actor, id: EndpointId) -> Result<(), AppError> {
    syndic(actor)?;
    let services = endpoints::of_organisation(&app.db, actor.organisation).await?;
    let service = services.iter().find(|service| service.id == id).ok_or(AppError::NotFound)?;
    let (recipient, channel) = match service.kind {
        EndpointKind::Sms => (Recipient::User(actor.user), Channel::Sms),
        EndpointKind::Push => (Recipient::User(actor.user), Channel::Push),
        _ => (Recipient::Endpoint(id), Channel::Webhook),
    };
    let wanted = super::preferences::of(app, actor).await?.ways.has(channel);
    if service.kind.is_gateway() && !wanted {
        let field = if channel == Channel::Sms { "phone" } else { "push_target" };
        return Err(NoticeError::new(field, Fault::Missing).into());
    }
    let (now, mut tx) = (app.clock.now(), app.db.begin().await?);
    let notice = NewNotice { recipient, channel, due: now, in_digest: false };
    outbox::put(&mut tx, actor.organisation, &Facts::Test, &[notice], now).await?;
    Ok(tx.commit().await?)
}
