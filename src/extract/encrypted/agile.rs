//! Agile encryption, of Office 2010 and later: the file says in XML how its key is made.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::cipher::{Aes, BLOCK};
use super::hash::Hash;
use super::{CERTIFICATE, UNUSUAL, contents, refused};
use crate::error::Error;
use crate::extract::package::{damaged, tree};

const PASSWORD: &str = "http://schemas.microsoft.com/office/2006/keyEncryptor/password";

/// What a hash is made for.
const INPUT: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VALUE: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// Rounds that a file may ask for, as the format has it; Office asks for 100,000. This many take seconds.
const MAX_ROUNDS: u32 = 10_000_000;

/// Bytes that are encrypted together.
const SEGMENT: usize = 4096;

/// What a hash or salt that is too short is filled up with.
const FILL: u8 = 0x36;

/// How the file is encrypted.
pub(super) struct Info {
    /// The contents.
    data: Scheme,
    /// The key of the contents, by the password.
    key: Scheme,
    rounds: u32,
    input: Vec<u8>,
    value: Vec<u8>,
    encrypted_key: Vec<u8>,
}

/// A hash, the length of keys and a salt.
struct Scheme {
    hash: Hash,
    key_bytes: usize,
    salt: Vec<u8>,
}

impl Info {
    /// Reads the XML.
    pub fn read(xml: &[u8]) -> Result<Self, Error> {
        let xml = std::str::from_utf8(xml).map_err(|error| damaged(&error))?;
        let tree = tree(xml.trim_end_matches('\0'))?;
        let find = |name: &str| {
            tree.descendants()
                .find(|node| node.tag_name().name() == name)
        };
        let data =
            find("keyData").ok_or_else(|| damaged(&"it does not say how it is encrypted"))?;
        let by_password = tree
            .descendants()
            .find(|node| node.has_tag_name((PASSWORD, "encryptedKey")));
        let key = by_password.ok_or_else(|| refused(CERTIFICATE))?;
        let rounds = key.attribute("spinCount").and_then(|n| n.parse().ok());
        Ok(Self {
            data: Scheme::read(data)?,
            key: Scheme::read(key)?,
            rounds: rounds
                .filter(|rounds| *rounds <= MAX_ROUNDS)
                .ok_or_else(|| damaged(&"its password is hashed too many times"))?,
            input: decoded(key, "encryptedVerifierHashInput")?,
            value: decoded(key, "encryptedVerifierHashValue")?,
            encrypted_key: decoded(key, "encryptedKeyValue")?,
        })
    }

    /// The key of the contents, if the password is right.
    pub fn key(&self, password: &[u8]) -> Option<Aes> {
        let Scheme { hash, salt, .. } = &self.key;
        let repeated = hash.repeated(salt, password, self.rounds);
        let plain = |purpose: &[u8], bytes: &[u8]| {
            let key = fitted(hash.of(&[&repeated, purpose]), self.key.key_bytes);
            Some(Aes::new(&key)?.chained(&fitted(salt.clone(), BLOCK), bytes))
        };
        let expected = hash.of(&[&plain(&INPUT, &self.input)?]);
        let is_right = plain(&VALUE, &self.value)?.starts_with(&expected);
        let key = plain(&KEY, &self.encrypted_key).filter(|_| is_right)?;
        Aes::new(key.get(..self.data.key_bytes)?)
    }

    /// The contents.
    pub fn decrypted(&self, key: &Aes, package: &[u8]) -> Vec<u8> {
        let Some((length, blocks)) = contents(package) else {
            return Vec::new();
        };
        let segments = (0_u32..).zip(blocks.chunks(SEGMENT));
        let mut plain: Vec<u8> = segments
            .flat_map(|(number, segment)| {
                let start = self.data.hash.of(&[&self.data.salt, &number.to_le_bytes()]);
                key.chained(&fitted(start, BLOCK), segment)
            })
            .collect();
        plain.truncate(length);
        plain
    }
}

impl Scheme {
    fn read(node: roxmltree::Node<'_, '_>) -> Result<Self, Error> {
        let says = |name| node.attribute(name).unwrap_or_default();
        let hash = Hash::named(says("hashAlgorithm"));
        let bits: Option<usize> = says("keyBits").parse().ok();
        let is_known =
            says("cipherAlgorithm") == "AES" && says("cipherChaining") == "ChainingModeCBC";
        match (hash, bits) {
            (Some(hash), Some(bits @ (128 | 192 | 256))) if is_known => Ok(Self {
                hash,
                key_bytes: bits / 8,
                salt: decoded(node, "saltValue")?,
            }),
            _ => Err(refused(UNUSUAL)),
        }
    }
}

fn decoded(node: roxmltree::Node<'_, '_>, name: &str) -> Result<Vec<u8>, Error> {
    let text = node.attribute(name).unwrap_or_default();
    BASE64.decode(text).map_err(|error| damaged(&error))
}

fn fitted(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, FILL);
    bytes
}
