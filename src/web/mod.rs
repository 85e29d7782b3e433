//! The HTTP edge: the router, sessions, what every request passes through, and the REST API.
//!
//! - `router`: every route, in one place
//! - [`auth`]: cookies, who is asking, logging in and out
//! - [`connect`]: to the operator and back
//! - [`edge`]: headers, limits, errors as documents
//! - `live`: what open pages are told
//! - `notices`: the forms of notifications, and the way out of e-mails
//! - `rules`: the forms of what is watched
//! - `counts`: what the header says is waiting
//! - `pages`: the Leptos pages and server functions
//! - `api`: the REST API and its documentation
//! - `charts`: what the browser's chart library draws
//! - `colours`: the form of day colours
//! - `preferences`: language and theme
//! - `reports`: reports as files
//! - `extract`: what comes in, refused in our own words
//! - `factors`: the form of CO2 factors
//! - `files`: the built site
//! - `gate`: what answers before the application is there
//! - `health`: for load balancers
//! - `settings`: the forms of a building's settings
//! - `tariffs`: the forms of tariffs
//! - `uploads`: files of grid operators

mod alerts;
mod api;
pub mod auth;
mod charts;
mod colours;
pub mod connect;
mod counts;
pub mod edge;
mod extract;
mod factors;
mod files;
mod gate;
mod health;
mod live;
mod notices;
mod page_status;
mod pages;
mod preferences;
mod reports;
mod router;
mod rules;
mod settings;
mod tariffs;
mod uploads;

pub use gate::Gate;
pub use router::{Route, router, routes};

use crate::{config::Config, services::App};
use auth::limit::LoginLimit;
use axum::extract::FromRef;
use leptos::config::{LeptosOptions, get_configuration};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What handlers share.
#[derive(Clone, FromRef)]
pub struct WebState {
    /// The application.
    pub app: App,
    /// Where the built site is.
    pub options: LeptosOptions,
    /// Failed logins.
    pub limit: Arc<LoginLimit>,
    /// Places for open pages.
    pub sockets: Arc<Semaphore>,
}

/// Leptos' options: `Leptos.toml` of the working directory when there is one, and our settings.
#[must_use]
pub fn leptos_options(config: &Config) -> LeptosOptions {
    let mut options = get_configuration(Some("Leptos.toml"))
        .map_or_else(|_| LeptosOptions::builder().output_name("syndiwatt").build(), |file| file.leptos_options);
    options.site_root = config.site_root.to_string_lossy().into();
    options.site_addr = config.addr;
    options
}
