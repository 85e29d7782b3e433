//! Made-up histories: START labels, decimal comma, `null`, the clock changes.

use super::*;
use crate::domain::reading::Reading;
use rstest::rstest;

const NAMED: Hints<'static> = Hints { file_name: Some("historique_conso_09775542606818.csv"), number: None };

fn readings(rows: &str) -> Vec<Reading> {
    parse(format!("debut;kW\n{rows}\n").as_bytes(), &NAMED).unwrap().series.remove(0).readings
}

#[test]
fn labels_are_starts_and_null_is_not_zero() {
    let text = "\u{feff}debut;kW\r\n2024-11-26T00:00:00+01:00;0,692\r\n2024-11-26T00:30:00+01:00;null\r\n\
                2024-11-26T01:00:00+01:00;\"0,0\"\r\n";
    let parsed = parse(text.as_bytes(), &NAMED).unwrap();
    let series = &parsed.series[0];
    assert_eq!((parsed.format, series.label, series.native_unit), (Format::HaLinky, LabelConvention::Start, "kW"));
    assert_eq!(series.number, "09775542606818");
    let [first, second, third] = series.readings[..] else { panic!("three rows") };
    assert_eq!((first.start.to_rfc3339().as_str(), first.step), ("2024-11-25T23:00:00Z", 1_800));
    assert_eq!((first.value, first.source), (Some(692 * 1_800), Source::HaLinkyFile));
    assert_eq!((second.value, second.quality), (None, Quality::Missing));
    assert_eq!((third.value, third.quality, third.step), (Some(0), Quality::Raw, 1_800));
}

#[rstest]
#[case("+02:00", "+01:00")]
#[case("", "")]
fn both_clock_changes(#[case] summer: &str, #[case] winter: &str) {
    let autumn = readings(&format!(
        "2024-10-27T01:30:00{summer};1\n2024-10-27T02:00:00{summer};1\n2024-10-27T02:30:00{summer};1\n\
         2024-10-27T02:00:00{winter};1\n2024-10-27T02:30:00{winter};1\n2024-10-27T03:00:00{winter};1"
    ));
    let spring = readings(&format!(
        "2024-03-31T01:00:00{winter};1\n2024-03-31T01:30:00{winter};1\n2024-03-31T03:00:00{summer};1"
    ));
    for row in [autumn, spring] {
        assert!(row.windows(2).all(|pair| pair[0].start.plus(1_800) == pair[1].start && pair[0].step == 1_800));
    }
}

#[test]
fn the_number_must_be_told() {
    let text = b"debut;kW\n2024-11-26T00:00:00+01:00;1\n2024-11-26T00:30:00+01:00;1\n";
    let error = parse(text, &Hints::default()).unwrap_err();
    assert!(matches!(error, FormatError::Field { field: "number", .. }));
    let given = Hints { number: Some("19775542606818"), ..NAMED };
    assert_eq!(parse(text, &given).unwrap().series[0].number, "19775542606818");
}

#[rstest]
#[case("26/11/2024;1", "debut", "YYYY-MM-DDThh:mm:ss+hh:mm")]
#[case("2024-11-26T00:30:00+01:00;NaN", "kW", "kW or null")]
#[case("2024-11-26T00:30:00+01:00;-0,1", "kW", "a number of kW that is not negative")]
fn a_broken_row_is_named(#[case] row: &str, #[case] named: &str, #[case] wanted: &'static str) {
    let error = parse(format!("debut;kW\n2024-11-26T00:00:00+01:00;1\n{row}\n").as_bytes(), &NAMED).unwrap_err();
    assert_eq!(error, FormatError::Row { row: 3, column: named.to_owned(), expected: wanted });
}

#[test]
fn what_is_no_history() {
    assert!(recognises(b"debut;kW\n") && recognises(b"debut;fin;kW\n"));
    assert!(!recognises(b"debut;kWh\n") && !recognises(b"debut;kW;a;b\n"));
    assert_eq!(parse(b"debut;kW\n", &NAMED), Err(FormatError::Empty));
    assert_eq!(parse(b"", &NAMED), Err(FormatError::Empty));
}
