//! Telling people about alerts: who is told what and when, sending it, and the page where they read and choose.
//!
//! A message is written as facts in the transaction that changes the alert, and sent afterwards by whichever instance
//! takes it first. It is put into words when it is sent, in its reader's language.

mod deliver;
mod due;
pub mod endpoints;
mod enqueue;
pub mod inbox;
pub mod preferences;
mod report;
mod retry;
pub mod unsubscribe;

pub(super) use deliver::seen_by;
pub use deliver::{Delivered, run_due};
pub(super) use due::after_quiet;
pub use enqueue::enqueue;

use crate::domain::{
    error::AppError,
    id::{EndpointId, OrganisationId, UserId},
};
use crate::{
    notify::webhook::Address,
    services::App,
    storage::{notices::endpoints::SealedAddress, vault::Sealed},
};
use url::Url;

/// A page of ours as others reach it.
fn page(app: &App, path: &str) -> Result<Url, AppError> {
    app.config.public_url.join(path).map_err(|_| AppError::Internal)
}

/// The vault's name for a column of a service.
fn sealed_row(id: EndpointId, column: &str) -> String {
    format!("notice_endpoints/{id}/{column}")
}

const URL: &str = "url";
const SECRET: &str = "secret";

/// Opens where a service is.
fn open(app: &App, id: EndpointId, sealed: &SealedAddress) -> Result<Address, AppError> {
    let open = |column, sealed: &Sealed| app.vault.open(&sealed_row(id, column), sealed);
    let secret = sealed.secret.as_ref().map(|secret| open(SECRET, secret)).transpose()?;
    Ok(Address { url: open(URL, &sealed.url)?, secret })
}

/// One person in one organisation, as a token names them.
type Membership = (UserId, OrganisationId);
