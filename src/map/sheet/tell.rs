//! What a reader should know about the fields of a sheet.

use super::{Found, Mapper};
use crate::diagnostics::Code;
use crate::map::document::Cover;
use crate::model::Sheet;
use crate::profile::{ValueType, folded};
use crate::segment::{Field, squeezed};
use crate::text::Text;

impl Mapper<'_> {
    /// Reports a label that occurs again with another text; both texts become one value.
    pub(super) fn tell_repeated(&mut self, field: &Field, found: &Found) {
        let Some(known) = field.known else { return };
        let before = match field.part {
            Some(part) => found.parts.get(&(known.field, part)),
            None => found.whole.get(&known.field),
        };
        let differs =
            |before: &Text| !before.is_blank() && before.squeezed() != squeezed(&field.value);
        if squeezed(&field.value).is_empty() || !before.is_some_and(differs) {
            return;
        }
        let key = self
            .profile
            .fields
            .get(known.field)
            .map_or("", |f| f.key.as_str());
        let message = format!(
            "the label {:?} occurs again; its text is appended to the first",
            squeezed(&field.label)
        );
        let page = field.label.first().map(|line| line.page);
        self.tell(Code::RepeatedLabel, &format!("/{key}"), page, message);
    }

    /// Reports a label that the profile does not know, or only by similarity.
    pub(super) fn tell_label(&mut self, field: &Field, page: Option<u32>) {
        let written = squeezed(&field.label);
        let written = written.trim_end_matches(['：', ':']);
        match field.known {
            None => {
                let message = format!(
                    "the profile does not know the label {written:?}; its text is under \"other\""
                );
                self.tell(Code::UnknownLabel, "/other", page, message);
            }
            Some(known) if known.distance > 0 => {
                let key = self
                    .profile
                    .fields
                    .get(known.field)
                    .map_or("", |f| f.record_key());
                let message = format!("the label {written:?} was matched to {key:?} by similarity");
                self.tell(Code::LikeLabel, &format!("/{key}"), page, message);
            }
            Some(_) => {}
        }
    }

    /// Reports fields that the profile requires and the sheet lacks.
    pub(super) fn tell_missing(&mut self, found: &Found) {
        let profile = self.profile;
        for (number, field) in profile.fields.iter().enumerate() {
            if field.required && field.kind == ValueType::Text && !found.whole.contains_key(&number)
            {
                let message = format!("the sheet has no field {:?} ({})", field.key, field.title);
                self.tell(Code::MissingField, "", None, message);
            }
        }
    }

    /// Compares the goal with the one that the cover lists under its number.
    pub(super) fn compare_with_cover(&mut self, sheet: &Sheet, cover: Option<&Cover>) {
        let (Some(cover), Some(priority), Some(goal)) = (cover, sheet.priority, &sheet.goal) else {
            return;
        };
        if cover.goals.is_empty() {
            return;
        }
        let message = match cover.goals.iter().find(|g| g.no == priority) {
            None => format!("the cover lists no goal no. {priority}"),
            Some(listed) if folded(&listed.title) == folded(goal) => return,
            Some(listed) => format!(
                "the goal differs from the cover's no. {priority}: {:?}",
                listed.title
            ),
        };
        let page = sheet.pages.first().copied();
        self.tell(Code::GoalDiffers, "/goal", page, message);
    }
}
