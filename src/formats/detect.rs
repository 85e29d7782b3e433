//! Which format a file has, by its content: names lie, and an answer saved by hand has none.

use super::{FormatError, Parsed, answers, fluvius_csv, telegram};

/// Reads a file of any known format.
///
/// # Errors
/// [`FormatError::Unknown`] when it is none of them, else what the format's own parser found.
pub fn parse(bytes: &[u8]) -> Result<Parsed, FormatError> {
    if fluvius_csv::recognises(bytes) {
        return fluvius_csv::parse(bytes);
    }
    if telegram::file::recognises(bytes) {
        return telegram::file::parse(bytes);
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    answers::parse(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::Format;
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

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse(&bytes);
        }

        /// A valid file with some bytes replaced, removed or doubled.
        #[test]
        fn no_mutation_panics(csv: bool, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..6)) {
            let mut bytes = if csv { CSV } else { CURVE }.as_bytes().to_vec();
            for (place, byte, edit) in edits {
                let place = place.index(bytes.len());
                match edit {
                    0 => bytes[place] = byte,
                    1 => drop(bytes.remove(place)),
                    _ => bytes.insert(place, byte),
                }
            }
            let _ = parse(&bytes);
        }
    }
}
