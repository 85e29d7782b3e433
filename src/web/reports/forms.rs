//! The forms of the page of reports: plain posts that work without scripts, and lead back to the page.

use super::super::{auth::CurrentSession, edge::Refusal, extract::FormBody};
use crate::{
    domain::{
        error::AppError,
        id::BuildingId,
        language::Language,
        time::{Period, PeriodKind},
    },
    services::{App, reports},
};
use axum::{extract::State, response::Redirect};
use serde::Deserialize;
use std::collections::HashMap;
use url::form_urlencoded::Serializer;

/// Which reports: a kind of period, a day inside it, a language.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    p: String,
    #[serde(default)]
    d: String,
    #[serde(default)]
    lang: String,
}

impl Asked {
    fn period(&self) -> Result<Period, AppError> {
        let kind: Option<PeriodKind> = self.p.parse().ok();
        let day: Option<Period> = self.d.parse().ok();
        let wrong = || AppError::InvalidField { field: "period".to_owned(), expected: reports::EXPECTED.to_owned() };
        Ok(Period::containing(kind.ok_or_else(wrong)?, day.ok_or_else(wrong)?.first))
    }
}

/// POST /reports: asks for the reports of every building. Back with what was typed when that is impossible.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    FormBody(asked): FormBody<Asked>,
) -> Result<Redirect, Refusal> {
    let language = Language::parse(&asked.lang).unwrap_or_default();
    let done = match asked.period() {
        Ok(period) => reports::ask_all(&app, &actor, period, language).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(_) => Ok(Redirect::to("/reports?done=asked")),
        Err(error @ (AppError::InvalidField { .. } | AppError::FutureDate { .. })) => {
            let pairs = [("error", error.name()), ("p", &asked.p), ("d", &asked.d), ("lang", &asked.lang)];
            let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
            Ok(Redirect::to(&format!("/reports?{query}")))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the names of boxes begin with; the building follows.
pub const BOX: &str = "building-";

/// POST /reports/subscriptions: keeps what one gets every month. `all`, and a field for each building.
///
/// # Errors
/// [`AppError::NotFound`] for a building that the person may not see.
pub async fn subscribe(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    FormBody(boxes): FormBody<HashMap<String, String>>,
) -> Result<Redirect, Refusal> {
    let named = boxes.keys().filter_map(|name| name.strip_prefix(BOX));
    let wanted: Vec<BuildingId> =
        named.map(|id| id.parse().map_err(|_| AppError::NotFound)).collect::<Result<_, _>>()?;
    reports::subscribe(&app, &actor, boxes.contains_key("all"), wanted).await?;
    Ok(Redirect::to("/reports?done=subscribed"))
}
