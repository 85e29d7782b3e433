//! One alert with everything that is known about it: the words of its message, the curve of its day, what became of it.

use super::{AlertId, life, record};
use crate::{
    analytics::zone::Zone,
    domain::{
        access::{Action, Actor},
        alert::{Alert, AlertState},
        building::Building,
        error::AppError,
        language::Language,
        notice::{ChangeState, NoticeState, Told},
        rule::{Rule, RuleKind},
    },
    notify::words::{Block, News},
    services::{App, buildings, dashboards},
    storage::{
        notices::{
            of_alert::{self, Message},
            scope,
        },
        rules::Whose,
        usage_points,
    },
    views::alerts::{AlertPageView, AlertStep, Happened, ToldNews},
};

/// The page of an alert, in a language.
///
/// # Errors
/// What [`buildings::usage_point`] says; [`AppError::NotFound`] for an alert that there is not.
pub async fn detail(app: &App, actor: &Actor, id: &AlertId, language: Language) -> Result<AlertPageView, AppError> {
    let (building, _, alert) = life::find(app, actor, Action::Read, id).await?;
    let point = usage_points::find(&app.db, actor.organisation, id.meter).await?.ok_or(AppError::NotFound)?;
    let (zone, number) = (buildings::zone(&building)?, point.number.as_str());
    let meter = if point.label.is_empty() { number.to_owned() } else { point.label.clone() };
    let words = words(&building, meter, id, &alert, language);
    // What did not arrive, or lies ahead, has no curve.
    let curve = match id.kind {
        RuleKind::Silent | RuleKind::ConsentEnding => None,
        _ => dashboards::curve_of_day(app, actor, building.id, id.meter, id.day).await?,
    };
    let can_manage = actor.can(Action::Manage, building.organisation, building.id);
    Ok(AlertPageView {
        building: building.id,
        building_name: building.name.clone(),
        can_manage,
        alert: dashboards::anomalies::view_of((point.id, number, &point.label), &alert, zone),
        withdrawn: alert.withdrawn_at.is_some(),
        lead: words.lines.into_iter().next().unwrap_or_default(),
        facts: words.facts,
        lists: words.lists,
        curve,
        history: history(app, zone, &building, id, &alert, can_manage).await?,
    })
}

/// The words of the message that told of it.
fn words(building: &Building, meter: String, id: &AlertId, alert: &Alert, language: Language) -> Block {
    let whose = Whose {
        organisation: building.organisation,
        building: building.id,
        meter: id.meter,
        zone: building.zone.clone(),
    };
    let change = record::about(&whose, &Rule::of(id.kind), alert, ChangeState::Opened, alert.opened_at);
    let news = News { change, building: building.name.clone(), meter: Some(meter), link: String::new() };
    Block::of(&news, language)
}

/// What happened to it, as far as it was kept: messages one by one, of changes by people the latest.
async fn history(
    app: &App,
    zone: Zone,
    building: &Building,
    id: &AlertId,
    alert: &Alert,
    with_names: bool,
) -> Result<Vec<AlertStep>, AppError> {
    let mut steps = vec![(alert.opened_at, Happened::Found)];
    for message in of_alert::of_alert(&app.db, building.organisation, &id.key()).await? {
        let at = message.created_at;
        let latest = steps.last_mut().filter(|(when, _)| *when == at);
        if !latest.is_some_and(|(_, happened)| joins(happened, &message, with_names)) {
            steps.push((at, told(message, with_names)));
        }
    }
    if alert.state != AlertState::Open || alert.state_by.is_some() {
        let by = match alert.state_by.filter(|_| with_names) {
            Some(user) => scope::reader(&app.db, user, building.organisation).await?.map(|reader| reader.name),
            None => None,
        };
        steps.push((alert.state_at, Happened::Changed { state: alert.state, by }));
    }
    steps.extend(alert.withdrawn_at.map(|at| (at, Happened::Withdrawn)));
    // Stable: what happened at the same instant stays in this order.
    steps.sort_by_key(|(at, _)| *at);
    Ok(steps.into_iter().map(|(at, what)| AlertStep { at: zone.wall_time(at), what }).collect())
}

/// Adds a message to those of the same instant that say the same on the same way. `false`: it is another one.
fn joins(happened: &mut Happened, message: &Message, with_names: bool) -> bool {
    let Happened::Told { news: known, channel, names, count, failed } = happened else { return false };
    if (*known, *channel) != (news(message.told), message.channel) {
        return false;
    }
    if with_names {
        names.push(message.name.clone());
    }
    *count += 1;
    *failed += u32::from(message.state == NoticeState::Failed);
    true
}

fn told(message: Message, with_names: bool) -> Happened {
    Happened::Told {
        news: news(message.told),
        channel: message.channel,
        failed: u32::from(message.state == NoticeState::Failed),
        names: with_names.then_some(message.name).into_iter().collect(),
        count: 1,
    }
}

fn news(told: Told) -> ToldNews {
    match told {
        Told::Open(severity) => ToldNews::Open(severity),
        Told::Escalated(_) => ToldNews::Escalated,
        Told::Over => ToldNews::Over,
    }
}
