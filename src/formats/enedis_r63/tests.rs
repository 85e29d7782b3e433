//! Made-up files: units, clock changes, several meters and quantities, variants of header and convention.

use super::*;
use crate::domain::{reading::Reading, series::Quality};
use proptest::prelude::*;
use rstest::rstest;

const HEADER: &str = "Identifiant PRM;Date de début;Date de fin;Grandeur physique;Grandeur métier;Etape métier;Unité;\
                      Horodate;Valeur;Nature;Pas;Indice de vraisemblance;Etat complémentaire";

/// A row: `2023-03-13 00:30:00;692`.
fn row(label: &str, value: &str) -> String {
    format!("09775542606818;2023-03-13 00:00:00;2025-03-13 00:00:00;PA;CONS;BRUT;W;{label};{value};B;PT30M;0;0")
}

fn file(rows: &[String]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

fn readings(rows: &[String]) -> Vec<Reading> {
    parse(file(rows).as_bytes()).unwrap().series.remove(0).readings
}

#[test]
fn labels_are_ends_and_values_are_mean_watts() {
    let rows = [row("2023-03-13 00:30:00", "692"), row("2023-03-13 01:00:00", ""), row("2023-03-13 01:30:00", "0")];
    let parsed = parse(file(&rows).as_bytes()).unwrap();
    let series = &parsed.series[0];
    assert_eq!((parsed.format, series.label, series.native_unit), (Format::EnedisR63, LabelConvention::End, "W"));
    let [first, second, third] = series.readings[..] else { panic!("three points") };
    assert_eq!((first.start.to_rfc3339().as_str(), first.step), ("2023-03-12T23:00:00Z", 1_800));
    assert_eq!((first.value, first.quality), (Some(692 * 1_800), Quality::Raw));
    assert_eq!((second.value, second.quality), (None, Quality::Missing));
    assert_eq!((third.value, third.quality), (Some(0), Quality::Raw));
}

#[rstest]
#[case(&["01:30", "02:00", "02:30", "02:00", "02:30", "03:00"])]
#[case(&["03:00", "02:30", "02:00", "02:30", "02:00", "01:30"])]
fn the_doubled_hour_is_told_by_order(#[case] labels: &[&str]) {
    let rows: Vec<_> = labels.iter().map(|label| row(&format!("2023-10-29 {label}:00"), "1")).collect();
    let autumn = readings(&rows);
    assert_eq!(autumn.len(), 6);
    assert!(autumn.windows(2).all(|pair| pair[0].start.plus(1_800) == pair[1].start));
}

#[test]
fn the_skipped_hour_is_absent() {
    let rows = ["01:30", "03:00", "03:30"].map(|label| row(&format!("2024-03-31 {label}:00"), "1"));
    assert!(readings(&rows).windows(2).all(|pair| pair[0].start.plus(1_800) == pair[1].start));
}

#[test]
fn several_meters_directions_and_quantities() {
    let one = row("2023-03-13 00:30:00", "692");
    let rows = [
        one.clone(),
        one.replace(";PA;", ";PRI;").replace(";W;", ";VAr;"),
        one.replace(";CONS;", ";PROD;"),
        one.replace("0977", "1977").replace(";W;", ";kW;").replace(";692;", ";0,692;"),
        one.replace("0977", "2977").replace(";PA;", ";EA;").replace(";W;", ";Wh;").replace(";692;", ";346;"),
        one.replace(";PA;", ";EA;").replace(";W;", ";Wh;").replace("PT30M", "P1D").replace(" 00:30:00", ""),
    ];
    let again = one.replace(";PA;", ";EA;").replace(";W;", ";Wh;").replace(";692;", ";346;");
    let parsed = parse(file(&[&rows[..], &[again]].concat()).as_bytes()).unwrap();
    let found: Vec<_> = parsed.series.iter().map(|s| (&s.number[..4], s.readings.len(), s.official.len())).collect();
    assert_eq!(found, [("0977", 1, 1), ("0977", 1, 0), ("1977", 1, 0), ("2977", 1, 0)]);
    assert!(parsed.series.iter().all(|series| series.readings[0].value == Some(692 * 1_800)));
    let day = parsed.series[0].official[0];
    assert_eq!((day.day.to_string().as_str(), day.value), ("2023-03-13", Some(692 * 3_600)));
    assert_eq!(parsed.facts, [("skipped_quantities", "2".to_owned())]);
}

#[test]
fn a_first_row_at_the_beginning_of_the_period_means_starts() {
    let five = |label: &str| row(&format!("2023-03-13 {label}:00"), "600").replace("PT30M", "PT5M");
    let parsed = parse(file(&["00:00", "00:05"].map(five)).as_bytes()).unwrap();
    assert_eq!(parsed.series[0].label, LabelConvention::Start);
    assert_eq!(parsed.series[0].readings[0].start.to_rfc3339(), "2023-03-12T23:00:00Z");
    assert_eq!((parsed.series[0].readings[0].step, parsed.series[0].readings[0].value), (300, Some(600 * 300)));
    let error = parse(file(&["00:05", "00:00"].map(five)).as_bytes()).unwrap_err();
    assert!(matches!(error, FormatError::Row { row: 3, column, .. } if column == "Horodate"));
}

#[test]
fn natures_stages_and_steps_from_neighbours() {
    let nature = |label, nature: &str, stage: &str| {
        row(label, "1").replace(";B;PT30M", &format!(";{nature};")).replace("BRUT", stage)
    };
    let rows = [
        nature("2023-03-13 00:10:00", "E", "BRUT"),
        nature("2023-03-13 00:20:00", "C", "BRUT"),
        nature("2023-03-13 00:30:00", "R", "BEST"),
        nature("2023-03-13 00:40:00", "R", "BRUT"),
        nature("2023-03-13 00:40:00", "R", "CORRIGE"),
    ];
    let found: Vec<_> = readings(&rows).iter().map(|reading| (reading.step, reading.quality)).collect();
    let wanted = [Quality::Estimated, Quality::Corrected, Quality::Validated, Quality::Corrected];
    assert_eq!(found, wanted.map(|quality| (600, quality)));
}

#[test]
fn the_older_export_in_ansi_with_offsets_in_none() {
    let text = "Date de la mesure;Heure de la mesure;Valeur;Statut de la mesure;PRM;Type de donn\u{e9}es;Date de \
                d\u{e9}but;Date de fin;Grandeur m\u{e9}tier;Grandeur physique;Statut demand\u{e9};Unit\u{e9};Pas en \
                minutes\n29/10/2023;00:30;120;R;09775542606818;CdC;29/10/2023;30/10/2023;Consommation;\
                Energie active;Brut;W;30\n";
    let ansi: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert!(recognises(&ansi));
    let parsed = parse(&ansi).unwrap();
    assert_eq!(parsed.series[0].readings[0].start.to_rfc3339(), "2023-10-28T22:00:00Z");
    assert_eq!(parsed.series[0].readings[0].value, Some(120 * 1_800));
}

#[rstest]
#[case(row("2023-13-13 00:30:00", "1"), "Horodate", "YYYY-MM-DD hh:mm:ss")]
#[case(row("2023-03-13 00:40:00", "1"), "Horodate", "a time on a whole step")]
#[case(row("2023-03-13 00:30:00", "x"), "Valeur", "a number of W that is not negative")]
#[case(row("2023-03-13 00:30:00", "-1"), "Valeur", "a number of W that is not negative")]
#[case(row("2023-03-13 00:30:00", "1").replace(";W;", ";V;"), "Unité", "W, kW, Wh or kWh")]
#[case(row("2023-03-13 00:30:00", "1").replace("CONS", "x"), "Grandeur métier", "CONS or PROD")]
#[case(row("2023-03-13 00:30:00", "1").replace("PT30M", "P1M"), "Pas", "PT5M, PT10M, PT30M, PT60M or P1D")]
#[case(row("2023-03-13 00:30:00", "1").replace("09775542606818", ""), "Identifiant PRM", "the number of a meter")]
fn a_broken_row_is_named(#[case] broken: String, #[case] named: &str, #[case] wanted: &'static str) {
    let error = parse(file(&[row("2023-03-13 00:30:00", "1"), broken]).as_bytes()).unwrap_err();
    assert_eq!(error, FormatError::Row { row: 3, column: named.to_owned(), expected: wanted });
}

#[test]
fn states_of_the_meter_are_refused_by_name() {
    let text = file(&[]).replace("complémentaire", "complémentaire;Identifiant calendrier;Cadran");
    assert!(matches!(parse(text.as_bytes()), Err(FormatError::Field { field: "Pas", .. })));
    assert_eq!(parse(file(&[]).as_bytes()), Err(FormatError::Empty));
    assert_eq!(parse(b"a;b\n"), Err(FormatError::Unknown));
}

#[test]
fn many_short_series_do_not_pile_up() {
    let (meters, count) = (30, 1_400);
    let mut text = format!("{HEADER}\n");
    for meter in 0..meters {
        for n in 1..=count {
            let label = Zone::PARIS.wall(crate::domain::time::Instant(1_704_063_600 + n * 1_800));
            text.push_str(&row(&label.to_string(), "1").replace("0977", &format!("{meter:04}")));
            text.push('\n');
        }
    }
    let (mut readings, mut early) = (0, 0);
    let mut sink = |batch: stream::Batch| {
        readings += batch.series.readings.len();
        early += usize::from(batch.bytes < text.len() as u64);
        Ok::<(), ()>(())
    };
    stream::drive(Rows::new(text.as_bytes()), Curve::default(), 2_000, &mut sink).unwrap();
    assert_eq!(readings as i64, meters * count);
    assert!(early > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Naive labels through every clock change, in one piece or in batches: the same intervals, none lost.
    #[test]
    fn batches_hold_what_the_whole_holds(days in 0_i64..4_000, count in 700_i64..1_500, descending: bool) {
        let first = 1_483_228_800 + days * 86_400;
        let line = |n: i64| {
            let at = crate::domain::time::Instant(first + n * 1_800);
            row(&Zone::PARIS.wall(at).to_string(), &n.to_string()).replacen("2023-03-13 00:00:00", "2015-01-01", 1)
        };
        let order: Vec<i64> = if descending { (1..=count).rev().collect() } else { (1..=count).collect() };
        let rows: Vec<String> = order.into_iter().map(line).collect();
        let whole = readings(&rows);
        prop_assert_eq!(whole.len() as i64, count);
        prop_assert!(whole.iter().enumerate().all(|(n, r)| r.start.0 == first + n as i64 * 1_800));
        let mut pieces = Vec::new();
        let mut sink = |batch: stream::Batch| { pieces.push(batch.series.readings); Ok::<(), ()>(()) };
        stream::drive(Rows::new(file(&rows).as_bytes()), Curve::default(), 100, &mut sink).unwrap();
        prop_assert!(pieces.len() > 1);
        let mut joined = pieces.concat();
        joined.sort_by_key(|reading| reading.start);
        prop_assert_eq!(joined, whole);
    }
}
