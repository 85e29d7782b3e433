//! Messages, from the change of an alert to what a mail server or a service has received.

mod choices;
mod mail;
mod monthly;
mod once;
mod programs;
mod retries;
mod services;
mod unsubscribe;

use crate::support::{Meter, TestApp};
use programs::Program;
use syndiwatt::{
    domain::{
        access::{Actor, Role},
        anomaly::Severity,
        building::Building,
        id::{OrganisationId, UserId},
        language::Language,
        notice::{AlertChange, ChangeState, Preference, Quantity},
        rule::{Channel, RuleKind},
        time::LocalDay,
        units::Joules,
    },
    services::notices::{self, Delivered},
};
use tokio_util::sync::CancellationToken;

/// A server with a mail server, and its syndic, whose address is `user1@example.org`.
struct World {
    test: TestApp,
    mail: Program,
    actor: Actor,
}

impl World {
    async fn new() -> Self {
        let mail = Program::mail_server(0);
        let url = format!("smtp://127.0.0.1:{}", mail.port);
        let options = ["--smtp-url", &url, "--smtp-from", "Syndiwatt <alertes@syndiwatt.example>"];
        let test = TestApp::with(&options).await;
        test.syndic().await;
        let actor = Actor { user: user(&test, "user1@example.org").await, ..syndic(&test) };
        Self { test, mail, actor }
    }

    /// Writes the messages about a change; how many.
    async fn tell(&self, change: &AlertChange) -> u64 {
        tell(&self.test, change).await
    }

    /// Sends what is due.
    async fn send(&self) -> Delivered {
        send(&self.test).await
    }

    async fn prefer(&self, preference: &Preference) {
        notices::preferences::save(&self.test.app, &self.actor, preference).await.unwrap();
    }
}

/// Somebody of [`TestApp::organisation`], to be given an identifier.
fn syndic(test: &TestApp) -> Actor {
    let (user, name) = (UserId::new(), "Test".to_owned());
    Actor { user, organisation: test.organisation, role: Role::Syndic, buildings: Vec::new(), name }
}

/// The user with this address.
async fn user(test: &TestApp, email: &str) -> UserId {
    let sql = format!("SELECT id FROM users WHERE email = '{email}'");
    crate::support::raw::rows::<(UserId,)>(&test.app.db, sql).await[0].0
}

async fn tell(test: &TestApp, change: &AlertChange) -> u64 {
    let mut tx = test.app.db.begin().await.unwrap();
    let written = notices::enqueue(&mut tx, change, test.app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    written
}

async fn send(test: &TestApp) -> Delivered {
    notices::run_due(&test.app, &CancellationToken::new()).await.unwrap()
}

/// A day of over-consumption, on every way.
fn change(test: &TestApp, state: ChangeState, severity: Severity) -> AlertChange {
    of_building(test.organisation, &test.building, state, severity)
}

fn of_building(
    organisation: OrganisationId,
    building: &Building,
    state: ChangeState,
    severity: Severity,
) -> AlertChange {
    AlertChange {
        organisation,
        building: building.id,
        usage_point: None,
        alert: format!("{}/over_consumption/2026-11-20", building.id),
        kind: RuleKind::OverConsumption,
        severity,
        day: LocalDay::from_ymd_opt(2026, 11, 20).unwrap(),
        value: Some(Quantity::Energy(Joules(174_960_000))),
        expected: Some(Quantity::Energy(Joules(108_000_000))),
        state,
        channels: Channel::ALL.into(),
        only: None,
        at: test_now(),
    }
}

fn test_now() -> syndiwatt::domain::time::Instant {
    crate::support::NOW
}

/// The change with a meter of the test's building.
async fn of_meter(test: &TestApp, state: ChangeState, severity: Severity) -> AlertChange {
    let meter = test.meter(Meter::default()).await;
    AlertChange { usage_point: Some(meter.id), ..change(test, state, severity) }
}

/// E-mail and page, in a language.
fn in_language(language: Language) -> Preference {
    Preference { language, ..Preference::of(Role::Syndic) }
}
