//! Day colours: public, added once, refused by line.

use crate::support::TestApp;
use syndiwatt::{
    domain::{tariff::Colour, time::LocalDay},
    services::tariffs,
};

fn day(text: &str) -> LocalDay {
    text.parse().unwrap()
}

#[tokio::test]
async fn days_are_added_and_never_changed_over_the_page() {
    let test = TestApp::new().await;
    let (client, owner) = (test.syndic().await, test.owner().await);
    let page = "/tariffs/colours";
    let list = "Date;Couleur\n2026-11-20;rouge\n21/11/2026;bleu\n22/11/2026 blanc";
    assert_eq!(owner.form(page, &[("days", list)]).await.status, 403);
    assert_eq!(client.form(page, &[("days", list)]).await.header("location"), "/tariffs/colours?added=3");
    assert_eq!(client.form(page, &[("days", list)]).await.header("location"), "/tariffs/colours?added=0");
    let stored = async || tariffs::colours(&test.app, day("2026-11-01"), day("2026-12-01")).await.unwrap();
    assert_eq!(stored().await.of(day("2026-11-20")), Some(Colour::Red));
    let shown = client.get(page).await.body;
    for text in ["Couleurs connues du 20\u{a0}nov. 2026 au 22\u{a0}nov. 2026", "bleu 1, blanc 1, rouge 1"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }

    let before = stored().await;
    let wrong = "2026-11-19;bleu\n2026-11-20;bleu\n2026-12-24;rouge";
    let answer = client.form(page, &[("days", wrong)]).await;
    assert_eq!(answer.status, 422, "{answer:?}");
    for text in ["2026-12-24;rouge", "Ligne 2", "déjà connu avec la couleur rouge", "Ligne 3"] {
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    }
    let unreadable = client.form(page, &[("days", "demain;bleu")]).await;
    assert!(unreadable.status == 422 && unreadable.body.contains("Ligne 1"), "{unreadable:?}");
    assert_eq!(stored().await, before, "all or nothing");
}
