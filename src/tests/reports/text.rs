//! The text of the file holds the figures of the model as the one formatter writes them, and no other money.

use super::{plain, sample, words};
use rstest::rstest;
use syndiwatt::domain::notice::Quantity;
use syndiwatt::reports::energy_report;
use syndiwatt::views::{
    format::{
        Language, date, day_time, energy, fixed, kilograms, kilograms_number, kwh_number, money, period_label, power,
        price_per_kwh, signed_percent,
    },
    report::EnergyReport,
};

fn text(report: &EnergyReport) -> String {
    words(&energy_report(report).unwrap())
}

/// Every amount of money that the report may show.
fn sums(report: &EnergyReport) -> Vec<String> {
    let mut cents: Vec<i64> = report.months.iter().filter_map(|month| month.cents).collect();
    if let Some(cost) = &report.cost {
        cents.extend([cost.net, cost.tax, cost.gross]);
        cents.extend(cost.lines.iter().flat_map(|line| [line.net, line.tax, line.gross]));
    }
    let price = report.cost.as_ref().and_then(|cost| cost.per_kwh).map(|price| price_per_kwh(price, report.language));
    cents.into_iter().map(|cents| money(cents, report.language)).chain(price).map(|text| plain(&text)).collect()
}

/// Every other figure.
fn figures(report: &EnergyReport) -> Vec<String> {
    let language = report.language;
    let totals = &report.totals;
    let mut wanted = vec![
        energy(totals.consumption.unwrap(), language),
        energy(totals.production.unwrap(), language),
        energy(totals.mean_per_day.unwrap(), language),
        power(totals.base_watts.unwrap(), language),
        power(totals.max.as_ref().unwrap().watts, language),
        kwh_number(totals.consumption.unwrap(), language),
        kilograms(report.carbon.as_ref().unwrap().grams, language),
        period_label(report.period, language),
        report.building.name.clone(),
        report.link.clone(),
    ];
    for comparison in &report.comparisons {
        wanted.extend([energy(comparison.current, language), energy(comparison.reference, language)]);
        wanted.push(signed_percent(comparison.percent.unwrap(), 0, language));
    }
    for month in &report.months {
        wanted.extend([month.energy, month.last_year].into_iter().flatten().map(|value| kwh_number(value, language)));
        wanted.extend(month.grams.map(|grams| kilograms_number(grams, language)));
        wanted.extend(month.max.iter().flat_map(|max| [power(max.watts, language), day_time(&max.at, language)]));
    }
    let week = report.week.as_ref().unwrap();
    wanted.extend(week.watts.iter().flatten().map(|watts| fixed(i128::from((watts + 50) / 100), 1, language)));
    for anomaly in &report.anomalies {
        wanted.extend([anomaly.value, anomaly.expected].into_iter().flatten().filter_map(|amount| match amount {
            Quantity::Energy(value) => Some(energy(value, language)),
            Quantity::Power(watts) => Some(power(watts, language)),
            _ => None,
        }));
    }
    wanted.extend(report.carbon.iter().flat_map(|carbon| &carbon.lines).flat_map(|line| {
        [kilograms_number(line.grams, language), kwh_number(line.energy, language), line.source.clone()]
    }));
    wanted.extend(report.quality_days.iter().take(30).map(|of| date(of.day, language)));
    for meter in &report.meters {
        wanted.extend([meter.energy.unwrap()].map(|value| kwh_number(value, language)));
        wanted.extend(meter.months.iter().flatten().map(|value| kwh_number(*value, language)));
        wanted.push(meter.number.clone());
    }
    wanted.into_iter().map(|text| plain(&text)).collect()
}

#[rstest]
#[case(Language::Fr)]
#[case(Language::Nl)]
#[case(Language::En)]
fn the_figures_of_the_model(#[case] language: Language) {
    let report = sample::year(language, 20);
    let text = text(&report);
    // An address is broken where it is too long for its line.
    let joined = text.replace(' ', "");
    for figure in figures(&report).into_iter().chain(sums(&report)) {
        assert!(text.contains(&figure) || joined.contains(&figure.replace(' ', "")), "{figure} is not in the text");
    }
}

/// The text around each euro sign: the words that touch it.
fn with_euros(text: &str) -> Vec<String> {
    let words: Vec<_> = text.split(' ').collect();
    let around = |at: usize| words.get(at.saturating_sub(3)..(at + 2).min(words.len())).unwrap_or_default().join(" ");
    words.iter().enumerate().filter(|(_, word)| word.contains('€')).map(|(at, _)| around(at)).collect()
}

#[rstest]
#[case(Language::Fr)]
#[case(Language::Nl)]
#[case(Language::En)]
fn no_other_money(#[case] language: Language) {
    let report = sample::year(language, 2);
    let (sums, found) = (sums(&report), with_euros(&text(&report)));
    assert!(found.len() > 30, "{found:?}");
    for around in found {
        assert!(sums.iter().any(|sum| around.contains(sum)), "{around}");
    }
}

#[rstest]
#[case(Language::Fr, ["Rapport énergétique", "Heures et jours de la semaine", "Surconsommation", "cycle de vie", "Page 2 sur"])]
#[case(Language::Nl, ["Energierapport", "Uren en dagen van de week", "Overmatig verbruik", "levenscyclus", "Pagina 2 van"])]
#[case(Language::En, ["Energy report", "Hours and days of the week", "Over-consumption", "life cycle", "Page 2 of"])]
fn the_words_of_the_reader(#[case] language: Language, #[case] words: [&str; 5]) {
    let text = text(&sample::year(language, 2));
    for word in words {
        assert!(text.contains(word), "{word} is not in the text");
    }
    assert!(text.contains("Sèche-serviettes de la buanderie laissés allumés pendant les travaux de l’escalier B."));
    assert!(!text.contains('{') && !text.contains('}'), "a value was not filled in");
}

#[rstest]
#[case(Language::Fr, ["Le coût n’est donc pas connu ; il n’est pas nul.", "Aucune consommation n’est connue", "non connu"])]
#[case(Language::Nl, ["De kosten zijn dus niet bekend; ze zijn niet nul.", "geen verbruik bekend", "niet bekend"])]
#[case(Language::En, ["The cost is therefore not known; it is not zero.", "No consumption is known", "not known"])]
fn what_is_not_known_is_said(#[case] language: Language, #[case] words: [&str; 3]) {
    let text = text(&sample::bare(language));
    for word in words {
        assert!(text.contains(word), "{word} is not in the text: {text}");
    }
    for zero in ["0 kWh", "0,00", "0.00", "0 kg"] {
        assert!(!text.contains(zero), "{zero} stands for what is not known");
    }
}
