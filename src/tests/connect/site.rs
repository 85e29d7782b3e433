//! A whole server whose operators are the simulator, and a browser that goes there and back.

use crate::providers::browser::{self, Query};
use crate::support::{Answer, Client, NOW, TestApp};
use reqwest::Method;
use syndiwatt::{
    clock::Clock,
    domain::id::BuildingId,
    sandbox::{self, CLIENT_ID, CLIENT_SECRET, SandboxConfig, SandboxHandle, catalogue},
};
use url::Url;

pub struct Site {
    pub test: TestApp,
    pub simulator: SandboxHandle,
}

impl Site {
    pub async fn new() -> Self {
        let simulator = sandbox::spawn(SandboxConfig::new(Clock::fixed(NOW))).await.unwrap();
        let url = simulator.url().to_string();
        let keys = ["--enedis-client-id", CLIENT_ID, "--enedis-client-secret", CLIENT_SECRET];
        let more = ["--ores-client-id", CLIENT_ID, "--ores-client-secret", CLIENT_SECRET];
        let at = ["--enedis-consent-url", &url, "--enedis-api-url", &url, "--ores-api-url", &url];
        let test = TestApp::with(&[keys.as_slice(), &more, &at].concat()).await;
        Self { test, simulator }
    }

    /// The address of a building's endpoint for connecting and synchronising.
    pub fn linky(&self, name: &str) -> String {
        format!("/api/v1/buildings/{}/iot/linky/{name}", self.test.building.id)
    }

    /// Posts the form of the connection page.
    pub async fn leave(&self, client: &Client, provider: &str) -> Url {
        let page = connect_page(self.test.building.id);
        let answer = client.form(&page, &[("provider", provider)]).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        Url::parse(answer.header("location")).unwrap()
    }

    /// Consents to `points` at the operator; what it sends back.
    pub async fn consent(&self, authorize: Url, points: &[&str]) -> Query {
        let owns = |customer: &&catalogue::Customer| points.iter().all(|point| customer.points.contains(point));
        browser::consent(authorize, catalogue::customers().iter().find(owns).unwrap(), points, "agree").await
    }
}

/// The connection page of a building.
pub fn connect_page(building: BuildingId) -> String {
    format!("/buildings/{building}/connect")
}

/// The browser comes back from the operator.
pub async fn come_back(client: &Client, provider: &str, query: &Query) -> Answer {
    let request = client.request(Method::GET, &format!("/auth/linky/callback/{provider}"));
    client.send(request.query(query)).await
}
