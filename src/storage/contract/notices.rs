//! Messages: said once, sent by one worker, taken back, read; and what people have chosen.

use super::{contracts, samples::*};
use crate::{
    domain::{
        access::Role,
        anomaly::Severity,
        id::{EndpointId, UserId},
        language::Language,
        notice::{
            AlertChange, ChangeState, Digest, Endpoint, EndpointKind, Facts, NoticeState, Preference, Problem,
            Quantity, Recipient, Told,
        },
        rule::{Channel, RuleKind},
        tariff::{Hours, Minute},
        time::Instant,
        units::Joules,
    },
    storage::{
        Db, accounts, buildings,
        notices::{
            endpoints, inbox,
            of_alert::{Message, of_alert},
            outbox::{self, NewNotice, Said},
            preferences, scope,
            sending::{self, Taken},
        },
        vault::Vault,
    },
};

contracts![
    the_same_is_said_once,
    a_message_is_with_one_worker_at_a_time,
    a_digest_is_taken_as_a_whole,
    people_read_their_own_messages,
    those_who_see_the_building_are_in_scope,
    a_removed_service_leaves_no_address;
    licensed: the_same_is_said_once
];

fn change(office: &Office, alert: &str, state: ChangeState) -> AlertChange {
    AlertChange {
        organisation: office.organisation,
        building: office.building,
        usage_point: None,
        alert: alert.to_owned(),
        kind: RuleKind::OverConsumption,
        severity: Severity::Major,
        day: day(2026, 11, 20),
        value: Some(Quantity::Energy(Joules(36_000_000))),
        expected: Some(Quantity::Energy(Joules(20_000_000))),
        state,
        channels: Channel::ALL.into(),
        only: None,
        at: NOW,
    }
}

fn to(recipient: Recipient, channel: Channel, due: Instant, in_digest: bool) -> NewNotice {
    NewNotice { recipient, channel, due, in_digest }
}

/// Writes one message; how many rows it made.
async fn say(db: &Db, office: &Office, alert: &str, notice: NewNotice) -> u64 {
    let facts = Facts::Alert(change(office, alert, ChangeState::Opened));
    write(db, async |tx| outbox::put(tx, office.organisation, &facts, &[notice], NOW).await).await
}

async fn take(db: &Db, now: Instant) -> Vec<Taken> {
    write(db, async |tx| sending::take(tx, now, now.plus(60)).await).await
}

async fn the_same_is_said_once(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let user = Recipient::User(office.user);
    let email = to(user, Channel::Email, NOW, false);
    assert_eq!(say(&db, &office, "a", email.clone()).await, 1);
    assert_eq!(say(&db, &office, "a", email.clone()).await, 0);
    assert_eq!(say(&db, &office, "b", email.clone()).await, 1, "another alert");
    let said = write(&db, async |tx| outbox::said(tx, office.organisation, "a").await).await;
    assert_eq!(said, [Said { recipient: user, channel: Channel::Email, told: Told::Open(Severity::Major) }]);
    let message = Message {
        name: of_alert(&db, office.organisation, "a").await.unwrap()[0].name.clone(),
        channel: Channel::Email,
        told: Told::Open(Severity::Major),
        state: NoticeState::Queued,
        created_at: NOW,
    };
    assert!(!message.name.is_empty());
    assert_eq!(of_alert(&db, office.organisation, "a").await.unwrap(), [message]);
    assert_eq!(write(&db, async |tx| outbox::take_back(tx, office.organisation, "a", NOW).await).await, 1);
    assert!(of_alert(&db, office.organisation, "a").await.unwrap().is_empty(), "nobody heard of it");
    assert!(write(&db, async |tx| outbox::said(tx, office.organisation, "a").await).await.is_empty());
    assert_eq!(say(&db, &office, "a", email).await, 1, "what was taken back may be said after all");
    let taken = take(&db, NOW).await.remove(0);
    write(&db, async |tx| sending::finish(tx, &taken, NoticeState::Sent, None, NOW).await).await;
    let from =
        async |tx: &mut _| outbox::take_back_from(tx, office.user, office.organisation, Channel::Email, NOW).await;
    assert_eq!(write(&db, from).await, 1, "what was sent cannot be taken back");
    let tests = [to(user, Channel::Sms, NOW, false), to(user, Channel::Push, NOW, false)];
    let twice = async |tx: &mut _| outbox::put(tx, office.organisation, &Facts::Test, &tests, NOW).await;
    assert_eq!(write(&db, twice).await, 2);
    assert_eq!(write(&db, twice).await, 2, "tests are never the same");
}

async fn a_message_is_with_one_worker_at_a_time(db: Db) {
    let office = Office::new(&db, "Duval").await;
    say(&db, &office, "a", to(Recipient::User(office.user), Channel::Email, NOW, false)).await;
    assert!(take(&db, NOW.plus(-1)).await.is_empty(), "not due");
    let old = take(&db, NOW).await.remove(0);
    assert_eq!((old.attempt, old.channel, old.recipient), (1, Channel::Email, Recipient::User(office.user)));
    assert!(take(&db, NOW.plus(60)).await.is_empty(), "the last second still counts");
    let new = take(&db, NOW.plus(61)).await.remove(0);
    assert_eq!((new.id, new.attempt), (old.id, 2));
    let finish = async |taken: &Taken, at| {
        write(&db, async |tx| sending::finish(tx, taken, NoticeState::Failed, Some(Problem::Refused), at).await).await
    };
    assert!(!finish(&old, NOW).await, "taken over meanwhile");
    let next = NOW.plus(3_600);
    assert!(!write(&db, async |tx| sending::later(tx, &old, Problem::Unreachable, next).await).await);
    assert!(write(&db, async |tx| sending::later(tx, &new, Problem::Unreachable, next).await).await);
    assert!(take(&db, next.plus(-1)).await.is_empty());
    let last = take(&db, next).await.remove(0);
    assert!(finish(&last, next).await && !finish(&last, next).await);
    let failed = inbox::failed(&db, office.user, office.organisation, NOW).await.unwrap().remove(0);
    assert_eq!((failed.id, failed.state, failed.problem), (old.id, NoticeState::Failed, Some(Problem::Refused)));
}

async fn a_digest_is_taken_as_a_whole(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let user = Recipient::User(office.user);
    for (alert, due, in_digest) in [("a", NOW, true), ("b", NOW.plus(5), true), ("c", NOW.plus(99), true)] {
        say(&db, &office, alert, to(user, Channel::Email, due, in_digest)).await;
    }
    say(&db, &office, "d", to(user, Channel::Email, NOW.plus(6), false)).await;
    let alerts = |taken: Vec<Taken>| {
        taken.iter().map(|taken| taken.facts.as_ref().unwrap().alert().unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(alerts(take(&db, NOW.plus(9)).await), ["a", "b"]);
    assert_eq!(alerts(take(&db, NOW.plus(9)).await), ["d"]);
}

async fn people_read_their_own_messages(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (user, organisation) = (office.user, office.organisation);
    for alert in ["a", "b", "c"] {
        say(&db, &office, alert, to(Recipient::User(user), Channel::InApp, NOW, false)).await;
    }
    let page = inbox::page(&db, user, organisation, None, 2).await.unwrap();
    let alerts = |page: &[crate::domain::notice::Notice]| {
        page.iter().map(|notice| notice.facts.alert().unwrap().0.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(alerts(&page), ["c", "b"]);
    assert_eq!(alerts(&inbox::page(&db, user, organisation, Some(page[1].id), 2).await.unwrap()), ["a"]);
    assert_eq!(inbox::unread(&db, user, organisation).await.unwrap(), 3);
    let read = async |who| write(&db, async |tx| inbox::read(tx, who, organisation, page[0].id, NOW).await).await;
    assert!(!read(UserId::new()).await, "somebody else's");
    assert!(read(user).await && read(user).await, "twice is once");
    assert_eq!(inbox::unread(&db, user, organisation).await.unwrap(), 2);
    assert_eq!(write(&db, async |tx| inbox::read_all(tx, user, organisation, NOW).await).await, 2);
    assert!(take(&db, NOW).await.is_empty(), "nobody sends what is on the page");
}

async fn those_who_see_the_building_are_in_scope(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (organisation, building) = (office.organisation, office.building);
    let (owner, other) = (UserId::new(), UserId::new());
    write(&db, async |tx| {
        accounts::insert_user(tx, owner, "owner@example.org", "Owner", "hash", NOW).await?;
        accounts::insert_user(tx, other, "other@example.org", "Other", "hash", NOW).await?;
        accounts::insert_membership(tx, office.user, organisation, Role::Syndic).await?;
        accounts::insert_membership(tx, owner, organisation, Role::Owner).await?;
        accounts::insert_membership(tx, other, organisation, Role::Owner).await?;
        buildings::add_owner(tx, building, owner).await
    })
    .await;
    let chosen = Preference {
        least: Severity::Critical,
        digest: Digest::Weekly,
        quiet: Some(Hours { from: Minute::new(22, 0).unwrap(), to: Minute::new(6, 45).unwrap() }),
        language: Language::Nl,
        phone: "+32470000000".into(),
        push_target: "topic".into(),
        critical_passes: false,
        ..Preference::of(Role::Syndic)
    };
    for _ in 0..2 {
        write(&db, async |tx| preferences::put(tx, owner, organisation, &chosen, NOW).await).await;
    }
    let readers = write(&db, async |tx| scope::readers(tx, organisation, building).await).await;
    let found = |user| readers.iter().find(|reader| reader.user == user).map(|reader| reader.preference.clone());
    assert_eq!(found(owner), Some(chosen.clone()));
    assert_eq!(found(office.user), Some(Preference::of(Role::Syndic)));
    assert_eq!(readers.len(), 2, "no owner of another building");
    assert_eq!(preferences::find(&db, owner, organisation).await.unwrap(), Some(chosen));
    assert_eq!(preferences::find(&db, other, organisation).await.unwrap(), None);
    let one = scope::reader(&db, owner, organisation).await.unwrap().unwrap();
    assert_eq!((one.role, one.email.as_str(), one.name.as_str()), (Role::Owner, "owner@example.org", "Owner"));
    let zone = write(&db, async |tx| scope::zone(tx, organisation, building).await).await;
    assert_eq!(zone.as_deref(), Some("Europe/Paris"));
    let elsewhere = Office::new(&db, "Martin").await;
    assert_eq!(write(&db, async |tx| scope::zone(tx, elsewhere.organisation, building).await).await, None);
}

async fn a_removed_service_leaves_no_address(db: Db) {
    let office = Office::new(&db, "Duval").await;
    let (id, organisation, vault) = (EndpointId::new(), office.organisation, Vault::new(&[7; 32]));
    let endpoint = Endpoint {
        id,
        organisation,
        kind: EndpointKind::Slack,
        label: "Equipe".into(),
        host: "hooks.example.org".into(),
        least: Severity::Major,
        language: Language::Nl,
        created_at: NOW,
    };
    let url = vault.seal("url", &"https://hooks.example.org/secret".into()).unwrap();
    write(&db, async |tx| endpoints::insert(tx, &endpoint, &url, Some(&url)).await).await;
    assert_eq!(endpoints::of_organisation(&db, organisation).await.unwrap(), std::slice::from_ref(&endpoint));
    assert_eq!(write(&db, async |tx| endpoints::of_organisation_in(tx, organisation).await).await, [endpoint]);
    let found = endpoints::address(&db, organisation, id).await.unwrap().unwrap();
    assert_eq!((found.url, found.secret), (url.clone(), Some(url)));
    say(&db, &office, "a", to(Recipient::Endpoint(id), Channel::Webhook, NOW, false)).await;
    let latest = inbox::latest(&db, organisation).await.unwrap();
    assert_eq!(latest.iter().map(|l| (l.endpoint, l.state)).collect::<Vec<_>>(), [(id, NoticeState::Queued)]);
    let elsewhere = Office::new(&db, "Martin").await.organisation;
    assert!(!write(&db, async |tx| endpoints::remove(tx, elsewhere, id, NOW).await).await);
    assert!(write(&db, async |tx| endpoints::remove(tx, organisation, id, NOW).await).await);
    assert!(!write(&db, async |tx| endpoints::remove(tx, organisation, id, NOW).await).await);
    assert!(endpoints::address(&db, organisation, id).await.unwrap().is_none());
    assert!(endpoints::of_organisation(&db, organisation).await.unwrap().is_empty());
}
