//! Made-up tables: mappings, conventions, units, clock changes, what is proposed for them.

use super::*;
use crate::{domain::reading::Reading, formats::LabelConvention};
use proptest::prelude::*;
use rstest::rstest;

const POWER: SeriesKind = SeriesKind::ElectricityConsumption;

fn mapping(unit: Unit) -> Mapping {
    Mapping {
        separator: Separator::Semicolon,
        encoding: Encoding::Utf8,
        header_line: 1,
        time_column: 0,
        hour_column: None,
        date_format: DateFormat::DayFirst,
        label: Labels::Start,
        zone: "Europe/Brussels".to_owned(),
        step: Step::Minutes(15),
        decimal: DecimalSign::Comma,
        values: vec![ValueColumn { column: 1, unit, kind: POWER }],
        number: "541448960000000124".to_owned(),
    }
}

fn readings(text: &str, mapping: &Mapping) -> Vec<Reading> {
    parse(text.as_bytes(), mapping).unwrap().series.remove(0).readings
}

#[rstest]
#[case(Unit::W, "400")]
#[case(Unit::KW, "0,4")]
#[case(Unit::Wh, "100")]
#[case(Unit::KWh, "0,1")]
fn starts_and_ends_in_every_unit(#[case] unit: Unit, #[case] value: &str) {
    let text = format!("t;v\n12/10/2021 00:15;{value}\n12/10/2021 00:30;\n12/10/2021 00:45;0\n");
    let parsed = parse(text.as_bytes(), &mapping(unit)).unwrap();
    let series = &parsed.series[0];
    assert_eq!(
        (parsed.format, series.label, series.native_unit),
        (Format::GenericCsv, LabelConvention::Start, unit.as_str())
    );
    let [first, second, third] = series.readings[..] else { panic!("three rows") };
    assert_eq!((first.start.to_rfc3339().as_str(), first.value), ("2021-10-11T22:15:00Z", Some(360_000)));
    assert_eq!((first.source, second.value, second.quality), (Source::GenericFile, None, Quality::Missing));
    assert_eq!((third.value, third.quality), (Some(0), Quality::Raw));
    let ends = readings(&text, &Mapping { label: Labels::End, ..mapping(unit) });
    assert_eq!((ends[0].start.to_rfc3339().as_str(), ends[0].value), ("2021-10-11T22:00:00Z", Some(360_000)));
}

#[test]
fn gas_and_water_and_columns_that_are_added_up() {
    let text =
        "t|day|night|gas|water\n2024-01-01 00:00|1|2|0.5|12\n2024-01-01 01:00||3|1,000.25|\n2024-01-01 02:00||||0\n";
    let value = |column, unit, kind| ValueColumn { column, unit, kind };
    let mapping = Mapping {
        separator: Separator::Pipe,
        date_format: DateFormat::Iso,
        step: Step::Neighbours,
        decimal: DecimalSign::Point,
        values: vec![
            value(1, Unit::KWh, POWER),
            value(2, Unit::KWh, POWER),
            value(3, Unit::M3, SeriesKind::GasConsumption),
            value(4, Unit::L, SeriesKind::WaterConsumption),
        ],
        ..mapping(Unit::KWh)
    };
    let series = parse(text.as_bytes(), &mapping).unwrap().series;
    let values = |place: usize| series[place].readings.iter().map(|reading| reading.value).collect::<Vec<_>>();
    assert_eq!(values(0), [Some(3 * 3_600_000), Some(3 * 3_600_000), None]);
    assert_eq!((values(1), values(2)), (vec![Some(500), Some(1_000_250), None], vec![Some(12), None, Some(0)]));
    assert!(series.iter().all(|series| series.readings.iter().all(|reading| reading.step == 3_600)));
}

#[test]
fn both_clock_changes_of_the_mapped_zone() {
    let autumn = "t;v\n29/10/2023 01:45;1\n29/10/2023 02:00;1\n29/10/2023 02:30;1\n29/10/2023 02:00;1\n29/10/2023 02:30;1\n29/10/2023 03:00;1\n";
    let half_hours = Mapping { step: Step::Minutes(30), ..mapping(Unit::Wh) };
    let found = readings(&autumn.replace("01:45", "01:30"), &half_hours);
    assert!(found.len() == 6 && found.windows(2).all(|pair| pair[0].start.plus(1_800) == pair[1].start));
    let spring = "t;v\n31/03/2024 01:30;1\n31/03/2024 03:00;1\n";
    let found = readings(spring, &half_hours);
    assert_eq!(found[1].start.0 - found[0].start.0, 1_800);
    let reunion = Mapping { zone: "Indian/Reunion".to_owned(), ..half_hours };
    assert_eq!(readings(spring, &reunion)[0].start.to_rfc3339(), "2024-03-30T21:30:00Z");
    assert_eq!(
        readings("t;v\n2024-03-31T01:30:00+01:00;1\n", &Mapping { date_format: DateFormat::Iso, ..reunion })[0]
            .start
            .to_rfc3339(),
        "2024-03-31T00:30:00Z"
    );
}

#[test]
fn several_columns_in_batches() {
    let mut text = String::from("t;a;b;c\n");
    for n in 0..1_500 {
        let label =
            Zone::BRUSSELS.wall(crate::domain::time::Instant(1_697_400_000 + n * 3_600)).format("%d/%m/%Y %H:%M");
        text.push_str(&format!("{label};{n};{};{n}\n", n * 2));
    }
    text.push_str(";;;\n");
    let kinds = [POWER, SeriesKind::ElectricityProduction, SeriesKind::GasConsumption];
    let values = [(1, Unit::Wh), (2, Unit::IndexKWh), (3, Unit::L)].into_iter().zip(kinds);
    let values = values.map(|((column, unit), kind)| ValueColumn { column, unit, kind }).collect();
    let mapping = Mapping { step: Step::Neighbours, values, ..mapping(Unit::Wh) };
    let whole = parse(text.as_bytes(), &mapping).unwrap();
    let counts: Vec<_> = whole.series.iter().map(|series| series.readings.len()).collect();
    assert_eq!(counts, [1_500, 1_499, 1_500]);
    let (mut most, mut early) = (0, [0; 3]);
    let rows = || Rows::with(text.as_bytes(), ';', Encoding::Utf8);
    let pieces = stream::gather(|sink| {
        let mut watch = |batch: stream::Batch| {
            most = most.max(batch.series.readings.len());
            if let Some(place) = kinds.iter().position(|kind| *kind == batch.series.kind) {
                early[place] += 1;
            }
            sink(batch)
        };
        stream::drive(rows(), Table::new(&mapping).unwrap(), 200, &mut watch)
    });
    assert_eq!(pieces, Ok(whole));
    assert!(most <= 1_000 && early.iter().all(|count| *count > 2), "{most} {early:?}");
}

#[test]
fn states_of_the_meter_become_differences() {
    let text = "t;v\n01/01/2024 00:00;100,5\n01/01/2024 00:15;100,75\n01/01/2024 00:30;\n01/01/2024 00:45;101\n\
                01/01/2024 01:00;3\n01/01/2024 01:15;3\n05/01/2024 00:00;9\n06/01/2024 00:00;10\n";
    let parsed = parse(text.as_bytes(), &mapping(Unit::IndexKWh)).unwrap();
    let found: Vec<_> = parsed.series[0].readings.iter().map(|r| (r.step / 60, r.value.unwrap() / 3_600)).collect();
    assert_eq!(found, [(15, 250), (30, 250), (15, 0)]);
    let official = parsed.series[0].official[0];
    assert_eq!((official.day.to_string().as_str(), official.value), ("2024-01-05", Some(3_600_000)));
    assert_eq!(parsed.facts, [("unusable_states", "2".to_owned())]);
}

#[test]
fn days_by_their_dates() {
    let text = "t;v\n28/10/2023;24\n29/10/2023;25\n30/10/2023;\n";
    let daily = Mapping { step: Step::Day, ..mapping(Unit::KWh) };
    let days = |mapping: &Mapping| {
        let series = parse(text.as_bytes(), mapping).unwrap().series.remove(0);
        series.official.iter().map(|day| (day.day.to_string(), day.value)).collect::<Vec<_>>()
    };
    assert_eq!(days(&daily)[1], ("2023-10-29".to_owned(), Some(25 * 3_600_000)));
    assert_eq!(days(&daily)[2], ("2023-10-30".to_owned(), None));
    assert_eq!(days(&Mapping { label: Labels::End, ..daily.clone() })[1].0, "2023-10-28");
    let watts = Mapping { values: mapping(Unit::W).values, ..daily.clone() };
    assert_eq!(days(&watts)[1].1, Some(25 * 25 * 3_600), "a day of 25 hours");
    let index = Mapping { values: mapping(Unit::IndexKWh).values, ..daily };
    assert_eq!(days(&index), [("2023-10-28".to_owned(), Some(3_600_000))]);
}

#[rstest]
#[case("12/13/2021 00:00;1", "time", "DD/MM/YYYY hh:mm")]
#[case("12/10/2021 00:00;1x", "column 2", "a number of kWh that is not negative")]
#[case("12/10/2021 00:00;1.23", "column 2", "a number of kWh that is not negative")]
#[case("12/10/2021 00:00;-1", "column 2", "a number of kWh that is not negative")]
#[case("12/10/2021 00:10;1", "time", "a time on a whole step")]
#[case("Total;5", "time", "DD/MM/YYYY hh:mm")]
fn a_broken_row_is_named(#[case] row: &str, #[case] named: &str, #[case] wanted: &'static str) {
    let text = format!("report of the month\ntime;\n11/10/2021 00:00;1\n{row}\n");
    let error = parse(text.as_bytes(), &Mapping { header_line: 2, ..mapping(Unit::KWh) }).unwrap_err();
    assert_eq!(error, FormatError::Row { row: 4, column: named.to_owned(), expected: wanted });
}

#[test]
fn every_field_of_a_mapping_is_checked() {
    let good = mapping(Unit::KWh);
    let of = |kind, unit, column| ValueColumn { column, unit, kind };
    for (field, bad) in [
        ("zone", Mapping { zone: "Europe/Atlantis".to_owned(), ..good.clone() }),
        ("hour_column", Mapping { hour_column: Some(0), ..good.clone() }),
        ("step", Mapping { step: Step::Minutes(7), ..good.clone() }),
        ("step", Mapping { step: Step::Minutes(0), ..good.clone() }),
        ("number", Mapping { number: " ".to_owned(), ..good.clone() }),
        ("values", Mapping { values: Vec::new(), ..good.clone() }),
        ("values", Mapping { values: vec![of(POWER, Unit::W, 0)], ..good.clone() }),
        ("values", Mapping { values: vec![of(POWER, Unit::W, 1); 2], ..good.clone() }),
        ("unit", Mapping { values: vec![of(POWER, Unit::M3, 1)], ..good.clone() }),
        ("unit", Mapping { values: vec![of(SeriesKind::GasConsumption, Unit::KWh, 1)], ..good.clone() }),
        ("unit", Mapping { values: vec![of(POWER, Unit::W, 1), of(POWER, Unit::KWh, 2)], ..good.clone() }),
    ] {
        let error = parse(b"t;v\n12/10/2021 00:00;1\n", &bad).unwrap_err();
        assert!(matches!(error, FormatError::Field { field: named, .. } if named == field), "{field}: {error}");
    }
    assert!(good.check().is_ok());
}

#[test]
fn a_mapping_travels_as_text() {
    let one = Mapping { hour_column: Some(3), step: Step::Neighbours, ..mapping(Unit::IndexKWh) };
    let text = serde_json::to_string(&one).unwrap();
    assert!(text.contains(r#""step":"neighbours""#) && text.contains(r#""unit":"index_kWh""#), "{text}");
    assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), one);
    assert!(serde_json::from_str::<Mapping>(&text.replace("neighbours", "often")).is_err());
    for (written, column) in [("null", None), ("\"\"", None), ("\"2\"", Some(2))] {
        let text = text.replace("\"hour_column\":3", &format!("\"hour_column\":{written}"));
        assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap().hour_column, column);
    }
}

#[test]
fn a_french_report_is_proposed_and_read() {
    let text = "Relev\u{e9} de consommation\nSite : Les Tilleuls\n\nPRM;Date;Heure;\u{c9}nergie soutir\u{e9}e (kWh);Injection (kWh)\n\
                09775542606818;01/02/2024;00:30;1,5;0\n09775542606818;01/02/2024;01:00;2,25;\n09775542606818;01/02/2024;01:30;0;0,1\n";
    let ansi: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let proposal = sniff(&ansi).unwrap();
    assert_eq!(
        (proposal.separator, proposal.encoding, proposal.header_line),
        (Separator::Semicolon, Encoding::Windows1252, 4)
    );
    let roles: Vec<_> = proposal.columns.iter().map(|column| column.role).collect();
    assert_eq!(roles, [Role::Number, Role::Time, Role::Hour, Role::Value, Role::Value]);
    assert_eq!(proposal.columns[3].name, "Énergie soutirée (kWh)");
    assert_eq!(proposal.columns[3].samples, ["1,5", "2,25", "0"]);
    assert_eq!((proposal.date_format, proposal.decimal), (Some(DateFormat::DayFirst), DecimalSign::Comma));
    assert_eq!((proposal.step, proposal.label), (Step::Minutes(30), Labels::End));
    let number = proposal.number.clone().unwrap();
    let series = parse(&ansi, &proposal.mapping("Europe/Paris", &number).unwrap()).unwrap().series;
    assert_eq!((series[0].number.as_str(), series[0].readings[0].value), ("09775542606818", Some(5_400_000)));
    assert_eq!((series[0].readings[0].start.to_rfc3339().as_str(), series.len()), ("2024-01-31T23:00:00Z", 2));
}

#[rstest]
#[case(
    "time,power_W\n2024-01-01T00:00:00Z,10.5\n2024-01-01T00:10:00Z,11\n2024-01-01T00:20:00Z,12\n",
    Unit::W,
    Step::Minutes(10),
    Labels::Start
)]
#[case(
    "Datum\tMeterstand kWh\n01-01-2024\t1000,5\n02-01-2024\t1003\n03-01-2024\t1004\n",
    Unit::IndexKWh,
    Step::Day,
    Labels::Start
)]
#[case(
    "timestamp;fin;m3\n2024-01-01 00:00;2024-01-01 01:00;0,5\n2024-01-01 01:00;2024-01-01 02:00;1\n",
    Unit::M3,
    Step::Minutes(60),
    Labels::Start
)]
#[case(
    "2024-01-01 00:15;1;kWh\n2024-01-01 00:30;2;kWh\n2024-01-01 00:45;2;kWh\n",
    Unit::KWh,
    Step::Minutes(15),
    Labels::End
)]
#[case(
    "horodate;kWh\n2024-01-01 05:00;9000\n2024-01-01 07:30;9001\n2024-01-02 05:30;9002\n2024-01-02 05:31;9003\n2024-01-02 06:31;9004\n",
    Unit::IndexKWh,
    Step::Neighbours,
    Labels::End
)]
fn tables_are_proposed(#[case] text: &str, #[case] unit: Unit, #[case] step: Step, #[case] label: Labels) {
    let proposal = sniff(text.as_bytes()).unwrap();
    assert_eq!((proposal.step, proposal.label), (step, label));
    let mapping = proposal.mapping("Europe/Brussels", "541448960000000124").unwrap();
    assert_eq!((mapping.values.len(), mapping.values[0].unit), (1, unit));
    assert!(parse(text.as_bytes(), &mapping).is_ok());
}

#[test]
fn what_is_no_table() {
    for bytes in [&b""[..], b"\x89PNG\r\n\x1a\n\0", b"hello", b"one\ntwo\n", b"a;b\0\n"] {
        assert_eq!(sniff(bytes), Err(FormatError::Unknown), "{bytes:?}");
    }
    assert_eq!(sniff(b"a;b\n"), Err(FormatError::Empty));
    assert!(sniff(b"a;b\n1;2\n").unwrap().mapping("Europe/Paris", "1").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), unit in prop::sample::select(vec![Unit::W, Unit::IndexKWh]), day: bool) {
        let _ = sniff(&bytes);
        let step = if day { Step::Day } else { Step::Neighbours };
        let mapping = Mapping { step, header_line: 0, ..mapping(unit) };
        prop_assert_eq!(parse(&bytes, &mapping), parse(&bytes, &mapping));
    }

    /// Whatever is proposed for a table can be read or is refused with an error.
    #[test]
    fn mutations_of_a_table(edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let mut bytes = b"t;kWh\n12/10/2021 00:15;1\n12/10/2021 00:30;2,5\n12/10/2021 00:45;3\n".to_vec();
        for (place, byte) in edits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(mapping) = sniff(&bytes).ok().and_then(|proposal| proposal.mapping("Europe/Paris", "1")) {
            let _ = parse(&bytes, &mapping);
        }
    }
}
