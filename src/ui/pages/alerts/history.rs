//! What became of an alert.

use crate::{
    i18n::*,
    ui::{
        alert_text::state,
        fill::fill,
        format::{day_time, integer, use_language},
        pages::notifications::words,
    },
    views::alerts::{AlertStep, Happened, ToldNews},
};
use leptos::prelude::*;

#[component]
pub(super) fn History(steps: Vec<AlertStep>) -> impl IntoView {
    let (locale, language) = (use_i18n().get_locale_untracked(), use_language());
    let step = |AlertStep { at, what }: AlertStep| {
        view! {
            <li>
                <span class="under">{day_time(&at, language)}</span>
                " "
                {text(locale, &what)}
            </li>
        }
    };
    view! {
        <section class="part" aria-labelledby="history">
            <h2 id="history">{td_string!(locale, alerts.history)}</h2>
            <ol class="history">{steps.into_iter().map(step).collect_view()}</ol>
        </section>
    }
}

fn text(locale: Locale, what: &Happened) -> String {
    match what {
        Happened::Found => td_string!(locale, alerts.found).to_owned(),
        Happened::Withdrawn => td_string!(locale, alerts.withdrawn_step).to_owned(),
        Happened::Changed { state: of, by: None } => state(locale, *of).to_owned(),
        Happened::Changed { state: of, by: Some(name) } => {
            fill(td_string!(locale, alerts.by), &[("state", &state(locale, *of)), ("name", name)])
        }
        Happened::Told { news, channel, names, count, failed } => {
            let number = |number: u32| integer(i64::from(number), crate::ui::format::language_of(locale));
            let who = if names.is_empty() {
                fill(td_string!(locale, alerts.told_count), &[("count", &number(*count))])
            } else {
                names.join(", ")
            };
            let (news, channel) = (said(locale, *news), words::channel(*channel, locale));
            let told =
                fill(td_string!(locale, alerts.told_to), &[("news", &news), ("channel", &channel), ("who", &who)]);
            match failed {
                0 => told,
                _ => {
                    format!("{told}, {}", fill(td_string!(locale, alerts.told_failed), &[("count", &number(*failed))]))
                }
            }
        }
    }
}

fn said(locale: Locale, news: ToldNews) -> String {
    match news {
        ToldNews::Open(severity) => {
            fill(td_string!(locale, alerts.told_open), &[("severity", &words::severity(severity, locale))])
        }
        ToldNews::Escalated => td_string!(locale, alerts.told_escalated).to_owned(),
        ToldNews::Over => td_string!(locale, alerts.told_over).to_owned(),
    }
}
