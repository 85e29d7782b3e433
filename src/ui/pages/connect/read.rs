//! The second step: what will be read, for how long, what is not done, how to end it; then the way to the operator.

use crate::{
    i18n::*,
    ui::format::{date_long, use_language},
    views::connect::{ConnectView, ProviderOption},
};
use leptos::prelude::*;

/// Days in a month, for "24 months" out of the operator's days.
const DAYS_PER_MONTH: u32 = 30;

#[component]
pub(super) fn Read(view: ConnectView, option: ProviderOption) -> impl IntoView {
    let i18n = use_i18n();
    let (operator, building) = (option.id.label(), view.header.id);
    let (curve, daily) = (option.curve_days / DAYS_PER_MONTH, option.daily_days / DAYS_PER_MONTH);
    let until = date_long(view.until, use_language());
    let daily = (daily > 0).then(|| view! { <li>{tu!(i18n, connect.daily, months = daily)}</li> });
    view! {
        <p>
            {tu!(i18n, connect.chosen, operator = operator)} " "
            <a href=format!("/buildings/{building}/connect")>{tu_string!(i18n, connect.change)}</a>
        </p>
        <h3>{tu_string!(i18n, connect.read)}</h3>
        <ul class="read">
            <li>{tu!(i18n, connect.curve, minutes = option.step_minutes, months = curve)}</li>
            {daily}
            <li>{tu_string!(i18n, connect.production)}</li>
        </ul>
        <h3>{tu_string!(i18n, connect.how_long)}</h3>
        <p>{tu!(i18n, connect.until, day = until)}</p>
        <h3>{tu_string!(i18n, connect.not_done)}</h3>
        <ul class="read">
            <li>{tu_string!(i18n, connect.not_sold)}</li>
            <li>{tu_string!(i18n, connect.not_changed)}</li>
        </ul>
        <h3>{tu_string!(i18n, connect.withdraw)}</h3>
        <p>{tu!(i18n, connect.withdraw_text, operator = operator)}</p>
        <p>{tu!(i18n, connect.leave, operator = operator)}</p>
        <form method="post" action=format!("/buildings/{building}/connect")>
            <input type="hidden" name="provider" value=option.id.as_str() />
            <button class="primary">{tu!(i18n, connect.go, operator = operator)}</button>
        </form>
    }
}
