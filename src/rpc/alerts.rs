//! Server functions: the alerts of every building, and one of them.

use crate::{
    domain::{error::AppError, id::UsagePointId, language::Language, rule::RuleKind, time::LocalDay},
    views::alerts::{AlertPageView, AlertsView},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// What stands about every building that the person may see.
///
/// # Errors
/// [`AppError::Unauthenticated`] when nobody is logged in.
#[server(prefix = "/rpc", endpoint = "alerts/view", input = Json)]
pub async fn view_alerts() -> Result<AlertsView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::alerts::inbox(&app, &actor).await
}

/// One alert with its words, the curve of its day and what became of it.
///
/// # Errors
/// [`AppError::NotFound`] for an alert that there is not, or that is not the person's to see.
#[server(prefix = "/rpc", endpoint = "alerts/one", input = Json)]
pub async fn view_alert(
    /// Of the words.
    language: Language,
    /// Of which meter.
    meter: UsagePointId,
    /// By which kind of rule.
    kind: RuleKind,
    /// About which local day.
    day: LocalDay,
) -> Result<AlertPageView, AppError> {
    use crate::services::alerts::{AlertId, detail};
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    detail(&app, &actor, &AlertId { meter, kind, day }, language).await
}
