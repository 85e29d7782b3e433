//! Logging in and out, and who a session belongs to.

use super::{App, passwords};
use crate::{
    domain::{
        access::{Actor, Role},
        error::AppError,
        id::{BuildingId, OrganisationId, UserId},
        time::Instant,
    },
    storage::{Db, StorageError, accounts as stored, buildings, sessions},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

pub use crate::storage::accounts::Member;

/// A session ends after this time whatever happens, in seconds: 30 days.
pub const SESSION_SECONDS: i64 = 30 * 86_400;
/// A session ends when it was not used for this time, in seconds: 7 days.
pub const IDLE_SECONDS: i64 = 7 * 86_400;
/// The last use is noted to this precision, in seconds, to spare writes.
const TOUCH_SECONDS: i64 = 300;

/// The secret in the browser's cookie: 256 random bits, never stored, in no log.
#[derive(Clone)]
pub struct SessionToken(SecretString);

/// What is stored of a [`SessionToken`]: its SHA-256. Other requests of the session are bound to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionHash(pub [u8; 32]);

impl SessionToken {
    fn random() -> Self {
        let bytes: [u8; 32] = rand::random();
        Self(BASE64_URL_SAFE_NO_PAD.encode(bytes).into())
    }

    /// What a cookie holds; anything else than a token of ours matches no session.
    #[must_use]
    pub fn from_cookie(value: &str) -> Self {
        Self(value.into())
    }

    /// For the cookie, and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> SessionHash {
        SessionHash(Sha256::digest(self.expose().as_bytes()).into())
    }
}

/// Checks e-mail and password and begins a session in the user's first organisation.
///
/// # Errors
/// [`AppError::BadCredentials`], the same after the same work for a wrong password, an unknown and a disabled user.
pub async fn login(app: &App, email: &str, password: &SecretString) -> Result<(SessionToken, Actor), AppError> {
    let credentials = stored::credentials(&app.db, &normal(email)).await?;
    let (user, hash) = credentials.map_or((None, None), |c| (Some(c.user), Some(c.password_hash)));
    if !passwords::verify(password, hash).await? {
        return Err(AppError::BadCredentials);
    }
    let memberships = match user {
        Some(user) => stored::memberships(&app.db, user).await?,
        None => Vec::new(),
    };
    let member = memberships.into_iter().next().ok_or(AppError::BadCredentials)?;
    let actor = actor(&app.db, member.user, member.organisation, member.role, member.name).await?;
    let (token, now) = (SessionToken::random(), app.clock.now());
    let mut tx = app.db.begin().await?;
    sessions::delete_over(&mut tx, now, now.plus(-IDLE_SECONDS)).await?;
    let expires_at = now.plus(SESSION_SECONDS);
    sessions::insert(&mut tx, &token.hash().0, actor.user, actor.organisation, now, expires_at).await?;
    tx.commit().await?;
    Ok((token, actor))
}

/// Who a cookie belongs to; `None` when the session ended or never was.
///
/// # Errors
/// When the database fails.
pub async fn actor_of(app: &App, token: &SessionToken) -> Result<Option<(Actor, SessionHash)>, AppError> {
    let hash = token.hash();
    let Some((actor, last_seen_at)) = living(app, hash).await? else { return Ok(None) };
    let now = app.clock.now();
    if last_seen_at.plus(TOUCH_SECONDS) <= now
        && let Err(error) = touch(app, hash, now).await
    {
        // Nobody is refused a page because it could not be noted that they read it.
        tracing::warn!(%error, "the use of a session could not be noted");
    }
    Ok(Some((actor, hash)))
}

/// Who a session belongs to now, without counting as a use of it: a page that is merely left open keeps nobody logged
/// in. `None` when it ended.
///
/// # Errors
/// When the database fails.
pub async fn actor_still(app: &App, hash: SessionHash) -> Result<Option<Actor>, AppError> {
    Ok(living(app, hash).await?.map(|(actor, _)| actor))
}

async fn living(app: &App, hash: SessionHash) -> Result<Option<(Actor, Instant)>, AppError> {
    let Some(session) = sessions::find(&app.db, &hash.0).await? else { return Ok(None) };
    let now = app.clock.now();
    if session.expires_at <= now || session.last_seen_at.plus(IDLE_SECONDS) <= now {
        return Ok(None);
    }
    let actor = actor(&app.db, session.user, session.organisation, session.role, session.name).await?;
    Ok(Some((actor, session.last_seen_at)))
}

/// Ends a session on the server.
///
/// # Errors
/// When the database fails.
pub async fn logout(app: &App, hash: SessionHash) -> Result<(), AppError> {
    let mut tx = app.db.begin().await?;
    sessions::delete(&mut tx, &hash.0).await?;
    Ok(tx.commit().await?)
}

/// A user to be created.
pub struct NewUser {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Their login; kept in lower case.
    pub email: String,
    /// Shown in the header.
    pub name: String,
    /// At least [`passwords::MIN_LENGTH`] characters.
    pub password: SecretString,
    /// As what.
    pub role: Role,
    /// The buildings of an owner.
    pub buildings: Vec<BuildingId>,
}

/// Creates a user. Not reachable over HTTP: the command line and the demo decide who may.
///
/// # Errors
/// [`AppError::InvalidField`] for a malformed or taken e-mail or a password that is too short.
pub async fn create_user(app: &App, new: NewUser) -> Result<UserId, AppError> {
    let field = |expected: &str| AppError::InvalidField { field: "email".to_owned(), expected: expected.to_owned() };
    let email = normal(&new.email);
    if !email.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.')) {
        return Err(field("name@example.org"));
    }
    let hash = passwords::hash(&new.password).await?;
    let (id, mut tx) = (UserId::new(), app.db.begin().await?);
    match stored::insert_user(&mut tx, id, &email, new.name.trim(), &hash, app.clock.now()).await {
        Err(error) if error.is_conflict() => return Err(field("unique")),
        other => other?,
    }
    stored::insert_membership(&mut tx, id, new.organisation, new.role).await?;
    for building in new.buildings {
        buildings::add_owner(&mut tx, building, id).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// The organisation with this name, created when there is none.
///
/// # Errors
/// When the database fails.
pub async fn organisation(app: &App, name: &str) -> Result<OrganisationId, AppError> {
    if let Some(id) = stored::organisation_named(&app.db, name).await? {
        return Ok(id);
    }
    let (id, mut tx) = (OrganisationId::new(), app.db.begin().await?);
    buildings::insert_organisation(&mut tx, id, name, app.clock.now()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Gives a user a new password and ends all their sessions. `false`: no such user.
///
/// # Errors
/// [`AppError::InvalidField`] for a password that is too short.
pub async fn set_password(app: &App, email: &str, password: &SecretString) -> Result<bool, AppError> {
    let Some(credentials) = stored::credentials(&app.db, &normal(email)).await? else { return Ok(false) };
    let hash = passwords::hash(password).await?;
    let mut tx = app.db.begin().await?;
    stored::set_password(&mut tx, credentials.user, &hash).await?;
    sessions::delete_of_user(&mut tx, credentials.user).await?;
    tx.commit().await?;
    Ok(true)
}

/// Every user; for the command line only.
///
/// # Errors
/// When the database fails.
pub async fn users(app: &App) -> Result<Vec<Member>, AppError> {
    Ok(stored::members(&app.db).await?)
}

fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}

async fn touch(app: &App, hash: SessionHash, now: Instant) -> Result<(), StorageError> {
    let mut tx = app.db.begin().await?;
    sessions::touch(&mut tx, &hash.0, now).await?;
    tx.commit().await
}

async fn actor(
    db: &Db,
    user: UserId,
    organisation: OrganisationId,
    role: Role,
    name: String,
) -> Result<Actor, StorageError> {
    let buildings = match role {
        Role::Syndic => Vec::new(),
        Role::Owner => stored::owned_buildings(db, user, organisation).await?,
    };
    Ok(Actor { user, organisation, role, buildings, name })
}
