//! Office files that need a password (MS-OFFCRYPTO): encrypted bytes → the file's own bytes, before its format is looked at.
//!
//! 1. A new Office file is kept whole in a stream of an old one, with what a password is checked against in another:
//!    `agile` (Office 2010 and later) and `standard` (2007) derive the key and decrypt it.
//! 2. Of an old workbook only the records' data are encrypted: `xls` decrypts them in their places.
//!
//! The password that Excel itself uses for workbooks that are only protected against changes is always tried. Whether the
//! contents are whole is left to the checksums of the zip archive.

use std::io::{Cursor, Read as _};

use super::package::damaged;
use super::sniff::{Format, is_encrypted, sniff};
use crate::diagnostics::Code;
use crate::error::Error;

mod agile;
mod cipher;
mod hash;
mod rc4;
mod standard;
#[cfg(test)]
mod tests;
mod xls;

/// Excel opens a workbook with this password without asking for one.
const SILENT: &str = "VelvetSweatshop";

/// What is said of encryption that is not supported.
const RIGHTS: &str = "the file is protected by rights management";
const CERTIFICATE: &str = "the file is encrypted for the holders of a certificate";
const UNUSUAL: &str = "the file is encrypted in an unusual way";

type Compound = cfb::CompoundFile<Cursor<Vec<u8>>>;

/// The bytes without their encryption; those of any other file as they are.
///
/// # Errors
///
/// [`Code::Password`] if no password fits, [`Code::Damaged`].
pub(super) fn opened(bytes: Vec<u8>, password: Option<&str>) -> Result<Vec<u8>, Error> {
    let passwords = Passwords(password.filter(|given| !given.is_empty()));
    if is_encrypted(&bytes) {
        return package(&mut open(bytes)?, &passwords);
    }
    match sniff(&bytes) {
        Ok(Format::Xls) => xls::opened(open(bytes)?, &passwords),
        _ => Ok(bytes),
    }
}

fn open(bytes: Vec<u8>) -> Result<Compound, Error> {
    cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged(&error))
}

/// A new Office file.
fn package(file: &mut Compound, passwords: &Passwords<'_>) -> Result<Vec<u8>, Error> {
    if !file.is_stream("/EncryptionInfo") {
        return Err(refused(RIGHTS));
    }
    let info = stream(file, "/EncryptionInfo")?;
    let package = stream(file, "/EncryptedPackage")?;
    let short = || damaged(&"what its password is checked against is cut off");
    let (version, rest) = info.split_first_chunk::<4>().ok_or_else(short)?;
    match version {
        [4, 0, 4, 0] => {
            let info = agile::Info::read(rest.get(4..).ok_or_else(short)?)?;
            let key = passwords.find(|password| info.key(password))?;
            Ok(info.decrypted(&key, &package))
        }
        [2..=4, 0, 2, 0] => {
            let info = standard::Info::read(rest).ok_or_else(short)??;
            let key = passwords.find(|password| info.key(password))?;
            Ok(standard::decrypted(&key, &package))
        }
        _ => Err(refused(UNUSUAL)),
    }
}

fn stream(file: &mut Compound, name: &str) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut stream = file.open_stream(name).map_err(|error| damaged(&error))?;
    stream
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(&error))?;
    Ok(bytes)
}

/// The passwords to try: the one given and that of Excel itself.
struct Passwords<'p>(Option<&'p str>);

impl Passwords<'_> {
    /// What the first password that fits opens.
    fn find<K>(&self, fits: impl Fn(&[u8]) -> Option<K>) -> Result<K, Error> {
        let mut tried = self.0.into_iter().chain([SILENT]);
        let found = tried.find_map(|password| {
            let units: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
            fits(&units)
        });
        let why = match self.0 {
            None => "the file is protected with a password",
            Some(_) => "the file needs a different password",
        };
        found.ok_or_else(|| Error::new(Code::Password, why))
    }
}

/// The error of a file that no password opens here.
fn refused(why: &str) -> Error {
    let message = format!(
        "{why}; open it in Office, remove the password (File, Info, Protect) and save it, or print it to PDF"
    );
    Error::new(Code::Password, message)
}

/// A little-endian number.
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*bytes))
}

/// The contents of an encrypted package: its length, then its blocks. What is missing at the end is not made up.
fn contents(package: &[u8]) -> Option<(usize, &[u8])> {
    let (length, blocks) = package.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
    Some((length, blocks))
}
