//! Messages, the latest first, and what could not be sent.

use super::words;
use crate::{
    domain::id::NoticeId,
    i18n::*,
    ui::{
        components::{Empty, SeverityBadge},
        format::{day_time, locale_of, use_language},
    },
    views::notices::{FailedView, NoticeView},
};
use leptos::prelude::*;

#[component]
pub(super) fn List(notices: Vec<NoticeView>, older: Option<NoticeId>, unread: bool, old: bool) -> impl IntoView {
    let i18n = use_i18n();
    if notices.is_empty() && !old {
        let (title, text) = (tu_string!(i18n, notifications.empty_title), tu_string!(i18n, notifications.empty_text));
        return view! { <Empty title text /> }.into_any();
    }
    let mark_all = unread.then(|| {
        view! {
            <form method="post" action="/notifications/read">
                <button>{tu_string!(i18n, notifications.mark_all)}</button>
            </form>
        }
    });
    let older = older.map(|id| {
        view! { <a href=format!("/notifications?before={id}")>{tu_string!(i18n, notifications.older)}</a> }
    });
    let newest = old.then(|| view! { <a href="/notifications">{tu_string!(i18n, notifications.newest)}</a> });
    view! {
        <section class="part" aria-labelledby="messages">
            <h2 id="messages">{tu_string!(i18n, notifications.list)}</h2>
            <div class="actions">{mark_all}</div>
            <ol class="messages">{notices.into_iter().map(|notice| view! { <Message notice /> }).collect_view()}</ol>
            <p class="actions">{newest} {older}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Message(notice: NoticeView) -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let NoticeView { id, title, text, severity, link, at, read, .. } = notice;
    let mark = (!read).then(|| {
        view! {
            <form method="post" action="/notifications/read">
                <input type="hidden" name="notice" value=id.to_string() />
                <button>{tu_string!(i18n, notifications.mark)}</button>
            </form>
        }
    });
    let unread = (!read).then(|| view! { <strong>{tu_string!(i18n, notifications.is_unread)} " · "</strong> });
    view! {
        <li class:unread=!read>
            <h3>{severity.map(|severity| view! { <SeverityBadge severity /> })} {title}</h3>
            <p class="under">{unread} {day_time(&at, language)}</p>
            {text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()}
            <div class="actions">
                <a href=link>{tu_string!(i18n, notifications.open)}</a>
                {mark}
            </div>
        </li>
    }
}

#[component]
pub(super) fn Failed(failed: Vec<FailedView>) -> impl IntoView {
    let (i18n, locale) = (use_i18n(), locale_of(use_language()));
    let one = move |FailedView { channel, problem, title }: FailedView| {
        let title = if title.is_empty() { td_string!(locale, notifications.test_message).to_owned() } else { title };
        let text = format!("{} – {title} – {}", words::channel(channel, locale), words::problem(problem, locale));
        view! { <li>{text}</li> }
    };
    view! {
        <section class="notice warning" aria-labelledby="failed">
            <h2 id="failed" class="title">{tu_string!(i18n, notifications.failed_title)}</h2>
            <p>{tu_string!(i18n, notifications.failed_text)}</p>
            <ul>{failed.into_iter().map(one).collect_view()}</ul>
        </section>
    }
}
