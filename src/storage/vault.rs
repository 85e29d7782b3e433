//! Seals what operators entrust to us: AES-256-GCM, a key id, and the row's identity as associated data.

use aes_gcm::{
    Aes256Gcm, Key, KeyInit,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};

/// Version of the layout `version | key id (4) | nonce (12) | ciphertext and tag`.
const VERSION: u8 = 1;
const HEADER: usize = 1 + 4 + 12;

/// Bytes that only the vault can build: a clear text cannot be stored where a sealed one belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// For storage.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// From storage. What is no sealed text will not open.
    #[must_use]
    pub fn from_storage(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

/// It does not open: another row, another key, or changed bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value does not open")]
pub struct DoesNotOpen;

/// Holds the key.
#[derive(Clone)]
pub struct Vault {
    cipher: Aes256Gcm,
    key_id: [u8; 4],
    signing: [u8; 32],
}

impl Vault {
    /// From the 32 bytes of `IOT_ENCRYPTION_KEY`.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        let digest = Sha256::digest([b"syndiwatt key id".as_slice(), key].concat());
        let mut key_id = [0; 4];
        key_id.copy_from_slice(&digest[..4]);
        let signing = Sha256::digest([b"syndiwatt signing key".as_slice(), key].concat()).into();
        Self { cipher: Aes256Gcm::new(&Key::<Aes256Gcm>::from(*key)), key_id, signing }
    }

    /// Signs `content` for one purpose, with a key of its own: 32 bytes. The same content has the same signature.
    #[must_use]
    pub fn sign(&self, purpose: &str, content: &[u8]) -> [u8; 32] {
        self.mac(purpose, content).map(|mac| mac.finalize().into_bytes().into()).unwrap_or_default()
    }

    /// Whether we have signed `content` for this purpose; takes as long whatever the signature is.
    #[must_use]
    pub fn has_signed(&self, purpose: &str, content: &[u8], signature: &[u8]) -> bool {
        self.mac(purpose, content).is_some_and(|mac| mac.verify_slice(signature).is_ok())
    }

    /// Keys of any length are fine, so there always is one.
    fn mac(&self, purpose: &str, content: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.signing).ok()?;
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(content);
        Some(mac)
    }

    /// Seals `secret` for the row named by `row` (table, key and column). It opens for no other.
    ///
    /// # Errors
    /// [`DoesNotOpen`] when the cipher refuses, which it does only for texts of gigabytes.
    pub fn seal(&self, row: &str, secret: &SecretString) -> Result<Sealed, DoesNotOpen> {
        let nonce: [u8; 12] = rand::random();
        let payload = Payload { msg: secret.expose_secret().as_bytes(), aad: &self.aad(row) };
        let sealed = self.cipher.encrypt(&nonce.into(), payload).map_err(|_| DoesNotOpen)?;
        Ok(Sealed([&[VERSION], self.key_id.as_slice(), &nonce, &sealed].concat()))
    }

    /// Opens what was sealed for the same `row`.
    ///
    /// # Errors
    /// [`DoesNotOpen`], without saying why.
    pub fn open(&self, row: &str, sealed: &Sealed) -> Result<SecretString, DoesNotOpen> {
        let bytes = &sealed.0;
        if bytes.len() < HEADER || bytes[0] != VERSION || bytes[1..5] != self.key_id {
            return Err(DoesNotOpen);
        }
        let nonce: [u8; 12] = bytes[5..HEADER].try_into().map_err(|_| DoesNotOpen)?;
        let payload = Payload { msg: &bytes[HEADER..], aad: &self.aad(row) };
        let clear = self.cipher.decrypt(&nonce.into(), payload).map_err(|_| DoesNotOpen)?;
        String::from_utf8(clear).map(SecretString::from).map_err(|_| DoesNotOpen)
    }

    fn aad(&self, row: &str) -> Vec<u8> {
        [&[VERSION], self.key_id.as_slice(), row.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens_for_its_row_only() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal("secrets/1/access_token", &"token".into()).unwrap();
        assert_eq!(vault.open("secrets/1/access_token", &sealed).unwrap().expose_secret(), "token");
        assert!(vault.open("secrets/2/access_token", &sealed).is_err());
        assert!(Vault::new(&[8; 32]).open("secrets/1/access_token", &sealed).is_err());
        assert!(!sealed.as_bytes().windows(5).any(|w| w == b"token"));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal("row", &"a rather secret token".into()).unwrap();
        for bit in 0..sealed.0.len() * 8 {
            let mut bytes = sealed.0.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(vault.open("row", &Sealed(bytes)).is_err(), "bit {bit}");
        }
        for length in 0..sealed.0.len() {
            assert!(vault.open("row", &Sealed(sealed.0[..length].to_vec())).is_err(), "length {length}");
        }
    }

    #[test]
    fn a_signature_is_for_one_purpose_and_one_key() {
        let vault = Vault::new(&[7; 32]);
        let signature = vault.sign("a", b"content");
        assert!(vault.has_signed("a", b"content", &signature));
        assert!(!vault.has_signed("b", b"content", &signature) && !vault.has_signed("a", b"contents", &signature));
        assert!(!Vault::new(&[8; 32]).has_signed("a", b"content", &signature));
        assert!(!vault.has_signed("a", b"content", &signature[..31]) && !vault.has_signed("a", b"content", &[0; 32]));
    }

    #[test]
    fn the_same_text_never_seals_the_same() {
        let vault = Vault::new(&[7; 32]);
        assert_ne!(vault.seal("row", &"x".into()).unwrap(), vault.seal("row", &"x".into()).unwrap());
    }
}
