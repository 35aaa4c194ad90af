//! Choices: the options of a field and which of them are marked.

use super::super::sheet::Mapper;
use crate::diagnostics::Code;
use crate::model::{Choice, ChoiceOption, FieldValue};
use crate::normalize::join;
use crate::profile::Field;
use crate::segment::shape::FoundField;

impl Mapper<'_> {
    /// The options with their marks; tells when not one of them is marked, or several where one is expected.
    pub(super) fn choice(
        &mut self,
        found: FoundField,
        spec: &Field,
        pointer: &str,
        page: Option<u32>,
    ) -> FieldValue {
        let mut choice = Choice {
            chosen: Vec::new(),
            options: Vec::new(),
        };
        for (n, option) in found.options.iter().enumerate() {
            self.ledger
                .marker(format_args!("{pointer}/options/{n}/chosen"), &option.mark);
            let text = option.text.trimmed();
            let text = self
                .ledger
                .value(format_args!("{pointer}/options/{n}/text"), &text);
            if option.chosen {
                choice.chosen.push(text.clone());
            }
            choice.options.push(ChoiceOption {
                text,
                chosen: option.chosen,
            });
        }
        let rest = join(&found.value);
        if !rest.is_blank() {
            let text = self
                .ledger
                .value(format_args!("{pointer}/options/0/text"), &rest);
            choice.options.push(ChoiceOption {
                text,
                chosen: false,
            });
        }
        let of_one = spec.one && choice.chosen.len() != 1;
        let none_told = !choice.options.is_empty() && found.options.is_empty();
        if of_one || none_told {
            let marks = spec.marks.join(" ");
            let message = match choice.chosen.len() {
                0 => format!("no option of {:?} has a mark ({marks})", spec.key),
                n => format!(
                    "{n} options of {:?} have a mark ({marks}); one is expected",
                    spec.key
                ),
            };
            self.tell_at(Code::NoChoice, pointer.to_owned(), page, message);
        }
        FieldValue::Choice(choice)
    }
}
