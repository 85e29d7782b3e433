//! The period in words: what a general meeting needs to hear.

use crate::{
    i18n::td_string,
    reports::{pdf::flow::Flow, pictures::days_of, reader::Reader},
    views::{
        format::{day_month, day_time, energy, fill, kilograms, money, period_label, power, price_per_kwh},
        report::ReportMonth,
        shared::ComparedWith,
    },
};

/// Fewer whole months say nothing about the highest and the lowest.
const MONTHS_TO_COMPARE: usize = 3;

/// Sentences, each from figures that stand again further below.
pub fn write(reader: &Reader<'_>, flow: &mut Flow<'_>) {
    let mut sentences = vec![total(reader)];
    sentences.extend(comparisons(reader));
    sentences.extend(months(reader));
    sentences.extend(powers(reader));
    sentences.extend(money_and_carbon(reader));
    sentences.push(anomalies(reader));
    sentences.extend(completeness(reader));
    flow.section(td_string!(reader.locale, report.summary.heading), 80.0, |flow| flow.list(&sentences));
}

fn total(reader: &Reader<'_>) -> String {
    let (locale, language, totals) = (reader.locale, reader.language, &reader.report.totals);
    let Some(total) = totals.consumption.map(|value| energy(value, language)) else {
        return td_string!(locale, report.summary.total_none).to_owned();
    };
    match (totals.mean_per_day.map(|value| energy(value, language)), reader.report.until) {
        (None, _) => fill(td_string!(locale, report.summary.total_only), &[("total", &total)]),
        (Some(mean), None) => fill(td_string!(locale, report.summary.total), &[("total", &total), ("mean", &mean)]),
        (Some(mean), Some(day)) => fill(
            td_string!(locale, report.summary.total_until),
            &[("total", &total), ("mean", &mean), ("day", &day_month(day, language))],
        ),
    }
}

/// Last year first: it is what people ask for.
fn comparisons(reader: &Reader<'_>) -> Option<String> {
    let (locale, language) = (reader.locale, reader.language);
    let of = |with| reader.report.comparisons.iter().find(|c| c.with == with && c.percent.is_some());
    let comparison = of(ComparedWith::LastYear).or_else(|| of(ComparedWith::Previous))?;
    let (other, days) = (period_label(comparison.other, language), reader.count(comparison.days));
    Some(match reader.change(comparison.percent?) {
        Some(change) => {
            fill(td_string!(locale, report.summary.than), &[("change", &change), ("other", &other), ("days", &days)])
        }
        None => fill(td_string!(locale, report.summary.same), &[("other", &other), ("days", &days)]),
    })
}

fn months(reader: &Reader<'_>) -> Option<String> {
    let whole = |month: &&ReportMonth| month.days_whole == days_of(month);
    let mut months: Vec<_> = reader.report.months.iter().filter(whole).filter_map(|m| Some((m.energy?, m))).collect();
    if !reader.months_are_the_period() || months.len() < MONTHS_TO_COMPARE {
        return None;
    }
    months.sort_by_key(|(value, month)| (*value, month.month.first));
    let ((low, low_month), (high, high_month)) = (months.first()?, months.last()?);
    let label = |month: &ReportMonth| period_label(month.month, reader.language);
    Some(fill(
        td_string!(reader.locale, report.summary.months),
        &[
            ("high_month", &label(high_month)),
            ("high", &energy(*high, reader.language)),
            ("low_month", &label(low_month)),
            ("low", &energy(*low, reader.language)),
        ],
    ))
}

fn powers(reader: &Reader<'_>) -> Vec<String> {
    let (locale, language, totals) = (reader.locale, reader.language, &reader.report.totals);
    let max = totals.max.as_ref().map(|max| {
        let text = td_string!(locale, report.summary.max);
        fill(text, &[("power", &power(max.watts, language)), ("at", &day_time(&max.at, language))])
    });
    let base = totals
        .base_watts
        .map(|watts| fill(td_string!(locale, report.summary.base), &[("base", &power(watts, language))]));
    [max, base].into_iter().flatten().collect()
}

fn money_and_carbon(reader: &Reader<'_>) -> Vec<String> {
    let (locale, language) = (reader.locale, reader.language);
    let cost = match &reader.report.cost {
        None => td_string!(locale, report.summary.cost_none).to_owned(),
        Some(cost) => {
            let gross = money(cost.gross, language);
            match cost.per_kwh {
                Some(price) => fill(
                    td_string!(locale, report.summary.cost),
                    &[("gross", &gross), ("price", &price_per_kwh(price, language))],
                ),
                None => fill(td_string!(locale, report.summary.cost_total), &[("gross", &gross)]),
            }
        }
    };
    let carbon =
        reader.report.carbon.as_ref().map(|carbon| {
            fill(td_string!(locale, report.summary.carbon), &[("mass", &kilograms(carbon.grams, language))])
        });
    [Some(cost), carbon].into_iter().flatten().collect()
}

fn anomalies(reader: &Reader<'_>) -> String {
    let (locale, counts) = (reader.locale, reader.report.anomaly_counts);
    match counts.all {
        0 => td_string!(locale, report.summary.anomalies_none).to_owned(),
        1 => td_string!(locale, report.summary.anomalies_one).to_owned(),
        all => fill(
            td_string!(locale, report.summary.anomalies),
            &[
                ("count", &reader.count(all)),
                ("critical", &reader.count(counts.critical)),
                ("open", &reader.count(counts.open)),
            ],
        ),
    }
}

fn completeness(reader: &Reader<'_>) -> Option<String> {
    let (locale, totals) = (reader.locale, &reader.report.totals);
    let (whole, elapsed) = (totals.days_whole, totals.days_elapsed);
    let text = match whole {
        _ if elapsed == 0 || totals.consumption.is_none() => return None,
        _ if whole >= elapsed => return Some(td_string!(locale, report.summary.whole).to_owned()),
        1 => td_string!(locale, report.summary.partial_one),
        _ => td_string!(locale, report.summary.partial),
    };
    Some(fill(text, &[("whole", &reader.count(whole)), ("elapsed", &reader.count(elapsed))]))
}
