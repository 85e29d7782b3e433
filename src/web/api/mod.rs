//! The REST API: `/api/v1`, its description at `/api/openapi.json`, its documentation at `/api/docs`.
//!
//! One file for each endpoint, always in the same order: what comes in, the handler with its description.

mod docs;
mod problems;
mod v1;

pub use docs::{DOCS_PATH, OPENAPI_PATH, router as docs};

use super::WebState;
use utoipa::{
    OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme},
};
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Syndiwatt",
        description = "Energy monitoring for co-owned buildings.\n\n\
            Log in on the site: the API takes the same session cookie. Errors are problem documents (RFC 9457) in the \
            language of `Accept-Language` (fr, nl, en). A building that you may not see answers 404, as if it did not \
            exist. Days are local days of the building; instants are RFC 3339 in UTC. `null` is not known, and never 0.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later")
    ),
    tags(
        (name = "meters", description = "Connecting, listing, naming and disconnecting meters"),
        (name = "consumption", description = "Readings, statistics and anomalies"),
        (name = "alerts", description = "What rules find, and what is done about it"),
        (name = "costs", description = "Tariffs, contracts, costs, lots and emission factors"),
        (name = "notifications", description = "What you were told about alerts"),
        (name = "reports", description = "The energy report of a building as PDF, made in the background")
    )
)]
struct Document;

/// The endpoints with their description.
pub fn endpoints() -> OpenApiRouter<WebState> {
    let mut document = Document::openapi();
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("session")));
    document.components.get_or_insert_default().add_security_scheme("session", cookie);
    document.security = Some(vec![SecurityRequirement::new::<_, [&str; 0], _>("session", [])]);
    OpenApiRouter::with_openapi(document).merge(v1::endpoints())
}

/// Method and path of each endpoint.
#[must_use]
pub fn operations() -> Vec<(String, String)> {
    let document = serde_json::to_value(endpoints().get_openapi()).unwrap_or_default();
    let paths = document["paths"].as_object().cloned().unwrap_or_default();
    let mut operations = Vec::new();
    for (path, item) in paths {
        let methods = item.as_object().map(|item| item.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
        operations.extend(methods.into_iter().map(|method| (method.to_uppercase(), path.clone())));
    }
    operations
}
