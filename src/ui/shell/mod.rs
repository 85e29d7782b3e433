//! The document around the application: drawn by the server once for each page load.
//!
//! Header and footer hold plain forms and links only, so they need no script and cost the browser nothing.

mod footer;
mod header;
mod mark;

use crate::{i18n::*, ui::format::locale_of, views::preferences::Preferences};
use footer::Footer;
use header::Header;
use http::{
    HeaderMap,
    header::{ACCEPT_LANGUAGE, COOKIE},
    request::Parts,
};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// The document around `app`, which becomes the content of `<main>`.
pub fn document<V: IntoView>(options: LeptosOptions, app: impl FnOnce() -> V) -> impl IntoView {
    let preferences = preferences();
    let locale = locale_of(preferences.language);
    view! {
        <!DOCTYPE html>
        <html lang=preferences.language.as_str() data-theme=preferences.theme.as_str()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link
                    rel="preload"
                    href="/assets/fonts/inter-latin-wght-normal.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <link rel="stylesheet" href="/assets/app.css" />
                <AutoReload options=options.clone() />
                <HydrationScripts options islands=true />
                <script type="module" src="/assets/bridge.js" nonce=use_nonce()></script>
                <MetaTags />
            </head>
            <body>
                <a class="skip" href="#main">{td!(locale, common.skip)}</a>
                <div inner_html=HATCH></div>
                <Header preferences />
                <p class="for-listeners" role="status" data-news=td_string!(locale, common.news)></p>
                <main id="main" tabindex="-1">{app()}</main>
                <Footer preferences />
            </body>
        </html>
    }
}

/// The pattern of everything that is missing; charts refer to it.
const HATCH: &str = concat!(
    r#"<svg class="defs" width="0" height="0" aria-hidden="true"><defs>"#,
    r#"<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">"#,
    r#"<path class="hatch-line" d="M0 0v6"/></pattern></defs></svg>"#
);

/// What this request's browser wants.
#[must_use]
pub fn preferences() -> Preferences {
    let parts = use_context::<Parts>();
    let text = |name| {
        let headers: Option<&HeaderMap> = parts.as_ref().map(|parts| &parts.headers);
        headers.and_then(|all| all.get(name)).and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    Preferences::of_headers(text(COOKIE), text(ACCEPT_LANGUAGE))
}

/// The address of this request, to come back to after a choice.
fn address() -> String {
    let parts = use_context::<Parts>();
    parts.and_then(|parts| parts.uri.path_and_query().map(ToString::to_string)).unwrap_or_else(|| "/".to_owned())
}
