//! The unit of the dashboard: its switch, and what the figures in money or CO2 hold.

use super::links::Links;
use crate::{
    domain::{
        emission::{EmissionFactor, FactorKind},
        units::Joules,
    },
    i18n::*,
    ui::{
        band_text::band_name,
        fill::fill,
        format::{Language, date, energy, fixed, money, use_language},
    },
    views::{
        amount::Measure,
        building::{BuildingView, ChartKind},
        cost::{CarbonView, CostPart, CostView, Counted, PaidFor},
    },
};
use leptos::{either::Either, prelude::*};

/// kWh, € or CO2, as links: it works without scripts and can be shared.
#[component]
pub(super) fn Units(measure: Measure, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let choices = Measure::ALL.map(|choice| {
        let current = (choice == measure).then_some("true");
        view! {
            <li>
                <a href=links.measure(choice) aria-current=current>
                    {choice.symbol()}
                </a>
            </li>
        }
    });
    view! {
        <nav class="units" aria-label=td_string!(locale, building.unit.label)>
            <ul class="kinds">{choices.collect_view()}</ul>
        </nav>
    }
}

/// Why there is no figure in this unit, and what brings one; nothing where there is one.
#[component]
pub(super) fn NoFigure(view: BuildingView, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let missing = view.total.is_none() && view.summary.total.is_some();
    let text = match view.measure {
        Measure::Energy => return None,
        Measure::Cost => td_string!(locale, building.unit.no_price),
        Measure::Carbon => td_string!(locale, building.unit.no_factor),
    };
    let way_out = if view.header.can_manage {
        Either::Left(view! { <a href=links.settings()>{td_string!(locale, building.unit.settings)}</a> })
    } else {
        Either::Right(td_string!(locale, building.unit.ask))
    };
    missing.then(|| view! { <p class="note no-figure">{text} " " {way_out}</p> })
}

/// What the figures hold and what they do not.
#[component]
pub(super) fn Footnotes(view: BuildingView, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let curve = view.measure != Measure::Energy && view.charts.iter().any(|chart| chart.kind == ChartKind::LoadCurve);
    let curve = curve.then(|| view! { <p>{td_string!(locale, building.unit.curve)}</p> });
    let settings = (view.header.can_manage && view.measure == Measure::Cost && view.total.is_some())
        .then(|| view! { <p><a href=links.settings()>{td_string!(locale, building.unit.settings)}</a></p> });
    let cost = view.cost.filter(|cost| cost.gross.is_some()).map(|cost| view! { <Cost cost /> });
    let carbon = view.carbon.filter(|carbon| carbon.grams.is_some()).map(|carbon| view! { <Carbon carbon /> });
    (view.measure != Measure::Energy).then(|| view! { <div class="footnotes">{cost} {carbon} {curve} {settings}</div> })
}

#[component]
fn Cost(cost: CostView) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let (tax, names) = (money(cost.tax, language), cost.tariffs.join(", "));
    let mut notes = vec![fill(td_string!(locale, building.unit.cost), &[("tax", &tax), ("names", &names)])];
    notes.extend(days(cost.days, td_string!(locale, building.unit.cost_days)));
    let without = cost.meters_without;
    notes.extend((without == 1).then(|| td_string!(locale, building.unit.meter_without).to_owned()));
    notes.extend((without > 1).then(|| fill(td_string!(locale, building.unit.meters_without), &[("count", &without)])));
    let hours = cost.unknown_hours;
    notes.extend((hours > 0).then(|| fill(td_string!(locale, building.unit.unknown), &[("hours", &hours)])));
    let guessed = energy(cost.estimated, language);
    let guess = || fill(td_string!(locale, building.unit.estimated), &[("energy", &guessed)]);
    notes.extend((cost.estimated > Joules::ZERO).then(guess));
    notes.extend(cost.power_uncertain.then(|| td_string!(locale, building.unit.power_uncertain).to_owned()));
    view! {
        <p>{notes.join(" ")}</p>
        <Parts cost />
    }
}

/// The parts of the cost as a table.
#[component]
fn Parts(cost: CostView) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let all: Joules = cost.parts.iter().filter(|part| in_a_band(part)).filter_map(|part| part.energy).sum();
    let row = |part: CostPart| {
        let share = part.energy.filter(|_| in_a_band(&part)).and_then(|energy| share(energy, all, language));
        let amount = part.energy.map(|value| energy(value, language)).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{part_name(locale, &part.of)}</th>
                <td class="number">{amount}</td>
                <td class="number">{share}</td>
                <td class="number">{money(part.gross, language)}</td>
            </tr>
        }
    };
    let rows: Vec<_> = cost.parts.into_iter().map(row).collect();
    view! {
        <details class="table-toggle" data-figure="parts">
            <summary>{td_string!(locale, building.unit.parts)}</summary>
            <div class="scroll" tabindex="0" role="group" aria-label=td_string!(locale, building.unit.parts)>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{td_string!(locale, building.unit.part)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.table.value)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.unit.share)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.unit.gross)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{td_string!(locale, building.numbers.total)}</th>
                            <td class="number">{energy(all, language)}</td>
                            <td></td>
                            <td class="number">{cost.gross.map(|gross| money(gross, language))}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        </details>
    }
}

#[component]
fn Carbon(carbon: CarbonView) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let factors: Vec<_> = carbon.factors.iter().map(|of| view! { <p>{factor(locale, of, language)}</p> }).collect();
    let days = days(carbon.days, td_string!(locale, building.unit.carbon_days)).map(|days| view! { <p>{days}</p> });
    view! {
        {factors}
        {days}
    }
}

/// `44 g CO2e par kWh (moyenne annuelle) depuis le 1er janv. 2026. Source : RTE.`
fn factor(locale: Locale, factor: &EmissionFactor, language: Language) -> String {
    let kind = match factor.kind {
        FactorKind::AnnualMean => td_string!(locale, building.unit.annual_mean),
        FactorKind::Direct => td_string!(locale, building.unit.direct),
        FactorKind::LifeCycle => td_string!(locale, building.unit.life_cycle),
        FactorKind::Supplier => td_string!(locale, building.unit.supplier),
    };
    let decimals = u32::from(factor.milligrams_per_kwh % 1_000 != 0);
    let grams = fixed(i128::from(factor.milligrams_per_kwh) * i128::from(1 + 9 * decimals) / 1_000, decimals, language);
    let (day, source) = (date(factor.valid_from, language), &factor.source);
    let text = td_string!(locale, building.unit.factor);
    fill(text, &[("grams", &grams), ("kind", &kind), ("day", &day), ("source", source)])
}

/// "Coût de 18 jours sur 30", where not all count.
fn days(days: Counted, text: &str) -> Option<String> {
    (days.some < days.all).then(|| fill(text, &[("some", &days.some), ("all", &days.all)]))
}

fn in_a_band(part: &CostPart) -> bool {
    matches!(part.of, PaidFor::Energy(_))
}

fn share(energy: Joules, all: Joules, language: Language) -> Option<String> {
    (all > Joules::ZERO).then(|| crate::ui::format::percent(energy.kwh() / all.kwh() * 100.0, 0, language))
}

fn part_name(locale: Locale, of: &PaidFor) -> String {
    match of {
        PaidFor::Energy(band) => band_name(locale, band),
        PaidFor::Subscription => td_string!(locale, building.unit.subscription).to_owned(),
        PaidFor::Power => td_string!(locale, building.unit.power).to_owned(),
        PaidFor::Injection => td_string!(locale, building.unit.injection).to_owned(),
    }
}
