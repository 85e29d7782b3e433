//! The built site: scripts, WASM, styles, fonts; compressed beforehand where the build did so.

use super::WebState;
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::Response,
};
use std::path::Path;
use tower_http::services::ServeDir;

/// `/pkg` and `/assets`.
pub fn router(state: &WebState) -> Router<WebState> {
    let root = Path::new(state.options.site_root.as_ref());
    let folder = |name: &str| ServeDir::new(root.join(name)).precompressed_br().precompressed_gzip();
    Router::new()
        .nest_service("/pkg", folder(&state.options.site_pkg_dir))
        .nest_service("/assets", folder("assets"))
        .layer(middleware::from_fn(cache))
}

/// Files with a hash in their name never change; the others are asked for again, and mostly answered with 304.
async fn cache(request: Request, next: Next) -> Response {
    let hashed = request.uri().path().rsplit('/').next().is_some_and(has_hash);
    let mut response = next.run(request).await;
    if matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED | StatusCode::PARTIAL_CONTENT) {
        let value = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}

/// `name.0123456789abcdef.js`: a middle part of 16 or more letters and digits.
fn has_hash(name: &str) -> bool {
    let parts: Vec<&str> = name.split(['.', '-']).collect();
    parts.len() > 2
        && parts[1..parts.len() - 1]
            .iter()
            .any(|part| part.len() >= 16 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_immutable() {
        assert!(has_hash("syndiwatt.Zk3aQ9xLw2pTn8Vb.js"));
        for plain in ["syndiwatt.js", "syndiwatt.wasm", "app.min.css", "inter-latin-400.woff2", ""] {
            assert!(!has_hash(plain), "{plain}");
        }
    }
}
