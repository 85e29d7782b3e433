//! Services of the organisation: adding, testing, removing.

use super::{
    super::{
        auth::CurrentSession,
        edge::Refusal,
        extract::{FormBody, UrlPath},
    },
    back,
};
use crate::{
    domain::{
        anomaly::Severity,
        id::EndpointId,
        language::Language,
        notice::{EndpointKind, Fault, NewEndpoint, NoticeError},
    },
    services::{App, notices::endpoints},
};
use axum::{extract::State, response::Redirect};
use secrecy::SecretString;
use serde::Deserialize;

/// A new service.
#[derive(Deserialize)]
pub struct Service {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    least: String,
    #[serde(default)]
    language: String,
}

impl Service {
    fn new_endpoint(&self) -> Result<NewEndpoint, NoticeError> {
        let unknown = |field| NoticeError::new(field, Fault::Unknown);
        Ok(NewEndpoint {
            kind: EndpointKind::from_name(&self.kind).ok_or(unknown("kind"))?,
            label: self.label.clone(),
            least: Severity::from_name(&self.least).ok_or(unknown("least"))?,
            language: Language::parse(&self.language).unwrap_or_default(),
        })
    }
}

/// POST /notifications/services: adds one.
///
/// # Errors
/// For owners, and when the database fails.
pub async fn add(
    State(app): State<App>,
    session: CurrentSession,
    FormBody(service): FormBody<Service>,
) -> Result<Redirect, Refusal> {
    let added = match service.new_endpoint() {
        Ok(new) => {
            let (url, secret) = (SecretString::from(service.url.trim()), SecretString::from(service.secret.trim()));
            endpoints::add(&app, &session.actor, &new, &url, &secret).await.map(drop)
        }
        Err(error) => Err(error.into()),
    };
    back(added, "added")
}

/// POST /notifications/services/{endpoint}/test: sends it a message.
///
/// # Errors
/// For owners, and for a service that is not the organisation's.
pub async fn test(
    State(app): State<App>,
    session: CurrentSession,
    UrlPath(endpoint): UrlPath<EndpointId>,
) -> Result<Redirect, Refusal> {
    back(endpoints::test(&app, &session.actor, endpoint).await, "tested")
}

/// POST /notifications/services/{endpoint}/remove: forgets it, with its address and secret.
///
/// # Errors
/// For owners, and for a service that is not the organisation's.
pub async fn remove(
    State(app): State<App>,
    session: CurrentSession,
    UrlPath(endpoint): UrlPath<EndpointId>,
) -> Result<Redirect, Refusal> {
    back(endpoints::remove(&app, &session.actor, endpoint).await, "removed")
}
