//! The tokens of one consent: opened, renewed in time, and never renewed twice at once.

use super::secrets;
use crate::{
    domain::{error::AppError, id::ConsentId, provider::ProviderId},
    providers::{MeterProvider, ProviderError, Tokens},
    services::App,
    storage::consents,
};
use secrecy::ExposeSecret;
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::OwnedMutexGuard;

/// Tokens that end within so many seconds are renewed first.
const MARGIN_SECONDS: i64 = 60;

/// Why there are no usable tokens.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The operator said no, or cannot be reached.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// Storage or vault failed.
    #[error(transparent)]
    App(#[from] AppError),
}

/// One lock for each consent in use: an operator that rotates refresh tokens takes a second renewal for theft. It keeps
/// the tasks of this process apart; the row of the consent keeps instances apart.
static LOCKS: LazyLock<Mutex<HashMap<ConsentId, Arc<tokio::sync::Mutex<()>>>>> = LazyLock::new(Mutex::default);

fn lock_of(consent: ConsentId) -> Arc<tokio::sync::Mutex<()>> {
    let mut locks = LOCKS.lock().unwrap_or_else(PoisonError::into_inner);
    locks.retain(|id, lock| *id == consent || Arc::strong_count(lock) > 1);
    Arc::clone(locks.entry(consent).or_default())
}

/// The tokens of a consent, renewed when they are about to end. `None` for operators that give none.
///
/// # Errors
/// What the operator answered to the renewal, or a fault of ours.
pub async fn tokens_for(
    app: &App,
    provider: &dyn MeterProvider,
    consent: ConsentId,
) -> Result<Option<Tokens>, TokenError> {
    let held = lock_of(consent).lock_owned().await;
    match secrets::load(app, consent).await? {
        Some(tokens) if tokens.expires_at <= app.clock.now().plus(MARGIN_SECONDS) => {
            renew(app, provider.id(), consent, tokens, held).await.map(Some)
        }
        usable => Ok(usable),
    }
}

/// Renews tokens that the operator refused, unless somebody else did so meanwhile. `None`: there is nothing to renew.
///
/// # Errors
/// What the operator answered to the renewal, or a fault of ours.
pub async fn renewed(
    app: &App,
    provider: &dyn MeterProvider,
    consent: ConsentId,
    refused: &Tokens,
) -> Result<Option<Tokens>, TokenError> {
    let held = lock_of(consent).lock_owned().await;
    match secrets::load(app, consent).await? {
        Some(tokens) if tokens.access.expose_secret() != refused.access.expose_secret() => Ok(Some(tokens)),
        Some(tokens) => renew(app, provider.id(), consent, tokens, held).await.map(Some),
        None => Ok(None),
    }
}

/// How long a renewal may take, in seconds. Whoever dies in the middle of one holds up the others for so long.
const RENEWAL_SECONDS: i64 = 60;
/// How long renewed tokens are kept in memory while the database is away: then another instance may renew.
const KEEP_TRYING: Duration = Duration::from_secs(55);
/// How often those who wait for a renewal look.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// Looks until the renewal that is waited for must have ended.
const LOOKS: u32 = 260;

/// Takes the right to renew, which one instance has at a time. `Some`: another one has renewed the tokens meanwhile.
async fn take_turn(app: &App, consent: ConsentId, old: &Tokens) -> Result<Option<Tokens>, TokenError> {
    for _ in 0..LOOKS {
        let now = app.clock.now();
        let mut tx = app.db.begin().await.map_err(AppError::from)?;
        let until = now.plus(RENEWAL_SECONDS);
        let ours = consents::claim_renewal(&mut tx, consent, now, until).await.map_err(AppError::from)?;
        tx.commit().await.map_err(AppError::from)?;
        let tokens = secrets::load(app, consent).await?.ok_or_else(withdrawn)?;
        if tokens.access.expose_secret() != old.access.expose_secret() {
            if ours {
                give_back(app, consent).await?;
            }
            return Ok(Some(tokens));
        }
        if ours {
            return Ok(None);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Err(AppError::Unavailable.into())
}

async fn give_back(app: &App, consent: ConsentId) -> Result<(), AppError> {
    let mut tx = app.db.begin().await?;
    consents::end_renewal(&mut tx, consent).await?;
    Ok(tx.commit().await?)
}

fn withdrawn() -> ProviderError {
    ProviderError::ConsentNeeded("the consent was withdrawn".into())
}

/// Renews in a task of its own, which goes on when its caller is cut off: the operator may have taken the old tokens back
/// already.
async fn renew(
    app: &App,
    provider: ProviderId,
    consent: ConsentId,
    old: Tokens,
    held: OwnedMutexGuard<()>,
) -> Result<Tokens, TokenError> {
    let app = app.clone();
    let task = tokio::spawn(async move {
        let _held = held;
        let adapter = app.providers.get(provider).ok_or(AppError::UnknownProvider)?;
        exchange(&app, adapter, consent, &old).await
    });
    task.await.map_err(|_| AppError::Internal)?
}

async fn exchange(
    app: &App,
    provider: &dyn MeterProvider,
    consent: ConsentId,
    old: &Tokens,
) -> Result<Tokens, TokenError> {
    if old.refresh.is_none() {
        return Err(ProviderError::ConsentNeeded("no refresh token".into()).into());
    }
    if let Some(tokens) = take_turn(app, consent, old).await? {
        return Ok(tokens);
    }
    let mut tokens = match provider.refresh(old).await {
        Ok(tokens) => tokens,
        Err(error) => {
            give_back(app, consent).await?;
            return Err(error.into());
        }
    };
    if tokens.refresh.is_none() {
        tokens.refresh.clone_from(&old.refresh);
    }
    // The operator may have taken the old ones back: these are not given up because the database is away for a moment.
    let begun = tokio::time::Instant::now();
    loop {
        match keep(app, consent, &tokens).await {
            Err(TokenError::App(AppError::Unavailable)) if begun.elapsed() < KEEP_TRYING => {
                tokio::time::sleep(LOOK_EVERY).await;
            }
            kept => return kept.map(|()| tokens),
        }
    }
}

/// Stores renewed tokens and gives the right to renew back. Safe to repeat when nobody knows how it ended.
async fn keep(app: &App, consent: ConsentId, tokens: &Tokens) -> Result<(), TokenError> {
    let mut tx = app.db.begin().await.map_err(AppError::from)?;
    if !consents::end_renewal(&mut tx, consent).await.map_err(AppError::from)? {
        return Err(withdrawn().into());
    }
    secrets::store(app, &mut tx, consent, tokens).await?;
    Ok(tx.commit().await.map_err(AppError::from)?)
}
