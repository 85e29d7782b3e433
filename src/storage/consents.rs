//! Consents, the sealed secrets that belong to them, and requests to consent that have left for the operator.

use super::{
    Db, StorageError, Tx,
    db::{Built, one, optional, run},
    vault::Sealed,
};
use crate::domain::{
    consent::Consent,
    id::{BuildingId, ConsentId, OrganisationId, UserId},
    provider::ProviderId,
    time::Instant,
};

/// A request to consent, as kept between leaving for the operator and coming back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OauthRequest {
    /// SHA-256 of the session that asked.
    pub session: [u8; 32],
    /// The tenant.
    pub organisation: OrganisationId,
    /// Which building the meters will belong to.
    pub building: BuildingId,
    /// Who asked.
    pub user: UserId,
    /// At which operator.
    pub provider: ProviderId,
    /// Which text was shown.
    pub text_version: String,
    /// PKCE verifier, where the operator takes one.
    pub pkce: Option<Sealed>,
    /// From when on it is void.
    pub expires_at: Instant,
}

/// Who ended a consent before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WithdrawnBy {
    /// Somebody here.
    User,
    /// The operator no longer accepts it.
    Operator,
}

/// A sealed secret of a consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSecret {
    /// Opens with the vault, for its row only.
    pub sealed: Sealed,
    /// When the secret ends, if it does by itself.
    pub expires_at: Option<Instant>,
}

#[derive(sqlx::FromRow)]
struct RequestRow {
    session_hash: Vec<u8>,
    organisation_id: OrganisationId,
    building_id: BuildingId,
    user_id: UserId,
    provider: String,
    text_version: String,
    pkce: Option<Vec<u8>>,
    expires_at: Instant,
}

#[derive(sqlx::FromRow)]
struct ConsentRow {
    id: ConsentId,
    given_by: UserId,
    provider: String,
    text_version: String,
    given_at: Instant,
    expires_at: Instant,
    withdrawn_at: Option<Instant>,
    reference: Option<String>,
}

impl ConsentRow {
    fn consent(self) -> Option<Consent> {
        Some(Consent {
            id: self.id,
            given_by: self.given_by,
            provider: self.provider.parse().ok()?,
            text_version: self.text_version,
            given_at: self.given_at,
            expires_at: self.expires_at,
            withdrawn_at: self.withdrawn_at,
            reference: self.reference,
        })
    }
}

const INSERT_REQUEST: &str = "INSERT INTO oauth_requests (state_hash, session_hash, organisation_id, building_id, \
     user_id, provider, text_version, pkce, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Keeps a request under the SHA-256 of its `state`.
///
/// # Errors
/// When the database fails.
pub async fn insert_request(
    tx: &mut Tx,
    state_hash: [u8; 32],
    request: &OauthRequest,
    now: Instant,
) -> Result<(), StorageError> {
    run!(
        tx,
        INSERT_REQUEST,
        state_hash.as_slice(),
        request.session.as_slice(),
        request.organisation,
        request.building,
        request.user,
        request.provider.as_str(),
        request.text_version.as_str(),
        request.pkce.as_ref().map(Sealed::as_bytes),
        now,
        request.expires_at
    )?;
    Ok(())
}

const TAKE_REQUEST: &str = "DELETE FROM oauth_requests WHERE state_hash = $1 RETURNING session_hash, organisation_id, \
     building_id, user_id, provider, text_version, pkce, expires_at";

/// Takes a request out, whoever asks: it can be answered once.
///
/// # Errors
/// When the database fails.
pub async fn take_request(tx: &mut Tx, state_hash: [u8; 32]) -> Result<Option<OauthRequest>, StorageError> {
    let row = optional!(tx, RequestRow, TAKE_REQUEST, state_hash.as_slice())?;
    Ok(row.and_then(|row| {
        Some(OauthRequest {
            session: row.session_hash.try_into().ok()?,
            organisation: row.organisation_id,
            building: row.building_id,
            user: row.user_id,
            provider: row.provider.parse().ok()?,
            text_version: row.text_version,
            pkce: row.pkce.map(Sealed::from_storage),
            expires_at: row.expires_at,
        })
    }))
}

const DELETE_STALE_REQUESTS: &str = "DELETE FROM oauth_requests WHERE expires_at <= $1";

/// Forgets requests whose time is over.
///
/// # Errors
/// When the database fails.
pub async fn delete_stale_requests(tx: &mut Tx, now: Instant) -> Result<u64, StorageError> {
    run!(tx, DELETE_STALE_REQUESTS, now)
}

const INSERT: &str = "INSERT INTO consents (id, organisation_id, building_id, given_by, provider, text_version, \
     given_at, expires_at, reference) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Records a consent.
///
/// # Errors
/// A conflict when the operator's number of it is recorded already; else when the database fails.
pub async fn insert(
    tx: &mut Tx,
    organisation: OrganisationId,
    building: BuildingId,
    consent: &Consent,
) -> Result<(), StorageError> {
    run!(
        tx,
        INSERT,
        consent.id,
        organisation,
        building,
        consent.given_by,
        consent.provider.as_str(),
        consent.text_version.as_str(),
        consent.given_at,
        consent.expires_at,
        consent.reference.as_deref()
    )?;
    Ok(())
}

const FIND: &str = "SELECT id, given_by, provider, text_version, given_at, expires_at, withdrawn_at, reference FROM consents WHERE id = $1";

/// One consent. The caller has authorised its building.
///
/// # Errors
/// When the database fails.
pub async fn find(db: &Db, id: ConsentId) -> Result<Option<Consent>, StorageError> {
    Ok(optional!(db, ConsentRow, FIND, id)?.and_then(ConsentRow::consent))
}

const OF_IDS: &str = "SELECT id, given_by, provider, text_version, given_at, expires_at, withdrawn_at, reference FROM consents WHERE id IN (";

/// [`find`] for several consents at once, in no order.
///
/// # Errors
/// When the database fails.
pub async fn of_ids(db: &Db, ids: &[ConsentId]) -> Result<Vec<Consent>, StorageError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<ConsentRow> = Built::new(OF_IDS).list(ids).push(")").all(db).await?;
    Ok(rows.into_iter().filter_map(ConsentRow::consent).collect())
}

const WITHDRAW: &str =
    "UPDATE consents SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1 AND withdrawn_at IS NULL";

/// Ends a consent before its time; the first end stays.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(tx: &mut Tx, id: ConsentId, by: WithdrawnBy, now: Instant) -> Result<(), StorageError> {
    let by = match by {
        WithdrawnBy::User => "user",
        WithdrawnBy::Operator => "operator",
    };
    run!(tx, WITHDRAW, id, now, by)?;
    Ok(())
}

const LOCK: &str = "UPDATE consents SET given_at = given_at WHERE id = $1 AND withdrawn_at IS NULL";

/// Keeps every other writer of this consent out until the transaction ends. `false`: it was withdrawn, or never was.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, id: ConsentId) -> Result<bool, StorageError> {
    Ok(run!(tx, LOCK, id)? == 1)
}

const CLAIM_RENEWAL: &str = "UPDATE consents SET renewing_until = $3 \
     WHERE id = $1 AND withdrawn_at IS NULL AND (renewing_until IS NULL OR renewing_until <= $2)";

/// Takes the right to renew the tokens of a consent until an instant. `false`: somebody else, maybe on another machine,
/// is at it, or the consent was withdrawn.
///
/// # Errors
/// When the database fails.
pub async fn claim_renewal(tx: &mut Tx, id: ConsentId, now: Instant, until: Instant) -> Result<bool, StorageError> {
    Ok(run!(tx, CLAIM_RENEWAL, id, now, until)? == 1)
}

const END_RENEWAL: &str = "UPDATE consents SET renewing_until = NULL WHERE id = $1 AND withdrawn_at IS NULL";

/// Gives the right to renew back, and locks the consent as [`lock`] does. `false`: it was withdrawn meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn end_renewal(tx: &mut Tx, id: ConsentId) -> Result<bool, StorageError> {
    Ok(run!(tx, END_RENEWAL, id)? == 1)
}

const COUNT_LIVE_METERS: &str =
    "SELECT COUNT(*) AS n FROM usage_points WHERE consent_id = $1 AND disconnected_at IS NULL";

/// How many live meters are read under a consent.
///
/// # Errors
/// When the database fails.
pub async fn live_meters(tx: &mut Tx, id: ConsentId) -> Result<i64, StorageError> {
    Ok(one!(tx, (i64,), COUNT_LIVE_METERS, id)?.0)
}

const PUT_SECRET: &str = "INSERT INTO secrets (consent_id, name, sealed, expires_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (consent_id, name) DO UPDATE SET sealed = excluded.sealed, expires_at = excluded.expires_at";

/// Keeps a sealed secret of a consent, in the place of the one of the same name.
///
/// # Errors
/// When the database fails.
pub async fn put_secret(
    tx: &mut Tx,
    id: ConsentId,
    name: &str,
    sealed: &Sealed,
    expires_at: Option<Instant>,
) -> Result<(), StorageError> {
    run!(tx, PUT_SECRET, id, name, sealed.as_bytes(), expires_at)?;
    Ok(())
}

const FIND_SECRET: &str = "SELECT sealed, expires_at FROM secrets WHERE consent_id = $1 AND name = $2";

/// A sealed secret of a consent.
///
/// # Errors
/// When the database fails.
pub async fn find_secret(db: &Db, id: ConsentId, name: &str) -> Result<Option<StoredSecret>, StorageError> {
    let row = optional!(db, (Vec<u8>, Option<Instant>), FIND_SECRET, id, name)?;
    Ok(row.map(|(sealed, expires_at)| StoredSecret { sealed: Sealed::from_storage(sealed), expires_at }))
}

const DELETE_SECRETS: &str = "DELETE FROM secrets WHERE consent_id = $1";

/// Deletes every secret of a consent.
///
/// # Errors
/// When the database fails.
pub async fn delete_secrets(tx: &mut Tx, id: ConsentId) -> Result<u64, StorageError> {
    run!(tx, DELETE_SECRETS, id)
}
