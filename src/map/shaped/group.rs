//! Groups: a record for each block, with the number that the block has on the page.

use super::super::sheet::Mapper;
use super::reading::Context;
use super::{key_of, scope_keys};
use crate::model::{FieldValue, Record, Sheet};
use crate::normalize::join;
use crate::profile::Scope;
use crate::segment::shape::FoundGroup;

impl Mapper<'_> {
    /// Maps the blocks of a group into the record of its scope.
    pub(super) fn group(
        &mut self,
        found: FoundGroup,
        scope: &Scope<'_>,
        path: &str,
        context: &Context,
        sheet: &mut Sheet,
        record: &mut Record,
    ) {
        let Some(spec) = scope.groups.get(found.group) else {
            return;
        };
        let mut blocks = Vec::new();
        for (n, (number, inner)) in found.blocks.into_iter().enumerate() {
            let path = format!("{path}/{}/{n}", spec.key);
            let mut block = Record::new();
            if let Some(key) = &spec.number {
                let text = self
                    .ledger
                    .value(format_args!("{path}/{key}"), &join(&number));
                block.insert(key.clone(), FieldValue::Text(text));
            }
            block.extend(self.scope(inner, &spec.scope(), &path, context, sheet));
            let keys = scope_keys(&spec.scope());
            let place = |key: &str| {
                keys.iter()
                    .position(|own| key_of(key, own))
                    .map_or(0, |at| at + 1)
            };
            block.sort_by_cached_key(|key, _| place(key));
            self.tell_missing_in(&block, spec, &path);
            blocks.push(block);
        }
        self.tell_unnumbered(&blocks, spec, path);
        if !blocks.is_empty() {
            record.insert(spec.key.clone(), FieldValue::Records(blocks));
        }
    }
}
