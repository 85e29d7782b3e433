//! Names each request and writes one line about it. Never the query: it may hold an operator's code.

use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;
use uuid::Uuid;

/// The name of a request, in the log, in the `x-request-id` header and in problem documents.
#[derive(Clone, Copy, Debug)]
pub struct RequestId(pub Uuid);

/// The middleware.
pub async fn request(mut request: Request, next: Next) -> Response {
    let id = Uuid::now_v7();
    request.extensions_mut().insert(RequestId(id));
    let span = tracing::info_span!("request", %id, method = %request.method(), path = request.uri().path());
    async {
        let begun = tokio::time::Instant::now();
        let mut response = next.run(request).await;
        if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
            response.headers_mut().insert("x-request-id", value);
        }
        let (status, ms) = (response.status().as_u16(), begun.elapsed().as_millis());
        if response.status() == StatusCode::SERVICE_UNAVAILABLE {
            // During an outage there is one for each request; what is away was said once.
            tracing::warn!(status, ms, "answered");
        } else if response.status().is_server_error() {
            tracing::error!(status, ms, "answered");
        } else {
            tracing::info!(status, ms, "answered");
        }
        response
    }
    .instrument(span)
    .await
}
