//! The progress of a building's synchronisations, in days; it can be left and found again.

use crate::{
    domain::{
        id::BuildingId,
        sync::{SyncProblem, SyncState},
    },
    i18n::*,
    rpc::connect::sync_progress,
    ui::format::{Language, integer, locale_of},
    views::building::RunView,
};
use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*, task::spawn_local};
use std::time::Duration;

/// How often an open run is looked at.
const EVERY: Duration = Duration::from_millis(1_500);

/// The latest run of each meter, followed while any is open.
#[island]
pub fn SyncProgress(
    /// Whose meters.
    building: BuildingId,
    /// The runs as they were when the page was made.
    runs: Vec<RunView>,
    /// Of the page; an island has no context.
    language: Language,
) -> impl IntoView {
    let locale = locale_of(language);
    let runs = RwSignal::new(runs);
    follow(building, runs);
    let open = move || runs.read().iter().any(|run| !run.state.is_over());
    view! {
        <section class="sync" aria-label=td_string!(locale, connect.progress)>
            <div role="status" aria-live="polite">
                <Show
                    when=move || !runs.read().is_empty()
                    fallback=move || view! { <p>{td_string!(locale, connect.no_run)}</p> }
                >
                    <ul class="runs">
                        {move || runs.get().into_iter().map(|run| view! { <Run run language /> }).collect_view()}
                    </ul>
                </Show>
            </div>
            <Show when=open>
                <p class="hint">{td_string!(locale, connect.can_leave)}</p>
            </Show>
            <p>
                <a class="primary" href=format!("/buildings/{building}")>
                    {td_string!(locale, connect.dashboard)}
                </a>
            </p>
        </section>
    }
}

/// Asks again and again while a run is open; a failed question is asked again, too.
fn follow(building: BuildingId, runs: RwSignal<Vec<RunView>>) {
    Effect::new(move |_| {
        if runs.read().iter().all(|run| run.state.is_over()) {
            return;
        }
        let ask = move || {
            spawn_local(async move {
                match sync_progress(building).await {
                    Ok(fresh) => drop(runs.try_set(fresh)),
                    Err(_) => drop(runs.try_update(|_| ())),
                }
            });
        };
        if let Ok(timer) = set_timeout_with_handle(ask, EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
}

#[component]
fn Run(run: RunView, language: Language) -> impl IntoView {
    let locale = locale_of(language);
    let number = |n: u32| integer(i64::from(n), language);
    let (done, total) = (number(run.days_done), number(run.days_total));
    let state = match run.state {
        SyncState::Queued => td_string!(locale, connect.queued).into_any(),
        SyncState::Running if run.days_total == 0 => td_string!(locale, connect.preparing).into_any(),
        SyncState::Running => td!(locale, connect.days, done = done, total = total).into_any(),
        SyncState::Done => td!(locale, connect.done, total = total).into_any(),
        SyncState::Failed if run.days_total == 0 => td_string!(locale, connect.stopped).into_any(),
        SyncState::Failed => td!(locale, connect.failed, done = done, total = total).into_any(),
    };
    let problem = run.problem.map(|problem| match problem {
        SyncProblem::ConsentNeeded => td_string!(locale, connect.problem_consent).to_string(),
        SyncProblem::ConsentInDoubt => td_string!(locale, connect.problem_in_doubt).to_string(),
        SyncProblem::NoData => td_string!(locale, connect.problem_no_data).to_string(),
        SyncProblem::OperatorFault => td_string!(locale, connect.problem_operator).to_string(),
        SyncProblem::QuotaReached => td_string!(locale, connect.problem_quota).to_string(),
        SyncProblem::NotSubscribed => td_string!(locale, connect.problem_subscription).to_string(),
        SyncProblem::OurFault => td_string!(locale, connect.problem_ours).to_string(),
    });
    let values = integer(run.values_written, language);
    view! {
        <li>
            <span class="meter-number">{run.number.clone()}</span>
            <span class="values">{td!(locale, connect.values, count = values)}</span>
            <progress max=run.days_total.max(1) value=run.days_done aria-label=run.number />
            <span class="state">{state}</span>
            {problem.map(|problem| view! { <p class="hint">{problem}</p> })}
        </li>
    }
}
