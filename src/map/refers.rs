//! Finds the column that a text means by “as in that column”: 中間報告のとおり, 同左.

use crate::profile::Profile;
use crate::values::refers_to;

/// Words for the column to the left; `values` treats them as references.
const LEFT: &[&str] = &["同左", "左に同じ", "左記"];

/// The key of the column that a text in the column `own` refers to. `keys` are those of the form, left to right. `None`
/// for references to anything else (同上, 前年度と同じ).
pub fn referred(profile: &Profile, keys: &[&str], own: &str, text: &str) -> Option<String> {
    let word = refers_to(text)?;
    let meant = if LEFT.contains(&word) {
        let position = keys.iter().position(|key| *key == own)?;
        keys.get(position.checked_sub(1)?).copied()
    } else {
        let column = profile.labels.column(word).filter(|m| m.distance == 0)?;
        profile.columns.get(column.column).map(|c| c.key.as_str())
    };
    meant
        .filter(|key| *key != own && keys.contains(key))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_reference_gives_the_column_that_it_means() {
        let profile = Profile::builtin("ueda-juten").unwrap();
        let keys = ["initiative", "period", "target", "interim", "final"];
        let of = |own: &str, text: &str| referred(&profile, &keys, own, text);
        assert_eq!(
            of("final", "中間報告のとおり。").as_deref(),
            Some("interim")
        );
        assert_eq!(of("final", "数値目標と同じ").as_deref(), Some("target"));
        assert_eq!(of("final", "同左").as_deref(), Some("interim"));
        assert_eq!(of("period", "左に同じ").as_deref(), Some("initiative"));
        for text in [
            "同上",
            "前年度と同じ",
            "期末報告のとおり",
            "中間報告を行った。",
            "",
        ] {
            assert_eq!(of("final", text), None, "{text}");
        }
    }

    #[test]
    fn a_column_that_the_form_lacks_is_not_referred_to() {
        let profile = Profile::builtin("ueda-juten").unwrap();
        let keys = ["initiative", "target", "final"];
        assert_eq!(referred(&profile, &keys, "final", "中間報告のとおり"), None);
    }
}
