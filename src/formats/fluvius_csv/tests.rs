//! Made-up exports: columns, decimals, registers, the clock change, broken rows.

use super::*;
use crate::domain::reading::Reading;
use proptest::prelude::*;
use rstest::rstest;

const HEADER: &str = "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN-code;Meter;Metertype;Register;Volume;Eenheid;\
     Validatiestatus;Omschrijving";

/// A row: `12-10-2021 00:00-00:15 Afname Dag 0,012 Gevalideerd`.
fn row(day: &str, from: &str, to: &str, register: &str, volume: &str, state: &str) -> String {
    format!(
        "{day};{from}:00;{day};{to}:00;=\"541448960000000124\";1SAG1;Digitale Meter;{register};{volume};kWh;{state};"
    )
}

fn file(rows: &[String]) -> Vec<u8> {
    format!("\u{feff}{HEADER}\r\n{}\r\n", rows.join("\r\n")).into_bytes()
}

fn readings(rows: &[String]) -> Vec<Reading> {
    parse(&file(rows)).unwrap().series.remove(0).readings
}

#[test]
fn registers_are_added_up_and_the_lesser_quality_wins() {
    let rows = [
        row("12-10-2021", "21:45", "22:00", "Afname Dag", "0,012", "Gevalideerd"),
        row("12-10-2021", "21:45", "22:00", "Afname Nacht", "0,003", "Geschat"),
        row("12-10-2021", "21:45", "22:00", "Injectie Dag", "", "Geen verbruik"),
        row("12-10-2021", "22:00", "22:15", "Afname Dag", "", "Geen verbruik"),
        row("12-10-2021", "22:00", "22:15", "Afname Nacht", "0,000", "Uitgelezen"),
    ];
    let parsed = parse(&file(&rows)).unwrap();
    assert_eq!(parsed.format, Format::FluviusQuarterHours);
    assert_eq!(parsed.series[0].number, "541448960000000124");
    let [first, second] = parsed.series[0].readings[..] else { panic!("two quarters") };
    assert_eq!(first.start.to_rfc3339(), "2021-10-12T19:45:00Z");
    assert_eq!((first.step, first.value, first.quality), (900, Some(15 * 3_600), Quality::Estimated));
    assert_eq!((second.value, second.quality), (Some(0), Quality::Raw));
    assert_eq!(parsed.series[1].kind, SeriesKind::ElectricityProduction);
    assert_eq!((parsed.series[1].readings[0].value, parsed.series[1].readings[0].quality), (None, Quality::Missing));
}

#[test]
fn english_exports_read_the_same() {
    let text = "From (date);From (time);Until (date);Until (time);EAN code;Meter;Meter type;Register;Volume;Unit;\
                Validation status;Description\n\
                12/10/2021;00:00:00;12/10/2021;00:15:00;=\"541448960000000124\";1;Digital;Offtake Night;0,253;kWh;Read;\n\
                12/10/2021;00:00:00;12/10/2021;00:15:00;=\"541448960000000124\";1;Digital;Injection Night;;kWh;No consumption;\n";
    let parsed = parse(text.as_bytes()).unwrap();
    assert_eq!(parsed.series[0].readings[0].value, Some(253 * 3_600));
    assert_eq!(parsed.series[0].readings[0].quality, Quality::Raw);
    assert_eq!(parsed.series[1].readings[0].value, None);
}

#[test]
fn the_doubled_hour_is_interleaved_and_the_skipped_one_absent() {
    let day = "31-10-2021";
    let quarter = |from, to, volume| row(day, from, to, "Afname Nacht", volume, "Uitgelezen");
    let autumn = readings(&[
        quarter("01:45", "02:00", "0,001"),
        quarter("02:00", "02:15", "0,002"),
        quarter("02:00", "02:15", "0,003"),
        quarter("02:45", "02:00", "0,004"),
        quarter("02:45", "03:00", "0,005"),
        quarter("03:00", "03:15", "0,006"),
    ]);
    let minutes: Vec<i64> = autumn.iter().map(|reading| (reading.start.0 - autumn[0].start.0) / 60).collect();
    assert_eq!(minutes, [0, 15, 60, 75, 120, 135]);
    assert!(autumn.iter().all(|reading| reading.step == 900));
    assert_eq!(autumn.iter().map(|reading| reading.value.unwrap() / 3_600).collect::<Vec<_>>(), [1, 2, 4, 3, 5, 6]);
    let spring = readings(&[
        row("27-03-2022", "01:45", "03:00", "Afname Nacht", "0,001", "Uitgelezen"),
        row("27-03-2022", "03:00", "03:15", "Afname Nacht", "0,001", "Uitgelezen"),
    ]);
    assert_eq!((spring[0].step, spring[1].start.0 - spring[0].start.0), (900, 900));
}

#[test]
fn rows_of_whole_days_are_official_values() {
    let day = |register, volume| {
        format!(
            "12-10-2021;00:00:00;13-10-2021;00:00:00;541448960000000124;1;Digitale Meter;{register};{volume};kWh;Gevalideerd;"
        )
    };
    let parsed = parse(&file(&[day("Afname Dag", "1,5"), day("Afname Nacht", "2,25")])).unwrap();
    assert_eq!(parsed.format, Format::FluviusDays);
    assert_eq!(parsed.series[0].official[0].value, Some(3_750 * 3_600));
    assert!(parsed.series[0].readings.is_empty());
}

#[rstest]
#[case("32-10-2021;00:00:00;12-10-2021;00:15:00;5;1;D;Afname Dag;0,1;kWh;Geschat;", "Van (datum)", "DD-MM-YYYY")]
#[case("12-10-2021;25:00:00;12-10-2021;00:15:00;5;1;D;Afname Dag;0,1;kWh;Geschat;", "Van (tijdstip)", "HH:MM:SS")]
#[case("12-10-2021;00:00:00;12-10-2021;00:15:00;;1;D;Afname Dag;0,1;kWh;Geschat;", "EAN-code", "an EAN")]
#[case(
    "12-10-2021;00:00:00;12-10-2021;00:15:00;5;1;D;Afname Dag;0,1x;kWh;Geschat;",
    "Volume",
    "a number of kWh that is not negative"
)]
#[case(
    "12-10-2021;00:00:00;12-10-2021;00:15:00;5;1;D;Afname Dag;-0,1;kWh;Geschat;",
    "Volume",
    "a number of kWh that is not negative"
)]
#[case("12-10-2021;00:00:00;12-10-2021;00:15:00;5;1;D;Afname Dag;0,1;m³;Geschat;", "Eenheid", "kWh")]
#[case(
    "12-10-2021;00:00:00;12-10-2021;23:00:00;5;1;D;Afname Dag;0,1;kWh;Geschat;",
    "Tot (tijdstip)",
    "an end at most an hour after the start"
)]
#[case("12-10-2021;00:00", "Tot (datum)", "DD-MM-YYYY")]
fn a_broken_row_is_named_and_refuses_the_file(#[case] broken: &str, #[case] column: &str, #[case] expected: &str) {
    let good = row("11-10-2021", "00:00", "00:15", "Afname Dag", "0,001", "Uitgelezen");
    let error = parse(&file(&[good, broken.to_owned()])).unwrap_err();
    let FormatError::Row { row, column: named, expected: wanted } = error else { panic!("{error}") };
    assert_eq!((row, named.as_str(), wanted), (3, column, expected));
}

#[test]
fn a_doubled_row_is_refused() {
    let good = row("11-10-2021", "00:00", "00:15", "Afname Dag", "0,001", "Uitgelezen");
    for lines in ["\r\n", "\n", "\n\n"] {
        let error = parse([HEADER, &good, &good].join(lines).as_bytes()).unwrap_err();
        let expected = if lines.len() == 2 && lines.starts_with('\n') { 5 } else { 3 };
        assert!(matches!(error, FormatError::Row { row, .. } if row == expected), "{error}");
    }
}

#[test]
fn other_files_are_unknown_and_a_header_alone_is_empty() {
    assert_eq!(parse(b"a;b\n1;2\n"), Err(FormatError::Unknown));
    assert_eq!(parse(&file(&[])), Err(FormatError::Empty));
    assert!(recognises(&file(&[])) && !recognises(b"\x89PNG\r\n") && !recognises(b""));
}

const GAS: &str = "From (date);From (time);Until (date);Until (time);EAN code;Meter;Meter type;Register;Volume;Unit;\
                   Validation status;Caloric upper value;Description\n";

fn gas(from: &str, to: &str, volume: &str, unit: &str, state: &str) -> String {
    format!("{from};{to};=\"541448960000000124\";7FLO1;Digital meter;Offtake;{volume};{unit};{state};;\n")
}

#[test]
fn gas_is_stored_in_litres_and_its_kilowatt_hours_left_out() {
    let text = [
        GAS.to_owned(),
        gas("22/10/2023;08:00:00", "22/10/2023;09:00:00", "0,364", "m³", "Read"),
        gas("22/10/2023;08:00:00", "22/10/2023;09:00:00", "4,125", "kWh", "Read"),
        gas("22/10/2023;09:00:00", "22/10/2023;10:00:00", "", "m³", "No consumption"),
        gas("22/10/2023;09:00:00", "22/10/2023;10:00:00", "", "kWh", "No consumption"),
        gas("22/10/2023;10:00:00", "22/10/2023;11:00:00", "0,000", "m³", "Estimated"),
    ]
    .concat();
    let parsed = parse(text.as_bytes()).unwrap();
    let series = &parsed.series[0];
    assert_eq!(
        (parsed.format, series.kind, series.native_unit),
        (Format::FluviusHours, SeriesKind::GasConsumption, "m³")
    );
    let found: Vec<_> = series.readings.iter().map(|reading| (reading.step, reading.value, reading.quality)).collect();
    let wanted = [(Some(364), Quality::Raw), (None, Quality::Missing), (Some(0), Quality::Estimated)];
    assert_eq!(found, wanted.map(|(value, quality)| (3_600, value, quality)));
    assert_eq!(parsed.facts, [("gas_rows_in_kwh", "2".to_owned())]);
}

#[test]
fn a_day_of_gas_counts_for_the_day_on_which_it_begins() {
    let days = [
        GAS.to_owned(),
        gas("22/10/2023;06:00:00", "23/10/2023;06:00:00", "3,5", "m³", "Read"),
        gas("23/10/2023;00:00:00", "24/10/2023;00:00:00", "", "m³", "No consumption"),
    ];
    let parsed = parse(days.concat().as_bytes()).unwrap();
    let official: Vec<_> = parsed.series[0].official.iter().map(|day| (day.day.to_string(), day.value)).collect();
    assert_eq!(official, [("2023-10-22".to_owned(), Some(3_500)), ("2023-10-23".to_owned(), None)]);
    assert_eq!(parsed.format, Format::FluviusDays);
    let kwh = [GAS.to_owned(), gas("22/10/2023;06:00:00", "22/10/2023;07:00:00", "3,5", "kWh", "Read")].concat();
    assert!(matches!(parse(kwh.as_bytes()), Err(FormatError::Field { field: "Volume", .. })));
}

#[test]
fn french_exports_read_the_same() {
    let text = "\u{feff}Du (date);Du (heure);Au (date);Au (heure);Code EAN;Compteur;Type de compteur;Registre;Volume;Unité;\
                Statut de validation;Description\r\n\
                29/10/2023;02:45:00;29/10/2023;02:00:00;=\"541448960000000124\";1;D;Prélèvement Nuit;0,253;kWh;Lu;\r\n\
                29/10/2023;02:45:00;29/10/2023;03:00:00;=\"541448960000000124\";1;D;Prélèvement Nuit;0,1;kWh;Estimé;\r\n\
                29/10/2023;07:00:00;29/10/2023;07:15:00;=\"541448960000000124\";1;D;Prélèvement Jour;;kWh;Pas de \
                consommation;\r\n";
    let parsed = parse(text.as_bytes()).unwrap();
    let readings = &parsed.series[0].readings;
    assert_eq!(readings[1].start.0 - readings[0].start.0, 3_600);
    assert_eq!((readings[0].value, readings[0].quality), (Some(253 * 3_600), Quality::Raw));
    assert_eq!((readings[1].quality, readings[2].value), (Quality::Estimated, None));
}

/// Two years of quarter-hours with both clock changes, two registers each.
fn two_directions(days: i64, quarters: i64) -> String {
    let mut rows = Vec::new();
    for n in 0..quarters {
        let at = |n: i64| ZONE.wall(crate::domain::time::Instant(1_640_991_600 + days * 86_400 + n * 900));
        let (from, to) = (at(n).format("%d-%m-%Y;%H:%M:%S"), at(n + 1).format("%d-%m-%Y;%H:%M:%S"));
        for register in ["Afname Dag", "Injectie Dag"] {
            rows.push(format!("{from};{to};541448960000000124;1;D;{register};0,001;kWh;Uitgelezen;"));
        }
    }
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

/// Interleaves the doubled hour, as Fluvius does.
fn interleaved(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].sort_by_key(|line| (line.get(6..10), line.get(3..5), line.get(..2), line.get(11..16)));
    lines.join("\n")
}

#[test]
fn long_files_are_read_in_batches_and_must_be_in_order() {
    let text = interleaved(&two_directions(295, 4_000));
    let whole = parse(text.as_bytes()).unwrap();
    assert_eq!(whole.series[0].readings.len(), 4_000);
    assert!(whole.series[0].readings.windows(2).all(|pair| pair[0].start.plus(900) == pair[1].start));
    let read =
        |text: &str| stream::gather(|sink| stream::drive(Rows::new(text.as_bytes()), Export::default(), 200, sink));
    assert_eq!(read(&text), Ok(whole));
    let mut lines: Vec<&str> = text.lines().collect();
    let early = lines.remove(1);
    lines.insert(6_000, early);
    let error = read(&lines.join("\n")).unwrap_err();
    assert!(matches!(error, FormatError::Row { row: 6_001, column, .. } if column == "Van (datum)"));
    assert!(parse(lines.join("\n").as_bytes()).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn reading_twice_gives_the_same(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)) {
        let mut bytes = two_directions(85, 20).into_bytes();
        for (place, byte) in edits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        prop_assert_eq!(parse(&bytes), parse(&bytes));
    }
}
