//! Made-up exports: header, steps, clock changes, order, doubled and stray rows.

use super::*;
use crate::domain::reading::Reading;
use proptest::prelude::*;
use rstest::rstest;

const NAMES: &str = "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;\
                     Etape metier;Unite;Pas en minutes";

fn file(step: &str, rows: &str) -> String {
    let what = "09775542606818;Courbe de charge;28/10/2023;30/10/2023;Energie active;Consommation;Comptage Brut;W";
    format!("\u{feff}{NAMES}\r\n{what};{step}\r\n\r\nHorodate;Valeur\r\n{}\r\n", rows.trim().replace('\n', "\r\n"))
}

fn readings(text: &str) -> Vec<Reading> {
    parse(text.as_bytes()).unwrap().series.remove(0).readings
}

/// The rows of a real file around the clock change, with made-up values.
const AUTUMN: &str = "2023-10-29T01:30:00+02:00;100\n2023-10-29T02:00:00+02:00;420\n2023-10-29T02:30:00+02:00;300\n\
                      2023-10-29T02:00:00+01:00;\n2023-10-29T02:30:00+01:00;0\n2023-10-29T03:00:00+01:00;200";

#[test]
fn labels_are_ends_and_values_are_mean_watts() {
    let parsed = parse(file("30", AUTUMN).as_bytes()).unwrap();
    let series = &parsed.series[0];
    assert_eq!((parsed.format, series.label, series.native_unit), (Format::EnedisHourly, LabelConvention::End, "W"));
    assert_eq!((series.number.as_str(), series.kind), ("09775542606818", SeriesKind::ElectricityConsumption));
    let second = series.readings[1];
    assert_eq!((second.start.to_rfc3339().as_str(), second.step), ("2023-10-28T23:30:00Z", 1_800));
    assert_eq!((second.value, second.quality, second.source), (Some(420 * 1_800), Quality::Raw, Source::EnedisFile));
}

#[rstest]
#[case("30")]
#[case("")]
fn the_autumn_hour_is_told_by_offsets_and_nothing_is_not_zero(#[case] step: &str) {
    let autumn = readings(&file(step, AUTUMN));
    assert!(autumn.windows(2).all(|pair| pair[0].start.plus(1_800) == pair[1].start));
    assert!(autumn.iter().all(|reading| reading.step == 1_800));
    assert_eq!((autumn[3].value, autumn[3].quality), (None, Quality::Missing));
    assert_eq!((autumn[4].value, autumn[4].quality), (Some(0), Quality::Raw));
}

#[test]
fn the_spring_hour_is_absent() {
    let rows = "2024-03-31T01:30:00+01:00;1\n2024-03-31T03:00:00+02:00;2\n2024-03-31T03:30:00+02:00;3";
    let spring = readings(&file("", rows));
    assert_eq!(spring.iter().map(|reading| reading.step).collect::<Vec<_>>(), [1_800; 3]);
    assert_eq!(spring[1].start.to_rfc3339(), "2024-03-31T00:30:00Z");
}

#[test]
fn descending_rows_commas_and_kilowatts() {
    let mut rows: Vec<&str> = AUTUMN.lines().collect();
    rows.reverse();
    let descending = file("", &rows.join("\n"));
    assert_eq!(readings(&descending), readings(&file("30", AUTUMN)));
    assert_eq!(readings(&descending.replace(';', ",")), readings(&descending));
    let kilowatts = file("30", "2023-10-29T01:30:00+02:00;\"0,1\"").replace(";W;", ";kW;");
    assert_eq!(readings(&kilowatts)[0].value, Some(100 * 1_800));
}

#[test]
fn a_step_that_changes_inside_the_file() {
    let rows = "2018-12-07T00:00:00+01:00;600\n2018-12-07T01:00:00+01:00;600\n2018-12-07T02:00:00+01:00;600\n\
                2018-12-07T03:00:00+01:00;600\n2018-12-07T03:10:00+01:00;600\n2018-12-07T03:20:00+01:00;600";
    let steps: Vec<i64> = readings(&file("", rows)).iter().map(|reading| reading.step / 60).collect();
    assert_eq!(steps, [60, 60, 60, 60, 10, 10]);
}

#[test]
fn stray_and_doubled_rows_are_left_out_and_counted() {
    let rows = "2023-01-01T12:00:00+01:00;1\n2023-01-01T12:00:00+01:00;1\n2023-01-01T12:14:10+01:00;9\n\
                2023-01-01T12:30:00+01:00;2\n2023-01-01T13:00:00+01:00;3\n2023-01-01T13:00:00+01:00;";
    let parsed = parse(file("", rows).as_bytes()).unwrap();
    let values: Vec<_> = parsed.series[0].readings.iter().map(|reading| (reading.step, reading.value)).collect();
    assert_eq!(values, [1, 2, 3].map(|watts| (1_800, Some(watts * 1_800))), "a value wins over none");
    assert_eq!(parsed.facts, [("off_grid_rows", "1".to_owned()), ("doubled_rows", "2".to_owned())]);
}

#[test]
fn sections_of_other_data_are_left_out() {
    let maxima = format!(
        "{}\n09775542606818;Puissance maximale quotidienne;01/09/2019;21/08/2020;Puissance maximale atteinte;\
         Consommation;Comptage Brut;W;\nHorodate;Valeur\n2019-09-01T15:17:24+02:00;3695\n",
        NAMES
    );
    assert_eq!(
        parse(maxima.as_bytes()),
        Err(FormatError::Field { field: "Type de donnees", expected: "Courbe de charge" })
    );
    let second = file("30", "2023-10-29T01:30:00+02:00;7").trim_start_matches('\u{feff}').replace("0977", "1977");
    let parsed = parse(format!("{}{maxima}{second}", file("30", AUTUMN)).as_bytes()).unwrap();
    assert_eq!(parsed.series.iter().map(|series| series.readings.len()).collect::<Vec<_>>(), [6, 1]);
    assert_eq!(parsed.facts, [("skipped_sections", "1".to_owned())]);
    let production = parse(file("30", AUTUMN).replace(";Consommation;", ";Production;").as_bytes()).unwrap();
    assert_eq!(production.series[0].kind, SeriesKind::ElectricityProduction);
}

#[rstest]
#[case("2023-10-29;1", "Horodate", "YYYY-MM-DDThh:mm:ss+hh:mm")]
#[case("2023-10-29T01:30:00+02:00;x", "Valeur", "a number of W")]
#[case("2023-10-29T01:30:00+02:00;-1", "Valeur", "a number of W that is not negative")]
#[case("2023-10-29T01:30:00+02:00;1", "Horodate", "a row beside it, to tell the step")]
fn a_broken_row_is_named(#[case] row: &str, #[case] named: &str, #[case] wanted: &'static str) {
    let step = if wanted.starts_with("a row") { "" } else { "30" };
    let error = parse(file(step, row).as_bytes()).unwrap_err();
    assert_eq!(error, FormatError::Row { row: 5, column: named.to_owned(), expected: wanted });
}

#[test]
fn headers_that_cannot_be_read() {
    assert_eq!(parse(b"a;b\n1;2\n"), Err(FormatError::Unknown));
    assert_eq!(parse(NAMES.as_bytes()), Err(FormatError::Empty));
    assert_eq!(parse(file("30", "").as_bytes()), Err(FormatError::Empty));
    let error = parse(file("abc", AUTUMN).as_bytes()).unwrap_err();
    assert!(matches!(error, FormatError::Row { row: 2, column, .. } if column == "Pas en minutes"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Any stretch, step and order, in one piece or in batches: the same intervals.
    #[test]
    fn batches_hold_what_the_whole_holds(days in 0_i64..4_000, count in 700_i64..1_500, minutes in prop::sample::select(vec![10_i64, 30, 60]), descending: bool) {
        let step = minutes * 60;
        let first = 1_483_228_800 + days * 86_400;
        let label = |n: i64| {
            let at = crate::domain::time::Instant(first + n * step);
            let hours = Zone::PARIS.offset_seconds(at) / 3_600;
            format!("{}+{hours:02}:00;{n}\n", Zone::PARIS.wall(at).format("%Y-%m-%dT%H:%M:%S"))
        };
        let order: Vec<i64> = if descending { (1..=count).rev().collect() } else { (1..=count).collect() };
        let text = file("", &order.into_iter().map(label).collect::<String>());
        let whole = readings(&text);
        prop_assert_eq!(whole.len() as i64, count);
        prop_assert!(whole.iter().enumerate().all(|(n, r)| r.start.0 == first + n as i64 * step && r.value == Some((n as i64 + 1) * step)));
        let (mut pieces, mut bytes) = (Vec::new(), 0);
        let mut sink = |batch: stream::Batch| { bytes = batch.bytes; pieces.push(batch.series.readings); Ok::<(), ()>(()) };
        stream::drive(Rows::new(text.as_bytes()), Hourly::default(), 100, &mut sink).unwrap();
        prop_assert!(pieces.len() > 1 && bytes as usize == text.len());
        let mut joined = pieces.concat();
        joined.sort_by_key(|reading| reading.start);
        prop_assert_eq!(joined, whole);
    }
}
