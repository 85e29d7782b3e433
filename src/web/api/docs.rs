//! The description of the API and a page to read and try it. Everything is served from here.

use crate::web::{WebState, edge::csp};
use axum::{
    Json, Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// The description.
pub const OPENAPI_PATH: &str = "/api/openapi.json";
/// The page.
pub const DOCS_PATH: &str = "/api/docs";

/// Serves both.
pub fn router(document: OpenApi) -> Router<WebState> {
    // The default asks a service on the web whether the document is valid.
    let config = Config::from(OPENAPI_PATH).validator_url("none").try_it_out_enabled(true);
    let page: Router<WebState> = SwaggerUi::new(DOCS_PATH).config(config).into();
    Router::new()
        .route(OPENAPI_PATH, get(move || std::future::ready(Json(document.clone()))))
        .merge(page.layer(middleware::from_fn(policy)))
}

async fn policy(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(csp::DOCS));
    response
}
