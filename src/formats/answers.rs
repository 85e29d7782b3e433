//! Which answer a saved JSON text is, by its content.

use super::{
    Format, FormatError, Parsed,
    contract::{Address, Contract},
    day_colours,
    enedis_2026::{self, address, metering, registers, services, situation, synthesis},
    enedis_error::{self, OperatorError},
    enedis_labels::Labels,
    enedis_v5::{self, How},
    fluvius_api,
    gateway::{self, Answer, Dialect, account},
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
    if has("contexte") && !list(&body, "contexte").is_empty() {
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
        return facts(Format::GatewayAccount, account::read(&body)?.facts());
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
        Answer::Refused(error) => refused(error),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::detect;
    use rstest::rstest;

    #[rstest]
    #[case(r#"{"idPrm":"1","grandeur":[{"grandeurMetier":"CONS","grandeurPhysique":"PMA","unite":"VA","points":[{"v":"4680","d":"2026-11-17 13:03:35"}]}],"contexte":[]}"#, Format::Enedis2026MaxPower, "4680 VA 2026-11-17T13:03:35+01:00")]
    #[case(r#"{"idPrm":"1","grandeur":[],"contexte":[{"grandeur":[{"grandeurMetier":"CONS","grandeurPhysique":"EA","unite":"Wh","cadranTotalisateur":{"codeCadran":"00","valeur":[{"d":"2026-11-18 00:00:00","v":5}]}}]}]}"#, Format::Enedis2026Registers, "00 5 Wh 2026-11-17T23:00:00Z")]
    #[case(r#"[{"contract_type":"Contrat GRD-F","segment":"C5"}]"#, Format::Enedis2026Contract, "C5")]
    #[case(r#"{"segments":[{"segment":"P4"}]}"#, Format::Enedis2026Synthesis, "P4")]
    #[case(r#"{"dispositifComptage":{"typeComptage":{"code":"AMM"}}}"#, Format::Enedis2026Metering, "AMM")]
    #[case(r#"{"address":{"insee_code":"75102"}}"#, Format::Enedis2026Address, "75102")]
    #[case(
        r#"{"nbTotalServices":1,"serviceSouscrit":[{"pointId":"09775542606818","etatCode":"ACTIF"}]}"#,
        Format::EnedisServices,
        "09775542606818"
    )]
    #[case(
        r#"{"customer":{"usage_points":[{"usage_point":{"usage_point_addresses":{"city":"LYON"}}}]}}"#,
        Format::EnedisV5Address,
        "LYON"
    )]
    #[case(
        r#"{"valid":false,"information":"x","quota_reached":true,"quota_limit":50}"#,
        Format::GatewayAccount,
        "false"
    )]
    #[case(
        r#"{"data":{"mandates":[{"status":"Approved","eanNumber":"541448960000000124"}]}}"#,
        Format::FluviusMandates,
        "541448960000000124 Approved .. until "
    )]
    #[case(
        r#"{"tempo_like_calendars":{"values":[{"start_date":"2026-11-21T00:00:00+01:00","value":"RED"}]}}"#,
        Format::TempoCalendar,
        "2026-11-21 red"
    )]
    #[case(r#"{"detail":"Vous avez dépassé votre quota journalier (50)"}"#, Format::EnedisError, "quota_reached")]
    #[case(r#"{"success":false,"data":null,"error":{"code":"NO_DATA"}}"#, Format::EnedisError, "NO_DATA")]
    fn each_answer_is_told_by_its_content(#[case] text: &str, #[case] format: Format, #[case] fact: &str) {
        let parsed = detect::parse(text.as_bytes()).unwrap();
        assert_eq!(parsed.format, format);
        assert!(parsed.facts.iter().any(|(_, value)| value == fact), "{:?}", parsed.facts);
        assert_eq!(parsed.peaks.is_some(), format == Format::Enedis2026MaxPower);
    }

    #[test]
    fn measures_of_fluvius_and_of_the_new_gateway() {
        let fluvius = r#"{"data":{"headpoint":{"ean":"541448960000000124","energyType":"E","quarterHourlyEnergy":[
            {"start":"2026-11-01T00:00:00Z","end":"2026-11-01T00:15:00Z","measurements":[{"offtake":{"total":{"value":0.1,"unit":"kWh"}}}]}]}}}"#;
        assert_eq!(detect::parse(fluvius.as_bytes()).unwrap().format, Format::FluviusEnergy);
        let moved = r#"{"success":true,"data":{"meter_reading":{"usage_point_id":"1","reading_type":{"unit":"W"},"interval_reading":[
            {"value":"1","date":"2026-11-01 00:00:00","interval_length":"PT30M"}]}}}"#;
        let parsed = detect::parse(moved.as_bytes()).unwrap();
        assert_eq!(parsed.series[0].readings[0].start.to_rfc3339(), "2026-10-31T23:00:00Z");
    }
}
