//! One building: a row of the table, two lines on a phone.

use super::cells::{AlertsCell, MonthCell, QualityCell};
use crate::{
    i18n::*,
    ui::{
        components::FingerprintSmall,
        fill::fill,
        format::{date, day_time, use_language},
    },
    views::portfolio::{Attention, PortfolioRow},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

#[component]
pub(super) fn Row(row: PortfolioRow) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let print = row.fingerprint.clone().map(|print| view! { <FingerprintSmall print name=row.name.clone() /> });
    let through = match row.freshness.through {
        Some(day) => date(day, language),
        None => "–".to_owned(),
    };
    let known = match row.freshness.through {
        Some(_) => fill(td_string!(i18n.get_locale_untracked(), building.freshness.until), &[("day", &through)]),
        None => td_string!(i18n.get_locale_untracked(), building.freshness.none).to_owned(),
    };
    let received = row.freshness.received.as_ref().map(|at| {
        let text = fill(tu_string!(i18n, common.received), &[("moment", &day_time(at, language))]);
        view! { <span class="under">{text}</span> }
    });
    let (class, reason) = attention(i18n, row.attention);
    view! {
        <tr class=class>
            <th scope="row" class="building">
                <a href=format!("/buildings/{}", row.id)>{row.name.clone()}</a>
                <span class="under">{format!("{}, {}", row.address, row.town)}</span>
                <span class="reason">{reason}</span>
            </th>
            <td class="print">{print}</td>
            <td class="number month"><MonthCell row=row.clone() /></td>
            <td class="alerts"><AlertsCell row=row.clone() /></td>
            <td class="number quality"><QualityCell quality=row.quality meters=row.meters /></td>
            <td class="number fresh">
                <span class="wide-only">{through}</span>
                <span class="narrow-only">{known}</span>
                " "
                {received}
            </td>
        </tr>
    }
}

/// How the row looks and why it stands where it stands.
fn attention(i18n: I18nContext<Locale>, attention: Attention) -> (&'static str, &'static str) {
    match attention {
        Attention::ConsentNeeded => ("urgent", tu_string!(i18n, portfolio.consent_needed)),
        Attention::CriticalAnomaly => ("urgent", tu_string!(i18n, portfolio.critical_anomaly)),
        Attention::Stale => ("soon", tu_string!(i18n, portfolio.stale)),
        Attention::Anomaly => ("soon", tu_string!(i18n, portfolio.anomaly)),
        Attention::DataQuality => ("later", tu_string!(i18n, portfolio.data_quality)),
        Attention::NoMeter => ("later", tu_string!(i18n, portfolio.no_meter)),
        Attention::None => ("calm", tu_string!(i18n, portfolio.none)),
    }
}
