//! The kinds of values in the schema.

use serde_json::{Map, Value, json};

pub(super) fn object(properties: Value, required: &[&str]) -> Value {
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

pub(super) fn list(items: Value, description: &str) -> Value {
    json!({"type": "array", "items": items, "description": description})
}

pub(super) fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

pub(super) fn text(description: &str) -> Value {
    json!({"type": "string", "description": description})
}

pub(super) fn titled(kind: &str, title: &str) -> Value {
    json!({"type": kind, "title": title})
}

pub(super) fn count(description: &str) -> Value {
    json!({"type": "integer", "minimum": 0, "description": description})
}

pub(super) fn date(description: &str) -> Value {
    json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": description})
}

pub(super) fn or_null(mut schema: Value) -> Value {
    let kind = schema["type"].take();
    extend(&mut schema, json!({"type": [kind, "null"]}));
    schema
}

/// Adds the entries of one object to another.
pub(super) fn extend(object: &mut Value, entries: Value) {
    if let (Value::Object(object), Value::Object(entries)) = (object, entries) {
        object.extend::<Map<_, _>>(entries);
    }
}
