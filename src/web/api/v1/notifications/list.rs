//! GET /api/v1/notifications

use crate::{
    domain::{
        anomaly::Severity,
        id::{BuildingId, NoticeId, UsagePointId},
        notice::ChangeState,
        rule::RuleKind,
        time::LocalDay,
    },
    services::{
        App,
        notices::inbox::{self, Entry, PAGE},
    },
    views::preferences::Preferences,
    web::{api::problems::Reading, auth::CurrentSession, edge::Refusal, extract::UrlQuery},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What is asked.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NotificationsParams {
    /// Only messages older than this one: `next` of the page before.
    before: Option<NoticeId>,
    /// 20 when absent.
    #[param(minimum = 1, maximum = 100)]
    per_page: Option<u32>,
}

/// A page of messages.
#[derive(Serialize, ToSchema)]
pub struct Notifications {
    notifications: Vec<Notification>,
    /// How many are unread, on all pages.
    unread: u32,
    /// `before` of the next page; `null` when there is none.
    next: Option<NoticeId>,
}

/// A change of an alert.
#[derive(Serialize, ToSchema)]
pub struct Notification {
    id: NoticeId,
    /// RFC 3339 in UTC.
    created_at: String,
    /// RFC 3339 in UTC; `null` while it is unread.
    read_at: Option<String>,
    building: BuildingId,
    meter: Option<UsagePointId>,
    kind: RuleKind,
    severity: Severity,
    /// What has changed.
    #[schema(value_type = String, example = "opened")]
    state: ChangeState,
    /// The local day of the building.
    #[schema(value_type = String, example = "2026-11-20")]
    day: LocalDay,
    /// In the language of `Accept-Language`.
    title: String,
    /// In the language of `Accept-Language`.
    text: String,
    /// The page that shows it.
    link: String,
}

impl From<Entry> for Notification {
    fn from(Entry { notice, news, words }: Entry) -> Self {
        let change = news.change;
        Self {
            id: notice.id,
            created_at: notice.created_at.to_rfc3339(),
            read_at: notice.read_at.map(|at| at.to_rfc3339()),
            building: change.building,
            meter: change.usage_point,
            kind: change.kind,
            severity: change.severity,
            state: change.state,
            day: change.day,
            text: words.brief(),
            title: words.subject,
            link: news.link,
        }
    }
}

/// What you were told about alerts, the latest first. What concerns buildings that you may not see any more is left out.
#[utoipa::path(
    get, path = "/api/v1/notifications", tag = "notifications",
    params(NotificationsParams),
    responses((status = 200, description = "A page of messages", body = Notifications), Reading)
)]
pub async fn list(
    State(app): State<App>,
    CurrentSession { actor, .. }: CurrentSession,
    UrlQuery(params): UrlQuery<NotificationsParams>,
    headers: HeaderMap,
) -> Result<Json<Notifications>, Refusal> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let language = Preferences::of_headers("", accepted).language;
    let limit = params.per_page.unwrap_or(PAGE).max(1);
    let (entries, next) = inbox::list(&app, &actor, language, params.before, limit).await?;
    let notifications = entries.into_iter().map(Notification::from).collect();
    Ok(Json(Notifications { notifications, unread: inbox::unread(&app, &actor).await?, next }))
}
