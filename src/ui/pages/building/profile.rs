//! The shape of the period: figures, hours and days, the usual weekdays, the peaks.

use super::links::Links;
use crate::{
    domain::units::Joules,
    i18n::*,
    ui::{
        band_text::band_name,
        components::HeatmapFigure,
        fill::fill,
        format::{energy, percent, period_label_short, power, use_language, weekday_name},
    },
    views::profile::{BandShare, MeterPeakView, MonthPeakView, ProfileView},
};
use chrono::Weekday;
use leptos::prelude::*;

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

#[component]
pub(super) fn Profile(profile: ProfileView, links: Links) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let peaks = profile.meters.iter().any(|meter| meter.max.is_some());
    let map = profile.heatmap.clone();
    view! {
        <section class="profile" aria-labelledby="profile">
            <h2 id="profile">{td_string!(locale, building.profile.heading)}</h2>
            <Figures profile=profile.clone() />
            <HeatmapFigure map opens=move |period| links.period(period) />
            <div class="columns">
                <Weekdays means=profile.weekdays />
                {peaks.then(|| view! { <Peaks meters=profile.meters /> })}
            </div>
        </section>
    }
}

#[component]
fn Figures(profile: ProfileView) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let per_mille = |value: i64| percent(f64::from(i32::try_from(value).unwrap_or_default()) / 10.0, 0, language);
    let share = |value: Option<i64>| value.map_or("–".to_owned(), per_mille);
    let base = profile.base_load.map_or("–".to_owned(), |watts| power(watts, language));
    let nights = match profile.nights {
        1 => td_string!(locale, building.profile.night_one).to_owned(),
        nights => fill(td_string!(locale, building.profile.nights), &[("nights", &nights)]),
    };
    let band = |of: BandShare| {
        view! {
            <div>
                <dt>{band_name(locale, &of.band)}</dt>
                <dd>{per_mille(of.share)} " " <small>{energy(of.energy, language)}</small></dd>
            </div>
        }
    };
    let bands: Vec<_> = profile.bands.into_iter().map(band).collect();
    view! {
        <dl class="numbers">
            <div>
                <dt>{td_string!(locale, building.profile.base)}</dt>
                <dd data-figure="base">{base} " " <small>{nights}</small></dd>
            </div>
            <div>
                <dt>{td_string!(locale, building.profile.load_factor)}</dt>
                <dd data-figure="load-factor">
                    {share(profile.load_factor)} " " <small>{td_string!(locale, building.profile.load_factor_is)}</small>
                </dd>
            </div>
            <div>
                <dt>{td_string!(locale, building.profile.night_share)}</dt>
                <dd data-figure="night-share">
                    {share(profile.night_share)} " " <small>{td_string!(locale, building.profile.night_share_is)}</small>
                </dd>
            </div>
            {bands}
        </dl>
    }
}

/// Means of the weekdays, each with a bar as long as its part of the highest.
#[component]
fn Weekdays(means: Vec<Option<Joules>>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let highest = means.iter().flatten().map(|mean| mean.kwh()).fold(0.0, f64::max);
    let row = |(weekday, mean): (Weekday, Option<Joules>)| {
        let width = mean.filter(|_| highest > 0.0).map(|mean| format!("{:.0}%", mean.kwh() / highest * 100.0));
        let bar = width.map(|width| {
            view! {
                <svg class="share" width="100%" height="10" aria-hidden="true">
                    <rect width=width height="10" />
                </svg>
            }
        });
        view! {
            <tr>
                <th scope="row">{weekday_name(weekday, language)}</th>
                <td class="number">{mean.map_or("–".to_owned(), |mean| energy(mean, language))}</td>
                <td class="bar">{bar}</td>
            </tr>
        }
    };
    let rows: Vec<_> = WEEKDAYS.into_iter().zip(means).map(row).collect();
    view! {
        <div class="weekdays">
            <h3 id="weekdays">{td_string!(locale, building.profile.weekdays)}</h3>
            <table aria-labelledby="weekdays">
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Highest power and subscribed power of each meter, and its month peaks by quarter-hours.
#[component]
fn Peaks(meters: Vec<MeterPeakView>) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let rows: Vec<_> = meters.iter().cloned().map(|meter| view! { <Peak meter /> }).collect();
    let months: Vec<_> = meters.into_iter().map(|meter| view! { <MonthPeaks meter /> }).collect();
    view! {
        <div class="peaks">
            <h3 id="peaks">{td_string!(locale, building.profile.peaks)}</h3>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="peaks">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{td_string!(locale, building.quality.meter)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.numbers.max)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.profile.subscribed)}</th>
                            <th scope="col" class="number">{td_string!(locale, building.profile.used)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <details class="table-toggle">
                <summary>{td_string!(locale, building.profile.month_peaks)}</summary>
                <p class="note">{td_string!(locale, building.profile.month_peaks_are)}</p>
                {months}
            </details>
        </div>
    }
}

#[component]
fn Peak(meter: MeterPeakView) -> impl IntoView {
    let language = use_language();
    let none = || "–".to_owned();
    let ratio = meter.max.zip(meter.subscribed_kva).map(|(watts, kva)| {
        let (watts, kva) = (f64::from(i32::try_from(watts).unwrap_or(i32::MAX)), f64::from(kva));
        percent(watts / 10.0 / kva, 0, language)
    });
    view! {
        <tr>
            <th scope="row">{meter.name}</th>
            <td class="number">{meter.max.map_or_else(none, |watts| power(watts, language))}</td>
            <td class="number">{meter.subscribed_kva.map_or_else(none, |kva| format!("{kva}\u{a0}kVA"))}</td>
            <td class="number">{ratio.unwrap_or_else(none)}</td>
        </tr>
    }
}

#[component]
fn MonthPeaks(meter: MeterPeakView) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let row = |peak: MonthPeakView| {
        let power = power(peak.watts, language);
        let text = match peak.at_least {
            true => fill(td_string!(locale, building.profile.at_least), &[("power", &power)]),
            false => power,
        };
        view! {
            <tr>
                <th scope="row">{period_label_short(peak.month, language)}</th>
                <td class="number">{text}</td>
            </tr>
        }
    };
    let rows: Vec<_> = meter.months.into_iter().map(row).collect();
    view! {
        <table>
            <caption>{meter.name}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
}
