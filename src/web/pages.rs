//! The Leptos pages and server functions: their context is set here and nowhere else.

use super::{
    WebState,
    auth::CurrentSession,
    counts,
    edge::{Kind, Refusal},
    page_status,
};
use crate::{app, domain::error::AppError, views::shared::Counts};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode, Uri, request::Parts},
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
};
use leptos::{
    nonce::Nonce,
    prelude::{provide_context, use_context},
};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};

/// The pages and the server functions.
pub fn router(state: &WebState) -> Router<WebState> {
    let options = state.options.clone();
    Router::new()
        .leptos_routes_with_context(state, listing(), context(state), move || app::shell(options.clone()))
        .layer(from_fn_with_state(state.clone(), page_status::honest))
        .layer(from_fn_with_state(state.clone(), counts::count))
}

/// Draws the page at `path` in answer to a form of it, with `typed` in its context: what somebody typed is not lost.
pub async fn again<T>(state: &WebState, parts: Parts, (path, status): (&str, StatusCode), typed: T) -> Response
where
    T: Clone + Send + Sync + 'static,
{
    let Ok(uri) = path.parse::<Uri>() else { return Refusal(AppError::Internal).into_response() };
    let mut request = Request::from_parts(parts, Body::empty());
    if let Some(CurrentSession { actor, .. }) = request.extensions().get::<CurrentSession>().cloned()
        && let Some(counts) = counts::of(state, &actor).await
    {
        request.extensions_mut().insert(counts);
    }
    (*request.method_mut(), *request.uri_mut()) = (Method::GET, uri);
    let (options, context) = (state.options.clone(), context(state));
    let with_typed = move || {
        context();
        provide_context(typed.clone());
    };
    let render = leptos_axum::render_app_async_with_context(with_typed, move || app::shell(options.clone()));
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// The page for addresses that do not exist, with status 404; files at the root of the site are served first.
pub fn not_found(routes: Router<WebState>, state: &WebState) -> Router<WebState> {
    let render = leptos_axum::file_and_error_handler_with_context(context(state), app::shell);
    routes.fallback(move |uri: Uri, State(state): State<WebState>, request: Request| async move {
        match Kind::of(uri.path()) {
            Kind::Api | Kind::Rpc => Refusal(AppError::NotFound).into_response(),
            Kind::File | Kind::Page => render(uri, State(state), request).await,
        }
    })
}

/// The paths of the pages, parameters in braces.
#[must_use]
pub fn paths() -> Vec<String> {
    listing().iter().map(|listing| listing.path().to_owned()).collect()
}

/// The server functions that are linked in.
#[must_use]
pub fn server_functions() -> Vec<(Method, &'static str)> {
    leptos::server_fn::axum::server_fn_paths().map(|(path, method)| (method, path)).collect()
}

fn listing() -> Vec<AxumRouteListing> {
    generate_route_list(app::App)
}

/// Provides the application, the person and their session, and the nonce of the page's scripts.
fn context(state: &WebState) -> impl Fn() + Clone + Send + Sync + 'static {
    let app = state.app.clone();
    move || {
        provide_context(app.clone());
        let extensions = use_context::<Parts>().map(|parts| parts.extensions);
        let session = extensions.as_ref().and_then(|extensions| extensions.get::<CurrentSession>().cloned());
        if let Some(nonce) = extensions.as_ref().and_then(|extensions| extensions.get::<Nonce>().cloned()) {
            provide_context(nonce);
        }
        if let Some(counts) = extensions.and_then(|extensions| extensions.get::<Counts>().copied()) {
            provide_context(counts);
        }
        if let Some(CurrentSession { actor, hash }) = session {
            provide_context(actor);
            provide_context(hash);
        }
    }
}
