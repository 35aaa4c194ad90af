//! Fields with parts.

use indexmap::IndexMap;

use super::{Found, Mapper, add};
use crate::diagnostics::Code;
use crate::model::{FieldValue, Labelled, Sheet};
use crate::segment::inner::{Inner, inner};
use crate::text::Text;

impl Mapper<'_> {
    /// A field with parts: from cells of their own, and from labels inside its text. What belongs to no part is kept
    /// under `other`.
    pub(super) fn parts(
        &mut self,
        number: usize,
        whole: Option<&Text>,
        found: &Found,
        sheet: &mut Sheet,
    ) -> FieldValue {
        let profile = self.profile;
        let Some(field) = profile.fields.get(number) else {
            return FieldValue::Parts(IndexMap::new());
        };
        let mut texts: Vec<Text> = vec![Text::new(); field.parts.len()];
        let cells = found.parts.iter().filter(|((of, _), _)| *of == number);
        for ((_, part), text) in cells {
            put(&mut texts, *part, text.clone());
        }
        if let Some(whole) = whole {
            let Inner {
                before,
                parts,
                alike,
            } = inner(whole, number, &profile.labels);
            for (part, label, text) in parts {
                let key = field.parts.get(part).map_or("", |part| part.key.as_str());
                if alike.contains(&part) {
                    let message = format!(
                        "the label {:?} was matched to {key:?} by similarity",
                        label.squeezed()
                    );
                    self.tell(
                        Code::LikeLabel,
                        &format!("/{}/{key}", field.key),
                        None,
                        message,
                    );
                }
                let of = format_args!("/sheets/{}/{}/{key}", self.number, field.key);
                self.ledger.label_of(of, &label);
                put(&mut texts, part, text);
            }
            self.put_other(field.title.clone(), &before, sheet);
        }
        let mut values = IndexMap::new();
        for (part, text) in field.parts.iter().zip(&texts) {
            let pointer = format_args!("/sheets/{}/{}/{}", self.number, field.key, part.key);
            values.insert(part.key.clone(), self.ledger.value(pointer, text));
        }
        FieldValue::Parts(values)
    }

    /// Keeps text of a known field that belongs to none of its parts.
    fn put_other(&mut self, label: String, text: &Text, sheet: &mut Sheet) {
        if !text.is_blank() {
            let message =
                format!("text in {label:?} belongs to none of its parts; it is under \"other\"");
            self.tell(Code::UnknownLabel, "/other", None, message);
            let pointer = format_args!("/sheets/{}/other/{}/text", self.number, sheet.other.len());
            let text = self.ledger.value(pointer, text);
            sheet.other.push(Labelled { label, text });
        }
    }
}

fn put(texts: &mut [Text], number: usize, text: Text) {
    if let Some(place) = texts.get_mut(number) {
        add(place, text);
    }
}
