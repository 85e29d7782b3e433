//! The report of the month before, as an e-mail with a file: once to each who wants it, in their language.

use super::{World, in_language};
use crate::{
    reports::words,
    support::{Meter, raw},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use syndiwatt::{
    domain::{language::Language, time::Instant},
    services::reports,
};
use tokio_util::sync::CancellationToken;

/// 2026-11-01, 00:00 in Paris.
const NOVEMBER: Instant = Instant(1_793_487_600);
const DAY: i64 = 86_400;

/// A building with a month of data up to a day of November; the clock stands at ten o'clock of a day of December.
async fn world(days_of_data: usize, day_of_december: i64) -> World {
    let world = World::new().await;
    world.test.app.clock.advance((day_of_december + 9) * DAY);
    world.test.meter(Meter::default().half_hours(NOVEMBER, &vec![500; 48 * days_of_data])).await;
    world
}

/// What the background does several times an hour, and what follows from it. How many e-mails were sent.
async fn an_hour(world: &World) -> u32 {
    reports::monthly(&world.test.app).await.unwrap();
    reports::run_waiting(&world.test.app, &CancellationToken::new()).await.unwrap();
    reports::monthly(&world.test.app).await.unwrap();
    world.send().await.sent
}

async fn subscribe(world: &World, all: bool) {
    let wanted = if all { Vec::new() } else { vec![world.test.building.id] };
    reports::subscribe(&world.test.app, &world.actor, all, wanted).await.unwrap();
}

#[tokio::test]
async fn a_subscriber_gets_the_month_once_in_their_language() {
    let world = world(30, 1).await;
    assert_eq!(an_hour(&world).await, 0, "nobody asked for it");
    world.prefer(&in_language(Language::Nl)).await;
    subscribe(&world, true).await;
    assert_eq!(an_hour(&world).await, 1);
    let mail = world.mail.next();
    assert_eq!((&mail["type"], &mail["defects"]), (&"multipart/mixed".into(), &serde_json::json!([])));
    assert_eq!(mail["headers"]["subject"], "Energierapport – Résidence Verte, november 2026");
    assert_eq!(mail["headers"]["content-language"], "nl");
    let text = mail["parts"]["text/plain"].as_str().unwrap();
    assert!(text.contains("zit als PDF bij dit bericht") && text.contains("Geen e-mails meer ontvangen"), "{text}");
    let [file] = mail["files"].as_array().unwrap().as_slice() else { panic!("{mail}") };
    assert_eq!((&file["name"], &file["type"]), (&"residence-verte-2026-11.pdf".into(), &"application/pdf".into()));
    let pdf = BASE64_STANDARD.decode(file["bytes"].as_str().unwrap()).unwrap();
    let text = words(&pdf);
    assert!(text.contains("Energierapport – november 2026") && text.contains("720 kWh"), "{text}");

    for _ in 0..3 {
        assert_eq!(an_hour(&world).await, 0, "once");
        world.test.app.clock.advance(DAY);
    }
    let made = raw::number(&world.test.app.db, "SELECT COUNT(*) FROM reports").await;
    assert_eq!(made, 1);
}

#[tokio::test]
async fn late_data_are_waited_for_until_the_fifth() {
    let world = world(27, 4).await;
    subscribe(&world, false).await;
    assert_eq!(an_hour(&world).await, 0, "three days are missing, and may come");
    world.test.app.clock.advance(DAY);
    assert_eq!(an_hour(&world).await, 1);
    let mail = world.mail.next();
    assert_eq!(mail["headers"]["subject"], "Rapport énergétique – Résidence Verte, novembre 2026");
}

#[tokio::test]
async fn nothing_is_sent_about_a_month_of_which_nothing_is_known() {
    let world = world(30, 6).await;
    subscribe(&world, true).await;
    world.test.app.clock.advance(31 * DAY);
    assert_eq!(an_hour(&world).await, 0);
}

#[tokio::test]
async fn the_link_of_an_e_mail_ends_reports_too() {
    let world = world(30, 1).await;
    subscribe(&world, true).await;
    reports::monthly(&world.test.app).await.unwrap();
    reports::run_waiting(&world.test.app, &CancellationToken::new()).await.unwrap();
    assert_eq!(world.send().await.sent, 0, "it is written when it is made");
    let link =
        syndiwatt::services::notices::unsubscribe::link(&world.test.app, world.actor.user, world.actor.organisation);
    let link = link.unwrap();
    let path = format!("{}?{}", link.path(), link.query().unwrap());
    reports::monthly(&world.test.app).await.unwrap();
    assert_eq!(world.test.anonymous().form(&path, &[("List-Unsubscribe", "One-Click")]).await.status, 200);
    assert_eq!((world.send().await.sent, an_hour(&world).await), (0, 0));
}

#[tokio::test]
async fn who_may_not_see_a_building_gets_nothing_of_it() {
    let world = world(30, 1).await;
    let foreign = vec![world.test.foreign.id];
    let refused = reports::subscribe(&world.test.app, &world.actor, false, foreign).await;
    assert_eq!(refused, Err(syndiwatt::domain::error::AppError::NotFound));
    subscribe(&world, true).await;
    reports::monthly(&world.test.app).await.unwrap();
    reports::run_waiting(&world.test.app, &CancellationToken::new()).await.unwrap();
    reports::monthly(&world.test.app).await.unwrap();
    raw::execute(&world.test.app.db, "UPDATE users SET disabled_at = 1").await;
    let sent = world.send().await;
    assert_eq!((sent.sent, sent.unwanted), (0, 1));
}
