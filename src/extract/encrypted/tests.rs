#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/originals/");
    std::fs::read(format!("{folder}{name}")).expect(name)
}

fn locked(name: &str) -> Vec<u8> {
    fixture(&format!("locked/zaisei-r1.{name}"))
}

#[test]
fn a_password_gives_back_the_file_that_was_encrypted() {
    for (name, plain) in [
        ("agile.xlsx", "zaisei-r1.xlsx"),
        ("standard.docx", "zaisei-r1.docx"),
    ] {
        let found = opened(locked(name), Some("ueda")).unwrap();
        assert!(found == fixture(plain), "{name}");
    }
}

#[test]
fn a_wrong_password_is_told_from_a_missing_one() {
    for name in ["agile.xlsx", "standard.docx", "excel-97.xls"] {
        let said = |password| opened(locked(name), password).unwrap_err();
        for (password, message) in [
            (None, "the file is protected with a password"),
            (Some(""), "the file is protected with a password"),
            (Some("Ueda"), "the file needs a different password"),
        ] {
            let error = said(password);
            assert_eq!(
                (error.code, error.message.as_str()),
                (Code::Password, message)
            );
        }
    }
}

/// The password of another file in the same folder does no harm.
#[test]
fn a_workbook_that_is_only_protected_against_changes_opens() {
    for password in [None, Some("of another file")] {
        assert!(opened(locked("silent.xls"), password).is_ok());
    }
}

#[test]
fn other_files_are_left_as_they_are() {
    for name in ["zaisei-r1.xls", "zaisei-r1.xlsx", "zaisei-r1.csv"] {
        assert!(
            opened(fixture(name), Some("ueda")).unwrap() == fixture(name),
            "{name}"
        );
    }
}

#[test]
fn what_cannot_be_decrypted_is_refused() {
    let info = stream(&mut open(locked("agile.xlsx")).unwrap(), "/EncryptionInfo").unwrap();
    let xml = String::from_utf8_lossy(&info[8..]);
    let said = |from: &str, to: &str| {
        assert!(xml.contains(from), "{xml}");
        let read = agile::Info::read(xml.replace(from, to).as_bytes());
        read.err().expect(to)
    };
    assert_eq!(
        said("ChainingModeCBC", "ChainingModeCFB").message,
        refused(UNUSUAL).message
    );
    assert_eq!(
        said("SHA512", "WHIRLPOOL").message,
        refused(UNUSUAL).message
    );
    let certificate = said("keyEncryptor/password", "keyEncryptor/certificate");
    assert_eq!(certificate.message, refused(CERTIFICATE).message);
    let rounds = said("spinCount=\"100000\"", "spinCount=\"10000001\"");
    assert!(rounds.message.contains("too many times"), "{rounds}");
    assert!(agile::Info::read(xml.as_bytes()).is_ok());
}

/// Whatever a file says of its lengths, salts and keys, reading it ends with an error or with bytes.
#[test]
fn damaged_files_do_no_harm() {
    for (name, step) in [
        ("agile.xlsx", 1999), // hashing a password takes a while
        ("standard.docx", 1999),
        ("excel-97.xls", 7),
        ("silent.xls", 7),
    ] {
        let bytes = locked(name);
        for at in (0..bytes.len()).step_by(step) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0xFF;
            let _ = opened(damaged, None);
            let _ = opened(bytes[..at].to_vec(), None);
        }
    }
}
