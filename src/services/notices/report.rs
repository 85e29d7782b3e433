//! Sending the report of a month: to who still wants it and may still see the building.

use super::{
    deliver::{End, seen_by},
    page, unsubscribe,
};
use crate::{
    domain::{
        access::{Action, Actor},
        error::AppError,
        id::{BuildingId, ReportId},
        language::Language,
        time::Period,
    },
    notify::{
        Attached, Mail,
        words::{ReportNews, Subject, Words},
    },
    services::{App, reports},
    storage::{
        self,
        notices::{scope::Reader, sending::Taken},
        reports::subscriptions,
    },
};

/// Sends one report to one reader, in the language that it was made in.
pub(super) async fn send(
    app: &App,
    reader: &Reader,
    first: &Taken,
    (report, building): (ReportId, BuildingId),
) -> Result<End, AppError> {
    let organisation = first.organisation;
    let Some(mailer) = app.post.mailer() else { return Ok(End::Unwanted) };
    let wanted = subscriptions::of(&app.db, reader.user, organisation).await?;
    let actor = seen_by(app, reader, organisation).await?;
    if !wanted.holds(building) {
        return Ok(End::Unwanted);
    }
    let Some(report) = storage::reports::find(&app.db, organisation, report).await? else { return Ok(End::Unwanted) };
    let Some(file) = reports::stored(app, &report).await? else { return Ok(End::Unwanted) };
    let language = report.language;
    let news = news(app, &actor, building, report.period, language).await?;
    let Some(news) = news else { return Ok(End::Unwanted) };
    let words = Words::of(&Subject::Report(&news), language, page(app, "/reports")?.as_str());
    let unsubscribe = unsubscribe::link(app, reader.user, organisation)?;
    let mail = Mail {
        id: first.id,
        to: &reader.email,
        name: &reader.name,
        language,
        words: &words,
        unsubscribe: unsubscribe.as_str(),
        attachment: Some(&Attached { name: file.name, bytes: file.bytes }),
        now: app.clock.now(),
    };
    Ok(mailer.send(&mail).await.into())
}

/// What a report is about; `None` for a building that is gone, or that the reader may not see any more.
pub(super) async fn news(
    app: &App,
    reader: &Actor,
    building: BuildingId,
    month: Period,
    language: Language,
) -> Result<Option<ReportNews>, AppError> {
    if !reader.can(Action::Read, reader.organisation, building) {
        return Ok(None);
    }
    let Some(building) = storage::buildings::find(&app.db, reader.organisation, building).await? else {
        return Ok(None);
    };
    let address = format!("/buildings/{}/report?p=month&d={month}&lang={}", building.id, language.as_str());
    Ok(Some(ReportNews { building: building.name, month, link: page(app, &address)?.into() }))
}
