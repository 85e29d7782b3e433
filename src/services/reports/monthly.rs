//! The report of the month before, for everybody who gets it by e-mail: as soon as the month's data are all there, and on
//! the fifth at the latest.

use super::ReportQuery;
use crate::{
    domain::{
        access::Actor,
        error::AppError,
        id::{BatchId, BuildingId, OrganisationId},
        notice::{Facts, Preference, Recipient},
        report::{Report, ReportState},
        rule::Channel,
        series::SeriesKind,
        time::{LocalDay, Period, PeriodKind},
    },
    services::{
        App, buildings,
        dashboards::sources::{self, Source},
        notices,
    },
    storage::{
        self,
        notices::{
            outbox::{self, NewNotice},
            scope,
        },
        reports::{self, NewReport, subscriptions},
    },
    views::format::Language,
};
use chrono::Datelike;
use std::{collections::BTreeMap, sync::Arc};

/// On this day of the month nobody waits any longer for data that are late.
const LATEST: u32 = 5;
/// After this day nothing is sent any more: an instance that was away that long has missed the month.
const TOO_LATE: u32 = 15;

/// Somebody who gets a report.
struct Subscriber {
    actor: Actor,
    preference: Preference,
}

/// Asks for the reports that are due, and writes the e-mails of those that are made. However often and on however many
/// instances it runs, each is made once and sent once. Returns how many e-mails were written.
///
/// # Errors
/// When the database fails.
pub async fn monthly(app: &App) -> Result<u64, AppError> {
    if app.post.mailer().is_none() {
        return Ok(0);
    }
    let mut written = 0;
    for (organisation, of_building) in subscribers(app).await? {
        let ids: Vec<BuildingId> = of_building.keys().copied().collect();
        for source in due(app, organisation, &ids).await? {
            let subscribers = of_building.get(&source.building.id).map_or(&[][..], Vec::as_slice);
            written += of_source(app, &source, subscribers).await?;
        }
    }
    Ok(written)
}

type OfBuilding = BTreeMap<BuildingId, Vec<Arc<Subscriber>>>;

/// Who gets the reports of which buildings, as far as they may see them now.
async fn subscribers(app: &App) -> Result<BTreeMap<OrganisationId, OfBuilding>, AppError> {
    let mut found: BTreeMap<OrganisationId, OfBuilding> = BTreeMap::new();
    for (organisation, user) in subscriptions::subscribers(&app.db).await? {
        let Some(reader) = scope::reader(&app.db, user, organisation).await? else { continue };
        let actor = notices::seen_by(app, &reader, organisation).await?;
        let wanted = subscriptions::of(&app.db, user, organisation).await?;
        let visible = buildings::visible(app, &actor).await?;
        let subscriber = Arc::new(Subscriber { actor, preference: reader.preference });
        for building in visible.into_iter().filter(|building| wanted.holds(building.id)) {
            found.entry(organisation).or_default().entry(building.id).or_default().push(subscriber.clone());
        }
    }
    Ok(found)
}

/// The buildings whose last month is to be reported today.
async fn due(app: &App, organisation: OrganisationId, ids: &[BuildingId]) -> Result<Vec<Source>, AppError> {
    let now = app.clock.now();
    let mut buildings = storage::buildings::of_organisation(&app.db, organisation).await?;
    buildings.retain(|building| ids.contains(&building.id));
    let mut waiting = Vec::new();
    for building in buildings {
        if buildings::zone(&building)?.day(now).day() <= TOO_LATE {
            waiting.push(building);
        }
    }
    let mut sources = sources::load(app, waiting).await?;
    sources.retain(is_due);
    Ok(sources)
}

fn is_due(source: &Source) -> bool {
    let month = last_month(source.today);
    let lines = source.lines_of(SeriesKind::ElectricityConsumption, None);
    let known = lines.iter().any(|line| line.first <= month.last() && month.first <= line.last);
    let whole = lines.iter().filter(|line| line.open).all(|line| month.last() <= line.last);
    known && (whole || source.today.day() >= LATEST)
}

fn last_month(today: LocalDay) -> Period {
    Period::containing(PeriodKind::Month, today).previous()
}

/// One building: its report in each language that is wanted, and the e-mails with those that are made.
async fn of_source(app: &App, source: &Source, subscribers: &[Arc<Subscriber>]) -> Result<u64, AppError> {
    let (building, month) = (&source.building, last_month(source.today));
    let mut written = 0;
    for language in Language::ALL {
        let readers: Vec<&Subscriber> =
            subscribers.iter().map(AsRef::as_ref).filter(|of| of.preference.language == language).collect();
        if readers.is_empty() {
            continue;
        }
        let query = ReportQuery { period: month, language };
        let Some(report) = made(app, source, &query).await? else { continue };
        let now = app.clock.now();
        let notice = |reader: &&Subscriber| NewNotice {
            recipient: Recipient::User(reader.actor.user),
            channel: Channel::Email,
            due: notices::after_quiet(source.zone, reader.preference.quiet, now),
            in_digest: false,
        };
        let notices: Vec<NewNotice> = readers.iter().map(notice).collect();
        let facts = Facts::Report { report: report.id, building: building.id, month: month.first };
        let mut tx = app.db.begin().await?;
        written += outbox::put(&mut tx, building.organisation, &facts, &notices, now).await?;
        tx.commit().await?;
    }
    Ok(written)
}

/// The month's report, once it is made; asked for when nobody has yet.
async fn made(app: &App, source: &Source, query: &ReportQuery) -> Result<Option<Report>, AppError> {
    let building = &source.building;
    let found = reports::of_month(&app.db, building.id, query.period, query.language).await?;
    if found.is_none() {
        let new = NewReport { building: building.id, user: None, period: query.period, language: query.language };
        let mut tx = app.db.begin().await?;
        reports::put(&mut tx, building.organisation, BatchId::new(), &[new], app.clock.now()).await?;
        tx.changes(building.change());
        tx.commit().await?;
    }
    Ok(found.filter(|report| report.state == ReportState::Done))
}
