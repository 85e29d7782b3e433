//! Syndiwatt: energy monitoring for co-owned buildings. This file is the map, in reading order.
//!
//! - [`domain`]: pure types and rules, for the server and the browser
//! - [`views`]: what the screens are told
//! - `analytics`: pure computing on slices; time zones live here
//! - `formats`: what grid operators' files and answers hold
//! - `providers`: the operators' services behind one trait
//! - `reports`: finished figures as documents
//! - `notify`: sends one finished message by e-mail, webhook or gateway
//! - `storage`: the only place with SQL
//! - `services`: the use cases; who may do what is decided here
//! - `sync`: the background worker that runs synchronisations
//! - `sandbox`: the provider simulator, for the demo and the tests
//! - [`charts`]: SVG for both targets, ECharts options on the server
//! - [`rpc`]: server functions, one file per screen
//! - [`ui`]: components and pages; [`app`] lists the screens
//! - `web`: the axum router, sessions, the REST API
//! - `cli`, `config`, `clock`: the edges of the process
//!
//! Dependencies point downwards in this order: `domain` knows nobody; `analytics`, `charts`, `formats` know `domain` (and
//! `views`); `reports` know `views`, `charts` and the translations; `providers` know `formats`; `notify` knows `domain`, `views` and the translations; `storage` knows `domain`; `services` know all of these; `sync`, `web` and `rpc`
//! know `services`, never `storage` or `providers` (`web` also serves `app` and takes the texts of errors from `ui`);
//! `ui` knows `domain`, `views`, `charts` and `rpc`. `cli` wires everything. A test in `src/tests/structure.rs` walks the tree and fails on any other edge.

// Generated views nest deeply.
#![recursion_limit = "512"]

mod translations {
    //! Typed keys from `ui/i18n/<locale>/<namespace>.json`; a missing key does not compile.
    #![expect(missing_docs, reason = "generated")]
    #![expect(deprecated, reason = "its successor in build.rs compiles ICU's data generator, which nothing here needs")]
    leptos_i18n::load_locales!();
}
pub use translations::i18n;

pub mod domain;
pub mod views;

#[cfg(feature = "ssr")]
pub mod analytics;
#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod clock;
#[cfg(feature = "ssr")]
pub mod config;
#[cfg(feature = "ssr")]
pub mod formats;
#[cfg(feature = "ssr")]
pub mod notify;
#[cfg(feature = "ssr")]
pub mod providers;
#[cfg(feature = "ssr")]
pub mod reports;
#[cfg(feature = "ssr")]
pub mod sandbox;
#[cfg(feature = "ssr")]
pub mod services;
#[cfg(feature = "ssr")]
pub mod storage;
#[cfg(feature = "ssr")]
pub mod sync;
#[cfg(feature = "ssr")]
pub mod web;

pub mod app;
pub mod charts;
pub mod rpc;
pub mod ui;

/// Takes over the server's page in the browser: what lies inside `<main>`.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
