//! POST /api/v1/buildings/{building}/iot/linky/configure

use crate::{
    domain::{error::AppError, id::BuildingId, identifier::UsagePointNumber, provider::ProviderId},
    services::{
        App,
        connections::{self, Callback},
        statistics::{self, Device},
    },
    web::{
        api::problems::{Managing, Reading},
        auth::CurrentSession,
        edge::{Problem, Refusal},
        extract::{JsonBody, UrlPath},
    },
};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the browser brought back from the operator.
#[derive(Deserialize, ToSchema)]
pub struct ConfigureRequest {
    /// `Enedis` or `Ores`: the operator that `state` was given for.
    #[schema(example = "Enedis")]
    provider: String,
    /// PRM of 14 digits (Enedis) or EAN of 18 digits (ORES).
    #[schema(example = "09775542606818")]
    prm: String,
    /// The operator's code, where it gives one.
    authorization_code: Option<String>,
    /// Enedis: the number of the consent that came back.
    #[schema(example = "58249")]
    autorisation_id: Option<String>,
    /// The `state` of the address from `auth-url`.
    state: String,
    /// Take an EAN although its check digit is wrong.
    #[serde(default)]
    accept_check_digit: bool,
}

/// The meters that the consent gave access to.
#[derive(Serialize, ToSchema)]
pub struct Configured {
    devices: Vec<Device>,
}

/// Connect the meter of a consent given at the operator.
///
/// Completes the request that `auth-url` began in the same session. The answer lists every meter of the consent; `prm`
/// must be one of them. A redirect address is never taken from the body.
#[utoipa::path(
    post, path = "/api/v1/buildings/{building}/iot/linky/configure", tag = "meters",
    params(("building" = BuildingId, Path, description = "The building")),
    request_body = ConfigureRequest,
    responses(
        (status = 201, description = "Connected; the first synchronisation is queued", body = Configured),
        Reading, Managing,
        (status = 409, description = "The meter is connected already", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "The check digit of the EAN is wrong", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The operator cannot be reached", body = Problem,
            content_type = "application/problem+json")
    )
)]
pub async fn configure(
    State(app): State<App>,
    session: CurrentSession,
    UrlPath(building): UrlPath<BuildingId>,
    JsonBody(body): JsonBody<ConfigureRequest>,
) -> Result<(StatusCode, Json<Configured>), Refusal> {
    let CurrentSession { actor, hash } = session;
    let provider = super::provider(&body.provider)?;
    let number = number(provider, &body)?;
    let callback = Callback {
        code: body.authorization_code,
        usage_point_id: (provider == ProviderId::Enedis).then(|| number.to_string()),
        autorisation_id: body.autorisation_id,
        error: None,
    };
    let wanted = (building, &number);
    let meters = connections::complete_in(&app, &actor, &hash, wanted, provider, &body.state, callback).await?;
    let mut devices = statistics::devices(&app, &actor, building).await?;
    devices.retain(|device| meters.contains(&device.id));
    Ok((StatusCode::CREATED, Json(Configured { devices })))
}

fn number(provider: ProviderId, body: &ConfigureRequest) -> Result<UsagePointNumber, AppError> {
    let number = UsagePointNumber::parse(provider.number_kind(), &body.prm)?;
    if number.check_digit_is_wrong() && !body.accept_check_digit {
        return Err(AppError::EanCheckDigit);
    }
    Ok(number)
}
