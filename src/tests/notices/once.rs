//! Nothing is said twice: not after a hundred computations, restarts, corrections, or with several workers.

use super::{World, change, in_language, send, tell};
use crate::support::raw;
use syndiwatt::{
    domain::{
        anomaly::Severity,
        language::Language,
        notice::{AlertChange, ChangeState, Preference},
        rule::Channel,
        tariff::{Hours, Minute},
    },
    services::{App, notices},
    storage::Db,
};
use tokio_util::sync::CancellationToken;

/// The same application as another process would have it.
async fn restarted(app: &App) -> App {
    App { db: Db::open(app.config.database_url.expose()).await.unwrap(), ..app.clone() }
}

#[tokio::test]
async fn a_hundred_syncs_restarts_and_corrections_write_one_mail_for_each_state() {
    let world = World::new().await;
    let at = |state, severity| change(&world.test, state, severity);
    let changes = [
        at(ChangeState::Opened, Severity::Minor),
        at(ChangeState::Worsened, Severity::Critical),
        at(ChangeState::Resolved, Severity::Critical),
    ];
    for round in 0..100 {
        // A correction takes the day away and brings it back, each time from another process.
        let app = restarted(&world.test.app).await;
        for change in &changes {
            let mut tx = app.db.begin().await.unwrap();
            let written = notices::enqueue(&mut tx, change, app.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(written, if round == 0 { 2 } else { 0 }, "round {round}, {:?}", change.state);
            notices::run_due(&app, &CancellationToken::new()).await.unwrap();
        }
        world.test.app.clock.advance(3_600);
        app.db.close().await;
    }
    let mails = world.mail.rest();
    let subjects: Vec<_> = mails.iter().map(|mail| mail["headers"]["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects.len(), 3, "{subjects:?}");
    assert!(subjects[0].starts_with("Surconsommation") && subjects[1].starts_with("Aggravation"));
    assert!(subjects[2].starts_with("Terminé"));
    let on_page = raw::number(&world.test.app.db, "SELECT COUNT(*) FROM notices WHERE channel = 'in_app'").await;
    assert_eq!(on_page, 3);
}

#[tokio::test]
async fn several_workers_send_each_message_once() {
    let world = World::new().await;
    for number in 0..30 {
        let alert = format!("alert {number}");
        tell(&world.test, &AlertChange { alert, ..change(&world.test, ChangeState::Opened, Severity::Major) }).await;
    }
    let (one, two, three) = tokio::join!(send(&world.test), send(&world.test), send(&world.test));
    assert_eq!(one.sent + two.sent + three.sent, 30);
    let mails = world.mail.rest();
    let ids: std::collections::BTreeSet<_> =
        mails.iter().map(|mail| mail["headers"]["message-id"].to_string()).collect();
    assert_eq!((mails.len(), ids.len()), (30, 30));
}

#[tokio::test]
async fn what_is_over_before_it_was_sent_is_never_sent() {
    let world = World::new().await;
    let hours = Hours { from: Minute::new(9, 0).unwrap(), to: Minute::new(12, 0).unwrap() };
    let quiet = Preference { quiet: Some(hours), ..in_language(Language::Fr) };
    world.prefer(&quiet).await;
    let by_mail =
        |state, severity| AlertChange { channels: [Channel::Email].into(), ..change(&world.test, state, severity) };
    assert_eq!(world.tell(&by_mail(ChangeState::Opened, Severity::Minor)).await, 1);
    assert_eq!(world.tell(&by_mail(ChangeState::Resolved, Severity::Minor)).await, 0, "nobody has heard of it");
    world.test.app.clock.advance(2 * 3_600);
    assert_eq!(world.send().await, notices::Delivered::default());
    // It comes back: it was never said, so it is news.
    assert_eq!(world.tell(&by_mail(ChangeState::Opened, Severity::Minor)).await, 1);
    assert_eq!(world.send().await.sent, 1, "and the quiet hours are over");
    assert_eq!(world.mail.rest().len(), 1);
}

#[tokio::test]
async fn a_critical_message_passes_the_quiet_hours() {
    let world = World::new().await;
    let hours = Hours { from: Minute::new(9, 0).unwrap(), to: Minute::new(12, 0).unwrap() };
    world.prefer(&Preference { quiet: Some(hours), ..in_language(Language::Fr) }).await;
    world.tell(&change(&world.test, ChangeState::Opened, Severity::Major)).await;
    assert_eq!(world.send().await.sent, 0);
    world.tell(&change(&world.test, ChangeState::Worsened, Severity::Critical)).await;
    assert_eq!(world.send().await.sent, 1);
    world.test.app.clock.advance(2 * 3_600 - 1);
    assert_eq!(world.send().await.sent, 0, "11:59:59 in Paris");
    world.test.app.clock.advance(1);
    assert_eq!(world.send().await.sent, 1);
}
