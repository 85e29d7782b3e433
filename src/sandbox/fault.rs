//! Faults of the operator that tests switch on for the next requests.

use axum::{
    body::{Body, Bytes},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::stream::{self, StreamExt};
use serde::Deserialize;
use std::{io, time::Duration};

/// What goes wrong with the next `times` requests whose path and query contain `path`.
#[derive(Clone, Debug, Deserialize)]
pub struct Fault {
    /// A part of path and query, e.g. `courbe_de_charge` or `dateDebut=2026-11-01`; empty for every request.
    #[serde(default)]
    pub path: String,
    /// How many requests.
    pub times: u32,
    /// What happens to them.
    #[serde(flatten)]
    pub kind: FaultKind,
}

/// What goes wrong.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// Another answer.
    Answer {
        /// HTTP status.
        status: u16,
        /// JSON body.
        body: String,
    },
    /// The right answer, later.
    Delay {
        /// How much later.
        milliseconds: u64,
    },
    /// The connection ends within the body.
    Cut,
    /// 200 and a body that is no JSON.
    Garbage,
    /// 200 and a page of maintenance.
    Page,
    /// 200 and a body of 9 MB.
    Long,
    /// 302 to another address.
    Redirect {
        /// Where to.
        to: String,
    },
}

impl Fault {
    /// An answer with this status and body, `times` times.
    #[must_use]
    pub fn answer(path: &str, times: u32, status: u16, body: &str) -> Self {
        Self { path: path.to_owned(), times, kind: FaultKind::Answer { status, body: body.to_owned() } }
    }

    /// Any fault, `times` times.
    #[must_use]
    pub fn new(path: &str, times: u32, kind: FaultKind) -> Self {
        Self { path: path.to_owned(), times, kind }
    }
}

/// The answer that takes the place of the right one; `None` when that one follows after all.
pub async fn answer(kind: FaultKind) -> Option<Response> {
    const JSON: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/json")];
    Some(match kind {
        FaultKind::Answer { status, body } => {
            (StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), JSON, body).into_response()
        }
        FaultKind::Delay { milliseconds } => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
            return None;
        }
        FaultKind::Cut => {
            // The beginning must have left before the connection ends.
            let end = async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                Err(io::Error::other("cut"))
            };
            let parts = stream::once(async { Ok(Bytes::from_static(br#"{"idPrm":"2251"#)) }).chain(stream::once(end));
            (JSON, Body::from_stream(parts)).into_response()
        }
        FaultKind::Garbage => (JSON, r#"{"idPrm": "2251, NaN"#).into_response(),
        FaultKind::Page => (StatusCode::OK, axum::response::Html("<h1>Maintenance</h1>")).into_response(),
        FaultKind::Long => (JSON, vec![b' '; 9_000_000]).into_response(),
        FaultKind::Redirect { to } => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
    })
}
