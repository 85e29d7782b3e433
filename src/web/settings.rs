//! The forms of a building's settings: plain posts that lead back to the page, or draw it again with what was typed.

use super::{
    WebState,
    auth::CurrentSession,
    edge::Refusal,
    extract::{FormBody, UrlPath},
    pages,
};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, TariffId, UsagePointId},
        time::LocalDay,
    },
    services::{App, buildings, lots, tariffs},
    views::{
        form::{Expected, FieldError, Reader},
        settings::{ContractDraft, DivisionDraft, SettingsForm},
    },
};
use axum::{
    extract::State,
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
};

/// POST /buildings/{id}/settings/contracts: a meter has a tariff from a day on.
///
/// # Errors
/// When the building may not be seen or managed, and when the database fails.
pub async fn contract(
    State(state): State<WebState>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    parts: Parts,
    FormBody(draft): FormBody<ContractDraft>,
) -> Result<Response, Refusal> {
    buildings::authorised(&state.app, &actor, Action::Manage, building).await?;
    let errors = match read(&draft) {
        Err(errors) => errors,
        Ok((meter, contract)) => {
            meter_of(&state.app, &actor, building, meter).await?;
            match tariffs::put_contract(&state.app, &actor, meter, contract).await {
                Ok(()) => return Ok(back(building, "contract")),
                Err(AppError::InvalidField { .. }) => vec![FieldError::new("tariff", Expected::Choice)],
                Err(error) => return Err(error.into()),
            }
        }
    };
    let form = SettingsForm { contract: Some(draft), errors, ..SettingsForm::default() };
    Ok(drawn(&state, parts, building, form).await)
}

/// POST /buildings/{id}/settings/contracts/remove: forgets the contract that begins on a day.
///
/// # Errors
/// When the building may not be seen or managed, the contract does not exist, and when the database fails.
pub async fn end_contract(
    State(state): State<WebState>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    FormBody(draft): FormBody<ContractDraft>,
) -> Result<Response, Refusal> {
    buildings::authorised(&state.app, &actor, Action::Manage, building).await?;
    let meter = draft.meter.parse().map_err(|_| AppError::NotFound)?;
    let day = crate::views::form::day(&draft.valid_from).ok_or(AppError::NotFound)?;
    meter_of(&state.app, &actor, building, meter).await?;
    tariffs::end_contract(&state.app, &actor, meter, day).await?;
    Ok(back(building, "contract_removed"))
}

/// POST /buildings/{id}/settings/lots: area and lots.
///
/// # Errors
/// When the building may not be seen or managed, and when the database fails.
pub async fn division(
    State(state): State<WebState>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    parts: Parts,
    FormBody(pairs): FormBody<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    buildings::authorised(&state.app, &actor, Action::Manage, building).await?;
    let draft = DivisionDraft::read(&pairs);
    let (errors, problem) = match draft.division() {
        Err(errors) => (errors, None),
        Ok((area, of)) => match lots::replace(&state.app, &actor, building, (area, &of)).await {
            Ok(_) => return Ok(back(building, "lots")),
            Err(error @ AppError::InvalidField { .. }) => (Vec::new(), Some(error)),
            Err(error) => return Err(error.into()),
        },
    };
    let form = SettingsForm { division: Some(draft), errors, problem, ..SettingsForm::default() };
    Ok(drawn(&state, parts, building, form).await)
}

/// A contract that is in order by itself.
type Contract = (UsagePointId, (LocalDay, Option<TariffId>));

fn read(draft: &ContractDraft) -> Result<Contract, Vec<FieldError>> {
    let mut reader = Reader::default();
    let meter = reader.take("meter", draft.meter.parse().ok(), Expected::Choice);
    let tariff = match draft.tariff.as_str() {
        "none" => Some(None),
        id => reader.take("tariff", id.parse().ok(), Expected::Choice).map(Some),
    };
    let day = reader.day("valid_from", &draft.valid_from);
    match (meter, tariff, day) {
        (Some(meter), Some(tariff), Some(day)) => Ok((meter, (day, tariff))),
        _ => Err(reader.errors),
    }
}

/// Refuses a meter of another building.
async fn meter_of(app: &App, actor: &Actor, building: BuildingId, meter: UsagePointId) -> Result<(), AppError> {
    let (found, _) = buildings::usage_point(app, actor, Action::Manage, meter).await?;
    if found.id == building { Ok(()) } else { Err(AppError::NotFound) }
}

fn back(building: BuildingId, done: &str) -> Response {
    Redirect::to(&format!("/buildings/{building}/settings?done={done}")).into_response()
}

async fn drawn(state: &WebState, parts: Parts, building: BuildingId, form: SettingsForm) -> Response {
    let page = format!("/buildings/{building}/settings");
    pages::again(state, parts, (&page, StatusCode::UNPROCESSABLE_ENTITY), form).await
}
