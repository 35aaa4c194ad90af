//! Old workbooks: the data of records are encrypted, their kinds and lengths are not.

use std::io::{Seek as _, Write as _};

use super::hash::Hash;
use super::rc4::Rc4;
use super::{Compound, Passwords, UNUSUAL, refused, stream, u16_at, u32_at};
use crate::error::Error;
use crate::extract::package::damaged;

const STREAMS: [&str; 2] = ["/Workbook", "/Book"];

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;

/// Records that are never encrypted: besides BOF and FilePass, who uses the file, whether it is locked, InterfaceHdr, and
/// those of revisions.
const PLAIN: [u16; 7] = [BOF, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];

/// Bytes of the stream that share a key.
const BLOCK: usize = 1024;

/// Bytes of salt and verifier.
const SALT: usize = 16;

/// The same file with records that are not encrypted; as it is if they are not.
pub(super) fn opened(mut file: Compound, passwords: &Passwords<'_>) -> Result<Vec<u8>, Error> {
    let Some(name) = STREAMS.into_iter().find(|name| file.is_stream(name)) else {
        return Ok(file.into_inner().into_inner());
    };
    let mut records = stream(&mut file, name)?;
    if let Some(pass) = file_pass(&records) {
        let pass = Pass::read(pass).ok_or_else(|| refused(UNUSUAL))?;
        let keys = passwords.find(|password| pass.keys(password))?;
        decrypt(&mut records, &keys);
        let mut to = file.open_stream(name).map_err(|error| damaged(&error))?;
        to.rewind().map_err(|error| damaged(&error))?;
        to.write_all(&records).map_err(|error| damaged(&error))?;
        to.flush().map_err(|error| damaged(&error))?;
    }
    Ok(file.into_inner().into_inner())
}

/// The record that says how the others are encrypted, among those of the workbook as a whole.
fn file_pass(stream: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        let (kind, data) = record(stream, at)?;
        match kind {
            FILE_PASS => return Some(data),
            EOF => return None,
            _ => at += 4 + data.len(),
        }
    }
}

/// The kind and the data of the record at an offset.
fn record(stream: &[u8], at: usize) -> Option<(u16, &[u8])> {
    let length = usize::from(u16_at(stream, at + 2)?);
    Some((u16_at(stream, at)?, stream.get(at + 4..at + 4 + length)?))
}

/// What a password is checked against.
struct Pass<'r> {
    hash: Hash,
    key_bytes: usize,
    salt: &'r [u8],
    verifier: &'r [u8],
    verifier_hash: &'r [u8],
}

impl<'r> Pass<'r> {
    /// RC4, as Excel 97 has it or, since Excel 2002, with a header that names the length of the key.
    fn read(data: &'r [u8]) -> Option<Self> {
        match (u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?) {
            (1, 1, 1) => Some(Self {
                hash: Hash::Md5,
                key_bytes: 16,
                salt: data.get(6..6 + SALT)?,
                verifier: data.get(22..22 + SALT)?,
                verifier_hash: data.get(38..54)?,
            }),
            (1, 2..=4, 2) => {
                let length = u32_at(data, 10)? as usize;
                let header = data.get(14..)?.get(..length)?;
                let verifier = data.get(14..)?.get(length..)?;
                let bits = match u32_at(header, 16)? {
                    0 => 40,
                    bits => bits as usize,
                };
                Some(Self {
                    hash: Hash::Sha1,
                    key_bytes: Some(bits / 8).filter(|bytes| (5..=16).contains(bytes))?,
                    salt: verifier.get(4..4 + SALT)?,
                    verifier: verifier.get(20..20 + SALT)?,
                    verifier_hash: verifier.get(40..60)?,
                })
            }
            _ => None,
        }
    }

    /// The keys, if the password is right.
    fn keys(&self, password: &[u8]) -> Option<Keys> {
        let base = match self.hash {
            Hash::Md5 => {
                let first = self.hash.of(&[password]);
                let part = [first.get(..5)?, self.salt].concat().repeat(16);
                self.hash.of(&[&part]).get(..5)?.to_vec()
            }
            hash => hash.of(&[self.salt, password]),
        };
        let keys = Keys {
            hash: self.hash,
            key_bytes: self.key_bytes,
            base,
        };
        let mut plain = [self.verifier, self.verifier_hash].concat();
        keys.of_block(0).apply(&mut plain);
        let (verifier, hash) = plain.split_at_checked(SALT)?;
        (self.hash.of(&[verifier]) == hash).then_some(keys)
    }
}

/// The keys of the blocks.
struct Keys {
    hash: Hash,
    key_bytes: usize,
    base: Vec<u8>,
}

impl Keys {
    fn of_block(&self, number: u32) -> Rc4 {
        let mut key = self.hash.of(&[&self.base, &number.to_le_bytes()]);
        key.truncate(self.key_bytes);
        if self.key_bytes == 5 {
            // 40 bits are made 128 by zeros
            key.resize(16, 0);
        }
        Rc4::new(&key)
    }
}

/// Decrypts the data of records in their places. The record that asks for the password becomes one of no kind.
fn decrypt(stream: &mut [u8], keys: &Keys) {
    let encrypted = stream.to_vec();
    for (number, block) in (0..).zip(stream.chunks_mut(BLOCK)) {
        keys.of_block(number).apply(block);
    }
    let mut at = 0;
    while let Some((kind, data)) = record(&encrypted, at) {
        let plain = match kind {
            kind if PLAIN.contains(&kind) => data.len(),
            BOUND_SHEET => data.len().min(4),
            _ => 0,
        };
        let clear = at..at + 4 + plain;
        if let (Some(to), Some(from)) = (stream.get_mut(clear.clone()), encrypted.get(clear)) {
            to.copy_from_slice(from);
        }
        if let (FILE_PASS, Some(kind)) = (kind, stream.get_mut(at..at + 2)) {
            kind.fill(0);
        }
        at += 4 + data.len();
    }
}
