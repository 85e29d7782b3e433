//! The options of one chart of the dashboard for the browser's chart library.

use super::{Marks, Shown, forecast};
use crate::{
    charts::options::{self, OptionLabels},
    domain::{access::Actor, error::AppError, id::BuildingId},
    services::App,
    views::{
        building::DashboardQuery,
        format::{Language, period_label},
    },
};

/// ECharts options as JSON for chart `index` of the dashboard that `query` shows.
///
/// # Errors
/// [`AppError::NotFound`] for a building, meter or chart that the actor may not see or that is not there.
pub async fn chart_options(
    app: &App,
    actor: &Actor,
    id: BuildingId,
    query: &DashboardQuery,
    index: u32,
    dark: bool,
    locale: &str,
) -> Result<String, AppError> {
    let shown = Shown::load(app, actor, id, query).await?;
    let worth = shown.worth(app, false).await?;
    let anomalies = shown.anomalies(app).await?;
    let expected = forecast::of_shown(app, &shown).await?.and_then(Result::ok);
    let marks = Marks { anomalies: &anomalies, worth: worth.as_ref(), forecast: expected.as_ref() };
    let charts = shown.charts(app, marks).await?;
    let view = usize::try_from(index).ok().and_then(|index| charts.get(index)).ok_or(AppError::NotFound)?;
    let language = Language::parse(locale).unwrap_or_default();
    let title = format!("{}, {}", shown.source.building.name, period_label(shown.period, language));
    options::json(view, &OptionLabels { title, language, dark }).map_err(|error| {
        tracing::error!(error = %error, "chart options");
        AppError::Internal
    })
}
