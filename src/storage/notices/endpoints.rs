//! Services of an organisation. Their addresses and secrets are sealed; removing one forgets both.

use super::super::{
    Db, StorageError, Tx,
    db::{all, optional, run},
    vault::Sealed,
};
use crate::domain::{
    anomaly::Severity,
    id::{EndpointId, OrganisationId},
    language::Language,
    notice::{Endpoint, EndpointKind},
    time::Instant,
};

const UNREADABLE: StorageError = StorageError::Unreadable("notice_endpoints");

#[derive(sqlx::FromRow)]
struct Row {
    id: EndpointId,
    organisation_id: OrganisationId,
    kind: String,
    label: String,
    host: String,
    least: String,
    language: String,
    created_at: Instant,
}

impl TryFrom<Row> for Endpoint {
    type Error = StorageError;

    fn try_from(row: Row) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.id,
            organisation: row.organisation_id,
            kind: EndpointKind::from_name(&row.kind).ok_or(UNREADABLE)?,
            label: row.label,
            host: row.host,
            least: Severity::from_name(&row.least).ok_or(UNREADABLE)?,
            language: Language::parse(&row.language).unwrap_or_default(),
            created_at: row.created_at,
        })
    }
}

const INSERT: &str = "INSERT INTO notice_endpoints (id, organisation_id, kind, label, host, sealed_url, sealed_secret, \
     least, language, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Adds a service with its sealed address and, where it has one, its sealed secret.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    tx: &mut Tx,
    endpoint: &Endpoint,
    url: &Sealed,
    secret: Option<&Sealed>,
) -> Result<(), StorageError> {
    let Endpoint { id, organisation, kind, label, host, least, language, created_at } = endpoint;
    let (url, secret) = (url.as_bytes(), secret.map(Sealed::as_bytes));
    let (kind, least, language) = (kind.as_str(), least.as_str(), language.as_str());
    run!(tx, INSERT, id, organisation, kind, label, host, url, secret, least, language, created_at).map(drop)
}

const OF_ORGANISATION: &str = "SELECT id, organisation_id, kind, label, host, least, language, created_at \
     FROM notice_endpoints WHERE organisation_id = $1 AND removed_at IS NULL ORDER BY id";

/// The services of an organisation, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_organisation(db: &Db, organisation: OrganisationId) -> Result<Vec<Endpoint>, StorageError> {
    all!(db, Row, OF_ORGANISATION, organisation)?.into_iter().map(Endpoint::try_from).collect()
}

/// [`of_organisation`] inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn of_organisation_in(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Endpoint>, StorageError> {
    all!(tx, Row, OF_ORGANISATION, organisation)?.into_iter().map(Endpoint::try_from).collect()
}

/// A sealed address with its sealed secret.
pub struct SealedAddress {
    /// The address.
    pub url: Sealed,
    /// What signs or authorises.
    pub secret: Option<Sealed>,
}

const ADDRESS: &str = "SELECT sealed_url, sealed_secret FROM notice_endpoints WHERE id = $1 AND organisation_id = $2 AND removed_at IS NULL";

/// Where a service is; `None` when it was removed.
///
/// # Errors
/// When the database fails.
pub async fn address(
    db: &Db,
    organisation: OrganisationId,
    id: EndpointId,
) -> Result<Option<SealedAddress>, StorageError> {
    let row = optional!(db, (Option<Vec<u8>>, Option<Vec<u8>>), ADDRESS, id, organisation)?;
    let sealed = |(url, secret): (Option<Vec<u8>>, Option<Vec<u8>>)| {
        Some(SealedAddress { url: Sealed::from_storage(url?), secret: secret.map(Sealed::from_storage) })
    };
    Ok(row.and_then(sealed))
}

const REMOVE: &str = "UPDATE notice_endpoints SET removed_at = $3, sealed_url = NULL, sealed_secret = NULL \
     WHERE id = $1 AND organisation_id = $2 AND removed_at IS NULL";

/// Removes a service for good. `false`: the organisation has no such service.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: EndpointId,
    now: Instant,
) -> Result<bool, StorageError> {
    Ok(run!(tx, REMOVE, id, organisation, now)? == 1)
}
