//! A building whose figures are invented, and one of which nothing is known. Also for the benchmark.

use chrono::{Days, NaiveDate};
use syndiwatt::{
    domain::{
        alert::AlertState,
        anomaly::Severity,
        emission::FactorKind,
        notice::Quantity,
        provider::ProviderId,
        reading::Coverage,
        rule::RuleKind,
        tariff::BandName,
        time::{LocalDay, Period},
        units::Joules,
    },
    views::{
        building::{MaxView, QualityDay},
        format::Language,
        report::{
            AnomalyCounts, CarbonLine, CostComponent, CostLine, EnergyReport, Explanation, PowerLimit, ReportAnomaly,
            ReportBuilding, ReportCarbon, ReportCost, ReportMeter, ReportMonth, ReportTotals, WeekProfile,
        },
        shared::{ComparedWith, Comparison, Fingerprint, Freshness, QualityCounts, WallTime},
    },
};

fn day(year: i32, month: u32, day: u32) -> LocalDay {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(day: LocalDay, hour: u32, minute: u32) -> WallTime {
    WallTime { day, hour, minute, zone_mark: String::new() }
}

fn wh(value: i64) -> Joules {
    Joules::from_wh(value).unwrap()
}

fn max(watts: i64, day: LocalDay) -> MaxView {
    MaxView { watts, minutes: 30, at: at(day, 18, 30) }
}

/// Watts at an hour of a weekday: little at night, two peaks, calmer on Sundays.
fn shape(weekday: u32, hour: u32) -> u32 {
    let base = match hour {
        0..6 => 2_100,
        6..9 => 9_800,
        9..17 => 6_400,
        17..22 => 14_300,
        _ => 4_200,
    };
    base - base * weekday / 14 + hour * 37 % 400
}

fn fingerprint(per_day: u32, last: LocalDay, seed: u32) -> Fingerprint {
    let watts = (0..30 * per_day).map(|slot| {
        let (row, column) = (slot / per_day, slot % per_day);
        let value = shape((row + seed) % 7, column * 24 / per_day) + (slot * 7_919 + seed * 104_729) % 2_500;
        (!(row == 11 && column > per_day / 3 || row == 12 && column < per_day / 2)).then_some(value)
    });
    Fingerprint { first_day: last - Days::new(29), per_day, watts: watts.collect() }
}

/// The year 2025 of a building with as many meters.
pub fn year(language: Language, meters: u32) -> EnergyReport {
    let period: Period = "2025".parse().unwrap();
    EnergyReport {
        language,
        organisation: "Syndic Dupont & Fils".to_owned(),
        building: ReportBuilding {
            name: "Résidence Les Érables argentés".to_owned(),
            address: "12 bis, rue de l’Abbé-Grégoire".to_owned(),
            town: "38000 Grenoble".to_owned(),
            zone: "Europe/Paris".to_owned(),
        },
        link: "https://syndiwatt.example.org/buildings/0193f3b2-7a0e-7cc1-9a55-0d7d7a3c2b10?p=year&d=2025".to_owned(),
        period,
        until: None,
        generated: at(day(2026, 1, 5), 9, 5),
        freshness: Freshness { through: Some(day(2025, 12, 31)), received: Some(at(day(2026, 1, 1), 8, 4)) },
        fingerprint: Some(fingerprint(48, day(2025, 12, 31), 1)),
        totals: ReportTotals {
            consumption: Some(wh(84_213_400)),
            production: Some(wh(6_120_000)),
            days_elapsed: 365,
            days_whole: 361,
            mean_per_day: Some(wh(231_540)),
            base_watts: Some(2_140),
            load_factor: Some(308),
            max: Some(max(31_240, day(2025, 1, 14))),
        },
        comparisons: [ComparedWith::Previous, ComparedWith::LastYear].map(compared).into(),
        months: (1..=12).map(month).collect(),
        week: Some(WeekProfile { watts: (0..168).map(|at| (at != 100).then(|| shape(at / 24, at % 24))).collect() }),
        limits: vec![
            PowerLimit { meter: "Parties communes".to_owned(), kva: 36, max: Some(max(31_240, day(2025, 1, 14))) },
            PowerLimit { meter: "Pompe à chaleur".to_owned(), kva: 18, max: Some(max(18_960, day(2025, 2, 3))) },
        ],
        anomalies: anomalies(),
        anomaly_counts: AnomalyCounts { all: 6, critical: 1, open: 2 },
        cost: Some(cost()),
        carbon: Some(carbon()),
        quality: QualityCounts {
            days: 730,
            complete: 712,
            partial: 9,
            empty: 2,
            absent: 5,
            official_only: 2,
            estimated: 14,
            corrected: 3,
            mismatched: 1,
        },
        quality_days: quality_days(),
        meters: (0..meters).map(meter).collect(),
    }
}

fn compared(with: ComparedWith) -> Comparison {
    Comparison {
        with,
        other: "2024".parse().unwrap(),
        days: 358,
        days_elapsed: 365,
        current: wh(82_900_000),
        reference: wh(90_108_000),
        percent: Some(-8.0),
        weather: None,
    }
}

fn month(number: u32) -> ReportMonth {
    let energy = 4_200_000 + i64::from(number.abs_diff(7)) * 812_345;
    let first = day(2025, number, 1);
    let month = Period::containing(syndiwatt::domain::time::PeriodKind::Month, first);
    let days = u32::try_from((month.end() - first).num_days()).unwrap();
    ReportMonth {
        month,
        energy: Some(wh(energy)),
        last_year: (number > 2).then(|| wh(energy * 108 / 100)),
        cents: Some(energy * 214 / 10_000),
        grams: Some(energy * 44 / 1_000),
        days_whole: if number == 4 { 27 } else { days },
        days_elapsed: days,
        max: (number != 4).then(|| max(15_000 + energy / 500, day(2025, number, 14))),
    }
}

fn anomalies() -> Vec<ReportAnomaly> {
    let plain = |rule, first, meter: &str, severity, value, expected| ReportAnomaly {
        rule,
        first,
        last: first,
        meter: meter.to_owned(),
        severity,
        state: AlertState::Open,
        value: Some(value),
        expected: Some(expected),
        explanation: None,
    };
    let energy = |value| Quantity::Energy(wh(value));
    vec![
        ReportAnomaly {
            state: AlertState::Explained,
            explanation: Some(Explanation {
                text: "Sèche-serviettes de la buanderie laissés\nallumés pendant les travaux de l’escalier B."
                    .to_owned(),
                by: "Claire Martin".to_owned(),
                on: day(2025, 12, 3),
            }),
            ..plain(
                RuleKind::OverConsumption,
                day(2025, 11, 28),
                "Parties communes",
                Severity::Critical,
                energy(112_400),
                energy(48_300),
            )
        },
        plain(
            RuleKind::Peak,
            day(2025, 2, 3),
            "Pompe à chaleur",
            Severity::Major,
            Quantity::Power(18_960),
            Quantity::Power(18_000),
        ),
        ReportAnomaly {
            last: day(2025, 4, 4),
            expected: None,
            state: AlertState::Resolved,
            ..plain(
                RuleKind::Silent,
                day(2025, 4, 2),
                "Ascenseur",
                Severity::Minor,
                Quantity::Days(3),
                Quantity::Days(0),
            )
        },
    ]
}

fn cost() -> ReportCost {
    let line = |component, energy: Option<i64>, net, tax| CostLine {
        component,
        energy: energy.map(wh),
        net,
        tax,
        gross: net + tax,
    };
    ReportCost {
        tariffs: vec!["Tarif Bleu heures creuses".to_owned()],
        lines: vec![
            line(CostComponent::Energy(BandName::Peak), Some(56_100_000), 1_093_950, 218_790),
            line(CostComponent::Energy(BandName::OffPeak), Some(28_113_400), 393_588, 78_718),
            line(CostComponent::Subscription, None, 38_412, 2_113),
            line(CostComponent::Injection, Some(6_120_000), -61_200, 0),
        ],
        net: 1_464_750,
        tax: 299_621,
        gross: 1_764_371,
        per_kwh: Some(209_512),
        days_without: 2,
        unknown_hours: 37,
        estimated: wh(512_000),
        power_uncertain: true,
    }
}

fn carbon() -> ReportCarbon {
    let line = |first, last, energy, grams, kind| CarbonLine {
        first,
        last,
        energy: wh(energy),
        milligrams_per_kwh: grams * 1_000,
        kind,
        source: "ADEME, Base Empreinte, électricité, mix moyen, France continentale".to_owned(),
        grams: energy * grams / 1_000,
    };
    let lines = vec![
        line(day(2025, 1, 1), day(2025, 6, 30), 45_000_000, 52, FactorKind::LifeCycle),
        line(day(2025, 7, 1), day(2025, 12, 31), 39_213_400, 44, FactorKind::AnnualMean),
    ];
    ReportCarbon { grams: lines.iter().map(|line| line.grams).sum(), lines, without_factor: Joules::ZERO }
}

fn quality_days() -> Vec<QualityDay> {
    let of = |number: u32, coverage, covered| QualityDay {
        day: day(2025, 4, 30) - Days::new(u64::from(number)),
        meter: "30001234567890".to_owned(),
        coverage,
        covered_seconds: covered,
        day_seconds: 86_400,
        mismatch: (number == 4).then(|| (wh(18_192), wh(18_204))),
    };
    let mut days: Vec<_> =
        (0..33).map(|number| of(number, Coverage::Partial, 70_000 + i64::from(number) * 200)).collect();
    days.insert(2, of(40, Coverage::Absent, 0));
    days
}

fn meter(number: u32) -> ReportMeter {
    let labels =
        ["Parties communes", "Pompe à chaleur", "Ascenseur", "", "Borne de recharge du parking souterrain, niveau −2"];
    let share = 6_000_000 - i64::from(number) * 180_000;
    ReportMeter {
        label: labels.get(number as usize % 7).copied().unwrap_or("Appartement").to_owned(),
        number: format!("300012345678{number:02}"),
        provider: ProviderId::Enedis,
        energy: Some(wh(share * 12)),
        share: Some(u32::try_from(share / 84_213).unwrap()),
        last_year: (number % 3 != 2).then(|| Comparison {
            reference: wh(share * 13),
            percent: Some(-7.7),
            ..compared(ComparedWith::LastYear)
        }),
        max: (number != 3).then(|| max(9_000 - i64::from(number) * 211, day(2025, 1, 14))),
        days_whole: 365 - number,
        days_elapsed: 365,
        months: (0..12).map(|month| (month != 3 || number != 2).then(|| wh(share + month * 11_111))).collect(),
        fingerprint: (number != 5).then(|| fingerprint(24, day(2025, 12, 31), number)),
    }
}

/// A month of which nothing is known, with a name that does not fit on a line.
pub fn bare(language: Language) -> EnergyReport {
    EnergyReport {
        language,
        organisation: "Πολυκατοικία 漢字 Immo".to_owned(),
        building: ReportBuilding {
            name: "Association des copropriétaires de l’ensemble immobilier Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-Sainte-Gudule".to_owned(),
            address: "1, place".to_owned(),
            town: "1000 Bruxelles".to_owned(),
            zone: "Europe/Brussels".to_owned(),
        },
        link: "https://syndiwatt.example.org/buildings/1".to_owned(),
        period: "2026-11".parse().unwrap(),
        until: Some(day(2026, 11, 20)),
        generated: at(day(2026, 11, 21), 13, 0),
        freshness: Freshness::default(),
        fingerprint: None,
        totals: ReportTotals::default(),
        comparisons: Vec::new(),
        months: Vec::new(),
        week: None,
        limits: Vec::new(),
        anomalies: Vec::new(),
        anomaly_counts: AnomalyCounts::default(),
        cost: None,
        carbon: None,
        quality: QualityCounts::default(),
        quality_days: Vec::new(),
        meters: Vec::new(),
    }
}
