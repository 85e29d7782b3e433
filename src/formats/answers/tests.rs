//! Every answer is told by its content.

use super::*;
use crate::formats::detect;
use proptest::prelude::*;

/// An answer, what it is, and one of its facts.
const SAMPLES: &[(&str, Format, &str)] = &[
    (
        r#"{"idPrm":"1","grandeur":[{"grandeurMetier":"CONS","grandeurPhysique":"PMA","unite":"VA","points":[{"v":"4680","d":"2026-11-17 13:03:35"}]}],"contexte":[]}"#,
        Format::Enedis2026MaxPower,
        "4680 VA 2026-11-17T13:03:35+01:00",
    ),
    (
        r#"{"idPrm":"1","grandeur":[],"contexte":[{"grandeur":[{"grandeurMetier":"CONS","grandeurPhysique":"EA","unite":"Wh","cadranTotalisateur":{"codeCadran":"00","valeur":[{"d":"2026-11-18 00:00:00","v":5}]}}]}]}"#,
        Format::Enedis2026Registers,
        "00 5 Wh 2026-11-17T23:00:00Z",
    ),
    (r#"[{"contract_type":"Contrat GRD-F","segment":"C5"}]"#, Format::Enedis2026Contract, "C5"),
    (r#"{"segments":[{"segment":"P4"}]}"#, Format::Enedis2026Synthesis, "P4"),
    (r#"{"dispositifComptage":{"typeComptage":{"code":"AMM"}}}"#, Format::Enedis2026Metering, "AMM"),
    (r#"{"address":{"insee_code":"75102"}}"#, Format::Enedis2026Address, "75102"),
    (
        r#"{"nbTotalServices":1,"serviceSouscrit":[{"pointId":"09775542606818","etatCode":"ACTIF"}]}"#,
        Format::EnedisServices,
        "09775542606818",
    ),
    (
        r#"{"customer":{"usage_points":[{"usage_point":{"usage_point_addresses":{"city":"LYON"}}}]}}"#,
        Format::EnedisV5Address,
        "LYON",
    ),
    (r#"{"valid":false,"information":"x","quota_reached":true,"quota_limit":50}"#, Format::GatewayAccount, "false"),
    (
        r#"{"data":{"mandates":[{"status":"Approved","eanNumber":"541448960000000124"}]}}"#,
        Format::FluviusMandates,
        "541448960000000124 Approved .. until ",
    ),
    (
        r#"{"tempo_like_calendars":{"values":[{"start_date":"2026-11-21T00:00:00+01:00","value":"RED"}]}}"#,
        Format::TempoCalendar,
        "2026-11-21 red",
    ),
    (r#"{"detail":"Vous avez dépassé votre quota journalier (50)"}"#, Format::EnedisError, "quota_reached"),
    (r#"{"success":false,"data":null,"error":{"code":"NO_DATA"}}"#, Format::EnedisError, "NO_DATA"),
];

#[test]
fn each_answer_is_told_by_its_content() {
    for (text, format, fact) in SAMPLES {
        let parsed = detect::parse(text.as_bytes()).unwrap();
        assert_eq!(parsed.format, *format);
        assert!(parsed.facts.iter().any(|(_, value)| value == fact), "{:?}", parsed.facts);
        assert_eq!(parsed.peaks.is_some(), *format == Format::Enedis2026MaxPower);
    }
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

proptest! {
    /// An answer with some bytes replaced, removed or doubled, or cut: read twice the same, whatever it is then.
    #[test]
    fn no_mutation_panics(
        sample in prop::sample::select(SAMPLES), cut: prop::sample::Index,
        edits in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(b"{}[]\":,0-9nPWT".to_vec()), 0..3), 0..5),
    ) {
        let mut bytes = sample.0.as_bytes().to_vec();
        for (place, byte, edit) in edits {
            let place = place.index(bytes.len());
            match edit {
                0 => bytes[place] = byte,
                1 => drop(bytes.remove(place)),
                _ => bytes.insert(place, byte),
            }
        }
        prop_assert_eq!(detect::parse(&bytes), detect::parse(&bytes));
        let _ = detect::parse(&bytes[..cut.index(bytes.len())]);
    }
}
