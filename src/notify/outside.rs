//! HTTP to addresses that users name: over TLS, to public addresses only, without following redirects. Whoever adds a
//! webhook must not be able to make the server ask machines of its own network.

use super::Undelivered;
use crate::domain::notice::Problem;
use http::StatusCode;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::{
    error::Error,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use url::{Host, Url};

/// Why an address is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no `https` address with a host.
    #[error("an https address is expected")]
    NoHttps,
    /// It holds a user name or a password; there is a field for the secret.
    #[error("an address without user name and password is expected")]
    Credentials,
    /// It is, or leads to, an address that is not public.
    #[error("the address is not public")]
    NotPublic,
}

/// The client for such addresses. Cheap to clone.
#[derive(Clone)]
pub struct Outside {
    client: reqwest::Client,
    loopback: bool,
}

impl Outside {
    /// With `loopback`, this machine may be asked too, also without TLS.
    ///
    /// # Errors
    /// When the TLS set-up of this machine is unusable.
    pub fn new(loopback: bool) -> Result<Self, reqwest::Error> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .user_agent(concat!("syndiwatt/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(20))
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would look up names itself, out of our sight.
            .no_proxy()
            .dns_resolver(Arc::new(Guarded { loopback }))
            .build()?;
        Ok(Self { client, loopback })
    }

    /// Whether an address may be asked, as far as it says so itself; names are looked up when it is asked.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self, url: &Url) -> Result<(), AddressError> {
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Credentials);
        }
        let allowed = |ip: IpAddr| if may_ask(ip, self.loopback) { Ok(()) } else { Err(AddressError::NotPublic) };
        let here = match url.host().ok_or(AddressError::NoHttps)? {
            Host::Ipv4(ip) => allowed(ip.into()).map(|()| ip.is_loopback())?,
            Host::Ipv6(ip) => allowed(ip.into()).map(|()| ip.is_loopback())?,
            Host::Domain(name) => name.trim_end_matches('.') == "localhost",
        };
        match url.scheme() {
            "https" => Ok(()),
            "http" if here && self.loopback => Ok(()),
            _ => Err(AddressError::NoHttps),
        }
    }

    /// Posts a body with headers.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for an address that must not be asked, [`Problem::Refused`] for good when the service says
    /// that the request is wrong, [`Problem::Unreachable`] for now otherwise.
    pub async fn post(&self, url: Url, headers: http::HeaderMap, body: String) -> Result<(), Undelivered> {
        if self.check(&url).is_err() {
            return Err(Undelivered::for_good(Problem::Forbidden));
        }
        let host = url.host_str().unwrap_or_default().to_owned();
        let answer = self.client.post(url).headers(headers).body(body).send().await;
        match answer {
            Ok(answer) if answer.status().is_success() => Ok(()),
            Ok(answer) => {
                // Paths and bodies may hold secrets: the log gets the host and the status.
                tracing::warn!(host, status = answer.status().as_u16(), "a service did not take a message");
                Err(of_status(answer.status()))
            }
            Err(error) if is_guarded(&error) => {
                tracing::warn!(host, "a service's name leads to an address that is not public");
                Err(Undelivered::for_good(Problem::Forbidden))
            }
            Err(error) => {
                tracing::warn!(host, timeout = error.is_timeout(), "a service cannot be reached");
                Err(Undelivered::for_now(Problem::Unreachable))
            }
        }
    }
}

fn of_status(status: StatusCode) -> Undelivered {
    let busy = [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_EARLY, StatusCode::TOO_MANY_REQUESTS];
    if status.is_server_error() || busy.contains(&status) {
        Undelivered::for_now(Problem::Unreachable)
    } else {
        Undelivered::for_good(Problem::Refused)
    }
}

/// Whether our own resolver has refused the name.
fn is_guarded(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if error.downcast_ref::<AddressError>().is_some() {
            return true;
        }
        source = error.source();
    }
    false
}

/// Looks names up and lets only addresses through that may be asked: the connection goes to what was checked.
struct Guarded {
    loopback: bool,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let loopback = self.loopback;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            // One private address among public ones is no accident.
            if found.is_empty() || found.iter().any(|address| !may_ask(address.ip(), loopback)) {
                return Err(AddressError::NotPublic.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

fn may_ask(ip: IpAddr, loopback: bool) -> bool {
    is_public(ip) || loopback && ip.is_loopback()
}

/// Whether an address is one of the open internet.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    let protocols = a == 192 && b == 0 && c == 0;
    let relays = a == 192 && b == 88 && c == 99;
    let benchmarks = a == 198 && (b == 18 || b == 19);
    !(a == 0
        || a >= 224
        || ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || shared
        || protocols
        || relays
        || benchmarks)
}

/// Only global unicast, and nothing of it that carries another address inside or is for books.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    if let Some(inside) = ip.to_ipv4_mapped() {
        return is_public_v4(inside);
    }
    let tunnels = first == 0x2002 || first == 0x2001 && second < 0x0200;
    let books = first == 0x2001 && second == 0x0db8 || first == 0x3fff;
    first & 0xe000 == 0x2000 && !tunnels && !books
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn check(url: &str, loopback: bool) -> Result<(), AddressError> {
        Outside::new(loopback).unwrap().check(&Url::parse(url).unwrap())
    }

    #[rstest]
    #[case("https://hooks.example.org/services/a/b", Ok(()))]
    #[case("https://93.184.215.14/hook", Ok(()))]
    #[case("https://[2606:2800:21f:cb07::1]/hook", Ok(()))]
    #[case("http://hooks.example.org/", Err(AddressError::NoHttps))]
    #[case("ftp://hooks.example.org/", Err(AddressError::NoHttps))]
    #[case("https://anne:secret@hooks.example.org/", Err(AddressError::Credentials))]
    #[case("https://127.0.0.1/", Err(AddressError::NotPublic))]
    #[case("https://2130706433/", Err(AddressError::NotPublic))]
    #[case("https://0x7f.1/", Err(AddressError::NotPublic))]
    #[case("https://10.1.2.3/", Err(AddressError::NotPublic))]
    #[case("https://172.31.0.1/", Err(AddressError::NotPublic))]
    #[case("https://192.168.0.1/", Err(AddressError::NotPublic))]
    #[case("https://169.254.169.254/latest/meta-data", Err(AddressError::NotPublic))]
    #[case("https://100.64.0.1/", Err(AddressError::NotPublic))]
    #[case("https://0.0.0.0/", Err(AddressError::NotPublic))]
    #[case("https://255.255.255.255/", Err(AddressError::NotPublic))]
    #[case("https://[::1]/", Err(AddressError::NotPublic))]
    #[case("https://[::ffff:10.0.0.1]/", Err(AddressError::NotPublic))]
    #[case("https://[fd00::1]/", Err(AddressError::NotPublic))]
    #[case("https://[fe80::1]/", Err(AddressError::NotPublic))]
    #[case("https://[64:ff9b::a00:1]/", Err(AddressError::NotPublic))]
    #[case("https://[2002:a00:1::]/", Err(AddressError::NotPublic))]
    fn only_public_addresses_over_tls(#[case] url: &str, #[case] expected: Result<(), AddressError>) {
        assert_eq!(check(url, false), expected);
    }

    #[test]
    fn this_machine_only_where_it_is_allowed() {
        for url in ["http://127.0.0.1:8080/", "http://localhost:8080/", "https://[::1]/"] {
            assert_eq!(check(url, true), Ok(()), "{url}");
        }
        assert_eq!(check("http://10.0.0.1/", true), Err(AddressError::NotPublic));
        assert_eq!(check("http://example.org/", true), Err(AddressError::NoHttps));
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_asked() {
        let outside = Outside::new(false).unwrap();
        let url = Url::parse("https://localhost:9/").unwrap();
        let answer = outside.post(url, http::HeaderMap::new(), String::new()).await;
        assert_eq!(answer, Err(Undelivered::for_good(Problem::Forbidden)));
    }
}
