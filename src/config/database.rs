//! Where the data are.

use secrecy::{ExposeSecret, SecretString};
use std::{convert::Infallible, fmt, path::Path, str::FromStr};
use url::Url;

/// `DATABASE_URL`. It may hold a password, so it is shown without one, and without options.
#[derive(Clone)]
pub struct DatabaseUrl(SecretString);

impl DatabaseUrl {
    /// The address as given, for opening the database only.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The file of an SQLite database.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        let rest = self.expose().strip_prefix("sqlite:")?;
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        Some(Path::new(rest.split('?').next().unwrap_or_default()))
    }
}

impl FromStr for DatabaseUrl {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.into()))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = self.file() {
            return write!(f, "sqlite:{}", file.display());
        }
        match Url::parse(self.expose()) {
            Ok(url) => {
                let user = if url.username().is_empty() { String::new() } else { format!("{}@", url.username()) };
                let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
                write!(f, "{}://{user}{}{port}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
            }
            Err(_) => f.write_str("(no address)"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        text.parse::<DatabaseUrl>().unwrap().to_string()
    }

    #[test]
    fn no_password_is_shown() {
        let url = "postgres://anne:s3cret@db.example.org:5433/syndiwatt?sslpassword=s3cret";
        assert_eq!(shown(url), "postgres://anne@db.example.org:5433/syndiwatt");
        assert_eq!(shown("postgres:// s3cret"), "(no address)");
        assert_eq!(shown("sqlite://var/a.sqlite?mode=rwc"), "sqlite:var/a.sqlite");
        assert!(!format!("{:?}", url.parse::<DatabaseUrl>().unwrap()).contains("s3cret"));
    }

    #[test]
    fn the_file_is_found_in_both_spellings() {
        for url in ["sqlite:/a/b.sqlite", "sqlite:///a/b.sqlite?cache=shared"] {
            assert_eq!(url.parse::<DatabaseUrl>().unwrap().file(), Some(Path::new("/a/b.sqlite")), "{url}");
        }
        assert_eq!("postgres://h/a".parse::<DatabaseUrl>().unwrap().file(), None);
    }
}
