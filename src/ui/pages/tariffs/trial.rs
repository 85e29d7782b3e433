//! What a tariff would have cost for a building or a meter: a choice, and the outcome beside what the contracts say.

use crate::{
    domain::id::TariffId,
    i18n::*,
    ui::{
        fill::fill,
        format::{days_range, money, use_language},
    },
    views::tariffs::{Place, Trial, TrialQuery, TrialSum},
};
use leptos::prelude::*;

#[component]
pub(super) fn Trying(places: Vec<Place>, trial: Option<Trial>, id: TariffId) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let body = if places.is_empty() {
        view! { <p>{td_string!(locale, tariffs.trial.no_meter)}</p> }.into_any()
    } else {
        let query = trial.as_ref().map(|trial| trial.query);
        view! { <Choose places query id /> }.into_any()
    };
    view! {
        <section class="part" aria-labelledby="trial">
            <h2 id="trial">{td_string!(locale, tariffs.trial.heading)}</h2>
            <p class="hint">{td_string!(locale, tariffs.trial.text)}</p>
            {body}
            {trial.map(|trial| view! { <Outcome trial /> })}
        </section>
    }
}

#[component]
fn Choose(places: Vec<Place>, query: Option<TrialQuery>, id: TariffId) -> impl IntoView {
    let locale = use_i18n().get_locale_untracked();
    let chosen = query.map(|query| query.on()).unwrap_or_default();
    let year = query.is_some_and(|query| query.year);
    let option = |value: String, text: String| {
        let is = value == chosen;
        view! { <option value=value selected=is>{text}</option> }
    };
    let whole = td_string!(locale, tariffs.trial.whole);
    let groups = places.into_iter().map(|place| {
        let of = |meter| TrialQuery { building: place.id, meter, year: false }.on();
        let meters: Vec<_> = place.meters.iter().map(|(meter, name)| option(of(Some(*meter)), name.clone())).collect();
        view! {
            <optgroup label=place.name.clone()>
                {option(of(None), format!("{} – {whole}", place.name))}
                {meters}
            </optgroup>
        }
    });
    let groups = groups.collect_view();
    view! {
        <form class="inline-form" method="get" action=format!("/tariffs/{id}#trial")>
            <div class="field">
                <label for="on">{td_string!(locale, tariffs.trial.on)}</label>
                <select id="on" name="on">{groups}</select>
            </div>
            <div class="field">
                <label for="span">{td_string!(locale, tariffs.trial.span)}</label>
                <select id="span" name="span">
                    <option value="month" selected=!year>{td_string!(locale, tariffs.trial.month)}</option>
                    <option value="year" selected=year>{td_string!(locale, tariffs.trial.year)}</option>
                </select>
            </div>
            <button>{td_string!(locale, tariffs.trial.button)}</button>
        </form>
    }
}

#[component]
fn Outcome(trial: Trial) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let Trial { first, end, with, now, .. } = trial;
    let range = days_range(first, end.pred_opt().unwrap_or(end), language);
    let Some(with) = with else {
        let text = fill(td_string!(locale, tariffs.trial.no_data), &[("range", &range)]);
        return view! { <p class="notice">{text}</p> }.into_any();
    };
    let days = |sum: TrialSum| fill(td_string!(locale, tariffs.trial.days), &[("days", &sum.days)]);
    let unknown = (with.unknown_hours > 0)
        .then(|| fill(td_string!(locale, tariffs.trial.unknown), &[("hours", &with.unknown_hours)]));
    let now = match now {
        Some(sum) => format!("{} ({})", money(sum.gross, language), days(sum)),
        None => td_string!(locale, tariffs.trial.no_contract).to_owned(),
    };
    view! {
        <div class="notice" role="status">
            <p class="title">{range}</p>
            <dl class="facts">
                <dt>{td_string!(locale, tariffs.trial.with)}</dt>
                <dd><span class="figure">{money(with.gross, language)}</span> " (" {days(with)} ")"</dd>
                <dt>{td_string!(locale, tariffs.trial.now)}</dt>
                <dd>{now}</dd>
            </dl>
            {unknown.map(|text| view! { <p class="hint">{text}</p> })}
        </div>
    }
    .into_any()
}
