//! The list of screens.

use crate::{
    i18n::I18nContextProvider,
    ui::pages::{
        alerts::{AlertPage, AlertsPage},
        building::BuildingPage,
        building_settings::BuildingSettingsPage,
        connect::ConnectPage,
        factors::FactorsPage,
        import_file::ImportPage,
        login::LoginPage,
        not_found::NotFoundPage,
        notifications::NotificationsPage,
        portfolio::PortfolioPage,
        ranking::RankingPage,
        report::ReportBuilderPage,
        reports::ReportsPage,
        rules::{RulePage, RulesPage},
        tariffs::{ColoursPage, EditTariffPage, NewTariffPage, TariffPage, TariffsPage},
        unsubscribe::UnsubscribePage,
    },
};
use leptos::prelude::*;
use leptos_i18n::context::UseLocalesOptions;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// The document around every page.
#[cfg(feature = "ssr")]
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    crate::ui::shell::document(options, || view! { <App /> })
}

/// The application: context, then the route table.
///
/// Pages wait for their data on the server (`SsrMode::Async`): whoever reads without scripts gets whole pages.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <I18nContextProvider
            set_lang_attr_on_html=false
            set_dir_attr_on_html=false
            enable_cookie=false
            ssr_lang_header_getter=language_of_request()
        >
            <Title formatter=|title: String| if title.is_empty() { "Syndiwatt".into() } else { title + " – Syndiwatt" } />
            <Router>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=PortfolioPage ssr=SsrMode::Async />
                    <Route path=path!("/login") view=LoginPage ssr=SsrMode::Async />
                    <Route path=path!("/ranking") view=RankingPage ssr=SsrMode::Async />
                    <Route path=path!("/alerts") view=AlertsPage ssr=SsrMode::Async />
                    <Route path=path!("/alerts/:meter/:kind/:day") view=AlertPage ssr=SsrMode::Async />
                    <Route path=path!("/rules") view=RulesPage ssr=SsrMode::Async />
                    <Route path=path!("/rules/:kind") view=RulePage ssr=SsrMode::Async />
                    <Route path=path!("/notifications") view=NotificationsPage ssr=SsrMode::Async />
                    <Route path=path!("/reports") view=ReportsPage ssr=SsrMode::Async />
                    <Route path=path!("/unsubscribe") view=UnsubscribePage ssr=SsrMode::Async />
                    <Route path=path!("/tariffs") view=TariffsPage ssr=SsrMode::Async />
                    <Route path=path!("/tariffs/new") view=NewTariffPage ssr=SsrMode::Async />
                    <Route path=path!("/tariffs/colours") view=ColoursPage ssr=SsrMode::Async />
                    <Route path=path!("/tariffs/:tariff") view=TariffPage ssr=SsrMode::Async />
                    <Route path=path!("/tariffs/:tariff/edit") view=EditTariffPage ssr=SsrMode::Async />
                    <Route path=path!("/emission-factors") view=FactorsPage ssr=SsrMode::Async />
                    <Route path=path!("/buildings/:id") view=BuildingPage ssr=SsrMode::Async />
                    <Route path=path!("/buildings/:id/connect") view=ConnectPage ssr=SsrMode::Async />
                    <Route path=path!("/buildings/:id/report") view=ReportBuilderPage ssr=SsrMode::Async />
                    <Route path=path!("/buildings/:id/import") view=ImportPage ssr=SsrMode::Async />
                    <Route path=path!("/buildings/:id/settings") view=BuildingSettingsPage ssr=SsrMode::Async />
                </Routes>
            </Router>
        </I18nContextProvider>
    }
}

/// The server's choice of language, which the browser then reads from `<html lang>`.
#[cfg(feature = "ssr")]
fn language_of_request() -> UseLocalesOptions {
    let language = crate::ui::shell::preferences().language;
    UseLocalesOptions::default().ssr_lang_header_getter(move || Some(language.as_str().to_owned()))
}

#[cfg(not(feature = "ssr"))]
fn language_of_request() -> UseLocalesOptions {
    UseLocalesOptions::default()
}
