//! Marked content: spans with replacement text, and layers.

use hayro_interpret::hayro_syntax::object::{Dict, Object};
use hayro_interpret::hayro_syntax::page::Resources;

use super::{Device, Interpreter, TooMuch};

impl<'a, D: Device<'a>> Interpreter<'_, 'a, D> {
    /// Begins a mark whose properties are a dictionary, or its name among the resources.
    pub(super) fn begin_mark(
        &mut self,
        properties: &Object<'_>,
        resources: &Resources<'a>,
    ) -> Result<(), TooMuch> {
        let hidden = &self.shared.hidden;
        match properties {
            Object::Name(name) => {
                let named = resources.properties.get::<Dict<'_>>(name);
                let length = named.as_ref().map_or(0, |dict| dict.data().len());
                self.budget.parse(length)?;
                match resources.properties.get_ref(name) {
                    Some(id) => {
                        let layer = named.clone().unwrap_or_default();
                        self.layers.open_layer(hidden, &layer, Some(id.into()));
                    }
                    None => self.layers.open(),
                }
                self.device.begin_mark(named.as_ref());
            }
            Object::Dict(dict) => {
                match dict.get_ref(b"OC") {
                    Some(id) => {
                        let layer = dict.get::<Dict<'_>>(b"OC").unwrap_or_default();
                        self.layers.open_layer(hidden, &layer, Some(id.into()));
                    }
                    None => self.layers.open(),
                }
                self.device.begin_mark(Some(dict));
            }
            _ => {
                self.layers.open();
                self.device.begin_mark(None);
            }
        }
        Ok(())
    }

    /// Opens the layer of a form or image, if it has one; returns whether it has.
    pub(super) fn open_layer(&mut self, object: &Dict<'_>) -> bool {
        let layer = object.get::<Dict<'_>>(b"OC");
        if let Some(layer) = &layer {
            let id = object.get_ref(b"OC").map(Into::into);
            self.layers.open_layer(&self.shared.hidden, layer, id);
        }
        layer.is_some()
    }
}
