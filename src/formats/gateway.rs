//! Gateways in front of Enedis, to which the end user has a token: which envelope, which labels.
//!
//! Inside is v5 (or, when the new MyElectricalData gateway is asked for it, the JSON of 2026), so units are those of
//! [`enedis_v5`] and [`enedis_2026`]. Labels: END for Enedis itself, the old MyElectricalData gateway and conso-api; the new
//! MyElectricalData gateway moves them back by a step, in both generations of JSON.

pub mod account;
#[cfg(test)]
mod tests;

use super::{
    Format, FormatError, LabelConvention, Parsed,
    contract::{Address, Contract},
    enedis_2026::{self, address, metering, situation, synthesis},
    enedis_error::{self, OperatorError},
    enedis_labels::Labels,
    enedis_v5::{self, How},
};
use crate::domain::series::{SeriesKind, Source};
use account::Account;
use serde_json::Value;

/// What stands around an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Envelope {
    /// Enedis' own: `{"meter_reading": …}`, `{"customer": …}`.
    Enedis,
    /// The content of `meter_reading` alone.
    Bare,
    /// `{"success": …, "data": …, "error": …}`.
    Success,
}

/// How a gateway answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// What its labels stand for.
    pub labels: Labels,
    /// What stands around its answers.
    pub envelope: Envelope,
    /// Which direction was asked for; v5 does not say.
    pub kind: SeriesKind,
    /// Whose answers they are.
    pub source: Source,
}

impl Dialect {
    /// Enedis v5 itself, and old proxies that pass it on.
    pub const ENEDIS: Self = Self::new(Labels::End, Envelope::Enedis, Source::Enedis);
    /// The old MyElectricalData gateway.
    pub const MYELECTRICALDATA_OLD: Self = Self::new(Labels::End, Envelope::Enedis, Source::EnedisGateway);
    /// The new MyElectricalData gateway.
    pub const MYELECTRICALDATA_NEW: Self = Self::new(Labels::MovedBack, Envelope::Success, Source::EnedisGateway);
    /// conso-api.
    pub const CONSO_API: Self = Self::new(Labels::End, Envelope::Bare, Source::EnedisGateway);

    const fn new(labels: Labels, envelope: Envelope, source: Source) -> Self {
        Self { labels, envelope, kind: SeriesKind::ElectricityConsumption, source }
    }

    /// The same for a question about production.
    #[must_use]
    pub const fn production(self) -> Self {
        Self { kind: SeriesKind::ElectricityProduction, ..self }
    }
}

/// What a gateway answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A load curve, daily values or maxima.
    Measures(Parsed),
    /// Contracts.
    Contracts(Vec<Contract>),
    /// Where meters are.
    Addresses(Vec<Address>),
    /// The state of the user's account.
    Account(Account),
    /// An error, whatever its HTTP status.
    Refused(OperatorError),
}

/// Reads an answer.
///
/// A fact `labels` says so when the answer's own midnight contradicts the dialect's labels: the gateway has changed then.
///
/// # Errors
/// When it is none of [`Answer`], or its envelope is another one: labels are never guessed.
pub fn read(bytes: &[u8], dialect: Dialect) -> Result<Answer, FormatError> {
    let body: Value = serde_json::from_slice(bytes).map_err(|_| NO_ANSWER)?;
    from_value(&body, dialect)
}

const NO_ANSWER: FormatError = FormatError::Field { field: "meter_reading", expected: "an answer of the gateway" };

/// The same for a body that is parsed already.
///
/// # Errors
/// As [`read`].
pub fn from_value(body: &Value, dialect: Dialect) -> Result<Answer, FormatError> {
    let enveloped = body.get("success").is_some();
    if enveloped != (dialect.envelope == Envelope::Success) {
        // An error is an error in any envelope.
        let error = enedis_error::from_value(body).map(Answer::Refused);
        return error.ok_or(FormatError::Field { field: "success", expected: "the envelope of this gateway" });
    }
    let content = if enveloped { body.get("data").unwrap_or(&Value::Null) } else { body };
    if body.get("success").and_then(Value::as_bool) == Some(false) || content.is_null() {
        return enedis_error::from_value(body).map(Answer::Refused).ok_or(NO_ANSWER);
    }
    inside(content, dialect).unwrap_or_else(|| enedis_error::from_value(content).map(Answer::Refused).ok_or(NO_ANSWER))
}

fn inside(content: &Value, dialect: Dialect) -> Option<Result<Answer, FormatError>> {
    let Dialect { labels, kind, source, .. } = dialect;
    if content.get("grandeur").is_some() {
        let parsed = enedis_2026::from_value(content, source, labels);
        return Some(parsed.map(|parsed| measures(parsed, enedis_2026::evidence(content), labels)));
    }
    if content.get("situation_contrat").is_some() {
        return Some(contracts(content).map(Answer::Contracts));
    }
    if content.get("valid").is_some() {
        return Some(account::read(content).map(Answer::Account));
    }
    if content.get("address").is_some() {
        return Some(address::read(content).map(|address| Answer::Addresses(vec![address])));
    }
    let customer = enedis_v5::contracts(content).map(Answer::Contracts);
    if let Some(answer) = customer.or_else(|| enedis_v5::addresses(content).map(Answer::Addresses)) {
        return Some(Ok(answer));
    }
    let parsed = enedis_v5::parse(content, How { labels, kind, source })?;
    Some(parsed.map(|parsed| measures(parsed, enedis_v5::evidence(content), labels)))
}

fn measures(mut parsed: Parsed, told: Option<LabelConvention>, labels: Labels) -> Answer {
    let is_curve = matches!(parsed.format, Format::EnedisV5Curve | Format::Enedis2026Curve);
    let other = told.filter(|told| is_curve && *told != labels.convention()).map(LabelConvention::as_str);
    parsed.facts.extend(other.map(|label| ("labels", format!("midnight tells {label}"))));
    Answer::Measures(parsed)
}

/// The gateway's own answer of 2026: contracts, synthesis and metering in one.
fn contracts(content: &Value) -> Result<Vec<Contract>, FormatError> {
    let mut contracts = situation::read(content)?;
    let synthesis = synthesis::read(content).unwrap_or_default();
    let metering = content.get("comptage").and_then(|of| metering::read(of).ok()).unwrap_or_default();
    for contract in &mut contracts {
        let produces = contract.direction() == Some(SeriesKind::ElectricityProduction);
        contract.activated = if produces { synthesis.production_activated } else { synthesis.consumption_activated };
        contract.meter_type.clone_from(&metering.meter_type);
        if !produces {
            contract.offpeak_text.clone_from(&metering.offpeak_text);
            contract.offpeak.clone_from(&metering.offpeak);
        }
    }
    Ok(contracts)
}
