//! The web socket: who may open it, and what each hears.

use crate::support::{Meter, PASSWORD, TestApp};
use futures::StreamExt;
use std::time::Duration;
use syndiwatt::domain::{access::Role, building::Building, id::OrganisationId, time::Instant};
use tokio::time::timeout;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, client::IntoClientRequest, http::HeaderValue},
};

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

/// Opens the socket as a browser on a page of `origin` would; the status when it is refused.
pub async fn open(session: &str, base: &str, origin: &str) -> Result<Socket, u16> {
    let mut request = format!("{}/live", base.replace("http:", "ws:")).into_client_request().unwrap();
    let headers = request.headers_mut();
    headers.insert("origin", HeaderValue::from_str(origin).unwrap());
    headers.insert("cookie", HeaderValue::from_str(session).unwrap());
    match connect_async(request).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

/// The next message; `None` when nothing comes for a while.
pub async fn next(socket: &mut Socket, within: Duration) -> Option<String> {
    let message = timeout(within, socket.next()).await.ok()??;
    Some(message.unwrap().to_text().unwrap().to_owned())
}

const SOON: Duration = Duration::from_millis(300);
const LATER: Duration = Duration::from_secs(5);

fn notice(building: &Building) -> Option<String> {
    Some(format!(r#"{{"building":"{}"}}"#, building.id))
}

/// The cookie of somebody new.
async fn session(test: &TestApp, organisation: OrganisationId, role: Role, buildings: &[Building]) -> String {
    let email = test.user(organisation, role, buildings).await;
    test.anonymous().login(&email, PASSWORD).await.session().unwrap()
}

#[tokio::test]
async fn only_pages_of_ours_with_a_session_may_listen() {
    let test = TestApp::new().await;
    let syndic = session(&test, test.organisation, Role::Syndic, &[]).await;
    let status = async |session: &str, origin: &str| open(session, &test.base, origin).await.err();
    assert_eq!(status("", &test.base).await, Some(401));
    assert_eq!(status(&syndic, &test.base).await, None);
    assert_eq!(status(&syndic, &test.base.replace("http", "https")).await, None, "a proxy speaks TLS");
    for foreign in ["https://evil.example", "null", "", &format!("{}0", test.base)] {
        assert_eq!(status(&syndic, foreign).await, Some(403), "{foreign}");
    }
}

#[tokio::test]
async fn everybody_hears_of_what_they_may_see() {
    let test = TestApp::new().await;
    let meter = test.meter(Meter::default().half_hours(Instant(1_794_000_600), &[500; 48])).await;
    let other = test.other_building().await;
    let mut sockets = Vec::new();
    for (organisation, role, buildings) in [
        (test.organisation, Role::Syndic, vec![]),
        (test.organisation, Role::Owner, vec![test.building.clone()]),
        (test.foreign.organisation, Role::Syndic, vec![]),
        (test.organisation, Role::Owner, vec![other]),
    ] {
        let session = session(&test, organisation, role, &buildings).await;
        sockets.push((open(&session, &test.base, &test.base).await.unwrap(), session));
    }
    let client = test.syndic().await;
    let name = serde_json::json!({"meter": meter.id, "label": "Hall"});
    assert_eq!(client.post("/rpc/meter/rename", &name).await.status, 200);
    for (socket, _) in &mut sockets[..2] {
        assert_eq!(next(socket, LATER).await, notice(&test.building));
    }
    for (socket, _) in &mut sockets[2..] {
        assert_eq!(next(socket, SOON).await, None, "of another tenant, or another building");
    }
    // A page that was drawn just before does not miss it; a stranger's page hears nothing late either.
    let mut late = open(&sockets[1].1, &test.base, &test.base).await.unwrap();
    assert_eq!(next(&mut late, LATER).await, notice(&test.building));
    let mut stranger = open(&sockets[2].1, &test.base, &test.base).await.unwrap();
    assert_eq!(next(&mut stranger, SOON).await, None);
}
