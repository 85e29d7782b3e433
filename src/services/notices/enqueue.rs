//! Writing the messages about a change of an alert, in the transaction that makes the change.

use super::due::due;
use crate::{
    analytics::zone::Zone,
    domain::{
        access::Role,
        notice::{AlertChange, Endpoint, EndpointKind, Facts, Recipient, Told},
        rule::Channel,
        time::Instant,
    },
    storage::{
        StorageError, Tx,
        notices::{
            endpoints,
            outbox::{self, NewNotice, Said},
            scope::{self, Reader},
        },
    },
};

/// Writes one message for each person and service that wants to know of `change`, on each way that the alert's rule and
/// the reader both allow. Returns how many were written.
///
/// In scope are the organisation's syndics, the building's owners who have asked for messages, and the organisation's
/// services. What was said is not said again. An alert that is over takes back what was not sent, and is mentioned only
/// to those who have heard of it. The caller holds the alert's row, so that its changes come one after the other.
///
/// # Errors
/// When the database fails, or the building's zone is none.
pub async fn enqueue(tx: &mut Tx, change: &AlertChange, now: Instant) -> Result<u64, StorageError> {
    let organisation = change.organisation;
    let Some(zone) = scope::zone(tx, organisation, change.building).await? else { return Ok(0) };
    let zone = Zone::parse(&zone).ok_or(StorageError::Unreadable("buildings"))?;
    let told = Told::of(change);
    if told == Told::Over {
        outbox::take_back(tx, organisation, &change.alert, now).await?;
    }
    let said = outbox::said(tx, organisation, &change.alert).await?;
    let readers = scope::readers(tx, organisation, change.building).await?;
    let services = endpoints::of_organisation_in(tx, organisation).await?;
    let in_scope = |role: Role| change.only.is_none_or(|only| only == role);
    let mut notices = Vec::new();
    for reader in readers.iter().filter(|reader| in_scope(reader.role)) {
        notices.extend(to_person(reader, change, &services, zone, now));
    }
    notices.extend(to_services(&services, change, now));
    notices.retain(|notice| is_news(notice, told, &said));
    outbox::put(tx, organisation, &Facts::Alert(change.clone()), &notices, now).await
}

fn to_person(
    reader: &Reader,
    change: &AlertChange,
    services: &[Endpoint],
    zone: Zone,
    now: Instant,
) -> impl Iterator<Item = NewNotice> {
    let wanted =
        |channel: &&Channel| reader.preference.wants(**channel, change.severity) && carried(**channel, services);
    let notice = |channel: &Channel| {
        let due = due(&reader.preference, *channel, change.severity, zone, now);
        NewNotice { recipient: Recipient::User(reader.user), channel: *channel, due: due.at, in_digest: due.in_digest }
    };
    change.channels.iter().filter(wanted).map(notice).collect::<Vec<_>>().into_iter()
}

/// Whether there is anything that takes messages of this way.
fn carried(channel: Channel, services: &[Endpoint]) -> bool {
    let gateway = |kind| services.iter().any(|service| service.kind == kind);
    match channel {
        Channel::Sms => gateway(EndpointKind::Sms),
        Channel::Push => gateway(EndpointKind::Push),
        Channel::Email | Channel::InApp => true,
        Channel::Webhook => false,
    }
}

fn to_services<'s>(
    services: &'s [Endpoint],
    change: &'s AlertChange,
    now: Instant,
) -> impl Iterator<Item = NewNotice> + 's {
    let allowed = change.channels.contains(&Channel::Webhook);
    let told = move |service: &&Endpoint| allowed && !service.kind.is_gateway() && change.severity >= service.least;
    services.iter().filter(told).map(move |service| {
        let recipient = Recipient::Endpoint(service.id);
        NewNotice { recipient, channel: Channel::Webhook, due: now, in_digest: false }
    })
}

/// Whether `told` says something new to somebody, given what was said before.
fn is_news(notice: &NewNotice, told: Told, said: &[Said]) -> bool {
    let mut to_them = said.iter().filter(|said| said.recipient == notice.recipient && said.channel == notice.channel);
    match told {
        Told::Over => {
            let before: Vec<Told> = to_them.map(|said| said.told).collect();
            !before.is_empty() && !before.contains(&Told::Over)
        }
        _ => !to_them.any(|said| told.is_covered_by(said.told)),
    }
}
