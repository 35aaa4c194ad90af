//! The dates and figures in the texts of an item table.

use crate::model::{Figure, Item, Measure};
use crate::profile::{Column, ColumnRole, Profile};
use crate::values::{FiscalYear, figures, period};

/// Adds a column's text to a measure, with its dates or figures.
pub fn put_value(measure: &mut Measure, column: &Column, value: String, year: Option<FiscalYear>) {
    let key = &column.key;
    if column.role == Some(ColumnRole::Period) {
        let dates = period(&value, year);
        measure.values.insert(key.clone(), Some(value));
        measure.values.insert(format!("{key}_start"), dates.start);
        measure.values.insert(format!("{key}_end"), dates.end);
        return;
    }
    measure.figures.extend(figures_in(key, &value));
    measure.values.insert(key.clone(), Some(value));
}

/// Adds dates and figures of the common texts of an item without measures, which are all that it has.
pub fn put_common_values(item: &mut Item, profile: &Profile, year: Option<FiscalYear>) {
    if !item.measures.is_empty() {
        return;
    }
    let is_period = |key: &str| {
        let column = profile.columns.iter().find(|column| column.key == key);
        column.is_some_and(|column| column.role == Some(ColumnRole::Period))
    };
    for (key, text) in &item.common {
        if is_period(key) {
            let found = period(text, year);
            let dates = [("start", found.start), ("end", found.end)];
            let said = dates
                .into_iter()
                .filter_map(|(of, date)| Some((format!("{key}_{of}"), date?)));
            item.dates.extend(said);
        } else {
            item.figures.extend(figures_in(key, text));
        }
    }
}

fn figures_in<'k>(key: &'k str, text: &str) -> impl Iterator<Item = Figure> + use<'k> {
    figures(text).into_iter().map(move |figure| Figure {
        field: key.to_owned(),
        text: figure.text,
        value: figure.value,
        unit: figure.unit,
        qualifier: figure.qualifier,
    })
}
