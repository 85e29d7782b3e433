//! Sending what is due: taken under a lease, put into words, sent outside of any transaction, and its end noted. Who dies
//! in between leaves a lease that ends; the message then goes out again with the same identifier.

use super::{open, page, report, retry, unsubscribe};
use crate::{
    domain::{
        access::{Action, Actor, Role},
        error::AppError,
        id::{OrganisationId, UserId},
        language::Language,
        notice::{AlertChange, Endpoint, EndpointKind, Facts, NoticeState, Problem, Recipient},
        rule::Channel,
    },
    notify::{
        Mail, Undelivered, gateway, webhook,
        words::{News, Subject, Words},
    },
    services::App,
    storage::{
        accounts, buildings,
        notices::{
            endpoints,
            scope::{self, Reader},
            sending::{self, Taken},
        },
        usage_points,
    },
};
use tokio_util::sync::CancellationToken;

/// How long a worker holds a message, in seconds: longer than any sending takes.
const LEASE_SECONDS: i64 = 180;

/// How messages ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Taken by the next server or service.
    pub sent: u32,
    /// To be tried again.
    pub later: u32,
    /// Given up.
    pub failed: u32,
    /// No longer wanted.
    pub unwanted: u32,
}

/// What came of one message.
pub(super) enum End {
    Sent,
    Unwanted,
    Undelivered(Undelivered),
}

impl From<Result<(), Undelivered>> for End {
    fn from(sent: Result<(), Undelivered>) -> Self {
        match sent {
            Ok(()) => Self::Sent,
            Err(why) => Self::Undelivered(why),
        }
    }
}

/// Sends everything that is due, one after the other, until nothing is or it is cancelled.
///
/// # Errors
/// When the database fails; what goes wrong with one message ends in its row.
pub async fn run_due(app: &App, cancel: &CancellationToken) -> Result<Delivered, AppError> {
    let mut delivered = Delivered::default();
    while !cancel.is_cancelled() {
        let now = app.clock.now();
        let mut tx = app.db.begin().await?;
        let taken = sending::take(&mut tx, now, now.plus(LEASE_SECONDS)).await?;
        tx.commit().await?;
        let Some(first) = taken.first() else { break };
        let sent = match first.recipient {
            Recipient::User(user) => to_person(app, user, first, &taken).await,
            Recipient::Endpoint(_) => to_service(app, first).await,
        };
        let end = match sent {
            Err(error @ (AppError::Unavailable | AppError::StorageFull)) => return Err(error),
            // A fault of ours about one message must not hold up the others.
            Err(_) => End::Undelivered(Undelivered::for_now(Problem::NotSetUp)),
            Ok(end) => end,
        };
        note(app, &taken, &end, &mut delivered).await?;
    }
    Ok(delivered)
}

/// Notes the end of messages that went together.
async fn note(app: &App, taken: &[Taken], end: &End, delivered: &mut Delivered) -> Result<(), AppError> {
    let (now, mut tx) = (app.clock.now(), app.db.begin().await?);
    for one in taken {
        let again = match end {
            End::Undelivered(why) if why.again => retry::after(one.attempt, now).map(|next| (why.problem, next)),
            _ => None,
        };
        match (end, again) {
            (_, Some((problem, next))) => {
                sending::later(&mut tx, one, problem, next).await?;
                delivered.later += 1;
            }
            (End::Sent, None) => {
                sending::finish(&mut tx, one, NoticeState::Sent, None, now).await?;
                delivered.sent += 1;
            }
            (End::Unwanted, None) => {
                sending::finish(&mut tx, one, NoticeState::Suppressed, None, now).await?;
                delivered.unwanted += 1;
            }
            (End::Undelivered(why), None) => {
                tracing::error!(notice = %one.id, channel = one.channel.as_str(), problem = why.problem.as_str(), "a message is given up");
                sending::finish(&mut tx, one, NoticeState::Failed, Some(why.problem), now).await?;
                delivered.failed += 1;
            }
        }
    }
    Ok(tx.commit().await?)
}

/// To a person, as they want it now: what was chosen or lost since it was written counts.
async fn to_person(app: &App, user: UserId, first: &Taken, taken: &[Taken]) -> Result<End, AppError> {
    let organisation = first.organisation;
    let Some(reader) = scope::reader(&app.db, user, organisation).await? else { return Ok(End::Unwanted) };
    if let Some(Facts::Report { report, building, .. }) = &first.facts {
        return report::send(app, &reader, first, (*report, *building)).await;
    }
    if !reader.preference.ways.has(first.channel) {
        return Ok(End::Unwanted);
    }
    if first.channel == Channel::Email && app.post.mailer().is_none() {
        // No failure that anybody could do something about: the page of settings says that there is no mail server.
        return Ok(End::Unwanted);
    }
    let actor = seen_by(app, &reader, organisation).await?;
    let mut news = Vec::new();
    for facts in taken.iter().filter_map(|one| one.facts.as_ref()) {
        news.extend(known(app, facts, Some(&actor)).await?);
    }
    let subject = match (&first.facts, news.is_empty()) {
        (Some(Facts::Test), _) => Subject::Test,
        (_, false) => Subject::News(&news),
        (_, true) => return Ok(End::Unwanted),
    };
    let language = reader.preference.language;
    let words = words(app, &subject, language)?;
    let sent = match first.channel {
        Channel::Email => by_mail(app, &reader, first, language, &words).await?,
        Channel::Sms => by_gateway(app, EndpointKind::Sms, &reader.preference.phone, first, &words).await?,
        Channel::Push => by_gateway(app, EndpointKind::Push, &reader.preference.push_target, first, &words).await?,
        Channel::InApp | Channel::Webhook => return Ok(End::Unwanted),
    };
    Ok(sent.into())
}

async fn by_mail(
    app: &App,
    reader: &Reader,
    first: &Taken,
    language: Language,
    words: &Words,
) -> Result<Result<(), Undelivered>, AppError> {
    let Some(mailer) = app.post.mailer() else { return Ok(Err(Undelivered::for_good(Problem::NotSetUp))) };
    let unsubscribe = unsubscribe::link(app, reader.user, first.organisation)?;
    let mail = Mail {
        id: first.id,
        to: &reader.email,
        name: &reader.name,
        language,
        words,
        unsubscribe: unsubscribe.as_str(),
        attachment: None,
        now: app.clock.now(),
    };
    Ok(mailer.send(&mail).await)
}

async fn by_gateway(
    app: &App,
    kind: EndpointKind,
    to: &str,
    first: &Taken,
    words: &Words,
) -> Result<Result<(), Undelivered>, AppError> {
    let missing = Ok(Err(Undelivered::for_good(Problem::NotSetUp)));
    let services = endpoints::of_organisation(&app.db, first.organisation).await?;
    // The latest one counts, as on the page of settings.
    let Some(service) = services.iter().rfind(|service| service.kind == kind) else { return missing };
    let sealed = endpoints::address(&app.db, first.organisation, service.id).await?;
    let Some(address) = sealed.map(|sealed| open(app, service.id, &sealed)).transpose()? else { return missing };
    Ok(gateway::send(app.post.outside(), &address, to, first.id, words).await)
}

async fn to_service(app: &App, first: &Taken) -> Result<End, AppError> {
    let services = endpoints::of_organisation(&app.db, first.organisation).await?;
    let is_it = |service: &&Endpoint| Recipient::Endpoint(service.id) == first.recipient;
    let Some(service) = services.iter().find(is_it) else { return Ok(End::Unwanted) };
    let sealed = endpoints::address(&app.db, first.organisation, service.id).await?;
    let Some(address) = sealed.map(|sealed| open(app, service.id, &sealed)).transpose()? else {
        return Ok(End::Unwanted);
    };
    let news = match &first.facts {
        Some(facts) => known(app, facts, None).await?,
        None => None,
    };
    let subject = match (&first.facts, &news) {
        (Some(Facts::Test), _) => Subject::Test,
        (_, Some(news)) => Subject::News(std::slice::from_ref(news)),
        (_, None) => return Ok(End::Unwanted),
    };
    let words = words(app, &subject, service.language)?;
    if service.kind.is_gateway() {
        // Only tests are for a gateway itself, and there is nobody to carry them to.
        let to = String::new();
        return Ok(gateway::send(app.post.outside(), &address, &to, first.id, &words).await.into());
    }
    let call = webhook::Call { id: first.id, news: news.as_ref(), words: &words, now: app.clock.now() };
    Ok(webhook::send(app.post.outside(), service.kind, &address, &call).await.into())
}

fn words(app: &App, subject: &Subject<'_>, language: Language) -> Result<Words, AppError> {
    Ok(Words::of(subject, language, page(app, "/notifications")?.as_str()))
}

/// What a reader may see now.
pub(in crate::services) async fn seen_by(
    app: &App,
    reader: &Reader,
    organisation: OrganisationId,
) -> Result<Actor, AppError> {
    let buildings = match reader.role {
        Role::Syndic => Vec::new(),
        Role::Owner => accounts::owned_buildings(&app.db, reader.user, organisation).await?,
    };
    Ok(Actor { user: reader.user, organisation, role: reader.role, buildings, name: reader.name.clone() })
}

/// The page of the alert; of what is about a building as a whole, that of its day.
pub(super) fn address(change: &AlertChange) -> String {
    match change.usage_point {
        Some(_) => format!("/alerts/{}", change.alert),
        None => format!("/buildings/{}?p=day&d={}", change.building, change.day),
    }
}

/// The facts with today's names; `None` for a building that is gone, or that the reader may not see any more.
pub(super) async fn known(app: &App, facts: &Facts, reader: Option<&Actor>) -> Result<Option<News>, AppError> {
    let Facts::Alert(change) = facts else { return Ok(None) };
    if reader.is_some_and(|reader| !reader.can(Action::Read, change.organisation, change.building)) {
        return Ok(None);
    }
    let Some(building) = buildings::find(&app.db, change.organisation, change.building).await? else { return Ok(None) };
    let meter = match change.usage_point {
        Some(id) => usage_points::find(&app.db, change.organisation, id).await?,
        None => None,
    };
    let name = |label: String, number: String| if label.is_empty() { number } else { label };
    let meter = meter.map(|meter| name(meter.label, meter.number.to_string()));
    let link = page(app, &address(change))?.into();
    Ok(Some(News { change: change.clone(), building: building.name, meter, link }))
}
