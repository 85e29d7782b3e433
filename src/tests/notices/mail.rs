//! E-mails as a mail server receives them, read by another program.

use super::{World, in_language, of_meter};
use serde_json::Value;
use syndiwatt::domain::{
    anomaly::Severity,
    language::Language,
    notice::{AlertChange, ChangeState, Digest},
    rule::RuleKind,
};

/// What each language must say: subject, sentence, labels, a cause, an advice, the way out.
const EXPECTED: [(Language, &str, [&str; 8]); 3] = [
    (
        Language::Fr,
        "Surconsommation électrique – Résidence Verte, 20\u{a0}nov. 2026 (Majeure)",
        [
            "Parties communes (Résidence Verte) a consommé 48,6\u{a0}kWh, soit +62,0\u{a0}%",
            "Moyenne 7 jours",
            "30,0\u{a0}kWh",
            "Causes possibles",
            "un appareil défectueux qui consomme en continu",
            "Faites intervenir un électricien si cela persiste.",
            "Gravité",
            "Ne plus recevoir d’e-mails",
        ],
    ),
    (
        Language::Nl,
        "Overmatig elektriciteitsverbruik – Résidence Verte, 20\u{a0}nov 2026 (",
        [
            "verbruikte Parties communes (Résidence Verte) 48,6\u{a0}kWh: +62,0%",
            "Gemiddelde 7 dagen",
            "30,0\u{a0}kWh",
            "Mogelijke oorzaken",
            "een defect toestel dat voortdurend verbruikt",
            "Laat een elektricien komen als het aanhoudt.",
            "Ernst",
            "Geen e-mails meer ontvangen",
        ],
    ),
    (
        Language::En,
        "High electricity use – Résidence Verte, 20\u{a0}Nov 2026 (Major)",
        [
            "Parties communes (Résidence Verte) used 48.6\u{a0}kWh: +62.0%",
            "Mean of 7 days",
            "30.0\u{a0}kWh",
            "Possible causes",
            "a faulty device that never stops",
            "Call an electrician if it goes on.",
            "Severity",
            "Stop receiving e-mails",
        ],
    ),
];

fn part<'m>(mail: &'m Value, kind: &str) -> &'m str {
    mail["parts"][kind].as_str().unwrap_or_else(|| panic!("no part {kind}: {mail}"))
}

#[tokio::test]
async fn a_mail_says_what_the_specification_asks_for_in_three_languages() {
    let world = World::new().await;
    let opened = of_meter(&world.test, ChangeState::Opened, Severity::Major).await;
    for (language, subject, sentences) in EXPECTED {
        world.prefer(&in_language(language)).await;
        let change = AlertChange { alert: format!("{}/{}", opened.alert, language.as_str()), ..opened.clone() };
        assert_eq!(world.tell(&change).await, 2, "by e-mail and on the page");
        assert_eq!(world.send().await.sent, 1);
        let mail = world.mail.next();
        assert_eq!(mail["defects"], serde_json::json!([]));
        assert_eq!(mail["type"], "multipart/alternative");
        assert_eq!(mail["to"], serde_json::json!(["user1@example.org"]));
        let header = |name: &str| mail["headers"][name].as_str().unwrap_or_else(|| panic!("{name}: {mail}")).to_owned();
        assert!(header("subject").starts_with(subject), "{}", header("subject"));
        assert_eq!(header("from"), "Syndiwatt <alertes@syndiwatt.example>");
        assert_eq!(header("content-language"), language.as_str());
        assert_eq!(header("auto-submitted"), "auto-generated");
        assert_eq!(header("date"), "Sat, 21 Nov 2026 09:00:00 +0000", "of the clock of the application");
        let (text, html) = (part(&mail, "text/plain"), part(&mail, "text/html"));
        let link = format!("{}alerts/{}", world.test.app.config.public_url, change.alert);
        for sentence in sentences {
            assert!(text.contains(sentence), "{sentence}: {text}");
            assert!(html.contains(sentence), "{sentence}: {html}");
        }
        assert!(text.contains(&link) && html.contains(&link.replace('&', "&amp;")), "{link}: {html}");
        assert!(html.starts_with(&format!("<!DOCTYPE html><html lang=\"{}\">", language.as_str())));
        assert!(!text.contains(['{', '}']) && !html.contains("{place}"), "something was not filled in");
    }
}

#[tokio::test]
async fn one_click_ends_and_the_name_of_a_mail_stays() {
    let mut world = World::new().await;
    world.mail.refuse(451, 1);
    world.tell(&of_meter(&world.test, ChangeState::Opened, Severity::Major).await).await;
    assert_eq!(world.send().await.later, 1);
    world.test.app.clock.advance(60);
    assert_eq!(world.send().await.sent, 1);
    assert_eq!(world.mail.next()["refused"], 451);
    let mail = world.mail.next();
    let header = |name: &str| mail["headers"][name].as_str().unwrap().to_owned();
    let ids = crate::support::raw::rows::<(uuid::Uuid,)>(
        &world.test.app.db,
        "SELECT id FROM notices WHERE channel = 'email'",
    );
    assert_eq!(header("message-id"), format!("<{}@syndiwatt.example>", ids.await[0].0), "the same at every try");
    assert_eq!(header("list-unsubscribe-post"), "List-Unsubscribe=One-Click");
    let link = header("list-unsubscribe");
    assert!(link.starts_with(&format!("<{}unsubscribe?token=", world.test.app.config.public_url)), "{link}");
    assert!(part(&mail, "text/plain").contains(link.trim_matches(['<', '>'])));
}

#[tokio::test]
async fn a_digest_is_one_mail_about_several_changes() {
    let world = World::new().await;
    world.prefer(&syndiwatt::domain::notice::Preference { digest: Digest::Daily, ..in_language(Language::En) }).await;
    for (alert, kind) in [("a", RuleKind::Peak), ("b", RuleKind::Silent), ("c", RuleKind::Night)] {
        let change = super::change(&world.test, ChangeState::Opened, Severity::Minor);
        world.tell(&AlertChange { alert: alert.to_owned(), kind, ..change }).await;
    }
    assert_eq!(world.send().await.sent, 0, "tomorrow at 07:30");
    world.test.app.clock.advance(24 * 3_600);
    assert_eq!(world.send().await.sent, 3);
    let mail = world.mail.next();
    assert_eq!(mail["headers"]["subject"], "3 messages about your buildings");
    let text = part(&mail, "text/plain");
    for title in ["SUBSCRIBED POWER EXCEEDED", "SILENT METER", "USE AT NIGHT"] {
        assert!(text.contains(title), "{text}");
    }
    assert!(world.mail.rest().is_empty());
}

#[tokio::test]
async fn every_kind_and_state_has_its_words() {
    let world = World::new().await;
    let states = [ChangeState::Opened, ChangeState::Worsened, ChangeState::Escalated, ChangeState::Resolved];
    let mut subjects = std::collections::BTreeSet::new();
    for language in Language::ALL {
        world.prefer(&in_language(language)).await;
        for kind in RuleKind::ALL {
            for (place, state) in states.into_iter().enumerate() {
                let severity = if place == 0 { Severity::Minor } else { Severity::Major };
                let base = super::change(&world.test, state, severity);
                let alert = format!("{}/{kind:?}", language.as_str());
                world.tell(&AlertChange { alert, kind, ..base }).await;
                assert_eq!(world.send().await.sent, 1, "{kind:?} {state:?}");
                let mail = world.mail.next();
                let text = part(&mail, "text/plain");
                assert!(!text.contains(['{', '}']), "{text}");
                assert!(!text.contains("\n\n\n\n"), "{text}");
                assert!(
                    subjects.insert(mail["headers"]["subject"].as_str().unwrap().to_owned()),
                    "{}",
                    mail["headers"]["subject"]
                );
            }
        }
    }
    assert_eq!(subjects.len(), 3 * 8 * 4);
}
