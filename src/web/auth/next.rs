//! Where the browser goes after logging in: only ever a page of ours.

use axum::http::{Method, Uri};
use url::{Url, form_urlencoded};

/// The page that `next` names, or the start page.
#[must_use]
pub fn local(next: &str) -> String {
    let suspicious = !next.starts_with('/') || next.contains('\\') || next.chars().any(char::is_control);
    let base = Url::parse("http://localhost/");
    let joined = base.as_ref().ok().filter(|_| !suspicious).and_then(|base| base.join(next).ok());
    match joined {
        Some(url) if url.host_str() == Some("localhost") && url.port().is_none() && !is_way_in(url.path()) => {
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
        }
        _ => "/".to_owned(),
    }
}

/// The address of the login page that comes back to the page asked for.
#[must_use]
pub fn login_address(method: &Method, uri: &Uri) -> String {
    let page = uri.path_and_query().map_or("/", |path| path.as_str());
    // What came back from an operator is bound to the session that has ended: it must not travel on.
    if method != Method::GET || page == "/" || page.starts_with("/auth/") {
        return "/login".to_owned();
    }
    address(None, page)
}

/// The login page after a failure.
#[must_use]
pub fn failed_address(error: &str, next: &str) -> String {
    address(Some(error), next)
}

fn address(error: Option<&str>, next: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(error) = error {
        query.append_pair("error", error);
    }
    if next != "/" {
        query.append_pair("next", next);
    }
    let query = query.finish();
    if query.is_empty() { "/login".to_owned() } else { format!("/login?{query}") }
}

fn is_way_in(path: &str) -> bool {
    ["/login", "/logout", "/auth/", "/api/", "/rpc/"].iter().any(|way| path.starts_with(way)) || path.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_leaves_this_host() {
        assert_eq!(local("/buildings/1?p=month&d=2026-11"), "/buildings/1?p=month&d=2026-11");
        for bad in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/login?next=/",
            "/logout",
            "/..//evil.example",
            "/api/v1/x",
            "http:evil.example",
        ] {
            assert_eq!(local(bad), "/", "{bad:?}");
        }
    }

    #[test]
    fn the_page_asked_for_is_kept() {
        let at = |method: Method, uri: &str| login_address(&method, &uri.parse().unwrap());
        assert_eq!(at(Method::GET, "/buildings/1?p=day"), "/login?next=%2Fbuildings%2F1%3Fp%3Dday");
        assert_eq!(at(Method::GET, "/"), "/login");
        assert_eq!(at(Method::POST, "/buildings/1"), "/login");
        assert_eq!(at(Method::GET, "/auth/linky/callback/enedis?code=secret"), "/login");
    }
}
