//! The session cookie.

use crate::services::accounts::{SESSION_SECONDS, SessionToken};
use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

/// `__Host-` binds the cookie to this host and to TLS; browsers refuse that name over plain HTTP.
fn name(https: bool) -> &'static str {
    if https { "__Host-session" } else { "session" }
}

/// The token that the browser sent.
#[must_use]
pub fn read(headers: &HeaderMap, https: bool) -> Option<SessionToken> {
    CookieJar::from_headers(headers).get(name(https)).map(|cookie| SessionToken::from_cookie(cookie.value()))
}

/// `Set-Cookie` for a new session.
#[must_use]
pub fn begin(token: &SessionToken, https: bool) -> Option<HeaderValue> {
    header(token.expose(), SESSION_SECONDS, https)
}

/// `Set-Cookie` that removes the session.
#[must_use]
pub fn end(https: bool) -> Option<HeaderValue> {
    header("", 0, https)
}

fn header(value: &str, seconds: i64, https: bool) -> Option<HeaderValue> {
    let cookie = Cookie::build((name(https), value.to_owned())).path("/").http_only(true).same_site(SameSite::Lax);
    let text = format!("{}; Max-Age={seconds}{}", cookie.build(), if https { "; Secure" } else { "" });
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags() {
        let token = SessionToken::from_cookie("abc");
        let text = |https| begin(&token, https).unwrap().to_str().unwrap().to_owned();
        assert_eq!(text(false), "session=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000");
        assert_eq!(text(true), "__Host-session=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000; Secure");
    }

    #[test]
    fn only_the_right_name_is_read() {
        let headers = HeaderMap::from_iter([(axum::http::header::COOKIE, HeaderValue::from_static("session=abc"))]);
        assert_eq!(read(&headers, false).unwrap().expose(), "abc");
        assert!(read(&headers, true).is_none());
    }
}
