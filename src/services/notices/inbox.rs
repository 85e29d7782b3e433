//! The page of notifications: messages in words, what could not be sent, settings.

use super::{deliver, endpoints, preferences, report};
use crate::{
    domain::{
        access::Actor,
        error::AppError,
        id::NoticeId,
        language::Language,
        notice::{EndpointKind, Facts, Notice, Problem},
        time::{Period, PeriodKind},
    },
    notify::words::{News, Subject, Words},
    services::{App, buildings},
    storage::{self, notices::inbox},
    views::notices::{Available, FailedView, NoticeView, NoticesView, ServiceView},
};
use std::slice;

/// Messages on one page.
pub const PAGE: u32 = 20;
/// The most that the API gives at once.
pub const MOST: u32 = 100;
/// How long what could not be sent is shown, in seconds: two weeks.
const FAILED_SECONDS: i64 = 14 * 86_400;

/// One message with what it is about.
pub struct Entry {
    /// As stored.
    pub notice: Notice,
    /// With names.
    pub news: News,
    /// In words.
    pub words: Words,
}

/// At most `limit` messages to the actor, the latest first, older than `before`. What is about buildings that they may
/// not see any more is left out. With the identifier that the next page comes before, if there may be one.
///
/// # Errors
/// [`AppError::PageTooLarge`] above [`MOST`].
pub async fn list(
    app: &App,
    actor: &Actor,
    language: Language,
    before: Option<NoticeId>,
    limit: u32,
) -> Result<(Vec<Entry>, Option<NoticeId>), AppError> {
    if limit > MOST {
        return Err(AppError::PageTooLarge { max: MOST });
    }
    let stored = inbox::page(&app.db, actor.user, actor.organisation, before, limit).await?;
    let full = stored.len() >= limit as usize;
    let older = stored.last().map(|notice| notice.id).filter(|_| full);
    let mut entries = Vec::new();
    for notice in stored {
        if let Some(news) = deliver::known(app, &notice.facts, Some(actor)).await? {
            let words = Words::of(&Subject::News(slice::from_ref(&news)), language, "");
            entries.push(Entry { notice, news, words });
        }
    }
    Ok((entries, older))
}

/// How many messages to the actor are unread.
///
/// # Errors
/// When the database fails.
pub async fn unread(app: &App, actor: &Actor) -> Result<u32, AppError> {
    Ok(u32::try_from(inbox::unread(&app.db, actor.user, actor.organisation).await?).unwrap_or(u32::MAX))
}

/// Marks one message of the actor as read; twice is once.
///
/// # Errors
/// [`AppError::NotFound`] when they have no such message.
pub async fn read(app: &App, actor: &Actor, id: NoticeId) -> Result<(), AppError> {
    let mut tx = app.db.begin().await?;
    if !inbox::read(&mut tx, actor.user, actor.organisation, id, app.clock.now()).await? {
        return Err(AppError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Marks every message of the actor as read.
///
/// # Errors
/// When the database fails.
pub async fn read_all(app: &App, actor: &Actor) -> Result<(), AppError> {
    let mut tx = app.db.begin().await?;
    inbox::read_all(&mut tx, actor.user, actor.organisation, app.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// The whole page, in a language.
///
/// # Errors
/// When the database fails.
pub async fn view(
    app: &App,
    actor: &Actor,
    language: Language,
    before: Option<NoticeId>,
) -> Result<NoticesView, AppError> {
    let (entries, older) = list(app, actor, language, before, PAGE).await?;
    let mut notices = Vec::new();
    for entry in entries {
        notices.push(shown(app, actor, entry).await?);
    }
    let gateways = storage::notices::endpoints::of_organisation(&app.db, actor.organisation).await?;
    let gateway = |kind| gateways.iter().any(|service| service.kind == kind);
    Ok(NoticesView {
        notices,
        older,
        unread: unread(app, actor).await?,
        failed: failed(app, actor, language).await?,
        preference: preferences::of(app, actor).await?,
        available: Available {
            email: app.post.mailer().is_some(),
            sms: gateway(EndpointKind::Sms),
            push: gateway(EndpointKind::Push),
        },
        services: services(app, actor).await?,
    })
}

async fn shown(app: &App, actor: &Actor, Entry { notice, news, words }: Entry) -> Result<NoticeView, AppError> {
    let building = buildings::authorised(app, actor, crate::domain::access::Action::Read, news.change.building).await?;
    Ok(NoticeView {
        id: notice.id,
        building: building.id,
        text: words.brief(),
        severity: words.severity(),
        title: words.subject,
        link: deliver::address(&news.change),
        at: buildings::zone(&building)?.wall_time(notice.created_at),
        read: notice.read_at.is_some(),
    })
}

async fn failed(app: &App, actor: &Actor, language: Language) -> Result<Vec<FailedView>, AppError> {
    let since = app.clock.now().plus(-FAILED_SECONDS);
    let mut failed = Vec::new();
    for notice in inbox::failed(&app.db, actor.user, actor.organisation, since).await? {
        let words = match &notice.facts {
            Facts::Report { building, month, .. } => {
                let month = Period::containing(PeriodKind::Month, *month);
                let news = report::news(app, actor, *building, month, language).await?;
                news.map(|news| Words::of(&Subject::Report(&news), language, ""))
            }
            facts => {
                let news = deliver::known(app, facts, Some(actor)).await?;
                news.map(|news| Words::of(&Subject::News(slice::from_ref(&news)), language, ""))
            }
        };
        let title = words.map(|words| words.subject).unwrap_or_default();
        failed.push(FailedView { channel: notice.channel, problem: notice.problem.unwrap_or(Problem::Refused), title });
    }
    Ok(failed)
}

/// Of syndics only.
async fn services(app: &App, actor: &Actor) -> Result<Option<Vec<ServiceView>>, AppError> {
    if !actor.manages() {
        return Ok(None);
    }
    let view = |service: endpoints::Service| ServiceView {
        id: service.endpoint.id,
        kind: service.endpoint.kind,
        label: service.endpoint.label,
        host: service.endpoint.host,
        least: service.endpoint.least,
        latest: service.latest.map(|latest| (latest.state, latest.problem)),
    };
    Ok(Some(endpoints::list(app, actor).await?.into_iter().map(view).collect()))
}
