//! Which answer a saved JSON text is, by its content.

#[cfg(test)]
mod tests;

use super::{
    Format, FormatError, Parsed,
    contract::{Address, Contract},
    day_colours,
    enedis_2026::{self, address, metering, registers, services, situation, synthesis},
    enedis_error::{self, OperatorError},
    enedis_labels::Labels,
    enedis_v5::{self, How},
    fluvius_api,
    gateway::{
        self, Answer, Dialect,
        account::{self, Account},
    },
    json::list,
    ores,
};
use crate::{
    analytics::zone::Zone,
    domain::series::{SeriesKind, Source},
};
use serde_json::Value;

/// Reads an answer of any operator or gateway.
///
/// What does not say its direction is taken for consumption, and the content of an envelope for one of the new
/// MyElectricalData gateway.
///
/// # Errors
/// [`FormatError::Unknown`] when it is none of them, else what the format's own parser found.
pub fn parse(text: &[u8]) -> Result<Parsed, FormatError> {
    let body: Value = serde_json::from_slice(text).map_err(|_| FormatError::Unknown)?;
    let has = |key: &str| body.get(key).is_some();
    let facts = |format, facts| Ok(said(format, facts));
    if has("success") {
        let dialect = Dialect { source: Source::EnedisFile, ..Dialect::MYELECTRICALDATA_NEW };
        return gateway::from_value(&body, dialect).map(of_gateway);
    }
    if !list(&body, "contexte").is_empty() && list(&body, "grandeur").is_empty() {
        return facts(Format::Enedis2026Registers, registers::read(&body)?.facts());
    }
    if has("grandeur") {
        return enedis_2026::from_value(&body, Source::EnedisFile, Labels::End);
    }
    if has("interval_readings") {
        return ores::parse(text, SeriesKind::ElectricityConsumption, Source::Ores);
    }
    if has("serviceSouscrit") || has("nbTotalServices") {
        return facts(Format::EnedisServices, services::read(&body)?.facts());
    }
    let is_contract = |of: &Value| of.get("contract_type").is_some() || of.get("contract_start").is_some();
    if has("situation_contrat") || body.as_array().is_some_and(|list| list.iter().any(is_contract)) {
        return Ok(contracts(Format::Enedis2026Contract, &situation::read(&body)?));
    }
    if has("segments") || has("services_level") || has("consumption_last_activation_date") {
        return facts(Format::Enedis2026Synthesis, synthesis::read(&body)?.facts());
    }
    if has("dispositifComptage") || has("relais") {
        return facts(Format::Enedis2026Metering, metering::read(&body)?.facts());
    }
    if has("address") {
        return facts(Format::Enedis2026Address, address::read(&body)?.facts());
    }
    if has("tempo_like_calendars") {
        return tempo(text);
    }
    if has("valid") && has("quota_reached") {
        return Ok(of_account(&account::read(&body)?));
    }
    match body.get("data") {
        Some(data) if data.get("headpoint").is_some() => return fluvius_api::energy(&body),
        Some(data) if data.get("mandates").is_some() => {
            let mandates = fluvius_api::mandate::read(&body)?;
            return facts(Format::FluviusMandates, mandates.iter().map(|mandate| mandate.fact()).collect());
        }
        _ => {}
    }
    v5(&body).unwrap_or_else(|| enedis_error::from_value(&body).map(refused).ok_or(FormatError::Unknown))
}

fn v5(body: &Value) -> Option<Result<Parsed, FormatError>> {
    let contract = enedis_v5::contracts(body).map(|list| contracts(Format::EnedisV5Contract, &list));
    let place = || enedis_v5::addresses(body).map(|list| addresses(Format::EnedisV5Address, &list));
    contract.or_else(place).map(Ok).or_else(|| enedis_v5::parse(body, How::default()))
}

fn of_gateway(answer: Answer) -> Parsed {
    match answer {
        Answer::Measures(parsed) => parsed,
        Answer::Contracts(list) => contracts(Format::EnedisV5Contract, &list),
        Answer::Addresses(list) => addresses(Format::EnedisV5Address, &list),
        Answer::Account(account) => of_account(&account),
        Answer::Refused(error) => refused(error),
    }
}

fn of_account(account: &Account) -> Parsed {
    said(Format::GatewayAccount, account.facts())
}

/// A saved error answer: nothing to import, but worth telling apart from a strange file.
fn refused(error: OperatorError) -> Parsed {
    let mut facts = vec![("code", error.code)];
    facts.extend(error.status.map(|status| ("status", status.to_string())));
    facts.extend(Some(("description", error.description)).filter(|(_, text)| !text.is_empty()));
    said(Format::EnedisError, facts)
}

fn contracts(format: Format, list: &[Contract]) -> Parsed {
    said(format, list.iter().flat_map(Contract::facts).collect())
}

fn addresses(format: Format, list: &[Address]) -> Parsed {
    said(format, list.iter().flat_map(Address::facts).collect())
}

fn tempo(text: &[u8]) -> Result<Parsed, FormatError> {
    const WRONG: FormatError = FormatError::Field { field: "tempo_like_calendars", expected: "days with colours" };
    let days = day_colours::read(std::str::from_utf8(text).map_err(|_| WRONG)?).map_err(|_| WRONG)?;
    let facts = days.iter().map(|listed| ("day", format!("{} {:?}", listed.day, listed.colour).to_lowercase()));
    Ok(said(Format::TempoCalendar, facts.collect()))
}

/// An answer without series. All of these are written in France.
fn said(format: Format, facts: Vec<(&'static str, String)>) -> Parsed {
    let zone = if format == Format::FluviusMandates { Zone::BRUSSELS } else { Zone::PARIS };
    Parsed { format, zone, series: Vec::new(), peaks: None, facts }
}
