//! Content decides; what reads, reads the same in batches.

use super::*;
use crate::formats::{Format, stream};
use proptest::prelude::*;

const CSV: &str = "\u{feff}Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;\
                   Validatiestatus\n31-10-2021;02:45:00;31-10-2021;02:00:00;=\"541448960000000124\";1;D;Afname Dag;\
                   0,012;kWh;Geschat\n31-10-2021;02:45:00;31-10-2021;03:00:00;=\"541448960000000124\";1;D;\
                   Afname Dag;;kWh;Geen verbruik\n";
const CURVE: &str = r#"{"meter_reading":{"usage_point_id":"09775542606818","reading_type":{"unit":"W"},
    "interval_reading":[{"value":"12","date":"2026-03-29 02:00:00","interval_length":"PT30M","measure_type":"B"}]}}"#;

#[test]
fn content_decides() {
    assert_eq!(parse(CSV.as_bytes()).unwrap().format, Format::FluviusQuarterHours);
    assert_eq!(parse(CURVE.as_bytes()).unwrap().format, Format::EnedisV5Curve);
    let wrapped = br#"{"status":400,"message":"x","error":{"error":"Invalid_request","error_description":"no"}}"#;
    let error = parse(wrapped).unwrap();
    assert_eq!(error.format, Format::EnedisError);
    assert_eq!(error.facts[0], ("code", "Invalid_request".to_owned()));
    for other in [&b""[..], b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"PK\x03\x04", b"{}", b"[1]", b"a;b\n1;2\n"] {
        assert_eq!(parse(other), Err(FormatError::Unknown));
    }
}

const HOURLY: &str = "Identifiant PRM;Type de donnees;Grandeur metier;Unite;Pas en minutes\n09775542606818;Courbe de charge;\
                      Consommation;W;30\nHorodate;Valeur\n2023-10-29T02:00:00+02:00;420\n";
const R63: &str = "Identifiant PRM;Grandeur physique;Grandeur métier;Unité;Horodate;Valeur;Pas\n\
                   09775542606818;PA;CONS;W;2023-03-13 00:30:00;692;PT30M\n";
const HA_LINKY: &str = "debut;kW\n2024-11-26T00:00:00+01:00;0,5\n2024-11-26T00:30:00+01:00;null\n";

#[test]
fn every_kind_is_told_apart() {
    for (text, wanted) in [
        (CSV, Kind::Fluvius),
        (CURVE, Kind::Answer),
        (HOURLY, Kind::EnedisHourly),
        (R63, Kind::EnedisR63),
        (HA_LINKY, Kind::HaLinky),
        ("t,W\n2024-01-01 00:00,1\n", Kind::Table),
        ("PK\u{3}\u{4}", Kind::Archive),
    ] {
        assert_eq!(kind(text.as_bytes()), Some(wanted));
    }
    for bytes in [&b""[..], b"\x89PNG\r\n\x1a\n\0", b"%PDF-1.7\n"] {
        assert_eq!(kind(bytes), None);
    }
    assert_eq!((kind(b"[1]"), parse(b"[1]")), (Some(Kind::Answer), Err(FormatError::Unknown)));
}

#[test]
fn reading_in_batches_gives_the_same() {
    let hints = Hints { file_name: None, number: Some("09775542606818") };
    for text in [CSV, CURVE, HOURLY, R63, HA_LINKY] {
        let whole = parse_with(text.as_bytes(), &hints).unwrap();
        let pieces = stream::gather(|sink| read(text.as_bytes(), &hints, sink)).unwrap();
        assert_eq!(pieces, whole);
    }
    assert!(matches!(parse(HA_LINKY.as_bytes()), Err(FormatError::Field { field: "number", .. })));
    let mut refuse = |_: Batch| Err("full");
    assert!(matches!(read(CSV.as_bytes(), &hints, &mut refuse), Err(ReadError::Sink("full"))));
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(&bytes);
    }

    /// A valid file with some bytes replaced, removed or doubled.
    #[test]
    fn no_mutation_panics(sample in 0..5_usize, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..6)) {
        let mut bytes = [CSV, CURVE, HOURLY, R63, HA_LINKY][sample].as_bytes().to_vec();
        for (place, byte, edit) in edits {
            let place = place.index(bytes.len());
            match edit {
                0 => bytes[place] = byte,
                1 => drop(bytes.remove(place)),
                _ => bytes.insert(place, byte),
            }
        }
        let hints = Hints { file_name: None, number: Some("1") };
        prop_assert_eq!(parse_with(&bytes, &hints), parse_with(&bytes, &hints));
    }
}
