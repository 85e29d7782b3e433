//! Who is told: by building, by what they have chosen, and as things are when a message is sent.

use super::{World, change, in_language, of_building, user};
use crate::support::raw;
use syndiwatt::{
    domain::{
        access::{Actor, Role},
        anomaly::Severity,
        language::Language,
        notice::{AlertChange, ChangeState, Preference, Ways},
        rule::Channel,
    },
    services::notices::{self, inbox},
};

/// Addresses that the mail server has seen.
fn addresses(world: &World) -> Vec<String> {
    let mut to: Vec<String> = world.mail.rest().iter().map(|mail| mail["to"][0].as_str().unwrap().to_owned()).collect();
    to.sort();
    to
}

#[tokio::test]
async fn owners_are_told_of_their_own_building_once_they_ask() {
    let world = World::new().await;
    let elsewhere = world.test.other_building().await;
    let add = async |building| {
        let email = world.test.user(world.test.organisation, Role::Owner, &[building]).await;
        let actor = Actor { user: user(&world.test, &email).await, role: Role::Owner, ..world.actor.clone() };
        (email, actor)
    };
    let (asked, actor) = add(world.test.building.clone()).await;
    let (_, silent) = add(world.test.building.clone()).await;
    let (_, other) = add(elsewhere.clone()).await;
    let email = Preference { ways: Ways { email: true, ..Ways::default() }, ..Preference::of(Role::Owner) };
    for owner in [&actor, &other] {
        notices::preferences::save(&world.test.app, owner, &email).await.unwrap();
    }
    world.test.other_syndic().await;
    world.tell(&change(&world.test, ChangeState::Opened, Severity::Major)).await;
    world.send().await;
    assert_eq!(addresses(&world), ["user1@example.org".to_owned(), asked]);
    assert!(inbox::list(&world.test.app, &silent, Language::Fr, None, 9).await.unwrap().0.is_empty());
    let foreign = of_building(world.test.organisation, &world.test.foreign, ChangeState::Opened, Severity::Major);
    assert_eq!(world.tell(&foreign).await, 0, "no building of this organisation");
}

#[tokio::test]
async fn severity_channel_and_role_narrow_it_down() {
    let world = World::new().await;
    world.prefer(&Preference { least: Severity::Major, ..in_language(Language::Fr) }).await;
    let opened = change(&world.test, ChangeState::Opened, Severity::Minor);
    assert_eq!(world.tell(&opened).await, 0);
    assert_eq!(world.tell(&AlertChange { state: ChangeState::Worsened, severity: Severity::Major, ..opened }).await, 2);
    let next = AlertChange { alert: "b".into(), ..change(&world.test, ChangeState::Opened, Severity::Major) };
    assert_eq!(world.tell(&AlertChange { channels: [Channel::Webhook].into(), ..next.clone() }).await, 0);
    assert_eq!(world.tell(&AlertChange { only: Some(Role::Owner), ..next.clone() }).await, 0);
    assert_eq!(
        world.tell(&AlertChange { only: Some(Role::Syndic), channels: [Channel::Email].into(), ..next }).await,
        1
    );
}

#[tokio::test]
async fn what_changes_before_sending_counts() {
    let world = World::new().await;
    world.tell(&change(&world.test, ChangeState::Opened, Severity::Major)).await;
    raw::execute(&world.test.app.db, "UPDATE users SET disabled_at = 1").await;
    assert_eq!(world.send().await.unwanted, 1);
    raw::execute(&world.test.app.db, "UPDATE users SET disabled_at = NULL").await;
    world.tell(&AlertChange { alert: "b".into(), ..change(&world.test, ChangeState::Opened, Severity::Major) }).await;
    world.prefer(&Preference { ways: Ways { in_app: true, ..Ways::default() }, ..in_language(Language::Fr) }).await;
    assert_eq!(world.send().await, Default::default(), "taken back when it was switched off");
    assert!(addresses(&world).is_empty());
}

#[tokio::test]
async fn the_page_lists_marks_and_counts() {
    let world = World::new().await;
    for alert in ["a", "b", "c"] {
        let opened = change(&world.test, ChangeState::Opened, Severity::Critical);
        world.tell(&AlertChange { alert: alert.into(), ..opened }).await;
    }
    let (app, actor) = (&world.test.app, &world.actor);
    let (page, older) = inbox::list(app, actor, Language::En, None, 2).await.unwrap();
    assert_eq!(page.len(), 2);
    assert!(page[0].words.subject.starts_with("High electricity use"));
    let (rest, none) = inbox::list(app, actor, Language::En, older, 2).await.unwrap();
    assert_eq!((rest.len(), none), (1, None));
    inbox::read(app, actor, page[0].notice.id).await.unwrap();
    assert_eq!(inbox::unread(app, actor).await.unwrap(), 2);
    let stranger = Actor { user: syndiwatt::domain::id::UserId::new(), ..actor.clone() };
    assert!(inbox::read(app, &stranger, page[0].notice.id).await.is_err());
    inbox::read_all(app, actor).await.unwrap();
    let view = inbox::view(app, actor, Language::En, None).await.unwrap();
    assert_eq!((view.unread, view.notices.len(), view.notices.iter().all(|notice| notice.read)), (0, 3, true));
    assert!(view.available.email && view.services.is_some_and(|services| services.is_empty()));
}
