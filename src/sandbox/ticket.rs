//! Codes and tokens: what they stand for and a checksum that only this simulator can make. They need no table, so they
//! survive a restart.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Makes and reads them.
pub struct Signer(u64);

impl Signer {
    /// The same seed opens what it signed before a restart.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A ticket of this `kind` that holds `fields`, none of which may contain `|`.
    pub fn sign(&self, kind: &str, fields: &[&str]) -> String {
        let payload = fields.join("|");
        format!("{}.{}", URL_SAFE_NO_PAD.encode(&payload), self.checksum(kind, &payload))
    }

    /// The fields of a ticket of this `kind`; `None` when it is another kind or not from here.
    pub fn open<const N: usize>(&self, kind: &str, ticket: &str) -> Option<[String; N]> {
        let (payload, checksum) = ticket.split_once('.')?;
        let payload = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
        if checksum != self.checksum(kind, &payload) {
            return None;
        }
        payload.split('|').map(str::to_owned).collect::<Vec<_>>().try_into().ok()
    }

    /// A name that no other consent has.
    pub fn unique() -> String {
        hex::encode(rand::random::<[u8; 8]>())
    }

    fn checksum(&self, kind: &str, payload: &str) -> String {
        let digest = Sha256::digest(format!("syndiwatt sandbox {} {kind} {payload}", self.0));
        hex::encode(&digest[..16])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_only_what_it_signed() {
        let signer = Signer::new(1);
        let ticket = signer.sign("code", &["a", "b"]);
        assert_eq!(signer.open("code", &ticket), Some(["a".to_owned(), "b".to_owned()]));
        assert_eq!(signer.open::<2>("token", &ticket), None);
        assert_eq!(signer.open::<3>("code", &ticket), None);
        assert_eq!(Signer::new(2).open::<2>("code", &ticket), None);
        assert_eq!(signer.open::<2>("code", "é.é"), None);
    }
}
