//! GET /live: a web socket that tells open pages when to look again.

use super::{WebState, auth::CurrentSession, edge::Refusal};
use crate::{
    domain::error::AppError,
    services::{
        accounts::{self, SessionHash},
        live::{self, Changed, News},
    },
};
use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{CloseFrame, Message, Utf8Bytes, WebSocket, rejection::WebSocketUpgradeRejection},
    },
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::time::Duration;
use url::Url;

/// Sockets of this process, at most: each costs a little memory.
pub const SOCKETS: usize = 2_000;
/// How often the browser is asked whether it is still there, and the session whether it still lives.
const LOOK: Duration = Duration::from_secs(30);
/// Nothing that a browser sends is of use to us.
const LONGEST_MESSAGE: usize = 1_024;
/// The code by which the browser learns that its session ended.
const LOGGED_OUT: u16 = 4_401;

/// What the browser reads; without a building, anything may have changed.
#[derive(Serialize)]
struct Notice {
    #[serde(skip_serializing_if = "Option::is_none")]
    building: Option<String>,
}

/// Opens the socket of a logged-in browser that comes from a page of ours.
///
/// # Errors
/// 401 without a session, 403 from another origin, 426 for anything but a web socket, 503 when there are too many.
pub async fn live(
    State(state): State<WebState>,
    session: CurrentSession,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, Refusal> {
    let Ok(upgrade) = upgrade else {
        return Ok((StatusCode::UPGRADE_REQUIRED, [(header::UPGRADE, "websocket")]).into_response());
    };
    if !from_our_page(&headers, &state.app.config.public_url) {
        return Err(Refusal(AppError::Forbidden));
    }
    let Ok(place) = state.sockets.clone().try_acquire_owned() else { return Err(Refusal(AppError::Unavailable)) };
    let upgrade = upgrade.max_message_size(LONGEST_MESSAGE).max_frame_size(LONGEST_MESSAGE);
    Ok(upgrade.on_upgrade(async move |socket| {
        let news = live::news(&state.app, session.actor);
        serve(&state, session.hash, news, socket).await;
        drop(place);
    }))
}

/// Browsers send cookies with web sockets from any page: only the origin tells whose page it is. Ours has the public
/// address, or the one that was asked (`localhost` instead of `127.0.0.1`).
fn from_our_page(headers: &HeaderMap, public: &Url) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host = origin.split_once("://").map(|(_, host)| host);
    origin == public.origin().ascii_serialization() || host.is_some() && host == text(header::HOST)
}

/// Until the browser goes, or its session ends.
async fn serve(state: &WebState, session: SessionHash, mut news: News, mut socket: WebSocket) {
    let mut look = tokio::time::interval(LOOK);
    look.reset();
    loop {
        let message = tokio::select! {
            changed = news.next() => match changed {
                Some(changed) => notice(changed),
                None => return,
            },
            _ = look.tick() => match accounts::actor_still(&state.app, session).await {
                Ok(Some(actor)) => {
                    news.is_now(actor);
                    Message::Ping(Default::default())
                }
                Ok(None) => Message::Close(Some(CloseFrame { code: LOGGED_OUT, reason: Utf8Bytes::default() })),
                // The database is away: whoever is there stays.
                Err(_) => Message::Ping(Default::default()),
            },
            received = socket.recv() => match received {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => continue,
            },
        };
        let last = matches!(message, Message::Close(_));
        if socket.send(message).await.is_err() || last {
            return;
        }
    }
}

fn notice(changed: Changed) -> Message {
    let building = match changed {
        Changed::Building(id) => Some(id.to_string()),
        Changed::Anything => None,
    };
    Message::text(serde_json::to_string(&Notice { building }).unwrap_or_default())
}
