//! Leaving for the operator.

use super::secrets;
use crate::{
    domain::{
        access::{Action, Actor},
        consent::CONSENT_TEXT_VERSION,
        error::AppError,
        id::BuildingId,
        provider::ProviderId,
    },
    services::{App, accounts::SessionHash, buildings},
    storage::consents::{self, OauthRequest},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use url::Url;

/// How long the way to the operator and back may take, in seconds.
pub const REQUEST_SECONDS: i64 = 15 * 60;

/// Begins a connection: where the browser has to go to consent. The `state` in it is kept as a digest only and is bound
/// to this session, person, building and operator.
///
/// # Errors
/// [`AppError::UnknownProvider`] when this instance has no keys for the operator, and what [`buildings::authorised`]
/// says.
pub async fn start(
    app: &App,
    actor: &Actor,
    session: &SessionHash,
    building: BuildingId,
    provider: ProviderId,
) -> Result<Url, AppError> {
    let building = buildings::authorised(app, actor, Action::Manage, building).await?;
    let adapter = app.providers.get(provider).ok_or(AppError::UnknownProvider)?;
    let state = random_text();
    let state_hash = secrets::digest(&state);
    let verifier = adapter.capabilities().pkce.then(random_text);
    let challenge = verifier.as_ref().map(|text| BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes())));
    let pkce =
        verifier.map(|text| app.vault.seal(&secrets::pkce_row(state_hash), &SecretString::from(text))).transpose()?;
    let now = app.clock.now();
    let request = OauthRequest {
        session: session.0,
        organisation: actor.organisation,
        building: building.id,
        user: actor.user,
        provider,
        text_version: CONSENT_TEXT_VERSION.to_owned(),
        pkce,
        expires_at: now.plus(REQUEST_SECONDS),
    };
    let mut tx = app.db.begin().await?;
    consents::delete_stale_requests(&mut tx, now).await?;
    consents::insert_request(&mut tx, state_hash, &request, now).await?;
    tx.commit().await?;
    Ok(adapter.authorize_url(&state, challenge.as_deref()))
}

/// 256 random bits as 43 characters that need no escaping in an address.
fn random_text() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}
