//! Open-data licences: catalogue names and URLs.

use std::str::FromStr;

/// A licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct License {
    /// Name in catalogues, for example `CC-BY-4.0`.
    pub name: String,
    /// Title, in Japanese if there is one.
    pub title: String,
    /// URL of the text.
    pub path: String,
}

/// The licences that Japanese local governments use.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "CC-BY-4.0",
        "クリエイティブ・コモンズ 表示 4.0 国際",
        "https://creativecommons.org/licenses/by/4.0/deed.ja",
    ),
    (
        "CC-BY-2.1-JP",
        "クリエイティブ・コモンズ 表示 2.1 日本",
        "https://creativecommons.org/licenses/by/2.1/jp/",
    ),
    (
        "CC-BY-SA-4.0",
        "クリエイティブ・コモンズ 表示 - 継承 4.0 国際",
        "https://creativecommons.org/licenses/by-sa/4.0/deed.ja",
    ),
    (
        "CC0-1.0",
        "CC0 1.0 全世界",
        "https://creativecommons.org/publicdomain/zero/1.0/deed.ja",
    ),
    (
        "PDL-1.0",
        "公共データ利用規約（第1.0版）",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    ),
];

impl FromStr for License {
    type Err = String;

    /// Parses a known name, or `NAME=URL`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((name, url)) = text.split_once('=') {
            let is_url = url.starts_with("https://") || url.starts_with("http://");
            if name.is_empty() || !is_url {
                return Err("a custom licence is written as NAME=URL".to_owned());
            }
            return Ok(Self::new(name, name, url));
        }
        let known = KNOWN
            .iter()
            .find(|(name, ..)| name.eq_ignore_ascii_case(text));
        match known {
            Some((name, title, path)) => Ok(Self::new(name, title, path)),
            None => {
                let names: Vec<&str> = KNOWN.iter().map(|(name, ..)| *name).collect();
                Err(format!("one of {}, or NAME=URL", names.join(", ")))
            }
        }
    }
}

impl License {
    fn new(name: &str, title: &str, path: &str) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            path: path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_known_name_or_one_with_an_address() {
        assert_eq!("cc-by-4.0".parse::<License>().unwrap().name, "CC-BY-4.0");
        let own: License = "上田市利用規約=https://example.jp/terms?a=b"
            .parse()
            .unwrap();
        assert_eq!(own.path, "https://example.jp/terms?a=b");
        assert!("free".parse::<License>().unwrap_err().contains("PDL-1.0"));
        assert!("free=here".parse::<License>().is_err());
    }
}
