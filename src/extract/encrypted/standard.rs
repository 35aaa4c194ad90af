//! Standard encryption, of Office 2007 and of programs that write as it did: AES with a key made by SHA-1.

use super::cipher::Aes;
use super::hash::Hash;
use super::{UNUSUAL, contents, refused, u32_at};
use crate::error::Error;

/// Rounds of hashing, always as many.
const ROUNDS: u32 = 50_000;

/// The flag of AES; RC4 is not used for new Office files.
const AES: u32 = 0x20;

/// Bytes of salt and verifier.
const SALT: usize = 16;

/// How the file is encrypted.
pub(super) struct Info {
    key_bytes: usize,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
}

impl Info {
    /// Reads what follows the version; none if it is cut off.
    pub fn read(bytes: &[u8]) -> Option<Result<Self, Error>> {
        let (flags, length) = (u32_at(bytes, 0)?, u32_at(bytes, 4)? as usize);
        let header = bytes.get(8..)?.get(..length)?;
        let key_bits = u32_at(header, 16)?;
        let verifier = bytes.get(8..)?.get(length..)?;
        if flags & AES == 0 || !matches!(key_bits, 128 | 192 | 256) {
            return Some(Err(refused(UNUSUAL)));
        }
        Some(Ok(Self {
            key_bytes: key_bits as usize / 8,
            salt: verifier.get(4..4 + SALT)?.to_vec(),
            verifier: verifier.get(20..20 + SALT)?.to_vec(),
            verifier_hash: verifier.get(40..72)?.to_vec(),
        }))
    }

    /// The key, if the password is right.
    pub fn key(&self, password: &[u8]) -> Option<Aes> {
        let repeated = Hash::Sha1.repeated(&self.salt, password, ROUNDS);
        let hash = Hash::Sha1.of(&[&repeated, &0_u32.to_le_bytes()]);
        let half = |fill: u8| {
            let mut block = [fill; 64];
            block
                .iter_mut()
                .zip(&hash)
                .for_each(|(to, from)| *to ^= from);
            Hash::Sha1.of(&[&block])
        };
        let key = [half(0x36), half(0x5C)].concat();
        let key = Aes::new(key.get(..self.key_bytes)?)?;
        let expected = Hash::Sha1.of(&[&key.separate(&self.verifier)]);
        let is_right = key.separate(&self.verifier_hash).starts_with(&expected);
        is_right.then_some(key)
    }
}

/// The contents.
pub(super) fn decrypted(key: &Aes, package: &[u8]) -> Vec<u8> {
    let Some((length, blocks)) = contents(package) else {
        return Vec::new();
    };
    let mut plain = key.separate(blocks);
    plain.truncate(length);
    plain
}
