//! Server functions: reports before and after they are files.

use crate::{
    domain::{error::AppError, id::BuildingId},
    views::report::{ReportAsked, ReportPreview, ReportsView},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// A report as a page.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the person may not see.
#[server(prefix = "/rpc", endpoint = "reports/preview", input = Json)]
pub async fn preview_report(
    /// Of which building.
    id: BuildingId,
    /// What the address asks for.
    asked: ReportAsked,
) -> Result<ReportPreview, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::reports::preview(&app, &actor, id, &asked).await
}

/// What was asked for, how far it is, and what one gets every month.
///
/// # Errors
/// [`AppError::Unauthenticated`] when nobody is logged in.
#[server(prefix = "/rpc", endpoint = "reports/view", input = Json)]
pub async fn view_reports() -> Result<ReportsView, AppError> {
    let (app, actor) = (super::context::app()?, super::context::actor()?);
    crate::services::reports::overview(&app, &actor).await
}
