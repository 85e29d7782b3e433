//! Every route. The tests of who may do what walk [`routes`]: a route that is not in it does not exist.

use super::{
    WebState, alerts, api, auth, auth::limit::LoginLimit, charts, colours, connect, edge, factors, files, health, live,
    notices, pages, preferences, reports, rules, settings, tariffs, uploads,
};
use crate::services::App;
use axum::{
    Router,
    http::Method,
    routing::{get, post},
};
use leptos::config::LeptosOptions;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// A route as the tests see it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// `GET`, `POST`, …
    pub method: String,
    /// With parameters in braces.
    pub path: String,
}

/// The service of the whole process.
pub fn router(app: App, options: LeptosOptions) -> Router {
    let sockets = Arc::new(Semaphore::new(live::SOCKETS));
    let state = WebState { app, options, limit: Arc::new(LoginLimit::default()), sockets };
    let plain = Router::new()
        .route("/live", get(live::live))
        .route("/health", get(health::ready))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/login", post(auth::login::login))
        .route("/logout", post(auth::logout::logout))
        .route("/preferences", post(preferences::set))
        .route("/alerts", post(alerts::change))
        .route("/rules/{kind}", post(rules::save))
        .route("/rules/{kind}/reset", post(rules::reset))
        .route("/rules/{kind}/switch", post(rules::switch))
        .route("/buildings/{id}/charts/{index}", get(charts::options))
        .route("/buildings/{id}/report.pdf", get(reports::download))
        .route("/buildings/{id}/connect", post(connect::leave))
        .route("/buildings/{id}/import", post(uploads::upload))
        .route("/buildings/{id}/import/{import}", post(uploads::confirm))
        .route("/buildings/{id}/settings/contracts", post(settings::contract))
        .route("/buildings/{id}/settings/contracts/remove", post(settings::end_contract))
        .route("/buildings/{id}/settings/lots", post(settings::division))
        .route("/emission-factors", post(factors::replace))
        .route("/notifications", post(notices::choose))
        .route("/notifications/read", post(notices::read))
        .route("/notifications/services", post(notices::services::add))
        .route("/notifications/services/{endpoint}/test", post(notices::services::test))
        .route("/notifications/services/{endpoint}/remove", post(notices::services::remove))
        .route("/tariffs/colours", post(colours::add))
        .route("/tariffs/new", post(tariffs::create))
        .route("/tariffs/{tariff}/edit", post(tariffs::edit))
        .route("/tariffs/{tariff}/remove", post(tariffs::remove))
        .route("/reports", post(reports::forms::ask))
        .route("/reports/{batch}/reports.zip", get(reports::archive))
        .route("/reports/subscriptions", post(reports::forms::subscribe))
        .route("/unsubscribe", post(notices::unsubscribe::unsubscribe))
        .route("/auth/linky/callback/{provider}", get(connect::come_back));
    let (endpoints, document) = api::endpoints().split_for_parts();
    let api = endpoints.merge(api::docs(document));
    let routed = plain.merge(api).merge(pages::router(&state)).merge(files::router(&state));
    edge::around(pages::not_found(routed, &state), &state).with_state(state)
}

/// Every route: ours, the pages, the server functions.
#[must_use]
pub fn routes() -> Vec<Route> {
    let plain = [
        (Method::GET, "/health"),
        (Method::GET, "/live"),
        (Method::GET, "/health/live"),
        (Method::GET, "/health/ready"),
        (Method::POST, "/login"),
        (Method::POST, "/logout"),
        (Method::POST, "/preferences"),
        (Method::POST, "/alerts"),
        (Method::POST, "/rules/{kind}"),
        (Method::POST, "/rules/{kind}/reset"),
        (Method::POST, "/rules/{kind}/switch"),
        (Method::GET, "/buildings/{id}/charts/{index}"),
        (Method::GET, "/buildings/{id}/report.pdf"),
        (Method::POST, "/buildings/{id}/connect"),
        (Method::POST, "/buildings/{id}/import"),
        (Method::POST, "/buildings/{id}/import/{import}"),
        (Method::POST, "/buildings/{id}/settings/contracts"),
        (Method::POST, "/buildings/{id}/settings/contracts/remove"),
        (Method::POST, "/buildings/{id}/settings/lots"),
        (Method::POST, "/emission-factors"),
        (Method::POST, "/notifications"),
        (Method::POST, "/notifications/read"),
        (Method::POST, "/notifications/services"),
        (Method::POST, "/notifications/services/{endpoint}/test"),
        (Method::POST, "/notifications/services/{endpoint}/remove"),
        (Method::POST, "/tariffs/colours"),
        (Method::POST, "/tariffs/new"),
        (Method::POST, "/tariffs/{tariff}/edit"),
        (Method::POST, "/tariffs/{tariff}/remove"),
        (Method::POST, "/reports"),
        (Method::GET, "/reports/{batch}/reports.zip"),
        (Method::POST, "/reports/subscriptions"),
        (Method::POST, "/unsubscribe"),
        (Method::GET, "/auth/linky/callback/{provider}"),
        (Method::GET, api::DOCS_PATH),
        (Method::GET, api::OPENAPI_PATH),
    ];
    let mut routes: Vec<Route> = plain.into_iter().map(|(method, path)| route(&method, path)).collect();
    routes.extend(api::operations().into_iter().map(|(method, path)| Route { method, path }));
    routes.extend(pages::paths().into_iter().map(|path| route(&Method::GET, &path)));
    routes.extend(pages::server_functions().into_iter().map(|(method, path)| route(&method, path)));
    routes.sort();
    routes
}

fn route(method: &Method, path: &str) -> Route {
    Route { method: method.to_string(), path: path.to_owned() }
}
